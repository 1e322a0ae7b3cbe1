"""`sotenlp mine`: a folder of texts to tables and a graph."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from sotenlp.config import load_config
from sotenlp.interfaces.summary import summarize
from sotenlp.mining import mine
from sotenlp.output import Mode

DEFAULT_OUTPUT = Path("sotenlp-out")


def mine_command(
    paths: Annotated[
        list[str],
        typer.Argument(
            help="Files (text, HTML, MHTML, PDF, DOCX; CSV, TSV, JSONL, Parquet with a text a row), folders, "
            "patterns, or - for standard input."
        ),
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="Folder to write to; it is made at need.")
    ] = DEFAULT_OUTPUT,
    add: Annotated[bool, typer.Option("--add", help="Keep the output's other documents.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a run that was cut off.")] = False,
    replace_: Annotated[bool, typer.Option("--replace", help="Write the output folder anew.")] = False,
    text_column: Annotated[
        str | None,
        typer.Option(help="The column with tables' texts, 'text' by default; takes tables in folders too."),
    ] = None,
    id_column: Annotated[
        str | None,
        typer.Option(help="The column with the ids of tables' rows; else a hash of each text."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write nothing; show what would be joined, as links.csv has it.")
    ] = False,
    workers: Annotated[int | None, typer.Option(min=1, help="Worker processes; 1 by default.")] = None,
    keep_contacts: Annotated[
        bool, typer.Option("--keep-contacts", help="Do not mask persons' names and addresses.")
    ] = False,
    config: Annotated[Path | None, typer.Option(help="A TOML file with settings.")] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No summary and no progress bar.")] = False,
) -> None:
    """Mine texts: measures, actors, indicators and goals, linked into a graph of practices.

    Writes documents.jsonl, one Parquet table a kind, practices.jsonl, links.jsonl, links.csv,
    graph.graphml, graph.json, errors.jsonl and manifest.json. Write join or refuse into the column
    decision of links.csv: the next run of the same output heeds it.
    """
    chosen = [
        mode for mode, flag in ((Mode.ADD, add), (Mode.RESUME, resume), (Mode.REPLACE, replace_)) if flag
    ]
    if len(chosen) > 1:
        raise typer.BadParameter("give only one of --add, --resume and --replace")
    settings = load_config(config)
    if workers:
        settings = replace(settings, workers=workers)
    if keep_contacts:
        settings = replace(settings, keep_contacts=True)
    console = Console(stderr=True)
    bar = (
        Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        )
        if console.is_terminal and not quiet
        else None
    )
    with bar or nullcontext():
        task = bar.add_task("Mining", total=None) if bar else None

        done = 0

        def show(number: int, total: int) -> None:
            nonlocal done
            done = number
            if bar and task is not None:
                bar.update(task, completed=number, total=total)

        try:
            mined = mine(
                paths,
                output,
                mode=chosen[0] if chosen else Mode.NEW,
                config=settings,
                progress=show,
                text_column=text_column,
                id_column=id_column,
                dry_run=dry_run,
            )
        except KeyboardInterrupt:
            typer.echo(
                f"sotenlp: stopped; {done} finished documents are kept in {output}/. Go on with --resume.",
                err=True,
            )
            raise typer.Exit(130) from None
    if dry_run:
        typer.echo(mined.links_csv(), nl=False)
        raise typer.Exit(3 if mined.errors else 0)
    if not quiet:
        typer.echo(summarize(mined))
    typer.echo(
        f"Written to {output}/ (start with measures.parquet, graph.graphml or 'sotenlp similar {output} …')."
    )
    if mined.errors:
        what = "1 input was" if len(mined.errors) == 1 else f"{len(mined.errors)} inputs were"
        typer.echo(f"{what} refused; see {output}/errors.jsonl.", err=True)
        raise typer.Exit(3)
