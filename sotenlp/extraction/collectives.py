"""Collectives of organisations as actors: "alueen kunnat", "järjestöt", "kolmannen sektorin toimijat"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from sotenlp.extraction.actor_contexts import acts, beside
from sotenlp.extraction.actor_phrases import Phrase, phrase_name
from sotenlp.extraction.actor_words import words_of
from sotenlp.extraction.grammar import agrees, is_genitive, is_suspended
from sotenlp.extraction.noun_phrases import phrase_of
from sotenlp.extraction.tables import read_data
from sotenlp.language.view import Doc, Span, Token
from sotenlp.language.words import CACHED_TYPES, Word
from sotenlp.schema import ActorType

COORDINATORS = frozenset({"ja", "sekä", "tai", "eli", ",", "/"})
SERVICE = "palvelu"
HEADS = frozenset({"toimija", "taho", "sektori", "järjestäjä", "sote"})
"""Words that are collectives beside certain other words."""
NO_UNITS = ("prosenttiyksikkö", "mittayksikkö", "aikayksikkö", "työyksikkö")


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    type: ActorType
    rule: str


@cache
def _collectives() -> dict[str, tuple[_Entry, ...]]:
    """Entries by lemma: a word may be a collective in the plural and one who acts in the singular."""
    entries: dict[str, list[_Entry]] = {}
    for row in read_data("actor_collectives"):
        entry = _Entry(row["name"], ActorType(row["type"]), row["rule"])
        entries.setdefault(row["lemma"].lower(), []).append(entry)
    return {lemma: tuple(found) for lemma, found in entries.items()}


@cache
def _tails() -> tuple[str, ...]:
    """Lemmas whose compounds are collectives, too, the longest first."""
    tails = {
        lemma
        for lemma, found in _collectives().items()
        if any(e.rule in {"tail", "acting", "compound"} for e in found)
    }
    return tuple(sorted(tails, key=lambda lemma: -len(lemma)))


def extract_collectives(sentence: Span, places: frozenset[int] = frozenset()) -> Iterator[Phrase]:
    """Yield the collectives of a sentence, and services that stand for those who act, in text order.

    Args:
        sentence: A sentence of a Doc that has lemmas.
        places: First and last tokens of the sentence's other actors.
    """
    for token in sentence:
        if token.noun and _may_collect(token.word) and not is_suspended(token):
            yield from _collective(token, sentence, places)


@lru_cache(maxsize=CACHED_TYPES)
def _may_collect(word: Word) -> bool:
    """Whether a word type may be a collective at all."""
    lemma = word.lemma_lower
    return lemma in HEADS or lemma in _collectives() or lemma.endswith(_tails())


def _collective(token: Token, sentence: Span, places: frozenset[int]) -> Iterator[Phrase]:
    """A collective of organisations: "alueen kunnat", "järjestöjen", "11 kuntaa"."""
    doc, lemma = token.doc, token.lemma_lower
    if lemma in {"toimija", "taho"} and token.i > sentence.start:
        before = doc.words[token.i - 1]
        if before.lemma_lower == "sektori":
            start = _sector_start(token, sentence)
            yield Phrase(start, token.i + 1, phrase_name(doc, start, token.i), ActorType.NGO, True)
            return
        if token.number == "Plur" and _is_place(before):
            start = _sector_start(token, sentence)
            yield Phrase(start, token.i + 1, phrase_name(doc, start, token.i), ActorType.OTHER, True)
            return
    if lemma == "sektori" and _is_third(token, sentence):
        yield Phrase(token.i - 1, token.i + 1, "kolmas sektori", ActorType.NGO, True)
        return
    if lemma == "järjestäjä" and token.number == "Plur" and phrase_of(token, sentence).genitives:
        start = phrase_of(token, sentence).start
        yield Phrase(start, token.i + 1, phrase_name(doc, start, token.i), ActorType.OTHER, True)
        return
    if lemma == "sote" and _joins_collective(token, sentence):
        yield Phrase(token.i, token.i + 1, "sote", ActorType.OTHER, True)
        return
    for entry in _entries(token):
        phrase = _phrase(token, sentence, entry, places)
        if phrase is not None:
            yield phrase
            return


def _phrase(token: Token, sentence: Span, entry: _Entry, places: frozenset[int]) -> Phrase | None:
    """A collective by the rule of its entry, or None where the word is none here."""
    doc, lemma = token.doc, token.lemma_lower
    case, plural = token.case, token.number == "Plur"
    if lemma == "terveyskeskus" and token.i > sentence.start and doc.words[token.i - 1].lower_ == "ja":
        return None
    if case in {"Ess", "Tra", "Ins"} or (lemma in words_of("cue") and case in {"Nom", "Par"}):
        return None
    if entry.rule in {"acting", "sole"}:
        return _acting(token, sentence, entry, places) if plural or not lemma.endswith(SERVICE) else None
    if not plural:
        if entry.rule == "always":
            return Phrase(token.i, token.i + 1, lemma, entry.type, entry.name != lemma)
        first = _genitive_start(token, sentence)
        counted = first > sentence.start and _counts(doc.words[first - 1])
        towns_or_units = entry.rule in {"tail", "compound"} or entry.type in {
            ActorType.MUNICIPALITY,
            ActorType.UNIT,
        }
        if not counted or not towns_or_units:
            acting = entry.rule == "tail" and not counted
            single = replace(entry, name=lemma)
            return _acting(token, sentence, single, places) if acting else None
        if entry.type is not ActorType.MUNICIPALITY:
            return Phrase(first, token.i + 1, entry.name, entry.type, True)
        first -= 1
        while first > sentence.start and _is_place(doc.words[first - 1]):
            first -= 1
        return Phrase(first, token.i + 1, entry.name, entry.type, True)
    start = _collective_start(token, sentence)
    full = entry.name if start == token.i else f"{_attributes(doc, start, token)} {entry.name}"
    return Phrase(start, token.i + 1, full, entry.type, True)


def _acting(token: Token, sentence: Span, entry: _Entry, places: frozenset[int]) -> Phrase | None:
    """A unit or service as one who acts, or None where it is only spoken of."""
    doc = token.doc
    if not (acts(token, sentence) or beside(token.i, token.i + 1, places, sentence)):
        return None
    start = _genitive_start(token, sentence)
    bare = token.lemma_lower == SERVICE and start == token.i
    shares = _shares(doc, start, sentence)
    if bare or (shares and entry.type is not ActorType.AGENCY):
        return None
    start -= 2 * shares
    plural = token.number == "Plur"
    return Phrase(start, token.i + 1, phrase_name(doc, start, token.i), entry.type, plural)


def _genitive_start(token: Token, sentence: Span) -> int:
    """First of the genitives right before a token: "geriatrian poliklinikka", "kuntien liikuntatoimi"."""
    start = token.i
    while start > sentence.start and _is_attribute(token.doc.words[start - 1], token):
        start -= 1
    return start


def _is_attribute(before: Token, head: Token) -> bool:
    """Whether a genitive or an adjective ("etsivä nuorisotyö") right before a noun belongs to it."""
    if before.lemma_lower in words_of("loose") or before.pos_ in {"PRON", "NUM", "DET"}:
        return False
    return is_genitive(before) or (before.i == head.i - 1 and agrees(before, head))


def _shares(doc: Doc, start: int, sentence: Span) -> bool:
    """Whether a suspended compound before a conjunction shares the word: "sosiaali- ja terveyspalvelut"."""
    return (
        start - 2 >= sentence.start
        and doc.words[start - 1].lower_ == "ja"
        and is_suspended(doc.words[start - 2])
    )


def _counts(token: Token) -> bool:
    """Whether a token is a cardinal other than one: "11 kuntaa", "kuuteen neuvolaan"."""
    if token.pos_ != "NUM" and not token.text.isdigit():
        return False
    return token.lemma_lower not in {"yksi", "1"}


def _is_third(token: Token, sentence: Span) -> bool:
    """Whether "sektori" is the third one, without "toimija" after it."""
    if token.i == sentence.start:
        return False
    before = token.doc.words[token.i - 1]
    third = before.lemma_lower in {"kolmas", "3."} or before.lower_ in {"kolmas", "kolmannen", "3."}
    after = token.doc.words[token.i + 1] if token.i + 1 < sentence.end else None
    return third and (after is None or not after.noun or after.lemma_lower not in {"toimija", "taho"})


def _joins_collective(token: Token, sentence: Span) -> bool:
    """Whether "sote" stands beside a collective: "soten, kuntien ja järjestöjen yhteistyö"."""
    after = token.doc[token.i + 1 : min(token.i + 3, sentence.end)]
    return len(after) == 2 and after[0].lower_ in COORDINATORS and after[1].lemma_lower in _collectives()


def _entries(token: Token) -> tuple[_Entry, ...]:
    lemma = token.lemma_lower
    if lemma in _collectives():
        return tuple(entry for entry in _collectives()[lemma] if entry.rule != "compound")
    if token.text[:1].isupper() and not token.is_sent_start:
        return ()
    if not lemma.endswith(_tails()):
        return ()
    for head in _tails():
        if lemma.endswith(head) and len(token.compound) > 1 and not lemma.endswith(NO_UNITS):
            first = lemma[: -len(head)]
            return tuple(
                replace(entry, name=first + entry.name)
                for entry in _collectives()[head]
                if entry.rule in {"tail", "acting", "compound"}
            )
    return ()


def _sector_start(token: Token, sentence: Span) -> int:
    doc, start = token.doc, token.i - 1
    while start > sentence.start and (
        doc.words[start - 1].pos_ in {"NUM", "ADJ"}
        or doc.words[start - 1].text[:1].isdigit()
        or _is_place(doc.words[start - 1])
    ):
        start -= 1
    return start


def _is_place(token: Token) -> bool:
    return is_genitive(token) and (
        token.pos_ == "PROPN" or token.lemma_lower in {"alue", "maakunta", "seutu"}
    )


def _collective_start(token: Token, sentence: Span) -> int:
    """First token of a collective: its genitives and adjectives, without "muut", "eri", "kaikki"."""
    doc = token.doc
    start = phrase_of(token, sentence).start
    for index in range(token.i - 1, start - 1, -1):
        before = doc.words[index]
        if (
            before.lemma_lower in words_of("loose")
            or before.pos_ in {"PRON", "DET", "ADV", "CCONJ", "VERB"}
            or before.is_punct
        ):
            return (
                index + 1 if not _is_shared(doc, index, start) else _before_shared(doc, index, start, token)
            )
    return start


def _is_shared(doc: Doc, index: int, start: int) -> bool:
    return doc.words[index].lower_ in {"ja", "sekä"} and index > start and is_suspended(doc.words[index - 1])


def _before_shared(doc: Doc, index: int, start: int, token: Token) -> int:
    """First token where a suspended compound stands before the conjunction ("hoito- ja palveluketjut")."""
    first = index - 1
    while first > start and (agrees(doc.words[first - 1], token) or is_genitive(doc.words[first - 1])):
        if doc.words[first - 1].lemma_lower in words_of("loose"):
            break
        first -= 1
    return first


def _attributes(doc: Doc, start: int, token: Token) -> str:
    return " ".join(phrase_name(doc, start, token.i).split()[:-1]) or doc[start : token.i].text
