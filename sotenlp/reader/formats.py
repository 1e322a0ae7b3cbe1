"""Formats of input files: which content and which suffix is read by which module.

A new format is one module with a function ``extract(source: Source) -> Extracted`` and one line
in `FORMATS`; how to write it stands in ``docs/formats.md``.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sotenlp.errors import InputError
from sotenlp.reader.extracted import Extracted, Source

_HEAD = 2048
"""Bytes of a file's start in which its content shows."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format of input files.

    Attributes:
        name: Its name in `Document.format`.
        suffixes: File suffixes in lower case, with the dot.
        module: Module in this package whose function ``extract`` reads it; imported at its first use.
        matches: Whether a file's first bytes show that it is of this format; None where every text is.
    """

    name: str
    suffixes: tuple[str, ...]
    module: str
    matches: Callable[[bytes], bool] | None = None

    def extract(self, source: Source) -> Extracted:
        """Take the text out of a file.

        Raises:
            InputError: The file is broken, protected, or has no text.
        """
        read: Callable[[Source], Extracted] = importlib.import_module(f"sotenlp.reader.{self.module}").extract
        return read(source)


_HTML = re.compile(
    rb"(?:\s|<!--(?:(?!-->).)*-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_MARKUP = re.compile(rb"<(?:p|div|h[1-6]|ul|ol|li|table|section|article|main|span|br)\b[^<>]*>", re.I)
_MHTML = re.compile(
    rb"\s*(?:From:\s*<Saved by|(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*Content-Type:\s*multipart/related)", re.I
)


def _is_html(head: bytes) -> bool:
    head = head.removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\x00", b"")[2:]
    return _HTML.match(head) is not None


FORMATS: tuple[Format, ...] = (
    Format("pdf", (".pdf",), "pdf", lambda head: b"%PDF-" in head[:1024]),
    Format("docx", (".docx", ".docm", ".dotx"), "docx", lambda head: head.startswith(b"PK\x03\x04")),
    Format("mhtml", (".mhtml", ".mht"), "mhtml", lambda head: _MHTML.match(head) is not None),
    Format("html", (".html", ".htm", ".xhtml"), "html", _is_html),
    Format("text", (".txt", ".text"), "text"),
)
"""All formats, those that their content shows first; the last takes any text."""

TABLE_SUFFIXES = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet")
"""Suffixes of tables of texts, which `sotenlp.reader.tables_of_texts` reads row by row."""

_TEXT = FORMATS[-1]
_BY_SUFFIX = {suffix: known for known in FORMATS for suffix in known.suffixes}
_SIDE_NOTES = (".note.md", ".note.jsonl")
_UNREADABLE: tuple[tuple[bytes, str, str], ...] = (
    (
        b"\xd0\xcf\x11\xe0",
        "an old Office document (.doc) or one protected by a password",
        "Open it in a word processor, take the password off, and save it as .docx.",
    ),
    (b"{\\rtf", "an RTF document", "Open it in a word processor and save it as .docx."),
    (b"PAR1", "a Parquet table", "Give the file the suffix .parquet and name --text-column."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first."),
    (b"7z\xbc\xaf", "a 7z archive", "Unpack it first."),
    (b"Rar!", "a RAR archive", "Unpack it first."),
    (b"\x89PNG", "a picture", "Recognise its text first (OCR), or type it."),
    (b"\xff\xd8\xff", "a picture", "Recognise its text first (OCR), or type it."),
    (b"GIF8", "a picture", "Recognise its text first (OCR), or type it."),
)
"""First bytes of files that have words in them and cannot be read, what they are, and the cure."""


def known_suffixes() -> tuple[str, ...]:
    """All suffixes of documents that can be read, sorted."""
    return tuple(sorted(_BY_SUFFIX))


def is_side_note(path: Path) -> bool:
    """Whether a file tells of others: a side note, or the record of a fetching run."""
    return path.name.endswith(_SIDE_NOTES)


def is_known(path: Path) -> bool:
    """Whether a file's name is one of a format that can be read; side notes never are."""
    return not is_side_note(path) and path.suffix.lower() in _BY_SUFFIX


def is_table(path: Path) -> bool:
    """Whether a file's name is that of a table of texts."""
    return not is_side_note(path) and path.suffix.lower() in TABLE_SUFFIXES


def find_format(path: str | Path, data: bytes = b"") -> tuple[Format, str]:
    """The format of a file: by its content where that shows, else by its suffix.

    Args:
        path: The file; "-" for standard input, which has no suffix.
        data: Its bytes, or the first of them; none to go by the suffix alone.

    Returns:
        The format, and what to tell the user where the suffix says another thing, else "".

    Raises:
        InputError: Neither content nor suffix is one of a format that can be read.
    """
    suffix = Path(path).suffix.lower()
    by_suffix = _BY_SUFFIX.get(suffix)
    head = data[:_HEAD]
    for start, what, cure in _UNREADABLE:
        if head.startswith(start):
            shown = what if by_suffix is None else f"{what} with the suffix {suffix}"
            raise InputError(path, shown, cure, code="binary")
    shows = next((known for known in FORMATS if known.matches and known.matches(head)), None)
    if by_suffix is None and shows is None and suffix:
        valid = ", ".join((*known_suffixes(), *TABLE_SUFFIXES))
        cure = f"Known suffixes: {valid}. Convert the file to one of them."
        raise InputError(path, f"unknown suffix {suffix!r}", cure, code="format")
    found = shows or by_suffix or _TEXT
    if data and shows is None and found is not _TEXT:
        found = _without_signature(path, found, data)
    if not suffix or found is by_suffix:
        return found, ""
    return found, (
        f"{path}: the suffix {suffix} does not fit the content, which was read as {found.name}. "
        f"Rename the file to {found.suffixes[0]}."
    )


def _without_signature(path: str | Path, known: Format, data: bytes) -> Format:
    """The format of a file whose content does not show what its suffix says.

    Raises:
        InputError: The content is not of the suffix's format and no text either.
    """
    if known.name == "html" and (_MARKUP.search(data) or b"\x00" in data):
        return known
    if known.name in {"html", "mhtml"}:
        return _TEXT
    if b"\x00" in data[:_HEAD] or not data[:_HEAD].isascii():
        raise InputError(
            path,
            f"broken: its content is not that of a {known.name.upper()} file",
            "Save or download the file again.",
            code="broken",
        )
    return _TEXT
