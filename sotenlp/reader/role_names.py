"""The names in lists of organisations, each in the nominative."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sotenlp.reader.nominatives import head_of
from sotenlp.reader.organisations import canonical_name, find_organisations, municipality_name

_PUBLIC_HEADS = frozenset({"kaupunki", "kunta", "kuntayhtymä", "hyvinvointialue", "piiri", "yhtymä"})
_PUBLIC_TYPES = frozenset({"wellbeing_area", "joint_authority", "hospital_district", "municipality"})
LOWER_FIRST = re.compile(r"^[a-zåäö]")
CLAUSE = re.compile(
    r",?\s+(?:joka|jotka|jonka|joiden|jossa|mutta|kun|koska|sekä\s+muut|ja\s+muut)\b.*$"
    r"|[\s,(]+(?:sen\s+jälkeen|sittemmin|nykyisin|nykyään|nyk\.|(?:vuo(?:den|desta)\s+\d{4}|1\.1\.\d{4})\s+(?:alusta|alkaen|lähtien|asti|loppuun))(?!\w).*$"
    r"|\s+(?:omien|osallistu\w*|toimi\w*\s+(?:yhteistyö|kumppan)\w*)\b.*$",
    re.DOTALL,
)

_OF_REGION = re.compile(r"^\s*[A-ZÅÄÖ][\w-]+n\s+(?:kunnista|kaupungeista|kuntayhtymistä)\s+")
"""What says of which region those in the list are: "Pirkanmaan kunnista Nokia ja Ylöjärvi"."""


def list_names(words: str) -> Iterator[str]:
    """The organisations in a list, without ministries and what follows in subordinate clauses."""
    for name in split_names(_OF_REGION.sub("", CLAUSE.sub("", words))):
        if is_organisation(name) and not _is_ministry(name):
            yield name


def _is_ministry(name: str) -> bool:
    """Whether a name is that of a ministry: one may pay for a project, but carries none out in a region."""
    return any(mention.organisation.type == "ministry" for mention in find_organisations(name))


def is_public(name: str) -> bool:
    """Whether a name is that of a municipality, joint authority or county, and not of a partner."""
    head = head_of(name)
    types = {mention.organisation.type for mention in find_organisations(name)}
    return bool(types & _PUBLIC_TYPES) or (head is not None and head[0] in _PUBLIC_HEADS)


def is_organisation(name: str) -> bool:
    """Whether words can be the name of an organisation: a known one, a head noun, a short name."""
    if not any(map(str.isalpha, name)) or LOWER_FIRST.match(name) or len(name) > 120:
        return False
    return bool(find_organisations(name)) or head_of(name) is not None or len(name.split()) <= 4


def split_names(words: str) -> Iterator[str]:
    """The names in a list of organisations, each with a head of its own, in the nominative.

    "Järvenpään ja Hyvinkään kaupungit" gives two names; "Helsingin ja Uudenmaan
    sairaanhoitopiiri" and "sosiaali- ja terveyspalvelujen kuntayhtymä" stay whole.

    >>> list(split_names("Salon ja Raision kaupungit sekä Auran kunta"))
    ['Salon kaupunki', 'Raision kaupunki', 'Auran kunta']
    """
    waiting: list[str] = []
    for piece in map(_trimmed, _pieces(words)):
        head = head_of(re.sub(r"\s*\([^)]*\)", "", piece))
        if head is not None and head[1]:
            yield from (canonical_name(f"{name} {head[0]}") for name in waiting)
            waiting = []
        elif head is None and not find_organisations(piece) and _is_genitive(piece):
            waiting.append(piece)
            continue
        if head is not None and not head[1] and waiting:
            if len(piece.split()) > 1 and _is_genitive(piece.split()[0]):
                piece = " ja ".join([", ".join(waiting), piece])
            waiting = []
        yield municipality_name(piece) or canonical_name(piece)
    for name in waiting:
        yield municipality_name(name) or canonical_name(name)


def _trimmed(piece: str) -> str:
    """A piece without what follows a known name in the nominative: "Oulun kaupunki omalta osaltaan"."""
    mentions = find_organisations(piece)
    if (
        mentions
        and piece.startswith(mentions[0].form)
        and re.match(r" [a-zåäö]", piece[len(mentions[0].form) :])
    ):
        return mentions[0].form
    return piece


def _is_genitive(words: str) -> bool:
    return len(words.split()) <= 2 and words[:1].isupper() and words.casefold().endswith("n")


def _pieces(words: str) -> Iterator[str]:
    """The parts of a list; known names and words after a hanging hyphen are not cut."""
    keep = [(mention.start, mention.end) for mention in find_organisations(words)]
    start = 0
    for match in re.finditer(r"\s*[,;•\n]+\s*(?:(?:ja|sekä)\s+)?|\s+(?:ja|sekä|&|että)\s+", words):
        inside = any(a < match.start() < b for a, b in keep)
        hanging = words[: match.start()].endswith("-") or words[match.start() :].lstrip().startswith("(")
        if inside or hanging or words.count("(", 0, match.start()) > words.count(")", 0, match.start()):
            continue
        if piece := words[start : match.start()].strip(" .:–-"):
            yield piece
        start = match.end()
    if piece := words[start:].strip(" .:–-"):
        yield piece
