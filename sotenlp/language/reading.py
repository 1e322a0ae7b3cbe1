"""A reading: one lemma with one set of tags that a word form can have."""

from __future__ import annotations

import re
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


def join_features(features: Features) -> str:
    """Features in UD's notation: sorted, joined by "|".

    >>> join_features({"Number": "Sing", "Case": "Gen"})
    'Case=Gen|Number=Sing'
    """
    return "|".join(f"{key}={features[key]}" for key in sorted(features, key=str.lower) if features[key])


def split_features(feats: str) -> Features:
    """The features of a string in UD's notation.

    >>> split_features("Case=Gen|Number=Sing")
    {'Case': 'Gen', 'Number': 'Sing'}
    """
    return dict(pair.split("=", 1) for pair in feats.split("|")) if feats else {}


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
    for part, name, pattern in _DERIVATIONS:
        if part == upos and pattern.match(lemma):
            return name
    return ""
