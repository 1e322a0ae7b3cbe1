"""What a name of a measure is about, as weighted concepts, and how alike two names are.

A name is cut into concepts of the field and, where it has none, into compound parts. Generic
words weigh little by table; the weights of all others are learned from the corpus: a word that
combines with many others tells little, a word that stands in few different names tells much.
A practice that every region has is no less telling for that, so distinct names are counted
and not documents.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sotenlp.language.cache import TypeCache
from sotenlp.linking.gazetteer import is_place
from sotenlp.linking.lexicon import (
    METHOD,
    MODIFIER,
    STRUCTURE,
    TARGET,
    WORD,
    Lexicon,
    Unit,
    load_lexicon,
    units,
)

CACHED_NAMES = 200_000
LEAST_IDF = 0.45
SPECIFIC = 0.3
"""Weight from which a concept tells one practice from another."""
LEAST_EVIDENCE = 0.5
"""Weight that two names must share to be of one practice; less makes them related at best."""

ACTION = 0.25
"""Weight of an action noun that no table has: "sujuvoittaminen" tells what is done, not what it is."""

_KIND_WEIGHTS = {METHOD: 1.3, MODIFIER: 0.45, TARGET: 0.4, STRUCTURE: 0.6}
_CLASS_LIMITS = {"VERB": 0.25, "AUX": 0.0, "ADV": 0.2, "NUM": 0.2, "PRON": 0.1, "DET": 0.0, "ADJ": 0.5}
"""What a single word of a class can tell at most: participles and adjectives only qualify."""
_RELATED_ONLY = 0.55
_UNLIKE_HEADS = 0.7
_UNLIKE_METHODS = 0.5
_UNLIKE_TARGETS = 0.85
_OTHER_THING = 0.75
_SOME_EVIDENCE = 0.4
_WEAK_EVIDENCE = 0.35


@dataclass(frozen=True, slots=True)
class Features:
    """What a name is about.

    Attributes:
        weights: Weight of each concept, before what the corpus teaches.
        head: The concept that says what kind of thing it is, or "".
        methods: Concepts that are proper names of methods.
        targets: Concepts that are target groups.
        labels: Each concept as a reader knows it.
    """

    weights: tuple[tuple[str, float], ...]
    head: str
    methods: frozenset[str]
    targets: frozenset[str]
    labels: tuple[tuple[str, str], ...]

    @property
    def key(self) -> tuple[tuple[str, ...], str]:
        """The same for names that differ in generic words alone."""
        return tuple(name for name, weight in self.weights if weight >= SPECIFIC / 2), self.head

    @property
    def telling(self) -> float:
        """Weight of all concepts that are not quite generic."""
        return sum(weight for _, weight in self.weights if weight >= SPECIFIC / 2)


def features_of(name: str) -> Features:
    """The features of a name or a query."""
    return _cache[name]


def _build(name: str) -> Features:
    lexicon = load_lexicon()
    weights: dict[str, float] = {}
    labels: dict[str, str] = {}
    methods, targets = set(), set()
    order: list[tuple[str, bool, float]] = []
    for concept, kind, matched in _match(units(name), lexicon):
        first = matched[0]
        if kind == "" and (is_place(first.label) or first.label.isdigit()):
            continue
        if kind and kind != WORD:
            weight = _KIND_WEIGHTS.get(kind, 1.0)
        else:
            usual = ACTION if first.label.endswith("minen") else 1.0
            weight = min(lexicon.weights.get(concept, usual), _CLASS_LIMITS.get(first.pos, 1.0))
        weights[concept] = max(weight, weights.get(concept, 0.0))
        labels.setdefault(concept, concept if kind else first.label)
        if kind == METHOD:
            methods.add(concept)
        if kind == TARGET or concept in lexicon.targets:
            targets.add(concept)
        order.append((concept, matched[-1].nominative, weight))
    return Features(
        weights=tuple(sorted(weights.items())),
        head=_head(order),
        methods=frozenset(methods),
        targets=frozenset(targets),
        labels=tuple(sorted(labels.items())),
    )


def _match(parts: tuple[Unit, ...], lexicon: Lexicon) -> list[tuple[str, str, tuple[Unit, ...]]]:
    """Cut the parts into concepts and single parts (kind ""), in text order.

    Compounds have their head last, so the longest concept is sought from the end.
    """
    found: list[tuple[str, str, tuple[Unit, ...]]] = []
    end = len(parts)
    while end > 0:
        for start in range(max(0, end - lexicon.longest), end):
            entry = lexicon.entries.get(tuple(part.root for part in parts[start:end]))
            if entry and (not entry.proper or parts[start].proper):
                found.append((entry.concept.name, entry.concept.kind, parts[start:end]))
                break
        else:
            start = end - 1
            found.append((parts[start].root, "", parts[start:end]))
        end = start
    return found[::-1]


def _head(order: list[tuple[str, bool, float]]) -> str:
    """The last telling concept up to the last nominative; what follows that qualifies it."""
    last = max((index for index, item in enumerate(order) if item[1]), default=len(order) - 1)
    before = [concept for concept, _, weight in order[: last + 1] if weight >= SPECIFIC]
    after = [concept for concept, _, weight in order[last + 1 :] if weight >= SPECIFIC]
    return before[-1] if before else after[0] if after else ""


class Weights:
    """How much each concept tells in a corpus.

    Args:
        names: Features of the corpus's names; each distinct one counts once.
    """

    def __init__(self, names: Iterable[Features] = ()) -> None:
        counts: Counter[str] = Counter()
        keys = {features.key for features in names}
        for concepts, _ in keys:
            counts.update(concepts)
        total = len(keys)
        scale = math.log((total + 1) / 1.5) if total else 1.0
        self._shares = {
            concept: LEAST_IDF
            + (1 - LEAST_IDF) * min(max(math.log((total + 1) / (count + 0.5)) / scale, 0.0), 1.0)
            for concept, count in counts.items()
        }

    def of(self, concept: str, weight: float) -> float:
        """The weight of a concept whose weight in the tables is `weight`."""
        return weight * self._shares.get(concept, 1.0)


@dataclass(frozen=True, slots=True)
class Match:
    """How alike two names are.

    Attributes:
        score: Similarity, 0-1.
        covered: Share of the first name's weight that the second has.
        shared: Pairs of concepts that met, the weightiest first.
    """

    score: float
    covered: float
    shared: tuple[tuple[str, str], ...]


def compare(left: Features, right: Features, weights: Weights) -> Match:
    """How alike two names are: shared weight, lessened by what speaks against it."""
    lexicon = load_lexicon()
    ours = {name: weights.of(name, weight) for name, weight in left.weights if weight > 0}
    theirs = {name: weights.of(name, weight) for name, weight in right.weights if weight > 0}
    met = sorted(
        (
            (-near * min(weight, other), name, twin, near)
            for name, weight in ours.items()
            for twin, other in theirs.items()
            if (near := lexicon.nearness(name, twin)) > 0
        ),
    )
    used: set[tuple[int, str]] = set()
    shared: list[tuple[str, str]] = []
    base, others = dict(left.weights), dict(right.weights)
    common = evidence = same = own = 0.0
    for _, name, twin, near in met:
        if (0, name) in used or (1, twin) in used:
            continue
        used |= {(0, name), (1, twin)}
        shared.append((name, twin))
        common += near * (ours[name] + theirs[twin]) / 2
        own += near * ours[name]
        evidence += near * min(base[name], others[twin])
        same += min(base[name], others[twin]) if name == twin else 0.0
    total, other = sum(ours.values()), sum(theirs.values())
    if common == 0:
        return Match(0.0, 0.0, ())
    dice = 2 * common / (total + other)
    score = 0.8 * dice + 0.2 * min(1.0, common / min(total, other))
    if same < LEAST_EVIDENCE:
        score = min(score, _RELATED_ONLY if evidence >= _SOME_EVIDENCE else _WEAK_EVIDENCE)
    score *= _counter_evidence(left, right, used, lexicon)
    return Match(min(score, 1.0), min(own / total, 1.0), tuple(shared))


def _counter_evidence(left: Features, right: Features, met: set[tuple[int, str]], lexicon: Lexicon) -> float:
    """What speaks against two names being of one practice, as a factor."""
    factor = 1.0
    if left.head and right.head:
        factor *= _UNLIKE_HEADS + (1 - _UNLIKE_HEADS) * lexicon.nearness(left.head, right.head)
    if left.methods and right.methods and not left.methods & right.methods:
        factor *= _UNLIKE_METHODS
    if left.targets and right.targets and not left.targets & right.targets:
        factor *= _UNLIKE_TARGETS
    if left.head == right.head and left.head in lexicon.structures:
        # A pathway or a team is the one of what it is for.
        rest = [n for n, w in left.weights if w >= SPECIFIC and (0, n) not in met]
        rest += [n for n, w in right.weights if w >= SPECIFIC and (1, n) not in met]
        factor *= _OTHER_THING if rest else 1.0
    return factor


def reasons(left: Features, right: Features, match: Match) -> tuple[str, ...]:
    """Why two names are alike, in short Finnish phrases for readers."""
    lexicon = load_lexicon()
    labels = dict(left.labels)
    others = dict(right.labels)
    telling = {name for name, weight in left.weights if weight >= SPECIFIC}
    same = [name for name, twin in match.shared if name == twin]
    found = [f"tunnettu menetelmä: {labels[name]}" for name in same if name in left.methods]
    concepts = lexicon.names - left.methods
    names = [labels[name] for name in same if name in concepts and name in telling]
    if names:
        found.append(f"yhteinen nimi: {', '.join(names)}")
    parts = [labels[name] for name in same if name not in concepts | left.methods and name in telling]
    if parts:
        found.append(f"samat osat: {', '.join(parts)}")
    near = [f"{labels[name]} ~ {others[twin]}" for name, twin in match.shared if name != twin]
    if near:
        found.append(f"lähellä toisiaan: {', '.join(near)}")
    if not found and same:
        found.append(f"samat yleiset sanat: {', '.join(labels[name] for name in same)}")
    return tuple(found)


_cache: TypeCache[str, Features] = TypeCache(_build, limit=CACHED_NAMES)
