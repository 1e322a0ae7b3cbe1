"""Files, folders, tables and standard input to inputs with ids, and a lazy walk over the documents."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sotenlp.config import Config
from sotenlp.document import Document, Problem, SourceSpan
from sotenlp.errors import InputError
from sotenlp.reader.encodings import encoding_name
from sotenlp.reader.files import find_files, short_names
from sotenlp.reader.formats import TABLE_SUFFIXES, is_side_note, is_table, known_suffixes
from sotenlp.reader.normalisation import read_limited, shown_path
from sotenlp.reader.provenance import find_provenance
from sotenlp.reader.reading import from_bytes, from_text, read
from sotenlp.reader.tables_of_texts import DEFAULT_TEXT_COLUMN, Table, TableRow

STANDARD_INPUT = "-"
"""The path that stands for standard input."""


@dataclass(frozen=True, slots=True)
class Input:
    """One text to read: a file, a row of a table, or what came from standard input.

    Attributes:
        path: The file; "-" for standard input.
        id: The document's id, unique among the inputs found together.
        table: The table that it is a row of, or None.
        row: The number of that row from 1, or 0.
        sha256: Hex digest of the row's text; "" for a file.
        data: The bytes that came from standard input, or None.
        note: What a user should know of how its table is read, said once a table; else "".
    """

    path: Path
    id: str
    table: Table | None = None
    row: int = 0
    sha256: str = ""
    data: bytes | None = None
    note: str = ""


def find_inputs(
    paths: Iterable[str | Path] | str | Path,
    *,
    text_column: str | None = None,
    id_column: str | None = None,
    config: Config | None = None,
) -> list[Input]:
    """The inputs among files, folders and tables, as `gather_inputs` finds them.

    Args:
        paths: As for `gather_inputs`.
        text_column: As for `gather_inputs`.
        id_column: As for `gather_inputs`.
        config: As for `gather_inputs`.

    Raises:
        InputError: A path cannot be taken, or there is no input at all.
    """
    inputs, errors = gather_inputs(paths, text_column=text_column, id_column=id_column, config=config)
    if errors:
        raise errors[0]
    return inputs


def gather_inputs(
    paths: Iterable[str | Path] | str | Path,
    *,
    text_column: str | None = None,
    id_column: str | None = None,
    config: Config | None = None,
) -> tuple[list[Input], list[InputError]]:
    """The inputs among files and folders, each once, in the order given, and what cannot be taken.

    A folder gives its files of known suffixes, recursively and sorted; side notes
    (``NAME.note.md``) and hidden files never, tables of texts only where `text_column` is named. The
    id is the path below the folder (for a single file its name) without suffix, with suffix where
    two ids would be the same; two that are still the same get the names of the folders above. A
    table is read once through to find its rows; a row's id is its cell in the id column, else the
    first twelve digits of its text's hash.

    Args:
        paths: Files, folders, patterns (``pages/*.html``) and "-" for standard input. A file given by
            name is taken whatever its suffix, but side notes never.
        text_column: The column that holds a table's texts; None for "text".
        id_column: The column that holds the ids of a table's rows, or None.
        config: The settings: the largest input; None for the defaults.

    Returns:
        The inputs, and an error for each path, folder, file or row that cannot be taken; where there is
        neither, the error that nothing is there to read.
    """
    config = config or Config()
    given = [paths] if isinstance(paths, (str, Path)) else list(paths)
    errors: list[InputError] = []
    found: dict[Path, tuple[Path, Path]] = {}
    tables: list[Table] = []
    piped: list[Input] = []
    column = text_column or DEFAULT_TEXT_COLUMN
    for path in given:
        if str(path) == STANDARD_INPUT:
            try:
                data = read_limited(sys.stdin.buffer, STANDARD_INPUT, config.max_file_bytes)
            except InputError as error:
                errors.append(error)
                continue
            if text_column is None and id_column is None:
                piped.append(Input(Path(STANDARD_INPUT), "stdin", data=data))
            else:
                tables.append(Table(Path(STANDARD_INPUT), column, id_column, data))
            continue
        for file, name in find_files(Path(path), errors, tables=text_column is not None):
            if is_side_note(file):
                continue
            if is_table(file):
                tables.append(Table(file, column, id_column))
            else:
                found.setdefault(file.resolve(), (file, name))
    files = [file for file, _ in found.values()]
    inputs = [Input(file, id_) for file, id_ in zip(files, short_names(list(found.items())), strict=True)]
    inputs += piped
    taken = {item.id: shown_path(item.path) for item in inputs}
    for table in dict.fromkeys(tables):
        inputs += _rows(table, taken, errors, config)
    if not inputs and not errors:
        shown = ", ".join(map(shown_path, given)) or "(no path)"
        valid = ", ".join((*known_suffixes(), *TABLE_SUFFIXES))
        cure = f"Give files, tables of texts or folders with files of these suffixes: {valid}."
        errors.append(InputError(shown, "no file to read", cure, code="no_input"))
    return inputs, errors


def _rows(table: Table, taken: dict[str, str], errors: list[InputError], config: Config) -> list[Input]:
    """The rows of a table, without their texts; `taken` says which ids others have."""
    inputs: list[Input] = []
    try:
        table, note = table.with_encoding()
        for row in table.rows(config):
            if isinstance(row, InputError):
                errors.append(row)
                continue
            where = f"{shown_path(table.path)}#row={row.number}"
            if row.id in taken:
                errors.append(_taken(row, where, taken[row.id], named=table.id_column is not None))
                continue
            taken[row.id] = where
            inputs.append(Input(table.path, row.id, table, row.number, row.sha256, note=note))
            note = ""
    except InputError as error:
        errors.append(error)
    return inputs


def _taken(row: TableRow, where: str, other: str, *, named: bool) -> InputError:
    if named:
        problem, cure = f"its id {row.id!r} is that of {other}", "Give each row an id of its own."
    else:
        problem, cure = f"the same text as {other}", "Leave it out, or name a column of ids with --id-column."
    return InputError(where, problem, cure, code="id_taken")


def with_texts(inputs: Iterable[Input], config: Config) -> Iterator[tuple[Input, str | None]]:
    """The inputs, each row of a table with its text; of a table one row at a time is in memory.

    Args:
        inputs: Inputs as `gather_inputs` gives them; the rows of a table in order.
        config: The settings.

    Yields:
        The inputs, without a table's bytes, and their texts: None for a file, "" for a row that is gone
        or has another text.
    """
    rows: Iterator[TableRow | InputError] = iter(())
    current: Table | None = None
    for item in inputs:
        if item.table is None:
            yield item, None
            continue
        if item.table is not current:
            rows, current = item.table.rows(config), item.table
        try:
            row = next((r for r in rows if isinstance(r, TableRow) and r.number == item.row), None)
        except InputError:
            row = None
        text = row.text if row is not None and row.sha256 == item.sha256 else ""
        light = replace(item.table, data=None, kind=item.table.format)
        yield replace(item, table=light), text


def read_input(item: Input, text: str | None = None, *, config: Config | None = None) -> Document:
    """The document of one input.

    Args:
        item: The input.
        text: The text of a table's row, as `with_texts` gives it.
        config: The settings; None for the defaults.

    Raises:
        InputError: The input cannot be read.
    """
    config = config or Config()
    if item.table is not None:
        if not text:
            where = f"{shown_path(item.path)}#row={item.row}"
            raise InputError(
                where, "the row is gone or has changed", "Leave the table as it is while it is read."
            )
        document = from_text(text, id=item.id)
        return replace(
            document,
            path=str(item.path),
            format=item.table.format,
            encoding=encoding_name(item.table.encoding),
            problems=(Problem("encoding", item.note),) if item.note else (),
            provenance=find_provenance(item.path, document.text, document.meta, document.provenance),
            source=(SourceSpan(0, len(document.text), f"row={item.row}"),),
        )
    if item.data is not None:
        return from_bytes(item.data, path=item.path, id=item.id, config=config)
    return read(item.path, id=item.id, config=config)


class Corpus:
    """A walk over the documents of files, folders and tables, one at a time.

    Every iteration reads the files again; a file that cannot be read gives its error in place
    of a document, and the walk goes on. Paths that cannot be taken give their errors at the end.

    Args:
        paths: Files, folders, patterns and "-", as for `gather_inputs`.
        max_bytes: Largest file to read; None for what the settings say.
        text_column: The column that holds a table's texts; None for "text".
        id_column: The column that holds the ids of a table's rows, or None.
        config: The settings; None for the defaults.

    Raises:
        InputError: There is no input at all.

    Example:
        >>> corpus = Corpus("pages")                                     # doctest: +SKIP
        >>> regions = {document.meta.region for document in corpus}      # doctest: +SKIP
    """

    def __init__(
        self,
        paths: Iterable[str | Path] | str | Path,
        *,
        max_bytes: int | None = None,
        text_column: str | None = None,
        id_column: str | None = None,
        config: Config | None = None,
    ) -> None:
        config = config or Config()
        self._config = config if max_bytes is None else replace(config, max_file_bytes=max_bytes)
        self.inputs, self.errors = gather_inputs(
            paths, text_column=text_column, id_column=id_column, config=self._config
        )
        if not self.inputs:
            raise self.errors[0]

    def __len__(self) -> int:
        return len(self.inputs)

    def __iter__(self) -> Iterator[Document | InputError]:
        for item, text in with_texts(self.inputs, self._config):
            try:
                yield read_input(item, text, config=self._config)
            except InputError as error:
                yield error
        yield from self.errors
