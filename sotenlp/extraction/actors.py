"""Mentions of actors (toimijat): organisations, units, networks, projects, and collectives of them.

Known names come from the gazetteer (`organisations`), other names and collectives from the form
of their phrase (`actor_phrases`, `municipalities`, `collectives`); `roles` tells what part they have.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc, Span

from sotenlp.annotation import Actor
from sotenlp.document import Block, Metadata
from sotenlp.extraction.actor_phrases import extract_phrases, words_of
from sotenlp.extraction.collectives import extract_collectives
from sotenlp.extraction.grammar import is_genitive
from sotenlp.extraction.municipalities import extract_municipalities
from sotenlp.extraction.organisations import Match, Organisation, find_organisations, is_municipality_name
from sotenlp.extraction.roles import FIELDS, cue_roles
from sotenlp.language.extensions import register
from sotenlp.language.sentences import iterate_sentences
from sotenlp.schema import ActorRole, ActorType, PageKind, SectionRole

REGIONAL = frozenset({"te-toimisto", "ely-keskus"})
PARTNERS = frozenset({ActorType.NGO, ActorType.PARISH})
LISTS = ("toimijat", "yhteistyö", "kumppan", "verkosto")
"""Beginnings of the headings under which those who take part are listed."""
BACKGROUND = frozenset({SectionRole.BACKGROUND, SectionRole.NEEDS})


@dataclass(frozen=True, slots=True)
class Found:
    """An actor found in a sentence, as token indices.

    Attributes:
        start: First token.
        end: Token after the last one.
        name: Canonical name.
        type: Type.
        generic: Whether it is a collective.
        organisation: The known organisation, or None.
    """

    start: int
    end: int
    name: str
    type: ActorType
    generic: bool = False
    organisation: Organisation | None = None


def extract_actors(sentence: Span, *, date: str | None = None) -> list[Found]:
    """The actors that a sentence mentions, in text order, without overlap.

    Args:
        sentence: A sentence of a Doc that has lemmas.
        date: ISO date of the document, for names that changed their bearer; None for today.

    Example:
        >>> sentence = next(nlp("Hanketta hallinnoi Lapin liitto.").sents)
        >>> [actor.name for actor in extract_actors(sentence)]
        ['Lapin liitto']
    """
    known = [
        _known(match, sentence, date) for match in find_organisations(sentence) if _is_actor(match, sentence)
    ]
    formed = (*extract_municipalities(sentence), *extract_phrases(sentence), *extract_collectives(sentence))
    phrases = [Found(p.start, p.end, p.name, p.type, p.generic) for p in formed]
    ends = {actor.end for actor in known if actor.type is not ActorType.PROJECT}
    candidates = known + [phrase for phrase in phrases if phrase.end not in ends or phrase.generic]
    chosen: list[Found] = []
    for candidate in sorted(candidates, key=lambda c: (c.generic, c.start - c.end, c.organisation is None)):
        if all(candidate.end <= other.start or candidate.start >= other.end for other in chosen):
            chosen.append(candidate)
    return _joined(sorted(chosen, key=lambda actor: actor.start), sentence)


def _is_actor(match: Match, sentence: Span) -> bool:
    """Whether a known name stands for its bearer, not for a system or inside another name ("… -ohjelma")."""
    doc, end = sentence.doc, match.end
    if doc[match.start].lemma_.lower() in words_of("system") and match.end - match.start == 1:
        return False
    return end >= sentence.end or not (doc[end].text[0] in "-–" and len(doc[end].text) > 1)


def _known(match: Match, sentence: Span, date: str | None) -> Found:
    organisation = match.at(date)
    start, end, name = match.start, match.end, organisation.full_name
    before = sentence.doc[start - 1] if start > sentence.start else None
    if organisation.id in REGIONAL and before is not None and before.pos_ == "PROPN" and is_genitive(before):
        name, start = f"{before.text} {name}", start - 1
    if organisation.id == "ohjaamo" and end < sentence.end and is_municipality_name(sentence.doc[end]):
        name, end = f"{name} {sentence.doc[end].lemma_}", end + 1
    return Found(start, end, name, organisation.type, False, organisation)


def _joined(actors: Sequence[Found], sentence: Span) -> list[Found]:
    """Actors with the brand or abbreviation after them: "… kuntayhtymä Essote", "… ministeriö (STM)"."""
    doc, joined = sentence.doc, list[Found]()
    for actor in actors:
        before = joined[-1] if joined else None
        if before is not None and _is_same(before, actor):
            between = doc[before.end : actor.start].text.strip()
            closed = actor.end < sentence.end and doc[actor.end].text == ")"
            if between == "" or (between == "(" and closed and before.type is not ActorType.PROJECT):
                joined[-1] = replace(before, end=actor.end + (between == "("))
                continue
        joined.append(actor)
    return [_with_abbreviation(actor, joined, sentence) for actor in joined]


def _is_same(first: Found, second: Found) -> bool:
    if first.organisation is None or second.organisation is None:
        return False
    names = {first.organisation.name, *first.organisation.aliases}
    return bool(names & {second.organisation.name, *second.organisation.aliases})


def _with_abbreviation(actor: Found, others: Sequence[Found], sentence: Span) -> Found:
    """An actor with an abbreviation in brackets that no vocabulary knows."""
    doc, end = sentence.doc, actor.end
    if end + 2 >= sentence.end or doc[end].text != "(" or doc[end + 2].text != ")" or actor.generic:
        return actor
    inside = doc[end + 1].text
    if not (inside.isupper() and inside.isalpha() and 2 <= len(inside) <= 6):
        return actor
    if any(other.start == end + 1 for other in others):
        return actor
    return replace(actor, end=end + 3)


class ActorComponent:
    """Sets ``doc._.actors``."""

    def __init__(self) -> None:
        register()

    def __call__(self, doc: Doc) -> Doc:
        """Find the actors of a Doc."""
        meta: Metadata = doc._.metadata
        date = document_date(meta)
        blocks: tuple[Block, ...] = doc._.blocks
        starts = [block.start for block in blocks]
        sections = doc._.sections
        actors: list[Actor] = []
        for index, sentence in enumerate(iterate_sentences(doc)):
            block = _block_at(blocks, starts, sentence.start_char)
            found = extract_actors(sentence, date=date)
            if not found and block is not None and block.field in {"funder", "contact_org"}:
                found = [Found(sentence.start, sentence.end, sentence.text, ActorType.OTHER)]
            cues = cue_roles(sentence, found)
            section = sections[block.section] if block is not None and block.section < len(sections) else None
            for number, actor in enumerate(found):
                role = FIELDS.get(block.field) if block is not None else None
                role = role or cues.get(number)
                if role is None and number and doc[found[number - 1].end : actor.start].text == "(":
                    role = actors[-1].role
                if role is None:
                    role = _default_role(
                        actor,
                        meta,
                        section.role if section else SectionRole.OTHER,
                        section.title if section else "",
                    )
                span = doc[actor.start : actor.end]
                text = span.text.rstrip(".") if actor.end == sentence.end else span.text
                actors.append(
                    Actor(
                        span.start_char,
                        span.start_char + len(text),
                        text,
                        actor.name,
                        role,
                        actor.type,
                        actor.generic,
                        sentence=index,
                    )
                )
        doc._.actors = actors
        return doc


def _default_role(actor: Found, meta: Metadata, role: SectionRole, title: str) -> ActorRole:
    """The role of an actor that no field and no cue tells of."""
    if meta.kind in {PageKind.TOIMINTAMALLI, PageKind.OMA_ARVIOINTI} and is_own(actor, meta):
        return ActorRole.IMPLEMENTER
    if actor.type in PARTNERS and title.lower().startswith(LISTS) and role not in BACKGROUND:
        return ActorRole.PARTNER
    if actor.generic and actor.type is ActorType.NETWORK and actor.name.lower().startswith("yhteistyö"):
        return ActorRole.PARTNER
    if title.lower().startswith("kehittäjäjoukon") and actor.type is not ActorType.PROJECT:
        return ActorRole.PARTNER
    if actor.generic and title.lower().startswith("toimijat"):
        return ActorRole.PARTNER
    return ActorRole.MENTIONED


def is_own(actor: Found, meta: Metadata) -> bool:
    """Whether an actor is the page's own organisation: its county, or who runs the project."""
    own = {name for name in (meta.area, meta.coordinator) if name}
    names = {actor.name}
    if actor.organisation is not None:
        names |= {actor.organisation.name, *actor.organisation.aliases}
    return bool(own & names)


def document_date(meta: Metadata) -> str | None:
    """ISO date of a document's last change, or of its creation; None where neither is known."""
    for written in (meta.modified, meta.created):
        parts = (written or "").strip(" .").split(".")
        if len(parts) == 3 and all(part.isdigit() for part in parts):
            day, month, year = parts
            return f"{int(year):04}-{int(month):02}-{int(day):02}"
    return None


def _block_at(blocks: Sequence[Block], starts: Sequence[int], offset: int) -> Block | None:
    index = bisect_right(starts, offset) - 1
    return blocks[index] if index >= 0 and offset < blocks[index].end else None


@Language.factory("sotenlp_actors", assigns=["doc._.actors"])
def create_actors(nlp: Language, name: str) -> ActorComponent:
    """Create the component `sotenlp_actors`."""
    return ActorComponent()
