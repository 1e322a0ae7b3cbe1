"""The closed word lists of the actors."""

from __future__ import annotations

from functools import cache, lru_cache

from sotenlp.extraction.tables import read_data
from sotenlp.language.voikko import Voikko
from sotenlp.language.words import CACHED_TYPES, Word

PHYSICIANS = ("psykiatri", "geriatri", "pediatri")


@cache
def words_of(use: str) -> frozenset[str]:
    """The words of one use in ``actor_words.csv``."""
    return frozenset(row["word"] for row in read_data("actor_words") if row["use"] == use)


@cache
def _voikko() -> Voikko:
    return Voikko()


@lru_cache(maxsize=4096)
def _base(word: str) -> str:
    analyses = _voikko().analyses(word)
    return str(analyses[0]["BASEFORM"]).lower() if analyses else word


@lru_cache(maxsize=CACHED_TYPES)
def common_lemma(token: Word) -> str:
    """A word type's lemma in small letters; of a capitalised word read as an unknown name, the noun's.

    "Muistiyhdistykseltä" inside a sentence is a form of "muistiyhdistys".
    """
    lemma = token.lemma_lower
    if lemma.endswith(PHYSICIANS) and token.lower_ == f"{lemma}a":
        # "Psykiatria" is the field, or the partitive of "psykiatri": beside a hospital it is the field.
        return token.lower_
    if token.pos_ == "PROPN" and lemma == token.lower_ and len(lemma) > 6 and token.text[1:].islower():
        return _base(lemma)
    return lemma
