"""What the choice between readings looks at, as hashed features in arrays.

Every feature is a number made of a template and a few hashes of strings, folded into a table
of weights. Features of a word type alone are computed once for each type; features of the
context are computed for all words of a text at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sotenlp.language.hashing import Hashes, Indices, fold, hash_text
from sotenlp.language.type_features import OWN_COLUMNS, WORD_COLUMNS

SECOND_PASS = 200
BOUNDARY = hash_text("<s>")
_NEGATION, _BE = np.uint64(hash_text("ei")), np.uint64(hash_text("olla"))


class TypeStore(NamedTuple):
    """The types that a text is laid out from.

    Attributes:
        word: One row a type (`WORD_COLUMNS`).
        begins: Row of each type's first reading.
        counts: Number of each type's readings.
        own: One row a reading (`OWN_COLUMNS`).
    """

    word: Hashes
    begins: Indices
    counts: Indices
    own: Hashes


class Text(NamedTuple):
    """The ambiguous words of a text, all their readings in one row of arrays.

    Attributes:
        tokens: Indices of the ambiguous tokens.
        offsets: Where each ambiguous token's readings begin.
        owners: Token of each reading.
        rows: Row of each reading in the store.
        first_rows: Row of the first reading of every token in the store.
        own: Hashes of each reading.
        word: Hashes of each token, with rows of boundaries before and after the text.
        sentence: Number of the sentence of each token, padded in the same way.
        first: Whether each token begins its sentence.
    """

    tokens: Indices
    offsets: Indices
    owners: Indices
    rows: Indices
    first_rows: Indices
    own: Hashes
    word: Hashes
    sentence: Indices
    first: NDArray[np.bool_]


PADDING = 5


def lay_out(store: TypeStore, types: Indices, starts: Sequence[bool] | NDArray[np.bool_]) -> Text:
    """Put the readings of a text's ambiguous tokens side by side.

    Args:
        store: The types with their readings.
        types: The type of each token.
        starts: Whether each token begins a sentence.
    """
    counts = store.counts[types]
    tokens = np.flatnonzero(counts > 1)
    repeats = counts[tokens]
    ends = np.cumsum(repeats)
    offsets = ends - repeats
    owners = np.repeat(tokens, repeats)
    first_rows = store.begins[types]
    rows = np.repeat(first_rows[tokens] - offsets, repeats) + np.arange(len(owners))
    first = np.asarray(starts, dtype=np.bool_)
    sentence = np.full(len(types) + 2 * PADDING, -1, dtype=np.int64)
    sentence[PADDING : PADDING + len(types)] = np.cumsum(first)
    word = np.full((len(types) + 2 * PADDING, WORD_COLUMNS), BOUNDARY, dtype=np.uint64)
    word[PADDING : PADDING + len(types)] = store.word[types]
    return Text(tokens, offsets, owners, rows, first_rows, store.own[rows], word, sentence, first)


def _neighbour(text: Text, table: Hashes, distance: int) -> Hashes:
    """The rows of the tokens at a distance, or boundaries outside the sentence, by columns."""
    tokens = text.tokens + PADDING
    there = tokens + distance
    found = table[there]
    found[text.sentence[tokens] != text.sentence[there]] = BOUNDARY
    repeats = np.diff(text.offsets, append=len(text.owners))
    return np.repeat(found.T, repeats, axis=1)


def context_features(text: Text) -> Indices:
    """Features of the neighbouring words: one row for each reading."""
    tag, coarse, lemma, upos, _ = np.ascontiguousarray(text.own.T)
    before, after = _neighbour(text, text.word, -1), _neighbour(text, text.word, 1)
    before2, after2 = _neighbour(text, text.word, -2), _neighbour(text, text.word, 2)
    shape = text.word[text.owners + PADDING, 2]
    place = shape * np.uint64(2) + text.first[text.owners].astype(np.uint64)
    templates = (
        (tag, before[1]),
        (tag, after[1]),
        (tag, before[0]),
        (tag, after[0]),
        (coarse, before[1], after[1]),
        (tag, before2[1]),
        (tag, after2[1]),
        (lemma, before[0]),
        (lemma, after[0]),
        (upos, place),
        (coarse, before[3]),
        (coarse, after[3]),
        (upos, lemma, place),
        (upos, before[2], after[2], place),
        (tag, before2[0]),
        (lemma, after[1]),
        (lemma, before[1]),
        (coarse, before[1], before2[1]),
        (coarse, after[1], after2[1]),
        (tag, after[4]),
        (tag, before[4]),
    )
    return np.stack([fold(i, *group) for i, group in enumerate(templates)])


def tag_features(text: Text, chosen: Hashes) -> Indices:
    """Features of the neighbours' readings that were chosen before.

    Args:
        text: The text.
        chosen: For each token the hashes of its chosen reading (a row of `TypeStore.own`).
    """
    padded = np.full((len(chosen) + 2 * PADDING, OWN_COLUMNS), BOUNDARY, dtype=np.uint64)
    padded[PADDING : PADDING + len(chosen)] = chosen
    tag, coarse, lemma, upos, agreement = np.ascontiguousarray(text.own.T)
    near = {distance: _neighbour(text, padded, distance) for distance in (-5, -4, -3, -2, -1, 1, 2, 3)}
    before, after = near[-1], near[1]
    negated = np.zeros(len(tag), dtype=np.bool_)
    auxiliary = np.zeros(len(tag), dtype=np.bool_)
    for distance in (-5, -4, -3, -2, -1):
        negated |= near[distance][2] == _NEGATION
        auxiliary |= near[distance][2] == _BE
    following = (after[2] == _BE) | (near[2][2] == _BE)
    copula = auxiliary * np.uint64(2) + following
    templates = (
        (tag, before[0]),
        (tag, after[0]),
        (coarse, before[1], after[1]),
        (coarse, before[1], near[-2][1]),
        (coarse, after[1], near[2][1]),
        (upos, (agreement == before[4]).astype(np.uint64), before[3]),
        (upos, (agreement == after[4]).astype(np.uint64), after[3]),
        (tag, near[-2][1]),
        (tag, near[2][1]),
        (tag, negated.astype(np.uint64)),
        (tag, copula),
        (lemma, after[1]),
        (lemma, before[1]),
        (tag, before[2]),
        (tag, after[2]),
        (coarse, near[-3][1]),
        (coarse, near[3][1]),
        (agreement, after[4], after[3]),
        (lemma, upos, copula),
        (tag, before[0], after[0]),
    )
    return np.stack([fold(SECOND_PASS + i, *group) for i, group in enumerate(templates)])
