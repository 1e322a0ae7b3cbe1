"""Bytes of a text in any encoding to its characters, with what was assumed on the way."""

from __future__ import annotations

import codecs
import logging
import re
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from charset_normalizer import from_bytes

from sotenlp.errors import InputError
from sotenlp.reader.normalisation import plain, read_bytes, without_surrogates

logger = logging.getLogger(__name__)

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
"""Byte order marks, the longer before those that they start with."""
_ENCODINGS = ("cp1252", "mac_roman", "cp850")
"""Encodings that Finnish texts come in beside Unicode; cp1252 reads ISO-8859-1 too."""
_FINNISH = frozenset("äöåÄÖÅšžŠŽéüÉÜ–—−”“’‘»«…€§•°½²´®™\u00a0\u00ad")
"""Characters beyond ASCII that stand in Finnish texts."""
_NAMES = {"cp1252": "windows-1252", "latin_1": "iso-8859-1", "mac_roman": "macintosh"}
"""Names that iconv and readers know, of encodings that Python calls otherwise."""
_PYTHON = {name: encoding for encoding, name in _NAMES.items()}
_OLDER = frozenset({"iso8859-1", "ascii"})
"""Encodings whose name stands for Windows-1252, which has dashes and quotation marks besides."""
_NOT_OF_PAGES = ("utf_16", "utf_32", "utf_7", "idna", "punycode", "unicode_escape", "raw_unicode")
_PIECE = 1_000_000
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_BROKEN = re.compile("\ufffd")
_SAMPLE_BYTES, _SAMPLE_RUNS, _AROUND = 100_000, 3000, 12
_FINNISH_SHARE = 0.8
_MOST_BROKEN = 0.1
_MOST_CONTROLS = 0.02


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file and how they were read.

    Attributes:
        text: The characters; a byte order mark stays the first of them.
        encoding: The encoding, by the name of the IANA list in small letters.
        note: What a user should know of it, a sentence or two; "" where nothing was assumed.
    """

    text: str
    encoding: str
    note: str = ""


def detect(data: bytes, path: str | Path, *, declared: str = "") -> Decoded:
    """The characters of a text in any encoding.

    A byte order mark decides, then UTF-8 if the bytes are that, then what the file itself
    declares, then the letters: those of Finnish in the encodings that Finnish texts come in,
    else what `charset_normalizer` finds most likely.

    Args:
        data: The file's bytes.
        path: The file's name, for messages.
        declared: The encoding that the file names, as a web page may.

    Raises:
        InputError: The bytes are no text, or there are no words in them.
    """
    found = _decoded(data, str(path), declared)
    sample = found.text[:_SAMPLE_BYTES]
    if len(_CONTROL.findall(sample)) > _MOST_CONTROLS * len(sample):
        raise _binary(path)
    if not plain(found.text).strip():
        raise InputError(path, "empty file", "Leave it out, or fetch the text again.", code="empty")
    return found


def detect_file(path: str | Path) -> tuple[str, str]:
    """The encoding of a text file of any size, read a piece at a time.

    Args:
        path: The file.

    Returns:
        A name that Python knows the encoding by (it takes a byte order mark away), and what a user
        should know of it, as `Decoded.note`.

    Raises:
        InputError: The file cannot be read, or is no text.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with open(path, "rb") as file:
            head = file.read(_PIECE)
            for mark, encoding in _MARKS:
                if head.startswith(mark):
                    return ("utf-8-sig" if encoding == "utf-8" else encoding[:6]), ""
            piece = head
            while piece:
                following = file.read(_PIECE)
                try:
                    if b"\x00" in piece:
                        break
                    decoder.decode(piece, not following)
                except UnicodeDecodeError:
                    break
                piece = following
            else:
                return "utf-8", ""
    except OSError as error:
        problem = f"cannot be read ({error.strerror or error})"
        raise InputError(path, problem, "Check the path and its permissions.") from error
    found = detect(piece, path)
    return _PYTHON.get(found.encoding, found.encoding), found.note


def decode(data: bytes, path: str | Path) -> str:
    """The characters of a text in any encoding, as `detect` reads them.

    Raises:
        InputError: The bytes are no text, or there are no words in them.
    """
    return detect(data, path).text


