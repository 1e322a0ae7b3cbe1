"""Tables have the same columns and types, whatever is in them."""

from __future__ import annotations

import pandas as pd
import pytest

from sotenlp.graph.columns import COLUMNS, arrow_schema
from sotenlp.graph.tables import build_tables


@pytest.fixture(scope="module")
def tables(corpus):
    return build_tables(corpus.documents, corpus.practices)


def test_the_tables_and_their_order(tables):
    assert list(tables) == [
        "documents",
        "sections",
        "sentences",
        "measures",
        "actors",
        "indicators",
        "targets",
        "practices",
    ]


@pytest.mark.parametrize("name", COLUMNS)
def test_types_are_stable_also_when_empty(tables, name):
    empty = build_tables([], [])[name]
    assert list(empty.columns) == list(COLUMNS[name])
    assert empty.dtypes.to_dict() == tables[name].dtypes.to_dict()


@pytest.mark.parametrize("name", COLUMNS)
def test_parquet_gives_the_rows_back(tables, name, tmp_path):
    tables[name].to_parquet(tmp_path / "t.parquet", index=False)
    again = pd.read_parquet(tmp_path / "t.parquet")
    assert again.dtypes.to_dict() == tables[name].dtypes.to_dict()
    assert len(again) == len(tables[name])
    build_tables([], [])[name].to_parquet(tmp_path / "e.parquet", index=False, schema=arrow_schema(name))
    assert pd.read_parquet(tmp_path / "e.parquet").dtypes.to_dict() == again.dtypes.to_dict()


def test_a_mention_stands_with_its_place_and_sentence(tables):
    row = tables["measures"].query("name == 'etävastaanotto'").iloc[0]
    assert row["quote"] == "Etävastaanotto lyhensi jonon 7 vuorokauteen."
    assert (row["area"], row["area_code"], row["region"]) == ("Lapin hyvinvointialue", "21", "Lappi")
    assert (row["section_title"], row["section_role"]) == ("Toimenpiteet", "activities")
    assert (row["practice"], row["status"]) == ("practice:etavastaanotto-1", "adopted")
    assert (list(row["goals"]), row["goal_1"], row["goal_basis"]) == ([1, 4], 0.81, "predicted")


def test_missing_values_are_na_and_missing_lists_empty(tables):
    row = tables["documents"].query("doc == 'irrallinen'").iloc[0]
    assert pd.isna(row["area"])
    assert row["implementers"] == []
    assert pd.isna(tables["indicators"]["low"]).all()
    assert tables["indicators"]["number"].tolist() == [7.0]


def test_boilerplate_is_marked(tables):
    marked = tables["measures"].query("boilerplate")
    assert set(marked["name"]) == {"yhteinen palveluportti"}
    assert tables["sentences"]["boilerplate"].sum() == 2


def test_a_practice_is_a_row(tables):
    row = tables["practices"].set_index("practice").loc["practice:perhekeskus-1"]
    assert row["areas"] == ["Kainuun hyvinvointialue", "Lapin hyvinvointialue"]
    assert (row["regions"], row["mentions"], row["status"]) == (2, 3, "established")
    assert (row["goals"], row["targets"]) == ([1, 2, 4], ["families"])


def test_actors_are_tied_to_measures(tables):
    row = tables["actors"].query("name == 'Yhdistykset'").iloc[0]
    assert len(row["measures"]) == 1
    assert row["generic"]
