"""The knowledge graph as a file: GraphML, GEXF, or node-link JSON.

The XML formats hold flat values only: a list or mapping becomes a JSON string, None is left out,
and a control character in a plain string becomes U+FFFD. `read_graph` gives back an equal graph, and
one graph always gives the same bytes. Ids of nodes, keys of edges and names of attributes are strings.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar
from xml.etree.ElementTree import ParseError

import networkx as nx

from sotenlp.atomic import open_atomic
from sotenlp.errors import InputError, SotenlpError
from sotenlp.graph.xml_formats import parse_gexf, parse_graphml, render_gexf, render_graphml

T = TypeVar("T")

_RENDERERS: dict[str, Callable[[nx.MultiDiGraph], bytes]] = {}
_PARSERS: dict[str, Callable[[bytes], nx.MultiDiGraph]] = {}


def write_graph(graph: nx.MultiDiGraph, path: str | Path) -> None:
    """Write a graph to a file, whole or not at all.

    Args:
        graph: The graph.
        path: Where to write; the suffix tells the format: .graphml, .gexf or .json.

    Raises:
        SotenlpError: The suffix is unknown, or a value cannot stand in a file.
        OutputError: The file cannot be written there.
    """
    path = Path(path)
    render = _by_suffix(_RENDERERS, path)
    _check_values(graph)
    content = render(graph)
    with open_atomic(path, "wb") as file:
        file.write(content)


def read_graph(path: str | Path) -> nx.MultiDiGraph:
    """Read a graph that `write_graph` wrote.

    Args:
        path: A file whose suffix is .graphml, .gexf or .json.

    Raises:
        SotenlpError: The suffix is unknown.
        InputError: The file cannot be read, or holds no graph of that format.
    """
    path = Path(path)
    parse = _by_suffix(_PARSERS, path)
    try:
        return parse(path.read_bytes())
    except OSError as error:
        raise InputError(
            path, f"cannot be read ({error.strerror or error})", "Name a graph file that sotenlp wrote."
        ) from error
    except (ParseError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(
            path,
            f"not a graph in {path.suffix} format ({error})",
            "Write it again with 'sotenlp mine'.",
            code="broken_graph",
        ) from error


def render_json(graph: nx.MultiDiGraph) -> bytes:
    """A graph as node-link JSON, one row a line, as ``networkx.node_link_data`` gives it."""
    nodes = (_sorted(data) | {"id": node} for node, data in sorted(graph.nodes(data=True), key=_node_id))
    edges = (
        _sorted(data) | {"source": source, "target": target, "key": key}
        for source, target, key, data in sorted(graph.edges(keys=True, data=True), key=_edge_id)
    )
    text = (
        f'{{"directed": true, "multigraph": true, "graph": {_dump(_sorted(graph.graph))},\n'
        f'"nodes": [{_lines(nodes)}],\n"edges": [{_lines(edges)}]}}\n'
    )
    return text.encode("utf-8", "backslashreplace")


def parse_json(content: bytes) -> nx.MultiDiGraph:
    """The graph of a node-link JSON file."""
    data = json.loads(content.decode("utf-8"))
    graph = nx.MultiDiGraph(**data["graph"])
    for row in data["nodes"]:
        node = row.pop("id")
        graph.add_node(node)
        graph.nodes[node].update(row)
    for row in data["edges"]:
        source, target, key = row.pop("source"), row.pop("target"), row.pop("key")
        if source not in graph or target not in graph:
            raise ValueError(f"edge {source!r} -> {target!r} has no node")
        graph.add_edge(source, target, key=key)
        graph.edges[source, target, key].update(row)
    return graph


_RENDERERS.update({".graphml": render_graphml, ".gexf": render_gexf, ".json": render_json})
_PARSERS.update({".graphml": parse_graphml, ".gexf": parse_gexf, ".json": parse_json})


def _by_suffix(table: dict[str, T], path: Path) -> T:
    try:
        return table[path.suffix.lower()]
    except KeyError:
        raise SotenlpError(
            f"{path}: no graph format {path.suffix!r}. Name a file that ends in {', '.join(table)}."
        ) from None


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _lines(rows: Iterable[dict[str, Any]]) -> str:
    """Rows of a JSON list, one a line."""
    return ",".join(f"\n{_dump(row)}" for row in rows)


def _sorted(data: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(data.items()))


def _node_id(row: tuple[Any, Any]) -> str:
    return str(row[0])


def _edge_id(row: tuple[Any, Any, Any, Any]) -> tuple[str, str, str]:
    return str(row[0]), str(row[1]), str(row[2])


def _check_values(graph: nx.MultiDiGraph) -> None:
    """Refuse what no format could hold."""
    places = [("graph", graph.graph)]
    places += [(f"node {node!r}", data) for node, data in graph.nodes(data=True)]
    places += [(f"edge {u!r} -> {v!r} [{k}]", data) for u, v, k, data in graph.edges(keys=True, data=True)]
    for place, data in places:
        for name, value in data.items():
            if not isinstance(name, str) or not _is_plain(value):
                raise SotenlpError(
                    f"{place}: the attribute {name!r} has the value {value!r}. Valid are text, finite "
                    "numbers, truth values, None, and lists and mappings of these."
                )


def _is_plain(value: Any) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, (list, tuple)):
        return all(map(_is_plain, value))
    if isinstance(value, dict):
        return all(isinstance(name, str) and _is_plain(item) for name, item in value.items())
    return value is None or isinstance(value, (str, int))
