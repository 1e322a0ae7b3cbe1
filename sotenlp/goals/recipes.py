"""From a person's table of labelled texts to a model in a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sotenlp.errors import InputError
from sotenlp.goals.persistence import save_model
from sotenlp.goals.table import read_labelled, to_examples
from sotenlp.goals.training import describe, scheme_of, train

RECIPE = "sotenlp train goals"


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """What a training came to.

    Attributes:
        labels: The scheme's labels.
        texts: How many labelled texts the model learned from.
        unfilled: How many rows nobody has judged yet; they were left aside.
        figures: Scores of held-out folds, by name.
        hash: Names the model.
    """

    labels: tuple[str, ...]
    texts: int
    unfilled: int
    figures: dict[str, float]
    hash: str


def train_table(source: str | Path, folder: str | Path) -> TrainingReport:
    """Train a goal model on a table of labelled texts and write it to a folder.

    Where all labels are 1-5, the model is one of the five national goals and fit for pages too; any other
    labels make a scheme of their own.

    Args:
        source: CSV with the columns text and goals (see `sotenlp.goals.table.read_labelled`).
        folder: Where to write the model.

    Raises:
        InputError: The table cannot be read, or has too few labelled texts.
        OutputError: The folder cannot be written.
    """
    table = read_labelled(source)
    labels = scheme_of([label for text in table.texts for label in text.goals | text.also])
    if len(table.texts) < 2 or not any(text.goals for text in table.texts):
        raise InputError(
            source,
            f"too little to learn from ({len(table.texts)} judged texts)",
            "Label some more texts, with and without each label.",
            code="empty",
        )
    examples = to_examples(table.texts)
    try:
        trained = train(examples, labels)
    except ValueError as error:
        raise InputError(
            source, f"too little to learn from ({error})", "Label some more texts.", code="empty"
        ) from error
    rows = [row for row, example in enumerate(examples) if example.wanted is not None]
    in_context = np.array([bool(examples[row].page) for row in rows])[:, None]
    probabilities = np.where(in_context, trained.in_context[rows], trained.alone[rows])
    decision = trained.model.context.decision if in_context.all() else trained.model.classifier.decision_
    figures = describe([examples[row] for row in rows], labels, probabilities, decision)
    card = {
        "data": Path(source).name,
        "texts": {"labelled": len(rows)},
        "recipe": RECIPE,
        "scores": {"held-out folds": figures},
    }
    digest = save_model(trained.model.classifier, trained.model.context, folder, card=card)
    return TrainingReport(labels, len(rows), table.unfilled, figures, digest)
