"""The development corpus in RDF and under SPARQL."""

from __future__ import annotations

from pathlib import Path

import pytest

import sotenlp
from sotenlp.graph.exports import export_graph
from sotenlp.graph.named_queries import named_queries
from sotenlp.graph.sparql import SparqlStore
from tests.graph.rdf_checks import conforms

pytestmark = [
    pytest.mark.shared,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib.*", "ignore::DeprecationWarning:pyshacl.*"),
]


def test_the_corpus_conforms_and_answers_every_ready_made_query(shared: Path) -> None:
    graph = sotenlp.mine(shared / "corpus").graph
    ok, report = conforms(export_graph(graph, "turtle")[""])
    assert ok, report[:2000]
    store = SparqlStore(graph)
    assert all(store.query(name).rows for name in named_queries())
    rows = store.query("shared-practices").rows
    assert any("perhekeskus" in str(row[1]).casefold() and row[2] == "3" for row in rows)
    before = [row[0] for row in store.query("successions").rows if row[1] == "Etelä-Savon hyvinvointialue"]
    assert any("Essote" in str(name) or "kuntayhtymä" in str(name) for name in before)
