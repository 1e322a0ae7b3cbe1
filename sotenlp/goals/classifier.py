"""The goal classifier: a linear multi-label model over lemmas and compound parts.

One logistic regression a goal over TF-IDF weights (Pedregosa et al. 2011, scikit-learn); its
decision thresholds are chosen on development data.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.utils.validation import check_is_fitted

from sotenlp.annotation import GoalScore
from sotenlp.schema import Goal, GoalBasis

GOALS = tuple(Goal)
ABSTAIN_MARGIN = 0.08
"""Distance to the threshold, as a probability, below which the answer counts as uncertain."""


def identity(features: Sequence[str]) -> Sequence[str]:
    """The features as they are: the analyzer of a vectorizer whose input is analysed already."""
    return features


class GoalClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Texts onto the five national goals, several or none each.

    Its input are lists of features (see `sotenlp.goals.features`), one list a text.

    Args:
        C: Inverse strength of the regularisation.
        min_df: How many texts must have a feature for it to count.
    """

    def __init__(self, C: float = 4.0, min_df: int = 2) -> None:
        self.C = C
        self.min_df = min_df

    def fit(self, X: Sequence[Sequence[str]], y: ArrayLike) -> GoalClassifier:
        """Train the model; thresholds are set to 0.5.

        Args:
            X: Features of each text.
            y: Array of shape (texts, 5) of 0 and 1, a column a goal.

        Raises:
            ValueError: A goal has no text, or all of them.
        """
        labels = np.asarray(y, dtype=int)
        if labels.ndim != 2 or labels.shape != (len(X), len(GOALS)):
            raise ValueError(f"y must have shape ({len(X)}, {len(GOALS)}), not {labels.shape}")
        self.vectorizer_ = TfidfVectorizer(analyzer=identity, sublinear_tf=True, min_df=self.min_df)
        matrix = self.vectorizer_.fit_transform(X)
        coefficients, intercepts = [], []
        for column in range(len(GOALS)):
            model = LogisticRegression(C=self.C, max_iter=1000)
            model.fit(matrix, labels[:, column])
            coefficients.append(model.coef_[0])
            intercepts.append(model.intercept_[0])
        self.coef_ = np.asarray(coefficients)
        self.intercept_ = np.asarray(intercepts)
        self.thresholds_ = np.full(len(GOALS), 0.5)
        self.classes_ = np.asarray([int(goal) for goal in GOALS])
        return self

    def decision_function(self, X: Sequence[Sequence[str]]) -> NDArray[np.float64]:
        """Log-odds of each goal, shape (texts, 5)."""
        check_is_fitted(self)
        if not len(X):
            return np.zeros((0, len(GOALS)))
        matrix = self.vectorizer_.transform(X)
        result: NDArray[np.float64] = np.asarray(matrix @ self.coef_.T + self.intercept_)
        return result

    def predict_proba(self, X: Sequence[Sequence[str]]) -> NDArray[np.float64]:
        """Probability of each goal, shape (texts, 5); a text without features gets zeros."""
        odds = self.decision_function(X)
        probabilities = 1.0 / (1.0 + np.exp(-odds))
        for row, features in enumerate(X):
            if not len(features):
                probabilities[row] = 0.0
        return probabilities

    def predict(self, X: Sequence[Sequence[str]]) -> NDArray[np.int_]:
        """Array of shape (texts, 5) of 0 and 1, a column a goal."""
        return (self.predict_proba(X) >= self.thresholds_).astype(int)

    def tune_thresholds(self, X: Sequence[Sequence[str]], y: ArrayLike) -> GoalClassifier:
        """Choose each goal's threshold so that its F1 on these texts is highest.

        Args:
            X: Features of development texts that were not trained on.
            y: Their labels, as in `fit`.
        """
        labels = np.asarray(y, dtype=int)
        probabilities = self.predict_proba(X)
        candidates = np.arange(0.2, 0.71, 0.02)
        for column in range(len(GOALS)):
            scores = [_f1(labels[:, column], probabilities[:, column] >= value) for value in candidates]
            best = np.flatnonzero(np.asarray(scores) >= max(scores) - 1e-9)
            self.thresholds_[column] = round(float(candidates[best[len(best) // 2]]), 2)
        return self

    def classify(self, X: Sequence[Sequence[str]]) -> list[GoalScore]:
        """The goals of each text as `GoalScore`, the best first."""
        return [self.score_row(row) for row in self.predict_proba(X)]

    def score_row(self, probabilities: NDArray[np.float64]) -> GoalScore:
        """The goals that five probabilities stand for."""
        first, second, third, fourth, fifth = (round(float(p), 4) for p in probabilities)
        scores = (first, second, third, fourth, fifth)
        chosen = [int(goal) for goal, p, t in zip(GOALS, scores, self.thresholds_, strict=True) if p >= t]
        chosen.sort(key=lambda goal: (-scores[goal - 1], goal))
        margin = min(abs(p - t) for p, t in zip(scores, self.thresholds_, strict=True))
        return GoalScore(tuple(chosen), scores, GoalBasis.PREDICTED, bool(margin < ABSTAIN_MARGIN))

    def get_weights(self) -> dict[str, Any]:
        """What a fitted model consists of: feature names, IDF, coefficients, intercepts, thresholds."""
        check_is_fitted(self)
        return {
            "features": self.vectorizer_.get_feature_names_out().tolist(),
            "idf": self.vectorizer_.idf_,
            "coef": self.coef_,
            "intercept": self.intercept_,
            "thresholds": self.thresholds_,
        }

    def set_weights(
        self,
        *,
        features: Sequence[str],
        idf: NDArray[np.float64],
        coef: NDArray[np.float64],
        intercept: NDArray[np.float64],
        thresholds: NDArray[np.float64],
    ) -> GoalClassifier:
        """Make this a fitted model of the given weights, as `get_weights` gives them."""
        vocabulary = {feature: index for index, feature in enumerate(features)}
        self.vectorizer_ = TfidfVectorizer(analyzer=identity, sublinear_tf=True, vocabulary=vocabulary)
        self.vectorizer_.idf_ = np.asarray(idf, dtype=float)
        self.coef_ = np.asarray(coef, dtype=float)
        self.intercept_ = np.asarray(intercept, dtype=float)
        self.thresholds_ = np.asarray(thresholds, dtype=float)
        self.classes_ = np.asarray([int(goal) for goal in GOALS])
        return self


def _f1(truth: NDArray[np.int_], predicted: NDArray[np.bool_]) -> float:
    hits = float(np.sum(predicted & (truth == 1)))
    total = float(np.sum(predicted) + np.sum(truth))
    return 2 * hits / total if total else 0.0
