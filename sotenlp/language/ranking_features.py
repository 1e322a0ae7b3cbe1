"""What the choice between readings looks at, as hashed features in arrays.

Every feature is a number made of a template and one or two hashes of strings, folded into a
table of weights. Features of a word type alone are summed once for each type; features of the
context are computed for all words of a text at once.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sotenlp.language.reading import Reading, split_features

Hashes = NDArray[np.uint64]
Indices = NDArray[np.int64]

TABLE_BITS = 21
_MASK = np.uint64((1 << TABLE_BITS) - 1)
_PRIMES = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))
_SHIFT = np.uint64(29)
_IGNORED = ("Derivation", "Typo", "Style")
STATIC_TEMPLATES = 100
SECOND_PASS = 200


def hash_text(text: str) -> int:
    """A hash that is the same in every process."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


BOUNDARY = hash_text("<s>")


class TypeFeatures(NamedTuple):
    """The readings of a word type and what does not depend on the context.

    Attributes:
        readings: The candidates.
        word: Hashes of the type: form, ambiguity class, shape, last letters.
        own: One row a reading: hashes of its tag, coarse tag, lemma, part of speech, case.
        static: One row a reading: indices of its context-free features; none for a lone reading.
    """

    readings: tuple[Reading, ...]
    word: Hashes
    own: Hashes
    static: Indices


def tag_of(reading: Reading) -> str:
    """Part of speech and features, without those that follow from the lemma."""
    features = split_features(reading.feats)
    kept = [f"{key}={value}" for key, value in features.items() if key not in _IGNORED]
    return f"{reading.upos}|{'|'.join(kept)}"


def coarse_tag(reading: Reading) -> str:
    """Part of speech with case and verb form."""
    features = split_features(reading.feats)
    return "|".join(
        (
            reading.upos,
            features.get("Case", ""),
            features.get("VerbForm", ""),
            features.get("Connegative", ""),
        )
    )


def edit_script(form: str, lemma: str) -> str:
    """What to cut from the end of a form and put there to get the lemma."""
    form = form.lower() if lemma[:1].islower() else form
    common = 0
    while common < min(len(form), len(lemma)) and form[common] == lemma[common]:
        common += 1
    return f"{form[common:]}>{lemma[common:]}"


def word_shape(word: str) -> str:
    """Casing and make of a word form."""
    if word.isupper() and len(word) > 1:
        casing = "upper"
    elif word[:1].isupper():
        casing = "title" if word[1:].islower() else "mixed"
    else:
        casing = "lower"
    return casing + ("-" if "-" in word.strip("-–") else "") + (":" if ":" in word else "")


def fold(template: int, first: Hashes, second: Hashes | None = None) -> Indices:
    """Indices into the weights of one template's features."""
    with np.errstate(over="ignore"):
        mixed = first * _PRIMES[0] + np.uint64(template) * _PRIMES[2]
        if second is not None:
            mixed = mixed + second * _PRIMES[1]
        mixed = (mixed ^ (mixed >> _SHIFT)) * _PRIMES[1]
    return ((mixed >> np.uint64(20)) & _MASK).astype(np.int64)


def type_features(word: str, readings: tuple[Reading, ...]) -> TypeFeatures:
    """The context-free part of a word type's features."""
    lower = word.lower()
    shape = word_shape(word)
    ambiguity = "/".join(sorted({coarse_tag(reading) for reading in readings}))
    word_row = np.array([hash_text(text) for text in (lower, ambiguity, shape, lower[-3:])], dtype=np.uint64)
    own = np.array(
        [
            [
                hash_text(tag_of(reading)),
                hash_text(coarse_tag(reading)),
                hash_text(reading.lemma),
                hash_text(reading.upos),
                hash_text(_agreement(reading)),
            ]
            for reading in readings
        ],
        dtype=np.uint64,
    )
    if len(readings) == 1:
        return TypeFeatures(readings, word_row, own, np.zeros((1, 0), dtype=np.int64))
    rows = []
    for position, reading in enumerate(readings):
        tag, route, edit = tag_of(reading), reading.route, edit_script(word, reading.lemma)
        cased = f"{shape}{reading.lemma[:1].isupper()}"
        rows.append(
            [
                hash_text(f"{template}:{text}")
                for template, text in enumerate(
                    (
                        f"{tag}|{route}",
                        f"{tag}|{lower[-3:]}",
                        f"{reading.lemma}|{reading.upos}",
                        f"{lower}|{tag}",
                        f"{lower}|{reading.lemma}",
                        f"{edit}|{reading.upos}|{route}",
                        f"{cased}|{route}|{reading.upos}",
                        f"{reading.lemma[-3:]}|{reading.upos}|{route}",
                        f"{min(position, 4)}|{route}",
                        f"{ambiguity}|{tag}",
                        f"{edit}|{lower[-5:]}|{route}",
                        f"{reading.parts[-1]}|{tag}",
                        f"{len(reading.parts)}|{route}|{reading.upos}",
                        f"{lower[-4:]}|{tag}|{route}",
                    )
                )
            ]
        )
    static = fold(STATIC_TEMPLATES, np.array(rows, dtype=np.uint64))
    return TypeFeatures(readings, word_row, own, static)


def _agreement(reading: Reading) -> str:
    features = split_features(reading.feats)
    return f"{features.get('Case', reading.upos)}{features.get('Number', '')}"


