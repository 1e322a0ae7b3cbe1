"""The programme by names, words, money and time."""

import pytest

from sotenlp.reader.programmes import began_in, find_programme
from sotenlp.schema import Programme

MINISTRY = "Sosiaali- ja terveysministeriö"


@pytest.mark.parametrize(
    ("names", "body", "began", "funder", "programme"),
    [
        ("Kainuun RRP2", "Tulevaisuuden sote-keskus -hankkeen jatko.", "2023", None, Programme.RRP),
        ("Apu ajoissa", "Jatkoa haetaan RRP:stä.", "2020", MINISTRY, Programme.TULSOTE),
        ("Apu ajoissa", "Jatkoa haetaan RRP:stä.", "2020", None, None),
        ("Apu ajoissa", "Työ alkoi.", "2021", MINISTRY, Programme.TULSOTE),
        ("Apu ajoissa", "Työ alkoi.", "2022", MINISTRY, None),
        ("Apu ajoissa", "Työ alkoi.", "2024", MINISTRY, Programme.RRP),
        ("Apu ajoissa", "Työ alkoi.", "2024", "Oulun kaupunki", None),
        ("Apu ajoissa", "Työ alkoi.", "2017", MINISTRY, None),
        ("Apu ajoissa", "Työ alkoi.", None, MINISTRY, None),
        ("Porin sote-keskus", "Työ alkoi.", None, None, Programme.TULSOTE),
    ],
)
def test_programme(names, body, began, funder, programme):
    assert find_programme(names, (), body, began=began, funder=funder) is programme


def test_another_programme_named_leaves_it_open():
    identity = ("Rahoitus: STM, Kotona asumisen ohjelma",)
    assert find_programme("Apu", identity, "Työ alkoi.", began="2024", funder=MINISTRY) is None


def test_the_year_of_the_beginning():
    assert began_in("11/2020 – 12/2022", "2021", "VN/1/2019") == "2020"
    assert began_in(None, "2021", "VN/1/2019") == "2021"
    assert began_in(None, None, "päätös VN/8842/2023") == "2023"
    assert began_in(None, None, "ei päätöstä") is None
