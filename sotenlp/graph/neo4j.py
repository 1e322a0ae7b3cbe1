"""The knowledge graph as the two CSV files that ``neo4j-admin database import`` takes.

Every node has the label of its kind, every edge its predicate as type. Lists of texts and numbers
become arrays; what is nested deeper is JSON, as Neo4j's properties hold plain values only.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import networkx as nx

from sotenlp.graph.xml_formats import clean

NODES, EDGES = "nodes.csv", "relationships.csv"
"""Names of the files."""
SEPARATOR = "\u001f"
"""Between the values of an array: pass ``--array-delimiter=U+001F`` to the import."""
_TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}


def render_neo4j(graph: nx.MultiDiGraph) -> dict[str, bytes]:
    """A graph as CSV files by their names; the same graph gives the same bytes.

    Args:
        graph: The graph.
    """
    nodes = sorted(graph.nodes(data=True), key=lambda row: str(row[0]))
    edges = sorted(graph.edges(keys=True, data=True), key=lambda row: tuple(map(str, row[:3])))
    return {
        NODES: _table(
            (":ID", ":LABEL"),
            [((node, _label(data["kind"])), _without(data, "kind")) for node, data in nodes],
        ),
        EDGES: _table(
            (":START_ID", ":END_ID", ":TYPE", "key:string"),
            [
                ((source, target, data["predicate"].upper(), key), _without(data, "predicate"))
                for source, target, key, data in edges
            ],
        ),
    }


def _label(kind: str) -> str:
    return kind.capitalize()


def _without(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key != name and value is not None}


def _table(fixed: Sequence[str], rows: Sequence[tuple[Sequence[str], Mapping[str, Any]]]) -> bytes:
    names = sorted({name for _, data in rows for name in data})
    types = {name: _type([data[name] for _, data in rows if name in data]) for name in names}
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*fixed, *(f"{name}:{types[name]}" for name in names)])
    for head, data in rows:
        cells = (_cell(data.get(name), types[name]) for name in names)
        writer.writerow([*map(clean, head), *cells])
    return out.getvalue().encode("utf-8")


def _type(values: Sequence[Any]) -> str:
    """The type that all values of a column have; else text, into which the values are put as JSON."""
    found = set(map(type, values))
    if found == {list}:
        inner = {type(item) for value in values for item in value} or {str}
        return f"{_TYPES[inner.pop()]}[]" if len(inner) == 1 and inner <= set(_TYPES) else "string"
    return _TYPES.get(found.pop(), "string") if len(found) == 1 else "string"


def _cell(value: Any, kind: str) -> str:
    if value is None:
        return ""
    if kind.endswith("[]"):
        return SEPARATOR.join(_plain(item) for item in value)
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return clean(value).replace(SEPARATOR, "\ufffd")
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True)
