"""Tables that hold a text a row: CSV, TSV, JSON lines and Parquet, read row by row."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from sotenlp.config import Config
from sotenlp.errors import InputError
from sotenlp.reader.encodings import detect, detect_file
from sotenlp.reader.normalisation import plain, shown_path, without_surrogates

DEFAULT_TEXT_COLUMN = "text"
_BATCH = 64
_DELIMITERS = ",;\t|"
_SHOWN_COLUMNS = 25


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row's text.

    Attributes:
        number: Number of the row among those that hold texts, from 1.
        text: Its text.
        id: Its id as the id column says, or the first twelve digits of its text's hash.
        encoding: Encoding of the table's file, "" where its format has none of its own.
    """

    number: int
    text: str
    id: str
    encoding: str = ""

    @property
    def sha256(self) -> str:
        """Hex digest of the text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Table:
    """A table of texts and where in it they stand.

    Attributes:
        path: Its file; "-" for standard input.
        text_column: Name of the column that holds the texts.
        id_column: Name of the column that holds the ids, or None.
        data: Its bytes, where they came from standard input.
        kind: The name of its format, where it is known already, else "".
    """

    path: Path
    text_column: str = DEFAULT_TEXT_COLUMN
    id_column: str | None = None
    data: bytes | None = None
    kind: str = ""

    def rows(self, config: Config) -> Iterator[TableRow | InputError]:
        """The rows in order, or for a row that cannot be read its error.

        Args:
            config: The settings: the longest text.

        Raises:
            InputError: The table cannot be read, or has no such column.
        """
        try:
            for number, cells in enumerate(self._cells(config), 1):
                yield self._row(number, cells, config)
        except (csv.Error, OSError, UnicodeError, RecursionError) as error:
            raise self.broken(error) from error

    def broken(self, error: Exception) -> InputError:
        """The error of a table that cannot be read."""
        return InputError(
            shown_path(self.path),
            f"a broken table ({error})",
            "Mend it, or export it again as CSV in UTF-8.",
            code="broken",
        )

    @property
    def format(self) -> str:
        """The name of its format: "csv", "tsv", "jsonl" or "parquet"."""
        if self.kind:
            return self.kind
        suffix = self.path.suffix.lower().lstrip(".")
        if self.data is None and suffix in _READERS:
            return {"ndjson": "jsonl"}.get(suffix, suffix)
        head = (self.data or b"")[:64]
        return "parquet" if head.startswith(b"PAR1") else "jsonl" if head.lstrip().startswith(b"{") else "csv"

    def _cells(self, config: Config) -> Iterator[dict[str, Any] | str]:
        """For each row its text and id cells and "" for its encoding, or what is wrong with it."""
        return _READERS[self.format](self, config)

    def _row(self, number: int, cells: dict[str, Any] | str, config: Config) -> TableRow | InputError:
        where = f"{shown_path(self.path)}#row={number}"
        if isinstance(cells, str):
            return InputError(where, cells, "Mend or leave out the row.", code="broken")
        if self.text_column not in cells:
            return self._no_column(where, cells)
        value = cells[self.text_column]
        text = without_surrogates("" if value is None else str(value))
        if not plain(text).strip():
            return InputError(where, "no text in the row", "Leave the row out, or fill it.", code="empty")
        if len(text) > config.max_characters:
            return InputError(
                where,
                f"text of more than {config.max_characters} characters",
                "Split it, or raise max_characters in the settings.",
                code="too_large",
            )
        given = cells.get(self.id_column) if self.id_column else None
        if self.id_column and self.id_column not in cells:
            return self._no_column(where, cells, self.id_column, "--id-column")
        name = without_surrogates(unicodedata.normalize("NFC", "" if given is None else str(given).strip()))
        row = TableRow(number, text, name, str(cells.get(_ENCODING, "")))
        return row if name else TableRow(number, text, row.sha256[:12], row.encoding)

    def _no_column(
        self, where: str, cells: dict[str, Any], name: str | None = None, option: str = "--text-column"
    ) -> InputError:
        names = [str(key) for key in cells if key != _ENCODING]
        shown = ", ".join(names[:_SHOWN_COLUMNS]) + (" …" if len(names) > _SHOWN_COLUMNS else "")
        return InputError(
            where,
            f"no column {name or self.text_column!r} among {shown or 'no columns'}",
            f"Name the column: {option} NAME.",
            code="column",
        )

    def check(self, names: list[str]) -> None:
        """Refuse a table without the columns that were named.

        Raises:
            InputError: One is missing.
        """
        for name, option in ((self.text_column, "--text-column"), (self.id_column, "--id-column")):
            if name is not None and name not in names:
                raise self._no_column(shown_path(self.path), dict.fromkeys(names), name, option)


_ENCODING = "\0encoding"
"""Key of the file's encoding beside the cells; no column has such a name."""


@contextmanager
def _lines(table: Table) -> Iterator[tuple[IO[str], str]]:
    """The table's file as text, and its encoding; a byte order mark is taken away."""
    if table.data is not None:
        found = detect(table.data, shown_path(table.path))
        yield io.StringIO(found.text.removeprefix("\ufeff"), newline=""), found.encoding
        return
    encoding, _ = detect_file(table.path)
    with open(table.path, encoding=encoding, errors="replace", newline="") as file:
        yield file, encoding


def _separated(table: Table, config: Config, delimiter: str | None = None) -> Iterator[dict[str, Any] | str]:
    csv.field_size_limit(max(csv.field_size_limit(), config.max_characters + 1))
    with _lines(table) as (file, encoding):
        first = file.readline(config.max_characters)
        file.seek(0)
        chosen = delimiter or max(_DELIMITERS, key=first.count)
        reader = csv.DictReader(file, delimiter=chosen, strict=False)
        table.check(list(reader.fieldnames or []))
        for row in reader:
            yield {str(name): cell for name, cell in row.items() if name is not None} | {_ENCODING: encoding}


def _tabbed(table: Table, config: Config) -> Iterator[dict[str, Any] | str]:
    return _separated(table, config, "\t")


def _json_lines(table: Table, config: Config) -> Iterator[dict[str, Any] | str]:
    longest = 8 * config.max_characters
    with _lines(table) as (file, encoding):
        while line := file.readline(longest):
            if len(line) >= longest:
                while line and not line.endswith("\n"):
                    line = file.readline(longest)
                yield f"a line of more than {longest} characters"
                continue
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield f"not JSON ({error})"
                continue
            yield {**row, _ENCODING: encoding} if isinstance(row, dict) else "not a JSON object"


def _parquet(table: Table, config: Config) -> Iterator[dict[str, Any] | str]:
    import pyarrow as pa  # takes long to import, and few inputs need it
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(table.path if table.data is None else pa.BufferReader(table.data))
        table.check(file.schema_arrow.names)
        columns = [name for name in (table.text_column, table.id_column) if name]
        for batch in file.iter_batches(_BATCH, columns=columns):
            yield from batch.to_pylist()
    except pa.ArrowException as error:
        raise table.broken(error) from error


_READERS: dict[str, Callable[[Table, Config], Iterator[dict[str, Any] | str]]] = {
    "csv": _separated,
    "tsv": _tabbed,
    "jsonl": _json_lines,
    "ndjson": _json_lines,
    "parquet": _parquet,
}
