"""Which sentences of a page are not Finnish."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from spacy.language import Language

from sotenlp.language.stretches import is_finnish_word, language_of, left_out
from sotenlp.pipeline import annotate
from sotenlp.reader.reading import from_text

with open(Path(__file__).parent / "language_cases.csv", encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))

FINNISH = """Etäpalvelut Kainuussa

Tavoiteltu muutos

Etävastaanotto otettiin käyttöön kaikilla terveysasemilla. Asukkaat saavat apua nopeammin kuin ennen.

"""
SWEDISH = """Sammandrag

Distansmottagningen togs i bruk på alla hälsostationer. Invånarna får hjälp snabbare än tidigare.
Digiläkaren har varit en del av pilotprojektet i Kajana.
"""
ENGLISH = """Summary

The remote clinic was taken into use at all health stations. Residents get help faster than before.
"""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_single_sentences(case: dict[str, str]) -> None:
    found = language_of(case["text"], is_finnish_word)
    if case["language"] in ("fi", "keep"):
        assert found in ("fi", "")
    else:
        assert found in (case["language"], "")


def test_most_foreign_sentences_are_recognised() -> None:
    foreign = [case for case in CASES if case["language"] in ("sv", "en")]
    missed = [c["text"] for c in foreign if language_of(c["text"], is_finnish_word) != c["language"]]
    assert len(missed) <= 0.1 * len(foreign), missed


@pytest.mark.parametrize(("part", "code"), [(SWEDISH, "sv"), (ENGLISH, "en")])
@pytest.mark.parametrize("foreign_first", [False, True])
def test_a_mixed_page_keeps_its_finnish_part(
    nlp: Language, part: str, code: str, foreign_first: bool
) -> None:
    record = annotate(nlp, from_text(f"{part}\n{FINNISH}" if foreign_first else FINNISH + part, id="sivu"))
    start = record.text.index(part)
    inside = [s for s in record.sentences if start <= s.start < start + len(part.rstrip())]
    assert {s.language for s in inside if len(record.text[s.start : s.end].split()) > 2} == {code}
    assert {s.language for s in record.sentences if s not in inside} == {"fi"}
    assert all(not s.goals.goals for s in inside if s.language == code)
    assert [m.text for m in record.measures] == ["Etävastaanotto"]
    (problem,) = (p for p in record.errors if p.code == "partly_finnish")
    assert problem.message.startswith("sivu: ")
    assert "\n" not in problem.message


@pytest.mark.parametrize(("part", "code"), [(SWEDISH, "sv"), (ENGLISH, "en")])
def test_a_foreign_page_is_left_out(nlp: Language, part: str, code: str) -> None:
    record = annotate(nlp, from_text(part))
    assert record.language == code
    assert [p.code for p in record.errors] == ["not_finnish"]
    assert record.measures == record.sentences == ()


@pytest.mark.parametrize(
    "text",
    [
        "Cool Kids",
        "Housing First",
        "Porvoo, Loviisa, Askola",
        "Maija Virtanen, Matti Meikäläinen",
        "Chat avattiin.",
    ],
)
def test_short_texts_are_not_dropped(nlp: Language, text: str) -> None:
    record = annotate(nlp, from_text(text))
    assert record.sentences
    assert "not_finnish" not in {p.code for p in record.errors}


def test_a_motto_makes_no_foreign_part(nlp: Language) -> None:
    record = annotate(nlp, from_text(f"{FINNISH}Make every contact count\n\n{FINNISH}"))
    assert {s.language for s in record.sentences} == {"fi"}
    assert "partly_finnish" not in {p.code for p in record.errors}


@pytest.mark.parametrize("line", ["Kirjaudu sisään kommentoidaksesi sivua.", "Perustiedot", "Jaa sivu"])
def test_a_foreign_page_in_a_finnish_frame_is_foreign(nlp: Language, line: str) -> None:
    record = annotate(nlp, from_text(f"{SWEDISH}\n{line}\n"))
    assert record.language == "sv"
    assert [p.code for p in record.errors] == ["not_finnish"]


def test_another_script(nlp: Language) -> None:
    record = annotate(nlp, from_text("Проект развивал услуги для детей и молодежи в регионе"))
    assert record.language not in ("fi", "und")
    assert record.sentences == ()


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (["fi", "und"], ""),
        (["sv"], "1 sentence in Swedish"),
        (["fi", "en", "en", "sv"], "2 sentences in English, 1 in Swedish"),
    ],
)
def test_what_was_left_out_is_told(codes: list[str], words: str) -> None:
    assert left_out(codes) == words


def test_the_lines_of_a_list_in_two_languages_are_told_apart(nlp: Language) -> None:
    pairs = [
        (
            "Hoitoon pääsy nopeutuu seitsemään vuorokauteen.",
            "Tillgången till vård förbättras inom sju dagar.",
        ),
        ("Omaishoitajien tukea vahvistetaan alueella.", "Stödet för närståendevårdare stärks i området."),
        ("Kotikuntoutus otetaan käyttöön kunnissa.", "Hemrehabiliteringen tas i bruk i kommunerna."),
    ]
    text = "Tavoitteet\n\n" + "".join(f"- {finnish}\n- {swedish}\n" for finnish, swedish in pairs)
    record = annotate(nlp, from_text(text))
    codes = {record.text[s.start : s.end].strip("- \n"): s.language for s in record.sentences}
    assert [(codes[finnish], codes[swedish]) for finnish, swedish in pairs] == [("fi", "sv")] * 3
