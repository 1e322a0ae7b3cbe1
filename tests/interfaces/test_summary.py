"""Summaries are short, aligned, and never say more than the graph."""

from __future__ import annotations

import json

import pytest

from sotenlp.annotation import GoalScore, Measure, Practice, PracticeMember, Sentence
from sotenlp.document import Metadata
from sotenlp.errors import InputError
from sotenlp.graph.names import area_names
from sotenlp.interfaces.summary import describe_installation, describe_similar, summarize
from sotenlp.linking.similarity import SimilarMember, SimilarPractice
from sotenlp.mined import Mined
from sotenlp.records import MinedDocument
from sotenlp.schema import Status

TEXT = "Hyvinvointilähete otettiin käyttöön."


def page(code: str, name: str, *, boilerplate: bool = False) -> MinedDocument:
    measure = Measure(
        0,
        17,
        TEXT[:17],
        "hyvinvointilähete",
        Status.ADOPTED,
        sentence=0,
        measure=f"measure:{code}/hyvinvointilahete",
        goals=GoalScore((2,), (0.1, 0.8, 0.1, 0.1, 0.1)),
        boilerplate=boilerplate,
    )
    return MinedDocument(
        code,
        TEXT,
        meta=Metadata(area=name or None, area_code=code if name else None, region=name or None),
        sentences=(Sentence(0, len(TEXT), -1, boilerplate=boilerplate),),
        measures=(measure,),
    )


def mined(pages: list[MinedDocument], errors: int = 0) -> Mined:
    practice = Practice(
        "practice:hyvinvointilahete-1",
        "hyvinvointilähete",
        tuple(
            PracticeMember(p.id, p.meta.area, p.measures[0].measure, (p.measures[0].id,))
            for p in pages
            if not p.measures[0].boilerplate
        ),
    )
    refused = [InputError(f"sivu{n}.pdf", "no text in it", "Give its text.") for n in range(errors)]
    return Mined(pages, [practice], errors=refused)


def test_counties_are_rows_and_goals_columns():
    areas = {code: name for code, name in area_names().items() if code in {"12", "21"}}
    text = summarize(mined([page(code, name) for code, name in areas.items()]))
    lines = text.splitlines()
    head = next(line for line in lines if "goal 1" in line)
    row = next(line for line in lines if line.startswith("Lappi"))
    assert len(row) == len(head)
    assert row.split() == ["Lappi", "1", "-", "1", "-", "-", "-", "-"]
    assert row.rindex("1") == head.index("goal 2") + len("goal 2") - 1
    assert "hyvinvointilähete (2) adopted: Etelä-Savo, Lappi" in text


def test_boilerplate_is_not_counted():
    text = summarize(mined([page("21", "Lapin hyvinvointialue", boilerplate=True)]))
    row = next(line for line in text.splitlines() if line.startswith("Lappi"))
    assert row.split() == ["Lappi", "1"] + ["-"] * 6


def test_refused_inputs_are_told():
    text = summarize(mined([page("21", "Lapin hyvinvointialue")], errors=5))
    assert "Refused: 5 inputs" in text
    assert "sivu0.pdf: no text in it. Give its text." in text
    assert "… and 2 more." in text


def test_a_page_without_a_county_is_told():
    text = summarize(mined([page("21", "Lapin hyvinvointialue"), page("x", "")]))
    assert "1 document without a known county" in text
    assert "No practice is shared by two or more counties." in text


def test_the_summary_of_the_whole_country_fits_a_screen():
    pages = [page(code, name) for code, name in area_names().items()] + [page("x", "")]
    lines = summarize(mined(pages, errors=9)).splitlines()
    assert len(lines) <= 42
    assert max(map(len, lines)) <= 100


def test_nothing_found_is_a_summary_too():
    assert summarize(Mined([], [])).startswith("0 documents of 0 counties")


def test_similar_practices_are_shown_a_page_once_with_reasons_and_sentences():
    found = mined([page("21", "Lapin hyvinvointialue"), page("20", "")])
    members = (
        SimilarMember("21", "Lapin hyvinvointialue", 0, 17, TEXT[:17], "piloted"),
        SimilarMember("21", "Lapin hyvinvointialue", 2, 17, TEXT[2:17], "adopted"),
        SimilarMember("20", None, 0, 17, TEXT[:17], "unspecified"),
    )
    hit = SimilarPractice(
        practice="practice:a-1",
        name="hyvinvointilähete",
        score=0.834,
        reasons=("yhteinen nimi", "sama kohderyhmä"),
        members=members,
    )
    lines = describe_similar([hit, hit], found).splitlines()
    assert lines[0] == "1. hyvinvointilähete  (score 0.83, practice:a-1)"
    assert lines[1] == "   Why: yhteinen nimi; sama kohderyhmä"
    assert lines[2] == "   - Lapin hyvinvointialue, adopted [21:2, 2 mentions]"
    assert lines[3] == f'     "{TEXT}"'
    assert lines[4] == "   - county not known, stage not stated [20:0]"
    assert any(line.startswith("2. ") for line in lines)
    assert max(map(len, lines)) <= 100


def test_of_many_pages_each_county_comes_first_and_the_rest_is_counted():
    pages = [page(f"kainuu-{number}", "Kainuun hyvinvointialue") for number in range(8)]
    pages += [page("lappi", "Lapin hyvinvointialue"), page("pohja", "Pohjanmaan hyvinvointialue")]
    stages = {"kainuu-5": "established", "lappi": "planned", "pohja": "discontinued"}
    members = tuple(
        SimilarMember(p.id, p.meta.area, 0, 17, TEXT[:17], stages.get(p.id, "adopted")) for p in pages
    )
    hit = SimilarPractice("practice:a-1", "hyvinvointilähete", 0.9, (), members)
    lines = describe_similar([hit], mined(pages)).splitlines()
    shown = [line.partition("[")[2].partition(":")[0] for line in lines if line.startswith("   - ")]
    assert shown == ["kainuu-5", "lappi", "pohja", "kainuu-0", "kainuu-1", "kainuu-2"]
    assert lines[-1] == "   … and 4 more pages."


def test_no_similar_practice_is_said_so():
    assert describe_similar([], mined([])) == "No similar practice was found."


class TestInstallation:
    def test_versions_and_parts_are_told(self):
        text = describe_installation(python="3.11.2")
        for name in ("sotenlp:", "python:     3.11.2", "spacy:", "libvoikko:", "dictionary:", "goal model:"):
            assert name in text

    def test_the_scores_of_the_model_card_are_told(self, tmp_path, monkeypatch):
        card = {"scores": {"dev": {"goals.micro_f1": 0.8, "goals.macro_f1": 0.75}}}
        (tmp_path / "goals").mkdir()
        (tmp_path / "goals" / "model.json").write_text(json.dumps({"hash": "abc", "card": card}))
        monkeypatch.setenv("SOTENLP_MODELS", str(tmp_path))
        assert "goals abc; dev: micro F1 0.80, macro F1 0.75" in describe_installation(python="3.11")

    @pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"card": {"scores": 3}}'])
    def test_a_missing_or_broken_model_is_told(self, tmp_path, monkeypatch, content):
        if content is not None:
            (tmp_path / "goals").mkdir()
            (tmp_path / "goals" / "model.json").write_text(content)
        monkeypatch.setenv("SOTENLP_MODELS", str(tmp_path))
        assert "goal model: " in describe_installation(python="3.11")

    def test_a_wrong_setting_is_told(self, monkeypatch):
        monkeypatch.setenv("SOTENLP_NONSENSE", "1")
        assert "no setting" in describe_installation(python="3.11")
