"""What a token can be in a Finnish noun phrase, told by its part of speech and its features."""

from __future__ import annotations

import re
from functools import lru_cache

from sotenlp.language.view import Token

NOUNS = frozenset({"NOUN", "PROPN", "X"})
COORDINATORS = frozenset({"ja", "sekä", "tai", "eli"})
HYPHENS = frozenset({"-", "–"})

_PARTICIPLE_LEMMA = re.compile(
    r"(?:.n[uy]t|...(?<!ku)(?<!päi)(?<!hy)(?<!vah)(?<!lii)(?<!ter)(?<!kana)v[aä])$"
)


def feature(token: Token, name: str) -> str:
    """The first value of a morphological feature, "" without it."""
    return token.feats.get(name, "")


def is_noun(token: Token) -> bool:
    """Whether a token can head a noun phrase."""
    return token.pos_ in NOUNS and token.has_letter


def is_participle(token: Token) -> bool:
    """Whether a token is a participle that may stand as an attribute, whatever its part of speech."""
    if not token.case:
        return False
    return token.verb_form == "Part" or _is_participle_lemma(token.lemma_)


@lru_cache(maxsize=50_000)
def _is_participle_lemma(lemma: str) -> bool:
    return _PARTICIPLE_LEMMA.search(lemma) is not None


def is_negation(token: Token) -> bool:
    """Whether a token is the negation verb, also where it is written together with another word.

    The lemma of "ettei" is "että"; that it denies stands in its features.
    """
    return token.lemma_lower in {"ei", "eikä"} or feature(token, "Polarity") == "Neg"


def is_finite(token: Token) -> bool:
    """Whether a token is a finite verb or auxiliary."""
    return token.pos_ in {"VERB", "AUX"} and token.verb_form in {"", "Fin"} and not token.case


def is_suspended(token: Token) -> bool:
    """Whether a token is the first part of a compound whose head comes later ("hoito-")."""
    return len(token.text) > 2 and token.text[-1] in HYPHENS


def agrees(attribute: Token, head: Token) -> bool:
    """Whether an adjective, participle or pronoun agrees with a noun in case and number."""
    if not (attribute.pos_ == "ADJ" or is_participle(attribute) or attribute.pos_ in {"DET", "PRON"}):
        return False
    case, number = attribute.case, attribute.number
    if not case or case != head.case:
        # A head in the accusative looks like a nominative or a genitive.
        return False
    return not number or not head.number or number == head.number


def is_genitive(token: Token) -> bool:
    """Whether a token is a genitive that may belong to the noun after it, a nominalised adjective too."""
    return token.case == "Gen" and (is_noun(token) or token.pos_ in {"PRON", "NUM", "ADJ"})
