"""The words of a Doc as strings, all at once: spaCy would make a token of each first."""

from __future__ import annotations

from collections.abc import Callable
from unicodedata import normalize

import numpy as np
from spacy.attrs import LENGTH, ORTH, SPACY  # type: ignore[import-not-found]
from spacy.tokens import Doc

MOST_WORDS = 300_000


class _Words:
    """Strings by spaCy's hashes of words, which are the same in every vocabulary."""

    def __init__(self, make: Callable[[str], str]) -> None:
        self._make = make
        self._known: dict[int, str] = {}

    def of(self, doc: Doc) -> list[str]:
        ids: list[int] = doc.to_array(ORTH).tolist()
        known = self._known
        try:
            return [known[number] for number in ids]
        except KeyError:
            strings = doc.vocab.strings
            if len(known) > MOST_WORDS:
                known = self._known = {}
            for number in ids:
                if number not in known:
                    known[number] = self._make(strings[number])
            return [known[number] for number in ids]


_written = _Words(str)
_composed = _Words(lambda word: word if word.isascii() else normalize("NFC", word))


def texts_of(doc: Doc) -> list[str]:
    """The tokens of a Doc as they are written."""
    return _written.of(doc)


def composed_texts_of(doc: Doc) -> list[str]:
    """The tokens of a Doc, letters and their marks composed as dictionaries have them (NFC)."""
    return _composed.of(doc)


def offsets_of(doc: Doc) -> list[int]:
    """Where each token of a Doc begins."""
    sizes = doc.to_array([LENGTH, SPACY]).astype(np.int64).sum(axis=1)
    offsets: list[int] = (np.cumsum(sizes) - sizes).tolist()
    return offsets
