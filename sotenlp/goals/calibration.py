"""From odds to probabilities, and from probabilities to goals: thresholds and abstention.

Needs arrays alone, so that a pipeline that only applies a model does without scikit-learn.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sotenlp.annotation import GoalScore
from sotenlp.schema import Goal, GoalBasis

GOALS = tuple(Goal)
ABSTAIN_MARGIN = 0.08
"""Distance to the threshold, as a probability, below which the best goal counts as uncertain."""
Floats = NDArray[np.float64]


def to_probability(odds: Floats) -> Floats:
    """The logistic function."""
    return np.asarray(1.0 / (1.0 + np.exp(-odds)))


def decide(probabilities: Floats, thresholds: Floats) -> GoalScore:
    """The goals that five probabilities stand for.

    The answer abstains where even its best goal lies close to its threshold.

    Args:
        probabilities: One for each goal.
        thresholds: The probability from which each goal is given.
    """
    first, second, third, fourth, fifth = (round(float(p), 4) for p in probabilities)
    scores = (first, second, third, fourth, fifth)
    chosen = [int(goal) for goal, p, t in zip(GOALS, scores, thresholds, strict=True) if p >= t]
    chosen.sort(key=lambda goal: (-scores[goal - 1], goal))
    excess = max(p - t for p, t in zip(scores, thresholds, strict=True))
    return GoalScore(tuple(chosen), scores, GoalBasis.PREDICTED, bool(abs(excess) < ABSTAIN_MARGIN))


def tune_thresholds(probabilities: Floats, wanted: ArrayLike, optional: ArrayLike) -> Floats:
    """For each goal the threshold at which its F1 is highest.

    Args:
        probabilities: Of texts that the model was not trained on, shape (texts, 5).
        wanted: 0 and 1: goals that must be found.
        optional: 0 and 1: goals that are right either way.
    """
    must, may = np.asarray(wanted, dtype=bool), np.asarray(optional, dtype=bool)
    candidates = np.arange(0.16, 0.71, 0.02)
    thresholds = np.zeros(len(GOALS))
    for column in range(len(GOALS)):
        scores = []
        for value in candidates:
            given = probabilities[:, column] >= value
            hits = np.sum(given & must[:, column])
            total = np.sum(given & ~may[:, column]) + np.sum(must[:, column])
            scores.append(2 * hits / total if total else 0.0)
        best = np.flatnonzero(np.asarray(scores) >= max(scores) - 1e-9)
        thresholds[column] = round(float(candidates[best[len(best) // 2]]), 2)
    return thresholds
