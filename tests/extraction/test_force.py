"""What is denied, failed, put off, wished or talked of is not done; a plan is not a result."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sotenlp.annotation import Measure
from sotenlp.extraction.clauses import clauses
from sotenlp.extraction.force import Force, force_words, segments
from sotenlp.pipeline import make_doc
from sotenlp.reader.reading import from_text
from sotenlp.schema import Status

OUTCOMES = "Tuotokset ja tulokset\n\n{}\n"
AIMS = "Päämäärä ja päätavoite\n\n{}\n"


def first(nlp: Language, text: str) -> Measure:
    measure: Measure = nlp(make_doc(nlp, from_text(text)))._.measures[0]
    return measure


def stages(nlp: Language, text: str) -> set[Status]:
    """The stage of the first measure, if there is one."""
    return {measure.status for measure in nlp(make_doc(nlp, from_text(text)))._.measures[:1]}


NOT_DONE = [
    "Muistipolku ei ole käytössä Iisalmessa.",
    "Muistipolku ei vielä ole valmis.",
    "Muistipolkua emme ole vakiinnuttaneet.",
    "Muistipolut eivät ole pysyviä.",
    "Muistipolkua tuskin otetaan käyttöön.",
    "Muistipolkua ei ole suunniteltu eikä kehitetty.",
    "Muistipolun käyttöönotto ei onnistunut.",
    "Muistipolun käyttöönotto epäonnistui lääkäripulan takia.",
    "Muistipolun perustaminen kariutui.",
    "Muistipolku jäi toteutumatta.",
    "Muistipolku jäi kokonaan rakentamatta.",
    "Muistipolku jätettiin ottamatta käyttöön.",
    "Toiminta jatkui ilman muistipolkua.",
    "Muistipolun sijaan otettiin käyttöön takaisinsoitto.",
    "Muistipolkua yritettiin laajentaa.",
]


@pytest.mark.parametrize("sentence", NOT_DONE)
def test_what_is_not_done_has_no_stage(nlp: Language, sentence: str) -> None:
    assert stages(nlp, OUTCOMES.format(sentence)) <= {Status.UNSPECIFIED}


ONLY_WORDS = [
    "Omaiset toivoivat muistipolkua.",
    "Omaiset toivoivat, että muistipolku otettaisiin käyttöön.",
    "Ministeriö suosittelee muistipolkua.",
    "Muistipolusta aloitettiin keskustelu.",
    "Muistipolusta on keskusteltu ja neuvoteltu.",
    "Järjestöt kommentoivat muistipolkua.",
    "Muistipolku esiteltiin johtoryhmälle.",
    "Muistipolusta on saatu hyvää palautetta.",
    "Muistipolun esitteestä on laadittu ruotsinkielinen versio.",
    "Selvitettiin, voidaanko muistipolku ottaa käyttöön.",
    "Ei ole varmaa, että muistipolku otetaan käyttöön.",
    "Saattohoidon verkkokoulutukseen ilmoittautui kolme hoitajaa.",
    "Olisi hyvä, jos muistipolku saataisiin pysyväksi.",
    "Jos muistipolku otetaan käyttöön, hoitajia tarvitaan lisää.",
]


@pytest.mark.parametrize("sentence", ONLY_WORDS)
def test_words_are_no_deeds(nlp: Language, sentence: str) -> None:
    assert stages(nlp, OUTCOMES.format(sentence)) <= {Status.UNSPECIFIED}


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Muistipolku oli määrä ottaa käyttöön.", Status.PLANNED),
        ("Muistipolku on tarkoitus perustaa.", Status.PLANNED),
        ("Muistipolku on otettava käyttöön.", Status.PLANNED),
        ("Muistipolku päätettiin ottaa käyttöön.", Status.PLANNED),
        ("Muistipolku piti ottaa käyttöön jo aiemmin.", Status.PLANNED),
        ("Muistipolku pitää vakiinnuttaa.", Status.PLANNED),
        ("Muistipolku voitaisiin laajentaa kuntiin.", Status.PLANNED),
        ("Muistipolun käynnistäminen siirtyi syksyyn.", Status.PLANNED),
        ("Muistipolun käyttöönotto siirrettiin ensi vuoteen.", Status.PLANNED),
        ("Muistipolun laajentamista on lykätty.", Status.PLANNED),
        ("Muistipolun käyttöönotto viivästyi.", Status.PLANNED),
        ("Muistipolun käyttöönottoa jouduttiin lykkäämään.", Status.PLANNED),
        ("Muistipolku otetaan käyttöön ensi keväänä.", Status.PLANNED),
        ("Muistipolku otetaan käyttöön maaliskuussa 2024.", Status.PLANNED),
        ("Muistipolku avataan vuoden loppuun mennessä.", Status.PLANNED),
        ("Päätettiin, että muistipolku otetaan käyttöön.", Status.PLANNED),
        ("Muistipolun käyttöönotto peruttiin.", Status.DISCONTINUED),
        ("Muistipolun kehittäminen keskeytyi.", Status.DISCONTINUED),
        ("Muistipolku ei ole enää käytössä.", Status.DISCONTINUED),
        ("Muistipolkua ei jatkettu.", Status.DISCONTINUED),
        ("Muistipolku jouduttiin sulkemaan.", Status.DISCONTINUED),
        ("Muistipolku päätettiin lopettaa.", Status.DISCONTINUED),
        ("Muistipolku luotiin ja hylättiin.", Status.DISCONTINUED),
        ("Muistipolku saatiin otettua käyttöön.", Status.ADOPTED),
        ("Muistipolku onnistuttiin ottamaan käyttöön.", Status.ADOPTED),
        ("Muistipolku otettiin käyttöön ja esiteltiin johtoryhmälle.", Status.ADOPTED),
        ("Muistipolku otettiin käyttöön, vaikka chatia ei hankittu.", Status.ADOPTED),
        ("Muistipolkua ei vain kokeiltu, vaan se vakiinnutettiin.", Status.ESTABLISHED),
        ("Muistipolkua kokeiltiin, mutta sitä ei otettu käyttöön.", Status.PILOTED),
        ("Muistipolku luotiin, mutta sitä ei otettu käyttöön.", Status.ONGOING),
        ("Muistipolkua pilotoidaan 1.6.2022 alkaen.", Status.PILOTED),
    ],
)
def test_plans_ends_and_deeds(nlp: Language, sentence: str, status: Status) -> None:
    assert first(nlp, OUTCOMES.format(sentence)).status is status


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Muistipolku on parantanut hoidon saatavuutta.", Status.ADOPTED),
        ("Muistipolun avulla on vähennetty käyntejä.", Status.ADOPTED),
        ("Muistipolun asiakkaat lisääntyivät.", Status.ADOPTED),
        ("Muistipolku on ollut suosittu.", Status.ADOPTED),
        ("Saattohoidon verkkokoulutukseen osallistui kolme hoitajaa.", Status.ADOPTED),
        ("Saattohoidon verkkokoulutuksen suoritti kolme hoitajaa.", Status.ADOPTED),
        ("Alueella siirryttiin muistimalliin.", Status.ADOPTED),
        ("Digilääkärin tunnettuus kasvoi.", Status.UNSPECIFIED),
        ("Hoitaja vastasi muistipolusta vastaanoton ohessa.", Status.UNSPECIFIED),
    ],
)
def test_reports_tell_use_by_a_predicate_about_the_thing(
    nlp: Language, sentence: str, status: Status
) -> None:
    assert first(nlp, OUTCOMES.format(sentence)).status is status


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Hankkeessa otetaan käyttöön muistipolku.", Status.PLANNED),
        ("Hankkeessa perustetaan muistipolku.", Status.PLANNED),
        ("Hankkeessa kehitetään muistipolkua.", Status.ONGOING),
    ],
)
def test_aims_plan_what_is_reached_at_once(nlp: Language, sentence: str, status: Status) -> None:
    assert first(nlp, AIMS.format(sentence)).status is status


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Hoitajat toivoivat, että muistipolku otettaisiin käyttöön.", "uncertain"),
        ("Muistipolku voitaisiin ottaa käyttöön.", "conditional"),
        ("Muistipolku otettiin käyttöön.", "stated"),
    ],
)
def test_modality_of_wishes_and_conditionals(nlp: Language, sentence: str, modality: str) -> None:
    assert first(nlp, OUTCOMES.format(sentence)).modality == modality


@pytest.mark.parametrize(
    ("sentence", "forces"),
    [
        ("Malli luotiin ja hylättiin.", [Force.FACT, Force.CANCELLED]),
        ("Mallia ei luotu.", [Force.DENIED]),
        ("Mallia ei ole kehitetty tai kokeiltu.", [Force.DENIED, Force.DENIED]),
        ("Malli ei epäonnistunut.", [Force.DENIED]),
    ],
)
def test_every_predicate_has_its_force(language_nlp: Language, sentence: str, forces: list[Force]) -> None:
    doc = language_nlp(sentence)
    (clause,) = clauses(next(doc.sents))
    assert [segment.force for segment in segments(doc, clause)] == forces


def test_words_have_known_forces() -> None:
    rows = [row for kind in force_words().values() for group in kind.values() for row in group]
    assert all(Force(row["force"]) for row in rows)


def test_a_stage_that_the_present_tense_suggests_is_not_stated(nlp: Language) -> None:
    measure = first(nlp, OUTCOMES.format("Muistipolku auttaa hoitajia."))
    assert measure.status_basis == "inherited"


@pytest.mark.parametrize("sentences", [NOT_DONE, ONLY_WORDS], ids=["not done", "only words"])
def test_the_measure_is_found_in_most_of_these(nlp: Language, sentences: list[str]) -> None:
    found = sum(bool(stages(nlp, OUTCOMES.format(sentence))) for sentence in sentences)
    assert found >= 0.8 * len(sentences)
