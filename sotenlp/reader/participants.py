"""Who coordinates the project of a page and who carries it out, also where only hints say it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sotenlp.reader.areas import Area
from sotenlp.reader.organisations import Mention, canonical_name, find_organisations, is_brand
from sotenlp.reader.role_cues import all_municipalities, read_marks
from sotenlp.reader.role_names import is_public, list_names
from sotenlp.reader.roles import (
    find_coordinator,
    find_implementers,
    find_runner,
    find_sole_implementer,
)

AREAS_FROM = "2023"
"""The year from which the wellbeing services counties run the services."""
ACTOR_HEADINGS = frozenset(
    {
        "toimijat", "hankkeen toimijat", "toimijat ja roolit", "toimijat ja kumppanit", "hankkeen osapuolet",
        "toimijat ja yhteistyökumppanit", "hankkeessa mukana", "mukana hankkeessa", "osatoteuttajat",
        "toteuttajat", "mukana olevat organisaatiot",
    }
)  # fmt: skip
"""Headings of the parts about the actors."""

_MARKED_IMPLEMENTER = re.compile(r"\s*\(?\bosatoteuttaj\w+\)?:?", re.IGNORECASE)
_MARKED_COORDINATOR = re.compile(r"\s*\(?\bhallinnoija\w*\)?:?", re.IGNORECASE)
_SHARED = re.compile(r"\bosa-?toteutt|\bomasta\s+osatoteut", re.IGNORECASE)
_DENIED = re.compile(
    r"\bosa-?toteuttajia\s+ei\s+(?:ole|ollut)\b"
    r"|\b(?:ei\s+(?:ole|ollut|kuulu)?\s*(?:muita\s+)?|ilman\s+)osa-?toteuttaj\w+",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\s(?:on|oli|ovat|olivat|jota|jossa|vastaa|vastasi)\s")
"""What no name has in it."""

_LISTED = re.compile(
    r"osa-?toteutt|\btoteuttaj(?:at|ina)|hankk?e\w+\s+(?:ovat\s+)?mukana|mukana\s+olevat", re.IGNORECASE
)
_OF_OWNER = re.compile(
    r"(?P<owner>[A-ZÅÄÖ][\w -]{2,60}?\s(?:kaupungin|kunnan|hyvinvointialueen))"
    r"\s(?!ja\b|sekä\b|ylläpitämä)[a-zåäö]"
)
"""A unit, division or service of a municipality or county: "Porin kaupungin perusturva"."""
_OLD_TYPES = frozenset({"joint_authority", "hospital_district"})
_TITLE_WEIGHT = 10.0
_MAX_NAME = 110


@dataclass(frozen=True, slots=True)
class Page:
    """What tells of a page's organisations.

    Attributes:
        title: Its title.
        identity: The text of its parts about the project's identity.
        body: Its whole text.
        fields: The values of its labels.
        actor_lines: The lines of its parts about the actors.
        lists: What introduces a list ("Osatoteuttajat ovat:"), with the list's items.
        area: The county that it is about, or None.
        is_new: Whether it speaks from a time when the counties run the services.
        is_old: Whether it says that it speaks from a time before them.
        contact_org: The contact person's organisation, or None.
    """

    title: str
    identity: str
    body: str
    fields: Mapping[str, str]
    actor_lines: Sequence[str]
    lists: Sequence[tuple[str, Sequence[str]]]
    area: Area | None
    is_new: bool
    is_old: bool
    contact_org: str | None


def find_participants(page: Page) -> tuple[str | None, tuple[str, ...]]:
    """The coordinator and the implementers.

    Where no coordinator is stated, it is the organisation that runs the project. It carries the
    project out alone where the page tells of nobody else who does.
    """
    marked = [marks for line in _marked_lines(page) if (marks := read_marks(line)) is not None]
    stated = page.fields.get("coordinator")
    coordinator = canonical_name(stated.split("\n")[0]) if stated else None
    coordinator = coordinator or next((marks.coordinator for marks in marked if marks.coordinator), None)
    coordinator = coordinator or find_coordinator(page.identity) or find_coordinator(page.body)
    runners = list(list_names(page.fields.get("runner", "")))
    implementers = (
        _fielded(page, coordinator)
        or [name for marks in marked for name in marks.implementers]
        or runners
        or _named_in_list(page.lists)
        or _named_line_by_line(page.actor_lines)
        or find_implementers(page.identity)
        or find_implementers(page.body)
    )
    if stated is None and coordinator is not None and not page.fields.keys() & {"implementers", "runner"}:
        implementers = [name for name in implementers if name != coordinator] or implementers
    sole = find_sole_implementer(page.identity) or find_sole_implementer(page.body)
    if not implementers and sole is not None:
        implementers = [sole]
        coordinator = coordinator or sole
    if coordinator is None:
        coordinator = runners[0] if runners else find_runner(page.identity) or find_runner(page.body)
        actor = _only_actor(page.actor_lines)
        coordinator = coordinator or (_usual_name(page, actor) if actor is not None else _runner(page))
    if coordinator is not None:
        unit, coordinator = coordinator, _owner(coordinator)
        implementers = [coordinator if name == unit else name for name in implementers]
    if coordinator is not None and not implementers and not _SHARED.search(_DENIED.sub("", page.body)):
        implementers = [coordinator]
    return coordinator, tuple(
        name for name in dict.fromkeys(implementers) if name and not _CLAUSE.search(name)
    )


def _marked_lines(page: Page) -> list[str]:
    """The lines that may name organisations with their roles behind them."""
    values = [
        page.fields[field] for field in ("coordinator", "implementers", "runner") if field in page.fields
    ]
    return [
        *page.actor_lines,
        *(line for value in values for line in value.split("\n")),
        *page.identity.split("\n"),
    ]


def _fielded(page: Page, coordinator: str | None) -> list[str]:
    """The names under a label for the implementers; one that is marked as coordinator is none of them."""
    listed = page.fields.get("implementers")
    if not listed:
        return []
    lines = [_MARKED_COORDINATOR.sub("", _MARKED_IMPLEMENTER.sub("", line)) for line in listed.split("\n")]
    together = [name for line in lines if (name := all_municipalities(line)) is not None]
    return together or [
        name for name in list_names("\n".join(lines)) if name != coordinator or "hallinno" not in listed
    ]


def _named_in_list(lists: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    """The items of the list that is said to be the implementers'."""
    for lead, items in lists:
        if _LISTED.search(lead):
            names = [name for item in items for name in list_names(item)]
            if names:
                return names
    return []


