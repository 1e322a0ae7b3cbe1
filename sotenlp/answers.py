"""What a goal model says of texts: labels, a probability each, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from sotenlp.goals.calibration import DIGITS, best_first
from sotenlp.goals.component import goal_model
from sotenlp.goals.explanation import Explanation
from sotenlp.goals.explanation import explain as explain_text
from sotenlp.goals.features import extract_features
from sotenlp.goals.persistence import GoalModel, load_model
from sotenlp.pipeline import language_pipeline

BATCH = 500
"""Texts that are in memory at a time."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model says of a text.

    Attributes:
        labels: The labels that it gives, the likeliest first.
        scores: A probability for each label of the model.
        certainty: How probable it is that all labels are right.
        abstained: Whether that is too little to rely on; the labels stay as they are.
    """

    labels: tuple[str, ...]
    scores: tuple[float, ...]
    certainty: float
    abstained: bool


def pick_model(model: str | Path | GoalModel | None = None) -> GoalModel:
    """A goal model: a loaded one, that of a folder, or the default.

    Raises:
        ModelError: The model cannot be read.
    """
    if isinstance(model, GoalModel):
        return model
    return goal_model() if model is None else load_model(Path(model))


def answer(texts: Iterable[str], *, model: str | Path | GoalModel | None = None) -> Iterator[Answer]:
    """Classify texts onto the labels of a model, lazily and in order.

    Args:
        texts: Sentences, bullets or short paragraphs.
        model: A model or its folder; None for the five national goals.

    Raises:
        VoikkoError: libvoikko or its Finnish dictionary is missing.
        ModelError: The goal model cannot be read.
    """
    picked = pick_model(model)
    nlp = language_pipeline()
    labels, decision = picked.labels, picked.classifier.decision_
    iterator = iter(texts)
    while batch := list(islice(iterator, BATCH)):
        features = [extract_features(doc) for doc in nlp.pipe(batch)]
        probabilities = np.round(picked.classifier.predict_proba(features), DIGITS)
        given, certainty = decision.labels(probabilities), decision.certainty(probabilities)
        for row, chosen, sure in zip(probabilities, given, certainty.tolist(), strict=True):
            found = tuple(labels[column] for column in best_first(chosen, row))
            yield Answer(found, tuple(row.tolist()), round(sure, DIGITS), sure < decision.doubt)


def explain(text: str, *, model: str | Path | GoalModel | None = None) -> Explanation:
    """Why a text gets its goals: the lemmas and other features that weigh most, for and against.

    The answer shows itself as a table in a notebook; `to_json` gives plain values.

    Args:
        text: A sentence, bullet or short paragraph.
        model: A model or its folder; None for the five national goals.

    Raises:
        VoikkoError: libvoikko or its Finnish dictionary is missing.
        ModelError: The goal model cannot be read.

    Example:
        >>> explain("Jonot lyhenivät, kun etälääkäri aloitti.").given
        ('1',)
    """
    return explain_text(pick_model(model).classifier, text)
