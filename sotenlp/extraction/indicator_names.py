"""Names of what clauses count: "hoitoon pääsi 17 %" is the share of those who got to care.

The participles of a predicate in the plural: "ohjattu" gives "ohjatut" and "ohjattujen",
"pääsi" gives "päässeet" and "päässeiden".
"""

from __future__ import annotations

import re
from functools import cache

from sotenlp.extraction.grammar import feature, is_participle
from sotenlp.extraction.naming import nominative_plural
from sotenlp.language.view import Doc, Token
from sotenlp.language.voikko import Voikko

MEMORY = 40
CHANGES = {"laskea": "lasku", "nousta": "nousu", "kasvaa": "kasvu", "säästyä": "säästö"}

_PASSIVE = re.compile(r"(.*)(tt|ht|st|lt|nt|rt|[aeiouyäö]t)([uy])$")
_PLURALS = {"tt": "t", "ht": "hd", "st": "st", "lt": "ll", "nt": "nn", "rt": "rr"}


def participles(verb: Token) -> tuple[str, str] | None:
    """The past participle of a predicate in the nominative and the genitive plural, or None.

    Args:
        verb: A finite verb in the past or a past participle.

    Example:
        >>> participles(nlp("Hoitoon pääsi 17 % potilaista.")[1])
        ('päässeet', 'päässeiden')
    """
    form = verb.lower_
    if verb.voice == "Pass":
        if form.endswith("iin"):
            form = form[:-3] + ("u" if re.search("[aou]", verb.lemma_) else "y")
        return _passive(form)
    if verb.voice == "Act" and (is_participle(verb) or verb.verb_form == "Fin"):
        return _active(verb.lemma_lower)
    return None


def _passive(form: str) -> tuple[str, str] | None:
    match = _PASSIVE.match(form)
    if match is None:
        return None
    stem, consonants, vowel = match.groups()
    weak = _PLURALS.get(consonants) or f"{consonants[0]}d"
    return f"{stem}{weak}{vowel}t", f"{form}jen"


def _active(infinitive: str) -> tuple[str, str] | None:
    """From the infinitive: osallistua, käydä, tulla, päästä, palata, tarvita."""
    if len(infinitive) < 4 or infinitive[-1] not in "aä":
        return None
    ending = infinitive[-2:]
    if ending in {"da", "dä"}:
        stem = f"{infinitive[:-2]}ne"
    elif infinitive[-3:] in {"lla", "llä", "nna", "nnä", "rra", "rrä"}:
        stem = f"{infinitive[:-1]}e"
    elif infinitive[-3:] in {"sta", "stä"}:
        stem = f"{infinitive[:-2]}se"
    elif ending in {"ta", "tä"} and infinitive[-3] in "aeiouyäö":
        stem = f"{infinitive[:-2]}nne"
    else:
        stem = f"{infinitive[:-1]}ne"
    return f"{stem}et", f"{stem}iden"


def predicate_words(doc: Doc, start: int, verb: int) -> str:
    """The words of a clause before its predicate, auxiliaries and adverbs of degree left out."""
    words = [
        token.text
        for token in doc[start:verb]
        if token.pos_ not in {"AUX", "ADV", "PUNCT"} and not (token.pos_ == "VERB" and not token.case)
    ]
    text = " ".join(words)
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def present_genitive(verb: Token) -> str | None:
    """The present participle of a finite verb in the genitive plural: "puhuu" gives "puhuvien"."""
    form = verb.lower_
    if feature(verb, "Tense") != "Pres" or verb.voice != "Act" or len(form) < 3:
        return None
    stem = form[:-1] if len(form) > 3 and form[-1] == form[-2] else form
    return f"{stem}vien"


def change_name(verb: str) -> str:
    """The noun of a change: "vähetä" gives "väheneminen", "laskea" "lasku"."""
    if verb in CHANGES:
        return CHANGES[verb]
    if verb.endswith(("etä", "eta")):
        return f"{verb[:-2]}neminen"
    return f"{verb[:-1]}minen"


@cache
def genitive(lemma: str, *, plural: bool) -> str | None:
    """The genitive of a noun, or None where it cannot be told.

    Example:
        >>> genitive("kustannus", plural=True)
        'kustannusten'
    """
    stem = nominative_plural(lemma)
    if stem is None:
        return None
    if not plural:
        return f"{stem[:-1]}n"
    stem = stem[:-1]
    first, hyphen, last = lemma.rpartition("-")
    weak = stem.rpartition("-")[2]
    for form in (
        f"{last[:-3]}sten" if last.endswith("nen") else "",
        f"{last}ten" if last.endswith(("us", "ys", "os", "ös")) else "",
        f"{last}jen",
        f"{last[:-1]}ien",
        f"{weak[:-1]}iden",
        f"{weak[:-1]}ien",
        f"{weak}iden",
        f"{last}iden",
    ):
        for analysis in _voikko().analyses(form) if form else ():
            same = analysis.get("BASEFORM", "").lower() == last.lower()
            if same and analysis.get("SIJAMUOTO") == "omanto" and analysis.get("NUMBER") == "plural":
                return f"{first}{hyphen}{form}"
    return None


def fuller_noun(noun: Token) -> str:
    """The lemma of a counted noun, or of the compound just before that ends in it ("pikatesti", "testi")."""
    doc, lemma = noun.doc, noun.lemma_
    if len(noun.compound) > 1 or len(lemma) < 4:
        return lemma
    for before in reversed(doc[max(0, noun.i - MEMORY) : noun.i]):
        parts = before.compound
        if before.pos_ == "NOUN" and len(parts) > 1 and parts[-1] == lemma and "\n\n" not in before.text:
            return before.lemma_
    return lemma


@cache
def _voikko() -> Voikko:
    return Voikko()
