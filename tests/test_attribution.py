"""Producers, addresses and terms are named wherever the words of pages are shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from sotenlp.attribution import cite
from sotenlp.document import Metadata, Provenance
from sotenlp.interfaces.summary import describe_similar, summarize
from sotenlp.mined import Mined
from sotenlp.mining import mine

TERMS = "Vapaa ei-kaupallinen käyttö, kun sisällön tuottaja mainitaan (Innokylän käyttöehdot)"


@pytest.mark.parametrize(
    ("meta", "provenance", "line"),
    [
        (Metadata(), Provenance(), ""),
        (Metadata(created="1.1.2021"), Provenance(), ""),
        (Metadata(project="Etäpalvelut"), Provenance(), "Etäpalvelut"),
        (
            Metadata(project="Etäpalvelut", created="1.1.2021", modified="2.2.2022"),
            Provenance("https://a.fi/x", "Kainuun sote", "CC BY 4.0.", "2024-05-06T07:08:09Z"),
            "Kainuun sote: Etäpalvelut (muokattu 2.2.2022); https://a.fi/x, haettu 2024-05-06; "
            "käyttöehdot: CC BY 4.0",
        ),
        (Metadata(created="1.1.2021"), Provenance(producer="Keusote"), "Keusote: (luotu 1.1.2021)"),
        (Metadata(), Provenance(url="https://a.fi"), "https://a.fi"),
        (Metadata(), Provenance(terms="CC0"), "käyttöehdot: CC0"),
    ],
)
def test_a_citation_names_what_is_known(meta: Metadata, provenance: Provenance, line: str) -> None:
    assert cite(meta, provenance) == line


@pytest.fixture(scope="module")
def mined(tmp_path_factory: pytest.TempPathFactory) -> Mined:
    folder = tmp_path_factory.mktemp("sivut")
    (folder / "a.txt").write_text(
        "Etäpalvelut Kainuussa\n\nPerustiedot\n\nHallinnoija\nKainuun hyvinvointialue\n"
        "Viimeksi muokattu\n2.2.2022\n\n"
        "Tavoiteltu muutos\n\nDigilääkäri otettiin käyttöön kaikilla terveysasemilla.\n",
        encoding="utf-8",
    )
    (folder / "a.note.md").write_text(
        "Osoite: https://innokyla.fi/fi/toimintamalli/x\nHaettu: 3.2.2023\n", encoding="utf-8"
    )
    return mine(folder)


def test_answers_of_similar_name_their_source(mined: Mined) -> None:
    hits = mined.similar("digilääkäri")
    shown = hits[0].to_json()["members"][0]["source"]
    for part in (
        "Kainuun hyvinvointialue",
        "2.2.2022",
        "https://innokyla.fi/fi/toimintamalli/x",
        "2023-02-03",
        TERMS,
    ):
        assert part in shown
    text = " ".join(describe_similar(hits, mined).split())
    assert f"Source: {shown}" in text


def test_tables_with_words_name_their_source(mined: Mined) -> None:
    for name in ("documents", "sections", "sentences", "measures"):
        table = mined.tables[name]
        assert len(table)
        assert table["source"].str.contains("innokyla.fi/fi/toimintamalli/x", regex=False).all()
    assert mined.tables["documents"]["terms"].tolist() == [TERMS]


def test_the_summary_and_the_graph_tell_the_terms(mined: Mined) -> None:
    assert "name their producers" in " ".join(summarize(mined).split())
    (node,) = (data for _, data in mined.graph.nodes(data=True) if data["kind"] == "document")
    assert (node["terms"], node["url"]) == (TERMS, "https://innokyla.fi/fi/toimintamalli/x")
    assert "Kainuun hyvinvointialue" in node["citation"]


def test_the_output_folder_keeps_the_source(mined: Mined, tmp_path: Path) -> None:
    from sotenlp.mined import open_mined

    mined.save(tmp_path / "out", manifest={})
    assert open_mined(tmp_path / "out").documents[0].citation == mined.documents[0].citation
