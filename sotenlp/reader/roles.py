"""Who coordinates a project and who carries it out, as the page says it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sotenlp.reader.organisations import canonical_name, find_organisations, head_of, split_names

_PROJECT = r"(?:hankkeen|hanketta|hankkeessa|projektin|kokonaisuuden|hankekokonaisuuden|kehittämistyön)"
_VERB = r"(?:on|oli|ovat|toimii|toimi|toimivat|toiminut|olleet|ollut|sitoutuneet|mukana|myös|:|–|-)"
_STOP = r"(?=\.(?:\s|$)|;|\n|$)"

_COORDINATOR_AFTER = re.compile(
    rf"\b(?:\w*hallinnoija\w*|päätoteuttaja\w*|vastuuorganisaatio\w*|hallinnointiorganisaatio\w*|\w*hakija(?:na|n)?"
    rf"|hallinnoi|hallinnoinnista\s+vasta\w+|hallinnoinnista\s+ja\s+\w+\s+vasta\w+)\s*(?:{_VERB}\s*)*"
    rf"(?P<name>[A-ZÅÄÖ].*?)(?:\s+ja\s+osatoteutt|,?\s+joka\b|,?\s+jonka\b|{_STOP})",
)
_COORDINATOR_BEFORE = re.compile(
    r"(?P<name>[A-ZÅÄÖ][^.;\n]*?)\s+(?:hallinnoi(?:ma|massa|man|maan)?\b|vastaa\s+(?:myös\s+)?(?:koko\s+)?(?:hankkeen\s+)?"
    r"hallinno|(?:toimii|on|toimi|oli)\s+(?:hankkeen\s+)?(?:hallinnoija|päätoteuttaja|vastuuorganisaatio))",
)
_RUNS = re.compile(
    rf"\b(?:{_PROJECT}\s+(?:koordinoi|toteuttaa|toteutti|toteuttajana|toteuttaja|toteutuksesta\s+vastaa)"
    rf"|toteuttajana|koordinoinnista\s+vastaa)\s*(?:{_VERB}\s*)*(?P<name>[A-ZÅÄÖ].*?)(?:,?\s+joka\b|{_STOP})",
    re.IGNORECASE,
)
_IMPLEMENTERS_AFTER = re.compile(
    rf"\bosa-?\s?toteutt(?:aji\w*|ajat|aja\w*)\s*(?:{_PROJECT}\s*)?(?:(?:hankkeessa|tässä)\s+)?(?:{_VERB}\s*)*"
    rf"(?P<names>[A-ZÅÄÖ].*?){_STOP}",
    re.IGNORECASE | re.DOTALL,
)
_IMPLEMENTERS_BEFORE = re.compile(
    r"(?:^|[.,;]\s+|\bjoss[ai]a?\s+)(?P<names>[A-ZÅÄÖ][^.;\n]*?)\s+(?:ovat|on|toimivat|toimii|olivat)\s+"
    r"(?:mukana\s+)?(?:hankkeen\s+|hankkeessa\s+)?osa-?toteutt",
)
_LOWER_FIRST = re.compile(r"^[a-zåäö]")
_CLAUSE = re.compile(
    r",?\s+(?:joka|jotka|jonka|joiden|jossa|mutta|kun|koska|sekä\s+muut|ja\s+muut)\b.*$"
    r"|\s+(?:omien|osallistu\w*|toimi\w*\s+(?:yhteistyö|kumppan)\w*)\b.*$",
    re.DOTALL,
)


def find_coordinator(text: str) -> str | None:
    """The organisation that a text says to coordinate (hallinnoida) the project."""
    for match in _COORDINATOR_AFTER.finditer(text):
        if name := _first_name(match["name"]):
            return name
    for match in _COORDINATOR_BEFORE.finditer(text):
        if name := _last_name(match["name"]):
            return name
    return None


def find_runner(text: str) -> str | None:
    """The organisation that a text says to carry the project out, without calling it coordinator."""
    for match in _RUNS.finditer(text):
        if name := _first_name(match["name"]):
            return name
    return None


def find_implementers(text: str) -> list[str]:
    """The implementing organisations (osatoteuttajat) that a text lists, in text order, each once."""
    names: list[str] = []
    for pattern in (_IMPLEMENTERS_AFTER, _IMPLEMENTERS_BEFORE):
        for match in pattern.finditer(text):
            if match["names"][:1].isupper():
                names += [name for name in list_names(match["names"]) if name not in names]
        if names:
            return names
    return names


def list_names(words: str) -> Iterator[str]:
    """The organisations in a list, without what follows in subordinate clauses."""
    for name in split_names(_CLAUSE.sub("", words)):
        if _is_organisation(name):
            yield name


def _is_organisation(name: str) -> bool:
    if not name or _LOWER_FIRST.match(name) or len(name) > 120:
        return False
    return bool(find_organisations(name)) or head_of(name) is not None or len(name.split()) <= 4


def _first_name(words: str) -> str | None:
    """The first organisation of a stretch of text."""
    words = _CLAUSE.sub("", words)
    mentions = find_organisations(words)
    if mentions and mentions[0].start == 0:
        end = mentions[0].end
        for mention in mentions[1:]:
            if mention.organisation != mentions[0].organisation or mention.start - end > 2:
                break
            end = mention.end
        return canonical_name(words[mentions[0].start : end])
    names = [name for name in split_names(words) if _is_organisation(name)]
    return names[0] if names and len(names[0].split()) <= 8 else None


def _last_name(words: str) -> str | None:
    """The organisation at the end of a stretch of text."""
    mentions = find_organisations(words)
    if mentions and len(words) - mentions[-1].end <= 2:
        return canonical_name(words[mentions[-1].start : mentions[-1].end])
    last = [name for name in split_names(words) if head_of(name) is not None and not _LOWER_FIRST.match(name)]
    return last[-1] if last and len(last[-1].split()) <= 6 else None
