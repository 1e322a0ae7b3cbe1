"""What the pages tell of each county, goal and period, and where they tell nothing."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import networkx as nx

from sotenlp.graph.names import area_names
from sotenlp.graph.periods import PeriodLength, periods
from sotenlp.graph.queries import nodes_of, predecessors, regions_of_measure, successors
from sotenlp.graph.statuses import effective_status
from sotenlp.schema import EdgeBasis, NodeKind, Predicate, Status


class Coverage(StrEnum):
    """What the pages tell of a county, a goal and a period.

    REPORTED: of a measure that is under way, was tried, taken into use, made permanent or ended.
    PLANNED: of plans only. NAMED: of measures, but not how far they are. NO_INFORMATION: nothing, be it
    that no page was read or that the pages are silent; it never means that nothing was done.
    """

    REPORTED = "reported"
    PLANNED = "planned"
    NAMED = "named"
    NO_INFORMATION = "no_information"


def coverage(
    graph: nx.MultiDiGraph, *, length: PeriodLength = PeriodLength.HALF_YEAR, all_areas: bool = False
) -> list[dict[str, Any]]:
    """For every county, goal and period what the pages tell.

    Args:
        graph: The graph.
        length: Length of the periods. A statement on a longer time counts for each period it touches.
        all_areas: Whether counties without any page have rows too, all of no information.

    Returns:
        Rows of ``region`` (id), ``area`` (name), ``documents`` (number of the county's pages), ``goal``
        (1-5), ``period`` ("2022-H2" or "2022"; None for statements without a time), ``coverage`` (a
        value of `Coverage`), ``measures`` (ids of the measures that it rests on) and ``stated``
        (whether a page itself puts one of them under the goal). The periods run from the first to the
        last that any page tells of.
    """
    cells: dict[tuple[str, int, str | None], dict[str, Coverage]] = {}
    stated: set[tuple[str, int]] = set()
    found: set[str] = set()
    for measure in nodes_of(graph, NodeKind.MEASURE):
        data = graph.nodes[measure]
        if data["boilerplate"]:
            continue
        goals = {}
        for goal, edge in successors(graph, measure, Predicate.ADVANCES):
            number = graph.nodes[goal]["number"]
            goals[number] = goal
            if edge["basis"] == EdgeBasis.TEXT.value:
                stated.add((measure, number))
        for entry in data["status"]:
            status = effective_status(entry)
            if status is None:
                continue
            times: list[str | None] = [*periods(entry["as_of"], length)]
            found.update(filter(None, times))
            for region in regions_of_measure(graph, measure):
                for number in goals:
                    for period in times or [None]:
                        cell = cells.setdefault((region, number, period), {})
                        cell[measure] = min(
                            _coverage(status), cell.get(measure, Coverage.NO_INFORMATION), key=_RANK
                        )
    rows = []
    for region, area in _areas(graph, all_areas):
        documents = _number_of_documents(graph, region)
        for number in range(1, 6):
            for when in (*_run(found, length), None):
                cell = cells.get((region, number, when), {})
                value = min(cell.values(), key=_RANK, default=Coverage.NO_INFORMATION)
                measures = sorted(measure for measure, level in cell.items() if level is value)
                rows.append(
                    {
                        "region": region,
                        "area": area,
                        "documents": documents,
                        "goal": number,
                        "period": when,
                        "coverage": value.value,
                        "measures": measures,
                        "stated": any((measure, number) in stated for measure in measures),
                    }
                )
    return rows


_RANK = tuple(Coverage).index


def _coverage(status: Status) -> Coverage:
    if status is Status.UNSPECIFIED:
        return Coverage.NAMED
    return Coverage.PLANNED if status is Status.PLANNED else Coverage.REPORTED


def _run(found: set[str], length: PeriodLength) -> list[str]:
    """All periods from the first to the last of those found."""
    if not found:
        return []
    first, last = min(found)[:4], max(found)[:4]
    return [period for period in periods(f"{first}/{last}", length) if min(found) <= period <= max(found)]


def _areas(graph: nx.MultiDiGraph, all_areas: bool) -> list[tuple[str, str]]:
    areas = {region: graph.nodes[region]["name"] for region in nodes_of(graph, NodeKind.REGION)}
    if all_areas:
        areas = {f"region:{code}": name for code, name in area_names().items()} | areas
    return sorted(areas.items())


def _number_of_documents(graph: nx.MultiDiGraph, region: str) -> int:
    if region not in graph:
        return 0
    pages = {
        page
        for project, _ in predecessors(graph, region, Predicate.IN_REGION)
        for page, _ in predecessors(graph, project, Predicate.DESCRIBES)
    }
    return len(pages)
