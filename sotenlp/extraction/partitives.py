"""The partitive singular of a noun, in which Finnish writes a unit after a number ("28 vuorokautta")."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sotenlp.language.voikko import Voikko

_ENDINGS = (
    ("nen", ("sta",)),
    ("kausi", ("kautta",)),
    ("si", ("tta", "sta", "sia")),
    ("psi", ("sta",)),
    ("ksi", ("sta",)),
    ("ri", ("rta", "ria")),
    ("li", ("lta", "lia")),
    ("ni", ("nta", "nia")),
    ("i", ("ea", "ia")),
    ("uus", ("uutta",)),
    ("yys", ("yyttä",)),
    ("nut", ("nutta",)),
    ("nyt", ("nyttä",)),
    ("s", ("sta", "tta")),
    ("e", ("etta", "ea")),
)


@cache
def _voikko() -> Voikko:
    return Voikko()


@cache
def partitive(lemma: str) -> str:
    """The partitive singular of a noun, or the noun itself where it cannot be told.

    Args:
        lemma: The nominative singular.

    Example:
        >>> partitive("vuorokausi")
        'vuorokautta'
    """
    first, hyphen, last = lemma.rpartition("-")
    if last.endswith("minen"):
        return f"{lemma[:-3]}{'stä' if _is_front(last[:-5]) else 'sta'}"
    for form in _candidates(last):
        for analysis in _voikko().analyses(form):
            same = analysis.get("BASEFORM", "").lower() == last.lower()
            if same and analysis.get("SIJAMUOTO") == "osanto" and analysis.get("NUMBER") == "singular":
                return f"{first}{hyphen}{form}"
    return lemma


def _is_front(word: str) -> bool:
    """Whether endings after a word have front vowels: by its last harmonic vowel."""
    harmonic = [letter for letter in word if letter in "aouäöy"]
    return not harmonic or harmonic[-1] in "äöy"


def _candidates(lemma: str) -> Iterator[str]:
    """Partitives that the rules allow, the likelier first, with back and with front vowels."""
    for ending, replacements in (*_ENDINGS, ("", ("a", "ta"))):
        if lemma.endswith(ending):
            stem = lemma[: len(lemma) - len(ending)]
            for new in replacements:
                yield stem + new
                yield stem + new.replace("a", "ä").replace("uu", "yy")
