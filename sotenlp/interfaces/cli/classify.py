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
) -> None:
    """Classify texts onto the programme's five goals.

    Adds the columns goals ("1;4", empty for none), goal_1 to goal_5 (a probability each) and abstained
    (true where the answer is too uncertain to rely on); all other columns stay as they are.
    """
    with ExitStack() as stack:
        if str(source) == "-":
            folder = Path(stack.enter_context(TemporaryDirectory()))
            source = folder / "stdin.txt"
            with open(source, "wb") as file:
                shutil.copyfileobj(sys.stdin.buffer, file)
        count = classify_table(source, output, text_column=text_column)
    typer.echo(f"{count} {'text' if count == 1 else 'texts'} classified, written to {output}.")