class Text(NamedTuple):
    """The ambiguous words of a text, all their readings in one row of arrays.

    Attributes:
        types: Features of each token's type.
        tokens: Indices of the ambiguous tokens.
        offsets: Where each ambiguous token's readings begin.
        owners: Token of each reading.
        own: Hashes of each reading.
        word: Hashes of each token, with five rows of boundaries before and after the text.
        sentence: Number of the sentence of each token, padded in the same way.
        first: Whether each token begins its sentence.
    """

    types: Sequence[TypeFeatures]
    tokens: Indices
    offsets: Indices
    owners: Indices
    own: Hashes
    word: Hashes
    sentence: Indices
    first: NDArray[np.bool_]


PADDING = 5


def lay_out(types: Sequence[TypeFeatures], starts: Sequence[bool]) -> Text:
    """Put the readings of a text's ambiguous tokens side by side."""
    tokens = [i for i, entry in enumerate(types) if len(entry.readings) > 1]
    counts = [len(types[i].readings) for i in tokens]
    own = [types[i].own for i in tokens]
    first = np.array(starts, dtype=np.bool_)
    sentence = np.full(len(types) + 2 * PADDING, -1, dtype=np.int64)
    sentence[PADDING : PADDING + len(types)] = np.cumsum(first)
    word = np.full((len(types) + 2 * PADDING, 4), BOUNDARY, dtype=np.uint64)
    if types:
        word[PADDING : PADDING + len(types)] = [entry.word for entry in types]
    return Text(
        types,
        np.array(tokens, dtype=np.int64),
        np.concatenate(([0], np.cumsum(counts)))[:-1].astype(np.int64),
        np.repeat(np.array(tokens, dtype=np.int64), counts),
        np.concatenate(own) if own else np.zeros((0, 5), dtype=np.uint64),
        word,
        sentence,
        first,
    )


def _neighbour(text: Text, table: Hashes, distance: int) -> Hashes:
    """The rows of the tokens at a distance, or boundaries outside the sentence."""
    here = text.owners + PADDING
    there = here + distance
    inside = text.sentence[here] == text.sentence[there]
    return np.where(inside[:, None], table[there], np.uint64(BOUNDARY))


def context_features(text: Text) -> Indices:
    """Features of the neighbouring words: one row for each reading."""
    tag, coarse, lemma, upos, _ = text.own.T
    before, after = _neighbour(text, text.word, -1), _neighbour(text, text.word, 1)
    before2, after2 = _neighbour(text, text.word, -2), _neighbour(text, text.word, 2)
    shape = text.word[text.owners + PADDING, 2]
    place = shape * np.uint64(2) + text.first[text.owners].astype(np.uint64)
    cased = lemma * np.uint64(2) + place
    both = before[:, 1] * np.uint64(3) + after[:, 1]
    columns = (
        (tag, before[:, 1]),
        (tag, after[:, 1]),
        (tag, before[:, 0]),
        (tag, after[:, 0]),
        (coarse, both),
        (tag, before2[:, 1]),
        (tag, after2[:, 1]),
        (lemma, before[:, 0]),
        (lemma, after[:, 0]),
        (upos, place),
        (coarse, before[:, 3]),
        (coarse, after[:, 3]),
        (upos, cased),
        (upos, before[:, 2] * np.uint64(5) + after[:, 2] + place),
        (tag, before2[:, 0]),
        (lemma, after[:, 1]),
        (lemma, before[:, 1]),
    )
    return np.stack([fold(i, first, second) for i, (first, second) in enumerate(columns)], axis=1)


def tag_features(text: Text, chosen: Hashes) -> Indices:
    """Features of the neighbours' readings that were chosen before.

    Args:
        text: The text.
        chosen: For each token the hashes of its chosen reading (a row of `TypeFeatures.own`).
    """
    padded = np.full((len(chosen) + 2 * PADDING, chosen.shape[1]), BOUNDARY, dtype=np.uint64)
    padded[PADDING : PADDING + len(chosen)] = chosen
    tag, coarse, lemma, upos, agreement = text.own.T
    near = {distance: _neighbour(text, padded, distance) for distance in (-5, -4, -3, -2, -1, 1, 2, 3)}
    before, after = near[-1], near[1]
    negated = np.zeros(len(tag), dtype=np.uint64)
    auxiliary = np.zeros(len(tag), dtype=np.uint64)
    for distance in (-5, -4, -3, -2, -1):
        negated |= (near[distance][:, 2] == np.uint64(_NEGATION)).astype(np.uint64)
        auxiliary |= (near[distance][:, 2] == np.uint64(_BE)).astype(np.uint64)
    following = (near[1][:, 2] == np.uint64(_BE)) | (near[2][:, 2] == np.uint64(_BE))
    columns = (
        (tag, before[:, 0]),
        (tag, after[:, 0]),
        (coarse, before[:, 1] * np.uint64(3) + after[:, 1]),
        (coarse, before[:, 1] * np.uint64(3) + near[-2][:, 1]),
        (coarse, after[:, 1] * np.uint64(3) + near[2][:, 1]),
        (upos * np.uint64(3) + (agreement == before[:, 4]), before[:, 3]),
        (upos * np.uint64(3) + (agreement == after[:, 4]), after[:, 3]),
        (tag, near[-2][:, 1]),
        (tag, near[2][:, 1]),
        (tag, negated),
        (tag, auxiliary * np.uint64(2) + following),
        (lemma, after[:, 1]),
        (lemma, before[:, 1]),
        (tag, before[:, 2]),
        (tag, after[:, 2]),
        (coarse, near[-3][:, 1]),
        (coarse, near[3][:, 1]),
        (agreement, after[:, 4] * np.uint64(3) + after[:, 3]),
    )
    return np.stack(
        [fold(SECOND_PASS + i, first, second) for i, (first, second) in enumerate(columns)], axis=1
    )


_NEGATION = hash_text("ei")
_BE = hash_text("olla")
