"""Runs of letters that Finnish words have."""

from __future__ import annotations

import pytest

from sotenlp.language.letters import LetterGrams, learn_letters

WORDS = ["palvelu", "palvelut", "palvelussa", "hoito", "hoidossa", "asiakas", "asiakkaan"]
LETTERS = LetterGrams(learn_letters(WORDS))


@pytest.mark.parametrize("word", [*WORDS, "hoitopalvelu"[5:], "palvelun"[:-1]])
def test_words_are_possible(word: str) -> None:
    assert LETTERS.possible(word)
    assert LETTERS.impossible(word) == []


@pytest.mark.parametrize(("word", "first"), [("palvvelu", 2), ("xhoito", 0), ("hoitop", 3)])
def test_where_a_run_is_impossible(word: str, first: int) -> None:
    assert not LETTERS.possible(word)
    assert LETTERS.impossible(word)[0] == first


def test_the_commonest_letter_comes_first() -> None:
    assert learn_letters(["talo", "talot", "tali"])["tal"] == "oi"


def test_without_words_everything_is_possible() -> None:
    nothing = LetterGrams({})
    assert not nothing
    assert nothing.possible("xyzzyx")
    assert nothing.begins("xyz")


def test_how_a_word_begins() -> None:
    assert LETTERS.begins("palkka")
    assert not LETTERS.begins("akkaan")
