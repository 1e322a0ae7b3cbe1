"""Learn the weights of the lemmatiser's ranker: a log-linear model over hashed features.

Where several readings of a word agree with the gold equally well, the model may choose freely
among them: it is taught the sum of their probabilities. So silver text, whose lemmas are not
trusted, teaches the tags of a word and leaves its lemma open.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sotenlp.language.candidates import Candidates
from sotenlp.language.disambiguation import TypeTable, best_readings
from sotenlp.language.hashing import TABLE_BITS
from sotenlp.language.ranking_features import Text, context_features, lay_out, tag_features
from sotenlp.language.reading import Reading
from sotenlp.language.type_features import static_features, type_rows

Word = tuple[str, str, str, str]
Sentence = list[Word]
Array = NDArray[Any]

SEGMENT = 16
SEGMENTS = 32
SMALLEST_GRADIENT = 1e-3
BLOCK = 40_000


def bare(lemma: str) -> str:
    """A lemma without compound marks and hyphens, for comparison."""
    return lemma.translate({ord(mark): None for mark in "#-–‐‑"}) or lemma


def closeness(reading: Reading, word: Word) -> float:
    """How near a reading is to the gold word; of a silver word only the tags are compared."""
    _, lemma, upos, feats = word
    mine, gold = set(reading.feats.split("|")), set(feats.split("|"))
    overlap = len(mine & gold) / max(1, len(mine | gold))
    same = lemma != "_" and bare(reading.lemma) == bare(lemma)
    return 2.0 * same + 1.0 * (reading.upos == upos) + overlap


def right_readings(readings: Sequence[Reading], word: Word) -> list[bool]:
    """Which readings are nearest to the gold word; none where it leaves the question open."""
    if word[2] == "_":
        return [False] * len(readings)
    scores = [closeness(reading, word) for reading in readings]
    best = max(scores)
    if word[1] == "_" and best < 1.0:
        return [False] * len(readings)
    return [score > best - 1e-6 for score in scores]


class Block(NamedTuple):
    """Sentences laid out for learning.

    Attributes:
        text: Their ambiguous words.
        own: Hashes of the readings of all types.
        features: One row a reading: places of its weights.
        right: Whether each reading is right.
        words: Number of words.
    """

    text: Text
    own: Array
    features: Array
    right: Array
    words: int


def prepare(sentences: Sequence[Sentence], candidates: Candidates) -> list[Block]:
    """Lay out sentences with the readings that the candidates give them."""
    blocks, part, size = [], [], 0
    for sentence in sentences:
        part.append(sentence)
        size += len(sentence)
        if size >= BLOCK:
            blocks.append(_block(part, candidates))
            part, size = [], 0
    if part:
        blocks.append(_block(part, candidates))
    return blocks


def _block(sentences: Sequence[Sentence], candidates: Candidates) -> Block:
    nothing = np.zeros(1 << TABLE_BITS, dtype=np.float32)
    table = TypeTable(candidates, (nothing, nothing), limit=1 << 30)
    words = [word for sentence in sentences for word in sentence]
    starts = [i == 0 for sentence in sentences for i in range(len(sentence))]
    types = table.types_of([word[0] for word in words])
    forms = list(table.places)
    rows = type_rows(forms, [candidates[form] for form in forms], candidates.frequencies)
    static = static_features(rows.values)
    text = lay_out(table.store(), types, starts)
    features = np.concatenate([static[text.rows], context_features(text).T], axis=1).astype(np.int32)
    right: list[bool] = []
    memory: dict[Word, list[bool]] = {}
    for token in text.tokens.tolist():
        word = words[token]
        if word not in memory:
            memory[word] = right_readings(candidates[word[0]], word)
        right.extend(memory[word])
    return Block(text, table.store().own, features, np.array(right, dtype=np.bool_), len(words))


def second_pass(block: Block, chosen: Array) -> Block:
    """A block with the features of the readings that were chosen for the neighbours."""
    more = tag_features(block.text, block.own[chosen]).T.astype(np.int32)
    return block._replace(features=np.concatenate([block.features, more], axis=1))


def choose(block: Block, weights: Array) -> Array:
    """The rows of the readings that the weights choose, one a word."""
    chosen = block.text.first_rows.copy()
    scores = np.concatenate(
        [weights[block.features[i : i + BLOCK]].sum(axis=1) for i in range(0, len(block.features), BLOCK)]
    )
    chosen[block.text.tokens] = block.text.rows[best_readings(block.text, scores)]
    return chosen


class Segment(NamedTuple):
    """Features, right readings and number of readings of some consecutive words."""

    features: Array
    right: Array
    counts: Array


def segments(block: Block) -> list[Segment]:
    """A block's ambiguous words in small groups."""
    bounds = np.append(block.text.offsets, len(block.features))
    found = []
    for first in range(0, len(bounds) - 1, SEGMENT):
        last = min(first + SEGMENT, len(bounds) - 1)
        begin, end = bounds[first], bounds[last]
        found.append(
            Segment(block.features[begin:end], block.right[begin:end], np.diff(bounds[first : last + 1]))
        )
    return found


