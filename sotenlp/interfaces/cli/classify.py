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
from sotenlp.config import in_force, load_config


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
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a run that was cut off.")] = False,
    config: Annotated[
        Path | None, typer.Option(help="A TOML file with settings; the environment goes before it.")
    ] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing when all went well.")] = False,
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
        stack.enter_context(in_force(load_config(config)))
        try:
            count = classify_table(source, output, text_column=text_column, model=model, resume=resume)
        except KeyboardInterrupt:
            typer.echo(
                f"sotenlp: stopped; what is done is kept in {output}.unfinished. "
                "Give the same command with --resume to go on.",
                err=True,
            )
            raise typer.Exit(130) from None
    if quiet:
        return
    typer.echo(f"{count} {'text' if count == 1 else 'texts'} classified, written to {output}.")
