"""`sotenlp classify`: many short texts onto the five goals."""

from __future__ import annotations

import shutil
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from sotenlp.classification import classify_table


def classify_command(
    source: Annotated[
        Path,
        typer.Argument(
            help="A .txt (a text a line), .csv, .tsv, .jsonl or .parquet file; - for lines of standard input."
        ),
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="Where to write (CSV for a .txt file).")],
    text_column: Annotated[str, typer.Option(help="The column that holds the text.")] = "text",
    model: Annotated[
        Path | None, typer.Option(help="Folder of a model that 'sotenlp train goals' wrote.")
    ] = None,
) -> None:
    """Classify texts onto the programme's five goals.

    Adds the columns goals ("1;4", empty for none), goal_1 to goal_5 (a probability each), certainty (how
    probable it is that all goals are right) and abstained (true where that is too little to rely on; the
    goals stay as they are); all other columns stay as they are.
    """
    with ExitStack() as stack:
        if str(source) == "-":
            folder = Path(stack.enter_context(TemporaryDirectory()))
            source = folder / "stdin.txt"
            with open(source, "wb") as file:
                shutil.copyfileobj(sys.stdin.buffer, file)
        count = classify_table(source, output, text_column=text_column, model=model)
    typer.echo(f"{count} {'text' if count == 1 else 'texts'} classified, written to {output}.")
