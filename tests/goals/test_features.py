from __future__ import annotations

import csv
from importlib.resources import files

import pytest
from spacy.language import Language

from sotenlp.goals.features import FRAME, extract_features
from sotenlp.goals.lexicon import Lexicon, find_goals


def test_compounds_share_their_parts(language_nlp: Language) -> None:
    first = set(extract_features(language_nlp("Etälääkäri aloitti.")))
    second = set(extract_features(language_nlp("Omalääkärit aloittivat.")))
    assert {"p:lääkäri", "l:aloittaa", "h:käri$"} <= first & second
    assert "l:etälääkäri" in first - second


@pytest.mark.parametrize(("text", "kind"), [("85 asiakasta", "n:number"), ("85% asiakkaista", "n:percent")])
def test_numbers_count_by_their_kind(language_nlp: Language, text: str, kind: str) -> None:
    features = extract_features(language_nlp(text))
    assert any(f.startswith("n:") for f in features)
    assert not any("85" in f for f in features if f.startswith(("l:", "h:")))


def test_punctuation_is_no_feature(language_nlp: Language) -> None:
    assert extract_features(language_nlp("– … !")) == ["z:size0", "z:no_verb", FRAME]


@pytest.mark.parametrize("text", ["Tuotokset ja tulokset", "1.2.2021", "2020-2022", "• 4.", ""])
def test_headings_of_templates_and_dates_are_part_of_a_frame(language_nlp: Language, text: str) -> None:
    assert FRAME in extract_features(language_nlp(text))


@pytest.mark.parametrize("text", ["Kustannukset kasvoivat", "Omatiimi", "Jono 2021"])
def test_what_has_words_of_its_own_is_none(language_nlp: Language, text: str) -> None:
    assert FRAME not in extract_features(language_nlp(text))


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("Jonotilanne paheni", "1"),
        ("Pitkä hoitojono", "1"),
        ("Matalalla kynnyksellä", "1"),
        ("Moniammatillisesti", "4"),
        ("Säästöt jäivät pieniksi", "5"),
    ],
)
def test_words_of_a_goals_vocabulary_are_found(language_nlp: Language, text: str, goal: str) -> None:
    assert f"g:{goal}" in extract_features(language_nlp(text))


def test_two_words_are_found_in_their_order_and_near_each_other() -> None:
    lexicon = Lexicon()
    lexicon.add("1", "matala kynnys")
    assert lexicon.pairs == {"matala kynnys": ["1"]}
    alone = len(find_goals(["kynnys", "olla", "matala"]))
    assert len(find_goals(["matala", "palvelu", "kynnys"])) == alone + 2  # it speaks for two goals
    assert len(find_goals(["matala", "a", "b", "c", "kynnys"])) == alone


def test_the_vocabulary_holds_each_pattern_once_a_goal() -> None:
    text = files("sotenlp.goals").joinpath("data", "lexicon.csv").read_text(encoding="utf-8")
    rows = [(row["goal"], row["pattern"]) for row in csv.DictReader(text.splitlines())]
    assert len(rows) == len(set(rows))
    assert {goal for goal, _ in rows} == {"1", "2", "3", "4", "5"}
    assert all(pattern.strip("*") and pattern == pattern.strip().lower() for _, pattern in rows)
