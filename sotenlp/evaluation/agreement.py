"""How far two annotators agree on multi-label goals, and what they give together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sotenlp.schema import Goal

Labels = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement of two annotators on the goals of the same items.

    Attributes:
        items: Number of items.
        exact: Share of items with the same set of goals.
        f1: Micro-F1 of one annotator's goals against the other's.
        f1_by_goal: The same for each goal.
        kappa_by_goal: Cohen's kappa (1960) for each goal taken as a yes-or-no question.
    """

    items: int
    exact: float
    f1: float
    f1_by_goal: dict[int, float]
    kappa_by_goal: dict[int, float]


def measure_agreement(first: Labels, second: Labels) -> Agreement:
    """Compare two annotators' goals.

    Args:
        first: Goals by item id.
        second: Goals by item id, of the same items.

    Raises:
        ValueError: The two have labelled different items.
    """
    if first.keys() != second.keys():
        raise ValueError(f"the annotators differ in {len(first.keys() ^ second.keys())} items")
    count = len(first)
    f1, kappa = {}, {}
    hits = left = right = 0
    for goal in Goal:
        both = sum(goal in first[key] and goal in second[key] for key in first)
        a, b = (sum(goal in labels[key] for key in first) for labels in (first, second))
        f1[int(goal)] = 2 * both / (a + b) if a + b else 1.0
        observed = (count - a - b + 2 * both) / count if count else 1.0
        expected = (a * b + (count - a) * (count - b)) / count**2 if count else 1.0
        kappa[int(goal)] = (observed - expected) / (1 - expected) if expected < 1 else 1.0
        hits, left, right = hits + both, left + a, right + b
    exact = sum(set(first[key]) == set(second[key]) for key in first)
    return Agreement(
        count,
        exact / count if count else 1.0,
        2 * hits / (left + right) if left + right else 1.0,
        f1,
        kappa,
    )


def adjudicate(first: Sequence[int], second: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What two annotators say together of one item.

    Returns:
        The goals that both gave, in the first one's order; and those that only one gave, which
        count neither as missed nor as wrong.

    >>> adjudicate([1, 4], [4])
    ((4,), (1,))
    """
    both = tuple(goal for goal in first if goal in second)
    return both, tuple(sorted(set(first) ^ set(second)))
