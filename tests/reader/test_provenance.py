"""Where documents came from: records of fetching, side notes, the page itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sotenlp.document import Provenance
from sotenlp.reader.corpus import find_inputs
from sotenlp.reader.privacy import mask
from sotenlp.reader.provenance import FETCHED, read_note
from sotenlp.reader.reading import read

PAGE = """Etäpalvelut

Hallinnoija
Kainuun hyvinvointialue

Tavoiteltu muutos

Etävastaanotto otettiin käyttöön.
"""
TERMS = "Vapaa ei-kaupallinen käyttö, kun sisällön tuottaja mainitaan (Innokylän käyttöehdot)"


def page(folder: Path, text: str = PAGE, name: str = "sivu.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_nothing_is_made_up(tmp_path: Path) -> None:
    assert read(page(tmp_path, "Etävastaanotto otettiin käyttöön.\n")).provenance == Provenance()


def test_the_producer_is_who_runs_the_project(tmp_path: Path) -> None:
    assert read(page(tmp_path)).provenance == Provenance(producer="Kainuun hyvinvointialue")


@pytest.mark.parametrize("name", ["sivu.note.md", "sivu.txt.note.md"])
def test_a_side_note(tmp_path: Path, name: str) -> None:
    note = "# Lähde\n\n- **Osoite:** https://innokyla.fi/fi/x\n- Tuottaja: Kainuun sote\n- Haettu: 3.2.2023\n"
    (tmp_path / name).write_text(note, encoding="utf-8")
    path = page(tmp_path)
    assert read(path).provenance == Provenance(
        "https://innokyla.fi/fi/x", "Kainuun sote", TERMS, "2023-02-03"
    )
    assert [found.path for found in find_inputs(tmp_path)] == [path]


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("Licence: CC0 1.0.", Provenance(terms="CC0 1.0.")),
        ("Haettu osoitteesta https://a.fi/b.", Provenance(url="https://a.fi/b")),
        (
            "URL: https://a.fi/b\nretrieved: 2023-01-05 10:00",
            Provenance("https://a.fi/b", None, None, "2023-01-05"),
        ),
        ("Käyttöehdot: CC BY 4.0\nJulkaisija: THL", Provenance(None, "THL", "CC BY 4.0")),
        ("Pelkkää proosaa: ei mitään", Provenance()),
        ("", Provenance()),
    ],
)
def test_fields_of_a_note(note: str, found: Provenance) -> None:
    assert read_note(note) == found


def test_the_record_of_fetching_wins_over_the_page(tmp_path: Path) -> None:
    path = page(tmp_path, f"https://vanha.fi/sivu\n\n{PAGE}")
    assert read(path).provenance.url == "https://vanha.fi/sivu"
    row = {
        "url": "https://a.fi/1",
        "redirects": ["https://a.fi/2"],
        "file": "sivu.txt",
        "retrieved": "2024-05-06T07:08:09Z",
    }
    (tmp_path / FETCHED).write_text("rikki\n" + json.dumps(row) + "\n[1]\n", encoding="utf-8")
    assert read(path).provenance == Provenance(
        "https://a.fi/2", "Kainuun hyvinvointialue", None, "2024-05-06T07:08:09Z"
    )
    assert [found.path for found in find_inputs(tmp_path)] == [path]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (f"{PAGE}\nhttps://innokyla.fi/fi/toimintamalli/x\n", "https://innokyla.fi/fi/toimintamalli/x"),
        (f"{PAGE}\nLähde: https://a.fi/x\n", "https://a.fi/x"),
        (f"{PAGE}\nhttps://a.fi/x 3/3\n", "https://a.fi/x"),
        (f"{PAGE}\nLisää sivulla https://a.fi/x\n", None),
        (
            PAGE.replace("Etävastaanotto", "https://a.fi/x\n\n" + "Teksti jatkuu.\n" * 9 + "Etävastaanotto"),
            None,
        ),
    ],
)
def test_an_address_on_its_own_line_at_the_edge(tmp_path: Path, text: str, url: str | None) -> None:
    tail = "\n".join(f"Rivi {number}." for number in range(9))
    text = text if url else f"{text}\n{tail}\n"
    assert read(page(tmp_path, text)).provenance.url == url


def test_terms_of_another_host_are_not_known(tmp_path: Path) -> None:
    assert read(page(tmp_path, f"{PAGE}\nhttps://epainnokyla.fi/x\n")).provenance.terms is None


def test_a_person_as_producer_is_masked(tmp_path: Path) -> None:
    (tmp_path / "sivu.note.md").write_text("Tuottaja: Maija Virtanen, Kainuun sote\n", encoding="utf-8")
    document = read(page(tmp_path))
    assert document.provenance.producer == "Maija Virtanen, Kainuun sote"
    assert mask(document).provenance.producer == "██████████████, Kainuun sote"


def test_side_notes_given_by_name_are_never_read(tmp_path: Path) -> None:
    path = page(tmp_path)
    notes = [tmp_path / "sivu.note.md", tmp_path / FETCHED]
    for note in notes:
        note.write_text("{}\n", encoding="utf-8")
    assert [found.path for found in find_inputs([path, *notes])] == [path]


def test_the_encoding_that_the_server_named_leaves_nothing_to_guess(tmp_path: Path) -> None:
    words = "Õhtu jõudis kätte"
    (tmp_path / "sivu.html").write_bytes(f"<html><body><p>{words}".encode("iso-8859-13"))
    (tmp_path / "sivu.txt").write_bytes(words.encode("iso-8859-13"))
    assert words not in read(tmp_path / "sivu.html").text
    rows = [{"url": "http://a.fi/", "file": f"sivu.{s}", "charset": "ISO-8859-13"} for s in ("html", "txt")]
    (tmp_path / FETCHED).write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    for name in ("sivu.html", "sivu.txt"):
        found = read(tmp_path / name)
        assert (found.text.strip(), found.encoding, found.problems) == (words, "iso-8859-13", ())
