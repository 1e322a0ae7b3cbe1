"""Long words with more than one slip."""

from __future__ import annotations

import pytest

from sotenlp.language.letters import LetterGrams, learn_letters
from sotenlp.language.near_words import NearWords, align

KNOWN = {"terveyspalveluiden", "asiakasohjauksessa", "hoitosuunnitelma", "palveluverkossa"}
NEAR = NearWords(["palvelu", "ohjaus", "suunnitelma", "verkko", "hoito"])


@pytest.mark.parametrize(
    ("form", "meant"),
    [
        ("terveystalvveluiden", "terveyspalveluiden"),
        ("terveyspalvveluiden", "terveyspalveluiden"),
        ("hoitosuunntielma", "hoitosuunnitelma"),
        ("hoitosunitelma", "hoitosuunnitelma"),
    ],
)
def test_a_common_word_inside(form: str, meant: str) -> None:
    assert NEAR.spellings(form, KNOWN.__contains__) == [meant]


@pytest.mark.parametrize("form", ["", "palvelu", "heppapostauksia", "x" * 500, "a1b2c3d4e5", "kuljetuksissa"])
def test_what_is_far_from_all_is_left(form: str) -> None:
    assert NEAR.spellings(form, lambda _: True) == []


def test_another_language_is_left() -> None:
    letters = LetterGrams(learn_letters(KNOWN))
    asked: list[str] = []
    NearWords(["palvelu"], letters).spellings("qterveyspalvluwithx", lambda form: bool(asked.append(form)))
    assert asked == []


@pytest.mark.parametrize(
    ("stem", "form", "slips"),
    [("palvel", "palvelut", 0), ("palvel", "plavelut", 1), ("ohjau", "ohjjaauksen", 2)],
)
def test_the_number_of_slips(stem: str, form: str, slips: int) -> None:
    assert align(stem, form)[0] == slips
