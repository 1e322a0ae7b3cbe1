"""Time: nothing is carried on, filled in or guessed."""

from __future__ import annotations

from datetime import date

import pytest

from sotenlp.errors import UnknownNameError
from sotenlp.graph.periods import PeriodLength, interval, periods
from sotenlp.graph.timeline import timeline


@pytest.mark.parametrize(
    ("as_of", "first", "last"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2021-05-03", date(2021, 5, 3), date(2021, 5, 3)),
        ("2020-11/2021-03", date(2020, 11, 1), date(2021, 3, 31)),
    ],
)
def test_iso_dates_and_intervals(as_of, first, last):
    assert interval(as_of) == (first, last)


@pytest.mark.parametrize("as_of", ["syksy 2022", "2022-13", "2022-02-30", "2022/2021", "", "0000"])
def test_no_date_is_none(as_of):
    assert interval(as_of) is None
    assert periods(as_of) == []


def test_half_years_and_years():
    assert periods("2022-06-30/2022-07-01") == ["2022-H1", "2022-H2"]
    assert periods("2022-06-30/2023-01-01", PeriodLength.YEAR) == ["2022", "2023"]
    assert periods(None) == []


def test_a_practice_has_the_statements_of_all_its_measures(graph):
    rows = timeline(graph, "practice:perhekeskus-1")
    assert [(row["area"], row["start"], row["end"], row["status"]) for row in rows] == [
        ("Kainuun hyvinvointialue", None, None, "planned"),
        ("Lapin hyvinvointialue", None, None, "planned"),
        ("Lapin hyvinvointialue", "2022-07-01", "2022-12-31", "established"),
    ]
    assert all(row["evidence"] for row in rows)


def test_a_measure_without_a_known_county_has_none(graph):
    (row,) = timeline(graph, "measure:irrallinen/etaklinikka")
    assert (row["area"], row["status"]) == (None, "ongoing")


@pytest.mark.parametrize("name", ["goal:1", "practice:none"])
def test_only_measures_and_practices_have_a_timeline(graph, name):
    with pytest.raises(UnknownNameError):
        timeline(graph, name)
