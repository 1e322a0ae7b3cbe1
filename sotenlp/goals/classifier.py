"""The goal classifier: a linear multi-label model over lemmas, compound parts and letters.

One logistic regression a goal over TF-IDF weights (Pedregosa et al. 2011, scikit-learn); words and
stretches of letters are weighted apart, so that neither drowns the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.utils.validation import check_is_fitted

from sotenlp.annotation import GoalScore
from sotenlp.goals.calibration import GOALS, Floats, decide, to_probability
from sotenlp.goals.features import CHARACTERS

BLOCKS = ("words", "letters")


def words_of(features: Sequence[str]) -> list[str]:
    """The features that are words or numbers."""
    return [feature for feature in features if not feature.startswith(CHARACTERS)]


def letters_of(features: Sequence[str]) -> list[str]:
    """The features that are stretches of letters."""
    return [feature for feature in features if feature.startswith(CHARACTERS)]


ANALYZERS = {"words": words_of, "letters": letters_of}


class GoalClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Texts onto the five national goals, several or none each.

    Its input are lists of features (see `sotenlp.goals.features`), one list a text.

    Args:
        C: Inverse strength of the regularisation.
        min_df: How many texts must have a word for it to count.
        min_df_letters: How many must have a stretch of letters.
    """

    def __init__(self, C: float = 4.0, min_df: int = 2, min_df_letters: int = 3) -> None:
        self.C = C
        self.min_df = min_df
        self.min_df_letters = min_df_letters

    def fit(self, X: Sequence[Sequence[str]], y: ArrayLike) -> GoalClassifier:
        """Train the model; thresholds are set to 0.5.

        Args:
            X: Features of each text.
            y: Array of shape (texts, 5) of 0 and 1, a column a goal.

        Raises:
            ValueError: The shapes do not fit, or a goal has no text, or all of them.
        """
        labels = np.asarray(y, dtype=int)
        if labels.ndim != 2 or labels.shape != (len(X), len(GOALS)):
            raise ValueError(f"y must have shape ({len(X)}, {len(GOALS)}), not {labels.shape}")
        least = {"words": self.min_df, "letters": self.min_df_letters}
        self.vectorizers_ = {
            block: TfidfVectorizer(analyzer=ANALYZERS[block], sublinear_tf=True, min_df=least[block]).fit(X)
            for block in BLOCKS
        }
        matrix = self.transform(X)
        coefficients, intercepts = [], []
        for column in range(len(GOALS)):
            model = LogisticRegression(C=self.C, max_iter=2000)
            model.fit(matrix, labels[:, column])
            coefficients.append(model.coef_[0])
            intercepts.append(model.intercept_[0])
        self.coef_ = np.asarray(coefficients)
        self.intercept_ = np.asarray(intercepts)
        self.thresholds_ = np.full(len(GOALS), 0.5)
        self.classes_ = np.asarray([int(goal) for goal in GOALS])
        return self

    def transform(self, X: Sequence[Sequence[str]]) -> sparse.csr_matrix:
        """The weights of each text's features, a row a text, words before letters."""
        return sparse.hstack([self.vectorizers_[block].transform(X) for block in BLOCKS]).tocsr()

    def decision_function(self, X: Sequence[Sequence[str]]) -> Floats:
        """Log-odds of each goal, shape (texts, 5)."""
        check_is_fitted(self)
        if not len(X):
            return np.zeros((0, len(GOALS)))
        return np.asarray(self.transform(X) @ self.coef_.T + self.intercept_)

    def predict_proba(self, X: Sequence[Sequence[str]]) -> Floats:
        """Probability of each goal, shape (texts, 5); a text without any known feature gets zeros."""
        if not len(X):
            return np.zeros((0, len(GOALS)))
        matrix = self.transform(X)
        probabilities = to_probability(np.asarray(matrix @ self.coef_.T + self.intercept_))
        probabilities[np.diff(matrix.indptr) == 0] = 0.0
        return probabilities

    def predict(self, X: Sequence[Sequence[str]]) -> NDArray[np.int_]:
        """Array of shape (texts, 5) of 0 and 1, a column a goal."""
        return (self.predict_proba(X) >= self.thresholds_).astype(int)

    def classify(self, X: Sequence[Sequence[str]]) -> list[GoalScore]:
        """The goals of each text as `GoalScore`, the best first."""
        return [decide(row, self.thresholds_) for row in self.predict_proba(X)]

    def get_weights(self) -> dict[str, Any]:
        """What a fitted model consists of: per block feature names and IDF; coefficients, intercepts."""
        check_is_fitted(self)
        return {
            "features": {
                block: self.vectorizers_[block].get_feature_names_out().tolist() for block in BLOCKS
            },
            "idf": {block: self.vectorizers_[block].idf_ for block in BLOCKS},
            "coef": self.coef_,
            "intercept": self.intercept_,
        }

    def set_weights(
        self,
        *,
        features: dict[str, Sequence[str]],
        idf: dict[str, Floats],
        coef: Floats,
        intercept: Floats,
        thresholds: Floats,
    ) -> GoalClassifier:
        """Make this a fitted model of the given weights, as `get_weights` gives them."""
        self.vectorizers_ = {}
        for block in BLOCKS:
            vocabulary = {feature: index for index, feature in enumerate(features[block])}
            vectorizer = TfidfVectorizer(analyzer=ANALYZERS[block], sublinear_tf=True, vocabulary=vocabulary)
            vectorizer.idf_ = np.asarray(idf[block], dtype=float)
            self.vectorizers_[block] = vectorizer
        self.coef_ = np.asarray(coef, dtype=float)
        self.intercept_ = np.asarray(intercept, dtype=float)
        self.thresholds_ = np.asarray(thresholds, dtype=float)
        self.classes_ = np.asarray([int(goal) for goal in GOALS])
        return self
