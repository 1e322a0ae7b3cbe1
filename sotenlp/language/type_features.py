"""Features of a word type and its readings that do not depend on the context."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sotenlp.language.hashing import (
    FIRST_SHIFT,
    LAST_SHIFT,
    PRIMES,
    TABLE_BITS,
    TEMPLATE_PRIME,
    Hashes,
    Indices,
    cached_hash,
    fold,
    hash_text,
)
from sotenlp.language.native import native
from sotenlp.language.reading import Reading, split_features

FIRST_TEMPLATE = 100
WORD_COLUMNS = 5
"""Hashes of a word type: form, ambiguity class, shape, last three and last two letters."""
OWN_COLUMNS = 5
"""Hashes of a reading: tag, coarse tag, lemma, part of speech, case with number."""
_ITSELF = 20
"""In place of a frequency where the form itself is the lemma: it is met at least here."""
_IGNORED = ("Derivation", "Typo", "Style")
_COLUMNS = (
    "tag", "coarse", "lemma", "upos", "agreement", "route", "edit", "ending", "position", "last", "size",
    "capital", "form", "shape", "last3", "last4", "last5", "title", "frequency", "rarer", "ambiguity",
)  # fmt: skip
_TEMPLATES = (
    "tag route",
    "tag last3",
    "lemma upos",
    "form tag",
    "form lemma",
    "edit upos route",
    "shape capital route upos",
    "ending upos route",
    "position route",
    "ambiguity tag",
    "edit last5 route",
    "last tag",
    "size route upos",
    "last4 tag route",
    "last5 coarse",
    "ambiguity route upos",
    "title lemma",
    "frequency upos route",
    "rarer upos route",
    "rarer frequency title",
    "rarer ending route",
)
STATIC = tuple(tuple(_COLUMNS.index(name) for name in template.split()) for template in _TEMPLATES)
"""The columns of a reading (`TypeRows.values`) that each feature is made of."""
Weights = NDArray[np.float32]


class TypeRows(NamedTuple):
    """What word types are judged by without their context, the readings of all in one row.

    Attributes:
        word: One row a type (`WORD_COLUMNS`).
        counts: Number of each type's readings.
        values: One row a reading: hashes and numbers, first those of `OWN_COLUMNS`.
    """

    word: Hashes
    counts: Indices
    values: Hashes


@cache
def tag_hashes(upos: str, feats: str) -> tuple[int, int, int, int]:
    """Hashes of a tag, of its coarse form, of the part of speech, and of case with number."""
    features = split_features(feats)
    kept = [f"{key}={value}" for key, value in features.items() if key not in _IGNORED]
    coarse = [upos, *(features.get(key, "") for key in ("Case", "VerbForm", "Connegative"))]
    return (
        hash_text(f"{upos}|{'|'.join(kept)}"),
        hash_text("|".join(coarse)),
        hash_text(upos),
        hash_text(f"{features.get('Case', upos)}{features.get('Number', '')}"),
    )


def edit_script(form: str, lemma: str) -> str:
    """What to cut from the end of a form and put there to get the lemma.

    >>> edit_script("taloissa", "talo")
    'issa>'
    """
    if lemma[:1].islower():
        form = form.lower()
    common = min(len(form), len(lemma))
    while form[:common] != lemma[:common]:
        common -= 1
    return f"{form[common:]}>{lemma[common:]}"


def word_shape(word: str) -> str:
    """Casing and make of a word form."""
    if word.islower():
        casing = "lower"
    elif word.isupper() and len(word) > 1:
        casing = "upper"
    elif word[:1].isupper():
        casing = "title" if word[1:].islower() or len(word) == 1 else "mixed"
    else:
        casing = "lower"
    return casing + ("-" if "-" in word[1:-1] else "") + (":" if ":" in word else "")


def type_rows(
    words: Sequence[str], readings: Sequence[Sequence[Reading]], frequencies: Mapping[str, int]
) -> TypeRows:
    """The context-free features of word types with their readings.

    Args:
        words: The types.
        readings: The candidates of each.
        frequencies: How common each lemma is, on a scale of few steps.
    """
    counts = np.fromiter(map(len, readings), dtype=np.int64, count=len(words))
    rows = TypeRows(
        np.zeros((len(words), WORD_COLUMNS), dtype=np.uint64),
        counts,
        np.zeros((int(counts.sum()), len(_COLUMNS)), dtype=np.uint64),
    )
    fill = native.fill_types if native else fill_types
    fill(words, readings, frequencies, tag_hashes, word_shape, rows.word, rows.values)
    return rows


def fill_types(
    words: Sequence[str],
    readings: Sequence[Sequence[Reading]],
    frequencies: Mapping[str, int],
    tags: Callable[[str, str], tuple[int, int, int, int]],
    shapes: Callable[[str], str],
    word_table: Hashes,
    table: Hashes,
) -> None:
    """Fill the tables of `TypeRows`."""
    # Flat lists: a list a reading would keep Python's garbage collector busy.
    word_values: list[int] = []
    values: list[int] = []
    steps: list[int] = []
    highest_steps: list[int] = []
    ambiguities: list[int] = []
    crc = zlib.crc32
    for word, found in zip(words, readings, strict=True):
        data = word.lower().encode("utf-8", "surrogatepass")
        form, shape, title = crc(data), cached_hash(shapes(word)), word[:1].isupper()
        # Endings in bytes: an ending that begins inside a letter is as good as any.
        last3, last4, last5 = crc(data[-3:]), crc(data[-4:]), crc(data[-5:])
        ambiguity = highest = 0
        seen = set()
        for position, (lemma, upos, feats, parts, route) in enumerate(found):
            if route == "contraction":
                # To its neighbours it is the negation that is in it.
                lemma, upos = "ei", "AUX"
            tag, coarse, part_of_speech, agreement = tags(upos, feats)
            if coarse not in seen:
                seen.add(coarse)
                ambiguity += coarse
            base = lemma.encode("utf-8", "surrogatepass")
            lemma_hash = crc(base)
            if lemma == word:
                step = _ITSELF
            else:
                step = frequencies.get(lemma if upos == "PROPN" else parts[-1], 0)
                highest = max(highest, step)
            steps.append(step)
            values += (
                tag,
                coarse,
                lemma_hash,
                part_of_speech,
                agreement,
                cached_hash(route),
                hash_text(edit_script(word, lemma)),
                crc(base[-3:]),
                min(position, 4),
                hash_text(parts[-1]) if len(parts) > 1 else lemma_hash,
                len(parts),
                lemma[:1].isupper(),
                form,
                shape,
                last3,
                last4,
                last5,
                title,
            )
        size = len(found)
        word_values += (form, ambiguity, shape, last3, crc(data[-2:]))
        highest_steps += [highest] * size
        ambiguities += [ambiguity] * size
    table[:, :-3] = np.array(values, dtype=np.uint64).reshape(len(steps), -1)
    frequency, highest_ = np.array(steps, dtype=np.int64), np.array(highest_steps, dtype=np.int64)
    table[:, -3] = frequency
    table[:, -2] = np.where(frequency < _ITSELF, highest_ - frequency, _ITSELF + highest_).astype(np.uint64)
    table[:, -1] = np.array(ambiguities, dtype=np.uint64)
    word_table[:] = np.array(word_values, dtype=np.uint64).reshape(-1, WORD_COLUMNS)


def static_features(values: Hashes) -> Indices:
    """Places of the context-free weights: one row a reading.

    Args:
        values: `TypeRows.values`.
    """
    columns = np.ascontiguousarray(values.T)
    return np.stack(
        [fold(FIRST_TEMPLATE + i, *columns[list(group)]) for i, group in enumerate(STATIC)], axis=1
    )


def static_scores(values: Hashes, weights: tuple[Weights, Weights]) -> NDArray[np.float32]:
    """Sums of the context-free weights of both passes, shape (2, readings).

    Sums of half-precision weights are exact in double precision, so that their order does not matter.

    Args:
        values: `TypeRows.values`.
        weights: The weights of the first and of the second pass.
    """
    if native:
        scores = np.zeros((2, len(values)), dtype=np.float32)
        native.score(
            values, STATIC, FIRST_TEMPLATE, PRIMES, TEMPLATE_PRIME, FIRST_SHIFT, LAST_SHIFT, TABLE_BITS,
            *weights, scores,
        )  # fmt: skip
        return scores
    places = static_features(values)
    return np.stack([table[places].sum(axis=1, dtype=np.float64) for table in weights]).astype(np.float32)
