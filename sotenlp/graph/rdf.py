"""The knowledge graph as RDF: Turtle and JSON-LD.

Practices, goals and target groups are SKOS concepts; actors are organisations of the W3C's
Organization Ontology, projects, pages and indicators have schema.org terms. Each edge is a plain triple,
and a statement of its own with basis, score and role, which PROV-O derives from the passages it
rests on; a passage is a Web Annotation resource with its place and its words. Terms of our own begin
with ``soten:`` and are described in the output itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import networkx as nx
import pyoxigraph as ox
from pyoxigraph import NamedNode, Triple

from sotenlp.graph.codes import concepts, municipality_codes, themes
from sotenlp.graph.ontology import NODE_TYPES, RELATIONS
from sotenlp.graph.rdf_terms import (
    BASE,
    PREFIXES,
    Triples,
    address,
    count,
    day,
    digest,
    escaped,
    literal,
    own,
    own_class,
    term,
)
from sotenlp.schema import EdgeBasis, NodeKind, Predicate
from sotenlp.version import __version__

CLASSES: dict[NodeKind, tuple[str, ...]] = {
    NodeKind.REGION: ("schema:AdministrativeArea",),
    NodeKind.PROJECT: ("schema:Project",),
    NodeKind.DOCUMENT: ("schema:DigitalDocument", "prov:Entity"),
    NodeKind.MEASURE: ("prov:Entity",),
    NodeKind.PRACTICE: ("skos:Concept",),
    NodeKind.ACTOR: ("org:Organization", "schema:Organization"),
    NodeKind.INDICATOR: ("schema:PropertyValue", "prov:Entity"),
    NodeKind.GOAL: ("skos:Concept",),
    NodeKind.TARGET: ("skos:Concept",),
}
"""Public classes of each kind of node."""
SCHEMES = {
    NodeKind.PRACTICE: ("practices", "käytännöt"),
    NodeKind.GOAL: ("goals", "kansalliset tavoitteet"),
    NodeKind.TARGET: ("targets", "kohderyhmät"),
}
"""Concept schemes: end of the address, and name."""
PUBLIC: dict[str, str] = {
    Predicate.IN_REGION.value: "schema:areaServed",
    Predicate.DESCRIBES.value: "schema:about",
    Predicate.INSTANCE_OF.value: "dcterms:subject",
    Predicate.SIMILAR_TO.value: "skos:related",
    "broader": "skos:broader",
}
"""Public properties that say the same as predicates of ours."""
ATTRIBUTES = {
    "url": "schema:url",
    "created": "schema:dateCreated",
    "modified": "schema:dateModified",
    "language": "schema:inLanguage",
    "format": "schema:encodingFormat",
    "sha256": "schema:sha256",
    "citation": "dcterms:bibliographicCitation",
    "producer": "schema:creditText",
    "terms": "schema:usageInfo",
    "number": "schema:value",
    "low": "schema:minValue",
    "high": "schema:maxValue",
    "unit": "schema:unitText",
    "code": "skos:notation",
}
"""Public properties of nodes' attributes; the others are our own."""
DAYS = frozenset({"created", "modified", "retrieved"})
PATHS = frozenset({"kind", "name", "path", "status", "area_code"})
"""Attributes that are told in another way, or are the affair of one machine."""


def render_turtle(graph: nx.MultiDiGraph, *, base: str = BASE) -> bytes:
    """A graph as Turtle; the same graph gives the same bytes.

    Args:
        graph: The graph.
        base: Beginning of the addresses of its nodes.
    """
    prefixes = PREFIXES if base == BASE else PREFIXES | {"": base}
    return _serialized(graph, ox.RdfFormat.TURTLE, base, prefixes)


def render_json_ld(graph: nx.MultiDiGraph, *, base: str = BASE) -> bytes:
    """A graph as JSON-LD, in expanded form; the same graph gives the same bytes.

    Args:
        graph: The graph.
        base: Beginning of the addresses of its nodes.
    """
    return _serialized(graph, ox.RdfFormat.JSON_LD, base, None)


def _serialized(
    graph: nx.MultiDiGraph, form: ox.RdfFormat, base: str, prefixes: dict[str, str] | None
) -> bytes:
    content = ox.serialize(to_triples(graph, base=base), format=form, prefixes=prefixes) or b""
    end = 0
    while content.startswith(b"@prefix", end):
        end = content.index(b"\n", end) + 1
    head = sorted(content[:end].splitlines(keepends=True))  # the library has no order of prefixes
    return b"".join([*head, content[end:], b"" if content.endswith(b"\n") else b"\n"])


