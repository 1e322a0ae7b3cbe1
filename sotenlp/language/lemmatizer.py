"""The component that gives tokens their lemmas, parts of speech, features and compound parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import (  # type: ignore[import-not-found]
    IS_SPACE,
    LEMMA,
    MORPH,
    POS,
    SENT_START,
)
from spacy.parts_of_speech import IDS  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.vocab import Vocab

from sotenlp.language.broken_words import find_broken_words
from sotenlp.language.candidates import Candidates
from sotenlp.language.disambiguation import WINDOW, Disambiguator, windows
from sotenlp.language.extensions import register
from sotenlp.language.hashing import Indices
from sotenlp.language.identification import identify
from sotenlp.language.lemma_model import load_model
from sotenlp.language.reading import Reading, is_guess
from sotenlp.language.texts import composed_texts_of
from sotenlp.language.word_classes import contraction

Keys = NDArray[np.uint64]


class LemmatizerComponent:
    """Finnish lemmas and morphology by Voikko, a guesser and the context."""

    def __init__(self) -> None:
        register()
        model = load_model()
        self.candidates = Candidates(tables=model.tables)
        self.disambiguator = Disambiguator(self.candidates, model.weights)
        self._keys = _Keys()

    def __call__(self, doc: Doc) -> Doc:
        """Set lemma, part of speech, features, compound parts and the Doc's language."""
        self._annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        """Annotate a stream of Docs, short ones together."""
        batch: list[Doc] = []
        size = 0
        for doc in stream:
            batch.append(doc)
            size += len(doc)
            if size >= WINDOW or len(batch) >= batch_size:
                self._annotate(batch)
                yield from batch
                batch, size = [], 0
        self._annotate(batch)
        yield from batch

    def _annotate(self, docs: list[Doc]) -> None:
        texts = [composed_texts_of(doc) for doc in docs]
        words = [word for text in texts for word in text]
        if not words:
            return
        blank = np.concatenate([doc.to_array(IS_SPACE) for doc in docs if len(doc)]) != 0
        opens = np.concatenate([_opening(doc) for doc in docs if len(doc)])
        # White space does not stand between neighbours; a sentence begins at the next word.
        sentences = np.cumsum(opens)
        visible = np.flatnonzero(~blank)
        starts = np.diff(sentences[visible], prepend=-1) != 0
        readings: list[Reading] = []
        keys: list[Keys] = []
        seen = [words[i] for i in visible.tolist()]
        for begin, end in windows(starts):
            with self.disambiguator.lock:
                rows = self.disambiguator.choose_rows(seen[begin:end], starts[begin:end])
                table = self.disambiguator.table
                readings.extend(map(table.readings.__getitem__, rows.tolist()))
                keys.append(self._keys.of(rows, table.readings, table.generation, docs[0].vocab))
        columns = np.zeros((len(words), 3), dtype=np.uint64)
        found: list[Reading] = readings
        if len(visible) < len(words):
            found = [Reading(word, "SPACE", "", (word,), "fixed") for word in words]
            for i, reading in zip(visible.tolist(), readings, strict=True):
                found[i] = reading
            strings = docs[0].vocab.strings
            for i in np.flatnonzero(blank).tolist():
                columns[i] = (strings.add(words[i]), IDS["SPACE"], docs[0].vocab.morphology.add(""))
        if keys:
            columns[visible] = np.concatenate(keys)
        at = 0
        for doc, text in zip(docs, texts, strict=True):
            end = at + len(text)
            self._write(doc, text, found[at:end], columns[at:end])
            at = end

    def _write(self, doc: Doc, words: list[str], readings: list[Reading], columns: Keys) -> None:
        for i, reading in (*self._names_of(words, readings), *self._broken(words)):
            readings[i] = reading
            columns[i] = self._keys.of_reading(reading, doc.vocab)
        if words:
            doc.from_array([LEMMA, POS, MORPH], columns)  # type: ignore[arg-type]
        doc.user_data["sotenlp_compounds"] = [reading.parts for reading in readings]
        doc.user_data["sotenlp_words"] = {
            i: list(contraction(words[i]) or (words[i],))
            for i, reading in enumerate(readings)
            if reading.route == "contraction"
        }
        pairs = zip(words, readings, strict=True)
        finnish = {word.lower() for word, reading in pairs if not is_guess(reading)}
        doc._.language = identify(words, finnish.__contains__)

    def _names_of(self, words: list[str], readings: list[Reading]) -> list[tuple[int, Reading]]:
        """Readings where an unknown name is read as another name that stands in the text by itself."""
        unknown = [i for i, reading in enumerate(readings) if reading.route == "name"]
        names = {words[i] for i in unknown}
        found = []
        for i in unknown:
            others = [
                other
                for other in self.candidates[words[i]]
                if other.route == "name" and other.lemma in names and other.lemma != words[i]
            ]
            if others:
                found.append((i, max(others, key=lambda other: len(other.lemma))))
        return found

    def _broken(self, words: list[str]) -> Iterator[tuple[int, Reading]]:
        """Readings of words in two tokens: the first has that of the whole, the rest is no word."""
        for first, second, whole in find_broken_words(words, self.candidates.known):
            yield first, self.disambiguator.choose([whole], [True])[0]
            yield second, Reading(words[second], "X", "", (words[second],), "broken")

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes without the model, which is read anew."""
        return (LemmatizerComponent, ())

    def to_bytes(self, **kwargs: Any) -> bytes:
        """Nothing: the component's data ships with the package."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> LemmatizerComponent:
        """Itself: there is nothing to restore."""
        return self

    def to_disk(self, path: Any, **kwargs: Any) -> None:
        """Write nothing: the component's data ships with the package."""

    def from_disk(self, path: Any, **kwargs: Any) -> LemmatizerComponent:
        """Itself: there is nothing to read."""
        return self


class _Keys:
    """What spaCy stores of each row of the table of types: lemma, part of speech, features."""

    def __init__(self) -> None:
        self._owner: tuple[object, Vocab] | None = None
        self._table: Keys = np.zeros((0, 3), dtype=np.uint64)
        self._known: NDArray[np.bool_] = np.zeros(0, dtype=np.bool_)

    def of(self, rows: Indices, readings: list[Reading], generation: object, vocab: Vocab) -> Keys:
        """The keys of rows; the caller holds the lock of the table."""
        if self._owner is None or self._owner[0] is not generation or self._owner[1] is not vocab:
            self._owner = (generation, vocab)
            self._known = np.zeros(0, dtype=np.bool_)
        if len(self._known) < len(readings):
            size = 2 * len(readings)
            table, known = np.zeros((size, 3), dtype=np.uint64), np.zeros(size, dtype=np.bool_)
            table[: len(self._known)] = self._table[: len(self._known)]
            known[: len(self._known)] = self._known
            self._table, self._known = table, known
        for row in np.unique(rows[~self._known[rows]]).tolist():
            self._table[row] = self.of_reading(readings[row], vocab)
            self._known[row] = True
        return self._table[rows]

    @staticmethod
    def of_reading(reading: Reading, vocab: Vocab) -> tuple[int, int, int]:
        """The keys of one reading."""
        # Not transient: the keys outlive spaCy's memory zones.
        lemma = vocab.strings.add(reading.lemma, allow_transient=False)  # type: ignore[call-arg]
        return lemma, IDS[reading.upos], vocab.morphology.add(reading.feats)


def _opening(doc: Doc) -> NDArray[np.bool_]:
    """Whether a sentence begins at each token."""
    opening: NDArray[np.bool_] = doc.to_array(SENT_START) == 1
    opening[0] = True
    return opening
