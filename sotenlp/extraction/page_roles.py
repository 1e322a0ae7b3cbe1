"""The roles of a page's actors: by its fields, its words, its lists of actors, and what it says elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from sotenlp.document import Block, Metadata, Section
from sotenlp.extraction.actor_contexts import is_companion
from sotenlp.extraction.organisations import Organisation
from sotenlp.extraction.roles import FIELDS, cue_roles, takes_part
from sotenlp.language.view import Doc, Span
from sotenlp.reader.organisations import find_organisations
from sotenlp.schema import ActorRole, ActorType, PageKind, SectionRole

PLACE_FIELDS = {
    "contact_name": ActorRole.CONTACT,
    "contact_email": ActorRole.CONTACT,
    "place": ActorRole.IMPLEMENTER,
    "author": ActorRole.IMPLEMENTER,
}
"""Roles of the organisations that stand in fields of other things."""
LISTS = re.compile(
    r"toimija|osallistuja|osallistujataho|kehittäj|yhteistyö|kumppani|verkosto|osapuol|mukana|tekijä|toteuttaj",
    re.IGNORECASE,
)
"""Titles of sections that list those who take part."""
BACKGROUND = frozenset({SectionRole.BACKGROUND, SectionRole.NEEDS, SectionRole.PRIOR_SOLUTIONS})
DESCRIBING = frozenset({SectionRole.IDENTITY, SectionRole.OTHER, *BACKGROUND})
"""Sections in which the page of a whole project describes its region."""
DOERS = frozenset(
    {
        ActorType.AGENCY,
        ActorType.EDUCATION,
        ActorType.COMPANY,
        ActorType.OTHER,
        ActorType.NGO,
        ActorType.PARISH,
    }
)
"""Types of organisations outside the project that take part in it by what they do."""
MEMBERS = frozenset({"jäsenkunta", "osakaskunta", "omistajakunta"})
SHORTEST_LIST = 2
REACH = 6
LONGEST_TEAM = 40
TEAMS = ("tiimi", "ryhmä", "verkosto", "kumppani", "toimija", "osallistuja", "tukitiimi")
"""Nouns whose members brackets name."""


Role = tuple[ActorRole, str]
"""A role and what it rests on, as `Actor.role_basis` says it."""


class Mention(Protocol):
    """An actor found in a sentence."""

    @property
    def start(self) -> int:
        """First token."""

    @property
    def end(self) -> int:
        """Token after the last one."""

    @property
    def name(self) -> str:
        """Canonical name."""

    @property
    def type(self) -> ActorType:
        """Type."""

    @property
    def generic(self) -> bool:
        """Whether it is a collective."""

    @property
    def organisation(self) -> Organisation | None:
        """The known organisation."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands.

    Attributes:
        block: Its block.
        section: Its section.
    """

    block: Block | None
    section: Section | None

    @property
    def lists_actors(self) -> bool:
        """Whether the section's title says that those who take part are listed."""
        return self.section is not None and bool(LISTS.search(self.section.title))

    @property
    def field(self) -> str:
        """The metadata field, or ""."""
        return self.block.field if self.block is not None else ""


def page_roles(
    sentences: Sequence[Span], places: Sequence[Place], found: Sequence[Sequence[Mention]], meta: Metadata
) -> list[list[Role]]:
    """The role of every actor of a page, and whether its own words tell it.

    Args:
        sentences: Its sentences.
        places: Where each of them stands.
        found: The actors of each of them.
        meta: Its identity fields.
    """
    own, partners = own_names(meta), _implementers(meta)
    told = [
        list(_told(sentence, place, actors, own | partners))
        for sentence, place, actors in zip(sentences, places, found, strict=True)
    ]
    describing = DESCRIBING if meta.kind is PageKind.KOKONAISUUS else frozenset()
    known: dict[str, ActorRole] = {}
    for actors, roles in zip(found, told, strict=True):
        for actor, role in zip(actors, roles, strict=True):
            if role in {ActorRole.PARTNER, ActorRole.IMPLEMENTER} and not actor.generic:
                known.setdefault(_key(actor), role)
    return [
        [
            (role, "stated") if role else _inferred(_by_page(actor, place, own, partners, known, describing))
            for actor, role in zip(actors, roles, strict=True)
        ]
        for actors, roles, place in zip(found, told, places, strict=True)
    ]


def _inferred(role: ActorRole) -> Role:
    """A role that follows from the page; a mere mention infers nothing."""
    return role, "stated" if role is ActorRole.MENTIONED else "inferred"


def _told(
    sentence: Span, place: Place, actors: Sequence[Mention], own: frozenset[str]
) -> Iterator[ActorRole | None]:
    """The roles that a sentence itself tells of, None where it tells of none."""
    if not actors:
        return
    doc, cues = sentence.doc, cue_roles(sentence, actors)
    fields = FIELDS | PLACE_FIELDS
    before: ActorRole | None = None
    within = False
    members = _members_from(sentence)
    listing = place.lists_actors and _is_list(sentence, actors)
    for number, actor in enumerate(actors):
        role = fields.get(place.field) or cues.get(number)
        if role is None and number and doc[actors[number - 1].end : actor.start].text == "(":
            role = before
        if role is None and _shares_work(actor, sentence):
            role = ActorRole.PARTNER
        if role is None and listing and not _is_member(actor, members):
            role = ActorRole.PARTNER
        if role is None and actor.type in DOERS and not actor.generic and takes_part(sentence, actor):
            role = ActorRole.PARTNER
        if role is ActorRole.PARTNER and (is_own(actor, own) or (within and _is_bare_unit(actor))):
            role = ActorRole.IMPLEMENTER
        within = role is ActorRole.IMPLEMENTER and actor.type is ActorType.UNIT
        before = role
        yield role


