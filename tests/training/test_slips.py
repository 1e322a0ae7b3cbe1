"""Copies of gold sentences with one word changed."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path

import pytest

_SPEC = importlib.util.spec_from_file_location("slips", Path(__file__).parents[2] / "training" / "slips.py")
assert _SPEC is not None
assert _SPEC.loader is not None
slips = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(slips)

KNOWN = {"kuntoutus", "jatkuu", "kotona", "palveluita", "tarvitaan"}
SENTENCE = [
    ("Kuntoutus", "kuntoutus", "NOUN", "Case=Nom|Number=Sing"),
    ("jatkuu", "jatkua", "VERB", "Mood=Ind"),
    ("Helsingissä", "Helsinki", "PROPN", "Case=Ine|Number=Sing"),
    ("12:lle", "12", "NUM", ""),
    (".", ".", "PUNCT", ""),
]


def known(form: str) -> bool:
    return form.lower() in KNOWN


def test_one_common_word_is_changed_and_keeps_its_tags() -> None:
    found = list(slips.with_slips([SENTENCE] * 200, known))
    assert len(found) > 10
    for sentence in found:
        changed = [i for i, word in enumerate(sentence) if word[2] != "_"]
        assert len(changed) == 1
        (place,) = changed
        assert sentence[place][1:] == SENTENCE[place][1:]
        assert SENTENCE[place][2] in {"NOUN", "VERB"}
        assert not known(sentence[place][0])
        assert [w[0] for i, w in enumerate(sentence) if i != place] == [
            w[0] for i, w in enumerate(SENTENCE) if i != place
        ]


def test_the_same_seed_gives_the_same_slips() -> None:
    once = list(slips.with_slips([SENTENCE] * 50, known, seed=3))
    assert once == list(slips.with_slips([SENTENCE] * 50, known, seed=3))
    assert once != list(slips.with_slips([SENTENCE] * 50, known, seed=4))


def test_a_slip_is_small() -> None:
    chance = random.Random(1)
    for _ in range(300):
        assert abs(len(slips.mistype("palveluita", chance)) - len("palveluita")) <= 1


@pytest.mark.parametrize(
    ("form", "spoken"),
    [
        ("tietoa", "tietoo"),
        ("auttanut", "auttanu"),
        ("palvelusta", "palvelust"),
        ("puhuisi", "puhuis"),
        ("hoidon", "hoido"),
    ],
)
def test_spoken_endings(form: str, spoken: str) -> None:
    chance = random.Random(0)
    assert spoken in {slips.as_spoken(form, chance) for _ in range(40)}


def test_a_form_without_such_an_ending_is_left() -> None:
    assert slips.as_spoken("ja", random.Random(0)) == ""
