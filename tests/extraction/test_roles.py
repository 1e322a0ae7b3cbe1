"""Roles of actors from the words of their sentence."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sotenlp.extraction.actors import extract_actors
from sotenlp.extraction.roles import cue_roles
from sotenlp.language.sentences import iterate_sentences
from sotenlp.pipeline import make_doc
from sotenlp.reader.reading import from_text


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


@pytest.mark.parametrize(
    "text",
    [
        "Inarin kunta ei osallistunut hankkeeseen.",
        "Kemin kaupungin kanssa ei päästy yhteistyöhön.",
        "Yhteistyö Kemin kaupungin kanssa päättyi.",
        "Yhteistyö Inarin kunnan kanssa lopetettiin.",
        "Lapin yliopisto ei lähtenyt kumppaniksi.",
        "Lapin yliopisto olisi mukana.",
        "Lapin yliopisto haluttiin mukaan kumppaniksi.",
        "Kemin kaupunkia toivottiin mukaan yhteistyöhön.",
        "Yhteistyöhön kutsuttiin Inarin kunta.",
        "Inarin kunta vetäytyi yhteistyöstä.",
        "Kemin kaupunki on toteuttanut vastaavan hankkeen.",
        "Kemin kaupunki ei toteuta hanketta.",
    ],
)
def test_no_part_where_it_is_denied_wished_or_over(language_nlp: Language, text: str) -> None:
    assert roles(language_nlp, text) == ["-"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("MIELI ry järjestää vertaisryhmät.", "partner"),
        ("Vertaisryhmiä ohjasi MIELI ry.", "partner"),
        ("MIELI ry:n tuottama vertaisryhmä avattiin.", "partner"),
        ("Seurakunta aloitti soittokierroksen.", "partner"),
        ("Vertaisryhmät tehtiin yhdessä MIELI ry:n kanssa.", "partner"),
        ("MIELI ry kommentoi hoitopolkua.", "mentioned"),
        ("MIELI ry:ltä toivottiin apua.", "mentioned"),
        ("MIELI ry:n esittelemä malli kiinnosti hoitajia.", "mentioned"),
        ("MIELI ry ei järjestänyt vertaisryhmiä.", "mentioned"),
        ("Luonnoksesta lausui kuusi tahoa, myös MIELI ry.", "mentioned"),
        ("Paikoista joka neljäs on seurakunnan.", "mentioned"),
    ],
)
def test_associations_take_part_by_what_they_do(nlp: Language, text: str, role: str) -> None:
    document = from_text(f"Tuotokset ja tulokset\n\n{text}\n")
    (actor,) = nlp(make_doc(nlp, document))._.actors
    assert actor.role.value == role
