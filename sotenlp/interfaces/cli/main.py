"""The `sotenlp` command: its subcommands, messages and exit codes.

Exit codes: 0 all done; 1 nothing written; 2 wrong usage; 3 written, but some inputs were
refused.
"""

from __future__ import annotations

import logging
import os
import sys
from typing import Annotated

import typer

from sotenlp.errors import SotenlpError
from sotenlp.interfaces.cli import (
    classify,
    evaluate,
    fetch,
    info,
    label,
    lemmatize,
    mine,
    remove,
    similar,
    train,
)
from sotenlp.version import __version__

HELP = """Finnish health and social services project texts to knowledge that can be compared.

Start with:  sotenlp mine PAGES/ -o OUT    and then:  sotenlp similar OUT "keskitetty asiakasohjaus"
"""

app = typer.Typer(
    name="sotenlp", help=HELP, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)
app.command("fetch")(fetch.fetch_command)
app.command("mine")(mine.mine_command)
app.command("remove")(remove.remove_command)
app.command("classify")(classify.classify_command)
app.command("lemmatize")(lemmatize.lemmatize_command)
app.command("similar")(similar.similar_command)
app.add_typer(evaluate.app, name="evaluate")
app.add_typer(label.app, name="label")
app.add_typer(train.app, name="train")
app.command("info")(info.info_command)


def _show_version(value: bool) -> None:
    if value:
        typer.echo(f"sotenlp {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Options before the subcommand."""


def main() -> None:
    """Run the command line; errors of sotenlp are one line on standard error."""
    logging.basicConfig(format="sotenlp: %(message)s", level=logging.WARNING, stream=sys.stderr)
    try:
        app()
    except SotenlpError as error:
        typer.echo(f"sotenlp: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    main()