def _named_line_by_line(lines: Sequence[str]) -> list[str]:
    """The public organisations of a part about the actors that has one on each line."""
    if len(lines) < 2 or any(len(words) > _MAX_NAME or words.endswith(".") for words in lines):
        return []
    bare = [
        re.sub(r"^\W*(?:osatoteuttaj\w+\s*:\s*)?", "", words, flags=re.IGNORECASE)
        for words in lines
        if not re.search("hallinno", words.casefold())
    ]
    return [name for words in bare for name in list_names(words) if is_public(name)]


def _owner(name: str) -> str:
    """The municipality or county that a unit of it belongs to; other names as they are."""
    owner = _OF_OWNER.match(name)
    return canonical_name(owner["owner"]) if owner is not None else name


def _only_actor(lines: Sequence[str]) -> str | None:
    """The one public organisation that a part about the actors names, what came after it left out."""
    names = {name: None for line in lines for name in list_names(line) if is_public(name)}
    return next(iter(names)) if len(names) == 1 else None


def _runner(page: Page) -> str | None:
    """The organisation that runs the project of a page that does not say it."""
    if page.contact_org:
        return canonical_name(page.contact_org)
    if page.area is None:
        return None
    votes, forms = _predecessors(page, page.area)
    if page.is_old and not votes:
        cities = {m.form for m in find_organisations(page.body) if _runs_alone(m, page.area)}
        if len(cities) == 1:
            return cities.pop()
    if page.is_new or not votes:
        return page.area.name
    return _most_used(forms, max(votes, key=lambda name: votes[name]))


def _runs_alone(mention: Mention, area: Area) -> bool:
    """Whether a mention is of a municipality of the area."""
    return mention.organisation.type == "municipality" and mention.organisation.area_code == area.code


def _usual_name(page: Page, name: str) -> str:
    """An organisation's name as the page mostly calls it, where it is one of those before the counties."""
    mentions = find_organisations(name)
    if page.area is None or not mentions:
        return name
    official = mentions[0].organisation.name
    forms = _predecessors(page, page.area)[1].get(official)
    if forms is None:
        return name
    best = _most_used({official: forms}, official)
    return best if forms[best] > forms[name] else name


def _most_used(forms: Mapping[str, Counter[str]], name: str) -> str:
    return max(forms[name], key=lambda form: (forms[name][form], form == name), default=name)


def _predecessors(page: Page, area: Area) -> tuple[dict[str, float], dict[str, Counter[str]]]:
    """How much the page speaks of each organisation before the county, and what it calls each."""
    votes: dict[str, float] = defaultdict(float)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for words, weight in ((page.title, _TITLE_WEIGHT), (page.body, 1.0)):
        for mention in find_organisations(words):
            for organisation in (mention.organisation, *mention.others):
                if organisation.area_code == area.code and organisation.type in _OLD_TYPES:
                    votes[organisation.name] += weight
                    if not words.endswith("(", 0, mention.start):
                        forms[organisation.name][_called(mention, organisation.name)] += 1
    return votes, dict(forms)


def _called(mention: Mention, name: str) -> str:
    """What a mention calls an organisation: by its everyday name, or by the official one."""
    return mention.form if is_brand(mention) else name
