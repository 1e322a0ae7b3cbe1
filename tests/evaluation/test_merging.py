from __future__ import annotations

import pytest

from sotenlp.evaluation.merging import attribute_agreement, merge_marks, span_agreement


def marks(**changes):
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


def measure(start, end, status="planned", targets=(), name="malli"):
    return {"start": start, "end": end, "text": "x", "name": name, "status": status, "targets": list(targets)}


def test_what_both_marked_is_gold_with_the_shorter_border_and_the_second_opinion():
    merged = merge_marks(
        marks(measures=[measure(0, 12, "planned", ["older", "carers"])]),
        marks(measures=[measure(2, 12, "ongoing", ["older"])]),
    )
    (span,) = merged["measures"]
    assert (span["start"], span["end"]) == (2, 12)
    assert (span["status"], span["status_also"]) == ("ongoing", ["planned"])
    assert span["targets"] == ["older"]
    assert "optional" not in span


def test_what_one_marked_is_optional():
    merged = merge_marks(marks(targets=[{"start": 0, "end": 5, "text": "x", "code": "older"}]), marks())
    assert [span["optional"] for span in merged["targets"]] == [True]


def test_goals_of_one_are_right_either_way():
    merged = merge_marks(
        marks(sentences=[{"start": 0, "end": 10, "text": "x", "goals": [1, 4]}]),
        marks(sentences=[{"start": 0, "end": 10, "text": "x", "goals": [4]}]),
    )
    assert merged["sentences"][0]["goals"] == [4]
    assert merged["sentences"][0]["goals_also"] == [1]


def test_metadata_takes_what_either_gives():
    merged = merge_marks(
        marks(meta={"funder": None, "region": "Lappi"}), marks(meta={"funder": "STM", "region": "Kainuu"})
    )
    assert merged["meta"] == {"funder": "STM", "region": "Lappi", "region_also": ["Kainuu"]}


def test_different_documents_are_refused():
    with pytest.raises(ValueError, match="cannot be merged"):
        merge_marks(marks(), marks(doc="b"))


def test_agreement_counts_pairs_and_attributes():
    first = [marks(measures=[measure(0, 10), measure(20, 30)])]
    second = [marks(measures=[measure(0, 10, "ongoing")])]
    assert span_agreement(first, second, "measures") == pytest.approx(2 / 3)
    assert attribute_agreement(first, second, "measures", "status") == 0
    assert attribute_agreement(first, second, "measures", "name") == 1
