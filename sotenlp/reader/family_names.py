"""Family names: listed ones, and the shapes that Finnish and Swedish family names have, in any form."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from sotenlp.reader.areas import is_place_form
from sotenlp.reader.person_names import inflected
from sotenlp.reader.tables import read_data

_NEN = re.compile(r"\w{2,}(?:nen|sen|selle|sella|sellä|selta|seltä|seen|sta|stä|seksi|sena|senä)")
_NEN_ALONE = re.compile(
    r"(?!\w*(?:llinen|alinen|aarinen|oginen|iivinen|trinen|ktinen|eeminen|keskeinen|htainen|teinen|minen)$)"
    r"\w{2,}nen"
)
_INSIDE = re.compile(r"\w+(?:ssa|ssä|sta|stä)")
_SHORTEST_BEFORE = 3


@cache
def _listed() -> dict[str, bool]:
    """Listed family names in small letters, and whether each is also a common word."""
    return {row["surname"].casefold(): bool(row["also_word"]) for row in read_data("surnames")}


@cache
def _forms() -> dict[str, bool]:
    """Forms of listed family names, and whether all names of that form are common words too."""
    forms: dict[str, bool] = {}
    for name, also_word in _listed().items():
        for form in inflected(name):
            forms[form] = also_word and forms.get(form, True)
    return forms


@cache
def _endings() -> tuple[str, ...]:
    """Forms of the last parts of compound family names."""
    return tuple({form for row in read_data("surname_parts") for form in inflected(row["part"])})


@lru_cache(maxsize=8192)
def is_listed(word: str, *, base: bool = False) -> bool:
    """Whether a word is a form of a listed family name, or of a double name that ends in one.

    Args:
        word: The word.
        base: Whether only the nominative counts.
    """
    known = _listed() if base else _forms()
    return word.casefold().rpartition("-")[2] in known


@lru_cache(maxsize=8192)
def is_family_name(word: str) -> bool:
    """Whether a word can be a family name: a listed one, or one of their shapes.

    >>> is_family_name("Virtaselle"), is_family_name("Hietaharjun"), is_family_name("Palautetta")
    (True, True, False)
    """
    last = word.casefold().rpartition("-")[2]
    if last in _forms() or _NEN.fullmatch(last):
        return True
    return last.endswith(_endings()) and any(
        last.endswith(ending) for ending in _endings() if len(last) >= len(ending) + _SHORTEST_BEFORE
    )


def stands_for_person(word: str) -> bool:
    """Whether a word alone after a title is a person's: no common word, no place, no adjective.

    >>> stands_for_person("Virtasen"), stands_for_person("Salossa"), stands_for_person("Sosiaalinen")
    (True, False, False)
    """
    if is_place_form(word):
        return False
    return _NEN_ALONE.fullmatch(word.casefold()) is not None or is_distinct(word)


def is_distinct(word: str) -> bool:
    """Whether a word is a form of a listed family name that is no common word."""
    return not _forms().get(word.casefold().rpartition("-")[2], True)


def is_inside_form(word: str) -> bool:
    """Whether a word has the ending of a place where something is or comes from ("Salossa")."""
    return _INSIDE.fullmatch(word.casefold()) is not None


def is_common_word(word: str) -> bool:
    """Whether a listed family name is a common word too ("Kivi")."""
    return _listed().get(word.casefold(), False)
