"""Silence of the pages is never nought."""

from __future__ import annotations

import pytest

from sotenlp.graph.builder import build_graph
from sotenlp.graph.coverage import Coverage, coverage
from sotenlp.graph.periods import PeriodLength


def cell(rows, region, goal, period):
    (row,) = [r for r in rows if (r["region"], r["goal"], r["period"]) == (region, goal, period)]
    return row


def test_what_is_reported_planned_and_unknown_is_kept_apart(graph):
    rows = coverage(graph)
    assert {row["period"] for row in rows} == {"2022-H2", None}
    assert len(rows) == 2 * 5 * 2
    assert cell(rows, "region:21", 2, "2022-H2")["coverage"] == Coverage.REPORTED
    assert cell(rows, "region:21", 2, "2022-H2")["stated"]
    assert cell(rows, "region:21", 2, None)["coverage"] == Coverage.PLANNED
    assert cell(rows, "region:20", 1, None)["coverage"] == Coverage.PLANNED
    assert cell(rows, "region:21", 5, None)["coverage"] == Coverage.NO_INFORMATION
    assert not cell(rows, "region:20", 1, None)["stated"]


def test_boilerplate_reports_nothing(graph):
    cells = [row for row in coverage(graph) if any("palveluportti" in measure for measure in row["measures"])]
    assert cells == []


def test_counties_without_a_page_are_of_no_information(graph):
    rows = [row for row in coverage(graph, all_areas=True) if row["region"] == "region:07"]
    assert {(row["documents"], row["coverage"]) for row in rows} == {(0, "no_information")}
    assert {row["area"] for row in rows} == {"Kanta-Hämeen hyvinvointialue"}


@pytest.mark.parametrize(
    ("length", "period"), [(PeriodLength.YEAR, "2022"), (PeriodLength.HALF_YEAR, "2022-H2")]
)
def test_the_length_of_periods(graph, length, period):
    assert cell(coverage(graph, length=length), "region:21", 2, period)["coverage"] == Coverage.REPORTED


def test_an_empty_graph_has_no_rows():
    assert coverage(build_graph([], [], [])) == []
