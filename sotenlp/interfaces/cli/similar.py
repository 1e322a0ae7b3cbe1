"""`sotenlp similar`: who else does this?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from sotenlp.errors import InputError
from sotenlp.interfaces.summary import describe_similar
from sotenlp.mined import open_mined


def similar_command(
    output: Annotated[Path, typer.Argument(help="A folder that 'sotenlp mine' wrote.")],
    query: Annotated[str | None, typer.Argument(help="What to look for, in your own words.")] = None,
    practice_id: Annotated[str | None, typer.Option("--id", help="Id of a practice instead.")] = None,
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
    mined = open_mined(output)
    if queries is not None:
        for number, line in enumerate(queries.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                text, area = row["query"], row.get("exclude_area") or exclude_area
            except (json.JSONDecodeError, KeyError, AttributeError) as error:
                raise InputError(
                    f"{queries}:{number}", f"not a query ({error})", 'Write {"query": "…"} on each line.'
                ) from error
            hits = mined.similar(text, k=k, exclude_area=area)
            typer.echo(json.dumps([hit.to_json() for hit in hits], ensure_ascii=False))
        return
    hits = mined.similar(query or practice_id or "", k=k, exclude_area=exclude_area)
    if as_json:
        typer.echo(json.dumps([hit.to_json() for hit in hits], ensure_ascii=False, indent=1))
    else:
        typer.echo(describe_similar(hits, mined))
