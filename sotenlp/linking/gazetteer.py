"""Look-ups of places and organisations by their names and aliases.

Names are matched by a normal form: case folded, punctuation and legal endings in brackets
away. Which organisation followed which is kept beside, never merged.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from sotenlp.errors import UnknownNameError
from sotenlp.language.voikko import Analysis, Voikko
from sotenlp.schema import ActorType
from sotenlp.vocabulary import read_table, split_cell

_BRACKETS = re.compile(r"\s*\([^)]*\)")
_LEGAL = re.compile(r"\s+(?:ry|oy|oyj|ab|rf|sr|oy ab)\.?$", re.IGNORECASE)
_NOT_WORD = re.compile(r"[^\w]+")
_PLACE_CLASSES = {"paikannimi"}


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation of the vocabulary.

    Attributes:
        id: Its id there.
        name: Canonical name.
        type: Its type.
        valid_from: ISO date of its founding, or "".
        valid_to: ISO date of its last day, or "".
    """

    id: str
    name: str
    type: str
    valid_from: str
    valid_to: str


def normal_form(name: str) -> str:
    """A name for comparison: case folded, without brackets, legal form and punctuation.

    >>> normal_form("Lapin Omaishoitajat ry")
    'lapin omaishoitajat'
    """
    name = _LEGAL.sub("", _BRACKETS.sub("", name).strip())
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFC", name).casefold()).strip()


def slug(text: str) -> str:
    """A text as part of an id: ASCII letters, digits and single hyphens.

    >>> slug("Yhden yhteydenoton -periaate (Häme)")
    'yhden-yhteydenoton-periaate-hame'
    """
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].rstrip("-") or "nimeton"


@cache
def organisations() -> dict[str, tuple[Organisation, ...]]:
    """Organisations of the vocabulary by the normal form of each of their names.

    An organisation and its successor may share a short name ("Siun sote").
    """
    found: dict[str, set[Organisation]] = {}
    for row in read_table("organisations"):
        organisation = Organisation(row["id"], row["name"], row["type"], row["valid_from"], row["valid_to"])
        for name in (row["name"], *split_cell(row["aliases"])):
            found.setdefault(normal_form(name), set()).add(organisation)
    return {name: tuple(sorted(owners, key=lambda owner: owner.id)) for name, owners in found.items()}


@cache
def municipal_organisations() -> dict[str, str]:
    """Slug of a municipality's organisation by its names: "Hattulan kunta", "Hattula"."""
    found: dict[str, str] = {}
    for row in read_table("municipalities"):
        target = slug(f"{row['genitive']} {row['kind']}")
        for kind in ("kunta", "kaupunki"):
            found[normal_form(f"{row['genitive']} {kind}")] = target
        found[normal_form(row["name"])] = target
    return found


def find_organisation(name: str, *, type: ActorType | None = None, date: str = "") -> Organisation | None:
    """The organisation of the vocabulary that goes by that name, or None.

    Of several that share the name the one of the given type is meant, else the one that existed
    at the date; a name that stays ambiguous finds none.

    Args:
        name: Any of its names.
        type: Type of the actor as the text has it, or None.
        date: ISO date that the text speaks of, or "".
    """
    owners = organisations().get(normal_form(name), ())
    if len(owners) > 1 and any(owner.type == type for owner in owners):
        owners = tuple(owner for owner in owners if owner.type == type)
    if len(owners) > 1 and date:
        owners = tuple(owner for owner in owners if not owner.valid_to or date <= owner.valid_to)
        closed = tuple(owner for owner in owners if owner.valid_to)
        owners = closed or owners
    return owners[0] if len(owners) == 1 else None


def find_municipality(name: str, type: ActorType) -> str | None:
    """Slug of the municipality that goes by that name, or None for other types of actors."""
    return municipal_organisations().get(normal_form(name)) if type is ActorType.MUNICIPALITY else None


def find_area(name: str | None) -> str | None:
    """Official name of a county that is named in any way ("Etelä-Savo", "Eloisa").

    Raises:
        UnknownNameError: There is no such county.
    """
    if name is None:
        return None
    wanted = normal_form(name)
    for row in read_table("areas"):
        if wanted in {normal_form(n) for n in (row["name"], row["region"], *split_cell(row["aliases"]))}:
            return row["name"]
    raise UnknownNameError("county", name, [row["name"] for row in read_table("areas")])


@cache
def place_names() -> frozenset[str]:
    """Regions, counties and municipalities in the nominative, case folded."""
    areas = [row["region"] for row in read_table("areas")]
    towns = [row["name"] for row in read_table("municipalities")]
    return frozenset(name.casefold() for name in (*areas, *towns))


@cache
def _place_parts() -> frozenset[str]:
    """Last parts of compound names of regions: "savo", "häme", "karjala"."""
    return frozenset(name.rsplit("-", 1)[-1] for name in place_names() if "-" in name) | _DIRECTIONS


_DIRECTIONS = frozenset({"pohjois", "etelä", "itä", "länsi", "keski", "kanta", "päijät", "varsinais"})


def is_place(lemma: str) -> bool:
    """Whether a lemma or a part of one names a place of the vocabulary."""
    return lemma.casefold() in place_names() or lemma.casefold() in _place_parts()


def is_place_form(word: str) -> bool:
    """Whether a word form, inflected or not, can be a place's name."""
    return any(reading.get("CLASS") in _PLACE_CLASSES for reading in analyses(word))


def analyses(word: str) -> tuple[Analysis, ...]:
    """Voikko's readings of a word form."""
    return _voikko().analyses(word)


@cache
def _voikko() -> Voikko:
    return Voikko()
