"""The component that gives tokens their lemmas, parts of speech, features and compound parts."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from sotenlp.language.candidates import Candidates
from sotenlp.language.disambiguation import Disambiguator
from sotenlp.language.extensions import register
from sotenlp.language.identification import identify
from sotenlp.language.lemma_model import load_model
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
        starts = [bool(token.is_sent_start) for token in doc]
        readings = self.disambiguator.choose(words, starts)
        compounds: list[list[str]] = []
        contracted: dict[int, list[str]] = {}
        for token, reading in zip(doc, readings, strict=True):
            token.lemma_ = reading.lemma
            token.pos_ = reading.upos
            token.set_morph(reading.feats)  # type: ignore[attr-defined]
            compounds.append(list(reading.parts))
            if reading.route == "contraction":
                pair = contraction(token.text)
                if pair is not None:
                    contracted[token.i] = list(pair)
        doc.user_data["sotenlp_compounds"] = compounds
        doc.user_data["sotenlp_words"] = contracted
        doc._.language = identify(words, self.candidates.known)
        return doc

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
