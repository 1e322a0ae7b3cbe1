"""The lines of one page of a PDF file in reading order: columns one after the other, tables as rows."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sotenlp.reader.pdf_columns import ColumnReader
from sotenlp.reader.pdf_grid import Grid, cell_words, find_grids
from sotenlp.reader.pdf_page import Rule, Word
from sotenlp.reader.pdf_rows import Row, read_rows

_CELL_GAP = 2.2
"""A gap of so many heights makes cells of the chunks of a lone line."""
_NEAR = 4.0
_LEADING = 1.6
_LEAST_LINES, _LEAST_WORDS = 4, 3.0
_BLOCK_GAP, _FULL_LINE = 2.2, 0.8
_FULL_WORDS, _FULL_SHARE = 5, 0.9
_LEAST_LONG, _SURE = 2, 10
_STEP = 8


@dataclass(slots=True)
class Line:
    """A line of a page, or a row of a table on it.

    Attributes:
        cells: The texts of a row's cells, whose lines end with line ends; one text for a line.
        left: Its left edge.
        right: Its right edge.
        base: The y of its baseline.
        height: Height of its letters.
        first: Width of its first word.
        edge: Right edge of the column that it stands in.
        page: Number of the page, from 1.
        flow: Number of the block or table on its page that it belongs to.
    """

    cells: list[str]
    left: float
    right: float
    base: float
    height: float
    first: float = 0.0
    edge: float = 0.0
    page: int = 1
    flow: int = 0

    @property
    def text(self) -> str:
        """Its text; cells are apart by tabs."""
        return "\t".join(self.cells)

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return len(self.cells) > 1


class LineReader:
    """Reads the lines of the pages of one document, which share their columns and edges."""

    def __init__(self) -> None:
        self._columns = ColumnReader()
        self._edges: dict[int, float] = {}

    def read(self, words: Sequence[Word], rules: Sequence[Rule], page: int) -> list[Line]:
        """The lines of a page in reading order.

        Args:
            words: Its words.
            rules: The lines drawn on it.
            page: Its number.
        """
        free = list(words)
        tables: list[tuple[Grid, list[Line]]] = []
        for grid in find_grids(rules):
            inside = [word for word in free if grid.holds(word)]
            if inside:
                free = [word for word in free if not grid.holds(word)]
                tables.append((grid, _grid_lines(grid, inside)))
        lines: list[Line] = []
        flows = self._columns.flows(read_rows(free))
        blocks = [block for flow in flows for block in _blocks(_flow_lines(flow, self._edge(flow)))]
        for number, block in enumerate(blocks):
            for line in block:
                line.flow = number
            lines += block
        for number, (grid, rows) in enumerate(tables, 1):
            for line in rows:
                line.flow = -number
            place = _place_of(grid, lines)
            lines[place:place] = rows
        for line in lines:
            line.page = page
        return lines

    def _edge(self, rows: list[Row]) -> float:
        """The right edge of a column: where nine in ten of its long lines end at the latest.

        A column without long lines has the edge of those that began at the same place before, or none,
        so that no line is taken for a full one.
        """
        place = round(min(row[0].left for row in rows) / _STEP)
        ends = sorted(r[-1].right for r in rows if sum(len(c.words) for c in r) >= _FULL_WORDS)
        if len(ends) < _LEAST_LONG:
            near = [self._edges[other] for other in (place - 1, place, place + 1) if other in self._edges]
            return max([*near, *ends[-1:]], default=math.inf)
        edge = ends[min(len(ends) - 1, int(_FULL_SHARE * len(ends)))]
        self._edges[place] = max(edge, self._edges.get(place, 0.0)) if len(ends) < _SURE else edge
        return edge


def _place_of(grid: Grid, lines: list[Line]) -> int:
    """Index of the first line that a table stands before."""
    for index, line in enumerate(lines):
        beside = line.left < grid.columns[-1] and line.right > grid.columns[0]
        if beside and line.base < grid.rows[0]:
            return index
    return len(lines)


def _grid_lines(grid: Grid, words: list[Word]) -> list[Line]:
    lines = []
    for row in cell_words(grid, words):
        inside = [word for cell in row for word in cell]
        if inside:
            top, first = max(word.base for word in inside), inside[0]
            cells = [_cell_text(cell) for cell in row]
            lines.append(Line(cells, grid.columns[0], grid.columns[-1], top, first.height))
    return lines


def _cell_text(words: list[Word]) -> str:
    """The lines of a cell."""
    return "\n".join(" ".join(chunk.text for chunk in row) for row in read_rows(words))


def _flow_lines(rows: list[Row], edge: float) -> list[Line]:
    """The lines of one column, rows of cells where its chunks stand under each other."""
    lines: list[Line] = []
    index = 0
    while index < len(rows):
        end = _table_end(rows, index)
        if end - index > 1:
            lines += _table_lines(rows[index:end], edge)
            index = end
            continue
        row = rows[index]
        gaps = [b.left - a.right for a, b in pairwise(row)]
        wide = bool(gaps) and min(gaps) >= _CELL_GAP * row[0].words[0].height and len(row) <= 3
        texts = [chunk.text for chunk in row]
        lines.append(_line(row, texts if wide else [" ".join(texts)], edge))
        index += 1
    return lines


def _blocks(lines: list[Line]) -> list[list[Line]]:
    """Lines of one column in blocks without wide gaps; a block of full lines has an edge of its own."""
    blocks: list[list[Line]] = []
    for line in lines:
        last = blocks[-1][-1] if blocks else None
        if last is None or last.base - line.base > _BLOCK_GAP * max(last.height, line.height):
            blocks.append([line])
        else:
            blocks[-1].append(line)
    for block in blocks:
        left, right = min(line.left for line in block), max(line.right for line in block)
        full = sum(line.right - left > _FULL_LINE * (right - left) for line in block)
        words = sum(len(line.text.split()) for line in block)
        if len(block) >= _LEAST_LINES and full >= 0.7 * len(block) and words >= _LEAST_WORDS * len(block):
            for line in block:
                line.edge = min(line.edge, right)
    return blocks


def _table_end(rows: list[Row], start: int) -> int:
    """Index after the last row of a table without borders that starts at a row; that row where none does."""
    if len(rows[start]) < 2:
        return start
    stops = [chunk.left for chunk in rows[start]]
    end, aligned = start + 1, 0
    while end < len(rows):
        row = rows[end]
        if rows[end - 1][0].words[0].base - row[0].words[0].base > 2 * _LEADING * row[0].words[0].height:
            break
        near = [any(abs(chunk.left - stop) <= _NEAR for stop in stops) for chunk in row]
        if len(row) >= 2 and sum(near) >= 2:
            aligned += 1
        elif not (len(row) < len(stops) and row[0].left > stops[1] - _NEAR and all(near)):
            break
        end += 1
    return end if aligned else start


def _table_lines(rows: list[Row], edge: float) -> list[Line]:
    stops = sorted({round(chunk.left) for row in rows for chunk in row})
    stops = [stop for index, stop in enumerate(stops) if not index or stop - stops[index - 1] > _NEAR]
    lines: list[Line] = []
    for row in rows:
        cells = ["" for _ in stops]
        for chunk in row:
            column = max(0, sum(stop <= chunk.left + _NEAR for stop in stops) - 1)
            cells[column] = f"{cells[column]} {chunk.text}".strip()
        if not cells[0] and lines:
            lines[-1].cells = [f"{a}\n{b}".strip() for a, b in zip(lines[-1].cells, cells, strict=True)]
        else:
            lines.append(_line(row, cells, edge))
    return lines


def _line(row: Row, cells: list[str], edge: float) -> Line:
    first = row[0].words[0]
    heights: Counter[float] = Counter()
    for chunk in row:
        for word in chunk.words:
            heights[round(word.height, 1)] += len(word.text)
    height = heights.most_common(1)[0][0]
    return Line(cells, row[0].left, row[-1].right, first.base, height, first.right - first.left, edge)
