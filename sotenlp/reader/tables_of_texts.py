"""Tables that hold a text a row: CSV, TSV, JSON lines and Parquet, read row by row."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

from sotenlp.config import Config
from sotenlp.errors import InputError
from sotenlp.reader.encodings import detect, detect_file
from sotenlp.reader.normalisation import plain, shown_path, without_surrogates
from sotenlp.reader.row_lines import RowLines

DEFAULT_TEXT_COLUMN = "text"
_BATCH = 64
_DELIMITERS = ",;\t|"
_NO_DELIMITER = "\x1f"
_SHOWN_COLUMNS = 25


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row's text.

    Attributes:
        number: Number of the row among those that hold texts, from 1.
        text: Its text.
        id: Its id as the id column says, or the first twelve digits of its text's hash.
    """

    number: int
    text: str
    id: str

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
        encoding: The encoding of its file, where it is known already, else "".
    """

    path: Path
    text_column: str = DEFAULT_TEXT_COLUMN
    id_column: str | None = None
    data: bytes | None = None
    kind: str = ""
    encoding: str = ""

    def with_encoding(self) -> tuple[Table, str]:
        """The table with the encoding of its file, and what a user should know of that, or "".

        Raises:
            InputError: The file cannot be read, or is no text.
        """
        if self.format == "parquet":
            return self, ""
        if self.data is not None:
            found = detect(self.data, shown_path(self.path))
            return replace(self, encoding=found.encoding), found.note
        encoding, note = detect_file(self.path)
        return replace(self, encoding=encoding), note

    def rows(self, config: Config) -> Iterator[TableRow | InputError]:
        """The rows in order, or for a row that cannot be read its error.

        Args:
            config: The settings: the longest text.

        Raises:
            InputError: The table cannot be read, or has no such column.
        """
        number = 0
        try:
            for number, cells in enumerate(self._cells(config), 1):
                yield self._row(number, cells, config)
        except (csv.Error, OSError, UnicodeError, RecursionError) as error:
            raise self.broken(error, number) from error

    def broken(self, error: Exception, number: int = 0) -> InputError:
        """The error of a table that cannot be read, or not on from the row with a number."""
        after = f" after row {number}, where reading ended" if number else ""
        return InputError(
            shown_path(self.path),
            f"a broken table{after} ({error})",
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
        if head.startswith(b"PAR1"):
            return "parquet"
        return "jsonl" if head.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith((b"{", b"[")) else "csv"

    def _cells(self, config: Config) -> Iterator[dict[str, Any] | str]:
        """For each row its cells by their columns' names, or what is wrong with it."""
        return _READERS[self.format](self, config)

    def _row(self, number: int, cells: dict[str, Any] | str, config: Config) -> TableRow | InputError:
        where = f"{shown_path(self.path)}#row={number}"
        if isinstance(cells, str):
            return InputError(where, cells, "Mend or leave out the row.", code="broken")
        if self.text_column not in cells:
            return self._no_column(where, cells)
        value = cells[self.text_column]
        if isinstance(value, bytes):
            try:
                value = value.decode("utf-8")
            except UnicodeDecodeError:
                return InputError(where, "bytes that are no UTF-8", "Store texts as strings.", code="broken")
        if not isinstance(value, str | None):
            problem = f"no text but a value of the type {type(value).__name__}"
            return InputError(where, problem, "Give each row its text as one string.", code="broken")
        text = without_surrogates(value or "")
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
        row = TableRow(number, text, name)
        return row if name else replace(row, id=row.sha256[:12])

    def _no_column(
        self, where: str, cells: dict[str, Any], name: str | None = None, option: str = "--text-column"
    ) -> InputError:
        names = [str(key) for key in cells]
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


@contextmanager
def _lines(table: Table) -> Iterator[IO[str]]:
    """The table's file as text; a byte order mark is taken away."""
    if table.data is not None:
        text = detect(table.data, shown_path(table.path)).text
        yield io.StringIO(text.removeprefix("\ufeff"), newline="")
        return
    encoding = table.encoding or detect_file(table.path)[0]
    with open(table.path, encoding=encoding, errors="replace", newline="") as file:
        yield file


def _separated(table: Table, config: Config, delimiter: str | None = None) -> Iterator[dict[str, Any] | str]:
    csv.field_size_limit(max(csv.field_size_limit(), config.max_characters + 1))
    with _lines(table) as file:
        first = file.readline(config.max_characters)
        file.seek(0)
        chosen = delimiter or max(_DELIMITERS, key=first.count)
        if chosen not in first:  # a single column, whose texts need no quotation marks
            chosen = _NO_DELIMITER
        lines = RowLines(file, 8 * config.max_characters)
        reader = csv.DictReader(lines, delimiter=chosen, strict=False)
        names = list(reader.fieldnames or [])
        table.check(names)
        lines.kept.clear()
        for row in reader:
            more = row.pop(None, None)
            if lines.are_open(chosen):
                yield "a quotation mark that is never closed takes in all lines after it"
            elif any(more or ()):
                yield (
                    f"more cells than the header has columns ({len(names) + len(more)}, not {len(names)}); "
                    f"a text with {chosen!r} in it needs quotation marks"
                )
            else:
                yield {str(name): cell for name, cell in row.items()}


def _tabbed(table: Table, config: Config) -> Iterator[dict[str, Any] | str]:
    return _separated(table, config, "\t")


def _json_lines(table: Table, config: Config) -> Iterator[dict[str, Any] | str]:
    longest = 8 * config.max_characters
    with _lines(table) as file:
        is_first = True
        while line := file.readline(longest):
            if not line.strip():
                continue
            if is_first:
                _check_is_lines(line, table)
                is_first = False
            if len(line) >= longest:
                while line and not line.endswith("\n"):
                    line = file.readline(longest)
                yield f"a line of more than {longest} characters"
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield f"not JSON ({error})"
                continue
            yield row if isinstance(row, dict) else "not a JSON object"


def _check_is_lines(first: str, table: Table) -> None:
    """Refuse a file whose first line begins an array or an object of several lines.

    Raises:
        InputError: It does.
    """
    start = first.strip()
    if not start.startswith("[") and start != "{":
        return
    name = shown_path(table.path)
    what, items = ("one JSON array", ".[]") if start.startswith("[") else ("JSON over several lines", ".")
    cure = f"Write an object on each line (jq -c '{items}' {name} > new.jsonl)."
    raise InputError(name, f"{what}, not an object on each line", cure, code="broken")


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
