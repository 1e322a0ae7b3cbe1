"""The same organisation under its names, over all documents.

An organisation is known by a name or alias of the vocabulary, by the short name that a page
itself gives in brackets, or else by its own name. An organisation is never merged with its
successor. Collectives ("alueen kunnat") and units that bear no name of their own
("nuorisopsykiatria") are different ones in each county.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sotenlp.annotation import Actor
from sotenlp.language.sentences import section_of
from sotenlp.linking.gazetteer import find_municipality, find_organisation, normal_form, slug
from sotenlp.records import MinedDocument
from sotenlp.schema import ActorType

_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_LOCAL_TYPES = {ActorType.UNIT, ActorType.NETWORK, ActorType.OTHER}


def resolve_actors(documents: Sequence[MinedDocument]) -> list[MinedDocument]:
    """Give every actor the id of its organisation.

    Args:
        documents: The documents, in any order; the answer of one does not depend on the others.
    """
    return [_resolve(document) for document in documents]


def _resolve(document: MinedDocument) -> MinedDocument:
    aliases = _bracketed(document)
    actors = tuple(
        replace(actor, actor=f"actor:{_identity(actor, document, aliases)}") for actor in document.actors
    )
    return replace(document, actors=actors)


def _bracketed(document: MinedDocument) -> dict[str, str]:
    """Short names that the page gives in brackets after the long one: "… kuntayhtymä (Keusote)"."""
    found: dict[str, str] = {}
    for left, right in zip(document.actors, document.actors[1:], strict=False):
        between = document.text[left.end : right.start]
        if between.strip() == "(" and document.text[right.end : right.end + 1] == ")":
            found.setdefault(normal_form(right.name), left.name)
    return found


def _identity(actor: Actor, document: MinedDocument, aliases: dict[str, str]) -> str:
    date = _date(actor, document)
    full = aliases.get(normal_form(actor.name), "")
    for name in (full, actor.name, actor.text):
        if name and (organisation := find_organisation(name, type=actor.type, date=date)):
            return organisation.id
        if name and not actor.generic and (municipality := find_municipality(name, actor.type)):
            return municipality
    name = normal_form(full or actor.name)
    unnamed = actor.name == actor.name.casefold()
    local = actor.type in _LOCAL_TYPES and len(name.split()) == 1
    if actor.generic or unnamed or local:
        return f"{slug(document.meta.area or document.meta.project or document.id)}/{slug(name)}"
    return slug(name)


def _date(actor: Actor, document: MinedDocument) -> str:
    """ISO date that the mention speaks of: its section's, else the page's last change; or ""."""
    if 0 <= actor.sentence < len(document.sentences):
        section = section_of(document.sections, document.sentences[actor.sentence].section)
        if section and section.as_of:
            return section.as_of.split("/")[-1]
    for written in (document.meta.modified, document.meta.created):
        if found := _DATE.search(written or ""):
            day, month, year = found.groups()
            return f"{year}-{int(month):02}-{int(day):02}"
    return ""
