"""Phrases that name an actor by their form: a name with the head of an organisation, a collective.

"Riihimäen seudun terveyskeskuksen kuntayhtymä", "Lapin Omaishoitajat ry", "Työkyky-hanke",
"Järvenpään ja Hyvinkään kaupungit", "alueen kunnat", "kolmannen sektorin toimijat".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from sotenlp.extraction.naming import measure_name
from sotenlp.extraction.noun_phrases import NounPhrase, agrees, feature, is_genitive, is_noun, is_suspended, phrase_of
from sotenlp.extraction.organisations import Municipality, is_municipality_name, municipality_of
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


@cache
def _collectives() -> dict[str, tuple[str, ActorType]]:
    return {row["lemma"].lower(): (row["name"], ActorType(row["type"])) for row in read_data("actor_collectives")}


def extract_phrases(sentence: Span) -> Iterator[Phrase]:
    """Yield the phrases of a sentence that name actors; they may overlap."""
    yield from _municipal(sentence)
    for token in sentence:
        if token.lower_ in words_of("association") | words_of("company"):
            yield from _registered(token, sentence)
        if not is_noun(token) or is_suspended(token):
            continue
        yield from _headed(token, sentence)
        yield from _members(token, sentence)
        yield from _collective(token, sentence)


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
                actor_type = ActorType.REGIONAL_COUNCIL if token.i - start == 1 and place.pos_ == "PROPN" else actor_type
            yield Phrase(start, token.i + 1, phrase_name(token.doc, start, token.i), actor_type)
        return


def _start_of(token: Token, sentence: Span, head: str, rule: str) -> int | None:
    """First token of a phrase whose head is an organisation's, or None where it is no actor."""
    doc, lemma = token.doc, token.lemma_.lower().lstrip("-–")
    phrase = phrase_of(token, sentence)
    if rule == "any":
        return _named_start(phrase, sentence) or token.i
    if rule == "compound":
        return (_named_start(phrase, sentence) or phrase.start) if len(lemma) > len(head) or phrase.start < token.i else None
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
    named = _named_start(phrase, sentence)
    return named if named is not None else (token.i if joined else None)


def _named_start(phrase: NounPhrase, sentence: Span) -> int | None:
    """First token of a phrase from its first name on, None where no name belongs to it."""
    doc = sentence.doc
    for index in range(phrase.start, phrase.head):
        token = doc[index]
        if _is_capital(token, sentence) and not token.pos_ == "VERB" and (is_genitive(token) or token.pos_ in {"PROPN", "NOUN", "ADJ"}):
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
        if before.pos_ in {"AUX", "CCONJ", "SCONJ", "ADV", "NUM"} and not before.text[:1].isupper() and before.lower_ != "ja":
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


def _municipal(sentence: Span) -> Iterator[Phrase]:
    """Municipalities: "Hattulan kunta", "Lahden ja Heinolan kaupungit", lists of bare names, names that act."""
    doc, index = sentence.doc, sentence.start
    while index < sentence.end:
        run = _name_run(doc, index, sentence.end)
        if not run:
            index += 1
            continue
        end = run[-1][0] + 1
        head = doc[end] if end < sentence.end else None
        genitive = doc[run[-1][0]].lower_ == run[-1][1].genitive.lower()
        if genitive and head is not None and head.lemma_.lower() in {"kunta", "kaupunki"}:
            if len(run) == 1 or feature(head, "Number") != "Plur":
                run, first = run[-1:], run[-1][0]
                yield Phrase(first, end + 1, _full_name(run[0][1], head), ActorType.MUNICIPALITY)
            else:
                for place, municipality in run:
                    yield Phrase(place, place + 1, _full_name(municipality, head), ActorType.MUNICIPALITY)
            index = end + 1
            continue
        if _is_list(run, sentence) or _acts(run, sentence) or (genitive and head is not None and head.lower_ == "kanssa"):
            for place, municipality in run:
                yield Phrase(place, place + 1, municipality.full_name, ActorType.MUNICIPALITY)
        index = end


def _full_name(municipality: Municipality, head: Token) -> str:
    return f"{municipality.genitive} {head.lemma_.lower()}"


