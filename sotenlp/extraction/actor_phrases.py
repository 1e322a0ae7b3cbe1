"""Phrases that name an actor by their form: a name with the head of an organisation.

"Kainuun hyvinvointialue", "Lapin Omaishoitajat ry", "Saimaan Eläkkeensaajat", "Kylätalo-hanke".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from sotenlp.extraction.grammar import feature, is_finite, is_genitive, is_noun, is_suspended
from sotenlp.extraction.naming import measure_name
from sotenlp.extraction.noun_phrases import NounPhrase, phrase_of
from sotenlp.extraction.organisations import is_municipality_name
from sotenlp.extraction.tables import read_data
from sotenlp.schema import ActorType

LONGEST_NAME = 8
AREA_REACH = 8
COORDINATORS = frozenset({"ja", "sekä", "tai", "eli", ",", "/"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that names an actor, as token indices.

    Attributes:
        start: First token.
        end: Token after the last one.
        name: Name in the nominative.
        type: Type of the actor.
        generic: Whether it is a collective.
    """

    start: int
    end: int
    name: str
    type: ActorType
    generic: bool = False


@cache
def words_of(use: str) -> frozenset[str]:
    """The words of one use in ``actor_words.csv``."""
    return frozenset(row["word"] for row in read_data("actor_words") if row["use"] == use)


@cache
def _heads() -> tuple[tuple[str, ActorType, str], ...]:
    rows = [(row["head"].lower(), ActorType(row["type"]), row["rule"]) for row in read_data("actor_heads")]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def extract_phrases(sentence: Span) -> Iterator[Phrase]:
    """Yield the phrases of a sentence that name organisations, units and projects; they may overlap."""
    for token in sentence:
        if token.lower_ in words_of("association") | words_of("company"):
            yield from _registered(token, sentence)
        if not is_noun(token) or is_suspended(token):
            continue
        yield from _headed(token, sentence)
        yield from _members(token, sentence)


def _is_capital(token: Token, sentence: Span) -> bool:
    """Whether a token has a capital that no sentence beginning explains."""
    if not token.text[:1].isupper():
        return False
    return token.i > sentence.start or token.pos_ == "PROPN" or is_municipality_name(token)


def _headed(token: Token, sentence: Span) -> Iterator[Phrase]:
    lemma = token.lemma_.lower().lstrip("-–")
    for head, actor_type, rule in _heads():
        if not lemma.endswith(head):
            continue
        start = _start_of(token, sentence, head, rule)
        if start is not None:
            place = token.doc[start]
            if head == "liitto" and len(lemma) == len(head):
                actor_type = (
                    ActorType.REGIONAL_COUNCIL
                    if token.i - start == 1 and place.pos_ == "PROPN"
                    else actor_type
                )
            yield Phrase(start, token.i + 1, phrase_name(token.doc, start, token.i), actor_type)
        return


def _start_of(token: Token, sentence: Span, head: str, rule: str) -> int | None:
    """First token of a phrase whose head is an organisation's, or None where it is no actor."""
    doc, lemma = token.doc, token.lemma_.lower().lstrip("-–")
    phrase = phrase_of(token, sentence)
    if rule == "any":
        return _named_start(phrase, sentence) or token.i
    if rule == "compound":
        return (
            (_named_start(phrase, sentence) or phrase.start)
            if len(lemma) > len(head) or phrase.start < token.i
            else None
        )
    if feature(token, "Number") == "Plur":
        return None
    if rule == "genitive":
        return phrase.start if phrase.genitives else None
    if rule == "scoped":
        named = any(doc[i].lemma_.lower() in words_of("scope") for i in range(phrase.start, token.i))
        return phrase.start if named else None
    if rule == "project":
        return _project_start(token, phrase, sentence)
    joined = "-" in token.text.strip("-–") and token.text[:1].isupper() and len(lemma) > len(head) + 1
    start = _named_start(phrase, sentence)
    return start if start is not None else (token.i if joined else None)


def _named_start(phrase: NounPhrase, sentence: Span) -> int | None:
    """First token of a phrase from its first name on, None where no name belongs to it."""
    doc = sentence.doc
    for index in range(phrase.start, phrase.head):
        token = doc[index]
        if (
            _is_capital(token, sentence)
            and token.pos_ != "VERB"
            and (is_genitive(token) or token.pos_ in {"PROPN", "NOUN", "ADJ"})
        ):
            return index
    return None


def _project_start(token: Token, phrase: NounPhrase, sentence: Span) -> int | None:
    """A project by its name: "Työkyky-hanke", "Tulevaisuuden sote-keskus -hanke"."""
    text = token.text
    if text[0] in "-–":
        return phrase.start if phrase.named else _named_start(phrase, sentence)
    if "-" in text and text[:1].isupper():
        return token.i if len(text.partition("-")[0]) > 1 else None
    return None


def phrase_name(doc: Doc, start: int, head: int) -> str:
    """Name of a phrase in the nominative singular or plural, as its head has it."""
    return measure_name(doc, NounPhrase(start, head, head + 1))


def _registered(token: Token, sentence: Span) -> Iterator[Phrase]:
    """An association or company that its legal form ends: "Lapin Omaishoitajat ry"."""
    doc, start = token.doc, token.i
    company = token.lower_ in words_of("company")
    for index in range(token.i - 1, max(sentence.start, token.i - LONGEST_NAME) - 1, -1):
        before = doc[index]
        if before.is_punct and not is_suspended(before) and before.text not in {"-", "–"}:
            break
        if (
            before.pos_ in {"AUX", "CCONJ", "SCONJ", "ADV", "NUM"}
            and not before.text[:1].isupper()
            and before.lower_ != "ja"
        ):
            break
        if before.text.islower() and is_finite(before):
            break
        if before.text[:1].isupper() and before.pos_ not in {"ADV", "SCONJ"}:
            start = index
    if start < token.i:
        name = doc[start : token.i + 1].text
        yield Phrase(start, token.i + 1, name, ActorType.COMPANY if company else ActorType.NGO)


def _members(token: Token, sentence: Span) -> Iterator[Phrase]:
    """An association named by its members: "Saimaan Omaishoitajat", "Päijät-Hämeen Omaishoitajien"."""
    if not token.text[:1].isupper() or token.i == sentence.start or feature(token, "Number") != "Plur":
        return
    before = token.doc[token.i - 1]
    if token.lemma_.lower() in words_of("members") and before.text[:1].isupper() and is_genitive(before):
        yield Phrase(before.i, token.i + 1, phrase_name(token.doc, before.i, token.i), ActorType.NGO)
