"""Runs of words that pages share: an index in arrays, for corpora of many thousand pages.

Words are numbers, a run of words a hash of 64 bits. The index holds only the runs that pages of
different origin have; all others are dropped as soon as they are sorted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from sotenlp.linking.gazetteer import is_place_form

RUN = 3
"""Words in a run."""
NAME, NUMBER = 0, 1
"""The places in a sentence that are left open: names and places in any inflection, digits."""
FIRST_WORD = 2
"""Number of the first word that is neither."""

Words = npt.NDArray[np.int32]
Hashes = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+")
_FACTORS = tuple(np.uint64(factor) for factor in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))
_FINAL = np.uint64(0xFF51AFD7ED558CCD)
_SHIFT = np.uint64(33)


@lru_cache(maxsize=200_000)
def _open_word(word: str, first: bool) -> str | int:
    if word.isdigit():
        return NUMBER
    if word[0].isupper() and (not first or is_place_form(word)):
        return NAME
    return word.casefold()


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of a page's sentences, as numbers.

    Attributes:
        words: All of them in text order.
        starts: Where each sentence starts, and at the end their number.
    """

    words: Words
    starts: Numbers

    def sentence(self, index: int) -> Words:
        """The words of one sentence."""
        return self.words[self.starts[index] : self.starts[index + 1]]

    def lines(self) -> Hashes:
        """A hash of each sentence."""
        found = [self.sentence(index).tobytes() for index in range(len(self.starts) - 1)]
        return np.array(
            [int.from_bytes(blake2b(line, digest_size=8).digest(), "little") for line in found], np.uint64
        )

    def runs(self) -> tuple[Hashes, Numbers]:
        """A hash of each run with at most one open place, and the sentence that it is in."""
        lengths = np.diff(self.starts)
        sentences = np.repeat(np.arange(len(lengths)), lengths)
        if len(self.words) < RUN:
            return np.empty(0, np.uint64), np.empty(0, np.int64)
        stop = len(self.words) - RUN + 1
        parts = [self.words[at : at + stop] for at in range(RUN)]
        within = sentences[:stop] == sentences[RUN - 1 :]
        opened = sum((part < FIRST_WORD).astype(np.int8) for part in parts)
        keep = within & (opened <= 1)
        mixed = np.zeros(int(keep.sum()), np.uint64)
        for part, factor in zip(parts, _FACTORS, strict=True):
            mixed += (part[keep].astype(np.uint64) + np.uint64(1)) * factor
            mixed ^= mixed >> _SHIFT
            mixed *= _FINAL
        return mixed, sentences[:stop][keep]


class Lexicon:
    """Gives each word a number, in the order in which words are met."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def read(self, sentences: Sequence[str]) -> PageWords:
        """The words of sentences; open places that follow each other count as one."""
        numbers: list[int] = []
        starts = [0]
        for sentence in sentences:
            begin, capitals = len(numbers), sentence.isupper()
            for position, word in enumerate(_WORD.findall(sentence)):
                token = _open_word(word, position == 0 or capitals)
                number = token if isinstance(token, int) else self._number(token)
                if number < FIRST_WORD and len(numbers) > begin and numbers[-1] == number:
                    continue
                numbers.append(number)
            starts.append(len(numbers))
        return PageWords(np.array(numbers, np.int32), np.array(starts, np.int64))

    def _number(self, word: str) -> int:
        return self._numbers.setdefault(word, len(self._numbers) + FIRST_WORD)


@dataclass(frozen=True, slots=True)
class SharedIndex:
    """What several pages have, where they are not all of one origin.

    Attributes:
        keys: The hashes, sorted.
        starts: Where the pages of each begin, and at the end their number.
        pages: The pages that have them, in their order.
    """

    keys: Hashes
    starts: Numbers
    pages: Words

    def find(self, hashes: Hashes) -> Numbers:
        """The place of each hash among the keys, -1 where no other origin has it."""
        if not len(self.keys):
            return np.full(len(hashes), -1, np.int64)
        places = np.minimum(np.searchsorted(self.keys, hashes), len(self.keys) - 1)
        return np.where(self.keys[places] == hashes, places, -1)

    def holders(self, place: int) -> Words:
        """The pages that have the key at a place."""
        return self.pages[self.starts[place] : self.starts[place + 1]]


def build_index(hashes: Sequence[Hashes], origins: Words) -> SharedIndex:
    """The index of what pages share.

    Args:
        hashes: The hashes that each page has.
        origins: A number for the origin of each page.
    """
    unique = [np.unique(page) for page in hashes]
    pages = np.repeat(np.arange(len(unique), dtype=np.int32), [len(page) for page in unique])
    keys = np.concatenate(unique) if unique else np.empty(0, np.uint64)
    del unique
    if not len(keys):
        return SharedIndex(keys, np.zeros(1, np.int64), pages)
    order = np.argsort(keys, kind="stable")
    keys, pages = keys[order], pages[order]
    del order
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    lengths = np.diff(np.append(starts, len(keys)))
    of_page = origins[pages]
    shared = np.minimum.reduceat(of_page, starts) != np.maximum.reduceat(of_page, starts)
    kept = pages[np.repeat(shared, lengths)]
    ends = np.cumsum(lengths[shared])
    return SharedIndex(keys[starts[shared]], np.concatenate(([0], ends)), kept)
