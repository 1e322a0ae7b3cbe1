"""What the place of a sentence on its page adds: the other sentences of its section.

A sentence such as "Toimintamallia on testattu" says little by itself; the sentences around it
tell what it is about. One logistic regression weighs a sentence's own log-odds and the mean
probability of the other sentences of its section, with the same weights for all labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sotenlp.goals.calibration import Decision, Floats, to_probability


@dataclass(frozen=True, slots=True)
class ContextModel:
    """Weights of a sentence's own words and of its section.

    Attributes:
        own: Weight of the sentence's own log-odds.
        section: Weight of the mean probability of the section's other sentences.
        bias: One for each label.
        decision: How probabilities in context become labels.
    """

    own: float
    section: float
    bias: tuple[float, ...]
    decision: Decision

    def predict_proba(self, odds: Floats, section_means: Floats) -> Floats:
        """Probability of each label in context, shape (sentences, labels)."""
        return to_probability(self.own * odds + self.section * section_means + np.asarray(self.bias))


def section_means(probabilities: Floats, sections: Sequence[int], counts: ArrayLike) -> Floats:
    """For each sentence the mean probabilities of its section's other sentences.

    Args:
        probabilities: By the sentences' own words, shape (sentences, labels).
        sections: Index of each sentence's section.
        counts: Whether each sentence counts; parts of a page's frame do not.

    Returns:
        Of the shape of `probabilities`; where a section has no other sentence, the mean of the whole page.
    """
    alive = np.asarray(counts, dtype=bool)
    overall = probabilities[alive].mean(axis=0) if alive.any() else np.zeros(probabilities.shape[1])
    groups = np.asarray(sections)
    means: Floats = np.tile(overall, (len(groups), 1))
    for section in np.unique(groups):
        members = groups == section
        total = probabilities[members & alive].sum(axis=0)
        number = int(np.sum(members & alive))
        for row in np.flatnonzero(members):
            others = number - int(alive[row])
            if others:
                means[row] = (total - (probabilities[row] if alive[row] else 0.0)) / others
    return means


def fit_context(
    odds: Floats, means: Floats, wanted: ArrayLike, optional: ArrayLike
) -> tuple[float, float, NDArray[np.float64]]:
    """Learn the weights from sentences that the text classifier has not seen.

    Args:
        odds: Log-odds by the sentences' own words, shape (sentences, labels).
        means: What `section_means` gives.
        wanted: 0 and 1, of the same shape: labels that must be found.
        optional: Labels that are right either way; each counts half as given.

    Returns:
        The weight of the own log-odds, that of the section, and a bias for each label.
    """
    from sklearn.linear_model import LogisticRegression  # Who applies a model does without it.

    must, may = np.asarray(wanted, dtype=bool), np.asarray(optional, dtype=bool)
    label = np.tile(np.eye(odds.shape[1]), (len(odds), 1))
    design = np.column_stack([odds.ravel(), means.ravel(), label])
    model = LogisticRegression(C=1.0, max_iter=1000)
    model.fit(np.vstack([design, design]), np.concatenate([must.ravel(), (must | may).ravel()]))
    own, section, *bias = model.coef_[0]
    return float(own), float(section), np.asarray(bias) + model.intercept_[0]
