"""Answers from the graph keep to what the pages say."""

from __future__ import annotations

import pandas as pd
import pytest

from sotenlp.errors import UnknownNameError
from sotenlp.graph.ontology import check_graph
from sotenlp.graph.queries import (
    evidence,
    measures_by_goal_and_region,
    practices_across_regions,
    status_over_time,
    subgraph_of_practice,
)
from sotenlp.graph.statuses import furthest_of_several, furthest_status
from sotenlp.schema import Status

FAMILY = "measure:lappi/perhekeskus"
PRACTICE = "practice:perhekeskus-1"


def entry(status, modality="stated"):
    return {"status": status, "as_of": None, "modality": modality, "evidence": []}


@pytest.mark.parametrize(
    ("entries", "furthest"),
    [
        ([], "unspecified"),
        ([entry("planned"), entry("established"), entry("piloted")], "established"),
        ([entry("piloted"), entry("discontinued")], "discontinued"),
        ([entry("planned"), entry("adopted", "conditional")], "planned"),
        ([entry("unspecified"), entry("piloted", "uncertain")], "planned"),
        ([entry("adopted", "out_of_scope")], "unspecified"),
    ],
)
def test_the_furthest_stage_of_a_measure(entries, furthest):
    assert furthest_status(entries) == furthest


@pytest.mark.parametrize(
    ("statuses", "furthest"),
    [
        ([], "unspecified"),
        (["discontinued", "piloted"], "piloted"),
        (["discontinued", "unspecified"], "discontinued"),
        (["planned", "adopted"], "adopted"),
    ],
)
def test_a_measure_that_lives_outweighs_one_that_has_ended(statuses, furthest):
    assert furthest_of_several(map(Status, statuses)) == furthest


def test_shared_practices_come_first_with_the_stage_of_each_county(graph):
    first, *others = practices_across_regions(graph)
    assert (first["practice"], first["regions"], first["measures"]) == (PRACTICE, 2, 2)
    assert first["statuses"] == {"Kainuun hyvinvointialue": "planned", "Lapin hyvinvointialue": "established"}
    assert {row["practice"]: row["regions"] for row in others} == {
        "practice:etavastaanotto-1": 1,
        "practice:digineuvonta-1": 1,
        "practice:etaklinikka-1": 0,
    }


def test_measures_by_goal_and_region(graph):
    rows = pd.DataFrame(measures_by_goal_and_region(graph))
    found = rows[rows["measures"] > 0].set_index(["area", "goal"], drop=True)
    table = {
        (area, None if pd.isna(goal) else int(goal)): (row["stated"], row["predicted"])
        for (area, goal), row in found.iterrows()
    }
    lapland, kainuu = "Lapin hyvinvointialue", "Kainuun hyvinvointialue"
    assert table == {
        (lapland, 1): (0, 1),
        (lapland, 2): (1, 0),
        (lapland, 4): (0, 1),
        (kainuu, 1): (0, 1),
        (kainuu, 4): (0, 1),
        (kainuu, None): (0, 0),
    }


class TestEvidence:
    def test_of_a_measure(self, graph):
        assert [item["quote"] for item in evidence(graph, FAMILY)] == [
            "Perhekeskus avataan lapsiperheille.",
            "Perhekeskus on vakiintunut.",
        ]

    def test_of_a_practice_it_is_that_of_its_measures(self, graph):
        assert {item["doc"] for item in evidence(graph, PRACTICE)} == {"lappi", "kainuu/koti"}

    def test_of_a_goal_it_is_that_of_its_edges(self, graph):
        assert [item["quote"] for item in evidence(graph, "goal:2")] == [
            "2. Ehkäisevä työ",
            "Perhekeskus avataan lapsiperheille.",
        ]

    def test_of_edges(self, graph):
        assert evidence(graph, (FAMILY, "goal:2")) == evidence(graph, (FAMILY, "goal:2", "advances:stated"))
        assert evidence(graph, ("project:kotona-hyvin-20", "region:20", "in_region")) == []

    @pytest.mark.parametrize("name", ["measure:none", (FAMILY, "goal:3"), ("x", "y", "z")])
    def test_an_unknown_name_is_told(self, graph, name):
        with pytest.raises(UnknownNameError):
            evidence(graph, name)


def test_status_over_time(graph):
    rows = status_over_time(graph, FAMILY)
    assert [(row["as_of"], row["status"]) for row in rows] == [
        (None, "planned"),
        ("2022-07-01/2022-12-31", "established"),
    ]
    assert status_over_time(graph, "measure:lappi/asumispalvelut") == []
    with pytest.raises(UnknownNameError):
        status_over_time(graph, PRACTICE)


def test_the_subgraph_of_a_practice(graph):
    part = subgraph_of_practice(graph, PRACTICE)
    assert {"region:21", "region:20", "goal:2", "target:families", "document:lappi"} <= set(part)
    assert "measure:lappi/etavastaanotto" not in part
    assert check_graph(part) == []
    part.nodes[PRACTICE]["name"] = "muu"
    assert graph.nodes[PRACTICE]["name"] == "perhekeskus"
    with pytest.raises(UnknownNameError):
        subgraph_of_practice(graph, FAMILY)
