"""The same practice across documents and counties.

Measures with the same telling concepts are one from the start; what is left is compared only
where it shares a weighty concept, and joined by average link. Mentions in boilerplate stay
practices of their own project, and so do names without telling words ("toimintamalli"). What a
person decided of two measures (`sotenlp.linking.decisions`) outweighs all this.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sotenlp.annotation import Measure, Practice, PracticeLink, PracticeMember
from sotenlp.linking.constraints import Constraints
from sotenlp.linking.decisions import NONE, Decisions
from sotenlp.linking.features import LEAST_EVIDENCE, Features, Weights, compare, features_of, reasons
from sotenlp.linking.gazetteer import slug
from sotenlp.linking.lexicon import load_lexicon
from sotenlp.linking.naming import practice_name
from sotenlp.records import MinedDocument

FLOOR = 0.75
"""Least similarity of any two names of a practice, as a share of the threshold."""
PROBES = 4
"""Weightiest concepts of a name that lead to candidates."""
CROWD = 200
"""Names with one concept from which on it leads to no candidates: it tells too little."""
ALL_PAIRS = 12
"""Measures of one practice up to which every pair gets a link; beyond, each to the first."""
RELATED_KEPT = 10
"""Related practices kept for each practice."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A project's measure with its mentions.

    Attributes:
        member: It, as a member of a practice.
        mentions: Its mentions, in text order.
        features: Features of its most telling common name.
        alone: Whether it may not join others.
    """

    member: PracticeMember
    mentions: tuple[Measure, ...]
    features: Features
    alone: bool


@dataclass(frozen=True, slots=True)
class _Node:
    """Measures whose names have the same telling concepts.

    Attributes:
        features: Features of all of them.
        items: The measures, ordered by their ids.
        alone: Whether it joins others by a person's decision only.
    """

    features: Features
    items: tuple[_Item, ...]
    alone: bool = False


def link_practices(
    documents: Sequence[MinedDocument],
    *,
    threshold: float,
    related_threshold: float,
    decisions: Decisions = NONE,
) -> tuple[list[Practice], list[PracticeLink]]:
    """Find the practices that measures of different projects are instances of.

    Args:
        documents: Documents whose measures are resolved, in any order.
        threshold: Similarity (0-1) from which measures are one practice.
        related_threshold: Similarity (0-1) from which practices are called related.
        decisions: What a person decided; decisions on measures that are not here count for nothing.

    Returns:
        The practices, every mention of a measure in exactly one, ordered by id; and links
        between measures of different documents that were joined or are related.

    Raises:
        InputError: The decisions are against each other.
    """
    items = sorted(_items(documents), key=lambda item: item.member.measure)
    constraints = Constraints(decisions, (item.member.measure for item in items))
    nodes, lonely = _nodes(items, constraints)
    weights = Weights({node.features.key: node.features for node in nodes if not node.alone}.values())
    scores = _scores(nodes, weights, related_threshold * FLOOR)
    clusters = constraints.cluster(
        [[item.member.measure for item in node.items] for node in nodes],
        scores,
        threshold=threshold,
        floor=threshold * FLOOR,
    )
    groups = [sorted((item for i in c for item in nodes[i].items), key=_measure_id) for c in clusters]
    practices = [_practice(group) for group in (*groups, *([item] for item in lonely))]
    links = [*_joined(groups, weights), *_related(nodes, clusters, scores, weights, related_threshold)]
    return sorted(practices, key=lambda p: p.id), sorted(links, key=lambda k: (not k.joined, k.left, k.right))


def _measure_id(item: _Item) -> str:
    return item.member.measure


def _items(documents: Iterable[MinedDocument]) -> Iterator[_Item]:
    for document in documents:
        by_measure: dict[str, list[Measure]] = defaultdict(list)
        for mention in document.measures:
            by_measure[mention.measure or f"measure:{document.id}/{mention.id}"].append(mention)
        for measure, mentions in by_measure.items():
            mentions.sort(key=lambda mention: (mention.start, mention.end))
            ids = tuple(mention.id for mention in mentions)
            member = PracticeMember(document.id, document.meta.area, measure, ids)
            features = _representative(mentions)
            alone = any(m.boilerplate for m in mentions) or features.telling < LEAST_EVIDENCE
            yield _Item(member, tuple(mentions), features, alone)


def _representative(mentions: Sequence[Measure]) -> Features:
    """Features of the name that most mentions have; of equals, the weightier, then the first."""
    found = [features_of(mention.name) for mention in mentions]
    counts = Counter(features.key for features in found if features.telling >= LEAST_EVIDENCE)
    return max(found, key=lambda f: (counts[f.key], f.telling))


def _nodes(items: Sequence[_Item], constraints: Constraints) -> tuple[list[_Node], list[_Item]]:
    """Measures that may join, by telling concepts, and those that stay alone."""
    by_key: dict[tuple[tuple[str, ...], str], list[_Item]] = defaultdict(list)
    for item in items:
        if not item.alone:
            by_key[item.features.key].append(item)
    nodes = []
    for _, group in sorted(by_key.items(), key=_simplest_first):
        for part in constraints.apart(group, _measure_id):
            nodes.append(_Node(part[0].features, tuple(part)))
    wanted = [item for item in items if item.alone and constraints.joins(item.member.measure)]
    nodes += [_Node(item.features, (item,), alone=True) for item in wanted]
    return nodes, [item for item in items if item.alone and not constraints.joins(item.member.measure)]


def _simplest_first(
    group: tuple[tuple[tuple[str, ...], str], list[_Item]],
) -> tuple[int, tuple[str, ...], str]:
    """Order of names: those of few concepts first, so that a crowd never hides them."""
    (concepts, head), _ = group
    return len(concepts), concepts, head


def _scores(nodes: Sequence[_Node], weights: Weights, least: float) -> dict[tuple[int, int], float]:
    """Similarity of the pairs that share, or have nearly, one of their weightiest concepts."""
    lexicon = load_lexicon()
    index: dict[str, list[int]] = defaultdict(list)
    scores: dict[tuple[int, int], float] = {}
    for number, node in enumerate(nodes):
        if node.alone:
            continue
        probes = _probes(node.features, weights)
        near = lexicon.related.get(probes[0], {}) if probes else {}
        candidates = {other for concept in (*probes, *near) for other in index.get(concept, ())}
        for other in sorted(candidates):
            score = compare(node.features, nodes[other].features, weights).score
            if score >= least:
                scores[other, number] = score
        for concept in probes:
            if len(index[concept]) < CROWD:
                index[concept].append(number)
    return scores


def _probes(features: Features, weights: Weights) -> tuple[str, ...]:
    weighed = sorted((-weights.of(name, weight), name) for name, weight in features.weights if weight > 0)
    return tuple(name for _, name in weighed[:PROBES])


def _practice(group: Sequence[_Item]) -> Practice:
    name = practice_name((item.member.doc, mention) for item in group for mention in item.mentions)
    digest = sha256(group[0].member.measure.encode("utf-8")).hexdigest()[:8]
    first = {item.member.measure: item.mentions[0].start for item in group}
    members = sorted((item.member for item in group), key=lambda m: (m.doc, first[m.measure], m.measure))
    return Practice(f"practice:{slug(name)}-{digest}", name, tuple(members))


def _joined(groups: Iterable[Sequence[_Item]], weights: Weights) -> Iterator[PracticeLink]:
    for group in groups:
        hubs = group if len(group) <= ALL_PAIRS else group[:1]
        for number, left in enumerate(hubs):
            for right in group[number + 1 :]:
                if left.member.doc != right.member.doc:
                    yield _link(left, right, weights, joined=True)


def _related(
    nodes: Sequence[_Node],
    clusters: Sequence[Sequence[int]],
    scores: dict[tuple[int, int], float],
    weights: Weights,
    threshold: float,
) -> Iterator[PracticeLink]:
    """The best pair of each two practices that are alike but not joined, the best practices only."""
    cluster_of = {node: number for number, cluster in enumerate(clusters) for node in cluster}
    best: dict[tuple[int, int], tuple[float, int, int]] = {}
    for (left, right), score in sorted(scores.items()):
        pair = tuple(sorted((cluster_of[left], cluster_of[right])))
        if score >= threshold and pair[0] != pair[1] and _apart(nodes[left], nodes[right]):
            best[pair[0], pair[1]] = max(
                best.get((pair[0], pair[1]), (0.0, 0, 0)), (score, left, right), key=lambda b: b[0]
            )
    kept: Counter[int] = Counter()
    for (one, two), (_, left, right) in sorted(best.items(), key=lambda item: (-item[1][0], item[0])):
        if kept[one] < RELATED_KEPT and kept[two] < RELATED_KEPT:
            kept.update((one, two))
            pair_of_items = _apart(nodes[left], nodes[right])
            if pair_of_items:
                yield _link(*pair_of_items, weights, joined=False)


def _apart(left: _Node, right: _Node) -> tuple[_Item, _Item] | None:
    """The first measures of two nodes that stand in different documents, or None."""
    for one in left.items:
        for two in right.items:
            if one.member.doc != two.member.doc:
                return one, two
            if left.items[-1].member.doc == one.member.doc == right.items[-1].member.doc:
                break
    return None


def _link(left: _Item, right: _Item, weights: Weights, *, joined: bool) -> PracticeLink:
    left, right = sorted((left, right), key=_measure_id)
    match = compare(left.features, right.features, weights)
    return PracticeLink(
        left=left.member.measure,
        right=right.member.measure,
        score=round(match.score, 4),
        reasons=reasons(left.features, right.features, match),
        joined=joined,
    )
