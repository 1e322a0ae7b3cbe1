"""Goals against gold: of labelled tables, and of the sentences of gold files by their words alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sotenlp.goals.calibration import best_first, calibration_error
from sotenlp.goals.persistence import GoalModel
from sotenlp.goals.scoring import GoalItem, GoalScores, score_goals
from sotenlp.goals.table import LabelledText, to_examples
from sotenlp.goals.training import abstention, indicators, means_by_page

__all__ = ["Evaluated", "GoalItem", "GoalScores", "evaluate_texts", "gold_texts", "score_goals"]


@dataclass(frozen=True, slots=True)
class Evaluated:
    """Scores of labelled texts.

    Attributes:
        figures: Each figure by name, in the order to print them.
        items: Each text's gold and predicted labels.
    """

    figures: dict[str, float]
    items: tuple[GoalItem, ...]


def gold_texts(documents: Sequence[dict[str, Any]]) -> list[LabelledText]:
    """The sentences of gold files as labelled texts."""
    return [
        LabelledText(
            sentence["text"],
            frozenset(map(str, sentence["goals"])),
            frozenset(map(str, sentence.get("goals_also", ()))),
            doc=document["doc"],
        )
        for document in documents
        for sentence in document["sentences"]
    ]


def evaluate_texts(texts: Sequence[LabelledText], model: GoalModel, *, text_only: bool = False) -> Evaluated:
    """Score a model on labelled texts.

    Args:
        texts: The texts; where they have a heading or neighbours, these help the model.
        model: The model.
        text_only: Whether to leave headings and neighbours aside.
    """
    examples = to_examples(texts, surroundings=not text_only)
    odds = model.classifier.decision_function([list(e.features) for e in examples])
    decision = model.classifier.decision_
    probabilities = 1.0 / (1.0 + np.exp(-odds))
    if any(e.page for e in examples):
        placed = np.array([bool(e.page) for e in examples])
        in_context = model.context.predict_proba(odds, means_by_page(examples, probabilities))
        probabilities = np.where(placed[:, None], in_context, probabilities)
    names = np.asarray(model.labels, dtype=object)
    rows = [row for row, e in enumerate(examples) if e.wanted is not None]
    items, certainty = [], []
    for row in rows:
        example, p = examples[row], probabilities[row]
        chosen = model.context.decision if example.page else decision
        found = names[best_first(chosen.labels(p[None, :])[0], p)].tolist()
        items.append(GoalItem(example.wanted or (), example.optional, found))
        certainty.append(chosen.certainty(p[None, :])[0] - chosen.doubt)
    wanted, optional = indicators([examples[row] for row in rows], model.labels)
    figures = score_goals(items).rows()
    figures["goals.calibration_error"] = round(
        calibration_error(probabilities[rows], wanted * (1 - optional) + optional / 2), 4
    )
    figures |= abstention(items, np.asarray(certainty), 0.0)
    return Evaluated(figures, tuple(items))
