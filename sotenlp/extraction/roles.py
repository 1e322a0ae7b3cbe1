"""The roles of actors: who coordinates, carries out, funds, takes part, is to be contacted.

A role is read from the field of the page that an actor stands in, from the cue words of its
sentence ("hallinnoijana", "osatoteuttajat", "X:n kanssa", "yhteistyössä"), and, where neither
says anything, from whether it is the page's own organisation. Nobody takes part by what a clause
denies, wishes or tells the end of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Protocol, runtime_checkable

from sotenlp.extraction.clauses import Clause, clause_of, clauses
from sotenlp.extraction.force import Force, force_words, segment_of, segments
from sotenlp.extraction.grammar import feature
from sotenlp.extraction.stages import status_words
from sotenlp.extraction.tables import read_data
from sotenlp.language.view import Doc, Span, Token
from sotenlp.language.words import CACHED_TYPES, Word
from sotenlp.schema import ActorRole, ActorType, Status

FIELDS = {
    "funder": ActorRole.FUNDER,
    "contact_org": ActorRole.CONTACT,
    "coordinator": ActorRole.COORDINATOR,
    "implementers": ActorRole.IMPLEMENTER,
}
"""Roles of the metadata fields whose values are organisations."""

ASSOCIATIONS = frozenset({ActorType.NGO, ActorType.PARISH})
"""Types of actors that take part in the work wherever they do something in it."""
SINGLE = frozenset({ActorRole.COORDINATOR, ActorRole.CONTACT})
LINKS = frozenset(
    {"ja", "sekä", "tai", "eli", "&", ",", "/", "(", ")", "myös", "muiden", "eri", "muut", "kuten"}
)

CUES = ("yhteistyö", "kumppani", "osatoteuttaja")
"""Cue words that may end a compound."""
OTHERS = frozenset(
    {
        "vastaava",
        "samankaltainen",
        "samanlainen",
        "samantyyppinen",
        "aiempi",
        "aikaisempi",
        "toinen",
        "rinnakkainen",
    }
)
"""Words that make a project another one than the page's."""


class Located(Protocol):
    """Anything with token indices."""

    @property
    def start(self) -> int:
        """First token."""

    @property
    def end(self) -> int:
        """Token after the last one."""


@runtime_checkable
class Typed(Located, Protocol):
    """An actor whose type is known."""

    @property
    def type(self) -> ActorType:
        """Its type."""


@dataclass(frozen=True, slots=True)
class _Cue:
    index: int
    role: ActorRole
    place: str


@cache
def _cue_words() -> dict[str, tuple[ActorRole, str]]:
    return {
        row["lemma"]: (ActorRole(row["role"]), row["place"])
        for row in read_data("actor_roles")
        if row["place"] != "part"
    }


@cache
def _part_verbs() -> frozenset[str]:
    """Verbs whose subject takes part in what a page tells of."""
    return frozenset(row["lemma"] for row in read_data("actor_roles") if row["place"] == "part")


def cue_roles(sentence: Span, actors: Sequence[Located]) -> dict[int, ActorRole]:
    """The roles that the words of a sentence give to its actors.

    Args:
        sentence: A sentence of a Doc that has lemmas.
        actors: Its actors in text order, without overlap.

    Returns:
        Roles by the actors' indices; an actor without a cue is left out.
    """
    cues = [cue for cue in _cues(sentence, actors) if _stands(cue, sentence)]
    strong = [cue for cue in cues if cue.place in {"list", "subject"}]
    roles: dict[int, ActorRole] = {
        index: ActorRole.PARTNER
        for index, actor in enumerate(actors)
        if isinstance(actor, Typed) and actor.type in ASSOCIATIONS and takes_part(sentence, actor)
    }
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


def takes_part(sentence: Span, actor: Located) -> bool:
    """Whether a clause states a deed of an actor: as the subject of an active verb, as a participle's agent.

    Args:
        sentence: A sentence of a Doc that has lemmas.
        actor: One of its actors.
    """
    doc = sentence.doc
    last = doc.words[actor.end - 1]
    following = doc.words[actor.end] if actor.end < sentence.end else None
    if following is not None and following.part_form == "Agt":
        return following.lemma_lower in _part_verbs()
    if last.case not in {"Nom", ""}:
        return False
    clause = clause_of(clauses(sentence), actor.start)
    # Without another predicate an infinitive is the third person that looks like it ("järjestää").
    verbs = clause.predicates or tuple(
        index for index in range(clause.start, clause.end) if doc.words[index].pos_ == "VERB"
    )
    if not any(doc.words[index].lemma_lower in _part_verbs() for index in verbs):
        return False
    if any(doc.words[index].voice == "Pass" for index in clause.predicates):
        return False
    return _is_stated(doc, clause, verbs[-1])


