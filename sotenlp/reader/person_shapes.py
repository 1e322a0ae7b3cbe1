"""Runs of words that show a person by themselves, and words that no person's name has."""

from __future__ import annotations

import re
from functools import cache

from sotenlp.reader.family_names import is_distinct, is_family_name, is_inside_form, is_listed
from sotenlp.reader.person_names import Name
from sotenlp.reader.person_words import first_names, is_first_name
from sotenlp.vocabulary import read_table

_SURE_ENDINGS = ("nen", "sen", "selle", "selta", "seltä", "sella", "sellä")
"""Endings of family names that show a person behind a word that is no known first name."""
_UNIT = re.compile(
    r"\w*(?:koti|kodin|kodissa|talo|talon|asema|aseman|akatemia\w*|instituut\w+|yksikk?ö\w*|tiimi\w*|osasto\w*"
    r"|palvelu\w*|malli\w*|hank(?:e|keen)|projekti\w*|verkosto\w*|alue\w*|raati\w*|agentti\w*)"
)
"""Words with heads of the names of units and projects."""


def names_unit(word: str) -> bool:
    """Whether a word is one for a unit, building or project ("Päiväkoti"), and no family name."""
    return _UNIT.fullmatch(word.casefold()) is not None and not is_family_name(word)


def is_acronym(word: str) -> bool:
    """Whether a word is an abbreviation in capitals and no name in capitals."""
    return (
        word.isupper()
        and word.isalpha()
        and 1 < len(word) < 5
        and not is_listed(word)
        and not is_first_name(word)
    )


def is_place_and_person(word: str) -> bool:
    """Whether a place's name may be a person's family name in this form ("Lahti", "Lahdelle")."""
    return word.casefold() in _base_places() or (is_listed(word) and not is_inside_form(word))


def is_full_name(name: Name, *, known: bool) -> bool:
    """Whether words show a person by themselves.

    A first name that no common word is like does, with any word after it; another first name, an
    initial or an unknown word does before a family name.
    """
    if len(name) > 4:
        return False
    if is_reversed(name):
        return True
    if name[0].endswith("."):
        return is_family_name(name[-1])
    if known:
        also_word = first_names().get(name[0].casefold(), False)
        return not also_word or is_family_name(name[-1])
    return len(name) == 2 and is_distinct(name[1]) and name[1].casefold().endswith(_SURE_ENDINGS)


def is_reversed(name: Name) -> bool:
    """Whether two words are a family name and a first name: of a list, or in the genitive of speech."""
    if len(name) != 2 or first_names().get(name[1].casefold()) is not False or is_first_name(name[0]):
        return False
    return is_listed(name[0], base=True) or (is_distinct(name[0]) and name[0].casefold().endswith("n"))


def is_place(name: Name) -> bool:
    """Whether words are together the name of a municipality ("Koski Tl")."""
    return " ".join(name).casefold() in _base_places()


@cache
def _base_places() -> frozenset[str]:
    return frozenset(row["name"].casefold() for row in read_table("municipalities"))
