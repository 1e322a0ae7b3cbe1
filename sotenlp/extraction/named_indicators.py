"""Indicators that are named without a value: known scales, what is followed, items of a list of measures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from sotenlp.document import Section
from sotenlp.extraction.grammar import is_genitive, is_suspended
from sotenlp.extraction.indicator_spans import words_of
from sotenlp.extraction.naming import measure_name
from sotenlp.extraction.noun_phrases import NounPhrase, phrase_of
from sotenlp.extraction.quantity_units import word_uses
from sotenlp.extraction.tables import read_data
from sotenlp.extraction.unvalued_indicators import listed, unvalued
from sotenlp.language.view import Doc, Span, Token
from sotenlp.language.words import CACHED_TYPES, Word
from sotenlp.schema import SectionRole

LONGEST_ITEM = 10
SHORTEST_ITEM = 4
LISTING = frozenset({"mittari", "mittaaminen", "kriteeri", "tunnusluku", "mittaristo"})
INSTRUMENTS = frozenset({"mittari", "kysely", "testi", "asteikko", "indeksi", "pisteet", "piste", "lomake"})
SEPARATORS = frozenset({",", ";", "ja", "sekä", "\t"})

_INSTRUMENT = re.compile(
    r"[A-ZÅÄÖ][A-ZÅÄÖa-z0-9-]*[A-ZÅÄÖ0-9][A-Za-z0-9]*-(?:mittari|testi|indeksi|piste|pistemäärä|asteikko|luku)$"
)
"""A compound of a name in capitals and a word for a measure: "SDQ-pisteet"."""
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}[.)]|[-–•*▪])\s*$")


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator named in a sentence, as token indices.

    Attributes:
        start: First token.
        end: Token after the last one.
        name: Name in the nominative.
    """

    start: int
    end: int
    name: str


@cache
def _names() -> dict[str, tuple[str, bool]]:
    return {row["lemma"]: (row["name"], row["scope"] == "always") for row in read_data("indicator_names")}


def is_listing(section: Section | None) -> bool:
    """Whether a section lists what is measured: "Arvioinnin mittarit", "Muutoksen mittaaminen"."""
    if section is None or section.role is not SectionRole.MEASUREMENT:
        return False
    title = section.title.lower()
    return any(word in title for word in ("mittar", "mittaami", "kriteer", "tunnuslu"))


def extract_named(sentence: Span, section: Section | None) -> list[Named]:
    """The indicators that a sentence names without a value, in text order.

    Args:
        sentence: A sentence of a Doc that has lemmas.
        section: Its section, or None.
    """
    measuring = section is not None and section.role is SectionRole.MEASUREMENT
    found: list[Named] = []
    if is_listing(section):
        found += _items(sentence)
    found += _spoken_of(sentence)
    found += _known(sentence, measuring)
    found += _followed(sentence)
    found += _observed(sentence)
    found += _figures(sentence)
    if measuring:
        found += _assessed(sentence)
    chosen: list[Named] = []
    taken: set[int] = set()
    for named in found:
        if named.start < named.end and taken.isdisjoint(range(named.start, named.end)):
            chosen.append(named)
            taken.update(range(named.start, named.end))
    return sorted(chosen, key=lambda named: named.start)


def _spoken_of(sentence: Span) -> Iterator[Named]:
    """Indicators that are listed as measures or spoken of without their value."""
    place = listed(sentence)
    if place is not None:
        for low, high in _pieces(sentence.doc, *place):
            named = _item(sentence.doc, low, high)
            if named is not None:
                yield named
    for phrase in unvalued(sentence):
        yield _named(sentence.doc, phrase)


@lru_cache(maxsize=CACHED_TYPES)
def _entry(word: Word) -> tuple[str, bool] | None:
    """The name of a known indicator that a word type is, and whether it is one wherever it stands."""
    entry = _names().get(word.lemma_lower) or _names().get(word.lower_.partition(":")[0])
    return (word.lemma_, True) if entry is None and _INSTRUMENT.match(word.lemma_) else entry


def _known(sentence: Span, measuring: bool) -> Iterator[Named]:
    doc = sentence.doc
    for token in sentence:
        entry = _entry(token.word)
        if entry is None:
            continue
        name, always = entry
        if always and len(token.text) < 5 and not token.text[:1].isupper():
            continue
        listed = measuring and not any(other.finite for other in sentence)
        followed = token.i + 1 < sentence.end and doc.words[token.i + 1].lemma_lower in words_of("follow")
        if always or listed or followed:
            end = token.i + 1
            if end < sentence.end and doc.words[end].lemma_lower in INSTRUMENTS and token.text.isupper():
                end, name = end + 1, f"{name}-{doc.words[end].lemma_lower}"
            yield Named(token.i, end, name)


def _followed(sentence: Span) -> Iterator[Named]:
    """What stands in the genitive before "seuranta" or "mittaaminen"."""
    doc = sentence.doc
    for token in sentence:
        if token.lemma_lower not in words_of("follow") or token.i == sentence.start:
            continue
        before = doc.words[token.i - 1]
        if not before.noun or before.case != "Gen":
            continue
        phrase = phrase_of(before, sentence)
        if not _is_vague(phrase, doc):
            yield _named(doc, phrase)


def _is_vague(phrase: NounPhrase, doc: Doc) -> bool:
    head = doc.words[phrase.head].lemma_lower
    if head in word_uses()["period"]:
        return True
    return head in words_of("vague") or any(
        head.endswith(word) for word in ("hanke", "toiminta", "mittari", "suunnitelma")
    )


