"""Measures in running text, bullets and headings; what is no measure."""

from __future__ import annotations

from itertools import pairwise

import pytest
from spacy.language import Language

from sotenlp.annotation import Measure
from sotenlp.extraction.measure_evidence import head_of
from sotenlp.extraction.tables import read_data
from sotenlp.pipeline import make_doc
from sotenlp.reader.reading import from_text
from sotenlp.schema import Status

OUTCOMES = "Tuotokset ja tulokset\n\n{}\n"
BACKGROUND = "Lähtötilanne ja strategiset liittymäkohdat\n\n{}\n"
RESULTS = "Tavoiteltavat tulokset, tuotokset ja vaikutukset\n\n- {}\n"


def mine(nlp: Language, text: str) -> tuple[Measure, ...]:
    measures: tuple[Measure, ...] = nlp(make_doc(nlp, from_text(text)))._.measures
    return measures


@pytest.mark.parametrize(
    ("sentence", "measure"),
    [
        ("Kuntoutujien etäryhmämalli otettiin käyttöön Kuhmossa.", "Kuntoutujien etäryhmämalli"),
        ("Uuden muistipolun pilotointi alkoi.", "muistipolun"),
        ("Perheille avattiin chat.", "chat"),
        ("Ohjaajille pidettiin kriisityön koulutus.", "kriisityön koulutus"),
        ("Kouluissa on käytössä Lapset puheeksi -menetelmä.", "Lapset puheeksi -menetelmä"),
        ("Hammashoidon iltavastaanotto vakinaistettiin.", "Hammashoidon iltavastaanotto"),
        ("Henkilöstölle laadittiin saattohoidon käsikirja.", "saattohoidon käsikirja"),
    ],
)
def test_found_in_outcomes(nlp: Language, sentence: str, measure: str) -> None:
    assert measure in [found.text for found in mine(nlp, OUTCOMES.format(sentence))]


@pytest.mark.parametrize(
    "bullet", ["monialainen arviointitiimi", "sähköinen työkalu", "yhden oven toimintamalli"]
)
def test_found_in_bullets_of_planned_results(nlp: Language, bullet: str) -> None:
    assert [measure.text for measure in mine(nlp, RESULTS.format(bullet))] == [bullet]


@pytest.mark.parametrize(
    "text",
    [
        BACKGROUND.format("Kunnat tuottavat sosiaalipalvelut itse ja ostavat erikoissairaanhoidon."),
        BACKGROUND.format("Tarvitaan parempaa yhteistyötä ja lisää hoitajia."),
        OUTCOMES.format("Saatavuuden parantaminen on tärkeää."),
        OUTCOMES.format("Asukkaat olivat tyytyväisiä."),
        "Yhteyshenkilön nimi\nAino Esimerkki\n",
        "",
    ],
)
def test_no_measures(nlp: Language, text: str) -> None:
    assert mine(nlp, text) == ()


def test_shared_head_is_one_measure_and_own_heads_are_two(nlp: Language) -> None:
    one = mine(nlp, OUTCOMES.format("Diabeteksen hoito- ja palveluketjut otettiin käyttöön."))
    assert [measure.text for measure in one] == ["Diabeteksen hoito- ja palveluketjut"]
    two = mine(nlp, OUTCOMES.format("Käyttöön otettiin neuvontachat ja etälääkäripalvelu."))
    assert [measure.text for measure in two] == ["neuvontachat", "etälääkäripalvelu"]


def test_stage_nouns_and_newness_stay_out_of_the_span(nlp: Language) -> None:
    (measure,) = mine(nlp, OUTCOMES.format("Uuden kuntoutusmallin käyttöönotto onnistui."))
    assert measure.text == "kuntoutusmallin"
    assert measure.name == "kuntoutusmalli"


def test_offsets_ids_and_confidence(nlp: Language) -> None:
    text = OUTCOMES.format("Liikkuva muistiauto pilotoitiin. Jalkautuva tiimi aloitti.")
    for measure in mine(nlp, text):
        assert text[measure.start : measure.end] == measure.text
        assert measure.id == f"m{measure.start}-{measure.end}"
        assert 0.5 <= measure.confidence <= 1
        assert measure.sentence >= 0


def test_measures_never_overlap(nlp: Language) -> None:
    text = OUTCOMES.format(
        "Lapset puheeksi -menetelmän kouluttajakoulutus ja IPC-menetelmän opas otettiin käyttöön."
    )
    found = mine(nlp, text)
    assert found
    assert all(left.end <= right.start for left, right in pairwise(found))


def test_as_of_comes_from_the_section(nlp: Language) -> None:
    text = OUTCOMES.format("Tiivistelmä oma-arvioinnista, kevät 2022\n\nKotiutusmalli otettiin käyttöön.")
    (measure,) = mine(nlp, text)
    assert measure.as_of == "2022-01-01/2022-06-30"


def test_head_nouns_end_compounds(language_nlp: Language) -> None:
    row = head_of(language_nlp("asiakasohjausmallin")[0])
    assert row is not None
    assert row["head"] == "malli"
    row = head_of(language_nlp("erikoissairaanhoitoa")[0])
    assert row is not None
    assert row["kind"] == "generic"


def test_tables_are_sound() -> None:
    heads = [row["head"] for row in read_data("measure_heads")]
    assert len(heads) == len(set(heads))
    assert all(0 <= float(row["weight"]) <= 0.6 for row in read_data("measure_heads"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Vuonna 2019 chat oli suljettu.",
        "Alueella kokeiltiin aiemmin palveluohjausta.",
        "Kunnissa oli otettu käyttöön chat.",
    ],
)
def test_what_was_there_before_is_no_result(nlp: Language, sentence: str) -> None:
    statuses = {measure.status for measure in mine(nlp, BACKGROUND.format(sentence))}
    assert statuses <= {Status.UNSPECIFIED}


@pytest.mark.parametrize(
    ("row", "name", "status"),
    [
        ("Ikäneuvonnan yhteinen numero\tpilotointi käynnissä", "Ikäneuvonnan yhteinen numero", "piloted"),
        ("Hoitajan etävastaanotto | keskeytetty | Inarin kunta", "Hoitajan etävastaanotto", "discontinued"),
        ("Muistipolku | suunnitteilla", "Muistipolku", "planned"),
        ("Muistipolku\tkäytössä", "Muistipolku", "adopted"),
    ],
)
def test_a_row_tells_the_stage_in_another_cell(nlp: Language, row: str, name: str, status: str) -> None:
    (measure,) = mine(nlp, OUTCOMES.format(row))
    assert (measure.name, measure.status.value) == (name, status)


@pytest.mark.parametrize(
    ("sentence", "name", "status"),
    [
        (
            "Kokemusasiantuntijoiden päivystyksestä luovuttiin.",
            "Kokemusasiantuntijoiden päivystys",
            "discontinued",
        ),
        ("Terveysasemilla siirryttiin tiimimalliin.", "tiimimalli", "adopted"),
    ],
)
def test_a_verb_governs_a_case(nlp: Language, sentence: str, name: str, status: str) -> None:
    (measure,) = mine(nlp, OUTCOMES.format(sentence))
    assert (measure.name, measure.status.value) == (name, status)


def test_the_story_of_a_model_is_no_measure(nlp: Language) -> None:
    assert mine(nlp, OUTCOMES.format("Kehittämisen polku")) == ()
