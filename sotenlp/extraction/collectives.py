"""Collectives of organisations as actors: "alueen kunnat", "järjestöt", "kolmannen sektorin toimijat"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Span, Token

from sotenlp.extraction.actor_phrases import Phrase, phrase_name, words_of
from sotenlp.extraction.grammar import agrees, feature, is_genitive, is_noun, is_suspended
from sotenlp.extraction.noun_phrases import phrase_of
from sotenlp.extraction.tables import read_data
from sotenlp.schema import ActorType

COORDINATORS = frozenset({"ja", "sekä", "tai", "eli", ",", "/"})


@cache
def _collectives() -> dict[str, tuple[str, ActorType]]:
    return {
        row["lemma"].lower(): (row["name"], ActorType(row["type"])) for row in read_data("actor_collectives")
    }


def extract_collectives(sentence: Span) -> Iterator[Phrase]:
    """Yield the collectives of a sentence, in text order."""
    for token in sentence:
        if is_noun(token) and not is_suspended(token):
            yield from _collective(token, sentence)


def _collective(token: Token, sentence: Span) -> Iterator[Phrase]:
    """A collective of organisations: "alueen kunnat", "järjestöjen", "11 kuntaa"."""
    doc, lemma = token.doc, token.lemma_.lower()
    if (
        lemma in {"toimija", "taho"}
        and token.i > sentence.start
        and doc[token.i - 1].lemma_.lower() == "sektori"
    ):
        start = _sector_start(token, sentence)
        yield Phrase(start, token.i + 1, phrase_name(doc, start, token.i), ActorType.NGO, True)
        return
    if lemma == "järjestäjä" and feature(token, "Number") == "Plur" and phrase_of(token, sentence).genitives:
        start = phrase_of(token, sentence).start
        yield Phrase(start, token.i + 1, phrase_name(doc, start, token.i), ActorType.OTHER, True)
        return
    if lemma == "sote" and _joins_collective(token, sentence):
        yield Phrase(token.i, token.i + 1, "sote", ActorType.OTHER, True)
        return
    entry = _entry(token)
    if entry is None:
        return
    name, actor_type = entry
    if lemma == "terveyskeskus" and token.i > sentence.start and doc[token.i - 1].lower_ == "ja":
        return
    if feature(token, "Case") in {"Ess", "Tra"} or (
        lemma in words_of("cue") and feature(token, "Case") in {"Nom", "Par"}
    ):
        return
    if lemma in words_of("place") and feature(token, "Case") in {"Ade", "Ine"}:
        return
    plural = feature(token, "Number") == "Plur"
    if not plural:
        counted = (
            lemma in {"kunta", "kaupunki"} and token.i > sentence.start and doc[token.i - 1].pos_ == "NUM"
        )
        if counted:
            yield Phrase(token.i - 1, token.i + 1, name, actor_type, True)
        elif lemma == "seurakunta":
            yield Phrase(token.i, token.i + 1, "seurakunta", actor_type, True)
        return
    start = _collective_start(token, sentence)
    full = name if start == token.i else f"{_attributes(doc, start, token)} {name}"
    yield Phrase(start, token.i + 1, full, actor_type, True)


def _joins_collective(token: Token, sentence: Span) -> bool:
    """Whether "sote" stands beside a collective: "soten, kuntien ja järjestöjen yhteistyö"."""
    after = token.doc[token.i + 1 : min(token.i + 3, sentence.end)]
    return len(after) == 2 and after[0].lower_ in COORDINATORS and after[1].lemma_.lower() in _collectives()


def _entry(token: Token) -> tuple[str, ActorType] | None:
    lemma = token.lemma_.lower()
    entry = _collectives().get(lemma)
    if entry is not None:
        return entry
    for head in ("järjestö", "yhdistys", "yritys", "oppilaitos"):
        if lemma.endswith(head) and len(token._.compound) > 1 and not token.text[:1].isupper():
            name, actor_type = _collectives()[head]
            return lemma[: -len(head)] + name, actor_type
    return None


def _sector_start(token: Token, sentence: Span) -> int:
    doc, start = token.doc, token.i - 1
    while start > sentence.start and (
        doc[start - 1].pos_ in {"NUM", "ADJ"}
        or doc[start - 1].text[:1].isdigit()
        or _is_place(doc[start - 1])
    ):
        start -= 1
    return start


def _is_place(token: Token) -> bool:
    return is_genitive(token) and (
        token.pos_ == "PROPN" or token.lemma_.lower() in {"alue", "maakunta", "seutu"}
    )


def _collective_start(token: Token, sentence: Span) -> int:
    """First token of a collective: its genitives and adjectives, without "muut", "eri", "kaikki"."""
    doc = token.doc
    start = phrase_of(token, sentence).start
    for index in range(token.i - 1, start - 1, -1):
        before = doc[index]
        if (
            before.lemma_.lower() in words_of("loose")
            or before.pos_ in {"PRON", "DET", "ADV", "CCONJ"}
            or before.is_punct
        ):
            return (
                index + 1 if not _is_shared(doc, index, start) else _before_shared(doc, index, start, token)
            )
    return start


def _is_shared(doc: Doc, index: int, start: int) -> bool:
    return doc[index].lower_ in {"ja", "sekä"} and index > start and is_suspended(doc[index - 1])


def _before_shared(doc: Doc, index: int, start: int, token: Token) -> int:
    """First token where a suspended compound stands before the conjunction ("hoito- ja palveluketjut")."""
    first = index - 1
    while first > start and (agrees(doc[first - 1], token) or is_genitive(doc[first - 1])):
        if doc[first - 1].lemma_.lower() in words_of("loose"):
            break
        first -= 1
    return first


def _attributes(doc: Doc, start: int, token: Token) -> str:
    return " ".join(phrase_name(doc, start, token.i).split()[:-1]) or doc[start : token.i].text