def read_text(path: str | Path) -> str:
    """The characters of a whole text file in any encoding, without a byte order mark.

    What was assumed of the encoding is logged as a warning.

    Raises:
        InputError: The file cannot be read, is too large, is no text, or has no words in it.
    """
    found = detect(read_bytes(path), path)
    if found.note:
        logger.warning("%s", found.note)
    return found.text.removeprefix("\ufeff")


def encoding_name(encoding: str) -> str:
    """The name in the IANA list, in small letters, of an encoding that Python knows.

    >>> encoding_name("cp1252"), encoding_name("utf-8-sig")
    ('windows-1252', 'utf-8')
    """
    return _NAMES.get(encoding, encoding.removesuffix("-sig").replace("_", "-"))


def _decoded(data: bytes, path: str, declared: str) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _as(data, encoding, path)
    if b"\x00" in data:
        if wide := _wide(data):
            return _as(data, wide, path, assumed=True)
        raise _binary(path)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if declared and (named := _declared(data, declared)):
        return named
    if _is_mostly_utf8(data):
        return _as(data, "utf-8", path)
    beyond = islice(_BEYOND_ASCII.finditer(data), _SAMPLE_RUNS)
    sample = b" ".join(data[max(0, run.start() - _AROUND) : run.end() + _AROUND] for run in beyond)
    sample = sample[:_SAMPLE_BYTES]
    guess = _finnish(sample)
    if guess is None and (best := from_bytes(sample).best()):
        guess = best.encoding
    if guess is None:
        raise _binary(path)
    return _as(data, guess, path, assumed=True)


def _as(data: bytes, encoding: str, path: str, *, assumed: bool = False) -> Decoded:
    """The bytes read in an encoding; where some do not fit, they become U+FFFD and the note says so."""
    name = encoding_name(encoding)
    text = without_surrogates(data.decode(encoding, "replace"))
    notes = []
    if assumed:
        notes.append(
            f"{path}: not UTF-8; read as {name}, the most likely encoding of its letters. If letters look "
            f"wrong, convert it from the right one: iconv -f {name} -t UTF-8 {path} > new.txt."
        )
    if broken := len(_BROKEN.findall(text)) - data.count("\ufffd".encode()) * (encoding == "utf-8"):
        what = "1 place is" if broken == 1 else f"{broken} places are"
        notes.append(f"{path}: {what} no {name} and stand as U+FFFD. Save the text again to mend them.")
    return Decoded(text, name, " ".join(notes))


def _declared(data: bytes, declared: str) -> Decoded | None:
    """The bytes read in the encoding that the file names, where they are of that encoding.

    As in browsers, a page that names ISO-8859-1 or ASCII is one of Windows-1252, and what could be read as
    far as the name in ASCII letters is not of an encoding in which those take several bytes.
    """
    try:
        encoding = codecs.lookup(declared).name
        encoding = "cp1252" if encoding in _OLDER else encoding
        if encoding.replace("-", "_").startswith(_NOT_OF_PAGES):
            return None
        text = data.decode(encoding)
    except (LookupError, ValueError):  # an unknown name, or bytes that do not fit
        return None
    name = encoding_name(encoding) if encoding in _NAMES else declared.lower()
    return Decoded(without_surrogates(text), name) if isinstance(text, str) else None


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether nearly all bytes beyond ASCII make UTF-8 characters."""
    foreign = [c for c in data[:_SAMPLE_BYTES].decode("utf-8", "replace") if not c.isascii()]
    return bool(foreign) and foreign.count("\ufffd") <= _MOST_BROKEN * len(foreign)


def _finnish(sample: bytes) -> str | None:
    """The encoding in which the bytes beyond ASCII are those of a Finnish text, or None."""
    shares = {}
    for encoding in _ENCODINGS:
        foreign = [c for c in sample.decode(encoding, "replace") if not c.isascii()]
        shares[encoding] = sum(c in _FINNISH for c in foreign) / len(foreign) if foreign else 0.0
    best = max(_ENCODINGS, key=shares.__getitem__)
    return best if shares[best] >= _FINNISH_SHARE else None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of a European text is zero."""
    sample = data[:_SAMPLE_BYTES]
    for name, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if len(sample) >= 8 and zeros.count(0) > 0.7 * len(zeros):
            return name
    return None


def _binary(path: str | Path) -> InputError:
    return InputError(
        path,
        "binary data, not text in any known encoding",
        "Save the content as a plain text file in UTF-8.",
        code="binary",
    )
