"""Annotations as plain rows and back: the form of ``documents.jsonl`` and of a Doc's user data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from sotenlp.annotation import Actor, GoalScore, Indicator, Measure, Sentence, Target
from sotenlp.document import Block, Metadata, Section
from sotenlp.schema import (
    ActorRole,
    ActorType,
    BlockKind,
    GoalBasis,
    IndicatorKind,
    PageKind,
    Programme,
    SectionRole,
    Status,
    TargetCode,
)

Row = dict[str, Any]
DIGITS = 4
"""Decimals of probabilities in rows."""
_PLAIN = frozenset({str, int, float, bool, type(None)})


def to_row(item: Any) -> Row:
    """A frozen annotation as a row of plain values; a goal score becomes four columns."""
    row: Row = _plain(item)
    if isinstance(item, (Sentence, Measure)):
        goals = row.pop("goals")
        row |= {
            "goals": goals["goals"],
            "scores": [round(score, DIGITS) for score in goals["scores"]],
            "goal_basis": goals["basis"],
            "abstained": goals["abstained"],
        }
    return row


def section_from(row: Row) -> Section:
    """The section of a row."""
    return Section(**row | {"role": SectionRole(row["role"])})


def block_from(row: Row) -> Block:
    """The block of a row."""
    return Block(**row | {"kind": BlockKind(row["kind"])})


def sentence_from(row: Row) -> Sentence:
    """The sentence of a row."""
    rest, goals = _split_goals(row)
    return Sentence(**rest, goals=goals)


def measure_from(row: Row) -> Measure:
    """The measure of a row, with or without its id."""
    rest, goals = _split_goals(row)
    codes = tuple(TargetCode(code) for code in rest["targets"])
    return Measure(**rest | {"status": Status(rest["status"]), "targets": codes}, goals=goals)


def actor_from(row: Row) -> Actor:
    """The actor of a row, with or without its id."""
    typed = {
        "role": ActorRole(row["role"]),
        "type": ActorType(row["type"]),
        "measures": tuple(row["measures"]),
    }
    return Actor(**_without_id(row) | typed)


def indicator_from(row: Row) -> Indicator:
    """The indicator of a row, with or without its id."""
    typed = {"kind": IndicatorKind(row["kind"]), "measures": tuple(row["measures"])}
    return Indicator(**_without_id(row) | typed)


def target_from(row: Row) -> Target:
    """The target group of a row, with or without its id."""
    return Target(**_without_id(row) | {"code": TargetCode(row["code"])})


def metadata_from(row: Row) -> Metadata:
    """The identity fields of a row."""
    typed = {
        "programme": Programme(row["programme"]) if row["programme"] else None,
        "kind": PageKind(row["kind"]) if row["kind"] else None,
        "implementers": tuple(row["implementers"]),
    }
    return Metadata(**row | typed)


class Rows(list[Row]):
    """Rows that remember the annotations which they were made of: reading them makes nothing anew.

    Attributes:
        items: The annotations, each as its row tells it.
    """

    items: tuple[Any, ...]


def keep_rows(kind: str, items: Iterable[Any]) -> Rows:
    """Annotations as rows that remember them.

    Args:
        kind: A key of `READERS`.
        items: The annotations.
    """
    kept = tuple(items)
    rows = Rows(map(to_row, kept))
    build = READERS[kind]
    rows.items = tuple(
        item if _is_as_told(item, row) else build(row) for item, row in zip(kept, rows, strict=True)
    )
    return rows


def read_rows(kind: str, rows: Sequence[Row]) -> tuple[Any, ...]:
    """The annotations of rows, of `keep_rows` or plain ones."""
    return rows.items if type(rows) is Rows else tuple(map(READERS[kind], rows))


def _is_as_told(item: Any, row: Row) -> bool:
    """Whether a row has lost nothing of an annotation: scores are rounded in rows."""
    return not isinstance(item, (Sentence, Measure)) or list(item.goals.scores) == row["scores"]


READERS: dict[str, Callable[[Row], Any]] = {
    "sections": section_from,
    "blocks": block_from,
    "sentences": sentence_from,
    "measures": measure_from,
    "actors": actor_from,
    "indicators": indicator_from,
    "targets": target_from,
}
"""How the rows of each kind become annotations."""


def _plain(value: Any) -> Any:
    """Enums to their values and tuples to lists, so that JSON and msgpack take them."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple or kind is list:
        return [item if type(item) in _PLAIN else _plain(item) for item in value]
    names: tuple[str, ...] = _names_of(kind)  # type: ignore[arg-type]  # a type's hash is its own
    if names:
        row = {}
        for name in names:
            item = getattr(value, name)
            row[name] = item if type(item) in _PLAIN else _plain(item)
        return row
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, str) else int(value) if isinstance(value, int) else value


@cache
def _names_of(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass, () for other types."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def _without_id(row: Row) -> Row:
    return {key: value for key, value in row.items() if key != "id"}


def _split_goals(row: Row) -> tuple[Row, GoalScore]:
    rest = _without_id(row)
    first, second, third, fourth, fifth = rest.pop("scores")
    score = GoalScore(
        tuple(rest.pop("goals")),
        (first, second, third, fourth, fifth),
        GoalBasis(rest.pop("goal_basis")),
        rest.pop("abstained"),
    )
    return rest, score
