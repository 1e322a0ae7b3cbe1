"""Indicators: which quantities are, what they measure, of which kind; those named without a value."""

from __future__ import annotations

import time

import pytest
from spacy.language import Language

from sotenlp.annotation import Indicator
from sotenlp.extraction.indicators import IndicatorComponent
from sotenlp.pipeline import make_doc
from sotenlp.reader.reading import from_text
from sotenlp.schema import IndicatorKind

OUTCOMES = "Tuotokset ja tulokset\n\n{}\n"
AIMS = "Tavoiteltavat tulokset, tuotokset ja vaikutukset\n\n{}\n"
BACKGROUND = "Lähtötilanne ja strategiset liittymäkohdat\n\n{}\n"
MEASURING = "Muutoksen mittaaminen\n\n{}\n"


def mine(nlp: Language, text: str) -> tuple[Indicator, ...]:
    indicators: tuple[Indicator, ...] = IndicatorComponent()(nlp(make_doc(nlp, from_text(text))))._.indicators
    return indicators


@pytest.mark.parametrize(
    ("sentence", "text", "name"),
    [
        ("Mukana oli 27 osallistujaa.", "27 osallistujaa", "osallistujat"),
        ("Asiakaskyselyn NPS oli 58.", "Asiakaskyselyn NPS oli 58", "asiakaskyselyn NPS"),
        (
            "Takaisinsoiton odotusaika on keskimäärin 3 tuntia.",
            "Takaisinsoiton odotusaika on keskimäärin 3 tuntia",
            "takaisinsoiton odotusaika",
        ),
        (
            "Noin 12 % asukkaista asioi verkossa.",
            "Noin 12 % asukkaista asioi verkossa",
            "verkossa asioineiden asukkaiden osuus",
        ),
        (
            "Omaishoitajista 44 % piti vapaansa.",
            "Omaishoitajista 44 % piti vapaansa",
            "osuus omaishoitajista",
        ),
        (
            "Vuonna 2021 kiireettömään hoitoon pääsi viikossa 48 % hakijoista.",
            "kiireettömään hoitoon pääsi viikossa 48 % hakijoista",
            "kiireettömään hoitoon päässeiden osuus",
        ),
        (
            "Yhdellä käynnillä ratkesi 61 %.",
            "Yhdellä käynnillä ratkesi 61 %",
            "yhdellä käynnillä ratkenneiden osuus",
        ),
        (
            "Tiimin vastaanotolle on ohjattu 74 perhettä.",
            "Tiimin vastaanotolle on ohjattu 74 perhettä",
            "tiimin vastaanotolle ohjatut perheet",
        ),
        ("Malli on laajentunut 19 neuvolaan.", "19 neuvolaan", "neuvolat"),
        (
            "Menetelmäkoulutukseen osallistui 44 ohjaajaa.",
            "44 ohjaajaa",
            "menetelmäkoulutukseen osallistuneet ohjaajat",
        ),
        (
            "Seulontaan osallistuminen on ollut kattavaa (84 %).",
            "Seulontaan osallistuminen on ollut kattavaa (84 %)",
            "seulontaan osallistuminen",
        ),
        ("Joka kuudes jäi ilman aikaa.", "Joka kuudes jäi ilman aikaa", "ilman aikaa jääneiden osuus"),
        ("Luottoja myönnettiin 31.", "Luottoja myönnettiin 31", "luotot"),
        (
            "Ostopalvelujen kustannukset pienenivät 95 000 euroa.",
            "Ostopalvelujen kustannukset pienenivät 95 000 euroa",
            "ostopalvelujen kustannusten pieneneminen",
        ),
        (
            "Haittatapahtumat / 1 000 käyntiä: 2,4.",
            "Haittatapahtumat / 1 000 käyntiä: 2,4",
            "haittatapahtumat",
        ),
        ("Päivystyskäynnit puolittuivat.", "Päivystyskäynnit puolittuivat", "päivystyskäynnit"),
        ("Hammashoitoon odotetaan yhä 90 vrk.", "Hammashoitoon odotetaan yhä 90 vrk", "odotus hammashoitoon"),
        ("Keskusteluja 180/kk.", "Keskusteluja 180/kk", "keskustelut"),
    ],
)
def test_a_value_stands_with_what_it_measures(
    language_nlp: Language, sentence: str, text: str, name: str
) -> None:
    (indicator,) = mine(language_nlp, OUTCOMES.format(sentence))
    assert (indicator.text, indicator.name) == (text, name)


