"""Whose deed a clause tells: that of the page's own project, or that of others."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sotenlp.annotation import Measure
from sotenlp.pipeline import make_doc
from sotenlp.reader.reading import from_text
from sotenlp.schema import Status

PAGE = (
    "Pohjois-Savon Tulevaisuuden sote-keskus\n\nKokonaisuuden nimi\nPohjois-Savon Tulevaisuuden sote-keskus\n"
    "Toimijat\n\nHankkeen hallinnoija on Kuopion kaupunki.\n\nTuotokset ja tulokset\n\n{}\n"
)


def mine(nlp: Language, sentence: str) -> list[Measure]:
    doc = nlp(make_doc(nlp, from_text(PAGE.format(sentence))))
    start = doc.text.index("Tuotokset ja tulokset")
    return [measure for measure in doc._.measures if measure.start > start]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kainuussa otettiin käyttöön muistipolku.",
        "Tampereella on käytössä digilääkäri.",
        "Espoon kaupunki on rakentanut digilääkärin.",
        "Taustalla on Eksotessa kehitetty kotikuntoutus, johon tutustuttiin.",
        "Norjassa on käytössä muistipolku.",
        "THL suosittelee Voimaperheet-menetelmää.",
        "Sosiaali- ja terveysministeriö on laatinut saattohoidon oppaan.",
    ],
)
def test_what_others_did_is_no_measure_of_the_page(nlp: Language, sentence: str) -> None:
    assert mine(nlp, sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Kuopiossa otettiin käyttöön muistipolku.",
        "Iisalmessa ja Varkaudessa otettiin käyttöön muistipolku.",
        "Muistipolku on kehitetty Kainuussa, ja se otettiin käyttöön Kuopiossa.",
        "Kainuussa kehitetty muistipolku otettiin käyttöön.",
        "Kuopion kaupunki otti käyttöön muistipolun.",
        "Muistipolku otettiin käyttöön.",
        "Omaishoidon valmennus järjestettiin Tampereella.",
    ],
)
def test_own_deeds_stay(nlp: Language, sentence: str) -> None:
    assert [measure.status for measure in mine(nlp, sentence)] == [Status.ADOPTED]


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Toimintaa on jatkettu vuoden 2022 alusta.", "alusta"),
        ("Ryhmä vakinaistettiin osaksi aikuisten palveluita.", "palveluita"),
        ("Asiasta saatiin valtuuston päätös.", "päätös"),
    ],
)
def test_words_that_only_look_like_practices(nlp: Language, sentence: str, word: str) -> None:
    assert not [measure.text for measure in mine(nlp, sentence) if word in measure.text]
