"""Texts for a person to label: the least certain ones first."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import tee
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sotenlp.answers import BATCH, Answer, answer, pick_model
from sotenlp.atomic import open_atomic
from sotenlp.classification import Row, check_row, opened
from sotenlp.errors import InputError
from sotenlp.goals.persistence import GoalModel
from sotenlp.goals.table import UNFILLED
from sotenlp.mined import open_mined

HEADER = ("text", "goals", "suggested", "certainty", "heading", "before", "after", "doc")
"""Columns of the table; `goals` holds "?" until somebody has judged the text."""
DEFAULT_LIMIT = 200


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    heading: str = ""
    before: str = ""
    after: str = ""
    doc: str = ""


def label_table(
    source: str | Path,
    target: str | Path,
    *,
    limit: int = DEFAULT_LIMIT,
    text_column: str = "text",
    model: str | Path | GoalModel | None = None,
) -> int:
    """Write the texts about which a model is least certain to a table for a person to fill.

    Each text stands there once, with the labels that the model suggests and how certain it is; the person
    replaces the "?" in the column goals by labels ("1;4"), or empties it where none fits. `sotenlp train
    goals` takes the table back and leaves rows that still have "?" aside.

    Args:
        source: A folder that `sotenlp mine` wrote, or a .txt (a text a line), .csv, .tsv, .jsonl, .ndjson or
            .parquet file.
        target: CSV file to write.
        limit: How many texts to write at most.
        text_column: The column (key) that holds the text.
        model: A model or its folder; None for the five national goals.

    Returns:
        The number of texts written.

    Raises:
        InputError: The input cannot be read, or has no such column.
        ModelError: The model cannot be read.
        OutputError: The target cannot be written.
    """
    picked = pick_model(model)
    source = Path(source)
    first, second = tee(_unique(_texts(source, text_column)))
    ranked: list[tuple[float, int, _Text, Answer]] = []
    for number, (text, found) in enumerate(
        zip(first, answer((text.text for text in second), model=picked), strict=True)
    ):
        ranked.append((found.certainty, number, text, found))
        if len(ranked) > 2 * limit:
            ranked = sorted(ranked, key=lambda item: item[:2])[:limit]
    ranked = sorted(ranked, key=lambda item: item[:2])[:limit]
    with open_atomic(Path(target)) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        for certainty, _, text, found in ranked:
            suggested = ";".join(found.labels)
            writer.writerow(
                [text.text, UNFILLED, suggested, certainty, text.heading, text.before, text.after, text.doc]
            )
    return len(ranked)


def _unique(texts: Iterable[_Text]) -> Iterator[_Text]:
    """The texts that are not empty, each once."""
    seen: set[str] = set()
    for text in texts:
        if text.text and text.text not in seen:
            seen.add(text.text)
            yield text


def _texts(source: Path, text_column: str) -> Iterator[_Text]:
    if source.is_dir():
        yield from _mined(source)
        return
    if not source.is_file():
        raise InputError(source, "no such file or folder", "Check the name.", code="missing")
    reader = _READERS.get(source.suffix.lower())
    if reader is None:
        raise InputError(
            source,
            f"{source.suffix or 'no suffix'!r} is no input to label",
            f"Give a folder that 'sotenlp mine' wrote, or a file: {', '.join(_READERS)}.",
            code="format",
        )
    if reader is _lines:
        text_column = "text"
    try:
        for number, row in enumerate(reader(source), 1):
            check_row(row, number, text_column, source)
            text, heading, before, after, doc = (
                str(row.get(name) or "").strip()
                for name in (text_column, "heading", "before", "after", "doc")
            )
            yield _Text(text, heading, before, after, doc)
    except (csv.Error, json.JSONDecodeError, UnicodeError, RecursionError, pa.ArrowException) as error:
        raise InputError(
            source, f"broken ({error})", "Mend or export the table again.", code="broken"
        ) from error


def _lines(source: Path) -> Iterator[Row]:
    with opened(source) as file:
        yield from ({"text": line} for line in file)


def _separated(source: Path) -> Iterator[Row]:
    with opened(source) as file:
        head = file.readline()
        file.seek(0)
        yield from csv.DictReader(file, strict=True, delimiter=max(",;\t", key=head.count))


def _objects(source: Path) -> Iterator[Row]:
    with opened(source) as file:
        yield from (json.loads(line) for line in file if line.strip())


def _parquet(source: Path) -> Iterator[Row]:
    for batch in pq.ParquetFile(source).iter_batches(BATCH):
        yield from batch.to_pylist()


def _mined(folder: Path) -> Iterator[_Text]:
    """The sentences of mined documents, with their heading and neighbours."""
    for document in open_mined(folder).documents:
        words = [" ".join(document.text[s.start : s.end].split()) for s in document.sentences]
        for index, sentence in enumerate(document.sentences):
            if sentence.boilerplate or sentence.language != "fi":
                continue
            section = sentence.section
            title = document.sections[section].title if 0 <= section < len(document.sections) else ""
            before, after = (
                words[other]
                if 0 <= other < len(words) and document.sentences[other].section == section
                else ""
                for other in (index - 1, index + 1)
            )
            yield _Text(words[index], title, before, after, document.id)


_READERS: dict[str, Callable[[Path], Iterator[Row]]] = {
    ".txt": _lines,
    ".csv": _separated,
    ".tsv": _separated,
    ".jsonl": _objects,
    ".ndjson": _objects,
    ".parquet": _parquet,
}
