"""Closed word classes of Finnish in the treebank's terms: pronouns, conjunctions, adpositions."""

from __future__ import annotations

import re
from functools import cache

from sotenlp.language.abbreviations import read_lexicon

Classes = tuple[tuple[str, dict[str, str]], ...]

PLURAL_PERSONS = {"me": "minä", "te": "sinä", "he": "hän", "ne": "se", "nämä": "tämä", "nuo": "tuo"}
PRONOUNS_WITH_CLITIC = {
    ("joka", "Kin"): ("jokin", False),
    ("mikä", "Kin"): ("mikin", False),
    ("mikä", "Kaan"): ("mikään", False),
    ("kuka", "Kaan"): ("kukaan", False),
    ("ken", "Kaan"): ("kukaan", False),
    ("kumpi", "Kin"): ("kumpikin", False),
    ("kumpi", "Kaan"): ("kumpikaan", False),
    ("ken", ""): ("kuka", True),
}
"""Pronoun and clitic to the pronoun that they make, and whether the clitic stays one."""
ORDINAL = re.compile(
    r"ensimmäinen|toinen"
    r"|.*(?:yhdes|kahdes|kolmas|neljäs|viides|kuudes|seitsemäs|kahdeksas|yhdeksäs)(?:toista)?"
    r"|.*(?:kymmenes|sadas|tuhannes|miljoonas)"
    r"|\d+\.|[IVX]+\."
)


def _pronoun(kind: str, *classes: str, **extra: str) -> Classes:
    return tuple(
        (upos, {"PronType": kind, **extra} if upos == "PRON" else {}) for upos in classes or ("PRON",)
    )


PRONOUN_TYPES: dict[str, Classes] = {
    "minä": _pronoun("Prs", Person="1"),
    "sinä": _pronoun("Prs", Person="2"),
    "hän": _pronoun("Prs", Person="3"),
    "itse": (("PRON", {"Reflex": "Yes"}),),
    "joka": (*_pronoun("Rel"), *_pronoun("Ind")),
    "mikä": (*_pronoun("Rel"), *_pronoun("Int")),
    "kuka": _pronoun("Int"),
    "ken": _pronoun("Int"),
    "kumpi": _pronoun("Int"),
    "millainen": (("ADJ", {}), *_pronoun("Int")),
    "se": _pronoun("Dem"),
    "tämä": _pronoun("Dem"),
    "tuo": _pronoun("Dem"),
    "toinen": (*_pronoun("Rcp"), *_pronoun("Ind")),
    "": _pronoun("Ind"),
}


@cache
def function_words() -> dict[str, list[tuple[str, str]]]:
    """Closed-class forms and pronoun lemmas with their parts of speech and types."""
    table: dict[str, list[tuple[str, str]]] = {}
    for row in read_lexicon("function_words.csv"):
        table.setdefault(row["form"], []).append((row["upos"], row["kind"]))
    return table


_CONJUNCTION_STEMS = {
    "ett": "että",
    "joll": "jos",
    "ell": "jos",
    "vaikk": "vaikka",
    "miks": "miksi",
    "kosk": "koska",
    "jott": "jotta",
    "mutt": "mutta",
    "kunn": "kun",
    "siks": "siksi",
    "kuink": "kuinka",
}
CONJUNCTION_CLASSES = {"mutta": "CCONJ", "miksi": "ADV", "siksi": "ADV", "kuinka": "ADV"}
"""The parts of speech of the first words of contractions, SCONJ for the rest."""
_NEGATIONS = ("en", "et", "ei", "emme", "ette", "eivät")
_NEGATION_CLITICS = ("", "kö", "kään", "kä", "hän", "pä", "köhän")


@cache
def contractions() -> dict[str, tuple[str, str]]:
    """Contractions with "ei" in lower case, with their two words."""
    return {
        f"{stem}{negation}{clitic}": (conjunction, negation + clitic)
        for stem, conjunction in _CONJUNCTION_STEMS.items()
        for negation in _NEGATIONS
        for clitic in _NEGATION_CLITICS
    }


def contraction(word: str) -> tuple[str, str] | None:
    """The two words of a contraction with "ei", or None.

    >>> contraction("ettei")
    ('että', 'ei')
    """
    return contractions().get(word.lower())
