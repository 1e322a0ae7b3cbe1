"""Municipalities as actors: with their head noun, in lists of an area's members, as subjects that act.

A municipality's name alone is a place; "Sipoon kunta", "Lahden ja Heinolan kaupungit" and
"kuntaa: Askola, Sipoo" name the organisations.
"""

from __future__ import annotations

from collections.abc import Iterator

from sotenlp.extraction.actor_contexts import is_deed, is_subject
from sotenlp.extraction.actor_phrases import Phrase
from sotenlp.extraction.organisations import Municipality, municipality_of
from sotenlp.language.view import Doc, Span, Token
from sotenlp.schema import ActorType

AREA_REACH = 8
PREDICATE_REACH = 8
ORGANISERS = ("järjestäjä", "toteuttaja", "hallinnoija", "rahoittaja", "tuottaja", "kumppani", "jäsen")
SHORTEST_LIST = 3
ORGANISATIONS = ("kunta", "kaupunki", "kuntayhtymä", "yhtymä", "piiri", "alue", "liitto", "liikelaitos")
MEMBERS = ("kunta", "kaupunki", "osatoteuttaja")
AREAS = ("seutu", "alue", "kunta", "maakunta", "yhtymä", "toteuttaja", "kaupunki")
COORDINATORS = frozenset({"ja", "sekä", "tai", "eli", ",", "/"})


def extract_municipalities(sentence: Span) -> Iterator[Phrase]:
    """Yield municipalities with their head noun, in lists of bare names, and as subjects that act."""
    doc, index = sentence.doc, sentence.start
    while index < sentence.end:
        run = _name_run(doc, index, sentence.end)
        if not run:
            index += 1
            continue
        end = run[-1][0] + 1
        head = doc.words[end] if end < sentence.end else None
        genitive = doc.words[run[-1][0]].lower_ == run[-1][1].genitive.lower()
        if genitive and head is not None and head.lemma_lower in {"kunta", "kaupunki"}:
            if len(run) == 1 or head.number != "Plur":
                run, first = run[-1:], run[-1][0]
                yield Phrase(first, end + 1, _full_name(run[0][1], head), ActorType.MUNICIPALITY)
            else:
                for place, municipality in run:
                    yield Phrase(place, place + 1, _full_name(municipality, head), ActorType.MUNICIPALITY)
            index = end + 1
            continue
        if (
            _is_list(run, sentence)
            or _acts(run, sentence)
            or (genitive and head is not None and head.lower_ == "kanssa")
        ):
            for place, municipality in run:
                yield Phrase(place, place + 1, municipality.full_name, ActorType.MUNICIPALITY)
        index = end


def _full_name(municipality: Municipality, head: Token) -> str:
    return f"{municipality.genitive} {head.lemma_lower}"


def _name_run(doc: Doc, index: int, highest: int) -> list[tuple[int, Municipality]]:
    """Coordinated names of municipalities from a token on."""
    run: list[tuple[int, Municipality]] = []
    while index < highest:
        municipality = municipality_of(doc.words[index])
        if municipality is None:
            break
        run.append((index, municipality))
        index += 1
        while index < highest and doc.words[index].text in COORDINATORS:
            index += 1
    return run


def _is_list(run: list[tuple[int, Municipality]], sentence: Span) -> bool:
    """Whether bare names are listed as the members of an area: in brackets, after ":" or "jäsenkunnat"."""
    doc, first = sentence.doc, run[0][0]
    nominative = all(doc.words[place].lower_ == municipality.name.lower() for place, municipality in run)
    if not nominative or first == sentence.start:
        return False
    before = doc.words[first - 1]
    if before.lemma_lower.endswith(MEMBERS) and before.number == "Plur":
        return True
    also = before.lower_ == "myös" and first - 2 >= sentence.start and doc.words[first - 2].text == "("
    if also or (
        before.text == "(" and first - 2 >= sentence.start and _is_municipality(doc.words[first - 2])
    ):
        return True
    if len(run) < 2:
        return False
    last = run[-1][0] + 1
    if last < sentence.end and doc.words[last].lower_ == "mukana":
        return True
    if before.text in COORDINATORS and first - 2 >= sentence.start:
        return len(run) >= SHORTEST_LIST and doc.words[first - 2].lemma_lower.endswith(ORGANISATIONS)
    if before.text not in {"(", ":"}:
        return False
    reach = doc[max(sentence.start, first - 1 - AREA_REACH) : first - 1]
    return any(token.lemma_lower.endswith(AREAS) for token in reach)


def _is_municipality(token: Token) -> bool:
    return token.lemma_lower in {"kunta", "kaupunki"}


def _acts(run: list[tuple[int, Municipality]], sentence: Span) -> bool:
    """Whether bare names are the subject of a verb: "Rauma liittyy mukaan"."""
    doc, last = sentence.doc, run[-1][0]
    if not all(doc.words[place].lower_ == municipality.name.lower() for place, municipality in run):
        return False
    if _follows_predicate(run[0][0], sentence):
        return True
    after = doc.words[last + 1] if last + 1 < sentence.end else None
    if after is None or after.pos_ not in {"VERB", "AUX"} or after.voice != "Act":
        return False
    return (
        after.lemma_ != "olla" or is_subject(doc.words[last], sentence) or _is_organiser(last + 2, sentence)
    )


def _follows_predicate(first: int, sentence: Span) -> bool:
    """Whether names follow the predicate that they are the subject of: "jatkavat Ii ja Pudasjärvi"."""
    if first == sentence.start:
        return False
    doc, before = sentence.doc, sentence.doc.words[first - 1]
    if before.lower_ == "mukana" or is_deed(before):
        return True
    if before.lemma_ not in {"olla", "toimia"} or first - 2 < sentence.start:
        return False
    role = doc.words[first - 2]
    return role.lemma_lower.endswith((*MEMBERS, *ORGANISERS)) and role.number == "Plur"


def _is_organiser(start: int, sentence: Span) -> bool:
    """Whether a predicate calls its subject one who organises: "Oulu on alueen suurin järjestäjä"."""
    for token in sentence.doc[start : min(start + PREDICATE_REACH, sentence.end)]:
        if token.is_punct and token.text not in {"-", ","}:
            return False
        if token.lemma_lower.endswith(ORGANISERS) and token.case == "Nom":
            return True
    return False
