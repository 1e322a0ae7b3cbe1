"""`sotenlp query`: SPARQL over an output folder."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sotenlp.errors import InputError


class AnswerFormat(StrEnum):
    """How answers are shown."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def query_command(
    output: Annotated[Path, typer.Argument(help="A folder that 'sotenlp mine' wrote.")],
    query: Annotated[
        str | None, typer.Argument(help="SPARQL, or the name of a ready-made query (see --list).")
    ] = None,
    file: Annotated[Path | None, typer.Option("--file", help="A file with the query instead.")] = None,
    list_: Annotated[bool, typer.Option("--list", help="Name the ready-made queries.")] = False,
    show: Annotated[bool, typer.Option("--show", help="Show the query instead of answering it.")] = False,
    format_: Annotated[
        AnswerFormat, typer.Option("--format", "-f", help="How to show the answer.")
    ] = AnswerFormat.TABLE,
) -> None:
    """Ask the knowledge graph in SPARQL; nothing is changed, and nothing is fetched from the network.

    The prefixes soten, skos, prov, oa, org, schema, dcterms, rdf, rdfs, xsd and yso are known.
    """
    if list_:
        from sotenlp.graph.named_queries import named_queries

        width = max(map(len, named_queries()))
        for name, known in named_queries().items():
            typer.echo(f"{name:{width}}  {known.meaning}")
        return
    if (query is None) == (file is None):
        raise typer.BadParameter("give a query, the name of one, --file or --list")
    text = query if file is None else _read(file)
    assert text is not None
    if show:
        from sotenlp.graph.named_queries import named_query

        typer.echo(named_query(text).text, nl=False)
        return
    from sotenlp.graph.sparql import SparqlStore, check_query, find_query
    from sotenlp.mined import open_mined

    text = find_query(text)
    check_query(text)  # before the graph is built
    answer = SparqlStore(open_mined(output).graph).query(text)
    if format_ is AnswerFormat.JSON:
        sys.stdout.buffer.write(answer.to_json())
        sys.stdout.buffer.flush()
    elif format_ is AnswerFormat.CSV:
        typer.echo(answer.to_csv(), nl=False)
    else:
        typer.echo(answer.to_text(), nl=False)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, f"cannot be read ({error})", "Name a file with SPARQL in UTF-8.") from error
