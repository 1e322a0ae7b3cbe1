"""Lemmas of plain texts, without a pipeline to build."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spacy.lang.fi import Finnish
from spacy.tokens import Doc
from spacy.vocab import create_vocab

from sotenlp.language.lemmatizer import LemmatizerComponent
from sotenlp.language.reading import Reading
from sotenlp.language.sentencizer import Sentencizer
from sotenlp.language.tokenizer import Tokenizer


class Lemmatizer:
    """Finnish lemmas of texts; an instance is an analyzer for scikit-learn's vectorizers.

    Example:
        >>> Lemmatizer().lemmatize("Palvelut paranivat.")
        ['palvelu', 'parata', '.']
        >>> from sklearn.feature_extraction.text import CountVectorizer
        >>> vectorizer = CountVectorizer(analyzer=Lemmatizer())
    """

    def __init__(self) -> None:
        self._tokenizer = Tokenizer(create_vocab("fi", Finnish.Defaults))
        self._sentencizer = Sentencizer()
        self._component = LemmatizerComponent()

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes without the model, which is read anew."""
        return (Lemmatizer, ())

    def __call__(self, text: str) -> list[str]:
        """The lemmas of a text's words in lower case, without punctuation: terms to count."""
        return [
            token.lemma_.lower()
            for token in self.analyze(text)
            if not token.is_space and token.pos_ not in {"PUNCT", "SYM"}
        ]

    def lemmatize(self, text: str) -> list[str]:
        """The lemma of each token of a text but white space, in text order."""
        return [token.lemma_ for token in self.analyze(text) if not token.is_space]

    def choose(self, words: Sequence[str], starts: Sequence[bool]) -> list[Reading]:
        """A reading for each of given tokens.

        Args:
            words: The tokens.
            starts: Whether each token begins a sentence.
        """
        return self._component.disambiguator.choose(words, starts)

    def analyze(self, text: str) -> Doc:
        """A spaCy Doc with sentences, lemmas, parts of speech and features."""
        return self._component(self._sentencizer(self._tokenizer(text)))
