"""The formats for other programs: GEXF as Gephi wants it, Neo4j's import files, RDF."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from lxml import etree
from rdflib.namespace import SKOS

from sotenlp.errors import SotenlpError, UnknownNameError
from sotenlp.graph.exports import FORMATS, export_graph, write_export
from sotenlp.graph.neo4j import SEPARATOR
from sotenlp.graph.readwrite import read_graph
from sotenlp.graph.xml_formats import parse_gexf
from tests.graph.rdf_checks import conforms

pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning:rdflib.*", "ignore::DeprecationWarning:pyshacl.*"
)

GEXF = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://gexf.net/1.3"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="gexf"><attribute name="version"><value>1.3</value></attribute>
    <optional><element name="meta"><interleave>
      <optional><element name="creator"><text/></element></optional>
      <optional><element name="description"><text/></element></optional></interleave></element></optional>
    <element name="graph"><attribute name="defaultedgetype"><value>directed</value></attribute>
      <optional><attribute name="mode"><choice><value>static</value></choice></attribute></optional>
      <zeroOrMore><element name="attributes">
        <attribute name="class"><choice><value>node</value><value>edge</value></choice></attribute>
        <zeroOrMore><element name="attribute"><attribute name="id"/><attribute name="title"/>
          <attribute name="type"><choice><value>boolean</value><value>long</value><value>double</value>
            <value>string</value></choice></attribute></element></zeroOrMore></element></zeroOrMore>
      <element name="nodes"><zeroOrMore><element name="node"><attribute name="id"/><attribute name="label"/>
        <ref name="values"/></element></zeroOrMore></element>
      <element name="edges"><zeroOrMore><element name="edge"><attribute name="source"/>
        <attribute name="target"/>
        <optional><attribute name="id"/></optional><optional><attribute name="label"/></optional>
        <optional><attribute name="kind"/></optional><ref name="values"/></element></zeroOrMore></element>
    </element></element></start>
  <define name="values"><optional><element name="attvalues"><zeroOrMore><element name="attvalue">
    <attribute name="for"/><attribute name="value"/></element></zeroOrMore></element></optional></define>
</grammar>
"""
"""What of GEXF 1.3 a static graph uses, after its specification."""


def test_gexf_keeps_to_its_version_and_loads_in_networkx(graph, tmp_path):
    content = export_graph(graph, "gexf")[""]
    schema = etree.RelaxNG(etree.fromstring(GEXF))
    tree = etree.fromstring(content)
    assert schema.validate(tree), schema.error_log
    space = {"g": "http://gexf.net/1.3"}
    declared = {row.get("id") for row in tree.iterfind(".//g:attribute", space)}
    assert {row.get("for") for row in tree.iterfind(".//g:attvalue", space)} <= declared
    edges = [(e.get("source"), e.get("target"), e.get("kind")) for e in tree.iterfind(".//g:edge", space)]
    assert len(set(edges)) == len(edges) == graph.number_of_edges()
    (tmp_path / "graph.gexf").write_bytes(content)
    again = nx.read_gexf(tmp_path / "graph.gexf")
    assert set(again) == set(graph)
    assert again.number_of_edges() == graph.number_of_edges()
    assert nx.utils.graphs_equal(parse_gexf(content), graph)


def test_graphml_and_node_link_come_back_equal(graph, tmp_path):
    for format, suffix in (("graphml", "graphml"), ("node-link", "json")):
        write_export(export_graph(graph, format), tmp_path / f"graph.{suffix}")
        assert nx.utils.graphs_equal(read_graph(tmp_path / f"graph.{suffix}"), graph)


def test_neo4j_gets_every_node_and_edge_with_types(graph, tmp_path):
    write_export(export_graph(graph, "neo4j"), tmp_path / "import")
    tables = {}
    for name in ("nodes", "relationships"):
        text = (tmp_path / "import" / f"{name}.csv").read_text(encoding="utf-8")
        tables[name] = list(csv.DictReader(io.StringIO(text)))
    nodes = {row[":ID"]: row for row in tables["nodes"]}
    assert set(nodes) == set(graph)
    for node, data in graph.nodes(data=True):
        assert nodes[node][":LABEL"].lower() == data["kind"]
        assert nodes[node]["name:string"] == data["name"]
        assert nodes[node]["areas:string[]"] == SEPARATOR.join(data.get("areas", []))
        if "status" in data:
            assert json.loads(nodes[node]["status:string"]) == data["status"]
    edges = [(r[":START_ID"], r[":END_ID"], r["key:string"]) for r in tables["relationships"]]
    assert sorted(edges) == sorted(graph.edges(keys=True))
    ends = {row[end] for row in tables["relationships"] for end in (":START_ID", ":END_ID")}
    assert ends <= set(nodes)


def test_turtle_and_json_ld_say_the_same_to_both_libraries(graph):
    turtle, json_ld = export_graph(graph, "turtle")[""], export_graph(graph, "json-ld")[""]
    one = rdflib.Graph().parse(data=turtle, format="turtle")
    two = rdflib.Graph().parse(data=json_ld, format="json-ld")
    assert set(one) == set(two)
    stores = [
        set(ox.parse(turtle, format=ox.RdfFormat.TURTLE)),
        set(ox.parse(json_ld, format=ox.RdfFormat.JSON_LD)),
    ]
    assert stores[0] == stores[1]
    assert len(one) == len(stores[0]) > 200
    assert not any(isinstance(term, rdflib.BNode) for triple in one for term in triple)


