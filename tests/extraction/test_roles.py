"""Roles of actors from the words of their sentence."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sotenlp.extraction.actors import extract_actors
from sotenlp.extraction.roles import cue_roles
from sotenlp.language.sentences import iterate_sentences


def roles(nlp: Language, text: str) -> list[str]:
    found = []
    for sentence in iterate_sentences(nlp(text)):
        actors = extract_actors(sentence)
        cues = cue_roles(sentence, actors)
        found += [cues[index].value if index in cues else "-" for index in range(len(actors))]
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hankkeen hallinnoija on Lapin liitto.", ["coordinator"]),
        ("Hanketta hallinnoi Lapin liitto.", ["coordinator"]),
        ("Lapin liitto hallinnoi hanketta.", ["coordinator"]),
        ("Työ on osa Lapin liiton hallinnoimaa hanketta.", ["coordinator"]),
        ("Toteuttajana on Eksote, joka myös hallinnoi hanketta.", ["coordinator"]),
        (
            "Hallinnoijana on Lapin liitto ja osatoteuttajina Kemin kaupunki ja Inarin kunta.",
            ["coordinator", "implementer", "implementer"],
        ),
        ("Kemin kaupunki ja Inarin kunta ovat osatoteuttajina.", ["implementer", "implementer"]),
        ("Hankkeen rahoittaa sosiaali- ja terveysministeriö.", ["funder"]),
        ("Kumppanit: Lapin yliopisto ja Rovaniemen seurakunta.", ["partner", "partner"]),
        ("Lapin yliopisto toimi kumppanina arvioinnissa.", ["partner"]),
        ("Malli laadittiin yhdessä Inarin kunnan kanssa.", ["partner"]),
        (
            "Työtä tehdään kuntien, järjestöjen ja seurakuntien yhteistyönä.",
            ["partner", "partner", "partner"],
        ),
        ("Verkostossa on mukana myös järjestöjä.", ["partner"]),
        ("Kemin kaupunki tuottaa palvelut itse.", ["-"]),
    ],
)
def test_cue_words_give_roles(language_nlp: Language, text: str, expected: list[str]) -> None:
    assert roles(language_nlp, text) == expected
