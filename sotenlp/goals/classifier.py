"""The goal classifier: a linear multi-label model over lemmas, compound parts, letters and vocabulary.

Two logistic regressions a label are averaged: one over TF-IDF weights, one over the same weights scaled by
how differently the label's texts use a feature, the log-count ratio of Wang and Manning (2012). Both are
linear, so that what is kept is one weight a feature.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.linear_model import LogisticRegression
from sklearn.utils.validation import check_is_fitted

from sotenlp.annotation import GoalScore
from sotenlp.goals.calibration import GOALS, Booleans, Decision, Floats, decide_all, to_probability
from sotenlp.goals.features import FRAME, extract_features
from sotenlp.goals.matrix import FeatureMatrix
from sotenlp.language.lemmatization import Lemmatizer

GOAL_LABELS = tuple(str(int(goal)) for goal in GOALS)
"""Labels of the programme's five goals."""
NEVER = -30.0
"""Log-odds of a text that is about nothing: a heading of a page template, numbers and dates alone."""
LIMIT = 3.0
"""Largest log-count ratio that counts."""
FLOOR = 0.3
"""Share of a feature's weight that does not depend on its ratio."""
Texts = Sequence[str] | Sequence[Sequence[str]]


@cache
def _lemmatizer() -> Lemmatizer:
    return Lemmatizer()


def as_features(X: Texts) -> list[list[str]]:
    """Features of texts; what is a list of features already stays as it is.

    Raises:
        ValueError: X is one text, or holds anything else than texts or lists of features.
    """
    if isinstance(X, str) or not hasattr(X, "__len__"):
        raise ValueError("X must be a sequence of texts, not one text: give [text]")
    found = []
    for item in X:
        if isinstance(item, str):
            found.append(extract_features(_lemmatizer().analyze(str(item))))
        elif isinstance(item, list) and (not item or isinstance(item[0], str)):
            found.append(item)
        else:
            raise ValueError(f"X must hold texts or lists of features, not {type(item).__name__}")
    return found


class GoalClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Texts onto labels, several or none each; by default onto the five national goals.

    Its input are texts, or lists of features (see `sotenlp.goals.features`) where these are at hand.

    Args:
        C: Inverse strength of the regularisation.
        C_scaled: The same over the scaled features.
        min_df: How many texts must have a word for it to count.
        min_df_letters: How many must have a stretch of letters.
        labels: Names of the columns of y; None numbers them from 1, as the goals are.

    Example:
        >>> texts = ["Jonot lyhenivät.", "Menot kasvoivat.", "Hoitoon pääsee heti.", "Budjetti ylittyi."]
        >>> classifier = GoalClassifier(min_df=1, labels=("access", "costs"))
        >>> classifier.fit(texts, [[1, 0], [0, 1], [1, 0], [0, 1]]).predict(["Menojen budjetti"]).tolist()
        [[0, 1]]
    """

    def __init__(
        self,
        C: float = 1.0,
        C_scaled: float = 0.7,
        min_df: int = 2,
        min_df_letters: int = 3,
        labels: Sequence[str] | None = None,
    ) -> None:
        self.C = C
        self.C_scaled = C_scaled
        self.min_df = min_df
        self.min_df_letters = min_df_letters
        self.labels = labels

    def __sklearn_tags__(self) -> Any:
        """Texts in, several labels out."""
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        tags.target_tags.multi_output = True
        tags.target_tags.single_output = False
        tags.classifier_tags.multi_label = True
        return tags

    def fit(self, X: Texts, y: ArrayLike, optional: ArrayLike | None = None) -> GoalClassifier:
        """Train the model; thresholds are set to 0.5.

        Args:
            X: Texts, or features of each.
            y: Array of shape (texts, labels) of 0 and 1, a column a label.
            optional: Of the same shape: labels that are right either way; each counts half as given.

        Raises:
            ValueError: The shapes do not fit, or no word is common enough.
        """
        wanted = np.asarray(y)
        count = len(X)
        columns = len(self.labels) if self.labels is not None else wanted.shape[-1] if wanted.ndim else 0
        if wanted.ndim != 2 or wanted.shape != (count, columns) or not columns:
            raise ValueError(f"y must have shape ({count}, {columns}), a column a label, not {wanted.shape}")
        wanted = wanted.astype(bool)
        free = np.zeros_like(wanted) if optional is None else np.asarray(optional, dtype=bool) & ~wanted
        features = as_features(X)
        self.matrix_ = FeatureMatrix({"words": self.min_df, "letters": self.min_df_letters}).fit(features)
        matrix = self.matrix_.transform(features)
        fitted = [self._fit_label(matrix, wanted[:, k], free[:, k]) for k in range(columns)]
        self.coef_ = np.array([coefficients for coefficients, _ in fitted])
        self.intercept_ = np.array([intercept for _, intercept in fitted])
        self.decision_ = Decision((0.5,) * columns)
        names = self.labels if self.labels is not None else [str(k + 1) for k in range(columns)]
        self.classes_ = np.asarray(names, dtype=object)
        return self

    def _fit_label(self, matrix: sparse.csr_matrix, wanted: Booleans, free: Booleans) -> tuple[Floats, float]:
        """Weights and intercept of one label."""
        given = wanted + free / 2.0
        if not 0.0 < given.sum() < len(given):
            share = (given.sum() + 0.5) / (len(given) + 1.0)
            return np.zeros(matrix.shape[1]), float(np.log(share / (1.0 - share)))
        plain, first = _regression(matrix, wanted, free, self.C)
        scales = _scales(matrix, given)
        scaled, second = _regression(matrix @ sparse.diags(scales), wanted, free, self.C_scaled)
        return (plain + scales * scaled) / 2.0, (first + second) / 2.0

    def decision_function(self, X: Texts) -> Floats:
        """Log-odds of each label, shape (texts, labels); `NEVER` where a text is about nothing."""
        check_is_fitted(self)
        if not len(X):
            return np.zeros((0, len(self.classes_)))
        features = as_features(X)
        odds = np.asarray(self.matrix_.transform(features) @ self.coef_.T + self.intercept_)
        odds[[FRAME in feature for feature in features]] = NEVER
        return odds

    def predict_proba(self, X: Texts) -> Floats:
        """Probability of each label, shape (texts, labels)."""
        return to_probability(self.decision_function(X))

    def predict(self, X: Texts) -> NDArray[np.int_]:
        """Array of shape (texts, labels) of 0 and 1, a column a label."""
        return self.decision_.labels(self.predict_proba(X)).astype(int)

    def classify(self, X: Texts) -> list[GoalScore]:
        """The goals of each text as `GoalScore`, the best first; for classifiers of the five goals."""
        return decide_all(self.predict_proba(X), self.decision_)

    def calibrate(self, slope: float, bias: ArrayLike) -> GoalClassifier:
        """Stretch and shift the log-odds for good (Platt 1999).

        Args:
            slope: Factor for all labels.
            bias: What to add for each label.
        """
        self.coef_ = self.coef_ * slope
        self.intercept_ = self.intercept_ * slope + np.asarray(bias)
        return self

    def get_weights(self) -> dict[str, Any]:
        """What a fitted model consists of: per block feature names and IDF; coefficients, intercepts."""
        check_is_fitted(self)
        names, idf = self.matrix_.get_state()
        return {"features": names, "idf": idf, "coef": self.coef_, "intercept": self.intercept_}

    def set_weights(
        self,
        *,
        features: dict[str, Sequence[str]],
        idf: dict[str, Floats],
        coef: Floats,
        intercept: Floats,
        decision: Decision,
    ) -> GoalClassifier:
        """Make this a fitted model of the given weights, as `get_weights` gives them."""
        self.matrix_ = FeatureMatrix({}).set_state(features, idf)
        self.coef_ = np.asarray(coef, dtype=float)
        self.intercept_ = np.asarray(intercept, dtype=float)
        self.decision_ = decision
        names = self.labels if self.labels is not None else [str(k + 1) for k in range(len(self.coef_))]
        self.classes_ = np.asarray(names, dtype=object)
        return self


def _regression(
    matrix: sparse.csr_matrix, wanted: Booleans, free: Booleans, strength: float
) -> tuple[Floats, float]:
    """A logistic regression in which a free label counts half as given and half as not."""
    rows = sparse.vstack([matrix, matrix[free]]) if free.any() else matrix
    weights = np.concatenate([np.where(free, 0.5, 1.0), np.full(int(free.sum()), 0.5)])
    labels = np.concatenate([wanted, np.ones(int(free.sum()), dtype=bool)])
    # liblinear regularises the intercept with the weights; the scaling makes it free enough.
    model = LogisticRegression(
        C=2.0 * strength, solver="liblinear", tol=1e-3, intercept_scaling=3.0, random_state=0
    )
    model.fit(rows, labels, sample_weight=weights)
    return np.asarray(model.coef_[0]), float(model.intercept_[0])


def _scales(matrix: sparse.csr_matrix, given: Floats) -> Floats:
    """How differently texts with and without a label use each feature; the mean is about 1."""
    counts = abs(matrix)
    with_label = 1.0 + counts.T @ given
    without = 1.0 + counts.T @ (1.0 - given)
    ratio = np.log((with_label / with_label.sum()) / (without / without.sum()))
    size = np.abs(np.clip(ratio, -LIMIT, LIMIT))
    return np.asarray(FLOOR + (1.0 - FLOOR) * size / max(float(size.mean()), 1e-9))