def _stands(cue: _Cue, sentence: Span) -> bool:
    """Whether a cue gives its role: not where its clause denies it, wishes it or tells its end."""
    if cue.role not in {ActorRole.PARTNER, ActorRole.IMPLEMENTER}:
        return True
    doc = sentence.doc
    clause = clause_of(clauses(sentence), cue.index)
    if cue.place == "subject" and any(
        token.lemma_lower in OTHERS for token in doc[clause.start : clause.end]
    ):
        return False
    return _is_stated(doc, clause, cue.index)


def _is_stated(doc: Doc, clause: Clause, index: int) -> bool:
    """Whether the part of a clause round a token states a deed that goes on or is done."""
    part = segment_of(segments(doc, clause), index)
    if part.force in {Force.DENIED, Force.FAILED, Force.WISH, Force.CANCELLED}:
        return False
    if part.force is Force.PLAN and feature(doc.words[part.index], "Mood") == "Cnd":
        return False
    verbs = {doc.words[i].lemma_lower for i in clause.predicates if part.start <= i < part.end}
    if verbs & (force_words()["invite"].keys() | force_words()["leave"].keys()):
        return False
    ended = (row for verb in verbs for row in status_words()["verb"].get(verb, ()))
    return not any(row["past"] == Status.DISCONTINUED for row in ended)


def _cues(sentence: Span, actors: Sequence[Located]) -> list[_Cue]:
    found = []
    for token in sentence:
        if not _may_cue(token.word) or any(actor.start <= token.i < actor.end for actor in actors):
            continue
        entry = _entry(token)
        if entry is not None:
            found.append(_Cue(token.i, entry[0], entry[1]))
    return found


@lru_cache(maxsize=CACHED_TYPES)
def _may_cue(word: Word) -> bool:
    """Whether a word type may tell a role at all."""
    lemma = word.lemma_lower
    return lemma in _cue_words() or lemma in {"hallinnoida", "rahoittaa"} or lemma.endswith(CUES)


def _entry(token: Token) -> tuple[ActorRole, str] | None:
    lemma, words = token.lemma_lower, _cue_words()
    if lemma == "hallinnoida" and token.lower_.startswith("hallinnoima"):
        lemma = "hallinnoima"
    if lemma == "rahoittaa" and token.lower_.startswith("rahoittama"):
        lemma = "rahoittama"
    opens = token.is_sent_start or token.nbor(-1).is_space
    if lemma in words and (words[lemma][0] is not ActorRole.CONTACT or opens):
        return words[lemma]
    for head in CUES:
        if lemma.endswith(head):
            return words[head]
    return None


def _listed(cue: _Cue, actors: Sequence[Located], low: int, high: int, sentence: Span) -> list[int]:
    """Actors that a cue such as "osatoteuttajina" lists: those after it, else those before it."""
    doc = sentence.doc
    after = [index for index, actor in enumerate(actors) if cue.index < actor.start < high]
    before = [index for index, actor in enumerate(actors) if low < actor.start and actor.end <= cue.index]
    adjacent = bool(before) and _is_subject(doc.words[cue.index], actors[before[-1]].end, sentence)
    if cue.place == "subject":
        return before[-1:] if adjacent else (after[:1] if doc.words[cue.index].finite else [])
    if adjacent:
        return before[-1:] if cue.role in SINGLE else before
    if after:
        return after[:1] if cue.role in SINGLE else _run(after, actors, sentence)
    return before[-1:] if cue.role in SINGLE else before


def _run(indices: list[int], actors: Sequence[Located], sentence: Span) -> list[int]:
    """The first of the actors that follow each other without a finite verb between."""
    run = indices[:1]
    for index in indices[1:]:
        if any(token.finite for token in sentence.doc[actors[run[-1]].end : actors[index].start]):
            break
        run.append(index)
    return run


def _is_subject(cue: Token, end: int, sentence: Span) -> bool:
    """Whether a name right before a cue is its subject: "X, joka myös hallinnoi", "X on hallinnoija"."""
    between = [token for token in sentence.doc[end : cue.i] if not token.is_punct]
    if cue.finite:
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
    if not chained and doc.words[cue.index].lemma_lower.endswith("yhteistyö"):
        chained = [
            i
            for i, actor in enumerate(actors)
            if actor.start == cue.index + 1
            or (actor.start == cue.index + 2 and doc.words[cue.index + 1].text == ":")
        ]
        if chained and cue.index == sentence.start:
            chained = list(range(chained[0], len(actors)))
    return chained


def _weak(cue: _Cue, actors: Sequence[Located], sentence: Span) -> list[int]:
    """Actors that take part: those after "mukana", else those that are its subject."""
    doc = sentence.doc
    after = [i for i, actor in enumerate(actors) if actor.start > cue.index]
    before = [i for i, actor in enumerate(actors) if actor.end <= cue.index]
    if doc.words[cue.index].lemma_ == "mukana":
        if before and actors[before[-1]].end == cue.index:
            return _chained(cue, actors, sentence)
        return after or before[-1:]
    return before or after
