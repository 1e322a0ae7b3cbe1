"""Colloquial and mistyped forms."""

from __future__ import annotations

import pytest

from sotenlp.language.candidates import Candidates
from sotenlp.language.respelling import colloquial_forms, mistyped_spellings, spoken_spellings
from sotenlp.language.voikko import Voikko

VOIKKO = Voikko("")
CANDIDATES = Candidates(VOIKKO)


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("tietoo", "tietoa"),
        ("talos", "talossa"),
        ("kattoo", "katsoo"),
        ("mettä", "metsä"),
        ("ihmisii", "ihmisiä"),
        ("jotaki", "jotakin"),
        ("lukenu", "lukenut"),
        ("puhuttais", "puhuttaisi"),
        ("kyllllä", "kyllä"),
        ("mielenterveystyo", "mielenterveystyö"),
        ("lyhenivat", "lyhenivät"),
        ("taalla", "täällä"),
        ("itsellekkin", "itsellekin"),
        ("hirveet", "hirveät"),
        ("päätimpä", "päätinpä"),
        ("kirjottaneet", "kirjoittaneet"),
        ("viiä", "viedä"),
    ],
)
def test_spoken_forms(spoken: str, written: str) -> None:
    assert written in spoken_spellings(spoken, VOIKKO.knows)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("palvelluita", "palveluita"),
        ("hyvinvonti", "hyvinvointi"),
        ("asikkaat", "asiakkaat"),
        ("kuntouuts", "kuntoutus"),
    ],
)
def test_slips_of_typing(typed: str, meant: str) -> None:
    assert meant in mistyped_spellings(typed, VOIKKO.knows)


@pytest.mark.parametrize("word", ["", "a", "x1y2z3w4", "ttttttttt", "ä" * 500])
def test_what_is_no_word_is_left_alone(word: str) -> None:
    assert mistyped_spellings(word, lambda _: False) == []
    assert spoken_spellings(word, lambda _: False) == []


@pytest.mark.parametrize(
    ("form", "lemma", "upos"),
    [
        ("mä", "minä", "PRON"),
        ("oon", "olla", "AUX"),
        ("tää", "tämä", "PRON"),
        ("sit", "sitten", "ADV"),
        ("mut", "mutta", "CCONJ"),
        ("yks", "yksi", "NUM"),
        ("lapsii", "lapsi", "NOUN"),
        ("palvelluita", "palvelu", "NOUN"),
    ],
)
def test_their_readings_are_those_of_the_standard_form(form: str, lemma: str, upos: str) -> None:
    assert (lemma, upos) in {reading[:2] for reading in CANDIDATES[form]}


def test_the_list_gives_words_of_the_dictionary() -> None:
    standard = {form for forms in colloquial_forms().values() for form in forms}
    assert [form for form in standard if not CANDIDATES[form]] == []
