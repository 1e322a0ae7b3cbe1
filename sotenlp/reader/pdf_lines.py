"""The lines of one page of a PDF file in reading order: columns one after the other, tables as rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from sotenlp.reader.pdf_grid import Grid, cell_words, find_grids
from sotenlp.reader.pdf_page import Rule, Word

_SAME_LINE = 0.4
"""Words whose baselines differ by less than this share of their height stand on one line."""
_CHUNK_GAP = 0.9
"""A gap of so many heights cuts a line into chunks, which may be columns or cells."""
_CELL_GAP = 2.2
"""A gap of so many heights makes cells of the chunks of a lone line."""
_NEAR = 4.0
_LEADING = 1.6
_LEAST_LINES = 4
_MOST_CROSSING = 0.25
_LEAST_WORDS, _LEAST_FILLED, _MOST_CHUNKS = 3.0, 0.6, 1.4
_BLOCK_GAP, _FULL_LINE = 2.2, 0.8
_FULL_WORDS, _FULL_SHARE = 5, 0.9
_MARK = re.compile(r"[•·●○▪■□◦‣∙➢✓*–—-]|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-hA-H])[.):]")


@dataclass(slots=True)
class Chunk:
    """Words of a line without a wide gap between them."""

    words: list[Word]

    @property
    def text(self) -> str:
        """Its words with spaces between them."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.words[-1].right


Row = list[Chunk]


@dataclass(slots=True)
class Line:
    """A line of a page, or a row of a table on it.

    Attributes:
        cells: The texts of a row's cells; one text for a line.
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


def page_lines(words: Sequence[Word], rules: Sequence[Rule], page: int) -> list[Line]:
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
    blocks = [block for flow in _flows(_rows(free)) for block in _blocks(_flow_lines(flow))]
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
    """The text of a cell, its lines after each other; words broken at line ends are made whole."""
    text = ""
    for row in _rows(words):
        line = " ".join(chunk.text for chunk in row)
        broken = text.endswith("-") and len(text) > 1 and text[-2].isalpha() and line[:1].islower()
        if broken and not line.startswith(("ja ", "tai ", "sekä ", "eli ")):
            text = text[:-1] + line
        else:
            text = f"{text} {line}" if text else line
    return text


def _rows(words: Sequence[Word]) -> list[Row]:
    """The words in lines from above, cut into chunks at wide gaps."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: -w.base):
        if lines and abs(lines[-1][0].base - word.base) <= _SAME_LINE * max(word.height, lines[-1][0].height):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [_chunks(sorted(line, key=lambda w: w.left)) for line in lines]


def _chunks(words: list[Word]) -> Row:
    row: Row = []
    for word in words:
        last = row[-1].words[-1] if row else None
        if last is not None and word.text == last.text and abs(word.left - last.left) < 1.5:
            continue  # bold by drawing twice
        if last is None or word.left - last.right > _CHUNK_GAP * max(word.height, last.height):
            row.append(Chunk([word]))
        else:
            row[-1].words.append(word)
    if len(row) > 1 and _MARK.fullmatch(row[0].text):
        row[0:2] = [Chunk(row[0].words + row[1].words)]
    return row


def _flows(rows: list[Row]) -> list[list[Row]]:
    """The rows in the order of reading: what stands in columns side by side, one column after the other."""
    gutter = _gutter(rows)
    if gutter is None:
        return [rows] if rows else []
    flows: list[list[Row]] = []
    band: list[Row] = []
    for row in [*rows, None]:
        if row is not None and not any(chunk.left < gutter < chunk.right for chunk in row):
            band.append(row)
            continue
        left = [part for r in band if (part := [c for c in r if c.right <= gutter])]
        right = [part for r in band if (part := [c for c in r if c.left >= gutter])]
        flows += [*_flows(left), *_flows(right)]
        band = []
        if row is not None:
            flows.append([row])
    return _joined(flows)


def _joined(flows: list[list[Row]]) -> list[list[Row]]:
    """The flows, rows across all columns that follow each other as one."""
    joined: list[list[Row]] = []
    for flow in flows:
        wide = len(flow) == 1 and joined and len(joined[-1][-1]) == len(flow[0]) == 1
        if wide and abs(joined[-1][-1][0].left - flow[0][0].left) < _NEAR:
            last = joined[-1][-1][0]
            if abs(last.right - flow[0][0].right) < 0.3 * (last.right - last.left):
                joined[-1].extend(flow)
                continue
        joined.append(list(flow))
    return joined


def _gutter(rows: list[Row]) -> float | None:
    """The x between two columns of running text, or None where there is a single one."""
    chunks = [chunk for row in rows for chunk in row]
    if len(chunks) < 2 * _LEAST_LINES:
        return None
    left, right = min(c.left for c in chunks), max(c.right for c in chunks)
    best: tuple[int, float, float] | None = None
    edges = sorted({round(c.left) - 1 for c in chunks})
    for edge in edges:
        if not left + 0.2 * (right - left) < edge < left + 0.8 * (right - left):
            continue
        before = [c for c in chunks if c.right <= edge]
        after = [c for c in chunks if c.left >= edge]
        crossing = len(chunks) - len(before) - len(after)
        if min(len(before), len(after)) < _LEAST_LINES or crossing > _MOST_CROSSING * len(chunks):
            continue
        width = edge - max(c.right for c in before)
        if width > 0 and (best is None or (crossing, -width) < best[:2]):
            best = (crossing, -width, edge - width / 2)
    if best is None:
        return None
    middle = best[2]
    left_rows = [part for row in rows if (part := [c for c in row if c.right <= middle])]
    right_rows = [part for row in rows if (part := [c for c in row if c.left >= middle])]
    return middle if _is_prose(left_rows) and _is_prose(right_rows) else None


def _is_prose(rows: list[Row]) -> bool:
    """Whether lines are those of running text, and not the cells of a table's column."""
    if len(rows) < _LEAST_LINES:
        return False
    left, right = min(r[0].left for r in rows), max(r[-1].right for r in rows)
    filled = median((r[-1].right - r[0].left) / (right - left) for r in rows) if right > left else 0.0
    words = sum(len(c.words) for r in rows for c in r) / len(rows)
    chunks = sum(map(len, rows)) / len(rows)
    return filled >= _LEAST_FILLED and words >= _LEAST_WORDS and chunks <= _MOST_CHUNKS


def _flow_lines(rows: list[Row]) -> list[Line]:
    """The lines of one column, rows of cells where its chunks stand under each other."""
    edge = _edge(rows)
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


def _edge(rows: list[Row]) -> float:
    """The right edge of a column: where nine in ten of its long lines end at the latest."""
    ends = sorted(r[-1].right for r in rows if sum(len(c.words) for c in r) >= _FULL_WORDS)
    if not ends:
        ends = sorted(r[-1].right for r in rows)
    return ends[min(len(ends) - 1, int(_FULL_SHARE * len(ends)))]


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
            lines[-1].cells = [f"{a} {b}".strip() for a, b in zip(lines[-1].cells, cells, strict=True)]
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
