"""Parts of organisations: "SPR:n Porvoon osasto", "Kotkan kaupungin työllisyyspalvelut", "HUS Apteekki"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from sotenlp.extraction.actor_contexts import is_companion, is_name_genitive, is_subject
from sotenlp.extraction.actor_phrases import Phrase, head_rows, phrase_name
from sotenlp.extraction.actor_words import common_lemma, words_of
from sotenlp.extraction.grammar import HYPHENS, agrees, is_genitive, is_suspended
from sotenlp.extraction.organisations import is_municipality_name
from sotenlp.language.view import Span, Token
from sotenlp.schema import ActorType

LONGEST_PART = 6
PART_TYPES = frozenset(
    {
        ActorType.UNIT,
        ActorType.NGO,
        ActorType.EDUCATION,
        ActorType.AGENCY,
        ActorType.NETWORK,
        ActorType.PARISH,
    }
)
BEARERS = frozenset({ActorType.NGO, ActorType.PARISH, ActorType.COMPANY, ActorType.EDUCATION})
"""Types of organisations whose parts are of their own type."""
SERVICE = "palvelu"
PLAIN = frozenset(
    {
        "kotihoito",
        "varhaiskasvatus",
        "kotisairaala",
        "sosiaalityö",
        "aikuissosiaalityö",
        "perhetyö",
        "asiakasohjaus",
    }
)
"""Heads that name a part right after its organisation: "Pihlajaveden kunnan kotihoito"."""


@cache
def _heads() -> tuple[tuple[str, ActorType, str], ...]:
    return tuple(row for row in head_rows() if row[1] in PART_TYPES)


def extract_parts(sentence: Span, owners: Sequence[Phrase]) -> Iterator[Phrase]:
    """Yield the parts that organisations in the genitive or before a capitalised name have.

    Args:
        sentence: A sentence of a Doc that has lemmas.
        owners: Organisations found in it; collectives own only what directly follows them.
    """
    doc = sentence.doc
    for owner in owners:
        if owner.end >= sentence.end:
            continue
        last, after = doc.words[owner.end - 1], doc.words[owner.end]
        if not owner.generic and _is_division(owner, last, after):
            name = f"{doc[owner.start : owner.end].text} {after.lemma_}"
            yield Phrase(owner.start, owner.end + 1, name, ActorType.UNIT)
        elif is_name_genitive(last):
            part = _part(owner, sentence)
            if part is not None:
                yield part


def _is_division(owner: Phrase, last: Token, after: Token) -> bool:
    """Whether a capitalised noun right after an acronym or hospital names a part of it: "HUS Psykiatria"."""
    short = last.text.isupper() and len(last.text) > 1
    hospital = owner.type is ActorType.UNIT and owner.end - owner.start == 1 and not is_genitive(last)
    return (
        (short or hospital)
        and ":" not in last.text
        and after.text[:1].isupper()
        and after.text[1:].islower()
        and after.pos_ in {"NOUN", "PROPN", "ADJ"}
        and (hospital or not is_municipality_name(after))
        and len(after.text) > 3
    )


def _part(owner: Phrase, sentence: Span) -> Phrase | None:
    doc = sentence.doc
    for index in range(owner.end, min(owner.end + LONGEST_PART, sentence.end)):
        token = doc.words[index]
        inner = is_genitive(token) and _goes_on(token, sentence)
        if token.noun and not is_suspended(token) and not inner:
            entry = _entry(token, owner, sentence)
            if entry is None or (index + 1 < sentence.end and doc.words[index + 1].text[0] in HYPHENS):
                return None
            if entry is ActorType.UNIT and owner.type in BEARERS:
                entry = owner.type
            name = f"{owner.name if owner.generic else doc[owner.start : owner.end].text} "
            rest = phrase_name(doc, owner.end, index)
            return Phrase(owner.start, index + 1, name + rest, entry, owner.generic)
        if token.lemma_lower in words_of("made"):
            return None
        linked = token.lower_ in {"ja", "sekä"} or token.text == ","
        if token.finite or (linked and not _links(doc.words[index - 1], owner, index)):
            return None
        if not (linked or is_genitive(token) or is_suspended(token) or token.pos_ == "ADJ"):
            return None
        if owner.generic and index > owner.end:
            return None
    return None


def _links(before: Token, owner: Phrase, index: int) -> bool:
    return index > owner.end and (is_suspended(before) or is_genitive(before))


def _goes_on(token: Token, sentence: Span) -> bool:
    """Whether a genitive is followed by a noun it may belong to, so that it is no head yet."""
    lemma = common_lemma(token.word)
    if token.i + 1 >= sentence.end:
        return False
    after = sentence.doc.words[token.i + 1]
    heads = any(lemma.endswith(head) and rule != "owned" for head, _, rule in _heads())
    if heads and not (after.noun and _is_head(after)):
        return False
    continued = after.noun and _is_head(after) and not agrees(token, after)
    return continued and not is_companion(token, sentence)


def _is_head(token: Token) -> bool:
    lemma = common_lemma(token.word)
    return lemma.endswith(tuple(head for head, _, _ in _heads()))


def _entry(token: Token, owner: Phrase, sentence: Span) -> ActorType | None:
    lemma = common_lemma(token.word)
    for head, actor_type, rule in _heads():
        if not lemma.endswith(head):
            continue
        if rule == "scoped" or (rule == "place" and lemma != head):
            return None
        if rule in {"project", "any"}:
            return actor_type
        plural = token.number == "Plur"
        if lemma == head and token.i == owner.end and rule in {"owned", "place"} and head not in PLAIN:
            return None
        if head == SERVICE:
            return (
                actor_type if plural and not owner.generic and _stands_for_people(token, sentence) else None
            )
        if plural and token.i > owner.end and rule != "owned" and not owner.generic:
            return actor_type
        if rule == "owned" and not _stands_for_people(token, sentence):
            return None
        return None if plural else actor_type
    return None


def _stands_for_people(token: Token, sentence: Span) -> bool:
    """Whether a service or task is spoken of as those who do it: in lists, with "kanssa", as a subject."""
    case = token.case
    if case == "Nom":
        after = sentence.doc.words[token.i + 1] if token.i + 1 < sentence.end else None
        return after is None or not after.finite or is_subject(token, sentence)
    return case == "Gen" and is_companion(token, sentence)