def _name_run(doc: Doc, index: int, highest: int) -> list[tuple[int, Municipality]]:
    """Coordinated names of municipalities from a token on."""
    run: list[tuple[int, Municipality]] = []
    while index < highest:
        municipality = municipality_of(doc[index])
        if municipality is None:
            break
        run.append((index, municipality))
        index += 1
        while index < highest and doc[index].text in COORDINATORS:
            index += 1
    return run


def _is_list(run: list[tuple[int, Municipality]], sentence: Span) -> bool:
    """Whether bare names are listed as the members of an area: in brackets or after a colon."""
    doc, first = sentence.doc, run[0][0]
    nominative = all(doc[place].lower_ == municipality.name.lower() for place, municipality in run)
    if not nominative or len(run) < 2 or first == sentence.start or doc[first - 1].text not in {"(", ":"}:
        return False
    before = doc[max(sentence.start, first - 1 - AREA_REACH) : first - 1]
    return any(token.lemma_.lower().endswith(("seutu", "alue", "kunta", "maakunta", "yhtymä")) for token in before)


def _acts(run: list[tuple[int, Municipality]], sentence: Span) -> bool:
    """Whether bare names are the subject of a verb: "Rauma liittyy mukaan"."""
    doc, last = sentence.doc, run[-1][0]
    if not all(doc[place].lower_ == municipality.name.lower() for place, municipality in run):
        return False
    after = doc[last + 1] if last + 1 < sentence.end else None
    return after is not None and after.pos_ in {"VERB", "AUX"} and feature(after, "Voice") == "Act" and after.lemma_ != "olla"


def _collective(token: Token, sentence: Span) -> Iterator[Phrase]:
    """A collective of organisations: "alueen kunnat", "järjestöjen", "11 kuntaa"."""
    doc, lemma = token.doc, token.lemma_.lower()
    if lemma in {"toimija", "taho"} and token.i > sentence.start and doc[token.i - 1].lemma_.lower() == "sektori":
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
    if feature(token, "Case") in {"Ess", "Tra"} or (lemma in words_of("cue") and feature(token, "Case") in {"Nom", "Par"}):
        return
    if lemma in words_of("place") and feature(token, "Case") in {"Ade", "Ine"}:
        return
    plural = feature(token, "Number") == "Plur"
    if not plural:
        counted = lemma in {"kunta", "kaupunki"} and token.i > sentence.start and doc[token.i - 1].pos_ == "NUM"
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
        doc[start - 1].pos_ in {"NUM", "ADJ"} or doc[start - 1].text[:1].isdigit() or _is_place(doc[start - 1])
    ):
        start -= 1
    return start


def _is_place(token: Token) -> bool:
    return is_genitive(token) and (token.pos_ == "PROPN" or token.lemma_.lower() in {"alue", "maakunta", "seutu"})


def _collective_start(token: Token, sentence: Span) -> int:
    """First token of a collective: its genitives and adjectives, without "muut", "eri", "kaikki"."""
    doc = token.doc
    start = phrase_of(token, sentence).start
    for index in range(token.i - 1, start - 1, -1):
        before = doc[index]
        if before.lemma_.lower() in words_of("loose") or before.pos_ in {"PRON", "DET", "ADV", "CCONJ"} or before.is_punct:
            return index + 1 if not _is_shared(doc, index, start) else _before_shared(doc, index, start, token)
    return start


def _is_shared(doc: Doc, index: int, start: int) -> bool:
    return doc[index].lower_ in {"ja", "sekä"} and index > start and is_suspended(doc[index - 1])


def _before_shared(doc: Doc, index: int, start: int, token: Token) -> int:
    """First token where a suspended compound stands before the conjunction ("sosiaali- ja terveydenhuollon …")."""
    first = index - 1
    while first > start and (agrees(doc[first - 1], token) or is_genitive(doc[first - 1])):
        if doc[first - 1].lemma_.lower() in words_of("loose"):
            break
        first -= 1
    return first


def _attributes(doc: Doc, start: int, token: Token) -> str:
    return " ".join(phrase_name(doc, start, token.i).split()[:-1]) or doc[start : token.i].text
