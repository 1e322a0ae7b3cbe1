"""`sotenlp similar`: who else does this?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from sotenlp.errors import InputError
from sotenlp.interfaces.summary import describe_similar
from sotenlp.mined import open_mined
from sotenlp.reader.encodings import read_text


def similar_command(
    output: Annotated[Path, typer.Argument(help="A folder that 'sotenlp mine' wrote.")],
    query: Annotated[str | None, typer.Argument(help="What to look for, in your own words.")] = None,
    practice_id: Annotated[
        str | None, typer.Option("--id", help="Id of a practice or a measure instead.")
    ] = None,
    queries: Annotated[
        Path | None,
        typer.Option(help='A file with one JSON object a line: {"query": …, "exclude_area": …}.'),
    ] = None,
    k: Annotated[int, typer.Option("-k", min=1, help="How many practices to show.")] = 5,
    exclude_area: Annotated[
        str | None, typer.Option(help="Leave out this wellbeing services county's own practices.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of text.")] = False,
) -> None:
    """Find similar practices of other regions, with the words that they stand on."""
    if sum(value is not None for value in (query, practice_id, queries)) != 1:
        raise typer.BadParameter("give a query, --id or --queries, and only one of them")
    if query is not None and not query.strip():
        raise typer.BadParameter("the query is empty")
    asked = read_queries(queries) if queries is not None else []
    mined = open_mined(output)
    if queries is not None:
        for text, area in asked:
            hits = mined.similar(text, k=k, exclude_area=area or exclude_area)
            typer.echo(json.dumps([hit.to_json() for hit in hits], ensure_ascii=False))
        return
    if practice_id is not None:
        hits = mined.similar_to(practice_id, k=k, exclude_area=exclude_area)
    else:
        hits = mined.similar(query or "", k=k, exclude_area=exclude_area)
    if as_json:
        typer.echo(json.dumps([hit.to_json() for hit in hits], ensure_ascii=False, indent=1))
    else:
        typer.echo(describe_similar(hits, mined))


def read_queries(path: Path) -> list[tuple[str, str | None]]:
    """The queries of a file, each with the county to leave out or None.

    Raises:
        InputError: The file cannot be read, or one of its lines is no query.
    """
    queries: list[tuple[str, str | None]] = []
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        cure = 'Write an object on each line: {"query": "…", "exclude_area": "…"}.'
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"{path}:{number}", f"not JSON ({error})", cure, code="broken") from error
        text = row.get("query") if isinstance(row, dict) else None
        area = row.get("exclude_area") if isinstance(row, dict) else None
        if not isinstance(text, str) or not isinstance(area, str | None):
            raise InputError(f"{path}:{number}", "not a query", cure, code="broken")
        queries.append((text, area))
    return queries