class Ranker:
    """Weights that are being learned, each with a rate of its own (Adagrad)."""

    def __init__(self, *, seed: int = 0, rate: float = 0.15, dropout: float = 0.1) -> None:
        self.random = np.random.default_rng(seed)
        self.rate = rate
        self.dropout = dropout
        self.weights = np.zeros(1 << TABLE_BITS, dtype=np.float32)
        self.squares = np.full(1 << TABLE_BITS, 0.05, dtype=np.float32)

    def copy(self, *, seed: int) -> Ranker:
        """Another ranker that goes on from the same weights."""
        other = Ranker(seed=seed, rate=self.rate, dropout=self.dropout)
        other.weights, other.squares = self.weights.copy(), self.squares.copy()
        return other

    def learn(self, data: Sequence[Segment], *, epochs: int, average: int = 1) -> Array:
        """Go over the data; the mean of the weights after the last epochs."""
        total = np.zeros_like(self.weights)
        for epoch in range(epochs):
            order = self.random.permutation(len(data))
            for at in range(0, len(order), SEGMENTS):
                self._step([data[i] for i in order[at : at + SEGMENTS]])
            if epoch >= epochs - average:
                total += self.weights
        return total / np.float32(max(1, min(average, epochs)))

    def _step(self, batch: Sequence[Segment]) -> None:
        features = np.concatenate([segment.features for segment in batch])
        right = np.concatenate([segment.right for segment in batch])
        counts = np.concatenate([segment.counts for segment in batch])
        offsets = np.cumsum(counts) - counts
        values = self.weights[features]
        keep = None
        if self.dropout:
            keep = self.random.random(values.shape, dtype=np.float32) >= self.dropout
            values *= keep
        scores = values.sum(axis=1)
        scores -= np.repeat(np.maximum.reduceat(scores, offsets), counts)
        odds = np.exp(scores)
        good = np.where(right, odds, np.float32(0))
        all_odds = np.repeat(np.add.reduceat(odds, offsets), counts)
        good_odds = np.repeat(np.add.reduceat(good, offsets), counts)
        gradient = odds / all_odds - good / np.maximum(good_odds, 1e-9)
        gradient[good_odds == 0] = 0
        used = np.flatnonzero(np.abs(gradient) > SMALLEST_GRADIENT)
        if not len(used):
            return
        places = features[used]
        steps = np.repeat(gradient[used, None], places.shape[1], axis=1)
        if keep is not None:
            steps *= keep[used]
        np.add.at(self.squares, places.ravel(), np.square(steps).ravel())
        np.subtract.at(
            self.weights, places.ravel(), (self.rate * steps / np.sqrt(self.squares[places])).ravel()
        )
