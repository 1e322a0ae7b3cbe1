from __future__ import annotations

import pytest

from sotenlp.evaluation.spans import SpanScores, match_spans, same_name, same_text, same_value


def span(start, end, **more):
    return {"start": start, "end": end, "text": "x", **more}


def test_best_overlap_pairs_first_and_each_span_once():
    gold, mined = [span(0, 10), span(8, 20)], [span(0, 9), span(1, 10)]
    assert match_spans(gold, mined) == [(0, 0)]
    assert match_spans([span(0, 10)], [span(0, 4)]) == []
    assert match_spans([span(0, 10)], [span(0, 10)], least=1.0) == [(0, 0)]


def test_an_optional_span_is_neither_missed_nor_wrong():
    scores = SpanScores("targets")
    scores.add(
        "a", [span(0, 5, code="older", optional=True), span(10, 15, code="youth")], [span(0, 5), span(10, 15)]
    )
    assert (scores.spans.hits, scores.spans.gold, scores.spans.mined) == (1, 1, 1)
    scores.add("b", [span(0, 5, code="older", optional=True)], [])
    assert scores.spans.f1 == 1.0


def test_f1_by_hand():
    scores = SpanScores("actors")
    gold = [
        span(0, 5, role="funder", type="ministry", name="STM"),
        span(10, 15, role="partner", type="ngo", name="MLL"),
    ]
    mined = [span(0, 5, role="funder", type="agency", name="STM"), span(30, 35)]
    scores.add("a", gold, mined)
    rows = scores.rows()
    assert rows["actors.precision"] == rows["actors.recall"] == rows["actors.f1"] == 0.5
    assert (rows["actors.role"], rows["actors.type"], rows["actors.name"]) == (1.0, 0.0, 1.0)
    assert scores.errors == [("missed", "a", 10, "x"), ("wrong", "a", 30, "x")]


def test_a_second_opinion_is_right_too():
    scores = SpanScores("measures")
    gold = [span(0, 5, status="planned", status_also=["ongoing"], name="malli", targets=["older"])]
    scores.add("a", gold, [span(0, 5, status="ongoing", name="toinen", targets=["older", "youth"])])
    rows = scores.rows()
    assert rows["measures.status"] == 1.0
    assert rows["measures.name"] == 0.0
    assert rows["measures.targets"] == pytest.approx(2 / 3, abs=1e-4)


def test_an_empty_window_must_stay_empty():
    scores = SpanScores("indicators")
    scores.add(
        "a",
        [span(0, 5, kind="result", name="a", value="5")],
        [span(0, 5, kind="result", name="a", window="7 vrk")],
    )
    assert scores.rows()["indicators.window"] == 0.0
    assert scores.rows()["indicators.value"] == 0.0


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Essote", "Etelä-Savon kuntayhtymä Essote", True),
        ("Hattulan kunta", "Hattulan kunnat", True),
        ("Lapin yliopisto", "Oulun yliopisto", False),
        ("", "Essote", False),
    ],
)
def test_names(left, right, same):
    assert same_name(left, right) is same


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("85 %", "85%", True),
        ("85 %", "85", False),
        ("172", "172 osallistujaa", True),
        ("700–900", "700-900 / kk", True),
        ("3,9", "3.9", True),
        ("kolmannes", "noin kolmannes", True),
        ("85 %", "86 %", False),
        ("kolmannes", "", False),
    ],
)
def test_values(left, right, same):
    assert same_value(left, right) is same


def test_text_looks_past_case_space_and_dashes():
    assert same_text("7–14  vrk", "7-14 VRK")
    assert not same_text(None, "a")
