"""`sotenlp evaluate`: scores against gold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from sotenlp.answers import pick_model
from sotenlp.errors import InputError
from sotenlp.evaluation.corpus import read_gold, score_corpus
from sotenlp.evaluation.goals import evaluate_texts, gold_texts
from sotenlp.evaluation.lemmas import score_lemmas
from sotenlp.evaluation.links import score_links
from sotenlp.goals.table import read_labelled
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


def _list_spans(errors: Iterable[tuple[str, str, int, str]]) -> None:
    for label, doc, start, text in errors:
        typer.echo(f"{label}\t{doc}\t{start}\t{' '.join(text.split())}")


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
        _list_spans(report.errors[errors])
    _report(report.figures, as_json=as_json, floors=floors)


@app.command("goals")
def goals_command(
    gold: Annotated[
        Path,
        typer.Argument(
            help="A CSV file (text, goals as '1;4', optional goals_also, heading, before, after), or a "
            "folder of gold files."
        ),
    ],
    text_only: Annotated[
        bool,
        typer.Option("--text-only", help="Judge each text by its words alone, without its surroundings."),
    ] = False,
    texts: Annotated[
        Path | None,
        typer.Option(help="Folder of the gold files' texts, to classify sentences in their page."),
    ] = None,
    model: Annotated[
        Path | None, typer.Option(help="Folder of a model that 'sotenlp train goals' wrote.")
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List the texts with wrong goals.")] = False,
    as_json: AsJson = False,
    floors: Floors = None,
) -> None:
    """Score the goals of sentences, the calibration of their probabilities, and what abstaining brings.

    goals.errors is the number of missed and wrong goals a text; goals.errors_certain the same without the
    texts on which the model abstains.
    """
    if gold.is_dir() and not text_only:
        if texts is None or model is not None:
            raise typer.BadParameter("give --texts FOLDER and no --model, or --text-only")
        mined = {document.id: document.to_json() for document in mine(texts).documents}
        report = score_corpus(read_gold(gold), mined)
        if errors:
            _list_spans(report.errors["goals"])
        figures = {name: value for name, value in report.figures.items() if name.startswith("goals.")}
        _report(figures, as_json=as_json, floors=floors)
        return
    labelled = gold_texts(read_gold(gold)) if gold.is_dir() else read_labelled(gold).texts
    result = evaluate_texts(labelled, pick_model(model), text_only=text_only)
    if errors:
        for text, item in zip(labelled, result.items, strict=True):
            if not item.is_right:
                wanted, found = (";".join(sorted(map(str, s))) or "-" for s in (item.wanted, item.found))
                typer.echo(f"gold {wanted} found {found}\t{' '.join(text.text.split())}")
    _report(result.figures, as_json=as_json, floors=floors)


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
