"""The walk over a web page's elements: blocks to lines, lists to bullets, tables to rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from sotenlp.reader.extracted import BULLET, TextBuilder
from sotenlp.reader.page_clutter import Clutter, is_accordion

_GAPPED = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "pre", "hr",
    "section", "article", "main", "details", "summary", "fieldset", "figure", "address", "aside",
    "header", "footer",
})  # fmt: skip
"""Blocks with an empty line before and after them."""
_BLOCKS = _GAPPED | frozenset({
    "div", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "caption", "form",
    "legend", "body", "html", "center", "hgroup", "menu", "dir", "label",
})  # fmt: skip
_WHITE = re.compile(r"[ \t\r\n\f]+")
_RESIDUE = re.compile(r"(?:icon/[\w-]+\s+)?Created with Sketch\.", re.IGNORECASE)
_MOST_SPANNED, _MOST_COLUMNS = 100, 1000
_MOST_STEPS = 200


@dataclass(slots=True)
class _Table:
    """A table that is being read.

    Attributes:
        cells: Texts of the row's cells so far, None for a place not filled yet.
        spans: For a column the number of rows that a cell from above still covers.
        column: The column of the cell that is being read, or of the next one.
        is_open: Whether a cell is being read.
    """

    cells: dict[int, str] = field(default_factory=dict)
    spans: dict[int, int] = field(default_factory=dict)
    column: int = 0
    is_open: bool = False


@dataclass(slots=True)
class _List:
    """A list that is being read: the number of its next item, or None where it has bullets."""

    number: int | None


@dataclass(slots=True)
class _Frame:
    element: etree._Element
    children: Iterator[etree._Element]
    step: str
    counts: dict[str, int] = field(default_factory=dict)


class PageWalk:
    """Reads elements of one page into a text.

    Args:
        builder: Takes the lines.
        clutter: Tells what is left out.
    """

    def __init__(self, builder: TextBuilder, clutter: Clutter) -> None:
        self._builder = builder
        self._clutter = clutter
        self._frames: list[_Frame] = []
        self._base = ""
        self._words: list[str] = []
        self._place = ""
        self._tables: list[_Table | None] = []
        self._lists: list[_List] = []
        self._mark = ""
        self._items = 0
        self._kept = 0

    def read(self, root: etree._Element) -> None:
        """Read one element with all that it holds."""
        self._base = root.getroottree().getpath(root)
        self._frames = [_Frame(root, iter(root), "")]
        self._open(root)
        while self._frames:
            frame = self._frames[-1]
            child = next(frame.children, None)
            if child is None:
                self._close(frame.element)
                self._frames.pop()
                if self._frames:
                    self._text(frame.element.tail)
            elif not isinstance(child.tag, str):
                self._text(child.tail)
            else:
                number = frame.counts[child.tag] = frame.counts.get(child.tag, 0) + 1
                if self._clutter.is_clutter(child):
                    self._text(child.tail)
                else:
                    self._frames.append(_Frame(child, iter(child), f"{child.tag}[{number}]"))
                    self._open(child)
        self._flush()

    def _open(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "br":
            self._words.append("\n")
        elif tag in _BLOCKS or (tag in {"button", "a"} and is_accordion(element)):
            self._flush()
            self._gap(tag)
            if tag in {"ul", "ol", "menu"}:
                self._lists.append(_List(_start(element) if tag == "ol" else None))
            elif tag == "li":
                self._start_item(element)
            elif tag == "table":
                self._tables.append(_Table() if _has_rows(element) else None)
            elif tag in {"td", "th"} and self._table:
                self._start_cell(self._table)
        if tag == "pre":
            self._kept += 1
        self._text(element.text)

    def _close(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "pre":
            self._kept -= 1
        if tag not in _BLOCKS and not (tag in {"button", "a"} and is_accordion(element)):
            return
        if tag in {"td", "th"} and self._table:
            self._end_cell(self._table, element)
        elif tag == "tr" and self._table:
            self._end_row(self._table)
        else:
            self._flush()
        if tag in {"ul", "ol", "menu"} and self._lists:
            self._lists.pop()
        elif tag == "li" and self._items:
            self._items -= 1
            self._mark = ""
        elif tag == "table" and self._tables:
            self._tables.pop()
        self._gap(tag)

    @property
    def _table(self) -> _Table | None:
        """The innermost table with rows that is being read."""
        return next((table for table in reversed(self._tables) if table is not None), None)

    def _gap(self, tag: str) -> None:
        """An empty line around a block, but not inside list items."""
        if (tag in _GAPPED or tag in {"button", "a"}) and not self._items and self._table is None:
            self._builder.gap()

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if self._kept:
            self._words.append(text)
        else:
            self._words.append(_WHITE.sub(" ", text))
        if not self._place and not text.isspace():
            self._place = self._path()

    def _path(self) -> str:
        """The XPath of the element that is being read; "" where it is nested very deep."""
        if len(self._frames) > _MOST_STEPS:
            return ""
        return self._base + "".join(f"/{frame.step}" for frame in self._frames if frame.step)

    def _take(self) -> str:
        """The words of the line that is being read."""
        words = _RESIDUE.sub("", "".join(self._words))
        self._words = []
        return words

    def _flush(self) -> None:
        """End the line that is being read."""
        words, place = self._take(), self._place
        self._place = ""
        if not words.strip():
            return
        if (table := self._table) is not None and table.is_open:
            before = table.cells.get(table.column, "")
            table.cells[table.column] = f"{before} {' '.join(words.split())}".strip()
            return
        lines = [line.strip() for line in words.split("\n")]
        for index, line in enumerate(lines):
            if not line and index:
                self._builder.gap()
            elif line:
                self._builder.line(self._mark + line, place)
                self._mark = ""

    def _start_item(self, element: etree._Element) -> None:
        self._items += 1
        series = self._lists[-1] if self._lists else _List(None)
        if series.number is None:
            self._mark = f"{BULLET} "
            return
        number = _number(element.get("value"), series.number)
        self._mark = f"{number}. "
        series.number = number + 1

    @staticmethod
    def _start_cell(table: _Table) -> None:
        column = table.column
        while table.spans.get(column, 0) > 0 and column < _MOST_COLUMNS:
            table.cells[column] = ""
            column += 1
        table.column = min(column, _MOST_COLUMNS)
        table.cells.setdefault(table.column, "")
        table.is_open = True

    def _end_cell(self, table: _Table, element: etree._Element) -> None:
        self._flush()
        table.is_open = False
        width = min(_number(element.get("colspan"), 1), _MOST_SPANNED, _MOST_COLUMNS - table.column)
        height = min(_number(element.get("rowspan"), 1), _MOST_SPANNED)
        for column in range(table.column, table.column + max(1, width)):
            table.cells.setdefault(column, "")
            if height > 1:
                table.spans[column] = height
        table.column = min(table.column + max(1, width), _MOST_COLUMNS)

    def _end_row(self, table: _Table) -> None:
        """Write the row of a table; the rows of a table in a cell go on that cell's text."""
        self._flush()
        row = [table.cells.get(column, "") for column in range(max(table.cells, default=-1) + 1)]
        table.spans = {column: rows - 1 for column, rows in table.spans.items() if rows > 1}
        table.cells, table.column = {}, 0
        if any(row):
            self._builder.line("\t".join(row), self._path())


def _has_rows(table: etree._Element) -> bool:
    """Whether a table holds data: rows of several cells, and no headings or tables inside."""
    if table.get("role") in {"presentation", "none"}:
        return False
    if next(table.iterdescendants("table", "h1", "h2", "h3"), None) is not None:
        return False
    return any(sum(cell.tag in {"td", "th"} for cell in row) > 1 for row in table.iter("tr"))


def _start(element: etree._Element) -> int:
    return _number(element.get("start"), 1)


def _number(value: str | None, default: int) -> int:
    """A whole number of an attribute, or the default."""
    words = (value or "").strip()
    return int(words) if words.isascii() and words.isdigit() and len(words) < 7 else default
