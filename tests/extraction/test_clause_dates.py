"""The date of a clause wins over that of its section."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sotenlp.annotation import Measure
from sotenlp.pipeline import make_doc
from sotenlp.reader.reading import from_text
from sotenlp.schema import Status

REPORT = "Tuotokset ja tulokset\n\nTiivistelmä oma-arvioinnista, syksy 2022\n\n{}\n"
SECTION = "2022-07-01/2022-12-31"


def mine(nlp: Language, sentence: str) -> Measure:
    measure: Measure = nlp(make_doc(nlp, from_text(REPORT.format(sentence))))._.measures[0]
    return measure


@pytest.mark.parametrize(
    ("sentence", "as_of"),
    [
        ("Muistipolku otettiin käyttöön keväällä 2021.", "2021-01-01/2021-06-30"),
        ("Muistipolku vakinaistettiin 1.11.2022.", "2022-11-01"),
        ("Muistipolkua kokeiltiin 1.3.–31.5.2022.", "2022-03-01/2022-05-31"),
        ("Muistipolkua pilotoitiin vuosina 2021–2022.", "2021-01-01/2022-12-31"),
        ("Lokakuussa 2022 muistipolku avattiin ja vakinaistettiin.", "2022-10-01/2022-10-31"),
        (
            "Muistipolku avattiin vuonna 2021, ja se vakinaistettiin syyskuussa 2022.",
            "2022-09-01/2022-09-30",
        ),
        ("Muistipolku otettiin käyttöön 9/2022.", "2022-09-01/2022-09-30"),
        ("Muistipolku otettiin käyttöön.", SECTION),
        ("Muistipolku avattiin ja sinne ohjautui 2020 asukasta.", SECTION),
        ("Muistipolku avattiin, koska vuonna 2020 jonot kasvoivat.", SECTION),
        ("Muistipolku auttaa hoitajia vuonna 2022.", SECTION),
    ],
)
def test_dates(nlp: Language, sentence: str, as_of: str) -> None:
    assert mine(nlp, sentence).as_of == as_of


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Muistipolku otetaan käyttöön helmikuussa 2023.", Status.PLANNED),
        ("Muistipolkua kehitetään vuonna 2023.", Status.PLANNED),
        ("Muistipolkua kehitetään syksyllä 2022.", Status.ONGOING),
        ("Muistipolku on otettu käyttöön ja vakinaistetaan vuonna 2023.", Status.ADOPTED),
        ("Muistipolku laajenee ensi vuonna.", Status.PLANNED),
    ],
)
def test_a_later_time_makes_a_plan(nlp: Language, sentence: str, status: Status) -> None:
    assert mine(nlp, sentence).status is status


def test_a_denied_mention_takes_no_stage_of_its_name(nlp: Language) -> None:
    text = (
        "Päämäärä ja päätavoite\n\nHankkeessa otetaan käyttöön muistipolku.\n\n"
        "Tuotokset ja tulokset\n\nMuistipolkua ei otettu käyttöön, koska lisenssi oli kallis.\n"
    )
    statuses = [measure.status for measure in nlp(make_doc(nlp, from_text(text)))._.measures]
    assert statuses == [Status.PLANNED, Status.UNSPECIFIED]
