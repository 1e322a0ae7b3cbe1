"""Indicators that a sentence speaks of without giving their value.

"Mittareiksi on valittu odotusaika ja hoitosuunnitelmien kattavuus" lists them; "rokotekattavuus ei
nouse" tells their change; "lastensuojeluilmoitukset: muutosta ei voida arvioida" that the value is
not known; "asiakaspalautetta kerätään" that they are gathered.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from sotenlp.extraction.clauses import is_predicate
from sotenlp.extraction.grammar import is_genitive, is_suspended
from sotenlp.extraction.indicator_spans import words_of
from sotenlp.extraction.noun_phrases import NounPhrase, phrase_of
from sotenlp.language.view import Doc, Span, Token
from sotenlp.language.words import CACHED_TYPES

MEASURES = frozenset({"mittari", "tunnusluku", "indikaattori", "seurantamittari", "seurantatieto"})
HEADS_FORM = frozenset({"Tra", "Ess"})
SUBJECT_CASES = frozenset({"Nom", "Par", ""})
LONGEST_LABEL = 10


def listed(sentence: Span) -> tuple[int, int] | None:
    """Where the items of "Mittareiksi on valittu …" and "Mittareina käytetään …" stand, or None."""
    doc = sentence.doc
    for token in doc[sentence.start : min(sentence.start + 4, sentence.end)]:
        if token.lemma_lower not in MEASURES or token.case not in HEADS_FORM:
            continue
        start = token.i + 1
        while start < sentence.end and (
            is_predicate(doc.words[start]) or doc.words[start].pos_ in {"AUX", "ADV"}
        ):
            start += 1
        if start == token.i + 1:
            return None
        end = sentence.end
        while end > start and doc.words[end - 1].is_punct and doc.words[end - 1].text != ")":
            end -= 1
        return None if any(other.finite for other in doc[start:end]) else (start, end)
    return None


def unvalued(sentence: Span) -> Iterator[NounPhrase]:
    """The noun phrases of indicators that a sentence speaks of without a value."""
    yield from _labels(sentence)
    for token in sentence:
        if not token.noun or is_suspended(token):
            continue
        if _is_changing(token, sentence) or _is_unknown(token, sentence) or _is_gathered(token, sentence):
            phrase = phrase_of(token, sentence)
            yield _without_loose(sentence.doc, phrase)


def is_measured(token: Token) -> bool:
    """Whether a noun is the head of something measured: "käyntimäärä", "odotusaika", "rokotekattavuus"."""
    return _is_measured(token.lemma_lower)


@lru_cache(maxsize=CACHED_TYPES)
def _is_measured(lemma: str) -> bool:
    return any(lemma.endswith(word) and lemma != word for word in words_of("measured_end")) or (
        lemma in words_of("measured")
    )


def _is_changing(token: Token, sentence: Span) -> bool:
    """Whether something measured changes, or does not: "määrä ei ole vähentynyt", "jaksot lisääntyivät"."""
    if token.case not in SUBJECT_CASES or not is_measured(token):
        return False
    verb = _predicate_after(token, sentence)
    return verb is not None and verb.lemma_ in words_of("trend")


def _predicate_after(token: Token, sentence: Span) -> Token | None:
    """The predicate right after a subject, past auxiliaries, negation and adverbs."""
    for after in sentence.doc[token.i + 1 : min(token.i + 6, sentence.end)]:
        if after.pos_ in {"AUX", "ADV"} or (after.pos_ == "VERB" and after.lemma_ in {"ei", "olla", "voida"}):
            continue
        return after if is_predicate(after) or after.pos_ == "VERB" else None
    return None


def _is_unknown(token: Token, sentence: Span) -> bool:
    """Whether it is told that a figure is not there: "määrää ei saada tilastoista"."""
    doc = sentence.doc
    after = doc[token.i + 1 : min(token.i + 7, sentence.end)]
    if not len(after):
        return False
    if after[0].lower_ in words_of("uncounted_yet"):
        return True
    known = is_measured(token) or token.case == "Ine"
    negated = after[0].lemma_ == "ei"
    if negated and known and any(other.lemma_lower in words_of("figure_word") for other in after):
        return True
    described = after[0].lemma_lower in {"kuvaava", "kuvata", "osoittava", "mittaava"}
    return described and any(other.lemma_lower in {"luku", "mittari", "indeksi"} for other in after)


def _is_gathered(token: Token, sentence: Span) -> bool:
    """Whether feedback or experience is gathered or told of: "palautetta kerätään", "palaute oli hyvää"."""
    lemma = token.lemma_lower
    if not lemma.endswith(("palaute", "kokemus", "tyytyväisyys")) or token.case not in SUBJECT_CASES:
        return False
    follows = sentence.doc.words[token.i + 1] if token.i + 1 < sentence.end else None
    if follows is None:
        return False
    gathered = follows.lemma_ in {"kerätä", "koota", "saada", "mitata", "kysyä", "seurata"}
    genitive = token.i > sentence.start and is_genitive(sentence.doc.words[token.i - 1])
    return gathered or (genitive and follows.lemma_ == "olla" and token.case == "Nom")


def _labels(sentence: Span) -> Iterator[NounPhrase]:
    """The label of a note that tells why there is no value: "Ohjauksen laatu: mittaria ei ole"."""
    doc, start = sentence.doc, sentence.start
    colon = next((token.i for token in sentence if token.text == ":"), None)
    if colon is None or colon - start > LONGEST_LABEL or any(t.finite for t in doc[start:colon]):
        return
    while start < colon and (doc.words[start].is_punct or doc.words[start].is_space):
        start += 1
    if start + 1 < colon and len(doc.words[start].text) == 1 and doc.words[start + 1].text in {")", "."}:
        start += 2
    rest = doc[colon + 1 : min(colon + 8, sentence.end)]
    words = {token.lemma_lower for token in rest}
    missing = any(token.negation or token.case == "Abe" for token in rest)
    told = words & words_of("figure_word") and (missing or "seuranta" in words)
    if start < colon and told and not any(token.pos_ == "NUM" for token in rest):
        yield NounPhrase(start, colon - 1, colon)


def _without_loose(doc: Doc, phrase: NounPhrase) -> NounPhrase:
    """A phrase without pronouns and connectives at its start."""
    start = phrase.start
    while start < phrase.head and (
        doc.words[start].pos_ in {"PRON", "DET", "ADV"} or doc.words[start].is_punct
    ):
        start += 1
    return NounPhrase(start, phrase.head, phrase.end, phrase.genitives, phrase.attributes)
