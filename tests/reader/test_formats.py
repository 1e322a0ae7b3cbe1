"""Which file is read by which module."""

from pathlib import Path

import pytest

from sotenlp.errors import InputError
from sotenlp.reader import read
from sotenlp.reader.formats import FORMATS, find_format, is_known, is_table, known_suffixes


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Sivu.TXT", "text"),
        ("sivu.htm", "html"),
        ("sivu.mhtml", "mhtml"),
        ("a.PDF", "pdf"),
        ("a.docx", "docx"),
        ("sivu", "text"),
    ],
)
def test_without_content_the_suffix_decides(name, wanted):
    assert find_format(name) == (next(f for f in FORMATS if f.name == wanted), "")


@pytest.mark.parametrize("name", ["sivu.xyz", "sivu.txt.bak"])
def test_an_unknown_suffix_is_refused_with_the_known_ones(name):
    with pytest.raises(InputError, match=r"\.docx.*\.txt.*\.csv") as caught:
        find_format(name, b"Jotain")
    assert caught.value.code == "format"


@pytest.mark.parametrize(
    ("name", "data", "wanted"),
    [
        ("sivu.txt", b"%PDF-1.7", "pdf"),
        ("sivu.pdf", b"<!DOCTYPE html><html>", "html"),
        ("sivu.xyz", b"\n <html lang='fi'>", "html"),
        ("sivu.txt", b"PK\x03\x04", "docx"),
        ("sivu.html", b"From: <Saved by Blink>\r\n", "mhtml"),
        ("sivu.html", b"MIME-Version: 1.0\nContent-Type: multipart/related;\n", "mhtml"),
        ("sivu.html", "Pelkkää tekstiä.".encode(), "text"),
        ("sivu.docx", b"Pelkkaa tekstia.", "text"),
    ],
)
def test_content_decides_and_says_so(name, data, wanted):
    found, note = find_format(name, data)
    assert found.name == wanted
    assert name in note
    assert found.suffixes[0] in note


@pytest.mark.parametrize(("name", "data"), [("sivu", b"<html>"), ("-", b"<!doctype HTML>")])
def test_a_name_without_suffix_leaves_it_to_the_content(name, data):
    found, note = find_format(name, data)
    assert (found.name, note) == ("html", "")


def test_a_file_of_comments_alone_is_judged_soon():
    assert find_format("sivu.txt", b"<!---->" * 10_000) == (FORMATS[-1], "")


def test_a_part_of_a_page_is_html_by_its_suffix():
    assert find_format("pala.html", b"<p>Vain kappale</p>")[0].name == "html"
    assert find_format("pala.html", "<!DOCTYPE html><p>a".encode("utf-16"))[0].name == "html"


@pytest.mark.parametrize(
    ("data", "cure"),
    [
        (b"\xd0\xcf\x11\xe0", ".docx"),
        (b"{\\rtf1", ".docx"),
        (b"PAR1", ".parquet"),
        (b"\x1f\x8b\x08", "Unpack"),
        (b"\x89PNG\r\n", "OCR"),
    ],
)
def test_content_that_cannot_be_read_is_named_with_a_cure(data, cure):
    for name in ("sivu.txt", "sivu.doc", "sivu"):
        with pytest.raises(InputError) as caught:
            find_format(name, data)
        assert caught.value.code == "binary"
        assert cure in caught.value.cure


@pytest.mark.parametrize("name", ["a.pdf", "a.docx"])
def test_a_file_that_only_its_suffix_calls_a_format_is_broken(name):
    with pytest.raises(InputError, match="content is not that of") as caught:
        find_format(name, b"\x00\x01\x02\xff" * 20)
    assert caught.value.code == "broken"


def test_the_note_stands_with_the_document(tmp_path):
    file = tmp_path / "sivu.pdf"
    file.write_text("<!DOCTYPE html><html><body><p>Työ alkoi.</p></body></html>", encoding="utf-8")
    document = read(file)
    assert (document.format, document.text) == ("html", "Työ alkoi.\n")
    assert [problem.code for problem in document.problems] == ["suffix"]


def test_side_notes_and_tables_are_no_documents():
    assert is_known(Path("sivu.txt"))
    assert not is_known(Path("sivu.note.md"))
    assert not is_known(Path("tekstit.csv"))
    assert is_table(Path("tekstit.CSV"))
    assert ".txt" in known_suffixes()
