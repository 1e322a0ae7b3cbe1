"""What a format's reader takes and gives, and the builder of its text.

The text has the shape of a page's text copied from a browser: a line a heading, paragraph, list
item or table row, empty lines around headings, paragraphs, lists and tables, bullets as "•", cells
apart by tabs. The segmentation finds the structure in that shape, whatever the format was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sotenlp.config import Config
from sotenlp.document import Metadata, Problem, Provenance, SourceSpan
from sotenlp.errors import InputError

BULLET = "•"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r" {2,}")
_AROUND = re.compile(r" ?([\n\t]) ?")
_LONG_TAG, _MOST_ATTRIBUTES = 10_000, 5000
"""The parser compares each attribute of a tag with all before it."""
_TOO_LONG = "text of more than {} characters"


@dataclass(frozen=True, slots=True)
class Source:
    """A file to take the text out of.

    Attributes:
        data: Its bytes.
        path: Its path, for messages.
        config: The settings, among them the limits.
        charset: The encoding that the server named where the file was fetched, or "".
    """

    data: bytes
    path: str
    config: Config = field(default_factory=Config)
    charset: str = ""


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a format's reader takes out of a file.

    Attributes:
        text: The text that all offsets will point into.
        meta: Identity fields that the format itself states; the text's own win over them.
        provenance: Origin and terms, where the format states them.
        encoding: Encoding that the characters were read in; "" where the format has none of its own.
        places: Where in the file the text stands, in text order.
        problems: What a user should know of how the file was read.
    """

    text: str
    meta: Metadata = field(default_factory=Metadata)
    provenance: Provenance = field(default_factory=Provenance)
    encoding: str = ""
    places: tuple[SourceSpan, ...] = ()
    problems: tuple[Problem, ...] = ()


class TextBuilder:
    """Builds the text of a document line by line and notes where each line came from.

    Args:
        source: The file; its settings give the longest text.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._parts: list[str] = []
        self._places: list[SourceSpan] = []
        self._length = 0
        self._gap = False

    def gap(self) -> None:
        """Leave an empty line before the next line."""
        self._gap = True

    def line(self, text: str, place: str = "") -> None:
        """Add a line, or several that line ends part; without words, nothing.

        Args:
            text: Its characters; runs of spaces become one, control characters are left out.
            place: Where in the file it stands.

        Raises:
            InputError: The text grows longer than the settings allow.
        """
        words = clean(text)
        if not words.strip():
            return
        if self._parts:
            self._add("\n\n" if self._gap else "\n")
        self._gap = False
        self._placed(words, place)

    def go_on(self, text: str, place: str = "") -> None:
        """Add words to the last line, which may come from another place.

        Args:
            text: The words, with a space before them where one belongs there.
            place: Where in the file they stand.

        Raises:
            InputError: The text grows longer than the settings allow.
        """
        self._placed((" " if text.startswith(" ") else "") + clean(text), place)

    def cut(self, count: int) -> None:
        """Take the last characters off the last line, such as the hyphen of a broken word.

        Args:
            count: How many, less than the line's length.
        """
        if not count:
            return
        self._parts[-1] = self._parts[-1][:-count]
        self._length -= count
        if self._places and self._places[-1].end > self._length:
            last = self._places.pop()
            self._places.append(SourceSpan(last.start, self._length, last.place))

    def _placed(self, words: str, place: str) -> None:
        start = self._length
        self._add(words)
        if not place:
            return
        if self._places and self._places[-1].place == place:
            start = self._places.pop().start
        self._places.append(SourceSpan(start, self._length, place))

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        check_length(self._length, self._source)

    def text(self) -> str:
        """The text so far, closed by a line end.

        Raises:
            InputError: No line was added.
        """
        if not self._parts:
            raise InputError(
                self._source.path,
                "no text in it",
                "Check that the page was saved whole, or copy its text into a plain text file.",
                code="empty",
            )
        return "".join(self._parts) + "\n"

    def places(self) -> tuple[SourceSpan, ...]:
        """Where the lines stand in the file."""
        return tuple(self._places)


def clean(text: str) -> str:
    """A line with single spaces, none at its ends, and without control characters.

    Tabs and line ends stay, also a tab at the end, which closes an empty cell; so do spaces that
    do not break.

    >>> clean("  Hoitoon   pääsy \\n 5\\u00a0% ")
    'Hoitoon pääsy\\n5\\xa0%'
    """
    text = _SPACES.sub(" ", _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")))
    return _AROUND.sub(r"\1", text).strip(" \n\u00a0")


def check_tags(markup: bytes, source: Source) -> None:
    """Refuse markup that would take more memory than the settings allow, or very long to parse.

    Raises:
        InputError: It has more tags, or a tag has thousands of attributes.
    """
    limit = source.config.max_tags
    if markup.count(b"<") > limit:
        raise InputError(
            source.path,
            f"more than {limit} tags in it",
            "Save the page's text alone, or raise max_tags in the settings.",
            code="too_large",
        )
    for piece in markup.split(b">"):
        if len(piece) < _LONG_TAG:
            continue
        tag = piece[piece.find(b"<") :] if b"<" in piece else b""
        if len(tag.split()) + tag.count(b"=") > _MOST_ATTRIBUTES:
            raise InputError(
                source.path,
                f"a tag of more than {_MOST_ATTRIBUTES} attributes",
                "Save the page again from the browser, or its text alone.",
                code="too_large",
            )


def check_length(length: int, source: Source) -> None:
    """Refuse a text that is longer than the settings allow.

    Raises:
        InputError: It is.
    """
    limit = source.config.max_characters
    if length > limit:
        raise InputError(
            source.path,
            _TOO_LONG.format(limit),
            "Split the file, or raise max_characters in the settings.",
            code="too_large",
        )
