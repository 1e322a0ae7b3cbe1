"""`sotenlp train`: models of a user's own data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from sotenlp.goals.recipes import train_table

app = typer.Typer(help="Train models on data of your own.", no_args_is_help=True)


@app.command("goals")
def goals_command(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="DATA.csv",
            help="CSV with the columns text and goals ('1;4', empty for none), and where there are such "
            "heading, before, after and doc.",
        ),
    ],
    folder: Annotated[Path, typer.Option("-o", "--output", help="Folder for the model.")] = Path(
        "goals-model"
    ),
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of a table.")] = False,
) -> None:
    """Train a goal classifier; labels other than 1 to 5 make a scheme of your own.

    Scores come from five folds in which no document stands on both sides. Rows with "?" in goals, as
    'sotenlp label goals' writes them, are left aside.
    """
    report = train_table(source, folder)
    if as_json:
        content = {"labels": report.labels, "texts": report.texts, "unfilled": report.unfilled}
        typer.echo(json.dumps(content | report.figures | {"hash": report.hash}, ensure_ascii=False))
        return
    for name, value in report.figures.items():
        typer.echo(f"{name:28} {value}")
    left = f", {report.unfilled} not judged yet left aside" if report.unfilled else ""
    typer.echo(
        f"{report.texts} texts, labels {', '.join(report.labels)}{left}; model {report.hash} in {folder}."
    )
