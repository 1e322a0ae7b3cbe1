"""Features of texts as a sparse matrix: words and letters by TF-IDF, shape and vocabulary as they are.

Words and letters are weighted and normalised apart, so that neither drowns the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from sotenlp.goals.calibration import Floats
from sotenlp.goals.features import CHARACTERS, LEXICON, SHAPE

MARKS_WEIGHT = 0.5
"""How much a hit in the vocabulary weighs beside the words; found on held-out folds."""
SHARE = " share"
"""Ends the name of a feature that tells which share of the hits a goal has."""
_OTHERS = (CHARACTERS, SHAPE, LEXICON)


def words_of(features: Sequence[str]) -> list[str]:
    """The features that are words or numbers."""
    return [feature for feature in features if not feature.startswith(_OTHERS)]


def letters_of(features: Sequence[str]) -> list[str]:
    """The features that are stretches of letters."""
    return [feature for feature in features if feature.startswith(CHARACTERS)]


ANALYZERS: dict[str, Callable[[Sequence[str]], list[str]]] = {"words": words_of, "letters": letters_of}


class FeatureMatrix:
    """Learns which features there are, and turns lists of features into rows.

    Args:
        min_df: For words and letters, how many texts must have one for it to count.
    """

    def __init__(self, min_df: Mapping[str, int]) -> None:
        self.min_df = dict(min_df)
        self.vectorizers: dict[str, TfidfVectorizer] = {}
        self.marks: list[str] = []

    def fit(self, texts: Sequence[Sequence[str]]) -> FeatureMatrix:
        """Learn the features of texts.

        Raises:
            ValueError: No feature is common enough.
        """
        for block, analyzer in ANALYZERS.items():
            vectorizer = TfidfVectorizer(analyzer=analyzer, sublinear_tf=True, min_df=self.min_df[block])
            if block == "letters" and not any(analyzer(text) for text in texts):
                vectorizer = _fixed(block, {}, np.zeros(0))
            else:
                vectorizer.fit(texts)
            self.vectorizers[block] = vectorizer
        shapes = sorted({f for text in texts for f in text if f.startswith(SHAPE)})
        hits = sorted({f for text in texts for f in text if f.startswith(LEXICON)})
        self.marks = shapes + hits + [f"{hit}{SHARE}" for hit in hits]
        return self

    def transform(self, texts: Sequence[Sequence[str]]) -> sparse.csr_matrix:
        """A row a text: words, letters, marks."""
        blocks = [self._weights(block, texts) for block in ANALYZERS]
        return sparse.hstack([*blocks, self._marks(texts)]).tocsr()

    def names(self) -> list[str]:
        """Names of the columns."""
        return [name for block in ANALYZERS for name in self._names(block)] + self.marks

    def get_state(self) -> tuple[dict[str, list[str]], dict[str, Floats]]:
        """Feature names by block, and the IDF of words and letters."""
        names = {block: self._names(block) for block in ANALYZERS} | {"marks": self.marks}
        return names, {
            block: np.asarray(v.idf_) for block, v in self.vectorizers.items() if self._names(block)
        }

    def set_state(self, names: Mapping[str, Sequence[str]], idf: Mapping[str, Any]) -> FeatureMatrix:
        """Become what `get_state` told."""
        for block in ANALYZERS:
            vocabulary = {feature: column for column, feature in enumerate(names[block])}
            self.vectorizers[block] = _fixed(block, vocabulary, idf.get(block, ()))
        self.marks = list(names["marks"])
        return self

    def _names(self, block: str) -> list[str]:
        vocabulary = self.vectorizers[block].vocabulary_
        return sorted(vocabulary, key=vocabulary.__getitem__)

    def _weights(self, block: str, texts: Sequence[Sequence[str]]) -> sparse.csr_matrix:
        vectorizer = self.vectorizers[block]
        if not vectorizer.vocabulary_:
            return sparse.csr_matrix((len(texts), 0))
        return vectorizer.transform(texts)

    def _marks(self, texts: Sequence[Sequence[str]]) -> sparse.csr_matrix:
        column = {name: number for number, name in enumerate(self.marks)}
        values = np.zeros((len(texts), len(column)))
        for row, text in enumerate(texts):
            hits = Counter(feature for feature in text if feature in column)
            total = sum(count for mark, count in hits.items() if mark.startswith(LEXICON))
            for mark, count in hits.items():
                if mark.startswith(LEXICON):
                    values[row, column[mark]] = MARKS_WEIGHT * np.log1p(count)
                    values[row, column[f"{mark}{SHARE}"]] = MARKS_WEIGHT * count / total
                else:
                    values[row, column[mark]] = 1.0
        return sparse.csr_matrix(values)


def _fixed(block: str, vocabulary: dict[str, int], idf: Any) -> TfidfVectorizer:
    """A fitted vectorizer of a given vocabulary."""
    vectorizer = TfidfVectorizer(analyzer=ANALYZERS[block], sublinear_tf=True, vocabulary=vocabulary or None)
    vectorizer.vocabulary_ = vocabulary
    if vocabulary:
        vectorizer.idf_ = np.asarray(idf, dtype=float)
    return vectorizer
