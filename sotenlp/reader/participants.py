"""Who coordinates the project of a page and who carries it out, also where only hints say it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sotenlp.reader.areas import Area
from sotenlp.reader.organisations import Mention, canonical_name, find_organisations, is_brand
from sotenlp.reader.roles import (
    find_coordinator,
    find_implementers,
    find_runner,
    find_sole_implementer,
    is_public,
    list_names,
)

AREAS_FROM = "2023"
"""The year from which the wellbeing services counties run the services."""
ACTOR_HEADINGS = frozenset({"toimijat", "osatoteuttajat", "toteuttajat", "mukana olevat organisaatiot"})
"""Headings of the parts about the actors."""

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
        area: The county that it is about, or None.
        is_new: Whether it speaks from a time when the counties run the services.
        contact_org: The contact person's organisation, or None.
    """

    title: str
    identity: str
    body: str
    fields: Mapping[str, str]
    actor_lines: Sequence[str]
    area: Area | None
    is_new: bool
    contact_org: str | None


def find_participants(page: Page) -> tuple[str | None, tuple[str, ...]]:
    """The coordinator and the implementers.

    Where no coordinator is stated, it is the organisation that runs the project, and then the
    only implementer too unless others are listed.
    """
    stated = page.fields.get("coordinator")
    coordinator = canonical_name(stated.split("\n")[0]) if stated else None
    coordinator = coordinator or find_coordinator(page.identity) or find_coordinator(page.body)
    listed = page.fields.get("implementers")
    names = list(list_names(listed)) if listed else _named_line_by_line(page.actor_lines)
    implementers = names or find_implementers(page.identity) or find_implementers(page.body)
    sole = find_sole_implementer(page.identity) or find_sole_implementer(page.body)
    if not implementers and sole is not None:
        implementers = [sole]
        coordinator = coordinator or sole
    if coordinator is None:
        coordinator = find_runner(page.identity) or find_runner(page.body) or _runner(page)
        if coordinator is not None and not implementers:
            implementers = [coordinator]
    return coordinator, tuple(name for name in dict.fromkeys(implementers) if name)


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


def _runner(page: Page) -> str | None:
    """The organisation that runs the project of a page that does not say it."""
    if page.contact_org:
        return canonical_name(page.contact_org)
    if page.area is None:
        return None
    votes: dict[str, float] = defaultdict(float)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for words, weight in ((page.title, _TITLE_WEIGHT), (page.body, 1.0)):
        for mention in find_organisations(words):
            for organisation in (mention.organisation, *mention.others):
                if organisation.area_code == page.area.code and organisation.type in _OLD_TYPES:
                    votes[organisation.name] += weight
                    if not words.endswith("(", 0, mention.start):
                        forms[organisation.name][_called(mention, organisation.name)] += 1
    if page.is_new or not votes:
        return page.area.name
    name = max(votes, key=lambda name: votes[name])
    return max(forms[name], key=lambda form: (forms[name][form], form == name), default=name)


def _called(mention: Mention, name: str) -> str:
    """What a mention calls an organisation: by its everyday name, or by the official one."""
    return mention.form if is_brand(mention) else name
