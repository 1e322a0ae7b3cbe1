"""The lines of a PDF file's pages to paragraphs: lines joined, broken words made whole."""

from __future__ import annotations

import re
from itertools import pairwise

from sotenlp.reader.extracted import TextBuilder
from sotenlp.reader.page_kinds import find_heading
from sotenlp.reader.pdf_hyphens import Hyphens
from sotenlp.reader.pdf_lines import Line

_MARK = re.compile(
    r"(?:[•·●○▪■□◦‣∙➢➔►✓]\s?|[-–—*]\s|\(?\d{1,2}(?:\.\d{1,2})*[.):]\s|\(?[a-hA-H][.)]\s|\d{1,2}(?:\.\d{1,2})*\s+[A-ZÅÄÖ])"
)
_NUMBER = re.compile(r"\d{1,4}")
_ADDRESS = re.compile(r"\S+@|\S+://|www\.")
_END = (".", "!", "?", ":", ";", "…")
_SAME_SIZE = 0.07
_GAP = 1.28
"""A distance of so many usual line distances between two lines parts two paragraphs."""
_ANY = -1_000_000
"""In place of the number of a block: all blocks."""
_MOST_LEADING, _SINGLE, _MOST_SPREAD, _ENOUGH = 2.0, 1.15, 1.25, 3
_FEW_WORDS = 3
_LONG = 0.6
"""A line that reaches so far towards the right edge may go on with a small letter."""
_SPACE = 0.22
"""Width of a space in heights of a letter."""


def write_paragraphs(pages: list[list[Line]], builder: TextBuilder) -> None:
    """Write the lines of all pages as paragraphs, headings, list items and table rows.

    Args:
        pages: The lines of each page, in reading order.
        builder: Takes the text.
    """
    hyphens = Hyphens(part for lines in pages for line in lines for part in line.text.split("\n"))
    writer = _Writer(builder, _Leading(pages), hyphens)
    for lines in pages:
        for line in lines:
            writer.write(line)


