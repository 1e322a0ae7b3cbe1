"""The tables of words: units, numbers, practices."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.corpora.test_vocabulary import cell, names, table


def test_units_have_known_dimensions_and_time_units_a_factor():
    rows = table("units")
    dimensions = {"share", "time", "money", "staffing", "count", "score"}
    assert {row["dimension"] for row in rows} == dimensions
    for row in rows:
        if row["dimension"] == "time":
            assert float(row["factor_days"]) > 0, row
        else:
            assert row["factor_days"] == "", row
    days = {row["unit"]: float(row["factor_days"]) for row in rows if row["factor_days"]}
    assert days["h"] == pytest.approx(1 / 24, rel=1e-4)
    assert days["min"] == pytest.approx(1 / 1440, rel=1e-4)
    assert days["vko"] == 7
    assert days["v"] == pytest.approx(12 * days["kk"])
    assert days["kvartaali"] == pytest.approx(3 * days["kk"])


def test_a_form_means_one_unit():
    counts = Counter(form.lower() for row in table("units") for form in cell(row["forms"]))
    assert [form for form, count in counts.items() if count > 1] == []


def test_number_words_have_values_that_fit_their_type():
    for row in table("number_words"):
        value = float(row["value"])
        match row["type"]:
            case "fraction":
                assert 0 < value < 1, row
            case "ordinal":
                assert value == int(value) >= 1, row
            case "multiple":
                assert value > 1, row
            case "change":
                assert value > 0, row
                assert value != 1, row
            case other:
                assert other == "cardinal", row
                assert value >= 0, row


@pytest.mark.parametrize(
    ("lemma", "kind", "value"),
    [
        ("kaksitoista", "cardinal", 12),
        ("viisikymmentäkuusi", "cardinal", 56),
        ("kolmesataa", "cardinal", 300),
        ("puolet", "fraction", 0.5),
        ("kolmannes", "fraction", 1 / 3),
        ("kymmenes", "fraction", 0.1),
        ("kymmenes", "ordinal", 10),
        ("kaksi kolmasosa", "fraction", 2 / 3),
        ("kaksinkertainen", "multiple", 2),
        ("tuplaantua", "change", 2),
        ("puolittua", "change", 0.5),
    ],
)
def test_values_of_number_words(lemma, kind, value):
    rows = [row for row in table("number_words") if (row["lemma"], row["type"]) == (lemma, kind)]
    assert [float(row["value"]) for row in rows] == [pytest.approx(value, rel=1e-5)]


def test_practices_have_valid_ids_and_a_name_means_one_practice():
    rows = table("practices")
    counts = Counter(name.lower() for row in rows for name in names(row))
    assert [name for name, count in counts.items() if count > 1] == []
    for row in rows:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"]), row
        assert not row["description"].endswith("."), row
