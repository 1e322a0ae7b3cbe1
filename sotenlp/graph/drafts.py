"""A graph in the making: nodes and edges are gathered in any order and come out sorted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import networkx as nx

from sotenlp.graph.quotes import EvidenceItem
from sotenlp.graph.statuses import merge_statuses, plainest_modality
from sotenlp.schema import ActorType, EdgeBasis, NodeKind, Predicate

EdgeId = tuple[str, str, str]
"""Source, target and key of an edge."""


class GraphDraft:
    """Nodes and edges that are gathered one statement at a time.

    A node's or edge's attribute keeps its first value; pieces of evidence and list values add up.
    """

    def __init__(self) -> None:
        self._nodes: dict[str, dict[str, Any]] = {}
        self._edges: dict[EdgeId, dict[str, Any]] = {}
        self._evidence: dict[EdgeId, dict[tuple[str, int, int], EvidenceItem]] = {}
        self._actor_names: dict[str, Counter[str]] = {}
        self._actor_types: dict[str, Counter[str]] = {}

    def add_node(self, node: str, kind: NodeKind, **attributes: Any) -> str:
        """Add a node, or what is not yet known of it; None is no value.

        Returns:
            The node's id.
        """
        data = self._nodes.setdefault(node, {"kind": kind.value})
        for name, value in attributes.items():
            if value is not None:
                data.setdefault(name, value)
        return node

    def add_measure(
        self, node: str, *, name: str, modality: str, boilerplate: bool, status: list[dict[str, Any]]
    ) -> None:
        """Add a measure, or what another document says of it.

        Args:
            node: Its id.
            name: Its name.
            modality: The plainest modality of its mentions there.
            boilerplate: Whether all its mentions there are boilerplate.
            status: Entries of its status list.
        """
        data = self._nodes.setdefault(
            node,
            {"kind": NodeKind.MEASURE.value, "name": name, "modality": modality, "boilerplate": boilerplate},
        )
        data["modality"] = plainest_modality((data["modality"], modality))
        data["boilerplate"] = data["boilerplate"] and boilerplate
        data["status"] = merge_statuses([*data.get("status", []), *status])

    def add_actor(self, node: str, *, name: str, generic: bool, type: str) -> None:
        """Add a mention of an actor: it gets the name and type that most mentions give it."""
        data = self._nodes.setdefault(node, {"kind": NodeKind.ACTOR.value, "generic": generic})
        data["generic"] = data["generic"] and generic
        self._actor_names.setdefault(node, Counter())[name] += 1
        self._actor_types.setdefault(node, Counter())[type] += 1

    def __contains__(self, node: str) -> bool:
        return node in self._nodes

    def add_edge(
        self,
        source: str,
        target: str,
        predicate: Predicate,
        basis: EdgeBasis,
        *,
        detail: str = "",
        evidence: Iterable[EvidenceItem] = (),
        **attributes: Any,
    ) -> None:
        """Add an edge, or more evidence to it.

        Args:
            source: Id of the node that it starts from.
            target: Id of the node that it ends in.
            predicate: Its predicate.
            basis: What it rests on; text outweighs any other basis of the same edge.
            detail: What its key says beside the predicate.
            evidence: The sentences that it stands on.
            attributes: Other attributes; None is no value. Of several scores the highest is kept,
                `boilerplate` holds only where all agree, lists add up.
        """
        key = f"{predicate.value}:{detail}" if detail else predicate.value
        edge = (source, target, key)
        data = self._edges.setdefault(edge, {"predicate": predicate.value, "basis": basis.value})
        if basis is EdgeBasis.TEXT:
            data["basis"] = basis.value
        found = self._evidence.setdefault(edge, {})
        for item in evidence:
            found.setdefault((item["doc"], item["start"], item["end"]), item)
        for name, value in attributes.items():
            if value is None:
                continue
            if name not in data:
                data[name] = value
            elif name == "modality":
                data[name] = plainest_modality((data[name], value))
            elif isinstance(value, list):
                data[name] = data[name] + [entry for entry in value if entry not in data[name]]
            elif isinstance(value, bool):
                data[name] = data[name] and value
            elif isinstance(value, float):
                data[name] = max(data[name], value)

    def build(self) -> nx.MultiDiGraph:
        """The graph, nodes, edges and evidence in sorted order."""
        for node, names in self._actor_names.items():
            types = self._actor_types[node]
            types[ActorType.OTHER.value] = 0
            self._nodes[node] |= {"name": _most(names), "type": _most(types)}
        graph = nx.MultiDiGraph()
        for node in sorted(self._nodes):
            graph.add_node(node, **dict(sorted(self._nodes[node].items())))
        for edge in sorted(self._edges):
            source, target, key = edge
            data = dict(self._edges[edge])
            if evidence := self._evidence[edge]:
                data["evidence"] = [evidence[place] for place in sorted(evidence)]
            graph.add_edge(source, target, key=key, **dict(sorted(data.items())))
        return graph


def _most(counts: Counter[str]) -> str:
    return min(counts, key=lambda name: (-counts[name], name))
