"""Formats of input files: which suffix is read by which function.

A new format is one module with a function of the type `Extractor`, and one line in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sotenlp.document import Metadata, Provenance
from sotenlp.errors import InputError
from sotenlp.reader import text


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a format's function takes out of a file.

    Attributes:
        text: The text that all offsets will point into.
        meta: Identity fields that the format itself states; the text's own win over them.
        provenance: Origin and terms, where the format states them.
    """

    text: str
    meta: Metadata = field(default_factory=Metadata)
    provenance: Provenance = field(default_factory=Provenance)


Extractor = Callable[[bytes, str], Extracted]
"""Takes a file's bytes and its path (for messages); raises InputError where it cannot read them."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format of input files.

    Attributes:
        name: Its name in `Document.format`.
        suffixes: File suffixes in lower case, with the dot.
        extract: Takes the text out of the bytes.
    """

    name: str
    suffixes: tuple[str, ...]
    extract: Extractor


def _text(data: bytes, path: str) -> Extracted:
    return Extracted(text.extract_text(data, path))


FORMATS: tuple[Format, ...] = (Format("text", (".txt", ".text"), _text),)
_BY_SUFFIX = {suffix: known for known in FORMATS for suffix in known.suffixes}
_SIDE_NOTE = ".note.md"
_FOREIGN = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
)


def known_suffixes() -> tuple[str, ...]:
    """All suffixes that can be read, sorted."""
    return tuple(sorted(_BY_SUFFIX))


def is_known(path: Path) -> bool:
    """Whether a file's name is one of a format that can be read; side notes never are."""
    return not path.name.endswith(_SIDE_NOTE) and path.suffix.lower() in _BY_SUFFIX


def find_format(path: str | Path, data: bytes = b"") -> Format:
    """The format of a file, by its suffix.

    Args:
        path: The file.
        data: Its first bytes, to refuse another format behind the suffix.

    Raises:
        InputError: No format has this suffix, or the content is of another format.
    """
    suffix = Path(path).suffix.lower()
    known = _BY_SUFFIX.get(suffix)
    if known is None:
        shown = f"unknown suffix {suffix!r}" if suffix else "a file without a suffix"
        cure = f"Known suffixes: {', '.join(known_suffixes())}. Convert the file to one of them."
        raise InputError(path, shown, cure, code="format")
    if known.name == "text":
        for magic, what in _FOREIGN:
            if data.startswith(magic):
                raise InputError(
                    path, f"{what} with the suffix {suffix}", "Save its words as plain text.", code="binary"
                )
    return known
