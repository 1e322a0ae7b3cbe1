"""The mentions of one measure within a document.

Mentions belong together when their names are about the same, generic words aside
("asiakasvastaava-toimintamalli", "asiakasvastaavamalli"). A bare "pilotti" or "toimintamalli"
is what was just named, when that has the same head; otherwise it stays on its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

from sotenlp.annotation import Measure
from sotenlp.linking.agglomeration import agglomerate
from sotenlp.linking.features import Features, Weights, compare, features_of
from sotenlp.linking.gazetteer import slug
from sotenlp.linking.lexicon import generic_weights, units
from sotenlp.records import MinedDocument

SAME = 0.85
"""Similarity from which two names in one document are one measure."""
LEAST_SHARE = 0.5
"""Share of the heavier name's weight that the lighter one needs: below, one tells of something more."""
REACH = 2
"""Sentences back in which a bare head looks for what it stands for."""

Group = list[Measure]


def resolve_measures(document: MinedDocument) -> MinedDocument:
    """Give every mention the id of the project's measure that it is a mention of.

    Mentions in boilerplate never share a measure with others.
    """
    measures = sorted(document.measures, key=lambda measure: (measure.start, measure.end))
    ids: dict[str, str] = {}
    for boilerplate in (False, True):
        mentions = [measure for measure in measures if measure.boilerplate is boilerplate]
        ids |= _name_groups(_groups(mentions), document.id, "-boilerplate" if boilerplate else "")
    return replace(document, measures=tuple(replace(m, measure=ids[m.id]) for m in document.measures))


def _groups(mentions: Group) -> list[Group]:
    """Mentions of one measure each, in text order."""
    by_key: dict[object, Group] = {}
    features: dict[object, Features] = {}
    bare: Group = []
    for mention in mentions:
        found = features_of(mention.name)
        if found.telling == 0:
            bare.append(mention)
            continue
        by_key.setdefault(found.key, []).append(mention)
        features.setdefault(found.key, found)
    keys = list(by_key)
    scores = _scores([features[key] for key in keys])
    clusters = agglomerate(len(keys), scores, threshold=SAME, floor=SAME)
    groups = [[mention for index in cluster for mention in by_key[keys[index]]] for cluster in clusters]
    return _with_bare(groups, bare)


def _scores(names: list[Features]) -> dict[tuple[int, int], float]:
    """Similarity of the pairs of names that can be one measure.

    Names of one measure have the same head, and the same methods or target groups beside it: only
    such pairs are compared, so that the work does not grow with the square of a long document.
    """
    weights = Weights()
    totals = [sum(weight for _, weight in found.weights) for found in names]
    of_methods: dict[tuple[str, frozenset[str]], list[int]] = defaultdict(list)
    of_targets: dict[tuple[str, frozenset[str]], list[int]] = defaultdict(list)
    scores: dict[tuple[int, int], float] = {}
    for number, found in enumerate(names):
        for other in of_targets[found.head, found.targets]:
            if min(totals[number], totals[other]) >= LEAST_SHARE * max(totals[number], totals[other]):
                score = compare(found, names[other], weights).score
                if score >= SAME:
                    scores[number, other] = score
        of_targets[found.head, found.targets].append(number)
        if found.methods:
            same = of_methods[found.head, found.methods]
            scores |= {(number, other): 1.0 for other in same}
            same.append(number)
    return scores


def _with_bare(groups: list[Group], bare: Group) -> list[Group]:
    """Bare heads go to what was just named with the same head; the others stay alone.

    Bare names of several words ("verkostoyhteistyön työvälineet") still name one thing.
    """
    groups = [sorted(group, key=lambda mention: mention.start) for group in groups]
    alone: dict[str, Group] = {}
    for mention in bare:
        parts = tuple(unit.label for unit in units(mention.name))
        home = _antecedent(mention, parts[-1:], groups) if len(parts) == 1 else None
        if home is not None:
            home.append(mention)
        elif len(parts) > 1 and any(generic_weights().get(part, 1.0) > 0 for part in parts):
            alone.setdefault(" ".join(parts), []).append(mention)
        else:
            alone[mention.id] = [mention]
    return sorted((*groups, *alone.values()), key=lambda group: (group[0].start, group[0].end))


def _antecedent(mention: Measure, head: tuple[str, ...], groups: list[Group]) -> Group | None:
    """The group of the nearest earlier mention, if that has the same head and is near enough."""
    nearest: tuple[int, Group] | None = None
    for group in groups:
        for other in group:
            near = mention.sentence - REACH < other.sentence <= mention.sentence
            if other.start < mention.start and near and other.section == mention.section:
                last = tuple(unit.label for unit in units(other.name))[-1:]
                if last == head and (nearest is None or other.start > nearest[0]):
                    nearest = (other.start, group)
    return nearest[1] if nearest else None


def _name_groups(groups: list[Group], doc: str, suffix: str) -> dict[str, str]:
    """Id of the measure of each mention."""
    ids: dict[str, str] = {}
    taken: Counter[str] = Counter()
    for group in groups:
        base = slug(_common_name(group)) + suffix
        taken[base] += 1
        number = f"-{taken[base]}" if taken[base] > 1 else ""
        ids |= {mention.id: f"measure:{doc}/{base}{number}" for mention in group}
    return ids


def _common_name(group: Group) -> str:
    """The most frequent name, the earliest of equals."""
    counts = Counter(mention.name.casefold() for mention in group)
    return max(group, key=lambda mention: (counts[mention.name.casefold()], -mention.start)).name
