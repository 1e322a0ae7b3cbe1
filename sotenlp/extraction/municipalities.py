"""Municipalities as actors: with their head noun, in lists of an area's members, as subjects that act.

A municipality's name alone is a place; "Sipoon kunta", "Lahden ja Heinolan kaupungit" and
"kuntaa: Askola, Sipoo" name the organisations.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from sotenlp.extraction.actor_phrases import Phrase
from sotenlp.extraction.grammar import feature
from sotenlp.extraction.organisations import Municipality, municipality_of
from sotenlp.schema import ActorType

AREA_REACH = 8
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
        if (
            _is_list(run, sentence)
            or _acts(run, sentence)
            or (genitive and head is not None and head.lower_ == "kanssa")
        ):
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
    return any(
        token.lemma_.lower().endswith(("seutu", "alue", "kunta", "maakunta", "yhtymä")) for token in before
    )


def _acts(run: list[tuple[int, Municipality]], sentence: Span) -> bool:
    """Whether bare names are the subject of a verb: "Rauma liittyy mukaan"."""
    doc, last = sentence.doc, run[-1][0]
    if not all(doc[place].lower_ == municipality.name.lower() for place, municipality in run):
        return False
    after = doc[last + 1] if last + 1 < sentence.end else None
    return (
        after is not None
        and after.pos_ in {"VERB", "AUX"}
        and feature(after, "Voice") == "Act"
        and after.lemma_ != "olla"
    )
