"""`sotenlp mine`: a folder of texts to tables and a graph."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Annotated

import typer

from sotenlp.config import Config, load_config, with_given
from sotenlp.errors import InputError, SotenlpError
from sotenlp.interfaces.cli.progress import Reporter

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
    fail_fast: Annotated[
        bool, typer.Option("--fail-fast", help="Stop at the first input that cannot be taken.")
    ] = False,
    engine: Annotated[
        str | None,
        typer.Option(help="What does the work: auto, serial, processes or dask; the result is the same."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Worker processes; by default the cores there are, fewer for a few texts."),
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="Address of a Dask scheduler: tcp://host:8786.")
    ] = None,
    keep_contacts: Annotated[
        bool, typer.Option("--keep-contacts", help="Do not mask persons' names and addresses.")
    ] = False,
    config: Annotated[
        Path | None, typer.Option(help="A TOML file with settings; the environment and flags go before it.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="JSON lines on standard output: progress and, last, the result.")
    ] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No summary and no progress.")] = False,
) -> None:
    """Mine texts: measures, actors, indicators and goals, linked into a graph of practices.

    Writes documents.jsonl, one Parquet table a kind, practices.jsonl, links.jsonl, links.csv,
    graph.graphml, graph.json, errors.jsonl and manifest.json. Write join or refuse into the column
    decision of links.csv: the next run of the same output heeds it.

    Exit codes: 0 all done; 1 nothing written, or cut off by an error (finished documents are kept for
    --resume); 2 wrong usage; 3 written, but some inputs were refused; 130 stopped by Ctrl-C.
    """
    from sotenlp.interfaces.summary import summarize
    from sotenlp.mining import mine
    from sotenlp.output import Mode

    chosen = [
        mode for mode, flag in ((Mode.ADD, add), (Mode.RESUME, resume), (Mode.REPLACE, replace_)) if flag
    ]
    if len(chosen) > 1:
        raise typer.BadParameter("give only one of --add, --resume and --replace")
    settings = with_given(
        load_config(config, defaults=Config(workers=0)),
        engine=engine,
        workers=workers,
        scheduler=scheduler,
        keep_contacts=keep_contacts or None,
    )
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a polite kill ends as cleanly as Ctrl-C
    with Reporter("documents", quiet=quiet, as_json=as_json) as progress:
        try:
            mined = mine(
                paths,
                output,
                mode=chosen[0] if chosen else Mode.NEW,
                config=settings,
                progress=progress,
                text_column=text_column,
                id_column=id_column,
                dry_run=dry_run,
                fail_fast=fail_fast,
            )
        except KeyboardInterrupt:
            kept = _kept(output)
            progress.event("stopped", done=progress.done, total=progress.total, kept=kept, output=str(output))
            typer.echo(
                f"sotenlp: stopped; {kept} finished documents are kept in {output}/. "
                "Give the same command with --resume to go on.",
                err=True,
            )
            raise typer.Exit(130) from None
        except SotenlpError as error:
            progress.event("failed", code=error.code, message=str(error), kept=_kept(output))
            if not isinstance(error, InputError) or fail_fast:
                _tell_kept(output)
            raise
        failed = len(mined.errors)
        progress.event("done", output=str(output), counts=mined.counts(), exit=3 if failed else 0)
    if dry_run:
        typer.echo(mined.links_csv(), nl=False)
        raise typer.Exit(3 if mined.errors else 0)
    if not as_json:
        if not quiet:
            typer.echo(summarize(mined))
        typer.echo(
            f"Written to {output}/ "
            f"(start with measures.parquet, graph.graphml or 'sotenlp similar {output} …')."
        )
    if failed:
        what = "1 input was" if failed == 1 else f"{failed} inputs were"
        typer.echo(f"{what} refused; see {output}/errors.jsonl.", err=True)
        raise typer.Exit(3)


def _kept(output: Path) -> int:
    """How many finished documents a run that was cut off has kept."""
    from sotenlp.output import JOURNAL

    try:
        with open(output / JOURNAL, "rb") as file:
            return sum(line.endswith(b"\n") for line in file)
    except OSError:
        return 0


def _tell_kept(output: Path) -> None:
    if kept := _kept(output):
        typer.echo(
            f"sotenlp: cut off; {kept} finished documents are kept in {output}/. "
            "Mend what is told below and give the same command with --resume.",
            err=True,
        )
