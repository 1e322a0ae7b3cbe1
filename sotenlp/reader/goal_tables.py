"""Tables that set measures against the goals: a row for each, a mark in the column of each goal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sotenlp.document import Block
from sotenlp.reader.goal_headings import find_goal
from sotenlp.reader.normalisation import plain
from sotenlp.schema import BlockKind

_LEAST_GOALS = 3
_MARK = re.compile(r"[xX]{1,3}|[✓✔●•▪■◾+*]{1,3}|[1-5]|\([xX]\)|kyllä", re.IGNORECASE)
_NUMBER = re.compile(r"\s*(?P<number>[1-5])\s*[.):]?\s+(?=\S)")
_KEY = re.compile(r"(?P<key>[A-ZÅÄÖ]|\d{1,2})\s*[.):]?\s+(?P<name>\S.*)")
_PART_KEY = re.compile(
    r"(?i:\w*(?:osatoteutu|osahank|osakokonaisuu|toimenpi|työpaket|kokonaisuu)\w*)\s+(?P<key>[A-ZÅÄÖ]|\d{1,2})\b"
)


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A row of such a table.

    Attributes:
        block: Index of its block.
        key: The letter or number that it starts with, or "".
        name: What it is about.
        goals: The marked goals, the most heavily marked first; () for the head of the table.
        main: The goals that are marked more heavily than all others.
    """

    block: int
    key: str
    name: str
    goals: tuple[int, ...]
    main: tuple[int, ...]


def read_goal_rows(text: str, blocks: Sequence[Block]) -> list[GoalRow]:
    """The rows of a text's tables of goals that have a mark, and their heads.

    Args:
        text: The text.
        blocks: Its layout blocks.
    """
    rows: list[GoalRow] = []
    columns: dict[int, int] = {}
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.CELL:
            columns = {}
            continue
        cells = _cells(plain(text[block.start : block.end]))
        head = _columns(cells)
        if head:
            columns = head
            rows.append(GoalRow(index, "", "", (), ()))
        elif columns and (row := _row(index, cells, columns)) is not None:
            rows.append(row)
    return rows


def goals_of_part(title: str, rows: Sequence[GoalRow]) -> tuple[int, ...]:
    """The main goals of the row that a part's heading names by its letter, number or words.

    >>> goals_of_part("OSATOTEUTUS B: Etätuki", [GoalRow(1, "B", "Etätuki", (3, 1), (3,))])
    (3,)
    """
    match = _PART_KEY.match(title)
    key = match["key"] if match is not None else ""
    for row in rows:
        named = bool(row.name) and row.name.casefold() in title.casefold()
        if named or (key and key == row.key):
            return row.main
    return ()


def _cells(row: str) -> list[str]:
    if row.count("|") >= 2:
        return [cell.strip() for cell in row.strip().strip("|").split("|")]
    return [cell.strip() for cell in row.split("\t")]


def _columns(cells: Sequence[str]) -> dict[int, int]:
    """The goal of each column, where a row is the head of a table of goals."""
    found: dict[int, int] = {}
    for column, cell in enumerate(cells):
        number = _NUMBER.match(cell)
        words = cell[number.end() :] if number is not None else cell
        goal = find_goal(words, int(number["number"]) if number is not None else None)
        if goal is not None and goal not in found.values():
            found[column] = goal
    return found if len(found) >= _LEAST_GOALS else {}


def _row(index: int, cells: Sequence[str], columns: dict[int, int]) -> GoalRow | None:
    weights: dict[int, int] = {}
    for column, goal in columns.items():
        mark = _MARK.fullmatch(cells[column]) if column < len(cells) else None
        if mark is not None:
            weights[goal] = int(mark[0]) if mark[0].isdigit() else len(mark[0].strip("()"))
    if not weights:
        return None
    goals = tuple(sorted(weights, key=lambda goal: (-weights[goal], list(columns.values()).index(goal))))
    main = tuple(goal for goal in goals if weights[goal] == weights[goals[0]])
    label = " ".join(cell for cell in cells[: min(columns)] if cell)
    key = _KEY.fullmatch(label)
    return GoalRow(index, key["key"] if key else "", key["name"] if key else label, goals, main)
