"""The lines of a text and what their first characters say: bullet, number, table row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sotenlp.reader.normalisation import plain

_LINE = re.compile(r"\r\n|[\n\r\v\f\u0085\u2028\u2029]")
_BULLET = re.compile(
    r"(?:[•·●○▪▫■□◦‣⁃∙◆◇►▶➢➔✓✔√\uf0a7\uf0b7\uf0d8\uf02d]\s*|[-–—−*+o](?=[\s\u00a0])\s*|[-–—−*](?=[^\W\d_]))"
)
_NUMBER = re.compile(
    r"(?:[*#_]+\s*)?\(?(?P<number>\d{1,2}(?:\.\d{1,2})*|[a-hA-H](?=\)))(?P<mark>[.):]{0,2})\s+(?=\S)"
)
_RESIDUE = re.compile(r"(?:icon/[\w-]+\s+)?Created with Sketch\.\s*", re.IGNORECASE)
_NEAR = 6
_TERMINAL = tuple(".!?…:;")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that has words, without the white space around them.

    Attributes:
        start: Its first character that is not white space.
        end: End of its last character that is not white space.
        indent: Number of white-space characters before it on its line.
        text: Its characters, ``source[start:end]``.
        gap: Whether an empty line (or the start of the text) stands before it.
        content: Start of the words after a bullet or number.
        bullet: Whether it starts with a bullet.
        number: Its number as written ("2", "1.3", "a"), or "".
        mark: What ends the number (".", ")", ":"), or "".
        is_row: Whether it is a row of a table: cells apart by tabs or bars.
        is_residue: Whether it is what a web page's icon left behind.
    """

    start: int
    end: int
    indent: int
    text: str
    gap: bool
    content: int
    bullet: bool = False
    number: str = ""
    mark: str = ""
    is_row: bool = False
    is_residue: bool = False

    @property
    def words(self) -> str:
        """The line without its bullet or number, normalised."""
        return plain(self.text[self.content - self.start :])

    @property
    def is_closed(self) -> bool:
        """Whether it ends like a sentence."""
        return self.text.rstrip("\"'”’»)*").endswith(_TERMINAL)

    @property
    def goal_number(self) -> int | None:
        """Its number, where it can be that of a goal."""
        return int(self.number) if self.number in {"1", "2", "3", "4", "5"} else None


def split_lines(text: str) -> list[Line]:
    """The lines of a text that have words, in text order."""
    lines: list[Line] = []
    gap = True
    for start, end in _raw_lines(text):
        raw = text[start:end]
        words = raw.strip().strip("\ufeff\u200b").strip()
        if not words:
            gap = True
            continue
        first = start + raw.index(words)
        indent, tail = first - start, raw[first - start + len(words) :]
        residue = _RESIDUE.match(words)
        if residue is not None:
            rest = residue[0].rstrip()
            lines.append(Line(first, first + len(rest), indent, rest, gap, first, is_residue=True))
            words, first, gap = words[residue.end() :], first + residue.end(), False
        if words:
            lines.append(_shaped(words, first, indent, gap, tail if lines else ""))
        gap = False
    return lines


def _raw_lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _LINE.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _shaped(text: str, start: int, indent: int, gap: bool, tail: str) -> Line:
    end = start + len(text)
    bullet = _BULLET.match(text)
    number = _NUMBER.match(text) if bullet is None else None
    if number is not None and not _counts(number, text):
        number = None
    before = bullet or number
    content = before.end() if before is not None and before.end() < len(text) else 0
    if _is_row(text, content, tail):
        return Line(start, end, indent, text, gap, start, is_row=True)
    if bullet is not None and content:
        return Line(start, end, indent, text, gap, start + content, bullet=True)
    if number is not None and content:
        mark = number["mark"] + (")" if text.startswith("(") else "")
        return Line(start, end, indent, text, gap, start + content, number=number["number"], mark=mark)
    return Line(start, end, indent, text, gap, start)


def _is_row(text: str, content: int, tail: str) -> bool:
    """Whether tabs or bars cut a line into cells; a lone tab after a sentence does not."""
    if "\t" in text[content:] or text.count("|") >= 2:
        return True
    return "\t" in tail and not text.endswith(_TERMINAL)


def _counts(match: re.Match[str], text: str) -> bool:
    """Whether a number at the start of a line counts lines, and is no date or amount."""
    if text.startswith("(") and ")" not in match["mark"]:
        return False
    following = text[match.end()]
    if "." in match["number"]:
        return following.isupper()
    return bool(match["mark"]) or following.isupper()


def counts_items(lines: Sequence[Line], index: int) -> bool:
    """Whether the number of a line counts the items of a list, as near lines show.

    Args:
        lines: All lines of the text.
        index: Which of them.
    """
    line = lines[index]
    if not line.number or (not line.mark and not _in_sequence(lines, index)):
        return False
    return line.words[:1].isupper() or _in_sequence(lines, index)


def _in_sequence(lines: Sequence[Line], index: int) -> bool:
    """Whether a near line has the number before or after."""
    number = lines[index].number
    if not number.isdigit():
        return True
    first, last = max(0, index - _NEAR), min(len(lines), index + _NEAR + 1)
    near = {lines[i].number for i in range(first, last) if i != index}
    return str(int(number) - 1) in near or str(int(number) + 1) in near