def _shares_work(actor: Mention, sentence: Span) -> bool:
    """Whether an actor is one of several that something is common to, or a member of a team in brackets."""
    doc, last = sentence.doc, sentence.doc.words[actor.end - 1]
    if last.case == "Gen":
        common = any(
            token.lemma_ == "yhteinen" for token in doc[actor.end : min(actor.end + REACH, sentence.end)]
        )
        return common and is_companion(last, sentence)
    opened = None
    for index in range(actor.start - 1, max(sentence.start, actor.start - LONGEST_TEAM), -1):
        if doc.words[index].text == ")" or doc.words[index].finite:
            return False
        if doc.words[index].text == "(":
            opened = index
            break
    return opened is not None and doc.words[opened - 1].lemma_lower.endswith(TEAMS)


def _is_bare_unit(actor: Mention) -> bool:
    """Whether a unit in a list has no owner of its own: "Kainuun soten kotihoito, lastensuojelu"."""
    return actor.type is ActorType.UNIT and actor.name == actor.name.lower()


def _is_member(actor: Mention, members: int | None) -> bool:
    """Whether a list of actors holds something else: a project, the funder, the members of an area."""
    if actor.type in {ActorType.PROJECT, ActorType.MINISTRY}:
        return True
    return actor.type is ActorType.MUNICIPALITY and members is not None and actor.end > members


def _members_from(sentence: Span) -> int | None:
    """First token of a sentence that lists the members of an area from there on, or None."""
    return next((token.i for token in sentence if token.lemma_lower in MEMBERS), None)


def _is_list(sentence: Span, actors: Sequence[Mention]) -> bool:
    """Whether a sentence lists actors: it names several, or only them."""
    if len(actors) >= SHORTEST_LIST:
        return True
    return bool(actors) and not any(token.finite for token in sentence)


def _by_page(
    actor: Mention,
    place: Place,
    own: frozenset[str],
    implementers: frozenset[str],
    known: dict[str, ActorRole],
    describing: frozenset[SectionRole],
) -> ActorRole:
    """The role of an actor of which its sentence says nothing."""
    names = names_of(actor)
    role = place.section.role if place.section is not None else SectionRole.OTHER
    if (names & own or names & implementers) and role not in describing:
        return ActorRole.IMPLEMENTER
    if role not in BACKGROUND and not actor.generic and _key(actor) in known:
        return known[_key(actor)]
    if actor.generic and actor.name.lower().endswith("toteuttajat"):
        return ActorRole.IMPLEMENTER
    if actor.generic and actor.type is ActorType.NETWORK and actor.name.lower().startswith("yhteistyö"):
        return ActorRole.PARTNER
    return ActorRole.MENTIONED


def _key(actor: Mention) -> str:
    """What tells an actor's mentions on a page: its id in the vocabulary, or its name without its form."""
    if actor.organisation is not None:
        return actor.organisation.id
    return actor.name.removesuffix(" ry").removesuffix(" Oy").removesuffix(" ky").lower()


def names_of(actor: Mention) -> frozenset[str]:
    """The names of an actor, all of the vocabulary's where it knows it."""
    if actor.organisation is None:
        return frozenset({actor.name})
    return frozenset({actor.name, actor.organisation.name, *actor.organisation.aliases})


def is_own(actor: Mention, own: frozenset[str]) -> bool:
    """Whether an actor is the page's own organisation, or a part of it by its name."""
    if names_of(actor) & own:
        return True
    mentions = find_organisations(actor.name)
    first = next((mention for mention in mentions if mention.start == 0), None)
    if first is None or first.end == len(actor.name):
        return False
    return any(organisation.name in own for organisation in (first.organisation, *first.others))


def own_names(meta: Metadata) -> frozenset[str]:
    """The names of who runs a page's project; of its county only where nobody else does."""
    return _all_names(meta.coordinator or meta.area)


def _implementers(meta: Metadata) -> frozenset[str]:
    return frozenset(name for implementer in meta.implementers for name in _all_names(implementer))


def _all_names(name: str | None) -> frozenset[str]:
    """A name with the official names of its bearers."""
    if not name:
        return frozenset()
    names = {name}
    for mention in find_organisations(name):
        if mention.start == 0 and mention.end == len(name):
            names |= {organisation.name for organisation in (mention.organisation, *mention.others)}
    return frozenset(names)


def span_text(doc: Doc, actor: Mention, sentence: Span) -> str:
    """The text of an actor without the full stop of its sentence."""
    text = doc[actor.start : actor.end].text
    return text.rstrip(".") if actor.end == sentence.end else text
