"""Files to bytes, and text to a form in which words compare equal.

`normalised` gives a second text for matching (NFC, without soft hyphens and zero-width
characters, plain spaces) and a map from it back to the first.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sotenlp.config import Config
from sotenlp.errors import InputError

_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_SPACES = frozenset(
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """A text for matching, with the way back to the text that it was made from.

    Attributes:
        text: The normalised text.
        offsets: For each of its characters the offset of the source character that it came
            from, and at the end the length of the source.
    """

    text: str
    offsets: tuple[int, ...]

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the source that a stretch of the normalised text came from.

        >>> normalised("hyvin\u00advointi").to_source(0, 9)
        (0, 10)
        """
        if start == end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end]


def normalised(text: str) -> NormalisedText:
    """Normalise a text for matching.

    Canonical composition (NFC) character by character, soft hyphens and zero-width characters
    removed, every kind of space but tabs and line ends made a plain space.

    >>> normalised("a\u00a0\u0308").text
    'a ̈'
    """
    if text.isascii():
        return NormalisedText(text, tuple(range(len(text) + 1)))
    characters: list[str] = []
    offsets: list[int] = []
    for start, end in _clusters(text):
        for character in unicodedata.normalize("NFC", text[start:end]):
            if character in _INVISIBLE:
                continue
            characters.append(" " if character in _SPACES else character)
            offsets.append(start)
    offsets.append(len(text))
    return NormalisedText("".join(characters), tuple(offsets))


def plain(text: str) -> str:
    """The normalised text alone, without the map.

    >>> plain("Oma\u00a0H\u00e4me")
    'Oma Häme'
    """
    if text.isascii():
        return text
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return text if _CHANGED.search(text) is None else text.translate(_PLAIN)


_PLAIN = {ord(character): None for character in _INVISIBLE} | {ord(space): " " for space in _SPACES}
_CHANGED = re.compile(f"[{re.escape(''.join(map(chr, _PLAIN)))}]")


def _clusters(text: str) -> list[tuple[int, int]]:
    """Stretches that compose apart from each other: a base character and what combines with it."""
    if unicodedata.is_normalized("NFC", text):
        return [(index, index + 1) for index in range(len(text))]
    starts = [index for index, character in enumerate(text) if index == 0 or not _combines(character)]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _combines(character: str) -> bool:
    """Whether a character may melt into the one before it (marks, and Hangul vowels and finals)."""
    return bool(unicodedata.combining(character)) or "\u1161" <= character <= "\u11ff"


def without_surrogates(text: str) -> str:
    """A text that can be written: each lone surrogate is U+FFFD, so that no offset moves.

    >>> without_surrogates("a\\ud800b")
    'a\ufffdb'
    """
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def has_readable_name(path: str | Path) -> bool:
    """Whether a path is one of characters, and not of bytes that are no UTF-8."""
    return _SURROGATE.search(str(path)) is None


def shown_path(path: str | Path) -> str:
    """A path as it can be written, whatever bytes its name has."""
    return without_surrogates(str(path))


def name_error(path: str | Path) -> InputError:
    """The error of a file whose name is no UTF-8."""
    return InputError(
        shown_path(path), "its name is not UTF-8", "Rename the file (convmv -f latin1 -t utf8).", code="name"
    )


def size_error(path: str | Path, size: int | None, limit: int) -> InputError:
    """The error of an input that is larger than the settings allow; its size is None where unknown."""
    shown = "" if size is None else f"{size} bytes, "
    return InputError(
        path,
        f"too large ({shown}at most {limit} bytes are read)",
        "Split the file, or raise max_file_bytes in the settings.",
        code="too_large",
    )


def read_limited(stream: IO[bytes], path: str | Path, limit: int) -> bytes:
    """All bytes of a stream that may have no end.

    Raises:
        InputError: There are more bytes than the limit, or none but white space.
    """
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise size_error(path, None, limit)
    if not data.strip():
        raise InputError(path, "empty file", "Leave it out, or fetch the text again.", code="empty")
    return data


def read_bytes(path: str | Path, *, max_bytes: int | None = None) -> bytes:
    """The bytes of one input file.

    Args:
        path: The file.
        max_bytes: Largest size to read; None for the default of the settings.

    Raises:
        InputError: It does not exist, is a folder, is empty, is too large, or cannot be read; or
            its name is no UTF-8.
    """
    if not has_readable_name(path):
        raise name_error(path)
    limit = Config().max_file_bytes if max_bytes is None else max_bytes
    file = Path(path)
    try:
        if file.is_dir():
            raise InputError(path, "a folder, not a file", "Give a file, or mine the folder.", code="folder")
        size = file.stat().st_size
        if size > limit:
            raise size_error(path, size, limit)
        with open(file, "rb") as stream:
            data = read_limited(stream, path, limit)
    except FileNotFoundError as error:
        raise InputError(path, "no such file", "Check the path.", code="missing") from error
    except (OSError, ValueError) as error:
        problem = f"cannot be read ({getattr(error, 'strerror', None) or error})"
        raise InputError(path, problem, "Check the file's permissions.", code="unreadable") from error
    return data
