"""The development corpus as a graph: who shares practices, on what evidence."""

from __future__ import annotations

from pathlib import Path

import pytest

import sotenlp
from sotenlp import Mined
from sotenlp.graph.ontology import check_graph
from sotenlp.graph.queries import practices_across_regions
from tests.graph.graph_pages import assert_evidence_holds

pytestmark = pytest.mark.shared

REGIONS = {"Etelä-Savon hyvinvointialue", "Kanta-Hämeen hyvinvointialue", "Keski-Uudenmaan hyvinvointialue"}


@pytest.fixture(scope="module")
def mined(shared: Path) -> Mined:
    return sotenlp.mine(shared / "corpus")


@pytest.mark.parametrize("name", ["asiakasohjaus", "perhekeskus"])
def test_three_regions_share_a_practice_with_sentences_that_name_it(mined: Mined, name: str) -> None:
    practice = next(
        p
        for p in mined.practices
        if name in p.name.lower().replace("- ja palvelu", "") and len({m.area for m in p.members}) == 3
    )
    assert {member.area for member in practice.members} == REGIONS
    for member in practice.members:
        edges = [
            data
            for _, target, data in mined.graph.out_edges(member.measure, data=True)
            if data["predicate"] == "mentioned_in" and target == f"document:{member.doc}"
        ]
        quotes = [evidence["quote"].lower() for data in edges for evidence in data["evidence"]]
        assert quotes
        assert any(name[:-2] in quote or "ohjau" in quote for quote in quotes)


def test_the_graph_keeps_its_rules(mined: Mined) -> None:
    assert check_graph(mined.graph) == []


def test_evidence_says_what_it_is_evidence_of(mined: Mined) -> None:
    assert_evidence_holds(mined.graph, mined.documents)


def test_boilerplate_joins_nobody(mined: Mined) -> None:
    boilerplate = {(d.id, m.id) for d in mined.documents for m in d.measures if m.boilerplate}
    assert len({doc for doc, _ in boilerplate}) >= 2
    for practice in mined.practices:
        mentions = {(member.doc, mention) for member in practice.members for mention in member.mentions}
        if mentions & boilerplate:
            assert len({member.doc for member in practice.members}) == 1


def test_shared_practices_are_few_enough_to_read(mined: Mined) -> None:
    rows = practices_across_regions(mined.graph)
    shared = [row for row in rows if row["regions"] > 1]
    assert 2 <= len(shared) <= 20
