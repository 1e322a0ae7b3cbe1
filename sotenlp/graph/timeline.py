"""How the stage of a measure or practice changes over the times that the pages report on."""

from __future__ import annotations

from typing import Any

import networkx as nx

from sotenlp.errors import UnknownNameError
from sotenlp.graph.periods import interval
from sotenlp.graph.queries import nodes_of, predecessors, regions_of_measure, status_over_time
from sotenlp.schema import NodeKind, Predicate


def timeline(graph: nx.MultiDiGraph, node: str) -> list[dict[str, Any]]:
    """The dated and undated statements on the stage of a measure, or of a practice's measures.

    Nothing is filled in: a time of which no page tells has no row, and a stage is not carried on from
    an earlier time to a later one, nor back. Where a page names a measure without a stage, its row is
    "unspecified", whatever the page says of it elsewhere.

    Args:
        graph: The graph.
        node: Id of a measure or practice.

    Returns:
        Rows of ``area`` (county, None where it is not known), ``measure`` (id), ``name``, ``as_of``,
        ``start`` and ``end`` (ISO days, None where the page gives no time), ``status``, ``modality`` and
        ``evidence``; by county, then by time, undated statements first.

    Raises:
        UnknownNameError: There is no such measure or practice.
    """
    kind = graph.nodes[node]["kind"] if node in graph else None
    if kind == NodeKind.PRACTICE.value:
        measures = [measure for measure, _ in predecessors(graph, node, Predicate.INSTANCE_OF)]
    elif kind == NodeKind.MEASURE.value:
        measures = [node]
    else:
        known = nodes_of(graph, NodeKind.PRACTICE) or nodes_of(graph, NodeKind.MEASURE)
        raise UnknownNameError("measure or practice", node, known)
    rows = []
    for measure in measures:
        areas = [graph.nodes[region]["name"] for region in regions_of_measure(graph, measure)]
        for entry in status_over_time(graph, measure):
            span = interval(entry["as_of"]) if entry["as_of"] else None
            for area in areas or [None]:
                rows.append(
                    {
                        "area": area,
                        "measure": measure,
                        "name": graph.nodes[measure]["name"],
                        "as_of": entry["as_of"],
                        "start": span[0].isoformat() if span else None,
                        "end": span[1].isoformat() if span else None,
                        "status": entry["status"],
                        "modality": entry["modality"],
                        "evidence": entry["evidence"],
                    }
                )
    return sorted(rows, key=lambda r: (r["area"] or "", r["start"] or "", r["end"] or "", r["measure"]))
