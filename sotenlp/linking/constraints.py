"""Clusters that keep to what a person decided: what must be together, and what must not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from sotenlp.errors import InputError
from sotenlp.linking.agglomeration import agglomerate
from sotenlp.linking.decisions import Decisions, Verdict

T = TypeVar("T")


class Constraints:
    """The decisions on measures that are here.

    Args:
        decisions: What was decided by hand.
        measures: Ids of the measures that there are.

    Raises:
        InputError: Two measures are refused that other decisions join.
    """

    def __init__(self, decisions: Decisions, measures: Iterable[str]) -> None:
        here = set(measures) if decisions.verdicts else set()
        self._parent: dict[str, str] = {}
        for left, right in decisions.pairs(Verdict.JOIN):
            if left in here and right in here:
                one, two = sorted((self._root(left), self._root(right)))
                self._parent.setdefault(one, one)
                self._parent[two] = one
        self._refused: dict[str, set[str]] = {}
        for left, right in decisions.pairs(Verdict.REFUSE):
            if left in here and right in here:
                if self._root(left) == self._root(right):
                    raise InputError(
                        "links.csv",
                        f"refuses {left} and {right}, which other rows join",
                        "Change the decision of one of these rows.",
                        code="broken",
                    )
                self._refused.setdefault(left, set()).add(right)
                self._refused.setdefault(right, set()).add(left)

    def _root(self, measure: str) -> str:
        while (parent := self._parent.get(measure, measure)) != measure:
            measure = parent
        return measure

    def joins(self, measure: str) -> bool:
        """Whether a decision joins the measure to another one."""
        return measure in self._parent

    def apart(self, group: Sequence[T], name: Callable[[T], str]) -> list[list[T]]:
        """Part a group of like measures: each that a decision names by itself, the others together."""
        named = [item for item in group if name(item) in self._parent or name(item) in self._refused]
        others = [item for item in group if item not in named] if named else list(group)
        return [*([others] if others else []), *([item] for item in named)]

    def cluster(
        self,
        nodes: Sequence[Sequence[str]],
        scores: Mapping[tuple[int, int], float],
        *,
        threshold: float,
        floor: float,
    ) -> list[list[int]]:
        """Join nodes as `agglomerate` does, under the decisions.

        Nodes that a decision joins are one from the start, and as near to any other as the nearest
        of them; nodes with refused measures never meet.

        Args:
            nodes: The measures of each node; one that a decision names stands by itself (`apart`).
            scores: Similarity of pairs of nodes.
            threshold: Least average between two groups that join.
            floor: Least similarity of any pair in a group; more than 0.

        Returns:
            The groups of nodes, each in order, ordered by their first nodes.
        """
        if not self._parent and not self._refused:
            return agglomerate(len(nodes), scores, threshold=threshold, floor=floor)
        units = self._units(nodes)
        unit_of = {node: number for number, unit in enumerate(units) for node in unit}
        best: dict[tuple[int, int], float] = {}
        for (left, right), score in scores.items():
            low, high = sorted((unit_of[left], unit_of[right]))
            if low != high:
                best[low, high] = max(best.get((low, high), 0.0), score)
        names = [{measure for node in unit for measure in nodes[node]} for unit in units]
        refused = [{other for m in found for other in self._refused.get(m, ())} for found in names]
        allowed = {pair: score for pair, score in best.items() if not refused[pair[0]] & names[pair[1]]}
        groups = agglomerate(len(units), allowed, threshold=threshold, floor=floor)
        return sorted(sorted(node for unit in group for node in units[unit]) for group in groups)

    def _units(self, nodes: Sequence[Sequence[str]]) -> list[list[int]]:
        """Nodes that decisions join, together."""
        units: dict[str, list[int]] = {}
        for number, measures in enumerate(nodes):
            units.setdefault(self._root(measures[0]), []).append(number)
        return sorted(units.values())
