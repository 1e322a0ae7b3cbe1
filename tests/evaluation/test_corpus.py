from __future__ import annotations

import json
from pathlib import Path

import pytest

from sotenlp.errors import InputError, SotenlpError
from sotenlp.evaluation.corpus import goals_of, read_gold, score_corpus


def gold(**changes):
    empty = {
        "doc": "a",
        "meta": {},
        "measures": [],
        "actors": [],
        "indicators": [],
        "targets": [],
        "sentences": [],
    }
    return empty | changes


def test_goals_come_from_sentences_that_lie_mostly_inside():
    mined = [{"start": 0, "end": 10, "goals": [1]}, {"start": 9, "end": 30, "goals": [2]}]
    assert goals_of({"start": 0, "end": 11}, mined) == {1}
    assert goals_of({"start": 10, "end": 20}, mined) == {2}


def test_metadata_by_hand():
    wanted = gold(
        meta={"region": "Lappi", "implementers": ["A kunta", "B kunta"], "contact_name": "X", "funder": None}
    )
    mined = {"a": {"meta": {"region": "lappi", "implementers": ["A kunta"]}}}
    assert score_corpus([wanted], mined).figures["meta.accuracy"] == pytest.approx((1 + 2 / 3) / 2, abs=1e-4)


def test_a_document_that_was_not_mined_counts_as_empty():
    wanted = gold(targets=[{"start": 0, "end": 5, "text": "lapsi", "code": "children"}])
    with pytest.raises(SotenlpError, match="None of the gold"):
        score_corpus([wanted], {})
    report = score_corpus([wanted, gold(doc="b")], {"b": {}})
    assert report.figures["targets.recall"] == 0.0
    assert report.errors["targets"] == [("missed", "a", 0, "lapsi")]


def test_gold_is_read_and_other_files_are_left(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(gold()), encoding="utf-8")
    (tmp_path / "links.json").write_text('{"practices": []}', encoding="utf-8")
    assert [document["doc"] for document in read_gold(tmp_path)] == ["a"]
    with pytest.raises(InputError, match="no gold files"):
        read_gold(tmp_path / "none")
