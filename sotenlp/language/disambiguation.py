"""Which reading a word has in its context: a linear ranker in two passes.

The first pass scores each reading by its own features and the words around it; the second
pass looks at the readings that the first one chose for the neighbours, on both sides.
"""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Sequence
from typing import Any
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

from sotenlp.language.candidates import CACHED_TYPES, Candidates
from sotenlp.language.hashing import Indices
from sotenlp.language.ranking_features import (
    Text,
    TypeStore,
    context_features,
    lay_out,
    tag_features,
)
from sotenlp.language.reading import Reading
from sotenlp.language.type_features import OWN_COLUMNS, WORD_COLUMNS, static_scores, type_rows

Weights = NDArray[np.float32]
Scores = NDArray[np.float32]

WINDOW = 4000
"""Tokens that are looked at in one go; a longer text is cut between sentences where it can be."""


class TypeTable:
    """The word types met so far: their readings and all that does not depend on the context.

    Args:
        candidates: The readings of word types.
        weights: The weights of the first and of the second pass.
        limit: Number of types to hold at most; the table is emptied when it would grow beyond.
    """

    def __init__(
        self, candidates: Candidates, weights: tuple[Weights, Weights], *, limit: int = CACHED_TYPES
    ) -> None:
        self._candidates = candidates
        self._weights = weights
        self._limit = limit
        self.clear()

    def clear(self) -> None:
        """Forget all types."""
        self.places: dict[str, int] = {}
        self.readings: list[Reading] = []
        self._types = 0
        self._word = np.zeros((1024, WORD_COLUMNS), dtype=np.uint64)
        self._begins = np.zeros(1024, dtype=np.int64)
        self._counts = np.zeros(1024, dtype=np.int64)
        self._own = np.zeros((4096, OWN_COLUMNS), dtype=np.uint64)
        self.scores = np.zeros((2, 4096), dtype=np.float32)
        self.generation = object()

    def types_of(self, words: Sequence[str]) -> Indices:
        """The number of each word's type; new types are added."""
        try:
            found = [self.places[word] for word in words]
        except KeyError:
            new = list(dict.fromkeys(word for word in words if word not in self.places))
            if self._types + len(new) > self._limit and self._types:
                self.clear()
                new = list(dict.fromkeys(words))
            self._add(new)
            found = [self.places[word] for word in words]
        return np.array(found, dtype=np.int64)

    def store(self) -> TypeStore:
        """The arrays to lay out a text from."""
        return TypeStore(self._word, self._begins, self._counts, self._own)

    def _add(self, words: list[str]) -> None:
        # Readings live as long as the table: looking for garbage among them takes a third of the time.
        collecting = gc.isenabled()
        gc.disable()
        try:
            self._append(words)
        finally:
            if collecting:
                gc.enable()

    def _append(self, words: list[str]) -> None:
        readings = [self._candidates[word] for word in words]
        rows = type_rows(words, readings, self._candidates.frequencies)
        types, first = self._types, len(self.readings)
        last = first + len(rows.values)
        self._word = _room(self._word, types + len(words))
        self._begins = _room(self._begins, types + len(words))
        self._counts = _room(self._counts, types + len(words))
        self._own = _room(self._own, last)
        self.scores = _room(self.scores.T, last).T
        added = slice(types, types + len(words))
        self._word[added] = rows.word
        self._counts[added] = rows.counts
        self._begins[added] = first + np.cumsum(rows.counts) - rows.counts
        self._own[first:last] = rows.values[:, :OWN_COLUMNS]
        self.scores[:, first:last] = static_scores(rows.values, self._weights)
        for found in readings:
            self.readings.extend(found)
        self.places.update(zip(words, range(types, types + len(words)), strict=True))
        self._types += len(words)


def _room(table: Any, size: int) -> Any:
    """An array with at least a number of rows, that begins with the rows of another."""
    if size <= len(table):
        return table
    larger = np.zeros((max(size, 2 * len(table)), *table.shape[1:]), dtype=table.dtype)
    larger[: len(table)] = table
    return larger


class Disambiguator:
    """Chooses one reading of each word; may be used from several threads.

    Args:
        candidates: The readings of word types.
        weights: The weights of the first and of the second pass.
        limit: Number of word types to hold at most.
    """

    def __init__(
        self, candidates: Candidates, weights: tuple[Weights, Weights], *, limit: int = CACHED_TYPES
    ) -> None:
        self.candidates = candidates
        self.weights = weights
        self.limit = limit
        self._open()

    def _open(self) -> None:
        self._process = os.getpid()
        self._lock = threading.RLock()
        self.table = TypeTable(self.candidates, self.weights, limit=self.limit)

    @property
    def lock(self) -> threading.RLock:
        """What to hold while rows of the table are in use; another one in each process."""
        if self._process != os.getpid():
            # A lock that another thread held while this process was forked would never open.
            self._open()
        return self._lock

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle without the cache."""
        return (Disambiguator, (self.candidates, self.weights))

    def choose(self, words: Sequence[str], starts: Sequence[bool]) -> list[Reading]:
        """One reading for each token.

        Args:
            words: The tokens.
            starts: Whether each token begins a sentence.
        """
        words = [normalize("NFC", word) for word in words]
        found: list[Reading] = []
        first = np.asarray(starts, dtype=np.bool_)
        for begin, end in windows(first):
            with self.lock:
                rows = self.choose_rows(words[begin:end], first[begin:end])
                found.extend(map(self.table.readings.__getitem__, rows.tolist()))
        return found

    def choose_rows(self, words: Sequence[str], starts: NDArray[np.bool_]) -> Indices:
        """The row of each token's reading in the table; hold the lock while they are in use."""
        types = self.table.types_of(words)
        text = lay_out(self.table.store(), types, starts)
        chosen = text.first_rows
        if not len(text.tokens):
            return chosen
        context = context_features(text)
        own = self.table.store().own
        scores = self.table.scores[0, text.rows] + self.weights[0][context].sum(axis=0)
        chosen[text.tokens] = text.rows[best_readings(text, scores)]
        scores = self.table.scores[1, text.rows] + self.weights[1][context].sum(axis=0)
        scores += self.weights[1][tag_features(text, own[chosen])].sum(axis=0)
        chosen[text.tokens] = text.rows[best_readings(text, scores)]
        return chosen


def windows(starts: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Stretches of at most `WINDOW` tokens, cut where a sentence begins if there is such a place."""
    found = []
    begin, size = 0, len(starts)
    while begin < size:
        end = min(size, begin + WINDOW)
        if end < size:
            heads = np.flatnonzero(starts[begin + 1 : end + 1])
            end = begin + 1 + int(heads[-1]) if len(heads) else end
        found.append((begin, end))
        begin = end
    return found


def best_readings(text: Text, scores: Scores) -> Indices:
    """The place of the best reading of each ambiguous token; the first of equals."""
    repeats = np.diff(text.offsets, append=len(scores))
    highest = np.repeat(np.maximum.reduceat(scores, text.offsets), repeats)
    positions = np.flatnonzero(scores >= highest)
    owners = text.owners[positions]
    fresh = np.empty(len(owners), dtype=np.bool_)
    fresh[0] = True
    np.not_equal(owners[1:], owners[:-1], out=fresh[1:])
    return positions[fresh]
