"""GraphML and GEXF, written and read so that nothing is lost and the bytes never vary.

Each attribute is declared once for every type of its values. The id of the declaration of a nested
value begins with "json": its values are JSON strings. Edges have running ids, as Gephi wants them
unique; the edge's own key is an attribute ``networkx_key``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement, fromstring, indent, tostring

import networkx as nx

_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_GEXF = "http://gexf.net/1.3"
_EDGE_KEY = "networkx_key"
_JSON = "json"
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Declarations = dict[tuple[str, str, str], str]
"""Id of a declaration by class ("node", "edge", "graph"), attribute and type."""


def render_graphml(graph: nx.MultiDiGraph) -> bytes:
    """A graph as GraphML."""
    root = Element("graphml", {"xmlns": _GRAPHML})
    declarations = _declare(graph)
    for (scope, name, kind), identifier in declarations.items():
        SubElement(
            root,
            "key",
            {"id": identifier, "for": scope, "attr.name": clean(name), "attr.type": _XML_TYPES[kind]},
        )
    body = SubElement(root, "graph", {"edgedefault": "directed"})
    _add_data(body, "graph", graph.graph, declarations)
    for node, data in _nodes(graph):
        _add_data(SubElement(body, "node", {"id": clean(node)}), "node", data, declarations)
    for number, (source, target, data) in enumerate(_edges(graph)):
        element = SubElement(
            body, "edge", {"id": f"e{number}", "source": clean(source), "target": clean(target)}
        )
        _add_data(element, "edge", data, declarations)
    return _serialize(root)


def parse_graphml(content: bytes) -> nx.MultiDiGraph:
    """The graph of a GraphML file."""
    root = fromstring(content)
    space = f"{{{_GRAPHML}}}"
    keys = {
        key.attrib["id"]: (key.attrib["attr.name"], key.attrib["attr.type"])
        for key in root.iterfind(f"{space}key")
    }
    body = root.find(f"{space}graph")
    if root.tag != f"{space}graphml" or body is None:
        raise ValueError("no graphml element with a graph in it")

    def data_of(element: Element) -> dict[str, Any]:
        return _decode(((d.attrib["key"], d.text or "") for d in element.iterfind(f"{space}data")), keys)

    return _assemble(
        data_of(body),
        ((node.attrib["id"], data_of(node)) for node in body.iterfind(f"{space}node")),
        ((e.attrib["source"], e.attrib["target"], data_of(e)) for e in body.iterfind(f"{space}edge")),
    )


def render_gexf(graph: nx.MultiDiGraph) -> bytes:
    """A graph as GEXF 1.3; the label of a node is its name, that of an edge its predicate.

    The ``kind`` of an edge is its key, so that Gephi keeps edges apart that join the same two nodes.
    """
    root = Element("gexf", {"xmlns": _GEXF, "version": "1.3"})
    meta = SubElement(root, "meta")
    SubElement(meta, "creator").text = "sotenlp"
    if graph.graph:
        SubElement(meta, "description").text = _json_text(dict(sorted(graph.graph.items())))
    body = SubElement(root, "graph", {"defaultedgetype": "directed", "mode": "static"})
    declarations = _declare(graph)
    for wanted in ("node", "edge"):
        group = SubElement(body, "attributes", {"class": wanted})
        for (scope, name, kind), identifier in declarations.items():
            if scope == wanted:
                SubElement(
                    group, "attribute", {"id": identifier, "title": clean(name), "type": _XML_TYPES[kind]}
                )
    nodes = SubElement(body, "nodes")
    for node, data in _nodes(graph):
        label = str(data.get("name") or node)
        element = SubElement(nodes, "node", {"id": clean(node), "label": clean(label)})
        _add_values(element, "node", data, declarations)
    edges = SubElement(body, "edges")
    for number, (source, target, data) in enumerate(_edges(graph)):
        row = {"id": f"e{number}", "source": clean(source), "target": clean(target)}
        if "predicate" in data:
            row["label"] = clean(str(data["predicate"]))
        row["kind"] = clean(data[_EDGE_KEY])
        _add_values(SubElement(edges, "edge", row), "edge", data, declarations)
    return _serialize(root)


def parse_gexf(content: bytes) -> nx.MultiDiGraph:
    """The graph of a GEXF file."""
    root = fromstring(content)
    space = f"{{{_GEXF}}}"
    body = root.find(f"{space}graph")
    if root.tag != f"{space}gexf" or body is None:
        raise ValueError("no gexf element of version 1.3 with a graph in it")
    keys = {
        row.attrib["id"]: (row.attrib["title"], row.attrib["type"])
        for row in body.iterfind(f"{space}attributes/{space}attribute")
    }

    def data_of(element: Element) -> dict[str, Any]:
        values = element.iterfind(f"{space}attvalues/{space}attvalue")
        return _decode(((value.attrib["for"], value.attrib["value"]) for value in values), keys)

    description = root.findtext(f"{space}meta/{space}description")
    return _assemble(
        json.loads(description) if description else {},
        ((n.attrib["id"], data_of(n)) for n in body.iterfind(f"{space}nodes/{space}node")),
        (
            (e.attrib["source"], e.attrib["target"], data_of(e))
            for e in body.iterfind(f"{space}edges/{space}edge")
        ),
    )


def clean(text: str) -> str:
    """A text with U+FFFD for each character that XML cannot hold."""
    return _NO_XML.sub("\ufffd", str(text))


_XML_TYPES = {"boolean": "boolean", "long": "long", "double": "double", "string": "string", _JSON: "string"}


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "long" if -(2**63) <= value < 2**63 else _JSON
    if isinstance(value, float):
        return "double"
    return "string" if isinstance(value, str) else _JSON


def _encode(value: Any) -> str:
    kind = _kind(value)
    if kind == "boolean":
        return "true" if value else "false"
    if kind == "double":
        return float.__repr__(value)
    if kind == "long":
        return int.__repr__(value)
    return clean(value) if kind == "string" else _json_text(value)


def _json_text(value: Any) -> str:
    """A value as JSON; what XML cannot hold is escaped, so that nothing of it is lost."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True)
    return _NO_XML.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def _decode(values: Iterable[tuple[str, str]], keys: dict[str, tuple[str, str]]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key, text in values:
        name, kind = keys[key]
        if key.startswith(_JSON):
            data[name] = json.loads(text)
        elif kind == "boolean":
            data[name] = {"true": True, "false": False}[text]
        elif kind == "long":
            data[name] = int(text)
        elif kind == "double":
            data[name] = float(text)
        else:
            data[name] = text
    return data


def _nodes(graph: nx.MultiDiGraph) -> Iterator[tuple[str, dict[str, Any]]]:
    for node, data in sorted(graph.nodes(data=True), key=lambda row: str(row[0])):
        yield node, {name: data[name] for name in sorted(data) if data[name] is not None}


def _edges(graph: nx.MultiDiGraph) -> Iterator[tuple[str, str, dict[str, Any]]]:
    rows = sorted(graph.edges(keys=True, data=True), key=lambda row: (str(row[0]), str(row[1]), str(row[2])))
    for source, target, key, data in rows:
        yield (
            source,
            target,
            {_EDGE_KEY: str(key)} | {n: data[n] for n in sorted(data) if data[n] is not None},
        )


def _declare(graph: nx.MultiDiGraph) -> Declarations:
    found = {("graph", name, _kind(value)) for name, value in graph.graph.items() if value is not None}
    for _, data in _nodes(graph):
        found |= {("node", name, _kind(value)) for name, value in data.items()}
    for _, _, data in _edges(graph):
        found |= {("edge", name, _kind(value)) for name, value in data.items()}
    prefixes = ((_JSON if kind == _JSON else "d", (scope, name, kind)) for scope, name, kind in sorted(found))
    return {row: f"{prefix}{number}" for number, (prefix, row) in enumerate(prefixes)}


def _add_data(element: Element, scope: str, data: dict[str, Any], declarations: Declarations) -> None:
    for name, value in data.items():
        if value is not None:
            key = declarations[scope, name, _kind(value)]
            SubElement(element, "data", {"key": key}).text = _encode(value)


def _add_values(element: Element, scope: str, data: dict[str, Any], declarations: Declarations) -> None:
    group = SubElement(element, "attvalues")
    for name, value in data.items():
        SubElement(
            group, "attvalue", {"for": declarations[scope, name, _kind(value)], "value": _encode(value)}
        )


def _assemble(
    attributes: dict[str, Any],
    nodes: Iterable[tuple[str, dict[str, Any]]],
    edges: Iterable[tuple[str, str, dict[str, Any]]],
) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    graph.graph.update(attributes)
    for node, data in nodes:
        graph.add_node(node)
        graph.nodes[node].update(data)
    for source, target, data in edges:
        if source not in graph or target not in graph:
            raise ValueError(f"edge {source!r} -> {target!r} has no node")
        key = data.pop(_EDGE_KEY)
        graph.add_edge(source, target, key=key)
        graph.edges[source, target, key].update(data)
    return graph


def _serialize(root: Element) -> bytes:
    indent(root, space=" ")
    content: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return content.replace(b"\r", b"&#13;") + b"\n"