def _named(doc: Doc, phrase: NounPhrase) -> Named:
    name = measure_name(doc, phrase)
    if not name.isupper() and name[1:2].islower():
        name = name[:1].lower() + name[1:]
    return Named(phrase.start, phrase.end, name)


def _observed(sentence: Span) -> Iterator[Named]:
    """The objects of "seurata" and "mitata", coordinated ones too."""
    doc = sentence.doc
    for token in sentence:
        if token.lemma_ not in words_of("observe") or token.pos_ not in {"VERB", "AUX"} or token.case:
            continue
        if any(other.case == "Ela" for other in doc[max(sentence.start, token.i - 3) : token.i]):
            continue
        before = doc.words[token.i - 1] if token.i > sentence.start else None
        if before is not None and before.noun and before.case == "Par":
            phrase = phrase_of(before, sentence)
            if not _is_vague(phrase, doc):
                yield _named(doc, phrase)
                continue
        yield from _objects(token.i + 1, sentence)


def _objects(start: int, sentence: Span) -> Iterator[Named]:
    doc, index = sentence.doc, start
    while index < sentence.end:
        token = doc.words[index]
        if token.finite or token.text in {".", ":", "(", ";"}:
            return
        if token.noun and not is_suspended(token) and token.case == "Par":
            phrase = phrase_of(token, sentence)
            if phrase.start < start:
                return
            if not _is_vague(phrase, doc) and token.pos_ != "PROPN":
                yield _named(doc, phrase)
            index = phrase.end
            if index < sentence.end and doc.words[index].lower_ not in SEPARATORS:
                return
        index += 1


def _figures(sentence: Span) -> Iterator[Named]:
    """Figures that say themselves what they are: "palveluiden saatavuuden tunnusluvut"."""
    for token in sentence:
        if token.lemma_lower in words_of("figure"):
            phrase = phrase_of(token, sentence)
            if phrase.genitives:
                yield _named(sentence.doc, phrase)


def _assessed(sentence: Span) -> Iterator[Named]:
    """What an assessment is made of: "arviointia tehdään palvelujen käytöstä"."""
    doc = sentence.doc
    for token in sentence:
        if token.lemma_ not in {"arviointi", "mittaus"} or token.i + 1 >= sentence.end:
            continue
        if doc.words[token.i + 1].lemma_ not in {"tehdä", "toteuttaa"}:
            continue
        for index in range(token.i + 2, sentence.end):
            after = doc.words[index]
            if after.noun and not is_suspended(after) and after.case == "Ela":
                phrase = phrase_of(after, sentence)
                if not _is_vague(phrase, doc):
                    yield _named(doc, phrase)
            elif after.finite:
                break


def _items(sentence: Span) -> Iterator[Named]:
    """Items of a list of measures: a sentence without a verb, cut at commas; or what follows "ovat"."""
    doc, start, end = sentence.doc, sentence.start, sentence.end
    while start < end and (
        doc.words[start].is_space or doc.words[start].is_punct or _NUMBERED.match(doc.words[start].text)
    ):
        start += 1
    while end > start and (doc.words[end - 1].is_punct and doc.words[end - 1].text != ")"):
        end -= 1
    verbs = [token.i for token in doc[start:end] if token.finite]
    if len(verbs) == 1 and doc.words[verbs[0]].lemma_ == "olla" and _introduces(doc, start, verbs[0]):
        start = verbs[0] + 1
    elif verbs:
        return
    for low, high in _pieces(doc, start, end):
        named = _item(doc, low, high)
        if named is not None:
            yield named


def _introduces(doc: Doc, start: int, verb: int) -> bool:
    """Whether a list of measures begins after a verb: "Mittareina ovat", "Niitä ovat", "Seurannassa ovat"."""
    first = doc[start:verb]
    return len(first) <= 3 and any(
        token.lemma_lower in LISTING or token.lemma_lower in {"se", "seuranta", "ne"} for token in first
    )


def _pieces(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    low, depth = start, 0
    for index in range(start, end):
        token = doc.words[index]
        depth += token.text.count("(") - token.text.count(")")
        joint = (
            token.lower_ in SEPARATORS
            and not depth
            and not (index > start and is_suspended(doc.words[index - 1]))
        )
        if joint and (token.text in {",", ";"} or _new_item(doc, low, index, end)):
            yield low, index
            low = index + 1
    yield low, end


def _new_item(doc: Doc, low: int, joint: int, end: int) -> bool:
    """Whether a conjunction joins two items, not two attributes of one."""
    left = doc.words[joint - 1] if joint > low else None
    if left is None or joint + 1 >= end:
        return False
    return left.text == ")" or (left.noun and left.case in {"Nom", "", "Par"})


def _item(doc: Doc, low: int, high: int) -> Named | None:
    while low < high and (doc.words[low].is_punct or doc.words[low].is_space):
        low += 1
    while high > low and doc.words[high - 1].is_space:
        high -= 1
    if not low < high <= low + LONGEST_ITEM:
        return None
    nouns = [token for token in doc[low:high] if token.noun]
    if not nouns:
        return None
    head = next(
        (token for token in nouns if token.case in {"Nom", ""} and not is_suspended(token)),
        nouns[-1],
    )
    if is_genitive(head) or head.lemma_lower in words_of("target"):
        return None
    if len(doc[low:high].text.strip(".")) < SHORTEST_ITEM and not doc[low:high].text.isupper():
        return None
    name = doc[low:high].text
    return Named(low, high, name if name[:2].isupper() else name[:1].lower() + name[1:])


def context_name(token: Token) -> str | None:
    """The name of a known indicator that a token is, or None."""
    entry = _names().get(token.lemma_lower) or _names().get(token.lower_.partition(":")[0])
    return entry[0] if entry is not None and (entry[1] or len(token.text) > 4) else None
