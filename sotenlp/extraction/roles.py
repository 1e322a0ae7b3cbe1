"""The roles of actors: who coordinates, carries out, funds, takes part, is to be contacted.

A role is read from the field of the page that an actor stands in, from the cue words of its
sentence ("hallinnoijana", "osatoteuttajat", "X:n kanssa", "yhteistyössä"), and, where neither
says anything, from whether it is the page's own organisation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from spacy.tokens import Span, Token

from sotenlp.extraction.grammar import is_finite
from sotenlp.extraction.tables import read_data
from sotenlp.schema import ActorRole

FIELDS = {
    "funder": ActorRole.FUNDER,
    "contact_org": ActorRole.CONTACT,
    "coordinator": ActorRole.COORDINATOR,
    "implementers": ActorRole.IMPLEMENTER,
}
"""Roles of the metadata fields whose values are organisations."""

SINGLE = frozenset({ActorRole.COORDINATOR, ActorRole.CONTACT})
LINKS = frozenset(
    {"ja", "sekä", "tai", "eli", "&", ",", "/", "(", ")", "myös", "muiden", "eri", "muut", "kuten"}
)


class Located(Protocol):
    """Anything with token indices."""

    @property
    def start(self) -> int:
        """First token."""

    @property
    def end(self) -> int:
        """Token after the last one."""


@dataclass(frozen=True, slots=True)
class _Cue:
    index: int
    role: ActorRole
    place: str


@cache
def _cue_words() -> dict[str, tuple[ActorRole, str]]:
    return {row["lemma"]: (ActorRole(row["role"]), row["place"]) for row in read_data("actor_roles")}


def cue_roles(sentence: Span, actors: Sequence[Located]) -> dict[int, ActorRole]:
    """The roles that the words of a sentence give to its actors.

    Args:
        sentence: A sentence of a Doc that has lemmas.
        actors: Its actors in text order, without overlap.

    Returns:
        Roles by the actors' indices; an actor without a cue is left out.
    """
    cues = list(_cues(sentence, actors))
    strong = [cue for cue in cues if cue.place in {"list", "subject"}]
    roles: dict[int, ActorRole] = {}
    for cue in (cue for cue in cues if cue.place == "weak"):
        for index in _weak(cue, actors, sentence):
            roles[index] = cue.role
    for number, cue in enumerate(strong):
        low = strong[number - 1].index if number else sentence.start - 1
        high = strong[number + 1].index if number + 1 < len(strong) else sentence.end
        for index in _listed(cue, actors, low, high, sentence):
            if cue.role is not ActorRole.PARTNER or index not in roles or roles[index] is ActorRole.PARTNER:
                roles[index] = cue.role
    for cue in cues:
        if cue.place in {"before", "agent"}:
            for index in _chained(cue, actors, sentence):
                roles[index] = cue.role
    return roles


def _cues(sentence: Span, actors: Sequence[Located]) -> list[_Cue]:
    found = []
    for token in sentence:
        if any(actor.start <= token.i < actor.end for actor in actors):
            continue
        entry = _entry(token)
        if entry is not None:
            found.append(_Cue(token.i, entry[0], entry[1]))
    return found


def _entry(token: Token) -> tuple[ActorRole, str] | None:
    lemma, words = token.lemma_.lower(), _cue_words()
    if lemma == "hallinnoida" and token.lower_.startswith("hallinnoima"):
        lemma = "hallinnoima"
    if lemma == "rahoittaa" and token.lower_.startswith("rahoittama"):
        lemma = "rahoittama"
    opens = token.is_sent_start or token.nbor(-1).is_space
    if lemma in words and (words[lemma][0] is not ActorRole.CONTACT or opens):
        return words[lemma]
    for head in ("yhteistyö", "kumppani", "osatoteuttaja"):
        if lemma.endswith(head):
            return words[head]
    return None


def _listed(cue: _Cue, actors: Sequence[Located], low: int, high: int, sentence: Span) -> list[int]:
    """Actors that a cue such as "osatoteuttajina" lists: those after it, else those before it."""
    doc = sentence.doc
    after = [index for index, actor in enumerate(actors) if cue.index < actor.start < high]
    before = [index for index, actor in enumerate(actors) if low < actor.start and actor.end <= cue.index]
    adjacent = bool(before) and _is_subject(doc[cue.index], actors[before[-1]].end, sentence)
    if cue.place == "subject":
        return before[-1:] if adjacent else (after[:1] if is_finite(doc[cue.index]) else [])
    if adjacent:
        return before[-1:] if cue.role in SINGLE else before
    if after:
        return after[:1] if cue.role in SINGLE else _run(after, actors, sentence)
    return before[-1:] if cue.role in SINGLE else before


def _run(indices: list[int], actors: Sequence[Located], sentence: Span) -> list[int]:
    """The first of the actors that follow each other without a finite verb between."""
    run = indices[:1]
    for index in indices[1:]:
        if any(is_finite(token) for token in sentence.doc[actors[run[-1]].end : actors[index].start]):
            break
        run.append(index)
    return run


def _is_subject(cue: Token, end: int, sentence: Span) -> bool:
    """Whether a name right before a cue is its subject: "X, joka myös hallinnoi", "X on hallinnoija"."""
    between = [token for token in sentence.doc[end : cue.i] if not token.is_punct]
    if is_finite(cue):
        return len(between) <= 2 and all(token.lemma_ in {"joka", "myös", "itse"} for token in between)
    return (
        0 < len(between) <= 3
        and all(
            token.lemma_ in {"olla", "toimia", "joka", "myös", "hanke", "se", "mukana"} for token in between
        )
        and any(token.lemma_ in {"olla", "toimia"} for token in between)
        and not any(token.text in {".", ":"} for token in sentence.doc[end : cue.i])
    )


def _chained(cue: _Cue, actors: Sequence[Located], sentence: Span) -> list[int]:
    """Actors right before a cue, coordinated ones too: "kuntien, järjestöjen ja seurakuntien yhteistyönä"."""
    doc, position, chained = sentence.doc, cue.index, list[int]()
    for index in range(len(actors) - 1, -1, -1):
        actor = actors[index]
        if actor.end > position:
            continue
        between = doc[actor.end : position]
        linked = all(token.lower_ in LINKS or token.is_space for token in between)
        tight = not chained and cue.place == "before" and len(between) <= 1
        if not linked and not (
            tight and between and not between[0].is_punct and between[0].pos_ in {"ADJ", "ADV", "NOUN"}
        ):
            break
        chained.append(index)
        position = actor.start
        if cue.place == "agent":
            break
    if not chained and doc[cue.index].lemma_.lower().endswith("yhteistyö"):
        chained = [
            i
            for i, actor in enumerate(actors)
            if actor.start == cue.index + 1
            or (actor.start == cue.index + 2 and doc[cue.index + 1].text == ":")
        ]
        if chained and cue.index == sentence.start:
            chained = list(range(chained[0], len(actors)))
    return chained


def _weak(cue: _Cue, actors: Sequence[Located], sentence: Span) -> list[int]:
    """Actors that take part: those after "mukana", else those that are its subject."""
    doc = sentence.doc
    after = [i for i, actor in enumerate(actors) if actor.start > cue.index]
    before = [i for i, actor in enumerate(actors) if actor.end <= cue.index]
    if doc[cue.index].lemma_ == "mukana":
        return after or before[-1:]
    return before or after