@pytest.mark.parametrize(
    "sentence",
    [
        "Tiimiin kuuluu 2 lääkäriä ja 4 hoitajaa.",
        "Velkaneuvoja on paikalla joka toinen torstai.",
        "Laskelma perustuu 180 asiakkaan aineistoon.",
        "Ohjaaja käy kotona kahdesti viikossa.",
        "Haastattelimme 22 ihmistä.",
        "Matkat korvataan (0,25 €/km).",
        "Alueella on 18 kuntaa ja kaksi sairaanhoitopiiriä.",
        "Tiimi kokoontuu kahden viikon välein.",
        "Kokeilu kesti 3 kuukautta.",
        "Valtionavustus oli 2,1 milj. euroa.",
        "Hanke toimii 1.1.2021–31.12.2022.",
        "Ryhmä on tarkoitettu alle 25-vuotiaille.",
        "Asuinalueella on 52 000 asukasta.",
    ],
)
def test_background_numbers_are_no_indicators(language_nlp: Language, sentence: str) -> None:
    assert mine(language_nlp, OUTCOMES.format(sentence)) == ()


@pytest.mark.parametrize(
    ("sentence", "unit", "window"),
    [
        ("Ryhmästä palasi puolen vuoden kuluessa 22 %.", "%", "puoli vuotta"),
        ("Vastaanotolle pääsi viikossa 72 %.", "%", "viikko"),
        ("Tavoitteena on 7 päivän hoitoon pääsy.", "päivä", "7 päivää"),
        ("Koettu toimintakyky (asteikko 0–10) oli 4,4.", "asteikko 0–10", None),
        ("Haittatapahtumat / 1 000 käyntiä: 2,4.", "/ 1 000 käyntiä", None),
        ("Luottoja myönnettiin 31.", "luottoa", None),
    ],
)
def test_a_statement_gives_unit_and_window(
    language_nlp: Language, sentence: str, unit: str, window: str | None
) -> None:
    (indicator,) = mine(language_nlp, OUTCOMES.format(sentence))
    assert (indicator.unit, indicator.window) == (unit, window)


@pytest.mark.parametrize(
    ("page", "kind"),
    [(OUTCOMES, IndicatorKind.RESULT), (AIMS, IndicatorKind.TARGET), (BACKGROUND, IndicatorKind.BASELINE)],
)
def test_the_section_tells_the_kind(language_nlp: Language, page: str, kind: IndicatorKind) -> None:
    (indicator,) = mine(language_nlp, page.format("Hoitotakuu toteutuu 80 %:lla asiakkaista."))
    assert (indicator.kind, indicator.number, indicator.unit) == (kind, 0.8, "%")


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("Vastausosuus nousi 68 prosentista 83:een.", ["baseline", "result"]),
        ("Vastausosuus on 83 % (lähtötilanne 68 %).", ["result", "baseline"]),
        ("Vastausosuus on 83 % (tavoite 90 %).", ["result", "target"]),
        ("Kirjattujen osuus on 40 % (2020: 12 %).", ["result", "baseline"]),
    ],
)
def test_words_near_a_value_tell_the_kind(language_nlp: Language, sentence: str, kinds: list[str]) -> None:
    assert [indicator.kind.value for indicator in mine(language_nlp, OUTCOMES.format(sentence))] == kinds


def test_a_share_has_the_limit_it_stands_with(language_nlp: Language) -> None:
    (indicator,) = mine(language_nlp, OUTCOMES.format("Kiireetön aika 7 vrk:ssa toteutui 58 %:lla."))
    assert (indicator.value, indicator.window, indicator.number) == ("58 %", "7 vrk", 0.58)


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("Vuonna 2022 odotusaika oli 9 vrk.", "2022"),
        ("Odotusaika oli 9 vrk (syksy 2023).", "syksy 2023"),
        ("Odotusaika oli 9 vrk.", None),
    ],
)
def test_the_period_of_a_value(language_nlp: Language, sentence: str, period: str | None) -> None:
    (indicator,) = mine(language_nlp, OUTCOMES.format(sentence))
    assert indicator.period == period


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Kotikäyntien määrän seuranta jatkuu.", ["kotikäyntien määrä"]),
        (
            "Jatkossa seurataan sairauspoissaoloja, vaihtuvuutta ja työhyvinvointia.",
            ["sairauspoissaolot", "vaihtuvuus", "työhyvinvointi"],
        ),
        ("Hankkeen edistymisen seuranta jatkuu.", []),
        ("Hoidon jatkuvuudesta kertoo COC-indeksi.", ["COC-indeksi"]),
        (
            "Mittareiksi on valittu odotusaika ja suunnitelmien kattavuus.",
            ["odotusaika", "suunnitelmien kattavuus"],
        ),
        ("Rokotuskattavuus ei ole noussut.", ["rokotuskattavuus"]),
        ("Lastensuojeluilmoitukset: muutosta ei voida vielä arvioida.", ["lastensuojeluilmoitukset"]),
        ("Asiakaspalautetta kerätään.", ["asiakaspalaute"]),
        ("AUDIT-pisteistä puuttuu loppumittaus.", ["AUDIT-pisteet"]),
    ],
)
def test_an_indicator_is_named_without_a_value(
    language_nlp: Language, sentence: str, names: list[str]
) -> None:
    found = mine(language_nlp, OUTCOMES.format(sentence))
    assert [indicator.name for indicator in found] == names
    assert all(indicator.kind is IndicatorKind.NAMED and indicator.value is None for indicator in found)


