"""The words of a name or a query: lemmas, compound parts and word classes.

Linking sees records, not spaCy Docs, so that names are analysed anew here, with the tokenizer
and the lemmatizer of the language stage alone. A name recurs on many pages; what was analysed
once is remembered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc
from spacy.vocab import Vocab

from sotenlp.language.cache import TypeCache
from sotenlp.language.lemmatizer import LemmatizerComponent
from sotenlp.language.tokenizer import Tokenizer

CACHED_TEXTS = 200_000


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name.

    Attributes:
        text: The word as written.
        lemma: Its lemma.
        parts: Parts of the lemma of a compound, in order; the lemma alone for other words.
        pos: Its UPOS tag.
        nominative: Whether it stands in the nominative.
    """

    text: str
    lemma: str
    parts: tuple[str, ...]
    pos: str
    nominative: bool = False


def analyse(text: str) -> tuple[Word, ...]:
    """The words of a text, without white space."""
    return _cache[text]


@cache
def _tokenizer() -> Tokenizer:
    return Tokenizer(Vocab())


@cache
def _lemmatizer() -> LemmatizerComponent:
    return LemmatizerComponent()


def _analyse(text: str) -> tuple[Word, ...]:
    doc = _tokenizer()(text)
    return _words(_lemmatizer()(doc)) if len(doc) else ()


def _words(doc: Doc) -> tuple[Word, ...]:
    return tuple(
        Word(
            text=token.text,
            lemma=token.lemma_ or token.text,
            parts=_parts(token._.compound, token.lemma_ or token.text),
            pos=token.pos_,
            nominative="Nom" in token.morph.get("Case", []),
        )
        for token in doc
        if not token.is_space
    )


def _parts(compound: Sequence[str], lemma: str) -> tuple[str, ...]:
    """The compound parts in lower case, without the hyphens between them."""
    parts = [piece for part in compound or (lemma,) for piece in part.casefold().split("-")]
    return tuple(piece for piece in parts if piece) or (lemma.casefold(),)


_cache: TypeCache[str, tuple[Word, ...]] = TypeCache(_analyse, limit=CACHED_TEXTS)
