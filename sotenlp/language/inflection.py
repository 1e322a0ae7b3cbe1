"""What Voikko's readings say of inflection and of the parts of a word."""

from __future__ import annotations

import re

from sotenlp.language.reading import Features
from sotenlp.language.voikko import Analysis

CASES = {
    "nimento": "Nom",
    "omanto": "Gen",
    "osanto": "Par",
    "olento": "Ess",
    "tulento": "Tra",
    "sisaolento": "Ine",
    "sisaeronto": "Ela",
    "sisatulento": "Ill",
    "ulkoolento": "Ade",
    "ulkoeronto": "Abl",
    "ulkotulento": "All",
    "vajanto": "Abe",
    "seuranto": "Com",
    "keinonto": "Ins",
    "kohdanto": "Acc",
}
NUMBERS = {"singular": "Sing", "plural": "Plur"}
DEGREES = {"positive": "Pos", "comparative": "Cmp", "superlative": "Sup"}
POSSESSIVES = {
    "1s": {"Number[psor]": "Sing", "Person[psor]": "1"},
    "2s": {"Number[psor]": "Sing", "Person[psor]": "2"},
    "1p": {"Number[psor]": "Plur", "Person[psor]": "1"},
    "2p": {"Number[psor]": "Plur", "Person[psor]": "2"},
    "3": {"Person[psor]": "3"},
}
_CLITIC = re.compile(r"\[F(\w+)\]")
_UNMARKED_CLITICS = (("han", "Han"), ("hän", "Han"), ("pa", "Pa"), ("pä", "Pa"))
_BASES = re.compile(r"\[X[a-z]\].*?\[X\]")
_TAG = re.compile(r"\[[^\]]*\]")


def inflection(analysis: Analysis) -> Features:
    """Case, number, possessor and clitics of Voikko's reading."""
    features: Features = {}
    case = CASES.get(analysis.get("SIJAMUOTO", ""))
    if case:
        features["Case"] = case
    number = NUMBERS.get(analysis.get("NUMBER", ""))
    if number and case != "Com":
        features["Number"] = number
    features.update(POSSESSIVES.get(analysis.get("POSSESSIVE", ""), {}))
    clitics = [name.capitalize() for name in _CLITIC.findall(analysis.get("FSTOUTPUT", ""))]
    if analysis["CLASS"] in {"teonsana", "asemosana", "kieltosana", "seikkasana"}:
        for ending, name in _UNMARKED_CLITICS:
            if surface_before(analysis, "[$]").endswith(ending) and not analysis["BASEFORM"].endswith(ending):
                clitics.append(name)
    if clitics:
        features["Clitic"] = ",".join(clitics)
    return features


def surface_before(analysis: Analysis, tag: str) -> str:
    """The part of the word form that Voikko writes before a tag of its output."""
    return _TAG.sub("", _BASES.sub("", analysis.get("FSTOUTPUT", "").split(tag)[0]))


def split_parts(lemma: str, structure: str) -> tuple[str, ...]:
    """The compound parts of a lemma, by the structure of its word form.

    >>> split_parts("sosiaaliohjaus", "=pppppppp=pppppp")
    ('sosiaali', 'ohjaus')
    """
    if structure.rfind("=") <= 0:
        part = lemma.strip("-").lower()
        return (part,) if part else ()
    parts, at = [], 0
    segments = [segment for segment in structure.split("=") if segment.strip("-")]
    for segment in segments[:-1]:
        part = lemma[at : at + len(segment)].strip("-").lower()
        if part:
            parts.append(part)
        at += len(segment)
    parts.append(lemma[at:].strip("-").lower())
    return tuple(part for part in parts if part)
