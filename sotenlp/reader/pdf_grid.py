"""Tables with borders on a page of a PDF file: the words of each cell, by the lines around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from sotenlp.reader.pdf_page import Rule, Word

_NEAR = 3.0
"""Points within which two lines meet or stand for one."""
_MOST_LINES = 250


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's borders.

    Attributes:
        columns: The x of the borders between columns, from the left.
        rows: The y of the borders between rows, from above.
        flat: Its borders that run from left to right.
        upright: Its borders that run up.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    flat: tuple[Rule, ...]
    upright: tuple[Rule, ...]

    def holds(self, word: Word) -> bool:
        """Whether a word stands within the table."""
        middle = (word.left + word.right) / 2
        within = self.columns[0] - _NEAR <= middle <= self.columns[-1] + _NEAR
        return within and self.rows[-1] - _NEAR <= word.base + word.height / 4 <= self.rows[0] + _NEAR


def find_grids(rules: Sequence[Rule]) -> list[Grid]:
    """The tables whose borders are among lines: at least two columns and one row.

    Args:
        rules: The lines drawn on a page.
    """
    grids = []
    for group in _joined(list(rules)):
        flat = [rule for rule in group if rule.is_flat]
        upright = [rule for rule in group if not rule.is_flat]
        columns = _merged([(rule.left + rule.right) / 2 for rule in upright])
        rows = _merged([(rule.low + rule.high) / 2 for rule in flat])
        if len(columns) >= 3 and len(rows) >= 2:
            grids.append(Grid(tuple(columns), tuple(reversed(rows)), tuple(flat), tuple(upright)))
    return grids


def _joined(rules: list[Rule]) -> list[list[Rule]]:
    """The lines in groups that touch each other."""
    groups: list[list[Rule]] = []
    lines = _lengthened([rule for rule in rules if rule.is_flat])
    lines += _lengthened([rule for rule in rules if not rule.is_flat])
    for rule in lines[:_MOST_LINES]:
        touching = [group for group in groups if any(_touch(rule, other) for other in group)]
        merged = [rule, *(other for group in touching for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append(merged)
    return groups


def _lengthened(rules: list[Rule]) -> list[Rule]:
    """Lines of one direction, parts of one line joined: boxes around cells draw borders piece by piece."""
    flat = bool(rules) and rules[0].is_flat
    rules = sorted(rules, key=lambda r: (round(r.low / 2), r.left) if flat else (round(r.left / 2), r.low))
    kept: list[Rule] = []
    for rule in rules:
        if kept and _touch(kept[-1], rule) and _is_in_line(kept[-1], rule, flat=flat):
            last = kept.pop()
            rule = Rule(
                min(last.left, rule.left),
                min(last.low, rule.low),
                max(last.right, rule.right),
                max(last.high, rule.high),
            )
        kept.append(rule)
    return kept


def _is_in_line(one: Rule, other: Rule, *, flat: bool) -> bool:
    return abs(one.low - other.low) <= _NEAR if flat else abs(one.left - other.left) <= _NEAR


def _touch(one: Rule, other: Rule) -> bool:
    return (
        one.left - _NEAR <= other.right
        and other.left - _NEAR <= one.right
        and one.low - _NEAR <= other.high
        and other.low - _NEAR <= one.high
    )


def _merged(values: list[float]) -> list[float]:
    """Sorted values, those near to each other once."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _NEAR:
            kept.append(value)
    return kept


def cell_words(grid: Grid, words: Sequence[Word]) -> list[list[list[Word]]]:
    """The words of each row and column; a cell over several keeps its words in its first one.

    Args:
        grid: The table.
        words: The words that it holds.
    """
    height, width = len(grid.rows) - 1, len(grid.columns) - 1
    owner = {(row, column): _owner(grid, row, column) for row in range(height) for column in range(width)}
    cells: list[list[list[Word]]] = [[[] for _ in range(width)] for _ in range(height)]
    falling = [-y for y in grid.rows]
    for word in words:
        middle = (word.left + word.right) / 2
        column = min(max(bisect_right(grid.columns, middle) - 1, 0), width - 1)
        row = min(max(bisect_right(falling, -(word.base + word.height / 4)) - 1, 0), height - 1)
        place = (row, column)
        for _ in range(height + width):
            if owner[place] == place:
                break
            place = owner[place]
        cells[place[0]][place[1]].append(word)
    return cells


def _owner(grid: Grid, row: int, column: int) -> tuple[int, int]:
    """The cell before or above that a cell is one with, as no border stands between; else itself."""
    middle = (grid.rows[row] + grid.rows[row + 1]) / 2
    centre = (grid.columns[column] + grid.columns[column + 1]) / 2
    if column and not any(
        abs((rule.left + rule.right) / 2 - grid.columns[column]) <= _NEAR
        and rule.low - _NEAR <= middle <= rule.high + _NEAR
        for rule in grid.upright
    ):
        return row, column - 1
    if row and not any(
        abs((rule.low + rule.high) / 2 - grid.rows[row]) <= _NEAR
        and rule.left - _NEAR <= centre <= rule.right + _NEAR
        for rule in grid.flat
    ):
        return row - 1, column
    return row, column
