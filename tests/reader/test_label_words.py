"""Labels in a writer's own words, and what bears them out."""

import pytest

from sotenlp.reader.label_words import guess_label
from sotenlp.reader.packed_lines import packed_fields


@pytest.mark.parametrize(
    ("label", "value", "field"),
    [
        ("Kuka maksoi?", "Sosiaali- ja terveysministeriö", "funder"),
        ("Rahoittava viranomainen", "STM", "funder"),
        ("Hallinnoija ja toteuttaja", "Lapin hyvinvointialue", "coordinator"),
        ("Päävastuu", "Kajaanin kaupunki", None),
        ("Vastuu hankkeesta", "Kajaanin kaupunki", "coordinator"),
        ("Mukana hankkeessa", "Salon kaupunki, Liedon kunta", "implementers"),
        ("Toimeenpanija", "Oma Häme", "runner"),
        ("Hankkeen ajallinen kesto", "1.1.2023–31.12.2025", "period"),
        ("Toteutus kesti", "2 vuotta (1.1.2021–31.12.2022)", "period"),
        ("Raportin päiväys", "12.12.2024", "created"),
        ("Luotu / muokattu", "9.2.2023 / 15.1.2026", "created"),
        ("Viimeisin muutos", "21.3.2025", "modified"),
        ("Tekijän tiedot", "Aino Esimerkki", "contact_name"),
    ],
)
def test_a_label_counts_where_its_value_bears_it_out(label, value, field):
    heading = guess_label(label, value)
    assert (heading.field if heading else None) == field


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Rahoitus", "riittää vuoden loppuun"),
        ("Kokeilun kesto", "1.2.2022–30.4.2022"),
        ("Raportointikausi", "1.1.2021–30.6.2021"),
        ("Jonotusaika", "3–5 viikkoa"),
        ("Päätös tehty", "12.3.2021"),
        ("Vastuuhenkilö hankkeessa", "Kajaanin kaupunki"),
        ("Siun soten vastuu", "Joensuun kaupunki"),
        ("hallinnoija on", "Joensuun kaupunki"),
        ("Hallinnoija, joka vastaa", "Joensuun kaupunki"),
        ("Yhteistyö", "Kuukausipalaveri pidetään joka kunnassa."),
    ],
)
def test_other_labels_and_values_are_none(label, value):
    assert guess_label(label, value) is None


def test_fields_one_after_another_on_a_line():
    line = "Luotu 4.10.2021 | Muokattu 30.11.2022 | Rahoittaja STM"
    assert packed_fields(line) == [("created", "4.10.2021"), ("modified", "30.11.2022"), ("funder", "STM")]


def test_a_sentence_is_no_row_of_fields():
    assert (
        packed_fields("Hankkeeseen osallistuvat Kuopion kaupunki ja Siilinjärven kunta. Työ alkoi heti.")
        == []
    )
