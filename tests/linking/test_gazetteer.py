import pytest

from sotenlp.linking.gazetteer import find_organisation, is_place, is_place_form, normal_form, slug
from sotenlp.linking.lexicon import load_lexicon


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Lapin Omaishoitajat ry", "lapin omaishoitajat"),
        ("Keusote (kuntayhtymä)", "keusote"),
        ("Sosiaali-  ja terveysministeriö", "sosiaali ja terveysministeriö"),
    ],
)
def test_normal_form(name, form):
    assert normal_form(name) == form


@pytest.mark.parametrize(
    ("text", "expected"), [("Äänekosken väli–tila", "aanekosken-valitila"), ("§", "nimeton")]
)
def test_slug(text, expected):
    assert slug(text) == expected


@pytest.mark.parametrize("word", ["Lapissa", "Päijät-Hämeen", "Keski-Uudellamaalla", "Torniosta"])
def test_inflected_places(word):
    assert is_place_form(word)


def test_places_and_common_words():
    assert is_place("Etelä-Savo")
    assert not is_place("perhekeskus")


def test_unknown_organisation():
    assert find_organisation("Olematon yhdistys") is None


def test_tables_name_known_concepts_only():
    lexicon = load_lexicon()
    assert all(0 < near < 1 for twins in lexicon.related.values() for near in twins.values())
    assert all(0 <= weight <= 1 for weight in lexicon.weights.values())
