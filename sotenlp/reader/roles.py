"""Who coordinates a project and who carries it out, as the page says it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sotenlp.reader.nominatives import head_of
from sotenlp.reader.organisations import Mention, canonical_name, find_organisations
from sotenlp.reader.role_cues import OTHER_OBJECT, coordinator_by_cue, funder_by_cue, implementers_by_cue
from sotenlp.reader.role_names import CLAUSE, LOWER_FIRST, is_organisation, is_public, list_names, split_names

_PROJECT = r"(?:hankkeen|hanketta|hankkeessa|projektin|kokonaisuuden|hankekokonaisuuden|kehittämistyön)"
_VERB = (
    r"(?:(?:on|oli|ovat|olivat|toimii|toimi|toimivat|toiminut|olleet|ollut|sitoutuneet|mukana|myös|hankkeessa|tässä"
    r"|alkuvaiheessa|hankkeen)\b|:|–|-)"
)
_STOP = r"(?=\.(?:\s|$)|;|\n|$)"

_COORDINATOR_AFTER = re.compile(
    rf"\b(?i:\w{{0,12}}hallinnoija\w{{0,10}}|hallinnointi|päätoteuttaja\w*|vastuuorganisaatio\w*|hakijaorganisaatio\w*|hallinnointiorganisaatio\w*|\w*hakija(?:na|n)?\b"
    rf"|hallinnoi\b|hallinnoinnista\s+vasta\w+|hallinnoinnista\s+ja\s+\w+\s+vasta\w+)[^\S\n]*(?i:{_VERB}\s*)*"
    rf"(?P<name>[A-ZÅÄÖ].{{0,500}}?)(?:\s+ja\s+osatoteutt|,?\s+joka\b|,?\s+jonka\b|{_STOP})",
)
_COORDINATOR_BEFORE = re.compile(
    r"(?P<name>[A-ZÅÄÖ][^.;\n]{0,200}?)(?:\s+|(?=,\s))(?:hallinnoi(?:ma|massa|man|maan)?\b"
    rf"{OTHER_OBJECT}|vasta(?:a|si)\s+(?:myös\s+)?(?:koko\s+)?(?:hankkeen\s+)?"
    r"hallinno|(?:toimii|on|toimi|oli)\s+(?:hankkeen\s+)?(?:hallinnoija|päätoteuttaja|vastuuorganisaatio)"
    r"|\((?:hankkeen\s+)?(?:hallinnoija|päätoteuttaja)\)|,\s(?:hankkeen\s)?(?:hallinnoija|päätoteuttaja)\b)",
)
_RUNS = re.compile(
    rf"\b(?i:{_PROJECT}\s+(?:koordinoi|toteuttaa|toteutti|toteuttajana|toteuttaja|toteutuksesta\s+vastaa)"
    rf"|(?:hankkeesta|kokonaisuudesta|projektista)\s+vastaa|(?:toiminta)?mallin\s+(?:on\s+kehittänyt|kehitti|ovat\s+kehittäneet)|hankkeen\s+omistaja|toteuttajana|koordinoinnista\s+vastaa)\s*(?i:{_VERB}\s*)*(?P<name>[A-ZÅÄÖ].{{0,500}}?)(?:,?\s+joka\b|{_STOP})",
)
_RUNS_BEFORE = re.compile(
    r"(?P<name>[A-ZÅÄÖ][^.;\n]{0,200}?)\s+(?:koordinoi|toteuttaa|toteutti|vetää|johtaa)\s+"
    r"(?:koko\s+)?(?:hanketta|hankekokonaisuutta|projektia|hankkeen\b)"
    r"|(?P<answers>[A-ZÅÄÖ][^.;\n]{0,200}?)\s+(?:vastaa|vastasi)\s+(?:koko\s+)?(?:hankkeesta|hankekokonaisuudesta|projektista)\b",
)
_ALONE = re.compile(
    r"(?P<name>[A-ZÅÄÖ][^.;\n]{0,200}?)\s+(?:toteuttaa|toteutti|on\s+toteuttanut)\s+"
    r"(?:hankkeen|hankekokonaisuuden|projektin|kokonaisuuden|toimenpiteet)\s+(?:yksin|itse)\b"
    r"|(?P<answers>[A-ZÅÄÖ][^.;\n]{0,200}?)\s+(?:vastaa|vastasi)\s+(?:hankkeesta|kokonaisuudesta|projektista)\s+(?:yksin|itse)\b",
)
_IMPLEMENTERS_AFTER = re.compile(
    rf"\b(?i:osa-?\s?toteutt(?:aji\w{{0,6}}|ajat|aja\w{{0,4}})|toteuttajina|toteuttajia|toteuttajaorganisaatiot)\s*(?i:{_PROJECT}\s*)?(?i:{_VERB}\s*)*"
    rf"(?P<names>[A-ZÅÄÖ].{{0,1500}}?){_STOP}",
    re.DOTALL,
)
_IMPLEMENTERS_BEFORE = re.compile(
    r"(?:^|[.,;]\s+|\bjoss[ai]a?\s+)(?P<names>[A-ZÅÄÖ][^.;\n]{0,500}?)\s+(?:(?:ovat|on|toimivat|toimii|olivat)\s+"
    r"(?:mukana\s+)?(?:hankkeen\s+|hankkeessa\s+)?osa-?toteutt"
    r"|toteutt(?:avat|ivat)\s+(?:yhdessä\s+)?(?:hankkeen|hanketta|projektin|kokonaisuuden)\b)",
    re.MULTILINE,
)
_TAKING_PART = re.compile(
    r"\b(?i:hankkeessa\s+(?:(?:ovat|olivat|on)\s+mukana|mukana\s+(?:ovat|olivat))|mukana\s+(?:(?:hankkeessa\s+)?ovat|hankkeessa\s+olivat)"
    r"|hankkeeseen\s+osallistu(?:vat|ivat)|(?:hanketta|sitä)\s+(?:toteuttavat|toteuttivat))(?:\s+(?:myös|yhdessä))?:?\s+"
    rf"(?P<names>[A-ZÅÄÖ].{{0,1500}}?){_STOP}",
    re.DOTALL,
)
_FUNDED = (
    r"(?:hankkeen|hanketta|hankekokonaisuuden|hankekokonaisuutta|toimintamallin|projektin|projektia|kokonaisuuden"
    r"|kokonaisuutta|kehittämistyön|kehittämistyötä|kehittämisen|kehittämistä|pilotin|pilottia|työn|työtä)"
)
_FUNDER_AFTER = re.compile(
    rf"\b(?:{_FUNDED}\s+(?:on\s+)?(?:rahoittaa|rahoitti|rahoittanut|rahoituksesta\s+vasta\w+|rahoittaja\w*)"
    rf"|rahoittajana|rahoittaja\s+(?:on|oli)\b|rahoituksen\s+myönsi)\s*(?:(?:on|oli|toimii|toimi)\s+)?:?\s*"
    r"(?P<name>[^\n]{1,120})",
    re.IGNORECASE,
)
_FUNDER_BEFORE = re.compile(
    rf"\s(?:rahoittaa|rahoitti|on\s+rahoittanut)\s+{_FUNDED}"
    r"|\s(?:on\s+myöntänyt|myönsi)\s+(?:hankkeelle|hankekokonaisuudelle|kokonaisuudelle|projektille)\b"
    r"|\s(?:kokonaan\s+)?rahoittama\w*\s+(?:\w+\s)?\w*(?:hank|projekt|kokonaisuu|pilot|toimintamalli)\w*",
    re.IGNORECASE,
)
_NEAR = 3
_A_PROJECT = re.compile(r"\s(?:hank|kokonaisuu|ohjelm|projekt)\w+$")


def find_coordinator(text: str) -> str | None:
    """The organisation that a text says to coordinate (hallinnoida) the project."""
    for match in _COORDINATOR_AFTER.finditer(text):
        if name := _first_name(match["name"]):
            return name
    for match in _COORDINATOR_BEFORE.finditer(text):
        if name := _last_name(match["name"]):
            return name
    return coordinator_by_cue(text)


def find_runner(text: str) -> str | None:
    """The organisation that a text says to carry the project out, without calling it coordinator."""
    for match in _RUNS.finditer(text):
        if name := _first_name(match["name"]):
            return name
    for match in _RUNS_BEFORE.finditer(text):
        if name := _last_name(match["name"] or match["answers"]):
            return name
    return None


def find_sole_implementer(text: str) -> str | None:
    """The organisation that a text says to carry the project out alone.

    >>> find_sole_implementer("Oulun kaupunki toteuttaa hankkeen yksin.")
    'Oulun kaupunki'
    """
    match = _ALONE.search(text)
    return _last_name(match["name"] or match["answers"]) if match is not None else None


def find_implementers(text: str) -> list[str]:
    """The implementing organisations (osatoteuttajat) that a text lists, in text order, each once.

    Where it calls none so, they are the public organisations of a list of those who take part;
    a list of mostly other organisations names partners.
    """
    names: list[str] = []
    for pattern in (_IMPLEMENTERS_AFTER, _IMPLEMENTERS_BEFORE):
        for match in pattern.finditer(text):
            listed = (
                list_names(match["names"]) if pattern is _IMPLEMENTERS_AFTER else _last_names(match["names"])
            )
            names += [name for name in listed if name not in names and not _A_PROJECT.search(name)]
        if names:
            return names
    names = implementers_by_cue(text)
    for match in _TAKING_PART.finditer(text):
        members = list(list_names(match["names"]))
        public = [name for name in members if is_public(name)]
        if len(public) > 1 and 2 * len(public) > len(members):
            names += [name for name in public if name not in names]
    return names


def find_funder(text: str) -> str | None:
    """The organisation that a text says to fund the project."""
    for match in _FUNDER_AFTER.finditer(text):
        mentions = find_organisations(match["name"])
        if mentions and mentions[0].start <= _NEAR:
            return canonical_name(match["name"][mentions[0].start : mentions[0].end])
    for match in _FUNDER_BEFORE.finditer(text):
        words = text[max(0, match.start() - 120) : match.start()]
        mentions = find_organisations(words)
        if mentions and len(words) - mentions[-1].end <= 1:
            return canonical_name(words[mentions[-1].start : mentions[-1].end])
    return funder_by_cue(text)


def _last_names(words: str) -> Iterator[str]:
    """The organisations in the last clause of a stretch of text; a name may start within it."""
    for name in list_names(re.split(r"\bjoss[ai]a?\b", words)[-1]):
        mentions = find_organisations(name)
        if mentions:
            yield canonical_name(name[mentions[0].start :])
        elif head_of(name) is not None:
            yield name


def _first_name(words: str) -> str | None:
    """The first organisation of a stretch of text."""
    words = CLAUSE.sub("", words)
    mentions = find_organisations(words)
    if mentions and mentions[0].start == 0:
        end = mentions[0].end
        for mention in mentions[1:]:
            if not _same(mention, mentions[0]) or mention.start - end > 2:
                break
            end = mention.end
        return canonical_name(words[mentions[0].start : end])
    names = [name for name in split_names(words) if is_organisation(name)]
    return names[0] if names and len(names[0].split()) <= 8 else None


def _same(one: Mention, other: Mention) -> bool:
    """Whether two names can be those of one organisation."""
    return bool({one.organisation, *one.others} & {other.organisation, *other.others})


def _last_name(words: str) -> str | None:
    """The organisation at the end of a stretch of text."""
    mentions = find_organisations(words)
    if mentions and len(words) - mentions[-1].end <= 2:
        return canonical_name(words[mentions[-1].start : mentions[-1].end])
    last = [name for name in split_names(words) if head_of(name) is not None and not LOWER_FIRST.match(name)]
    return last[-1] if last and len(last[-1].split()) <= 6 else None
