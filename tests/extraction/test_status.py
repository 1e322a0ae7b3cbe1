"""The stage that a clause states for a measure; a plan is not a result."""

from __future__ import annotations

from itertools import pairwise

import pytest
from spacy.language import Language

from sotenlp.annotation import Measure
from sotenlp.extraction.clauses import clauses
from sotenlp.extraction.stages import status_words
from sotenlp.pipeline import make_doc
from sotenlp.reader.reading import from_text
from sotenlp.schema import Status

OUTCOMES = "Tuotokset ja tulokset\n\n{}\n"
AIMS = "Päämäärä ja päätavoite\n\n- {}\n"


def first(nlp: Language, text: str) -> Measure:
    measure: Measure = nlp(make_doc(nlp, from_text(text)))._.measures[0]
    return measure


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Kotiutusmalli otettiin käyttöön keväällä.", Status.ADOPTED),
        ("Kotiutusmalli on otettu käyttöön.", Status.ADOPTED),
        ("Kotiutusmallia pilotoidaan Kuhmossa.", Status.PILOTED),
        ("Kotiutusmallia kokeiltiin kahdessa kunnassa.", Status.PILOTED),
        ("Kotiutusmalli otettiin koekäyttöön.", Status.PILOTED),
        ("Kotiutusmallia kehitetään yhdessä.", Status.ONGOING),
        ("Kotiutusmallin rakentaminen on aloitettu.", Status.ONGOING),
        ("Kotiutusmallin käyttöönotto etenee.", Status.ONGOING),
        ("Kotiutusmallin käyttöönotto on onnistunut.", Status.ADOPTED),
        ("Kotiutusmalli vakiinnutettiin koko alueelle.", Status.ESTABLISHED),
        ("Kotiutusmalli on juurtunut kuntiin.", Status.ESTABLISHED),
        ("Kotiutusmalli vakinaistettiin.", Status.ESTABLISHED),
        ("Kotiutusmallin kokeilu lopetettiin syksyllä.", Status.DISCONTINUED),
        ("Kotiutusmallin kokeilu päättyi.", Status.DISCONTINUED),
        ("Kotiutusmallia suunnitellaan.", Status.PLANNED),
        ("Kotiutusmalli on suunnitteilla.", Status.PLANNED),
        ("Kotiutusmalli on tarkoitus ottaa käyttöön.", Status.PLANNED),
        ("Tarkoituksena on laajentaa kotiutusmalli kuntiin.", Status.PLANNED),
        ("Kotiutusmallia testattiin, ja siitä luovuttiin.", Status.DISCONTINUED),
        ("Luotiin kotiutusmalli, jota parhaillaan koekäytetään.", Status.PILOTED),
        ("Kotiutusmallia ei jatketa.", Status.DISCONTINUED),
    ],
)
def test_status_in_outcomes(nlp: Language, sentence: str, status: Status) -> None:
    assert first(nlp, OUTCOMES.format(sentence)).status is status


@pytest.mark.parametrize(
    "bullet", ["uusi kotiutusmalli", "kotiutusmallin käyttöönotto", "kotiutusmalli on kuvattu"]
)
def test_everything_is_planned_in_a_list_of_aims(nlp: Language, bullet: str) -> None:
    assert first(nlp, AIMS.format(bullet)).status is Status.PLANNED


def test_negation_is_no_result(nlp: Language) -> None:
    measure = first(nlp, OUTCOMES.format("Kotiutusmallia ei ole otettu käyttöön."))
    assert measure.status not in {Status.ADOPTED, Status.ESTABLISHED}


def test_a_condition_is_marked(nlp: Language) -> None:
    sentence = "Kotiutusmalli laajennetaan kuntiin, jos avustus myönnetään."
    assert first(nlp, OUTCOMES.format(sentence)).modality == "conditional"


def test_out_of_scope_is_marked(nlp: Language) -> None:
    sentence = "Kotiutusmallin käyttöönotto ei kuulu tähän projektiin."
    assert first(nlp, OUTCOMES.format(sentence)).modality == "out_of_scope"


def test_a_silent_mention_takes_the_stage_of_its_name(nlp: Language) -> None:
    text = OUTCOMES.format("Kotiutusmalli otettiin käyttöön. Kotiutusmalli auttaa hoitajia.")
    statuses = [measure.status for measure in nlp(make_doc(nlp, from_text(text)))._.measures]
    assert statuses == [Status.ADOPTED, Status.ADOPTED]


def test_clauses_cover_the_sentence(language_nlp: Language) -> None:
    doc = language_nlp("Malli on luotu, ja sen testaus alkaa, kun rahoitus varmistuu.")
    sentence = next(doc.sents)
    parts = clauses(sentence)
    assert parts[0].start == sentence.start
    assert parts[-1].end == sentence.end
    assert all(left.end == right.start for left, right in pairwise(parts))
    assert len(parts) == 3


def test_words_name_known_stages() -> None:
    rows = [row for kind in status_words().values() for group in kind.values() for row in group]
    assert all(Status(row["past"]) and Status(row["present"]) for row in rows)
