"""`sotenlp evaluate`: scores against gold."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from sotenlp.classification import classify
from sotenlp.errors import InputError
from sotenlp.evaluation.corpus import goals_of, read_gold, score_corpus
from sotenlp.evaluation.goals import GoalItem, score_goals
from sotenlp.evaluation.lemmas import score_lemmas
from sotenlp.evaluation.links import score_links
from sotenlp.mined import open_mined
from sotenlp.mining import mine
from sotenlp.reader.encodings import decode
from sotenlp.reader.normalisation import read_bytes

app = typer.Typer(help="Score results against gold.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="JSON instead of a table.")]
Floors = Annotated[
    list[str] | None, typer.Option("--min", help="NAME=VALUE: exit with 1 where a figure is lower.")
]


def _report(figures: Mapping[str, float], *, as_json: bool, floors: list[str] | None) -> None:
    if as_json:
        typer.echo(json.dumps(figures, ensure_ascii=False))
    else:
        for name, value in figures.items():
            typer.echo(f"{name:28} {value}")
    short = []
    for floor in floors or []:
        name, _, bound = floor.partition("=")
        try:
            least = float(bound)
        except ValueError:
            raise typer.BadParameter(f"--min takes NAME=VALUE, not {floor!r}") from None
        if name not in figures:
            raise typer.BadParameter(f"no figure {name!r}; there are {', '.join(figures)}")
        if figures[name] < least:
            short.append(f"{name} {figures[name]} < {bound}")
    if short:
        typer.echo("; ".join(short), err=True)
        raise typer.Exit(1)


@app.command("mined")
def mined_command(
    gold: Annotated[Path, typer.Argument(help="Folder of gold files, one JSON file a document.")],
    output: Annotated[Path, typer.Argument(help="A folder that 'sotenlp mine' wrote.")],
    errors: Annotated[
        str | None,
        typer.Option(help="List what is missed or wrong: measures, actors, indicators, targets or goals."),
    ] = None,
    as_json: AsJson = False,
    floors: Floors = None,
) -> None:
    """Score measures, actors, indicators, target groups, goals and metadata."""
    documents = {document.id: document.to_json() for document in open_mined(output).documents}
    report = score_corpus(read_gold(gold), documents)
    if errors is not None:
        if errors not in report.errors:
            raise typer.BadParameter(f"--errors takes one of {', '.join(report.errors)}")
        for label, doc, start, text in report.errors[errors]:
            typer.echo(f"{label}\t{doc}\t{start}\t{' '.join(text.split())}")
    _report(report.figures, as_json=as_json, floors=floors)


@app.command("goals")
def goals_command(
    gold: Annotated[
        Path,
        typer.Argument(
            help="A CSV file (text, goals as '1;4', optional goals_also), or a folder of gold files."
        ),
    ],
    text_only: Annotated[
        bool,
        typer.Option("--text-only", help="Classify each gold sentence by its words alone, without its page."),
    ] = False,
    texts: Annotated[
        Path | None,
        typer.Option(help="Folder of the gold files' texts, to classify sentences in their page."),
    ] = None,
    as_json: AsJson = False,
    floors: Floors = None,
) -> None:
    """Score the goals of sentences."""
    if gold.is_dir():
        documents = read_gold(gold)
        rows = [sentence for document in documents for sentence in document["sentences"]]
        if not text_only:
            if texts is None:
                raise typer.BadParameter("give --texts FOLDER, or --text-only")
            mined = {document.id: document.to_json() for document in mine(texts).documents}
            items = [
                GoalItem(
                    s["goals"],
                    s.get("goals_also", ()),
                    goals_of(s, mined.get(d["doc"], {}).get("sentences", [])),
                )
                for d in documents
                for s in d["sentences"]
            ]
            _report(score_goals(items).rows(), as_json=as_json, floors=floors)
            return
    else:
        lines = decode(read_bytes(gold), gold).removeprefix("\ufeff").splitlines(keepends=True)
        rows = list(csv.DictReader(lines))
        if not rows or "text" not in rows[0] or "goals" not in rows[0]:
            raise InputError(
                gold, "no columns text and goals", "Give a CSV file with a header row that names them."
            )
        for row in rows:
            for name in ("goals", "goals_also"):
                row[name] = [int(goal) for goal in (row.get(name) or "").split(";") if goal]
    scores = classify(row["text"] for row in rows)
    items = [
        GoalItem(row["goals"], row.get("goals_also", ()), score.goals)
        for row, score in zip(rows, scores, strict=True)
    ]
    _report(score_goals(items).rows(), as_json=as_json, floors=floors)


@app.command("lemmas")
def lemmas_command(
    gold: Annotated[Path, typer.Argument(help="CoNLL-U with the right lemmas and tags.")],
    mine_: Annotated[
        Path, typer.Argument(metavar="MINE", help="CoNLL-U that 'sotenlp lemmatize' wrote of it.")
    ],
    errors: Annotated[int, typer.Option(help="List so many of the most frequent errors.")] = 0,
    as_json: AsJson = False,
    floors: Floors = None,
) -> None:
    """Score lemmas, parts of speech and features."""
    figures, wrong = score_lemmas(gold, mine_)
    for (form, wanted, found), count in wrong.most_common(errors):
        typer.echo(f"{count}\t{form}\t{wanted}\t{found}")
    _report(figures, as_json=as_json, floors=floors)


@app.command("links")
def links_command(
    gold: Annotated[Path, typer.Argument(help="JSON file with practices, related and different pairs.")],
    output: Annotated[Path, typer.Argument(help="A folder that 'sotenlp mine' wrote.")],
    k: Annotated[int, typer.Option("-k", min=1, help="How many answers of a search count.")] = 5,
    as_json: AsJson = False,
    floors: Floors = None,
) -> None:
    """Score linked practices and the search for similar ones."""
    try:
        links = json.loads(decode(read_bytes(gold), gold))
    except json.JSONDecodeError as error:
        raise InputError(
            gold, f"not JSON ({error})", "Name a file of linked practices.", code="broken"
        ) from error
    _report(score_links(links, open_mined(output), k=k), as_json=as_json, floors=floors)
