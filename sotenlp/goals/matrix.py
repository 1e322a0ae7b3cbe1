"""Features of texts as a sparse matrix: words and letters by TF-IDF, shape and vocabulary as they are.

Words and letters are weighted and normalised apart, so that neither drowns the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
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
        self._columns: _Columns | None = None

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
        self._columns = None
        return self

    def transform(self, texts: Sequence[Sequence[str]]) -> sparse.csr_matrix:
        """A row a text: words, letters, marks."""
        columns = self._columns = self._columns or _Columns.of(self.vectorizers.values(), self.marks)
        known = columns.by_name.get
        found = [[column for column in map(known, text) if column is not None] for text in texts]
        rows = np.repeat(np.arange(len(found)), list(map(len, found)))
        places, counts = np.unique(
            rows * columns.width + np.fromiter(chain.from_iterable(found), np.intp, len(rows)),
            return_counts=True,
        )
        row, column = places // columns.width, places % columns.width
        values = np.where(columns.is_hit[column], MARKS_WEIGHT * np.log1p(counts), 1.0)
        # As TfidfVectorizer weighs them: words and letters to unit length, each apart.
        worded = column < columns.marks
        values[worded] = (1.0 + np.log(counts[worded])) * columns.idf[column[worded]]
        parts = 2 * row[worded] + (column[worded] >= columns.letters)
        lengths = np.sqrt(np.bincount(parts, values[worded] ** 2))
        values[worded] /= lengths[parts]
        hit = columns.is_hit[column]
        totals = np.bincount(row[hit], counts[hit], minlength=len(found))
        shares = MARKS_WEIGHT * counts[hit] / totals[row[hit]]
        return sparse.csr_matrix(
            (
                np.concatenate([values, shares]),
                (np.concatenate([row, row[hit]]), np.concatenate([column, columns.share[column[hit]]])),
            ),
            shape=(len(found), columns.width),
        )

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
        self._columns = None
        return self

    def _names(self, block: str) -> list[str]:
        vocabulary = self.vectorizers[block].vocabulary_
        return sorted(vocabulary, key=vocabulary.__getitem__)


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a matrix: words, then letters, then marks.

    Attributes:
        by_name: Column of each feature.
        letters: The first column of letters.
        marks: The first column of marks.
        width: Number of columns.
        idf: IDF of words and letters.
        is_hit: Whether a column is that of a hit in the vocabulary.
        share: For such a column the one that tells the goal's share of the hits.
    """

    by_name: dict[str, int]
    letters: int
    marks: int
    width: int
    idf: Floats
    is_hit: NDArray[np.bool_]
    share: NDArray[np.intp]

    @classmethod
    def of(cls, vectorizers: Iterable[TfidfVectorizer], marks: Sequence[str]) -> _Columns:
        """The columns of fitted vectorizers of words and letters, and of marks."""
        by_name: dict[str, int] = {}
        starts, idf = [], []
        for vectorizer in vectorizers:
            starts.append(len(by_name))
            by_name |= {name: starts[-1] + column for name, column in vectorizer.vocabulary_.items()}
            if vectorizer.vocabulary_:
                idf.append(vectorizer.idf_)
        first = len(by_name)
        by_name |= {name: first + number for number, name in enumerate(marks)}
        is_hit = np.zeros(len(by_name), dtype=bool)
        share = np.zeros(len(by_name), dtype=np.intp)
        for name in marks:
            if name.endswith(SHARE):
                column = by_name[name.removesuffix(SHARE)]
                is_hit[column], share[column] = True, by_name[name]
        return cls(by_name, starts[1], first, len(by_name), np.concatenate(idf), is_hit, share)


def _fixed(block: str, vocabulary: dict[str, int], idf: Any) -> TfidfVectorizer:
    """A fitted vectorizer of a given vocabulary."""
    vectorizer = TfidfVectorizer(analyzer=ANALYZERS[block], sublinear_tf=True, vocabulary=vocabulary or None)
    vectorizer.vocabulary_ = vocabulary
    if vocabulary:
        vectorizer.idf_ = np.asarray(idf, dtype=float)
    return vectorizer
