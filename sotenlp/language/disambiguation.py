"""Which reading a word has in its context: a linear ranker in two passes.

The first pass scores each reading by its own features and the words around it; the second
pass looks at the readings that the first one chose for the neighbours, on both sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sotenlp.language.cache import TypeCache
from sotenlp.language.candidates import CACHED_TYPES, Candidates
from sotenlp.language.ranking_features import (
    Indices,
    Text,
    TypeFeatures,
    context_features,
    lay_out,
    tag_features,
    type_features,
)
from sotenlp.language.reading import Reading

Weights = NDArray[np.float32]
Scores = NDArray[np.float32]


class _Entry(NamedTuple):
    """A word type's features and its context-free scores in the two passes."""

    features: TypeFeatures
    scores: tuple[Scores, Scores]


class Disambiguator:
    """Chooses one reading of each word.

    Args:
        candidates: The readings of word types.
        weights: The weights of the first and of the second pass.
    """

    def __init__(self, candidates: Candidates, weights: tuple[Weights, Weights]) -> None:
        self.candidates = candidates
        self.weights = weights
        self._types: TypeCache[str, _Entry] = TypeCache(self._entry, limit=CACHED_TYPES)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle without the cache."""
        return (Disambiguator, (self.candidates, self.weights))

    def choose(self, words: Sequence[str], starts: Sequence[bool]) -> list[Reading]:
        """One reading for each token.

        Args:
            words: The tokens.
            starts: Whether each token begins a sentence.
        """
        entries = [self._types[word] for word in words]
        chosen = [entry.features.readings[0] for entry in entries]
        text = lay_out([entry.features for entry in entries], starts)
        if not len(text.tokens):
            return chosen
        context = context_features(text)
        best = self._pass(0, text, entries, context)
        tags = chosen_hashes(text, best)
        best = self._pass(1, text, entries, np.concatenate([context, tag_features(text, tags)], axis=1))
        for token, reading in zip(text.tokens.tolist(), best.tolist(), strict=True):
            chosen[token] = entries[token].features.readings[reading]
        return chosen

    def _pass(self, number: int, text: Text, entries: Sequence[_Entry], features: Indices) -> Indices:
        static = np.concatenate([entries[token].scores[number] for token in text.tokens.tolist()])
        return best_readings(text, static + self.weights[number][features].sum(axis=1))

    def _entry(self, word: str) -> _Entry:
        features = type_features(word, self.candidates[word])
        first, second = (weights[features.static].sum(axis=1) for weights in self.weights)
        return _Entry(features, (first, second))


def best_readings(text: Text, scores: Scores) -> Indices:
    """The number of the best reading of each ambiguous token; the first of equals."""
    highest = np.repeat(
        np.maximum.reduceat(scores, text.offsets), np.diff(np.append(text.offsets, len(scores)))
    )
    positions = np.flatnonzero(scores >= highest)
    owners = text.owners[positions]
    _, firsts = np.unique(owners, return_index=True)
    best: Indices = positions[firsts] - text.offsets
    return best


def chosen_hashes(text: Text, best: Indices) -> NDArray[np.uint64]:
    """The hashes of each token's chosen reading."""
    rows = np.array([entry.own[0] for entry in text.types], dtype=np.uint64)
    rows[text.tokens] = text.own[text.offsets + best]
    return rows
