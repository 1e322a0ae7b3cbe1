"""A reading: one lemma with one set of tags that a word form can have."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

Features = dict[str, str]


class Reading(NamedTuple):
    """One possible analysis of a word form, as UD_Finnish-TDT writes it.

    Attributes:
        lemma: Base form; a compound keeps its hyphens and has no other marks.
        upos: Universal part of speech.
        feats: Universal features in UD's notation, "" for none.
        parts: Parts of the lemma's compound in lower case; the lemma alone for a single word.
        route: How the reading came about ("base", "participle", "form", "guess" …).
    """

    lemma: str
    upos: str
    feats: str
    parts: tuple[str, ...]
    route: str


_GUESSES = frozenset({"ending", "foreign", "guess", "loose", "name", "name_ending", "unknown"})


def is_guess(reading: Reading) -> bool:
    """Whether neither a dictionary nor a list has the word that a reading is of."""
    return reading.route in _GUESSES or reading.route.startswith("spelling:")


def join_features(features: Features) -> str:
    """Features in UD's notation: sorted, joined by "|".

    >>> join_features({"Number": "Sing", "Case": "Gen"})
    'Case=Gen|Number=Sing'
    """
    return _join(tuple(features.items()))


@lru_cache(maxsize=50_000)
def _join(pairs: tuple[tuple[str, str], ...]) -> str:
    kept = sorted((pair for pair in pairs if pair[1]), key=lambda pair: pair[0].lower())
    return "|".join(f"{key}={value}" for key, value in kept)


def split_features(feats: str) -> Features:
    """The features of a string in UD's notation.

    >>> split_features("Case=Gen|Number=Sing")
    {'Case': 'Gen', 'Number': 'Sing'}
    """
    return _split(feats).copy() if feats else {}


@lru_cache(maxsize=50_000)
def _split(feats: str) -> Features:
    return dict(pair.split("=", 1) for pair in feats.split("|"))


@lru_cache(maxsize=50_000)
def with_derivation(feats: str, derived: str) -> str:
    """Features with a Derivation in place of theirs; "" for none.

    >>> with_derivation("Case=Nom|Number=Sing", "Minen")
    'Case=Nom|Derivation=Minen|Number=Sing'
    """
    return join_features(split_features(feats) | {"Derivation": derived})


def make_reading(
    lemma: str, upos: str, features: Features, *, parts: tuple[str, ...] = (), route: str = "base"
) -> Reading:
    """A reading whose derivation is told from its lemma."""
    last = parts[-1] if parts else lemma.lower()
    derived = derivation(last, upos)
    if derived and "VerbForm" not in features:
        features = features | {"Derivation": derived}
    whole = parts if len(parts) > 1 else (lemma.lower(),)
    return Reading(lemma, upos, join_features(features), whole, route)


_DERIVATIONS = (
    ("NOUN", "Minen", re.compile(r".{2,}minen$")),
    ("NOUN", "Llinen,Vs", re.compile(r".{2,}llisuus$")),
    ("NOUN", "Lainen,Vs", re.compile(r".{2,}l[aä]isuus$")),
    ("NOUN", "Ton,Vs", re.compile(r".{2,}(?:ttomuus|ttömyys)$")),
    ("NOUN", "Inen,Vs", re.compile(r".{2,}(?:suus|syys)$")),
    ("NOUN", "Lainen", re.compile(r".{2,}l[aä]inen$")),
    ("NOUN", "Vs", re.compile(r"..+(?:[^u]uus|[^y]yys|eus|eys|kkaus|kkäys)$")),
    ("NOUN", "Ja", re.compile(r".+(?:[aeioutsnhkl][aeiou]ja|[äeiöytsnhkl][äeiöy]jä)$")),
    ("NOUN", "U", re.compile(r".+(?:ttelu|telu|ailu|oilu|ttely|tely|äily|öily|velu|isu|kelu|ksely|skelu)$")),
    ("ADJ", "Llinen", re.compile(r".{2,}llinen$")),
    ("ADJ", "Lainen", re.compile(r".{2,}l[aä]inen$")),
    ("ADJ", "Ton", re.compile(r".{2,}t[oö]n$")),
    ("ADJ", "Inen", re.compile(r".{2,}inen$")),
    ("ADV", "Sti", re.compile(r".{3,}sti$")),
    ("ADV", "Ttain", re.compile(r".{2,}tt(?:ain|äin)$")),
)


def derivation(lemma: str, upos: str) -> str:
    """UD_Finnish-TDT's Derivation of a lemma without compound heads, "" for none.

    >>> derivation("asiakaslähtöisyys", "NOUN")
    'Inen,Vs'
    """
    for name, pattern in _derivations_of(upos, lemma[-1:]):
        if pattern.match(lemma):
            return name
    return ""


@cache
def _derivations_of(upos: str, last: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The derivations of a part of speech whose lemmas can end in a letter."""
    return tuple(
        (name, pattern)
        for part, name, pattern in _DERIVATIONS
        if part == upos and last in _LAST_LETTERS[name.split(",")[-1]]
    )


_LAST_LETTERS = {
    "Minen": "n",
    "Lainen": "n",
    "Llinen": "n",
    "Inen": "n",
    "Ton": "n",
    "Ttain": "n",
    "Vs": "s",
    "Ja": "aä",
    "U": "uy",
    "Sti": "i",
}
