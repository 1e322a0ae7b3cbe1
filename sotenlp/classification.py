"""Bulk classification: many short texts onto the five goals, from a list or from a table."""

from __future__ import annotations

import csv
import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from sotenlp.annotation import GoalScore
from sotenlp.atomic import open_atomic
from sotenlp.config import load_config
from sotenlp.errors import InputError
from sotenlp.goals.component import goal_model
from sotenlp.goals.features import extract_features
from sotenlp.language.view import view_of
from sotenlp.pipeline import language_pipeline
from sotenlp.reader.encodings import detect_file
from sotenlp.schema import Goal

logger = logging.getLogger(__name__)

Row = dict[str, Any]
BATCH = 500
"""Rows that are in memory at a time."""
COLUMNS = ("goals", *(f"goal_{int(goal)}" for goal in Goal), "abstained")
"""Columns that `classify_table` adds: the goals as "1;4", a probability each, and whether it abstained."""


def classify(texts: Iterable[str]) -> Iterator[GoalScore]:
    """Classify texts onto the five national goals, lazily and in order.

    Args:
        texts: Sentences, bullets or short paragraphs.

    Raises:
        VoikkoError: libvoikko or its Finnish dictionary is missing.
        ModelError: The goal model cannot be read.

    Example:
        >>> [score.goals for score in classify(["Jonot lyhenivät, kun etälääkäri aloitti."])]
        [(1,)]
    """
    nlp = language_pipeline()
    classifier = goal_model().classifier
    iterator = iter(texts)
    while batch := list(islice(iterator, BATCH)):
        yield from classifier.classify([extract_features(view_of(doc)) for doc in nlp.pipe(batch)])


def classify_table(source: str | Path, target: str | Path, *, text_column: str = "text") -> int:
    """Classify the texts of a file and write it again with the goals added.

    A text file has a text a line and gives CSV; CSV (separated by comma, semicolon or tab), JSONL and
    Parquet keep their form and all their columns. Text in another encoding than UTF-8 is read as what
    its letters are most likely in, with a warning, and written in UTF-8. The target appears whole or
    not at all.

    Args:
        source: File with the suffix .txt, .csv, .tsv, .jsonl, .ndjson or .parquet.
        target: Where to write.
        text_column: The column (key) that holds the text.

    Returns:
        The number of rows.

    Raises:
        InputError: The file cannot be read, or has no such column.
        OutputError: The target cannot be written.
    """
    source, target = Path(source), Path(target)
    handler = _HANDLERS.get(source.suffix.lower())
    if handler is None:
        raise InputError(
            source,
            f"{source.suffix or 'no suffix'!r} is not a table that can be classified",
            f"Give a file with one of the suffixes {', '.join(_HANDLERS)}.",
            code="format",
        )
    if not source.is_file():
        raise InputError(source, "no such file", "Check the name.", code="missing")
    try:
        return handler(source, target, text_column)
    except (csv.Error, json.JSONDecodeError, UnicodeError, RecursionError, pa.ArrowException) as error:
        raise InputError(
            source, f"broken ({error})", "Mend or export the table again.", code="broken"
        ) from error


def _added(score: GoalScore) -> Row:
    values = [";".join(map(str, score.goals)), *score.scores, score.abstained]
    return dict(zip(COLUMNS, values, strict=True))


def _classified(rows: Iterable[Row], text_column: str, source: Path) -> Iterator[Row]:
    """The rows with the goals added, a batch in memory at a time."""
    iterator = iter(rows)
    number = 0
    while batch := list(islice(iterator, BATCH)):
        for row in batch:
            number += 1
            if not isinstance(row, dict):
                raise InputError(
                    f"{source}:{number}", "not an object", "Write a JSON object on each line.", code="broken"
                )
            if text_column not in row:
                raise InputError(
                    f"{source}:{number}",
                    f"no column {text_column!r}",
                    f"Name the column with the text: --text-column {next(iter(row), 'NAME')}.",
                    code="column",
                )
        texts = ["" if row[text_column] is None else str(row[text_column]) for row in batch]
        for row, score in zip(batch, classify(texts), strict=True):
            yield row | _added(score)


def _write_csv(
    rows: Iterable[Mapping[str, Any]], target: Path, header: list[str], *, delimiter: str = ","
) -> int:
    count = 0
    with open_atomic(target) as file:
        writer = csv.DictWriter(file, header, lineterminator="\n", delimiter=delimiter)
        writer.writeheader()
        for row in rows:
            writer.writerow(row)
            count += 1
    return count


@contextmanager
def _opened(source: Path) -> Iterator[IO[str]]:
    """A text file in whatever encoding; what was assumed of it is logged."""
    encoding, note = detect_file(source)
    if note:
        logger.warning("%s", note)
    with open(source, encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="") as file:
        yield file


def _text(source: Path, target: Path, text_column: str) -> int:
    with _opened(source) as file:
        rows = ({"text": line.rstrip("\r\n")} for line in file if line.strip())
        return _write_csv(_classified(rows, "text", source), target, ["text", *COLUMNS])


def _csv(source: Path, target: Path, text_column: str) -> int:
    csv.field_size_limit(max(csv.field_size_limit(), load_config().max_characters))
    with _opened(source) as file:
        first = file.readline()
        file.seek(0)
        delimiter = max(",;\t", key=first.count)
        reader = csv.DictReader(file, strict=True, delimiter=delimiter)
        header = list(reader.fieldnames or [])
        if text_column not in header:
            raise InputError(
                source,
                f"no column {text_column!r} among {', '.join(header) or 'no columns'}",
                "Name the column with the text: --text-column NAME.",
                code="column",
            )
        columns = [name for name in header if name not in COLUMNS]
        rows = ({name: row[name] for name in columns} for row in reader)
        classified = _classified(rows, text_column, source)
        return _write_csv(classified, target, [*columns, *COLUMNS], delimiter=delimiter)


def _jsonl(source: Path, target: Path, text_column: str) -> int:
    count = 0
    with _opened(source) as file, open_atomic(target) as out:
        rows = (json.loads(line) for line in file if line.strip())
        for row in _classified(rows, text_column, source):
            row["goals"] = [int(goal) for goal in row["goals"].split(";") if goal]
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def _parquet(source: Path, target: Path, text_column: str) -> int:
    table = pq.ParquetFile(source)
    names = [name for name in table.schema_arrow.names if name not in COLUMNS]
    if text_column not in names:
        raise InputError(
            source,
            f"no column {text_column!r} among {', '.join(names)}",
            "Give --text-column NAME.",
            code="column",
        )
    types = [pa.string(), *[pa.float64() for _ in Goal], pa.bool_()]
    schema = pa.schema(
        [table.schema_arrow.field(name) for name in names] + list(zip(COLUMNS, types, strict=True))
    )
    count = 0
    with open_atomic(target, "wb") as out, pq.ParquetWriter(out, schema) as writer:
        for batch in table.iter_batches(BATCH, columns=names):
            texts = [value or "" for value in batch.column(text_column).cast(pa.string()).to_pylist()]
            added = [_added(score) for score in classify(texts)]
            columns = [batch.column(name) for name in names]
            columns += [
                pa.array([row[name] for row in added], kind)
                for name, kind in zip(COLUMNS, types, strict=True)
            ]
            writer.write_batch(pa.record_batch(columns, schema=schema))
            count += len(added)
    return count


_HANDLERS: dict[str, Callable[[Path, Path, str], int]] = {
    ".txt": _text,
    ".csv": _csv,
    ".tsv": _csv,
    ".jsonl": _jsonl,
    ".ndjson": _jsonl,
    ".parquet": _parquet,
}
