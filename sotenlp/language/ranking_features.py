"""What the choice between readings looks at, as hashed features in arrays.

Every feature is a number made of a template and a few hashes of strings, folded into a table
of weights. Features of a word type alone are computed once for each type; features of the
context are computed for all words of a text at once.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sotenlp.language.reading import Reading, split_features

Hashes = NDArray[np.uint64]
Indices = NDArray[np.int64]

TABLE_BITS = 22
STATIC_TEMPLATES = 100
SECOND_PASS = 200
WORD_COLUMNS = 5
"""Hashes of a word type: form, ambiguity class, shape, last three and last two letters."""
OWN_COLUMNS = 5
"""Hashes of a reading: tag, coarse tag, lemma, part of speech, case with number."""
_MASK = np.uint64((1 << TABLE_BITS) - 1)
_PRIMES = tuple(
    np.uint64(prime)
    for prime in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x27D4EB2F165667C5, 0x85EBCA77C2B2AE63)
)
_TEMPLATE_PRIME = 0x165667B19E3779F9
_LARGEST = (1 << 64) - 1
_SHIFT, _LAST_SHIFT = np.uint64(29), np.uint64(20)
_ITSELF = 20
"""In place of a frequency where the form itself is the lemma: it is met at least here."""
_IGNORED = ("Derivation", "Typo", "Style")


def hash_text(text: str) -> int:
    """A hash that is the same in every process."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


BOUNDARY = hash_text("<s>")
_NEGATION, _BE = np.uint64(hash_text("ei")), np.uint64(hash_text("olla"))


class TypeRows(NamedTuple):
    """Features of word types that do not depend on the context, the readings of all in one row.

    Attributes:
        word: One row a type (`WORD_COLUMNS`).
        counts: Number of each type's readings.
        own: One row a reading (`OWN_COLUMNS`).
        static: One row a reading: places of its context-free weights.
    """

    word: Hashes
    counts: Indices
    own: Hashes
    static: Indices


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


_route_hash = cache(hash_text)


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


def fold(template: int, *columns: Hashes) -> Indices:
    """Places in the weights of one template's features."""
    mixed: Hashes = columns[0] * _PRIMES[0]
    mixed += np.uint64(template * _TEMPLATE_PRIME & _LARGEST)
    for column, prime in zip(columns[1:], _PRIMES[1:], strict=False):
        mixed += column * prime
    mixed ^= mixed >> _SHIFT
    mixed *= _PRIMES[1]
    mixed >>= _LAST_SHIFT
    mixed &= _MASK
    return mixed.view(np.int64)


def type_rows(
    words: Sequence[str], readings: Sequence[Sequence[Reading]], frequencies: Mapping[str, int]
) -> TypeRows:
    """The context-free features of word types with their readings.

    Args:
        words: The types.
        readings: The candidates of each.
        frequencies: How common each lemma is, on a scale of few steps.
    """
    # Flat lists: a list a reading would keep Python's garbage collector busy.
    word_values: list[int] = []
    counts: list[int] = []
    values: list[int] = []
    steps: list[int] = []
    highest_steps: list[int] = []
    ambiguities: list[int] = []
    crc = zlib.crc32
    for word, found in zip(words, readings, strict=True):
        data = word.lower().encode("utf-8", "surrogatepass")
        form, shape, title = crc(data), _route_hash(word_shape(word)), word[:1].isupper()
        # Endings in bytes: an ending that begins inside a letter is as good as any.
        last3, last4, last5 = crc(data[-3:]), crc(data[-4:]), crc(data[-5:])
        ambiguity = highest = 0
        seen = set()
        for position, (lemma, upos, feats, parts, route) in enumerate(found):
            if route == "contraction":
                # To its neighbours it is the negation that is in it.
                lemma, upos = "ei", "AUX"
            tag, coarse, part_of_speech, agreement = tag_hashes(upos, feats)
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
                _route_hash(route),
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
        counts.append(size)
        highest_steps += [highest] * size
        ambiguities += [ambiguity] * size
    table = np.array(values, dtype=np.uint64).reshape(len(steps), -1)
    frequency, highest_ = np.array(steps, dtype=np.int64), np.array(highest_steps, dtype=np.int64)
    rarer = np.where(frequency < _ITSELF, highest_ - frequency, _ITSELF + highest_).astype(np.uint64)
    columns = (*np.ascontiguousarray(table.T), frequency.astype(np.uint64), rarer)
    static = _static_features(columns, np.array(ambiguities, dtype=np.uint64))
    word_table = np.array(word_values, dtype=np.uint64).reshape(-1, WORD_COLUMNS)
    own = np.ascontiguousarray(table[:, :OWN_COLUMNS])
    return TypeRows(word_table, np.array(counts, dtype=np.int64), own, static)


def _static_features(columns: Sequence[Hashes], ambiguity: Hashes) -> Indices:
    tag, coarse, lemma, upos, _, route, edit, ending, position, last, size, capital = columns[:12]
    form, shape, last3, last4, last5, title, frequency, rarer = columns[12:]
    templates = (
        (tag, route),
        (tag, last3),
        (lemma, upos),
        (form, tag),
        (form, lemma),
        (edit, upos, route),
        (shape, capital, route, upos),
        (ending, upos, route),
        (position, route),
        (ambiguity, tag),
        (edit, last5, route),
        (last, tag),
        (size, route, upos),
        (last4, tag, route),
        (last5, coarse),
        (ambiguity, route, upos),
        (title, lemma),
        (frequency, upos, route),
        (rarer, upos, route),
        (rarer, frequency, title),
        (rarer, ending, route),
    )
    return np.stack([fold(STATIC_TEMPLATES + i, *group) for i, group in enumerate(templates)], axis=1)


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
