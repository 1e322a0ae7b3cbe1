"""Which wellbeing services county a text is about: region names, municipalities, organisations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sotenlp.reader.nominatives import CASE_ENDINGS
from sotenlp.reader.organisations import find_organisations
from sotenlp.reader.tables import read_data
from sotenlp.vocabulary import read_table, split_cell

_TOKEN = re.compile(r"[A-ZÅÄÖ][\w-]*")
_CASES = (
    "n", "ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "ksi", "an", "än", "en", "in", "on",
    "un", "yn", "ön", "seen", "hin", "a", "ä", "ta", "tä", "tta", "ttä",
)  # fmt: skip
_CLOSE = 0.8
"""Two areas that speak this near to each other leave open which one is meant."""
_LEAST_NAMED = 5.0
_NATIONAL = re.compile(
    r"\bvaltakunnalli|\bkansallinen\b|\bkoko\s+(?:suomi|maa)\b|\bkaikki\s+hyvinvointialueet", re.IGNORECASE
)
_ROMAN_TWO = "II"
"""A number, and not the municipality of Ii."""

_MUNICIPALITY_WEIGHT, _ORGANISATION_WEIGHT, _REGION_WEIGHT = 0.5, 1.0, 1.0
_AREA_SUFFIX = " hyvinvointialue"


@dataclass(frozen=True, slots=True)
class Area:
    """A wellbeing services county, or Helsinki.

    Attributes:
        code: Statistics Finland's code.
        name: Its official name.
        region: Name of the region that it serves.
    """

    code: str
    name: str
    region: str


def find_area(texts: Iterable[tuple[str, float]]) -> Area | None:
    """The area that most speaks for, None where nothing names one.

    Args:
        texts: Texts with their weights: the title weighs more than the body.
    """
    votes: dict[str, float] = defaultdict(float)
    for text, weight in texts:
        for code, count in area_votes(text).items():
            votes[code] += count * weight
    if not votes:
        return None
    best = max(votes, key=lambda code: (votes[code], code))
    return areas()[best]


def decide_area(
    place: str, named: Iterable[tuple[str, float]], others: Iterable[tuple[str, float]]
) -> Area | None:
    """The area of a page, None where it is national or as much about one area as about another.

    Args:
        place: What the page gives as its place and region.
        named: Its names (title, project, place) with their weights; they decide where they say an area.
        others: Its other texts with their weights.
    """
    if _NATIONAL.search(place) and not area_votes(place):
        return None
    names: dict[str, float] = defaultdict(float)
    for text, weight in named:
        for code, count in area_votes(text).items():
            names[code] += count * weight
    if max(names.values(), default=0.0) >= _LEAST_NAMED:
        return _clear_winner(names)
    for text, weight in others:
        for code, count in area_votes(text).items():
            names[code] += count * weight
    return _clear_winner(names)


def _clear_winner(votes: dict[str, float]) -> Area | None:
    ranked = sorted(votes, key=lambda code: (-votes[code], code))
    if not ranked or (len(ranked) > 1 and votes[ranked[1]] >= _CLOSE * votes[ranked[0]]):
        return None
    return areas()[ranked[0]]


def area_votes(text: str) -> dict[str, float]:
    """How much a text speaks for each area, by code."""
    votes: dict[str, float] = defaultdict(float)
    forms = _forms()
    for token in _TOKEN.finditer(text):
        found = forms.get(token[0].casefold()) if token[0] != _ROMAN_TWO else None
        if found is not None:
            votes[found[0]] += found[1]
    for match in _aliases().finditer(text):
        votes[_alias_codes()[(match[1] or match[2]).casefold()]] += _REGION_WEIGHT
    for mention in find_organisations(text):
        if mention.organisation.area_code:
            votes[mention.organisation.area_code] += _ORGANISATION_WEIGHT
    return votes


@cache
def areas() -> dict[str, Area]:
    """All areas by code."""
    return {row["code"]: Area(row["code"], row["name"], row["region"]) for row in read_table("areas")}


def is_area_name(words: str) -> bool:
    """Whether words are the name of an area or its region, in any usual form, and nothing else."""
    words = words.strip().casefold()
    names = {area.name.casefold() for area in areas().values()} | {
        area.region.casefold() for area in areas().values()
    }
    if words in names or words in _alias_codes():
        return True
    found = _forms().get(words)
    return found is not None and found[1] == _REGION_WEIGHT


def is_place_form(word: str) -> bool:
    """Whether a word is a form of the one-word name of a municipality or region.

    >>> is_place_form("Sotkamossa"), is_place_form("Sotkamolainen")
    (True, False)
    """
    return word.casefold() in _forms()


@cache
def _forms() -> dict[str, tuple[str, float]]:
    """Code and weight by each inflected form of the one-word names of regions and municipalities."""
    forms: dict[str, tuple[str, float]] = {}
    for row in read_table("municipalities"):
        for form in _inflected(row["name"], row["genitive"]):
            forms[form] = (row["area_code"], _MUNICIPALITY_WEIGHT)
    for row in read_data("districts"):
        for form in _inflected(row["name"], row["genitive"]):
            forms[form] = (row["area_code"], _REGION_WEIGHT)
    for row in read_table("areas"):
        genitive = (
            row["name"].removesuffix(_AREA_SUFFIX)
            if row["name"].endswith(_AREA_SUFFIX)
            else row["region"] + "n"
        )
        if " " not in row["region"]:
            for form in _inflected(row["region"], genitive):
                forms[form] = (row["code"], _REGION_WEIGHT)
    return forms


def _inflected(name: str, genitive: str) -> set[str]:
    stems = {genitive.removesuffix("n"), name}
    forms = {stem + case for stem in stems for case in _CASES} | {name, genitive}
    forms |= {stem + stem[-1] + "n" for stem in stems}
    return {form.casefold() for form in forms}


@cache
def _alias_codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for row in read_table("areas"):
        for alias in split_cell(row["aliases"]):
            codes[alias.casefold()] = row["code"]
        if " " in row["region"]:
            codes[row["region"].casefold()] = row["code"]
            codes[row["name"].removesuffix(_AREA_SUFFIX).casefold()] = row["code"]
    return codes


@cache
def _aliases() -> re.Pattern[str]:
    """A pattern for the other names of areas, where they are not also names of organisations."""
    known = {form.casefold() for row in read_table("organisations") for form in split_cell(row["aliases"])}
    names = sorted((alias for alias in _alias_codes() if alias not in known), key=len, reverse=True)
    short = [name for name in names if not re.search(r"[\s-]", name)]
    long = [name for name in names if name not in short]
    brands = [form for name in short for form in (name.capitalize(), name.upper())]
    return re.compile(
        rf"(?<![\w-])((?i:{'|'.join(map(re.escape, long))}))\w{{0,4}}(?![\w-])"
        rf"|(?<![\w-])({'|'.join(map(re.escape, brands))})(?i:{CASE_ENDINGS})(?![\w-])"
    )