def to_triples(graph: nx.MultiDiGraph, *, base: str = BASE) -> Iterator[Triple]:
    """The statements of a graph, and the description of our own terms, node by node.

    Args:
        graph: The graph.
        base: Beginning of the addresses of its nodes.
    """
    writer = _Writer(base)
    writer.describe_terms()
    yield from writer.triples.taken()
    for node in sorted(graph, key=str):
        writer.add_node(node, graph.nodes[node])
        for _, target, key, data in sorted(graph.out_edges(node, keys=True, data=True), key=_edge_id):
            writer.add_edge(node, target, key, data)
        if graph.nodes[node]["kind"] in {kind.value for kind in SCHEMES}:
            writer.add_to_scheme(node, graph)
        yield from writer.triples.taken()


def _edge_id(edge: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(map(str, edge[:3]))


class _Writer:
    def __init__(self, base: str) -> None:
        self.base = base
        self.triples = Triples()
        self.software = self.iri("software")
        self._passages: set[NamedNode] = set()

    def iri(self, name: str) -> NamedNode:
        return NamedNode(self.base + escaped(name))

    def describe_terms(self) -> None:
        """Our own classes and properties, the concept schemes, and the program."""
        say = self.triples
        for kind, node_type in NODE_TYPES.items():
            name = own_class(kind.value)
            say.is_a(name, "rdfs:Class")
            say.add(name, "rdfs:comment", literal(node_type.meaning, "en"))
        for predicate, relation in RELATIONS.items():
            name = own(predicate.value)
            say.is_a(name, "rdf:Property")
            say.add(name, "rdfs:comment", literal(relation.meaning, "en"))
            if public := PUBLIC.get(predicate.value):
                say.add(name, "rdfs:subPropertyOf", term(public))
        for ending, title in SCHEMES.values():
            say.is_a(self.iri(ending), "skos:ConceptScheme")
            say.add(self.iri(ending), "skos:prefLabel", literal(title, "fi"))
        say.is_a(self.software, "prov:SoftwareAgent")
        say.add(self.software, "rdfs:label", literal("sotenlp"))
        say.add(self.software, "schema:softwareVersion", literal(__version__))

    def add_node(self, node: str, data: Mapping[str, Any]) -> None:
        """A node with its attributes."""
        say, iri, kind = self.triples, self.iri(node), NodeKind(data["kind"])
        public = ("prov:Agent",) if data.get("generic") else CLASSES[kind]
        say.is_a(iri, own_class(kind.value), *public)
        if kind in SCHEMES:
            say.add(iri, "skos:prefLabel", literal(data["name"], "fi"))
            say.add(iri, "skos:inScheme", self.iri(SCHEMES[kind][0]))
        else:
            say.add(iri, "rdfs:label", literal(data["name"]))
            say.add(iri, "schema:name", literal(data["name"]))
        for name, value in sorted(data.items()):
            if name not in PATHS:
                verb = ATTRIBUTES.get(name, name)
                is_goal = kind is NodeKind.GOAL and name == "number"
                self._add_value(iri, "skos:notation" if is_goal else verb, value, name)
        for entry in data.get("status", ()):
            self._add_status(node, iri, entry)
        self._add_codes(node, iri, kind, data)

    def _add_value(self, iri: NamedNode, verb: str, value: Any, name: str) -> None:
        predicate = term(verb) if ":" in verb else own(verb)
        for item in value if isinstance(value, list) else [value]:
            if name in DAYS:
                self.triples.add(iri, predicate, day(item))
            elif name == "url":
                self.triples.add(iri, predicate, address(item) or literal(item))
            elif isinstance(item, (str, int, float)):
                self.triples.add(iri, predicate, literal(item))

    def _add_codes(self, node: str, iri: NamedNode, kind: NodeKind, data: Mapping[str, Any]) -> None:
        say = self.triples
        if kind is NodeKind.REGION and data.get("area_code"):
            say.add(iri, "skos:notation", ox.Literal(data["area_code"], datatype=own_class("countyCode")))
        elif kind is NodeKind.ACTOR and (code := municipality_codes().get(node)):
            say.add(iri, "skos:notation", ox.Literal(code, datatype=own_class("municipalityCode")))
        elif kind in (NodeKind.GOAL, NodeKind.TARGET):
            key = str(data["number"]) if kind is NodeKind.GOAL else data["code"]
            for match, uri in concepts().get((kind.value, key), ()):
                say.add(iri, match, NamedNode(uri))
        elif kind is NodeKind.PRACTICE:
            say.add(iri, "dcterms:subject", *map(NamedNode, themes(data["name"])))

    def _add_status(self, node: str, measure: NamedNode, entry: Mapping[str, Any]) -> None:
        """What a page says at one time of how far a measure is."""
        told = [str(entry.get(name) or "") for name in ("status", "as_of", "modality")]
        iri, say = self.iri(f"status:{digest(node, *told)}"), self.triples
        say.add(measure, own("status"), iri)
        say.is_a(iri, own_class("status"), "prov:Entity")
        say.add(iri, own("stage"), literal(told[0]))
        if told[1]:
            say.add(iri, "schema:temporalCoverage", literal(told[1]))
        if told[2]:
            say.add(iri, own("modality"), literal(told[2]))
        say.add(iri, "prov:wasDerivedFrom", *map(self._passage, entry["evidence"]))

    def add_edge(self, source: str, target: str, key: str, data: Mapping[str, Any]) -> None:
        """An edge: the plain triple, and a statement with what it rests on."""
        say, left, right = self.triples, self.iri(source), self.iri(target)
        verb = own(data["predicate"])
        say.add(left, verb, right)
        if public := PUBLIC.get(data["predicate"]):
            say.add(left, public, right)
        iri = self.iri(f"statement:{digest(source, target, key)}")
        say.is_a(iri, own_class("statement"), "rdf:Statement", "prov:Entity")
        say.add(iri, "rdf:subject", left)
        say.add(iri, "rdf:predicate", verb)
        say.add(iri, "rdf:object", right)
        for name, value in sorted(data.items()):
            if name == "mentions":
                doc = target.partition(":")[2]
                spans = ({**m, "doc": doc, "quote": m["text"]} for m in value)
                say.add(iri, own("mention"), *map(self._passage, spans))
            elif name not in {"predicate", "evidence"}:
                self._add_value(iri, name, value, name)
        if data.get("evidence"):
            say.add(iri, "prov:wasDerivedFrom", *map(self._passage, data["evidence"]))
        if data["basis"] == EdgeBasis.COMPUTED.value:
            say.add(iri, "prov:wasAttributedTo", self.software)
        if data["predicate"] == Predicate.SUCCEEDED_BY.value:
            self._add_succession(left, right, iri, data)

    def _add_succession(
        self, left: NamedNode, right: NamedNode, iri: NamedNode, data: Mapping[str, Any]
    ) -> None:
        """The change of organisations, as the Organization Ontology has it."""
        self.triples.is_a(iri, "org:ChangeEvent")
        self.triples.add(iri, "org:originalOrganization", left)
        self.triples.add(iri, "org:resultingOrganization", right)
        if data.get("valid_to"):
            self.triples.add(iri, "dcterms:date", day(data["valid_to"]))

    def _passage(self, item: Mapping[str, Any]) -> NamedNode:
        """A passage of a page: where it stands, in code points, and its words."""
        name = f"passage:{item['doc']}/{item['start']}-{item['end']}"
        iri, page, say = self.iri(name), self.iri(f"document:{item['doc']}"), self.triples
        if iri in self._passages:
            return iri
        self._passages.add(iri)
        place, words = self.iri(f"{name}/position"), self.iri(f"{name}/quote")
        say.is_a(iri, "oa:SpecificResource", "prov:Entity")
        say.add(iri, "oa:hasSource", page)
        say.add(iri, "prov:wasQuotedFrom", page)
        say.add(iri, "oa:hasSelector", place, words)
        say.is_a(place, "oa:TextPositionSelector")
        say.add(place, "oa:start", count(item["start"]))
        say.add(place, "oa:end", count(item["end"]))
        say.is_a(words, "oa:TextQuoteSelector")
        say.add(words, "oa:exact", literal(item["quote"]))
        return iri

    def add_to_scheme(self, node: str, graph: nx.MultiDiGraph) -> None:
        """The place of a concept among the others, and the names that projects give to a practice."""
        say, iri, data = self.triples, self.iri(node), graph.nodes[node]
        scheme = self.iri(SCHEMES[NodeKind(data["kind"])][0])
        if not any(edge["predicate"] == "broader" for *_, edge in graph.out_edges(node, data=True)):
            say.add(iri, "skos:topConceptOf", scheme)
            say.add(scheme, "skos:hasTopConcept", iri)
        for source, _, _, edge in sorted(graph.in_edges(node, keys=True, data=True), key=_edge_id):
            other, name = self.iri(source), graph.nodes[source]["name"]
            match edge["predicate"]:
                case "broader":
                    say.add(iri, "skos:narrower", other)
                case Predicate.SIMILAR_TO.value:
                    say.add(iri, own(edge["predicate"]), other)
                    say.add(iri, "skos:related", other)
                case Predicate.INSTANCE_OF.value if name != data["name"]:
                    say.add(iri, "skos:altLabel", literal(name, "fi"))
