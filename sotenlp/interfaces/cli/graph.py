"""`sotenlp graph`: the knowledge graph in the format that another program wants."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class GraphFormat(StrEnum):
    """The formats."""

    TURTLE = "turtle"
    JSON_LD = "json-ld"
    GRAPHML = "graphml"
    GEXF = "gexf"
    NODE_LINK = "node-link"
    NEO4J = "neo4j"


def graph_command(
    output: Annotated[Path, typer.Argument(help="A folder that 'sotenlp mine' wrote.")],
    format_: Annotated[GraphFormat, typer.Option("--format", "-f", help="The format.")],
    file: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="File to write to (a folder for neo4j); else standard output."),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(help="Beginning of the addresses in RDF, such as https://example.org/sote/."),
    ] = None,
) -> None:
    """Write the knowledge graph: RDF, GraphML, GEXF (Gephi), node-link JSON, or Neo4j's import files."""
    from sotenlp.graph.exports import export_graph, write_export
    from sotenlp.mined import open_mined

    if format_ is GraphFormat.NEO4J and file is None:
        raise typer.BadParameter("neo4j is two files: name a folder with -o")
    rdf = format_ in {GraphFormat.TURTLE, GraphFormat.JSON_LD}
    if base is not None and not rdf:
        raise typer.BadParameter("--base is for turtle and json-ld")
    content = export_graph(open_mined(output).graph, format_.value, base=base)
    if file is None:
        sys.stdout.buffer.write(next(iter(content.values())))
        sys.stdout.buffer.flush()
    else:
        write_export(content, file)
