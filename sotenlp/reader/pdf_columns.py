"""Columns of running text that stand side by side on a page of a PDF file."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from sotenlp.reader.pdf_rows import Chunk, Row

_NEAR = 4.0
_LEAST_LINES = 4
_MOST_CROSSING = 0.25
_CUT_GAP = 0.7
_LEAST_WORDS, _LEAST_FILLED, _MOST_CHUNKS = 3.0, 0.6, 1.4
_FEW_WORDS, _LEAST_LOOSE, _MOST_PAIRS = 1.8, 0.85, 0.75


class ColumnReader:
    """Finds the columns of the pages of one document, which mostly stand at the same place."""

    def __init__(self) -> None:
        self._known: list[float] = []

    def flows(self, rows: list[Row]) -> list[list[Row]]:
        """The rows in the order of reading: of columns side by side one after the other.

        Args:
            rows: The rows of a page from above.
        """
        gutter = self._gutter(rows)
        if gutter is None:
            return [rows] if rows else []
        flows: list[list[Row]] = []
        band: list[Row] = []
        for row in [*(_cut(row, gutter) for row in rows), None]:
            if row is not None and not any(chunk.left < gutter < chunk.right for chunk in row):
                band.append(row)
                continue
            left = [part for r in band if (part := [c for c in r if c.right <= gutter])]
            right = [part for r in band if (part := [c for c in r if c.left >= gutter])]
            flows += [*self.flows(left), *self.flows(right)]
            band = []
            if row is not None:
                flows.append([row])
        return _joined(flows)

    def _gutter(self, rows: list[Row]) -> float | None:
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
            if min(len(before), len(after)) < 2 or crossing > _MOST_CROSSING * len(chunks):
                continue
            width = edge - max(c.right for c in before)
            middle = edge - width / 2
            if any(abs(middle - known) <= 3 * _NEAR for known in self._known) and not crossing:
                return middle
            if min(len(before), len(after)) < _LEAST_LINES:
                continue
            if width > 0 and (best is None or (crossing, -width) < best[:2]):
                best = (crossing, -width, middle)
        if best is None:
            return None
        middle = best[2]
        left_rows = [part for row in rows if (part := [c for c in row if c.right <= middle])]
        right_rows = [part for row in rows if (part := [c for c in row if c.left >= middle])]
        if not _are_columns(left_rows, right_rows, len(rows)):
            return None
        self._known.append(middle)
        return middle


def _cut(row: Row, gutter: float) -> Row:
    """A row whose chunks end at the gutter where a wide gap between two words lies on it."""
    cut: Row = []
    for chunk in row:
        words = chunk.words
        place = next(
            (
                index
                for index, (one, other) in enumerate(pairwise(words), 1)
                if one.right <= gutter <= other.left and other.left - one.right > _CUT_GAP * one.height
            ),
            0,
        )
        cut += [Chunk(words[:place]), Chunk(words[place:])] if place else [chunk]
    return cut


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


def _are_columns(left: list[Row], right: list[Row], total: int) -> bool:
    """Whether two sides of a page are columns of text, and not those of a table.

    Running text on both sides is enough. Where one side has many short lines, such as headings and
    fields, its lines must also stand at other heights than those of the other side, as the rows of a
    table never do.

    Args:
        left: The rows of the left side.
        right: The rows of the right side.
        total: Number of the rows of the page.
    """
    one, other = _is_prose(left), _is_prose(right)
    if one and other:
        return True
    if not (one or other) or min(len(left), len(right)) < 2 * _LEAST_LINES:
        return False
    pairs = len(left) + len(right) - total
    loose = _is_prose(left, loose=True) and _is_prose(right, loose=True)
    return loose and pairs <= _MOST_PAIRS * min(len(left), len(right))


def _is_prose(rows: list[Row], *, loose: bool = False) -> bool:
    """Whether lines are those of running text, and not the cells of a table's column.

    Args:
        rows: The lines.
        loose: Whether it is enough that a quarter of them are.
    """
    if len(rows) < _LEAST_LINES:
        return False
    left, right = min(r[0].left for r in rows), max(r[-1].right for r in rows)
    if right <= left:
        return False
    filled = sorted((r[-1].right - r[0].left) / (right - left) for r in rows)
    words = sum(len(c.words) for r in rows for c in r) / len(rows)
    chunks = sum(map(len, rows)) / len(rows)
    if loose:
        return filled[len(rows) * 3 // 4] >= _LEAST_LOOSE and words >= _FEW_WORDS and chunks <= _MOST_CHUNKS
    return median(filled) >= _LEAST_FILLED and words >= _LEAST_WORDS and chunks <= _MOST_CHUNKS
