"""`sotenlp remove`: take one document out of an output folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sotenlp.mining import remove


def remove_command(
    output: Annotated[Path, typer.Argument(help="A folder that 'sotenlp mine' wrote.")],
    doc: Annotated[str, typer.Argument(help="Id of the document.")],
) -> None:
    """Remove one document; practices and the graph are linked anew without it."""
    mined = remove(output, doc)
    left = "1 document is" if len(mined) == 1 else f"{len(mined)} documents are"
    typer.echo(f"Removed {doc}; {left} left in {output}/.")
