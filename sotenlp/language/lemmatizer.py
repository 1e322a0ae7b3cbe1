"""The component that gives tokens their lemmas, parts of speech, features and compound parts."""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from sotenlp.language.candidates import Candidates
from sotenlp.language.disambiguation import Disambiguator
from sotenlp.language.extensions import register
from sotenlp.language.identification import identify
from sotenlp.language.lemma_model import load_model
from sotenlp.language.reading import Reading
from sotenlp.language.word_classes import contraction


class LemmatizerComponent:
    """Finnish lemmas and morphology by Voikko, a guesser and the context."""

    def __init__(self) -> None:
        register()
        model = load_model()
        self.candidates = Candidates(tables=model.tables)
        self.disambiguator = Disambiguator(self.candidates, model.weights)

    def __call__(self, doc: Doc) -> Doc:
        """Set lemma, part of speech, features, compound parts and the Doc's language."""
        words = [token.text for token in doc]
        readings = self._choose(words, doc)
        compounds: list[list[str]] = []
        contracted: dict[int, list[str]] = {}
        for i, (token, reading) in enumerate(zip(doc, readings, strict=True)):
            token.lemma_ = reading.lemma
            token.pos_ = reading.upos
            token.set_morph(reading.feats)  # type: ignore[attr-defined]
            compounds.append(list(reading.parts))
            if reading.route == "contraction":
                pair = contraction(words[i])
                if pair is not None:
                    contracted[i] = list(pair)
        doc.user_data["sotenlp_compounds"] = compounds
        doc.user_data["sotenlp_words"] = contracted
        doc._.language = identify(words, self.candidates.known)
        return doc

    def _choose(self, words: list[str], doc: Doc) -> list[Reading]:
        """A reading for each token; white space does not stand between neighbours."""
        visible = [i for i, word in enumerate(words) if not word.isspace()]
        sentences = np.cumsum([bool(token.is_sent_start) for token in doc])[visible]
        starts = np.diff(sentences, prepend=-1) != 0
        chosen = self.disambiguator.choose([words[i] for i in visible], starts.tolist())
        readings = [
            Reading(word, "SPACE", "", (word,), "fixed") if word.isspace() else None for word in words
        ]
        for i, reading in zip(visible, chosen, strict=True):
            readings[i] = reading
        return self._with_names_of(words, [reading for reading in readings if reading is not None])

    def _with_names_of(self, words: list[str], readings: list[Reading]) -> list[Reading]:
        """Readings where an unknown name is read as another name that stands in the text by itself."""
        names = {word for word, reading in zip(words, readings, strict=True) if reading.route == "name"}
        for i, reading in enumerate(readings):
            if reading.route == "name":
                others = [
                    other
                    for other in self.candidates[words[i]]
                    if other.route == "name" and other.lemma in names and other.lemma != words[i]
                ]
                readings[i] = max(others, key=lambda other: len(other.lemma), default=reading)
        return readings

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


@Language.factory(
    "sotenlp_lemmatizer",
    assigns=["token.lemma", "token.pos", "token.morph", "token._.compound", "doc._.language"],
)
def create_lemmatizer(nlp: Language, name: str) -> LemmatizerComponent:
    """Create the component `sotenlp_lemmatizer`."""
    return LemmatizerComponent()
