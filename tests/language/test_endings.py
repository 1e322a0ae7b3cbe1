"""Base forms by the last letters."""

from __future__ import annotations

from sotenlp.language.endings import EndingGuesser, learn_endings
from sotenlp.language.reading import Reading


def noun(lemma: str, feats: str, upos: str = "NOUN") -> list[Reading]:
    return [Reading(lemma, upos, feats, (lemma.lower(),), "base")]


TYPES = [
    (stem + "lassa", noun(stem + "la", "Case=Ine|Number=Sing")) for stem in ("kaup", "ravin", "sairaa", "kou")
]
NAMES = [
    (f"{n}in", noun(n, "Case=Gen|Number=Sing", "PROPN")) for n in ("Berlin", "Boston", "London", "Simpson")
]
GUESSER = EndingGuesser(*learn_endings([*TYPES, *NAMES]))


def test_a_word_is_read_like_those_with_its_ending() -> None:
    assert [reading[:3] for reading in GUESSER.words("jutelassa")] == [
        ("jutela", "NOUN", "Case=Ine|Number=Sing")
    ]


def test_names_are_learned_apart_from_words() -> None:
    assert GUESSER.names("Nelsonin")[0][:2] == ("Nelson", "PROPN")
    assert GUESSER.words("nelsonin") == []


def test_nothing_is_guessed_of_too_short_a_form() -> None:
    assert GUESSER.words("ssa") == []
    assert GUESSER.words("") == []


def test_rare_endings_are_left_out() -> None:
    assert learn_endings(TYPES[:2]) == ([], {})
