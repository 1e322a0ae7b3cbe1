"""Questions to the knowledge graph whose answers are rows: ``pandas.DataFrame(rows)`` makes a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import networkx as nx

from sotenlp.errors import UnknownNameError
from sotenlp.graph.quotes import EvidenceItem
from sotenlp.graph.statuses import effective_status, furthest_of_several, furthest_status
from sotenlp.schema import EdgeBasis, GoalBasis, NodeKind, Predicate, Status

Row = dict[str, Any]


def nodes_of(graph: nx.MultiDiGraph, kind: NodeKind) -> list[str]:
    """Ids of the nodes of one kind, in order."""
    return sorted(node for node, data in graph.nodes(data=True) if data.get("kind") == kind.value)


def successors(graph: nx.MultiDiGraph, node: str, predicate: Predicate) -> Iterator[tuple[str, Row]]:
    """Ends of a node's edges of one predicate, each with the edge's attributes, in order."""
    for _, target, _, data in sorted(graph.out_edges(node, keys=True, data=True), key=lambda row: row[1:3]):
        if data["predicate"] == predicate.value:
            yield target, data


def predecessors(graph: nx.MultiDiGraph, node: str, predicate: Predicate) -> Iterator[tuple[str, Row]]:
    """Starts of the edges of one predicate that end in a node, each with the edge's attributes, in order."""
    for source, _, _, data in sorted(graph.in_edges(node, keys=True, data=True), key=lambda r: (r[0], r[2])):
        if data["predicate"] == predicate.value:
            yield source, data


def regions_of_measure(graph: nx.MultiDiGraph, measure: str) -> list[str]:
    """Ids of the counties whose projects carry out a measure."""
    found = {
        region
        for project, _ in predecessors(graph, measure, Predicate.CARRIES_OUT)
        for region, _ in successors(graph, project, Predicate.IN_REGION)
    }
    return sorted(found)


def practices_across_regions(graph: nx.MultiDiGraph) -> list[Row]:
    """The practices, those of most counties first.

    Returns:
        Rows of ``practice`` (id), ``name``, ``regions`` (number of counties), ``measures`` (number of
        projects' measures), ``areas`` (names of the counties) and ``statuses`` (the furthest stage in
        each county, by its name).
    """
    rows = []
    for practice in nodes_of(graph, NodeKind.PRACTICE):
        found: dict[str, list[Status]] = {}
        measures = [measure for measure, _ in predecessors(graph, practice, Predicate.INSTANCE_OF)]
        for measure in measures:
            status = furthest_status(graph.nodes[measure]["status"])
            for region in regions_of_measure(graph, measure):
                found.setdefault(graph.nodes[region]["name"], []).append(status)
        statuses = {area: furthest_of_several(found[area]).value for area in sorted(found)}
        rows.append(
            {
                "practice": practice,
                "name": graph.nodes[practice]["name"],
                "regions": len(found),
                "measures": len(measures),
                "areas": sorted(found),
                "statuses": statuses,
            }
        )
    return sorted(rows, key=lambda row: (-row["regions"], -row["measures"], row["name"], row["practice"]))


def measures_by_goal_and_region(graph: nx.MultiDiGraph) -> list[Row]:
    """How many measures of each county's projects advance each goal, boilerplate left out.

    Returns:
        Rows of ``region`` (id), ``area`` (name), ``goal`` (1-5; None for measures without any goal),
        ``measures`` (their number), ``stated`` and ``predicted`` (how many of them by the page's own
        word, and by the model alone). A county without a page in the graph has no row.
    """
    rows = []
    for region in nodes_of(graph, NodeKind.REGION):
        bases: dict[int | None, dict[str, bool]] = {goal: {} for goal in (1, 2, 3, 4, 5, None)}
        for measure in _measures_of_region(graph, region):
            goals: dict[int | None, bool] = {}
            for node, data in successors(graph, measure, Predicate.ADVANCES):
                number = graph.nodes[node]["number"]
                goals[number] = goals.get(number, False) or data["basis"] == EdgeBasis.TEXT.value
            for goal, stated in goals.items() or [(None, False)]:
                bases[goal][measure] = stated
        for goal, found in bases.items():
            stated_count = sum(found.values())
            rows.append(
                {
                    "region": region,
                    "area": graph.nodes[region]["name"],
                    "goal": goal,
                    "measures": len(found),
                    GoalBasis.STATED.value: stated_count,
                    GoalBasis.PREDICTED.value: 0 if goal is None else len(found) - stated_count,
                }
            )
    return rows


