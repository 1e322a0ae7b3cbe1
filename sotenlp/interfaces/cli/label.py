"""`sotenlp label`: what a person should look at next."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sotenlp.labelling import DEFAULT_LIMIT, label_table

app = typer.Typer(help="Tables for a person to label.", no_args_is_help=True)


@app.command("goals")
def goals_command(
    source: Annotated[
        Path,
        typer.Argument(
            help="A folder that 'sotenlp mine' wrote, or a .txt (a text a line), .csv, .tsv, .jsonl or "
            ".parquet file."
        ),
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="CSV file to write.")],
    limit: Annotated[int, typer.Option(min=1, help="How many texts at most.")] = DEFAULT_LIMIT,
    text_column: Annotated[str, typer.Option(help="The column that holds the text.")] = "text",
    model: Annotated[
        Path | None, typer.Option(help="Folder of a model that 'sotenlp train goals' wrote.")
    ] = None,
) -> None:
    """Write the least certain texts to a table, with "?" in the column goals.

    Put the goals in its place ("1;4"), or nothing where none fits. 'sotenlp train goals' takes the table
    back.
    """
    count = label_table(source, output, limit=limit, text_column=text_column, model=model)
    typer.echo(f"{count} {'text' if count == 1 else 'texts'} to label, written to {output}.")
