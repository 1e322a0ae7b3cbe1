"""The knowledge graph in any of the formats that other programs read."""

from __future__ import annotations

import re
from pathlib import Path

import networkx as nx

from sotenlp.atomic import open_atomic
from sotenlp.errors import OutputError, SotenlpError, UnknownNameError
from sotenlp.graph.neo4j import render_neo4j
from sotenlp.graph.readwrite import render_json
from sotenlp.graph.xml_formats import render_gexf, render_graphml

FORMATS = ("turtle", "json-ld", "graphml", "gexf", "node-link", "neo4j")
"""Names of the formats."""


def export_graph(graph: nx.MultiDiGraph, format: str, *, base: str | None = None) -> dict[str, bytes]:
    """A graph in a format; the same graph gives the same bytes.

    Args:
        graph: The graph.
        format: One of `FORMATS`.
        base: Beginning of the addresses in RDF; None for ours.

    Returns:
        The content by the name of the file; "" where the format is one file of any name.

    Raises:
        UnknownNameError: There is no such format.
        SotenlpError: The base is no beginning of an address.
    """
    if format in {"turtle", "json-ld"}:
        from sotenlp.graph.rdf import render_json_ld, render_turtle  # only RDF needs the store
        from sotenlp.graph.rdf_terms import BASE

        base = BASE if base is None else base
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*[/#:=]", base):
            raise SotenlpError(
                f"{base!r} is no beginning of an address. Name one such as https://example.org/sote/ "
                "that ends in a slash, a number sign or a colon."
            )
        return {"": (render_turtle if format == "turtle" else render_json_ld)(graph, base=base)}
    if format == "neo4j":
        return render_neo4j(graph)
    renderers = {"graphml": render_graphml, "gexf": render_gexf, "node-link": render_json}
    if format not in renderers:
        raise UnknownNameError("format", format, list(FORMATS))
    return {"": renderers[format](graph)}


def write_export(content: dict[str, bytes], path: str | Path) -> None:
    """Write what `export_graph` gave, each file whole or not at all.

    Args:
        content: The content.
        path: The file; the folder where the format is several files.

    Raises:
        OutputError: It cannot be written there.
    """
    path = Path(path)
    if set(content) != {""}:
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{path}: no folder ({error.strerror}). Name another folder.") from error
    for name, data in content.items():
        with open_atomic(path / name if name else path, "wb") as file:
            file.write(data)
