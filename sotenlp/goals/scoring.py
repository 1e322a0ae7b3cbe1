"""Scores of labels against gold in which some labels are optional."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class GoalItem:
    """One text with its gold and predicted goals, or labels of another scheme.

    Attributes:
        wanted: Goals that must be found.
        optional: Goals that are right either way.
        found: Goals that were predicted.
    """

    wanted: Collection[Any]
    optional: Collection[Any]
    found: Collection[Any]

    @property
    def is_right(self) -> bool:
        """Whether the goals are the wanted ones, optional ones aside."""
        return not self.wrong()

    def wrong(self) -> set[Any]:
        """Goals that were missed or given wrongly."""
        return (set(self.wanted) ^ set(self.found)) - set(self.optional)


@dataclass(frozen=True, slots=True)
class GoalScores:
    """F1 of goal labels.

    Attributes:
        items: Number of texts.
        micro_f1: F1 over all goals together.
        macro_f1: Mean F1 of the goals that occur in the gold.
        f1: F1 of each goal that occurs in the gold.
        exact: Share of texts whose goals are right, optional ones aside.
    """

    items: int
    micro_f1: float
    macro_f1: float
    f1: dict[Any, float]
    exact: float

    def rows(self) -> dict[str, float]:
        """The figures by name, rounded, as the command line prints them."""
        figures: dict[str, float] = {"goals.micro_f1": self.micro_f1, "goals.macro_f1": self.macro_f1}
        figures |= {f"goals.{goal}": value for goal, value in self.f1.items()}
        figures["goals.exact"] = self.exact
        return {name: round(value, 4) for name, value in figures.items()} | {"goals.items": self.items}


def score_goals(items: Iterable[GoalItem]) -> GoalScores:
    """Score predicted goals; an optional goal is neither missed nor wrong."""
    hits: Counter[Hashable] = Counter()
    wanted_total: Counter[Hashable] = Counter()
    found_total: Counter[Hashable] = Counter()
    count = right = 0
    for item in items:
        wanted = set(item.wanted) - set(item.optional)
        found = set(item.found) - set(item.optional)
        count += 1
        right += wanted == found
        hits.update(wanted & found)
        wanted_total.update(wanted)
        found_total.update(found)
    f1 = {
        goal: 2 * hits[goal] / (wanted_total[goal] + found_total[goal])
        for goal in sorted(wanted_total, key=str)
    }
    total = wanted_total.total() + found_total.total()
    return GoalScores(
        count,
        2 * hits.total() / total if total else 0.0,
        sum(f1.values()) / len(f1) if f1 else 0.0,
        f1,
        right / count if count else 0.0,
    )
