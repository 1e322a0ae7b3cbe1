"""The `sotenlp` command: its subcommands, messages and exit codes.

Exit codes: 0 all done; 1 nothing written, or cut off by an error; 2 wrong usage; 3 written, but
some inputs were refused; 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import logging
import os
import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from sotenlp.errors import SotenlpError
from sotenlp.version import __version__

HELP = """Finnish health and social services project texts to knowledge that can be compared.

Start with:  sotenlp mine PAGES/ -o OUT    and then:  sotenlp similar OUT "keskitetty asiakasohjaus"
"""

COMMANDS = {
    "fetch": "Fetch pages by their addresses and save them for 'sotenlp mine'.",
    "mine": "Mine texts: measures, actors, indicators and goals, linked into a graph of practices.",
    "remove": "Remove one document; practices and the graph are linked anew without it.",
    "classify": "Classify texts onto the programme's five goals.",
    "lemmatize": "Lemmatise texts, a text a line, or fill a CoNLL-U file.",
    "similar": "Find similar practices of other regions, with the words that they stand on.",
    "graph": "Write the knowledge graph: RDF, GraphML, GEXF (Gephi), node-link JSON, "
    "or Neo4j's import files.",
    "query": "Ask the knowledge graph in SPARQL; nothing is changed, "
    "and nothing is fetched from the network.",
    "evaluate": "Score results against gold.",
    "label": "Tables for a person to label.",
    "train": "Train models on data of your own.",
    "info": "Tell what is installed and in force, or what a mined folder holds and how it was made.",
}
"""Subcommands in their order, with the first lines of their help; each is a module of this package."""


class Commands(TyperGroup):
    """Subcommands whose modules are imported when they are used: the list of them needs none."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Names of the subcommands."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A subcommand as the list shows it."""
        found = COMMANDS.get(cmd_name)
        return None if found is None else TyperCommand(cmd_name, help=found)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The subcommand that is to run, with its arguments."""
        name = args[0]
        if name in COMMANDS:
            return name, load_command(name), args[1:]
        return super().resolve_command(ctx, args)


def load_command(name: str) -> Any:
    """Import a subcommand."""
    module = import_module(f"sotenlp.interfaces.cli.{name}")
    command: Any
    if hasattr(module, "app"):
        command = typer.main.get_group(module.app)
    else:
        alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        alone.command(name)(getattr(module, f"{name}_command"))
        command = typer.main.get_command(alone)
    command.name = name
    return command


app = typer.Typer(
    name="sotenlp",
    cls=Commands,
    help=HELP,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


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