class _Leading:
    """The usual distance between the lines of a paragraph, in each block and by the height of letters.

    Args:
        pages: The lines of each page; those that are full show the distance.
    """

    def __init__(self, pages: list[list[Line]]) -> None:
        self._shares: dict[tuple[int, int, int], list[float]] = {}
        for lines in pages:
            for one, other in pairwise(lines):
                distance = one.base - other.base
                joined = one.flow == other.flow and not other.is_row and _is_full(one, other)
                if joined and 0 < distance < _MOST_LEADING * one.height and _is_same_size(one, other):
                    for key in self._keys(one):
                        self._shares.setdefault(key, []).append(distance / one.height)
        for found in self._shares.values():
            found.sort()
        heights = [found for key, found in self._shares.items() if key[0] == 0 and key[2]]
        body = max(heights, key=len, default=[])
        self._body = body[len(body) // 4] if len(body) >= _ENOUGH else _SINGLE

    def of(self, line: Line) -> float:
        """The distance in points from a line to the next of its paragraph.

        Within a paragraph lines stand nearer to each other than between two, so the first quarter of
        the distances lies among those; in headings, that stand apart, it is not far from the text's.
        """
        for key in self._keys(line):
            found = self._shares.get(key, ())
            if len(found) >= _ENOUGH:
                return min(found[len(found) // 4], _MOST_SPREAD * self._body) * line.height
        return self._body * line.height

    @staticmethod
    def _keys(line: Line) -> tuple[tuple[int, int, int], ...]:
        height = round(line.height)
        return (line.page, line.flow, height), (line.page, _ANY, height), (0, _ANY, height), (0, _ANY, 0)


def _is_same_size(one: Line, other: Line) -> bool:
    return abs(one.height - other.height) <= _SAME_SIZE * max(one.height, other.height)


def _opens_part(last: Line, line: Line) -> bool:
    """Whether a line is a heading or label of a page template, or a few words before a colon."""
    if not line.text[:1].isupper():
        return False
    few = len(line.text.split()) <= _FEW_WORDS
    return find_heading(line.text) is not None or (
        few and line.text.endswith(":") and last.text.endswith(_END)
    )


def _is_range(last: Line, line: Line) -> bool:
    """Whether a number at the start of a line is the end of a range that the line before opens."""
    return (
        line.text[:1].isdigit() and len(last.text) > 1 and last.text[-1] in "-–" and last.text[-2].isdigit()
    )


def _kind_of_mark(text: str) -> str:
    """What a list item starts with: "1" for a number, "a" for a letter, else its bullet; "" for no item."""
    if _MARK.match(text) is None:
        return ""
    first = text.lstrip("(")[:1]
    return "1" if first.isdigit() else "a" if first.isalpha() else first


def _is_full(last: Line, line: Line) -> bool:
    """Whether the first word of a line had no room on the line before it."""
    return not last.is_row and last.right + _SPACE * line.height + line.first > last.edge + 1.0


class _Writer:
    """Writes lines, remembering the one before."""

    def __init__(self, builder: TextBuilder, leading: _Leading, hyphens: Hyphens) -> None:
        self._builder = builder
        self._leading = leading
        self._hyphens = hyphens
        self._last: Line | None = None
        self._text = ""
        self._kind = ""
        self._number = 0

    def write(self, line: Line) -> None:
        """Write one line, as a line of its own or as going on the one before."""
        last, text = self._last, line.text.strip()
        if line.is_row:
            text = "\t".join(self._hyphens.join(cell.split("\n")) for cell in line.cells)
        place = f"page={line.page}"
        self._last = line
        if last is not None and not line.is_row and not last.is_row and self._goes_on(last, line):
            cut, between = self._hyphens.joint(self._text, text)
            self._builder.cut(cut)
            self._builder.go_on(between + text, place)
            self._text = text
            return
        if last is not None and self._is_apart(last, line):
            self._builder.gap()
        self._kind = _kind_of_mark(text)
        number = _NUMBER.match(text) if self._kind == "1" else None
        self._number = int(number[0]) if number else self._number
        self._text = text
        self._builder.line(text, place)

    def _is_apart(self, last: Line, line: Line) -> bool:
        """Whether an empty line belongs between two lines."""
        if last.is_row != line.is_row or not _is_same_size(last, line):
            return True
        if last.is_row:
            return last.page == line.page and last.flow != line.flow
        if self._kind and self._kind == _kind_of_mark(line.text):
            return False
        if last.page != line.page or line.base >= last.base:
            return True
        return last.base - line.base > _GAP * self._leading.of(line)

    def _goes_on(self, last: Line, line: Line) -> bool:
        """Whether a line goes on the paragraph or list item of the line before it."""
        if not _is_same_size(last, line):
            return False
        marked = _MARK.match(line.text) is not None
        if marked and not (self._is_dash(last, line) or _is_range(last, line) or self._is_figure(last, line)):
            return False
        if _opens_part(last, line):
            return False
        full, starts_low = _is_full(last, line), line.text[:1].islower()
        runs_on = (
            starts_low
            and _ADDRESS.match(line.text) is None
            and not last.text.endswith(_END)
            and last.right > _LONG * last.edge
        )
        if last.page != line.page or line.base >= last.base:
            return runs_on or (full and (starts_low or not self._kind))
        if last.base - line.base > _GAP * self._leading.of(line):
            return False
        return full or runs_on or (starts_low and last.text.endswith("-"))

    def _is_figure(self, last: Line, line: Line) -> bool:
        """Whether a number at the start of a line ends a sentence, and counts no list item."""
        number = _NUMBER.match(line.text)
        if number is None or last.text.endswith(_END) or not _is_full(last, line):
            return False
        return int(number[0]) not in {1, self._number + 1}

    def _is_dash(self, last: Line, line: Line) -> bool:
        """Whether a dash at the start of a line stands between words, and opens no list item."""
        inside = line.text[0] in "-–—" and self._kind not in {"-", "–", "—"}
        return inside and _is_full(last, line) and not last.text.endswith(_END)
