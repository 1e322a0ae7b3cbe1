"""From log-odds to probabilities, and from probabilities to labels: calibration, thresholds, abstention.

Needs arrays alone, so that a pipeline that only applies a model does without scikit-learn.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sotenlp.annotation import GoalScore
from sotenlp.schema import Goal, GoalBasis

GOALS = tuple(Goal)
DIGITS = 4
"""Decimals of probabilities."""
BINS = 10
"""Bins of the calibration error."""
ABSTAINED = 0.1
"""Share of texts, the least certain ones, about which the classifier abstains."""
STEP = 0.02
LOWEST, HIGHEST = 0.12, 0.7
Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Decision:
    """How probabilities become labels.

    Attributes:
        thresholds: Probability from which each label is given.
        doubt: Certainty below which the answer abstains (see `certainty`).
    """

    thresholds: tuple[float, ...]
    doubt: float = 0.0

    def labels(self, probabilities: Floats) -> Booleans:
        """Which labels are given, shape (texts, labels)."""
        return np.asarray(probabilities >= np.asarray(self.thresholds))

    def certainty(self, probabilities: Floats) -> Floats:
        """How probable it is that all of a text's labels are right, were they independent; shape (texts,)."""
        given = self.labels(probabilities)
        return np.asarray(np.where(given, probabilities, 1.0 - probabilities).prod(axis=1))


def to_probability(odds: Floats) -> Floats:
    """The logistic function."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0))))


def best_first(given: ArrayLike, scores: ArrayLike) -> list[int]:
    """Columns of the given labels, the likeliest first."""
    values = np.asarray(scores)
    return sorted(np.flatnonzero(given).tolist(), key=lambda column: (-values[column], column))


def decide(probabilities: Floats, decision: Decision) -> GoalScore:
    """The goals that five probabilities stand for; the answer abstains where it is in doubt.

    Args:
        probabilities: One for each goal.
        decision: How they become goals.
    """
    return decide_all(np.asarray(probabilities, dtype=float)[None, :], decision)[0]


def decide_all(probabilities: Floats, decision: Decision) -> list[GoalScore]:
    """The same for many texts.

    Args:
        probabilities: Shape (texts, goals).
        decision: How they become goals.
    """
    rows = np.round(probabilities, DIGITS)
    given, doubtful = decision.labels(rows).tolist(), (decision.certainty(rows) < decision.doubt).tolist()
    scores = []
    for row, labels, is_doubtful in zip(rows.tolist(), given, doubtful, strict=True):
        first, second, third, fourth, fifth = row
        chosen = sorted((column for column in range(len(row)) if labels[column]), key=lambda c: -row[c])
        goals = tuple(column + 1 for column in chosen)
        scores.append(
            GoalScore(goals, (first, second, third, fourth, fifth), GoalBasis.PREDICTED, is_doubtful)
        )
    return scores


def tune_decision(probabilities: Floats, wanted: ArrayLike, optional: ArrayLike) -> Decision:
    """For each label the threshold at which its F1 is highest, and the doubt of the least certain tenth.

    Args:
        probabilities: Of texts that the model was not trained on, shape (texts, labels).
        wanted: 0 and 1: labels that must be found.
        optional: 0 and 1: labels that are right either way.
    """
    must, may = np.asarray(wanted, dtype=bool), np.asarray(optional, dtype=bool)
    candidates = np.arange(LOWEST, HIGHEST + STEP / 2, STEP)
    thresholds = []
    for column in range(probabilities.shape[1]):
        scores = []
        for value in candidates:
            given = probabilities[:, column] >= value
            hits = np.sum(given & must[:, column])
            total = np.sum(given & ~may[:, column]) + np.sum(must[:, column])
            scores.append(2 * hits / total if total else 0.0)
        best = np.flatnonzero(np.asarray(scores) >= max(scores) - 1e-9)
        thresholds.append(round(float(candidates[best[len(best) // 2]]), 2))
    certainty = Decision(tuple(thresholds)).certainty(probabilities)
    doubt = float(np.quantile(certainty, ABSTAINED)) if len(certainty) else 0.0
    return Decision(tuple(thresholds), round(doubt, DIGITS))


def calibration_error(probabilities: ArrayLike, labels: ArrayLike) -> float:
    """Expected calibration error over all labels together, in ten bins (Naeini et al. 2015).

    Args:
        probabilities: Shape (texts, labels).
        labels: What is right, 0-1; 0.5 for a label that is right either way.
    """
    given, right = np.ravel(probabilities), np.ravel(np.asarray(labels, dtype=float))
    bins = np.minimum((given * BINS).astype(int), BINS - 1)
    error = 0.0
    for number in range(BINS):
        members = bins == number
        if members.any():
            error += abs(float(given[members].mean() - right[members].mean())) * float(members.mean())
    return error
