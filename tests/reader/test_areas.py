"""Which wellbeing services county a text is about."""

import pytest

from sotenlp.reader.areas import area_votes, areas, find_area, is_area_name


@pytest.mark.parametrize("area", [area for area in areas().values() if area.code not in {"91"}])
def test_every_area_is_found_by_its_name_and_region(area):
    assert find_area([(f"Työ alkaa: {area.name}", 1.0)]) == area
    assert find_area([(f"{area.region}: uusi malli", 1.0)]) == area
    assert is_area_name(area.name)
    assert is_area_name(area.region)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Lapissa etäisyydet ovat pitkiä.", "21"),
        ("Malli syntyi Etelä-Savossa ja siirtyi muualle.", "12"),
        ("Oma Hämeen työntekijät", "07"),
        ("Pohteen omatiimit", "19"),
        ("Keski-Suomesta tuli malli.", "15"),
        ("Kokeilu alkoi Joensuussa ja Kiteellä.", "14"),
        ("Kymsoten vastaanotot", "10"),
        ("Helsingissä ja helsinkiläisille", "90"),
        ("Pohjanmaalla kaksikielisesti", "17"),
        ("Etelä-Pohjanmaalla", "16"),
        ("Vantaan ja Keravan yhteinen malli", "04"),
    ],
)
def test_inflected_names_brands_municipalities_and_predecessors(text, code):
    area = find_area([(text, 1.0)])
    assert area is not None
    assert area.code == code


def test_the_title_weighs_more_than_the_body():
    area = find_area([("Kainuun malli", 10.0), ("Pirkanmaalla, Pirkanmaan, Oulussa, Lapissa", 1.0)])
    assert area is not None
    assert area.region == "Kainuu"


def test_no_area():
    assert find_area([("Valtakunnallinen malli kaikille", 1.0)]) is None
    assert not area_votes("")
    assert not is_area_name("Etävastaanotto")
