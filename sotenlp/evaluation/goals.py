"""Scores of goal labels against gold in which some goals are optional."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sotenlp.schema import Goal


@dataclass(frozen=True, slots=True)
class GoalItem:
    """One text with its gold and predicted goals.

    Attributes:
        wanted: Goals that must be found.
        optional: Goals that are right either way.
        found: Goals that were predicted.
    """

    wanted: Collection[int]
    optional: Collection[int]
    found: Collection[int]


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
    f1: dict[int, float]
    exact: float

    def rows(self) -> dict[str, float]:
        """The figures by name, rounded, as the command line prints them."""
        figures: dict[str, float] = {"goals.micro_f1": self.micro_f1, "goals.macro_f1": self.macro_f1}
        figures |= {f"goals.{goal}": value for goal, value in self.f1.items()}
        figures["goals.exact"] = self.exact
        return {name: round(value, 4) for name, value in figures.items()} | {"goals.items": self.items}


def score_goals(items: Iterable[GoalItem]) -> GoalScores:
    """Score predicted goals; an optional goal is neither missed nor wrong."""
    hits, wanted_total, found_total = ({int(goal): 0 for goal in Goal} for _ in range(3))
    count = right = 0
    for item in items:
        wanted = set(item.wanted) - set(item.optional)
        found = set(item.found) - set(item.optional)
        count += 1
        right += wanted == found
        for goal in hits:
            hits[goal] += goal in wanted and goal in found
            wanted_total[goal] += goal in wanted
            found_total[goal] += goal in found
    f1 = {
        goal: 2 * hits[goal] / (wanted_total[goal] + found_total[goal]) for goal in hits if wanted_total[goal]
    }
    total = sum(wanted_total.values()) + sum(found_total.values())
    return GoalScores(
        count,
        2 * sum(hits.values()) / total if total else 0.0,
        sum(f1.values()) / len(f1) if f1 else 0.0,
        f1,
        right / count if count else 0.0,
    )