def test_two_processes_write_the_same_bytes_in_every_format(graph, tmp_path):
    write_export(export_graph(graph, "node-link"), tmp_path / "graph.json")
    code = (
        "import sys, hashlib; from sotenlp.graph.exports import FORMATS, export_graph; "
        "from sotenlp.graph.readwrite import read_graph; graph = read_graph(sys.argv[1])\n"
        "for format in FORMATS:\n"
        " content = export_graph(graph, format)\n"
        " print(format, hashlib.sha256(b''.join(content[n] for n in sorted(content))).hexdigest())"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "graph.json")]
    one, two = (
        subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    )
    assert one == two
    assert len(one.splitlines()) == len(FORMATS)


def test_rdf_conforms_to_the_shapes_that_ship(graph):
    ok, report = conforms(export_graph(graph, "turtle")[""])
    assert ok, report


@pytest.mark.parametrize(
    "said",
    [
        "soten:stage",
        "oa:exact",
        "prov:wasDerivedFrom",
        "skos:prefLabel",
        "soten:basis",
    ],
)
def test_the_shapes_miss_what_is_left_out(graph, said):
    prefix, _, local = said.partition(":")
    whole = rdflib.Graph().parse(data=export_graph(graph, "turtle")[""], format="turtle")
    verb = rdflib.URIRef(dict(whole.namespaces())[prefix] + local)
    whole.remove((None, verb, None))
    ok, report = conforms(whole.serialize(format="turtle").encode())
    assert not ok
    assert "MinCount" in report or "OrConstraint" in report


def test_passages_lead_back_to_the_page(graph):
    whole = rdflib.Graph().parse(data=export_graph(graph, "turtle")[""], format="turtle")
    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    expected = {
        (item["doc"], item["start"], item["end"], item["quote"])
        for *_, data in graph.edges(data=True)
        for item in data.get("evidence", ())
    }
    found = set()
    for passage in whole.subjects(rdflib.RDF.type, oa.SpecificResource):
        page = str(whole.value(passage, oa.hasSource)).removeprefix("urn:sotenlp:document:")
        parts = list(whole.objects(passage, oa.hasSelector))
        start, end, words = (
            next(v for part in parts for v in whole.objects(part, verb))
            for verb in (oa.start, oa.end, oa.exact)
        )
        found.add((page, int(start), int(end), str(words)))
    assert expected <= found


def test_addresses_may_begin_as_the_user_wants(graph):
    content = export_graph(graph, "turtle", base="https://example.org/sote/")[""].decode()
    assert "<urn:sotenlp:practice" not in content
    whole = rdflib.Graph().parse(data=content, format="turtle")
    assert any(str(s).startswith("https://example.org/sote/practice:") for s in whole.subjects())
    assert conforms(content.encode())[0]


@pytest.mark.parametrize("base", ["", "sote", "http://a b/", "https://example.org/sote", "x:>/"])
def test_a_base_that_is_no_address_is_told(graph, base):
    with pytest.raises(SotenlpError, match="beginning of an address"):
        export_graph(graph, "turtle", base=base)


def test_odd_ids_and_texts_become_sound_rdf():
    odd = nx.MultiDiGraph()
    for doc in ("kansio/sivu 1 <ä>", "kansio/sivu%201", "a\udc80b"):
        odd.add_node(
            f"document:{doc}",
            kind="document",
            name='"\\\x00\n',
            doc=doc,
            language="fi",
            url="http://a b",
            created="31.2.2021",
        )
    content = export_graph(odd, "turtle")[""]
    whole = rdflib.Graph().parse(data=content, format="turtle")
    pages = {s for s in whole.subjects() if str(s).startswith("urn:sotenlp:document:")}
    assert len(pages) == 3
    assert set(ox.parse(content, format=ox.RdfFormat.TURTLE))


def test_an_unknown_format_names_the_known_ones(graph):
    with pytest.raises(UnknownNameError, match="turtle, json-ld"):
        export_graph(graph, "pickle")


def test_levels_become_broader_and_narrower_concepts():
    levels = nx.MultiDiGraph()
    for name in ("perhekeskus", "kohtaamispaikka"):
        levels.add_node(f"practice:{name}", kind="practice", name=name, areas=[], documents=1)
    levels.add_edge(
        "practice:kohtaamispaikka",
        "practice:perhekeskus",
        key="broader",
        predicate="broader",
        basis="computed",
    )
    whole = rdflib.Graph().parse(data=export_graph(levels, "turtle")[""], format="turtle")
    wide, narrow = (rdflib.URIRef(f"urn:sotenlp:practice:{n}") for n in ("perhekeskus", "kohtaamispaikka"))
    assert (narrow, SKOS.broader, wide) in whole
    assert (wide, SKOS.narrower, narrow) in whole
    assert (wide, SKOS.topConceptOf, None) in whole
    assert (narrow, SKOS.topConceptOf, None) not in whole


def test_practices_goals_and_target_groups_are_concepts_with_codes(graph):
    whole = rdflib.Graph().parse(data=export_graph(graph, "turtle")[""], format="turtle")
    for kind in ("practice", "goal", "target"):
        nodes = [n for n, data in graph.nodes(data=True) if data["kind"] == kind]
        assert nodes
        for node in nodes:
            iri = rdflib.URIRef(f"urn:sotenlp:{node}")
            assert str(whole.value(iri, SKOS.prefLabel)) == graph.nodes[node]["name"]
            assert whole.value(iri, SKOS.inScheme) is not None
    lapland = rdflib.URIRef("urn:sotenlp:region:21")
    notation = whole.value(lapland, SKOS.notation)
    assert (str(notation), str(notation.datatype)) == ("21", "urn:sotenlp:vocab:CountyCode")
