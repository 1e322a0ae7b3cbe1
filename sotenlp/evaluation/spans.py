"""Scores of spans and their attributes against gold in which some spans are optional."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

Span = Mapping[str, Any]

MIN_OVERLAP = 0.5
"""Intersection over union from which a mined span counts as the gold span."""
NAME_SIMILARITY = 0.88
"""Ratio of Ratcliff and Obershelp (difflib) from which two names count as the same."""


def overlap(left: Span, right: Span) -> float:
    """Intersection over union of two spans, 0-1."""
    shared = min(left["end"], right["end"]) - max(left["start"], right["start"])
    if shared <= 0:
        return 0.0
    return float(shared / (max(left["end"], right["end"]) - min(left["start"], right["start"])))


def match_spans(
    gold: Sequence[Span], mined: Sequence[Span], *, least: float = MIN_OVERLAP
) -> list[tuple[int, int]]:
    """Pair spans one to one, the best overlaps first.

    Args:
        gold: Gold spans.
        mined: Mined spans.
        least: Smallest intersection over union of a pair; 1.0 for exact borders.
    """
    ranked = sorted(
        (-overlap(g, m), i, j)
        for i, g in enumerate(gold)
        for j, m in enumerate(mined)
        if overlap(g, m) >= least
    )
    pairs: list[tuple[int, int]] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in ranked:
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            pairs.append((i, j))
    return pairs


def same_text(left: Any, right: Any) -> bool:
    """Whether two values are the same but for case, white space and the kind of dash."""
    return _folded(left) == _folded(right)


def same_name(left: Any, right: Any) -> bool:
    """Whether one name's words are among the other's, or the two are nearly the same."""
    first, second = (re.findall(r"\w+", _folded(value)) for value in (left, right))
    if not first or not second:
        return False
    if set(first) <= set(second) or set(second) <= set(first):
        return True
    return SequenceMatcher(None, " ".join(first), " ".join(second)).ratio() >= NAME_SIMILARITY


def same_value(left: Any, right: Any) -> bool:
    """Whether two values have the same numbers; number words are compared as words."""
    first, second = (_numbers(value) for value in (left, right))
    if first or second:
        return first == second and (
            "%" not in _folded(left) or "%" in _folded(right) or "pros" in _folded(right)
        )
    words = _folded(left), _folded(right)
    return all(words) and (words[0] in words[1] or words[1] in words[0])


def _folded(value: Any) -> str:
    text = str("" if value is None else value).lower().replace("–", "-").replace("\u00a0", " ")
    return " ".join(text.split())


def _numbers(value: Any) -> list[str]:
    found = re.findall(r"\d+(?: \d{3})*(?:[.,]\d+)?", _folded(value))
    return [number.replace(" ", "").replace(",", ".") for number in found]


ATTRIBUTES: dict[str, dict[str, Callable[[Any, Any], bool]]] = {
    "measures": {"status": same_text, "name": same_name},
    "actors": {"role": same_text, "type": same_text, "name": same_name},
    "indicators": {
        "kind": same_text,
        "name": same_name,
        "value": same_value,
        "unit": same_text,
        "window": same_text,
    },
    "targets": {"code": same_text},
}
"""Attributes that are compared on the spans of each kind, and how."""

EMPTY_MEANS_EMPTY = frozenset({"window"})
"""Attributes that must be empty where the gold has none."""


@dataclass(slots=True)
class Tally:
    """Counts behind an F1."""

    hits: int = 0
    gold: int = 0
    mined: int = 0

    @property
    def precision(self) -> float:
        """Share of mined items that are right."""
        return self.hits / self.mined if self.mined else 0.0

    @property
    def recall(self) -> float:
        """Share of gold items that were found."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.gold + self.mined
        return 2 * self.hits / total if total else 0.0


@dataclass(slots=True)
class SpanScores:
    """Scores of one kind of span, added up over documents.

    Attributes:
        kind: "measures", "actors", "indicators" or "targets".
        spans: Counts with overlapping borders.
        exact: Counts with exact borders.
        attributes: Right and all values of each attribute on the spans that were found.
        codes: Counts of target-group codes on found measures.
        errors: Missed and wrong spans: "missed" or "wrong", document, start, text.
    """

    kind: str
    spans: Tally = field(default_factory=Tally)
    exact: Tally = field(default_factory=Tally)
    attributes: dict[str, list[int]] = field(default_factory=dict)
    codes: Tally = field(default_factory=Tally)
    errors: list[tuple[str, str, int, str]] = field(default_factory=list)

    def add(self, doc: str, gold: Sequence[Span], mined: Sequence[Span]) -> None:
        """Count one document.

        A mined span that pairs with an optional gold span is neither right nor wrong.
        """
        optional = {j for i, j in match_spans(gold, mined) if gold[i].get("optional")}
        for tally, least in ((self.spans, MIN_OVERLAP), (self.exact, 1.0)):
            pairs = match_spans(gold, mined, least=least)
            sure = [(i, j) for i, j in pairs if not gold[i].get("optional") and j not in optional]
            free = optional | {j for i, j in pairs if gold[i].get("optional")}
            tally.hits += len(sure)
            tally.gold += sum(not span.get("optional") for span in gold)
            tally.mined += len(mined) - len(free)
            if tally is self.spans:
                for i, j in sure:
                    self._compare(gold[i], mined[j])
                self._note_errors(doc, gold, mined, {i for i, _ in sure}, {j for _, j in sure} | free)

    def _compare(self, gold: Span, mined: Span) -> None:
        for name, same in ATTRIBUTES[self.kind].items():
            wanted, found = gold.get(name), mined.get(name)
            if wanted in (None, "", []):
                if name not in EMPTY_MEANS_EMPTY:
                    continue
                right = not found
            else:
                right = any(same(value, found) for value in [wanted, *gold.get(f"{name}_also", [])])
            counts = self.attributes.setdefault(name, [0, 0])
            counts[0] += right
            counts[1] += 1
        if self.kind == "measures":
            wanted_codes, found_codes = set(gold.get("targets") or []), set(mined.get("targets") or [])
            self.codes.hits += len(wanted_codes & found_codes)
            self.codes.gold += len(wanted_codes)
            self.codes.mined += len(found_codes)

    def _note_errors(
        self, doc: str, gold: Sequence[Span], mined: Sequence[Span], hit: set[int], right: set[int]
    ) -> None:
        self.errors += [
            ("missed", doc, span["start"], str(span["text"]))
            for i, span in enumerate(gold)
            if i not in hit and not span.get("optional")
        ]
        self.errors += [
            ("wrong", doc, span["start"], str(span.get("text", span.get("name"))))
            for j, span in enumerate(mined)
            if j not in right
        ]

    def rows(self) -> dict[str, float]:
        """The figures by name, rounded, as the command line prints them."""
        figures: dict[str, float] = {
            f"{self.kind}.f1": self.spans.f1,
            f"{self.kind}.precision": self.spans.precision,
            f"{self.kind}.recall": self.spans.recall,
            f"{self.kind}.exact": self.exact.f1,
        }
        figures |= {f"{self.kind}.{name}": ok / n for name, (ok, n) in self.attributes.items()}
        if self.kind == "measures":
            figures["measures.targets"] = self.codes.f1
        return {name: round(value, 4) for name, value in figures.items()} | {
            f"{self.kind}.gold": self.spans.gold
        }
