"""Quantities: what is a number, its worth, unit and limit."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sotenlp.extraction.numerals import mask_labels, parse_number
from sotenlp.extraction.quantities import Quantity, extract_quantities
from sotenlp.extraction.quantity_units import QuantityKind
from sotenlp.language.sentences import iterate_sentences


def quantities(nlp: Language, text: str) -> list[Quantity]:
    return [q for sentence in iterate_sentences(nlp(text)) for q in extract_quantities(sentence)]


@pytest.mark.parametrize(
    ("text", "kind", "value", "number", "unit"),
    [
        ("Hoitoon pääsi 62,5 % hakijoista.", QuantityKind.SHARE, "62,5 %", 0.625, "%"),
        ("Ajoissa hoidettiin 8%.", QuantityKind.SHARE, "8%", 0.08, "%"),
        ("Tavoite täyttyi 90-prosenttisesti.", QuantityKind.SHARE, "90", 0.9, "%"),
        ("Osuus kasvoi viisi prosenttia.", QuantityKind.SHARE, "viisi prosenttia", 0.05, "%"),
        ("Palautetta antoi 3/4 kävijöistä.", QuantityKind.SHARE, "3/4", 0.75, None),
        ("Heistä kolmannes jatkoi.", QuantityKind.SHARE, "kolmannes", pytest.approx(1 / 3, abs=1e-4), None),
        ("Keskiarvo oli 4,3/5.", QuantityKind.SCORE, "4,3/5", 4.3, "/5"),
        ("Säästö oli 1,2 milj. euroa.", QuantityKind.MONEY, "1,2 milj.", 1_200_000, "euroa"),
        ("Käynnin hinta on 31 €.", QuantityKind.MONEY, "31", 31, "€"),
        ("Asiakkaalle kertyi 9 500 €/kk.", QuantityKind.MONEY, "9 500", 9500, "€/kk"),
        ("Jono on 18 vrk.", QuantityKind.TIME, "18", 18, "vrk"),
        ("Aika järjestyy kahdessa viikossa.", QuantityKind.TIME, "kahdessa", 2, "viikko"),
        ("Ryhmissä kävi 46 asiakasta viikossa.", QuantityKind.COUNT, "46", 46, "asiakasta viikossa"),
        ("Puheluita tuli 640/kk.", QuantityKind.BARE, "640", 640, "/kk"),
        ("Siirtoviiveitä oli 310 kuukaudessa.", QuantityKind.BARE, "310", 310, "kuukaudessa"),
        ("Mukaan tuli joka neljäs.", QuantityKind.SHARE, "joka neljäs", 0.25, None),
        ("Vastaus viipyi 1 h 45 min kerrallaan.", QuantityKind.TIME, "1 h 45 min", 1.75, "h"),
        ("Käynnit puolittuivat.", QuantityKind.CHANGE, "puolittuivat", 0.5, None),
        ("Käynnit muuttuivat −12 %.", QuantityKind.SHARE, "−12 %", -0.12, "%"),
        ("Jono oli 28 vuorokautta.", QuantityKind.TIME, "28", 28, "vuorokautta"),
        ("Menot olivat 1,1 milj e/v.", QuantityKind.MONEY, "1,1 milj", 1_100_000, "e/v"),
        ("Säästö oli 300 euroa asiakasta kohden.", QuantityKind.MONEY, "300", 300, "euroa asiakasta kohden"),
        ("Eroja löytyi 2,7 listaa kohden.", QuantityKind.BARE, "2,7", 2.7, "listaa kohden"),
        ("Mitoitus on 1:650.", QuantityKind.SCORE, "1:650", None, None),
        ("Kolme neljästä palasi.", QuantityKind.SHARE, "Kolme neljästä", 0.75, None),
        ("Hoito jatkui 21 asiakkaalla 24:stä.", QuantityKind.COUNT, "21", 21, "asiakasta"),
        ("Ohjeen sai 14 neuvolalle.", QuantityKind.COUNT, "14", 14, "neuvolaa"),
        ("Ryhmässä oli 8 hlö.", QuantityKind.COUNT, "8", 8, "hlö"),
        ("Raati kokoontui viidesti.", QuantityKind.BARE, "viidesti", 5, None),
        ("Kurssilla oli 12 valmistunutta.", QuantityKind.COUNT, "12", 12, "valmistunutta"),
    ],
)
def test_a_quantity_is_read(
    language_nlp: Language, text: str, kind: QuantityKind, value: str, number: float, unit: str | None
) -> None:
    (quantity,) = quantities(language_nlp, text)
    assert (quantity.kind, quantity.value, quantity.unit) == (kind, value, unit)
    assert quantity.number == number


def test_a_range_has_its_ends(language_nlp: Language) -> None:
    (quantity,) = quantities(language_nlp, "Vastaus saadaan 7–14 vuorokaudessa.")
    assert (quantity.value, quantity.number, quantity.low, quantity.high) == ("7–14", None, 7, 14)


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("Hoitoon pääsi 85 %/7 vrk.", "7 vrk"),
        ("Aika annetaan 14 vrk:n sisällä.", "14 vrk"),
        ("Aika annetaan 14 vuorokaudessa.", "14 vuorokautta"),
        ("Aika annetaan kolmessa viikossa.", "kolme viikkoa"),
    ],
)
def test_a_limit_is_a_window(language_nlp: Language, text: str, window: str) -> None:
    (quantity,) = quantities(language_nlp, text)
    assert quantity.window == window


def test_a_change_has_both_ends(language_nlp: Language) -> None:
    found = quantities(language_nlp, "Osuus nousi 27 %:sta 41 %:iin.")
    assert [quantity.value for quantity in found] == ["27 %", "41 %"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Poikkeamat / 1 000 käyntiä: 2,4.", ["2,4"]),
        ("Käynnit 1 000 asukasta kohti.", []),
        ("Kattavuus ennen 34 % / 76 %.", ["34 %", "76 %"]),
        ("Pisteet nousivat arvosta 3,2 arvoon 5,1.", ["3,2", "5,1"]),
    ],
)
def test_what_a_rate_is_per_is_no_quantity(language_nlp: Language, text: str, values: list[str]) -> None:
    assert [quantity.value for quantity in quantities(language_nlp, text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "Hanke kesti 1.1.2021-31.12.2022.",
        "Luotu 30.06.2020.",
        "Vuosina 2021–2023 malli laajeni.",
        "Sosiaalihuoltolaki 1301/2014 ja sen 42 §.",
        "Palvelu on 13–17-vuotiaille.",
        "Kurssi sopii 4-vuotiaille.",
        "Soita numeroon 040 123 4567.",
        "Toimenpiteet 5 ja 6 raportoidaan yhdessä.",
        "Katso taulukko 3.",
        "Chat on auki klo 8–16.",
        "Oirekysely PHQ-9 täytetään aina.",
        "3. sektorin toimijat osallistuvat.",
        "Palvelu toimii 24/7.",
    ],
)
def test_labels_dates_and_ages_are_no_quantities(language_nlp: Language, text: str) -> None:
    assert quantities(language_nlp, text) == []


def test_a_mask_keeps_every_offset() -> None:
    text = "2. Kevään 2021 tulos: 15 % (12/2020)"
    assert len(mask_labels(text)) == len(text)
    assert mask_labels(text).split() == ["Kevään", "tulos:", "15", "%", "(", ")"]


@pytest.mark.parametrize(("text", "number"), [("1 240", 1240), ("12,5", 12.5), ("−3", -3)])
def test_a_written_number_has_its_worth(text: str, number: float) -> None:
    assert parse_number(text) == number
