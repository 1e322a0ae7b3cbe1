"""Scores of linked practices and of the search for similar ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sotenlp.evaluation.spans import overlap
from sotenlp.mined import Mined

LEAST = 0.3
"""Intersection over union from which a mined measure counts as the mention that the gold links."""

Mention = Mapping[str, Any]
Key = tuple[str, int]


def bcubed(gold: Sequence[str], mined: Sequence[str]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 (Bagga and Baldwin 1998) of two clusterings of the same items.

    Args:
        gold: The gold cluster of each item.
        mined: The mined cluster of each item.

    >>> bcubed(["a", "a", "b"], ["x", "x", "x"])[1]
    1.0
    """
    precision = recall = 0.0
    for right, found in zip(gold, mined, strict=True):
        pairs = list(zip(gold, mined, strict=True))
        both = sum(g == right and m == found for g, m in pairs)
        precision += both / sum(m == found for m in mined)
        recall += both / sum(g == right for g in gold)
    count = len(gold) or 1
    precision, recall = precision / count, recall / count
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def score_links(links: Mapping[str, Any], mined: Mined, *, k: int = 5) -> dict[str, float]:
    """Score practices and search against gold links.

    Args:
        links: "practices" (each with "members": doc, start, end, text, area), "related" and
            "different" pairs of such mentions.
        mined: Mined documents.
        k: How many answers of a search count.

    Returns:
        The figures by name: links.* for the clusters, similar.* for the search, in which each mention
        is asked by its text for practices of other counties.
    """
    clusters = _Clusters(mined)
    mentions = [(number, m) for number, p in enumerate(links["practices"]) for m in p["members"]]
    found = [clusters.find(m) or f"alone {number}" for number, (_, m) in enumerate(mentions)]
    precision, recall, f1 = bcubed([str(number) for number, _ in mentions], found)
    different = [(clusters.find(a), clusters.find(b)) for a, b in links["different"]]
    apart = [a is None or a != b for a, b in different]
    figures = {
        "links.found": sum(not cluster.startswith("alone ") for cluster in found) / len(found),
        "links.precision": precision,
        "links.recall": recall,
        "links.bcubed_f1": f1,
        "links.different_kept_apart": sum(apart) / len(apart) if apart else 1.0,
    }
    related: dict[Key, list[Mention]] = {}
    for a, b in links["related"]:
        related.setdefault((a["doc"], a["start"]), []).append(b)
        related.setdefault((b["doc"], b["start"]), []).append(a)
    area = {m["doc"]: m["area"] for _, m in mentions}
    ranks = []
    for number, mention in mentions:
        home = area[mention["doc"]]
        same = [m for m in links["practices"][number]["members"] if area[m["doc"]] != home]
        if not same:
            continue
        others = [
            m for m in related.get((mention["doc"], mention["start"]), []) if area.get(m["doc"]) != home
        ]
        hits = mined.similar(mention["text"], k=max(k, 10), exclude_area=home)
        ranks.append(clusters.rank([hit.practice for hit in hits], [*same, *others]))
    queries = len(ranks) or 1
    figures[f"similar.recall@{k}"] = sum(rank is not None and rank <= k for rank in ranks) / queries
    figures["similar.mrr"] = sum(1 / rank for rank in ranks if rank) / queries
    return {name: round(value, 4) for name, value in figures.items()} | {"similar.queries": len(ranks)}


class _Clusters:
    """The practice of each mined measure mention."""

    def __init__(self, mined: Mined) -> None:
        spans = {(d.id, m.id): {"start": m.start, "end": m.end} for d in mined.documents for m in d.measures}
        self.by_doc: dict[str, list[tuple[dict[str, int], str]]] = {}
        self.spans: dict[str, list[tuple[str, dict[str, int]]]] = {}
        for practice in mined.practices:
            for member in practice.members:
                for name in member.mentions:
                    span = spans[member.doc, name]
                    self.by_doc.setdefault(member.doc, []).append((span, practice.id))
                    self.spans.setdefault(practice.id, []).append((member.doc, span))

    def find(self, mention: Mention) -> str | None:
        """The practice of the mined measure that best overlaps a mention, or None."""
        ranked = [
            (overlap(mention, span), practice) for span, practice in self.by_doc.get(mention["doc"], [])
        ]
        best = max(ranked, default=(0.0, ""), key=lambda pair: pair[0])
        return best[1] if best[0] >= LEAST else None

    def rank(self, practices: Sequence[str], wanted: Sequence[Mention]) -> int | None:
        """Place of the first practice with one of the wanted mentions, from 1; None for no such one."""
        for place, practice in enumerate(practices, 1):
            for doc, span in self.spans.get(practice, []):
                if any(m["doc"] == doc and overlap(m, span) >= LEAST for m in wanted):
                    return place
        return None