def evidence(
    graph: nx.MultiDiGraph, node_or_edge: str | tuple[str, str] | tuple[str, str, str]
) -> list[EvidenceItem]:
    """The sentences that a node or an edge stands on, in order of documents and text.

    Args:
        graph: The graph.
        node_or_edge: Id of a node; source and target of edges; or source, target and key of one edge.

    Returns:
        For a node the sentences that mention it (for a practice those of its measures, for any other
        node without mentions those of its edges); for edges their evidence, which is empty where they
        rest on a vocabulary or a computation alone.

    Raises:
        UnknownNameError: There is no such node or edge.
    """
    if isinstance(node_or_edge, tuple):
        source, target = node_or_edge[:2]
        if not graph.has_edge(*node_or_edge):
            known = graph.out_edges(source, keys=True) if source in graph else []
            raise UnknownNameError("edge", " ".join(node_or_edge), [" ".join(edge) for edge in known])
        edges = graph.get_edge_data(source, target)
        chosen = [edges[node_or_edge[2]]] if len(node_or_edge) == 3 else list(edges.values())
        return _in_order(item for data in chosen for item in data.get("evidence", []))
    node = node_or_edge
    _require(graph, node, None)
    if graph.nodes[node]["kind"] == NodeKind.PRACTICE.value:
        members = [measure for measure, _ in predecessors(graph, node, Predicate.INSTANCE_OF)]
        return _in_order(item for measure in members for item in evidence(graph, measure))
    mentions = [data for _, data in successors(graph, node, Predicate.MENTIONED_IN)]
    if not mentions:
        edges_of = (*graph.in_edges(node, data=True), *graph.out_edges(node, data=True))
        mentions = [data for _, _, data in edges_of]
    return _in_order(item for data in mentions for item in data.get("evidence", []))


def status_over_time(graph: nx.MultiDiGraph, measure_id: str) -> list[Row]:
    """What the pages say of a measure's stage, in order of time.

    Returns:
        Rows of ``as_of`` (ISO date or interval; None, which comes first, where the page gives no time),
        ``status`` (what the statement supports: a plan at most where it is conditional or uncertain),
        ``modality`` and ``evidence``. What a page puts out of scope has no row.

    Raises:
        UnknownNameError: There is no such measure.
    """
    _require(graph, measure_id, NodeKind.MEASURE)
    rows = []
    for entry in graph.nodes[measure_id]["status"]:
        status = effective_status(entry)
        if status is not None:
            rows.append({"as_of": entry["as_of"], "status": status.value, **_rest(entry)})
    return rows


def subgraph_of_practice(graph: nx.MultiDiGraph, practice_id: str) -> nx.MultiDiGraph:
    """A practice with all that is known of it.

    Returns:
        A graph of its own: the practice, the measures that are instances of it with their goals, target
        groups, indicators, actors, pages and projects, the projects' counties, and the practices that
        are similar.

    Raises:
        UnknownNameError: There is no such practice.
    """
    _require(graph, practice_id, NodeKind.PRACTICE)
    chosen = {practice_id}
    for near in (graph.predecessors(practice_id), graph.successors(practice_id)):
        chosen.update(near)
    for measure, _ in predecessors(graph, practice_id, Predicate.INSTANCE_OF):
        chosen.update(graph.successors(measure))
        chosen.update(graph.predecessors(measure))
        for project, _ in predecessors(graph, measure, Predicate.CARRIES_OUT):
            chosen.update(region for region, _ in successors(graph, project, Predicate.IN_REGION))
    part = nx.MultiDiGraph()
    part.add_nodes_from((node, dict(graph.nodes[node])) for node in sorted(chosen))
    edges = graph.subgraph(chosen).edges(keys=True, data=True)
    part.add_edges_from((u, v, key, dict(data)) for u, v, key, data in sorted(edges, key=lambda row: row[:3]))
    return part


def _measures_of_region(graph: nx.MultiDiGraph, region: str) -> list[str]:
    """The measures of a county's projects, without boilerplate."""
    found = {
        measure
        for project, _ in predecessors(graph, region, Predicate.IN_REGION)
        for measure, _ in successors(graph, project, Predicate.CARRIES_OUT)
        if not graph.nodes[measure]["boilerplate"]
    }
    return sorted(found)


def _rest(entry: Row) -> Row:
    return {"modality": entry["modality"], "evidence": entry["evidence"]}


def _require(graph: nx.MultiDiGraph, node: str, kind: NodeKind | None) -> None:
    if node not in graph or (kind and graph.nodes[node]["kind"] != kind.value):
        known = nodes_of(graph, kind) if kind else sorted(graph)
        raise UnknownNameError(kind.value if kind else "node", node, known)


def _in_order(items: Iterator[EvidenceItem]) -> list[EvidenceItem]:
    unique = {(item["doc"], item["start"], item["end"]): item for item in items}
    return [unique[place] for place in sorted(unique)]
