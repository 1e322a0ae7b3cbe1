"""What may stand in the knowledge graph: kinds of nodes, predicates, and a check of a whole graph.

The tables of this module are the one home of the graph's rules; the builder, the files and the
tests all go by them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import networkx as nx

from sotenlp.schema import EdgeBasis, NodeKind, Predicate

EVIDENCE_FIELDS = frozenset({"doc", "start", "end", "quote"})
"""Fields of one piece of evidence: document, offsets, and the words ``text[start:end]``."""


@dataclass(frozen=True, slots=True)
class NodeType:
    """One kind of node.

    Attributes:
        kind: The kind.
        meaning: What such a node stands for.
        required: Attributes that every such node has, beside ``kind``, with their types.
        optional: Attributes that it has where something is known.
    """

    kind: NodeKind
    meaning: str
    required: Mapping[str, type]
    optional: Mapping[str, type] = field(default_factory=dict)

    @property
    def prefix(self) -> str:
        """Start of the ids of such nodes."""
        return f"{self.kind.value}:"


@dataclass(frozen=True, slots=True)
class Relation:
    """One predicate of the edges.

    Attributes:
        predicate: The predicate.
        meaning: What such an edge says.
        domain: Kinds of nodes that it may start from.
        range: Kinds of nodes that it may end in.
        bases: What it may rest on.
        attributes: Attributes that it may have, beside predicate, basis and evidence, with their types.
    """

    predicate: Predicate
    meaning: str
    domain: frozenset[NodeKind]
    range: frozenset[NodeKind]
    bases: frozenset[EdgeBasis]
    attributes: Mapping[str, type] = field(default_factory=dict)


def _node(kind: NodeKind, meaning: str, required: dict[str, type], **optional: type) -> NodeType:
    return NodeType(kind, meaning, {"name": str} | required, optional)


NODE_TYPES: dict[NodeKind, NodeType] = {
    node.kind: node
    for node in (
        _node(NodeKind.REGION, "A wellbeing services county (hyvinvointialue).", {}, area_code=str),
        _node(
            NodeKind.PROJECT,
            "A project, operating model or whole that a page describes.",
            {},
            area=str,
            programme=str,
            period=str,
        ),
        _node(
            NodeKind.DOCUMENT,
            "One page.",
            {"doc": str, "language": str},
            path=str,
            format=str,
            sha256=str,
            page_kind=str,
            programme=str,
            region=str,
            area=str,
            period=str,
            created=str,
            modified=str,
            url=str,
            producer=str,
            terms=str,
            retrieved=str,
            citation=str,
        ),
        _node(
            NodeKind.MEASURE,
            "A measure (toimenpide) of one project; status is a list of {status, as_of, modality, evidence}, "
            "each as the words of its evidence tell it.",
            {"status": list, "modality": str, "boilerplate": bool},
        ),
        _node(
            NodeKind.PRACTICE,
            "A practice (käytäntö) that one or more projects have.",
            {"areas": list, "documents": int},
        ),
        _node(NodeKind.ACTOR, "An organisation, or a collective of them.", {"generic": bool, "type": str}),
        _node(
            NodeKind.INDICATOR,
            "One mention of an indicator (mittari), with its value where the page gives one.",
            {"doc": str, "text": str, "indicator_kind": str},
            value=str,
            unit=str,
            window=str,
            period=str,
            number=float,
            low=float,
            high=float,
        ),
        _node(NodeKind.GOAL, "One of the five national goals.", {"number": int}),
        _node(NodeKind.TARGET, "A target group (kohderyhmä).", {"code": str}),
    )
}
"""The kinds of nodes."""


def _relation(
    predicate: Predicate,
    meaning: str,
    domain: set[NodeKind],
    range_: set[NodeKind],
    bases: set[EdgeBasis],
    **attributes: type,
) -> Relation:
    return Relation(
        predicate,
        meaning,
        frozenset(domain),
        frozenset(range_),
        frozenset(bases),
        {"boilerplate": bool} | attributes,
    )


RELATIONS: dict[Predicate, Relation] = {
    relation.predicate: relation
    for relation in (
        _relation(
            Predicate.IN_REGION,
            "The project works in the county. By text where the page names the region; that a region of "
            "older pages is today's county is vocabulary.",
            {NodeKind.PROJECT},
            {NodeKind.REGION},
            {EdgeBasis.TEXT, EdgeBasis.VOCABULARY},
            named_as=str,
        ),
        _relation(
            Predicate.DESCRIBES,
            "The page is about the project. Computed where the page gives the project no name.",
            {NodeKind.DOCUMENT},
            {NodeKind.PROJECT},
            {EdgeBasis.TEXT, EdgeBasis.COMPUTED},
        ),
        _relation(
            Predicate.CARRIES_OUT,
            "The project plans, builds, tries out or has the measure: see the measure's status. Computed "
            "where the page names it only among what was there before, without a stage.",
            {NodeKind.PROJECT},
            {NodeKind.MEASURE},
            {EdgeBasis.TEXT, EdgeBasis.COMPUTED},
            modality=str,
        ),
        _relation(
            Predicate.INSTANCE_OF,
            "The project's measure is held to be the practice.",
            {NodeKind.MEASURE},
            {NodeKind.PRACTICE},
            {EdgeBasis.COMPUTED},
            score=float,
            reasons=list,
        ),
        _relation(
            Predicate.ADVANCES,
            "The measure advances the goal: advances:stated where the page puts it under the goal, "
            "advances:predicted where a model says so.",
            {NodeKind.MEASURE},
            {NodeKind.GOAL},
            {EdgeBasis.TEXT, EdgeBasis.COMPUTED},
            score=float,
        ),
        _relation(
            Predicate.MEASURED_BY,
            "The text ties the indicator to the measure.",
            {NodeKind.MEASURE},
            {NodeKind.INDICATOR},
            {EdgeBasis.TEXT},
        ),
        _relation(
            Predicate.FOR_TARGET,
            "The measure is for the target group. By text where the page names the group in the measure's "
            "sentence or above it; computed where the measure's own name alone tells the group.",
            {NodeKind.MEASURE},
            {NodeKind.TARGET},
            {EdgeBasis.TEXT, EdgeBasis.COMPUTED},
        ),
        _relation(
            Predicate.TAKES_PART,
            "The actor has the role that the key tells in the project, or is tied to the measure. Computed "
            "where the role follows from the kind of page or organisation and no words tell it.",
            {NodeKind.ACTOR},
            {NodeKind.PROJECT, NodeKind.MEASURE},
            {EdgeBasis.TEXT, EdgeBasis.COMPUTED},
            role=str,
        ),
        _relation(
            Predicate.MENTIONED_IN,
            "The page mentions it, and no more is said; a piece of evidence for each sentence.",
            {NodeKind.MEASURE, NodeKind.ACTOR, NodeKind.INDICATOR, NodeKind.TARGET},
            {NodeKind.DOCUMENT},
            {EdgeBasis.TEXT},
            mentions=list,
        ),
        _relation(
            Predicate.SIMILAR_TO,
            "The practices are alike but not held to be the same; symmetric, stored from the smaller id.",
            {NodeKind.PRACTICE},
            {NodeKind.PRACTICE},
            {EdgeBasis.COMPUTED},
            score=float,
            reasons=list,
            measures=list,
        ),
        _relation(
            Predicate.SUCCEEDED_BY,
            "The duties of the actor passed to the other actor.",
            {NodeKind.ACTOR},
            {NodeKind.ACTOR},
            {EdgeBasis.VOCABULARY},
            valid_to=str,
        ),
    )
}
"""The predicates."""


def check_graph(graph: nx.MultiDiGraph) -> list[str]:
    """Check a graph against the tables of this module.

    Every node has a known kind, an id that begins with it, its required attributes and no unknown
    ones. Every edge has a string key that begins with its predicate, a basis that the predicate
    allows, ends of fitting kinds, and evidence where its basis is text. No value is None or NaN.

    Returns:
        What is wrong, a sentence each; empty for a sound graph.
    """
    problems: list[str] = []
    for node, data in graph.nodes(data=True):
        problems += (f"Node {node!r}: {problem}." for problem in _node_problems(node, data))
    for source, target, key, data in graph.edges(keys=True, data=True):
        ends = (graph.nodes[source].get("kind"), graph.nodes[target].get("kind"))
        label = f"Edge {source!r} -> {target!r} [{key}]"
        problems += (f"{label}: {problem}." for problem in _edge_problems(key, data, ends))
        for item in data.get("evidence", []):
            if isinstance(item, dict) and f"document:{item.get('doc')}" not in graph:
                problems.append(f"{label}: evidence of a document that is not in the graph.")
    return problems


def _node_problems(node: Any, data: Mapping[str, Any]) -> Iterator[str]:
    kind = data.get("kind")
    if kind not in {item.value for item in NodeKind}:
        yield f"unknown kind {kind!r}"
        return
    node_type = NODE_TYPES[NodeKind(kind)]
    if not str(node).startswith(node_type.prefix):
        yield f"the id does not begin with {node_type.prefix!r}"
    for name in node_type.required:
        if name not in data:
            yield f"no {name}"
    yield from _attribute_problems(data, {"kind": str, **node_type.required, **node_type.optional})
    if node_type.kind is NodeKind.MEASURE:
        for entry in data.get("status", []):
            if not {"status", "as_of", "evidence"} <= set(entry):
                yield "a status without status, as_of and evidence"
            else:
                yield from _evidence_problems(entry["evidence"])


def _edge_problems(key: Any, data: Mapping[str, Any], ends: tuple[Any, Any]) -> Iterator[str]:
    predicate, basis = data.get("predicate"), data.get("basis")
    if predicate not in {item.value for item in Predicate}:
        yield f"unknown predicate {predicate!r}"
        return
    relation = RELATIONS[Predicate(predicate)]
    if not isinstance(key, str) or not (key == predicate or key.startswith(f"{predicate}:")):
        yield "the key does not begin with the predicate"
    if basis not in {item.value for item in relation.bases}:
        yield f"basis {basis!r} is not allowed"
    if ends[0] not in {kind.value for kind in relation.domain}:
        yield f"it starts from a {ends[0]}"
    if ends[1] not in {kind.value for kind in relation.range}:
        yield f"it ends in a {ends[1]}"
    if basis == EdgeBasis.TEXT.value and not data.get("evidence"):
        yield "basis text without evidence"
    yield from _attribute_problems(
        data, {"predicate": str, "basis": str, "evidence": list, **relation.attributes}
    )
    if isinstance(data.get("evidence"), list):
        yield from _evidence_problems(data["evidence"])


def _attribute_problems(data: Mapping[str, Any], allowed: Mapping[str, type]) -> Iterator[str]:
    for name, value in data.items():
        if name not in allowed:
            yield f"unknown attribute {name!r}"
        elif type(value) is not allowed[name]:
            yield f"{name} is {value!r}, not of type {allowed[name].__name__}"
        elif isinstance(value, float) and not math.isfinite(value):
            yield f"{name} is {value}"


def _evidence_problems(evidence: list[Any]) -> Iterator[str]:
    if not evidence:
        yield "an empty list of evidence"
    for item in evidence:
        if not isinstance(item, dict) or set(item) != EVIDENCE_FIELDS:
            yield f"evidence {item!r} has not the fields doc, start, end and quote"
        elif item["end"] - item["start"] != len(item["quote"]) or not item["quote"].strip():
            yield f"the quote {item['quote']!r} does not fit its offsets"
