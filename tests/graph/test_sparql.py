"""SPARQL over the graph: ready-made queries, formats of answers, and what is refused."""

from __future__ import annotations

import csv
import io
import json

import pytest
import rdflib

from sotenlp.errors import SotenlpError, UnknownNameError
from sotenlp.graph.exports import export_graph
from sotenlp.graph.named_queries import named_queries
from sotenlp.graph.queries import practices_across_regions
from sotenlp.graph.rdf_terms import PREFIXES
from sotenlp.graph.sparql import SparqlStore, check_query

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib.*")


@pytest.fixture
def store(graph):
    return SparqlStore(graph)


def test_shared_practices_are_those_of_the_graph(graph, store):
    rows = store.query("shared-practices").rows
    found = {row[0].removeprefix("urn:sotenlp:"): int(row[2]) for row in rows}
    measures = {
        p: [m for m, _, d in graph.in_edges(p, data=True) if d["predicate"] == "instance_of"] for p in graph
    }
    expected = {}
    for practice, data in graph.nodes(data=True):
        if data["kind"] == "practice":
            projects = {
                p
                for m in measures[practice]
                for p, _, d in graph.in_edges(m, data=True)
                if d["predicate"] == "carries_out"
            }
            regions = {
                r
                for p in projects
                for _, r, d in graph.out_edges(p, data=True)
                if d["predicate"] == "in_region"
            }
            if len(regions) > 1:
                expected[practice] = len(regions)
    assert expected
    assert found == expected


@pytest.mark.parametrize("name", named_queries())
def test_both_libraries_answer_each_ready_made_query_alike(graph, store, name):
    query = named_queries()[name]
    assert query.meaning.endswith(".")
    answer = store.query(name)
    assert answer.rows, "the small corpus has an answer to each"
    whole = rdflib.Graph().parse(data=export_graph(graph, "turtle")[""], format="turtle")
    theirs = whole.query(query.text, initNs=PREFIXES)
    counted = [c for c in answer.columns if c not in {"names", "yso", "reasons", "stated", "tried_or_used"}]
    ours = sorted(tuple(row[answer.columns.index(c)] or "" for c in counted) for row in answer.rows)
    columns = [str(v) for v in theirs.vars or ()]
    other = sorted(
        tuple("" if (v := row[columns.index(c)]) is None else str(v) for c in counted) for row in theirs
    )
    assert [tuple(map(_number, row)) for row in ours] == [tuple(map(_number, row)) for row in other]


def _number(cell: str) -> object:
    try:
        return float(cell)
    except ValueError:
        return cell


def test_answers_come_as_csv_json_and_text(store):
    answer = store.query("SELECT ?n ?none WHERE { ?g a soten:Goal ; skos:notation ?n } ORDER BY ?n")
    assert answer.to_csv().splitlines()[:3] == ["n,none", "1,", "2,"]
    assert list(csv.DictReader(io.StringIO(answer.to_csv())))[4] == {"n": "5", "none": ""}
    assert len(json.loads(answer.to_json())["results"]["bindings"]) == 5
    assert answer.to_text().splitlines() == ["n  none", "1", "2", "3", "4", "5"]
    ask = store.query("ASK { ?g a soten:Goal }")
    assert ask.to_csv() == "answer\ntrue\n"
    assert json.loads(ask.to_json())["boolean"] is True
    built = store.query("CONSTRUCT { ?g rdfs:label ?n } WHERE { ?g a soten:Goal ; skos:prefLabel ?n }")
    assert len(built.rows) == built.to_json().count(b" .\n") == 5


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o . service SILENT <http://127.0.0.1:1/> { ?s ?q ?r } }",
        "SELECT * {SERVICE?s{?s ?p ?o}}",
        "SELECT * { ?s ?p 'a' .SeRvIcE<http://127.0.0.1:1/>{ } }",
        "SELECT * { ?s ?p \"it's\" . SERVICE <http://127.0.0.1:1/> { ?s ?q 'x' } }",
        "SELECT * { ?s ?p '''a''b''' . SERVICE <http://127.0.0.1:1/> { } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { } }",
        "SELECT * { ?s ?p '\\u0027 . SERVICE <http://127.0.0.1:1/> { ?s ?q ' } }",
        "PREFIX : <http://127.0.0.1:1/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:1/> SELECT * { ?s ?p 1.SERVICE:x { ?s ?p ?o } }",
        "SELECT * { FILTER(1 < 2) SERVICE <http://127.0.0.1:1/> { } FILTER(3 > 2) }",
    ],
)
def test_service_is_refused_however_it_is_written(store, query):
    with pytest.raises(SotenlpError, match="SERVICE is refused"):
        store.query(query)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("LOAD <http://127.0.0.1:1/>", "LOAD is refused"),
        ("prefix ex: <http://e/> load silent <http://127.0.0.1:1/>", "LOAD is refused"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "INSERT is refused"),
        ("# words\nDELETE WHERE { ?s ?p ?o }", "DELETE is refused"),
        ("SELECT * FROM <http://127.0.0.1:1/> { ?s ?p ?o }", "FROM is refused"),
        ("SELECT * { ?s ?p", "not valid SPARQL"),
        ("SELECT * { ?s nix:p ?o }", "not valid SPARQL"),
    ],
)
def test_what_is_no_plain_query_is_told(store, query, told):
    with pytest.raises(SotenlpError, match=told):
        store.query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?load ?from }",
        "SELECT * { ?s rdfs:label 'SERVICE' } # SERVICE <http://e/>",
        'SELECT * { ?s rdfs:label """a "SERVICE" b""" }',
        "PREFIX ex: <http://service/load> SELECT * { ?s ex:service <http://service/#SERVICE> }",
        "SELECT * { ?s rdfs:label 'it\\'s SERVICE {' }",
    ],
)
def test_the_word_alone_refuses_nothing(store, query):
    check_query(query)
    store.query(query)


def test_an_unknown_name_names_the_known_ones(store):
    with pytest.raises(UnknownNameError, match="shared-practices"):
        store.query("shared-practises")


def test_helper_and_query_agree_on_sharing(graph, store):
    names = {row[1] for row in store.query("shared-practices").rows}
    assert names == {row["name"] for row in practices_across_regions(graph) if len(row["areas"]) > 1}


def test_tables_for_terminals_cut_long_texts_but_no_address(store):
    long = "sana " * 40
    answer = store.query(f"SELECT * {{ VALUES (?a ?b) {{ (<urn:{'x' * 200}> '{long}') }} }}")
    line = answer.to_text().splitlines()[1]
    assert "x" * 200 in line
    assert line.endswith("sana…")
    assert long.strip() in answer.to_csv()
