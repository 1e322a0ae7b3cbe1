"""Bulk classification: many short texts onto goals, from a list or from a table."""

from __future__ import annotations

import csv
import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from sotenlp.annotation import GoalScore
from sotenlp.answer_journal import AnswerJournal
from sotenlp.answers import BATCH, Answer, answer, pick_model
from sotenlp.atomic import open_atomic
from sotenlp.config import load_config
from sotenlp.errors import InputError
from sotenlp.goals.persistence import GoalModel
from sotenlp.reader.encodings import detect_file

logger = logging.getLogger(__name__)

Row = dict[str, Any]


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
    for found in answer(texts):
        first, second, third, fourth, fifth = found.scores
        goals = tuple(int(label) for label in found.labels)
        yield GoalScore(goals, (first, second, third, fourth, fifth), abstained=found.abstained)


@dataclass(frozen=True, slots=True)
class _Job:
    """One table to classify.

    Attributes:
        source: Its file.
        target: Where to write.
        text_column: The column that holds the text.
        model: The model.
        journal: The answers so far.
    """

    source: Path
    target: Path
    text_column: str
    model: GoalModel
    journal: AnswerJournal

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are added."""
        return added_columns(self.model)

    def added(self, texts: Sequence[str]) -> Iterator[Row]:
        """The values of these columns for each text of a batch."""
        for found in self.journal.answers(texts, self._answers):
            values = [";".join(found.labels), *found.scores, found.certainty, found.abstained]
            yield dict(zip(self.columns, values, strict=True))

    def _answers(self, texts: Sequence[str]) -> list[Answer]:
        return list(answer(texts, model=self.model))

    def classified(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows with the columns added, a batch in memory at a time."""
        iterator = iter(rows)
        number = 0
        while batch := list(islice(iterator, BATCH)):
            for row in batch:
                number += 1
                check_row(row, number, self.text_column, self.source)
            texts = ["" if row[self.text_column] is None else str(row[self.text_column]) for row in batch]
            for row, added in zip(batch, self.added(texts), strict=True):
                yield row | added


def added_columns(model: GoalModel) -> tuple[str, ...]:
    """The columns that `classify_table` adds.

    The goals as "1;4", a probability each, how probable it is that all are right, and whether that is too
    little to rely on.
    """
    return ("goals", *(f"goal_{label}" for label in model.labels), "certainty", "abstained")


def check_row(row: object, number: int, text_column: str, source: Path) -> None:
    """Refuse a row that is no object or has no text.

    Raises:
        InputError: It is so.
    """
    place = f"{source}:{number}"
    if not isinstance(row, dict):
        raise InputError(place, "not an object", "Write a JSON object on each line.", code="broken")
    if text_column not in row:
        raise InputError(
            place,
            f"no column {text_column!r}",
            f"Name the column with the text: --text-column {next(iter(row), 'NAME')}.",
            code="column",
        )


def classify_table(
    source: str | Path,
    target: str | Path,
    *,
    text_column: str = "text",
    model: str | Path | GoalModel | None = None,
    resume: bool = False,
) -> int:
    """Classify the texts of a file and write it again with the goals added.

    A text file has a text a line and gives CSV; CSV (separated by comma, semicolon or tab), JSONL and
    Parquet keep their form and all their columns. Text in another encoding than UTF-8 is read as what
    its letters are most likely in, with a warning, and written in UTF-8. The target appears whole or
    not at all; what a run that was cut off has found stands beside it in ``TARGET.unfinished``.

    Args:
        source: File with the suffix .txt, .csv, .tsv, .jsonl, .ndjson or .parquet.
        target: Where to write.
        text_column: The column (key) that holds the text.
        model: A model or its folder; None for the five national goals.
        resume: Whether to take over what a run that was cut off had found; the result is the same.

    Returns:
        The number of rows.

    Raises:
        InputError: The file cannot be read, or has no such column.
        ModelError: The model cannot be read.
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
    picked = pick_model(model)
    try:
        with AnswerJournal(target, model=picked.hash, resume=resume) as journal:
            return handler(_Job(source, target, text_column, picked, journal))
    except (csv.Error, json.JSONDecodeError, UnicodeError, RecursionError, pa.ArrowException) as error:
        raise InputError(
            source, f"broken ({error})", "Mend or export the table again.", code="broken"
        ) from error


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
def opened(source: Path) -> Iterator[IO[str]]:
    """A text file in whatever encoding; what was assumed of it is logged."""
    encoding, note = detect_file(source)
    if note:
        logger.warning("%s", note)
    with open(source, encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="") as file:
        yield file


def _text(job: _Job) -> int:
    with opened(job.source) as file:
        rows = ({job.text_column: line.rstrip("\r\n")} for line in file if line.strip())
        return _write_csv(job.classified(rows), job.target, [job.text_column, *job.columns])


def _csv(job: _Job) -> int:
    csv.field_size_limit(max(csv.field_size_limit(), load_config().max_characters))
    with opened(job.source) as file:
        first = file.readline()
        file.seek(0)
        delimiter = max(",;\t", key=first.count)
        reader = csv.DictReader(file, strict=True, delimiter=delimiter)
        header = list(reader.fieldnames or [])
        _check_columns(header, job)
        columns = [name for name in header if name not in job.columns]
        rows = ({name: row[name] for name in columns} for row in reader)
        return _write_csv(job.classified(rows), job.target, [*columns, *job.columns], delimiter=delimiter)


def _jsonl(job: _Job) -> int:
    count = 0
    with opened(job.source) as file, open_atomic(job.target) as out:
        rows = (json.loads(line) for line in file if line.strip())
        for row in job.classified(rows):
            labels = [label for label in row["goals"].split(";") if label]
            row["goals"] = [int(label) for label in labels] if job.model.is_national else labels
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def _parquet(job: _Job) -> int:
    table = pq.ParquetFile(job.source)
    _check_columns(table.schema_arrow.names, job)
    names = [name for name in table.schema_arrow.names if name not in job.columns]
    types = [pa.string(), *[pa.float64() for _ in job.columns[1:-1]], pa.bool_()]
    schema = pa.schema(
        [table.schema_arrow.field(name) for name in names] + list(zip(job.columns, types, strict=True))
    )
    count = 0
    with open_atomic(job.target, "wb") as out, pq.ParquetWriter(out, schema) as writer:
        for batch in table.iter_batches(BATCH, columns=names):
            texts = [value or "" for value in batch.column(job.text_column).cast(pa.string()).to_pylist()]
            added = list(job.added(texts))
            columns = [batch.column(name) for name in names]
            columns += [
                pa.array([row[name] for row in added], kind)
                for name, kind in zip(job.columns, types, strict=True)
            ]
            writer.write_batch(pa.record_batch(columns, schema=schema))
            count += len(added)
    return count


def _check_columns(names: list[str], job: _Job) -> None:
    if job.text_column not in names or job.text_column in job.columns:
        raise InputError(
            job.source,
            f"no column {job.text_column!r} among {', '.join(names) or 'no columns'}",
            "Name the column with the text: --text-column NAME.",
            code="column",
        )


_HANDLERS: dict[str, Callable[[_Job], int]] = {
    ".txt": _text,
    ".csv": _csv,
    ".tsv": _csv,
    ".jsonl": _jsonl,
    ".ndjson": _jsonl,
    ".parquet": _parquet,
}