def test_the_items_of_a_list_of_measures_are_indicators(language_nlp: Language) -> None:
    found = mine(
        language_nlp, MEASURING.format("Takaisinsoiton viive, puheluiden määrä ja asiakaskokemus (NPS).")
    )
    assert [indicator.name for indicator in found] == [
        "takaisinsoiton viive",
        "puheluiden määrä",
        "asiakaskokemus (NPS)",
    ]


def test_a_sentence_of_the_measuring_section_is_no_item(language_nlp: Language) -> None:
    assert mine(language_nlp, MEASURING.format("Malli on otettu käyttöön.")) == ()


def test_identity_data_measures_nothing(language_nlp: Language) -> None:
    assert mine(language_nlp, "Perustiedot\n\nToimiaika\n1.1.2021-31.12.2022\n\nLuotu\n\n1.2.2021\n") == ()


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Käyntien arvioidaan vähenevän 12 %.", "target"),
        ("Käyntien odotetaan laskevan 12 %.", "target"),
        ("Odotetaan, että käynnit vähenevät 12 %.", "target"),
        ("Odotusaika lyhenisi 4 viikkoon.", "target"),
        ("Odotusaika on tarkoitus lyhentää 6 vuorokauteen.", "target"),
        ("Odotusaika pitää lyhentää 6 vuorokauteen.", "target"),
        ("Odotusaika on lyhennettävä 6 vuorokauteen.", "target"),
        ("Asukkaista pyritään tavoittamaan 60 %.", "target"),
        ("Asiakkaista 80 % saa ajan viikossa vuoden 2030 loppuun mennessä.", "target"),
        ("Odotusaika ei lyhentynyt 6 vuorokauteen.", "target"),
        ("Lain mukaan hoitoon on päästävä 14 vuorokaudessa.", "baseline"),
        ("Valtakunnallisesti 35 % nuorista oireilee.", "baseline"),
        ("Käynnit vähenivät 12 %.", "result"),
        ("Käyntien arvioitiin vähentyneen 12 %.", "result"),
        ("Odotusaika saatiin lyhennettyä 6 vuorokauteen.", "result"),
        ("Hammashoitoon odotetaan yhä 90 vrk.", "result"),
        ("Puheluista 20 % ei vastattu.", "result"),
        ("Asiakkaista 44 % piti vapaansa.", "result"),
    ],
)
def test_the_predicate_tells_the_kind(language_nlp: Language, sentence: str, kind: str) -> None:
    found = mine(language_nlp, OUTCOMES.format(sentence))
    assert [indicator.kind.value for indicator in found] == [kind]


@pytest.mark.parametrize(
    ("title", "kind"),
    [("Mittarit ja tulokset", IndicatorKind.RESULT), ("Lähtötilanne", IndicatorKind.BASELINE)],
)
def test_a_heading_of_results_tells_the_kind(language_nlp: Language, title: str, kind: IndicatorKind) -> None:
    (indicator,) = mine(language_nlp, f"{title}\n\nLääkelista oli tarkistettu 62 %:lla asiakkaista.\n")
    assert indicator.kind is kind


def test_the_end_of_a_change_is_a_result(language_nlp: Language) -> None:
    found = mine(language_nlp, BACKGROUND.format("Poikkeamat / 1 000 käyntiä: 2,4 → 1,6."))
    assert [indicator.kind.value for indicator in found] == ["baseline", "result"]


def test_counted_things_are_named_by_the_compound_before(language_nlp: Language) -> None:
    found = mine(language_nlp, OUTCOMES.format("Kioskissa tehdään pikatestejä. Testejä 415."))
    assert [indicator.name for indicator in found] == ["pikatestit"]


def test_a_share_ends_before_the_next_one(language_nlp: Language) -> None:
    found = mine(language_nlp, OUTCOMES.format("Noin 9 % asukkaista aiheuttaa 74 % kustannuksista."))
    assert [indicator.value for indicator in found] == ["9 %", "74 %"]
    assert found[0].end <= found[1].start


def test_a_very_long_sentence_takes_linear_time(language_nlp: Language) -> None:
    clause = "vastaanotolla kävi 147 asiakasta ja palautetta antoi 23 % heistä"
    doc = language_nlp(", ".join([clause] * 400) + ".")
    start = time.perf_counter()
    IndicatorComponent()(doc)
    assert time.perf_counter() - start < 10
