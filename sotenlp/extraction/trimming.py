"""The words of a noun phrase that are part of a measure's name, without newness, stages and the project."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from sotenlp.extraction.grammar import is_participle
from sotenlp.extraction.naming import base_form
from sotenlp.extraction.noun_phrases import NounPhrase
from sotenlp.extraction.stages import status_words
from sotenlp.extraction.tables import read_data
from sotenlp.language.view import Doc, Token


@cache
def modifiers() -> dict[str, str]:
    """Kinds of words that are no part of a name, by lemma."""
    return {row["lemma"]: row["kind"] for row in read_data("measure_modifiers")}


def trim(doc: Doc, phrase: NounPhrase) -> NounPhrase:
    """A phrase without words at its left edge that are no part of a name ("uusi", "hankkeen")."""
    start = phrase.start
    for index in phrase.attributes:
        if is_participle(doc.words[index]) and modifiers().get(_participle_lemma(doc.words[index])) == "edge":
            start = index + 1
    while start < phrase.head and _drops(doc, start, phrase):
        start += 1
    return replace(
        phrase,
        start=start,
        genitives=tuple(i for i in phrase.genitives if i >= start),
        attributes=tuple(i for i in phrase.attributes if i >= start),
    )


def _drops(doc: Doc, index: int, phrase: NounPhrase) -> bool:
    token = doc.words[index]
    if phrase.named and not phrase.genitives and not phrase.attributes:
        return False
    lemma = token.lemma_lower
    kind = modifiers().get(_participle_lemma(token), "") or modifiers().get(lemma, "")
    if kind == "edge" or (kind == "genitive" and token.case == "Gen"):
        return True
    if token.pos_ in {"CCONJ", "PUNCT", "SPACE"}:
        return True
    if token.pos_ in {"PRON", "DET"}:
        return token.text.islower() or token.is_sent_start is True
    if token.pos_ == "NUM":
        return token.text.isdigit() or token.case == "Nom"
    if token.pos_ == "ADV":
        return not any(is_participle(other) for other in doc[index + 1 : phrase.head])
    if is_participle(token):
        status = lemma in status_words()["verb"] and index not in _lasting(doc, phrase)
        return status or token.part_form == "Agt"
    return False


def _participle_lemma(token: Token) -> str:
    """The base form of a participle as an adjective ("kuvattuja" -> "kuvattu"), of other words the lemma."""
    if token.verb_form != "Part":
        return token.lemma_lower
    return (base_form(token) or token.lemma_).lower()


def _lasting(doc: Doc, phrase: NounPhrase) -> set[int]:
    """Active present participles of the phrase: they say what kind of thing it is."""
    return {i for i in phrase.attributes if doc.words[i].part_form == "Pres" and doc.words[i].voice == "Act"}
