"""Why a text got its goals: the features that weigh most, for and against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sotenlp.goals.calibration import GOALS
from sotenlp.goals.classifier import GoalClassifier


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one feature of a text adds to a goal's log-odds.

    Attributes:
        goal: Number of the goal.
        feature: The feature, such as "l:jono" (lemma) or "p:lääkäri" (part of a compound).
        weight: Its contribution; positive speaks for the goal.
    """

    goal: int
    feature: str
    weight: float


def explain(classifier: GoalClassifier, features: Sequence[str], *, top: int = 8) -> list[Contribution]:
    """The features of one text that weigh most, per goal.

    Args:
        classifier: A fitted classifier.
        features: The features of the text.
        top: How many to give at most for each goal.

    Returns:
        Contributions by goal, the weightiest first.
    """
    row = classifier.transform([features])
    names = np.concatenate([v.get_feature_names_out() for v in classifier.vectorizers_.values()])
    found = []
    for index, goal in enumerate(GOALS):
        weights = row.multiply(classifier.coef_[index]).tocoo()
        pairs = sorted(zip(weights.col, weights.data, strict=True), key=lambda pair: (-abs(pair[1]), pair[0]))
        found += [Contribution(int(goal), str(names[col]), float(weight)) for col, weight in pairs[:top]]
    return found
