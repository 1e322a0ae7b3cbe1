"""Mentions of actors (toimijat): organisations, units, networks, projects, and collectives of them.

Known names come from the gazetteer (`organisations`), other names and collectives from the form
of their phrase (`actor_phrases`, `municipalities`, `collectives`); `roles` tells what part they have.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from spacy.tokens import Doc as SpacyDoc

from sotenlp.annotation import Actor
from sotenlp.document import Block, Metadata, Section
from sotenlp.extraction.actor_lists import extract_listed
from sotenlp.extraction.actor_parts import extract_parts
from sotenlp.extraction.actor_phrases import Phrase, extract_phrases
from sotenlp.extraction.actor_references import (
    abbreviated,
    abbreviations,
    completed,
    own_mentions,
    whole_project,
)
from sotenlp.extraction.actor_words import words_of
from sotenlp.extraction.collectives import extract_collectives
from sotenlp.extraction.grammar import is_genitive
from sotenlp.extraction.municipalities import extract_municipalities
from sotenlp.extraction.organisations import Match, Organisation, find_organisations, is_municipality_name
from sotenlp.extraction.page_roles import Place, Role, page_roles, span_text
from sotenlp.language.extensions import register
from sotenlp.language.sentences import iterate_sentences
from sotenlp.language.view import Span, Token, view_of
from sotenlp.schema import ActorType, BlockKind

REGIONAL = frozenset({"te-toimisto", "ely-keskus"})


_YEAR = re.compile(r"\b20\d\d\b")


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
    formed = [*extract_municipalities(sentence), *extract_phrases(sentence)]
    plain = list(extract_collectives(sentence))
    towns = [phrase for phrase in plain if phrase.type is ActorType.MUNICIPALITY]
    formed += extract_parts(sentence, [*map(_phrase, known), *formed, *towns])
    ends = {actor.end for actor in known if actor.type is not ActorType.PROJECT}
    named = known + [_found(p) for p in formed if p.end not in ends or p.generic or _is_longer(p, known)]
    edges: list[Found] = [*named, *map(_found, plain)]
    places = frozenset(index for actor in edges for index in (actor.start, actor.end - 1))
    chosen = _choose([*named, *map(_found, extract_collectives(sentence, places))])
    listed = extract_listed(sentence, [_phrase(actor) for actor in chosen])
    return _joined(_choose([*chosen, *map(_found, listed)]), sentence)


def _choose(candidates: Iterable[Found]) -> list[Found]:
    """The candidates without overlap, in text order; names go before collectives, long before short ones."""
    chosen: list[Found] = []
    taken: set[int] = set()
    for candidate in sorted(candidates, key=_rank):
        if candidate.generic and candidate.type is not ActorType.MUNICIPALITY:
            candidate = _freed(candidate, taken)
        tokens = range(candidate.start, candidate.end)
        if taken.isdisjoint(tokens):
            chosen.append(candidate)
            taken.update(tokens)
    return sorted(chosen, key=lambda actor: actor.start)


def _freed(collective: Found, taken: Set[int]) -> Found:
    """A collective without the names before its head that are actors themselves: "Attendon hoivakodit"."""
    start = collective.start
    while start < collective.end - 1 and not taken.isdisjoint(range(start, collective.end - 1)):
        start += 1
    return replace(collective, start=start)


def _rank(candidate: Found) -> tuple[bool, int, bool]:
    return candidate.generic, candidate.start - candidate.end, candidate.organisation is None


def _is_longer(phrase: Phrase, known: Sequence[Found]) -> bool:
    """Whether a phrase names a part of a known organisation that its own head names, too."""
    return any(phrase.start <= actor.start and actor.end < phrase.end for actor in known)


def _phrase(actor: Found) -> Phrase:
    return Phrase(actor.start, actor.end, actor.name, actor.type, actor.generic)


def _found(phrase: Phrase) -> Found:
    return Found(phrase.start, phrase.end, phrase.name, phrase.type, phrase.generic)


def _is_actor(match: Match, sentence: Span) -> bool:
    """Whether a known name stands for its bearer, not for a system or inside another name ("… -ohjelma")."""
    doc, end = sentence.doc, match.end
    if doc.words[match.start].lemma_lower in words_of("system") and match.end - match.start == 1:
        return False
    return end >= sentence.end or not (doc.words[end].text[0] in "-–" and len(doc.words[end].text) > 1)


def _known(match: Match, sentence: Span, date: str | None) -> Found:
    organisation = match.at(date)
    start, end, name = match.start, match.end, organisation.full_name
    before = sentence.doc.words[start - 1] if start > sentence.start else None
    if organisation.id in REGIONAL and before is not None and before.pos_ == "PROPN" and is_genitive(before):
        name, start = f"{before.text} {name}", start - 1
    if organisation.id == "ohjaamo" and end < sentence.end and is_municipality_name(sentence.doc.words[end]):
        name, end = f"{name} {sentence.doc.words[end].lemma_}", end + 1
    if (
        organisation.type is ActorType.HOSPITAL_DISTRICT
        and sentence.doc.words[end - 1].lemma_ == "kuntayhtymä"
    ):
        name = next((alias for alias in organisation.aliases if alias.endswith("kuntayhtymä")), name)
    if organisation.type is ActorType.NGO and before is not None and _is_branch(before, sentence):
        name, start = f"{before.text} {name}", start - 1
    return Found(start, end, name, organisation.type, False, organisation)


def _is_branch(place: Token, sentence: Span) -> bool:
    """Whether a place before an association names its branch: "Etelä-Karjalan Martat"."""
    return (
        is_genitive(place)
        and place.text[:1].isupper()
        and (is_municipality_name(place) or place.pos_ == "PROPN")
    )


def _joined(actors: Sequence[Found], sentence: Span) -> list[Found]:
    """Actors with the brand or abbreviation after them: "… kuntayhtymä Essote", "… ministeriö (STM)"."""
    doc, joined = sentence.doc, list[Found]()
    for actor in actors:
        before = joined[-1] if joined else None
        if before is not None and _is_same(before, actor):
            between = doc[before.end : actor.start].text.strip()
            closed = actor.end < sentence.end and doc.words[actor.end].text == ")"
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
    if (
        end + 2 >= sentence.end
        or doc.words[end].text != "("
        or doc.words[end + 2].text != ")"
        or actor.generic
    ):
        return actor
    inside = doc.words[end + 1].text
    if not (inside[:1].isupper() and inside.isalpha() and 2 <= len(inside) <= 9):
        return actor
    if not _is_drawn_from(inside.lower(), actor.name.lower()):
        return actor
    if any(other.start == end + 1 for other in others):
        return actor
    return replace(actor, end=end + 3)


def _is_drawn_from(short: str, name: str) -> bool:
    """Whether the letters of a short name stand in a name in their order."""
    letters = iter(name)
    return short[0] == name[0] and all(letter in letters for letter in short)


class ActorComponent:
    """Sets ``doc._.actors``."""

    def __init__(self) -> None:
        register()

    def __call__(self, of: SpacyDoc) -> SpacyDoc:
        """Find the actors of a Doc."""
        doc = view_of(of)
        meta: Metadata = doc._.metadata
        blocks: tuple[Block, ...] = doc._.blocks
        starts = [block.start for block in blocks]
        sentences = list(iterate_sentences(doc))
        sections: tuple[Section, ...] = doc._.sections
        places = [_place(_block_at(blocks, starts, sentence.start_char), sections) for sentence in sentences]
        found = _found_on_page(sentences, [place.block for place in places], meta)
        doc._.actors = [
            _annotation(index, sentence, actor, role)
            for index, (sentence, actors, roles) in enumerate(
                zip(sentences, found, page_roles(sentences, places, found, meta), strict=True)
            )
            for actor, role in zip(actors, roles, strict=True)
        ]
        return of


def _place(block: Block | None, sections: Sequence[Section]) -> Place:
    inside = block is not None and block.section < len(sections)
    return Place(block, sections[block.section] if block is not None and inside else None)


def _annotation(index: int, sentence: Span, actor: Found, role: Role) -> Actor:
    text = span_text(sentence.doc, actor, sentence)
    start = sentence.doc.words[actor.start].idx
    return Actor(
        start,
        start + len(text),
        text,
        actor.name,
        role[0],
        actor.type,
        actor.generic,
        sentence=index,
        role_basis=role[1],
    )


def _found_on_page(
    sentences: Sequence[Span], places: Sequence[Block | None], meta: Metadata
) -> list[list[Found]]:
    """The actors of every sentence of a page, those that only its other sentences explain, too."""
    date = document_date(meta)
    pages: list[list[Found]] = []
    for sentence, block in zip(sentences, places, strict=True):
        found = extract_actors(sentence, date=date)
        field = block.field if block is not None else ""
        if not found and field in {"funder", "contact_org"}:
            found = [Found(sentence.start, sentence.end, sentence.text, ActorType.OTHER)]
        if field == "whole":
            found = _choose([*map(_found, whole_project(sentence)), *found])
        pages.append(found)
    mentions = [
        (sentence.doc[actor.start : actor.end].text, _phrase(actor))
        for sentence, found in zip(sentences, pages, strict=True)
        for actor in found
    ]
    short, full = abbreviations(mentions), completed([phrase for _, phrase in mentions])
    for number, sentence in enumerate(sentences):
        block = places[number]
        label = block is not None and block.kind is BlockKind.LABEL
        own = () if label else own_mentions(sentence, meta)
        added: list[Phrase] = [*own, *(abbreviated(sentence, short) if short else ())]
        known = [replace(actor, name=full.get(actor.name, actor.name)) for actor in pages[number]]
        pages[number] = _choose([*(_found(phrase) for phrase in added), *known]) if added else known
    return pages


def document_date(meta: Metadata) -> str | None:
    """ISO date of a document's creation, of its last change, or of its project; None where none is known."""
    for written in (meta.created, meta.modified):
        parts = (written or "").strip(" .").split(".")
        if len(parts) == 3 and all(part.isdigit() for part in parts):
            day, month, year = parts
            return f"{int(year):04}-{int(month):02}-{int(day):02}"
    began = _YEAR.search(meta.period or "")
    return f"{began[0]}-07-01" if began else None


def _block_at(blocks: Sequence[Block], starts: Sequence[int], offset: int) -> Block | None:
    index = bisect_right(starts, offset) - 1
    return blocks[index] if index >= 0 and offset < blocks[index].end else None
