"""From mined documents and practices to the knowledge graph.

What a page says becomes an edge of basis text with the sentences that say it; what the vocabularies
know is of basis vocabulary; what was reckoned is of basis computed. Boilerplate, which many projects'
pages have alike, is marked and never joins projects through a practice, a goal or a target group.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

import networkx as nx

from sotenlp.annotation import Practice, PracticeLink
from sotenlp.graph.drafts import GraphDraft
from sotenlp.graph.identifiers import document_id, goal_id
from sotenlp.graph.names import goal_names, organisations
from sotenlp.graph.pages import add_page
from sotenlp.records import MinedDocument
from sotenlp.schema import EdgeBasis, NodeKind, Predicate

Mentions = dict[tuple[str, str], str]
"""Id of the measure's node by document and id of the mention, for mentions that may join projects."""


def build_graph(
    documents: Iterable[MinedDocument], practices: Iterable[Practice], links: Iterable[PracticeLink] = ()
) -> nx.MultiDiGraph:
    """Build the knowledge graph; `sotenlp.graph.ontology` tells what stands in it.

    Args:
        documents: The documents, linked, in any order.
        practices: The practices that their measures belong to.
        links: Pairs of measures that were joined or are alike.

    Returns:
        A graph whose nodes and edges are sorted by their ids; the same input gives the same graph.
    """
    draft = GraphDraft()
    for number, name in goal_names().items():
        draft.add_node(goal_id(number), NodeKind.GOAL, name=name, number=number)
    documents = sorted(documents, key=lambda document: document.id)
    mentions: Mentions = {}
    for document, names in zip(documents, _measure_names(documents), strict=True):
        mentions |= add_page(draft, document, names)
    _add_practices(draft, practices, links, mentions)
    _add_successors(draft)
    return draft.build()


def _measure_names(documents: list[MinedDocument]) -> list[dict[str, str]]:
    """For each document the names of the measures in it: the name most mentions have, boilerplate last."""
    counts: dict[str, Counter[str]] = {}
    for document in documents:
        for mention in document.measures:
            weight = 0 if mention.boilerplate else 1
            counts.setdefault(mention.measure, Counter())[mention.name] += weight
    best = {measure: max(names, key=lambda name: names[name]) for measure, names in counts.items() if measure}
    return [{m.measure: best[m.measure] for m in d.measures if m.measure} for d in documents]


def _add_practices(
    draft: GraphDraft, practices: Iterable[Practice], links: Iterable[PracticeLink], mentions: Mentions
) -> None:
    practice_of: dict[str, str] = {}
    reasons: dict[str, PracticeLink] = {}
    all_links = sorted(links, key=lambda link: (-link.score, link.left, link.right))
    for link in all_links:
        if link.joined:
            for measure in (link.left, link.right):
                reasons.setdefault(measure, link)
    for practice in sorted(practices, key=lambda practice: practice.id):
        members: dict[str, None] = {}
        areas, docs = set(), set()
        for member in practice.members:
            found = [mentions[member.doc, m] for m in member.mentions if (member.doc, m) in mentions]
            if found and document_id(member.doc) in draft:
                members |= dict.fromkeys(found)
                docs.add(member.doc)
                areas |= {member.area} - {None}
        if not members:
            continue
        draft.add_node(
            practice.id,
            NodeKind.PRACTICE,
            name=practice.name,
            areas=sorted(filter(None, areas)),
            documents=len(docs),
        )
        for measure in members:
            practice_of[measure] = practice.id
            joined = reasons.get(measure)
            draft.add_edge(
                measure,
                practice.id,
                Predicate.INSTANCE_OF,
                EdgeBasis.COMPUTED,
                score=_score(joined.score) if joined else None,
                reasons=list(joined.reasons) if joined else None,
            )
    best: dict[tuple[str, str], PracticeLink] = {}
    for link in all_links:
        pair = sorted({practice_of.get(link.left, ""), practice_of.get(link.right, "")})
        if not link.joined and len(pair) == 2 and pair[0]:
            best.setdefault((pair[0], pair[1]), link)
    for (left, right), link in best.items():
        draft.add_edge(
            left,
            right,
            Predicate.SIMILAR_TO,
            EdgeBasis.COMPUTED,
            score=_score(link.score),
            reasons=list(link.reasons),
            measures=sorted((link.left, link.right)),
        )


def _score(score: float) -> float | None:
    return round(float(score), 4) if math.isfinite(score) else None


def _add_successors(draft: GraphDraft) -> None:
    """Join the organisations of the graph to those that took over their duties."""
    table = organisations()
    waiting = [actor for actor in sorted(table) if actor in draft]
    done = set()
    while waiting:
        actor = waiting.pop()
        done.add(actor)
        row = table[actor]
        for name in filter(None, (part.strip() for part in (row.get("succeeded_by") or "").split(";"))):
            successor = f"actor:{name.removeprefix('actor:')}"
            if successor not in table or successor == actor:
                continue
            known = table[successor]
            draft.add_node(
                successor, NodeKind.ACTOR, name=known["name"], type=known["type"] or "other", generic=False
            )
            draft.add_edge(
                actor,
                successor,
                Predicate.SUCCEEDED_BY,
                EdgeBasis.VOCABULARY,
                valid_to=row.get("valid_to") or None,
            )
            if successor not in done:
                waiting.append(successor)
