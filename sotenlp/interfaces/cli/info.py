"""`sotenlp info`: what is installed, or what an output folder holds."""

from __future__ import annotations

import json
import platform
from pathlib import Path
from typing import Annotated

import typer

from sotenlp.errors import SotenlpError
from sotenlp.interfaces.summary import describe_installation, summarize
from sotenlp.mined import open_mined
from sotenlp.output import MANIFEST


def info_command(
    output: Annotated[
        Path | None, typer.Argument(help="A folder that 'sotenlp mine' wrote; without it, the installation.")
    ] = None,
) -> None:
    """Tell what is installed, or what a mined folder holds and how it was made."""
    if output is None:
        typer.echo(describe_installation(python=platform.python_version()))
        return
    mined = open_mined(output)
    try:
        manifest = json.loads((output / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError) as error:
        raise SotenlpError(f"{output / MANIFEST}: cannot be read ({error}). Mine the texts again.") from error
    typer.echo(summarize(mined))
    if "started" in manifest:
        version, day, seconds = (manifest[key] for key in ("sotenlp", "started", "seconds"))
        typer.echo(f"Mined by sotenlp {version} on {day} in {seconds} seconds.")
