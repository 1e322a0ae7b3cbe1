"""Texts in any encoding, and what is said of it."""

from __future__ import annotations

import pytest

from sotenlp.errors import InputError
from sotenlp.reader import read
from sotenlp.reader.encodings import decode, detect, detect_file

TEXT = "Etelä-Pohjanmaalla ikäihmisten hyvinvointia edistetään yhdessä järjestöjen kanssa. Åbo. " * 3


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("cp1252", "windows-1252"),
        ("latin-1", "windows-1252"),
        ("iso8859-15", "windows-1252"),
        ("mac_roman", "macintosh"),
        ("cp850", "cp850"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_what_was_assumed_is_said_with_a_way_to_another_encoding(encoding: str, named: str) -> None:
    found = detect(TEXT.encode(encoding), "sivu.txt")
    assert found.text == TEXT
    assert found.encoding == named
    assert f"sivu.txt: not UTF-8; read as {named}" in found.note
    assert f"iconv -f {named} -t UTF-8 sivu.txt" in found.note


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_leaves_nothing_to_assume_and_stays_the_first_character(encoding: str) -> None:
    found = detect(TEXT.encode(encoding), "sivu.txt")
    assert found.text == "\ufeff" + TEXT
    assert found.note == ""


def test_an_euro_sign_tells_the_windows_encoding_from_the_older_one() -> None:
    assert decode("Säästö oli 5 € – noin.".encode("cp1252"), "a.txt") == "Säästö oli 5 € – noin."


def test_letters_far_from_the_start_count() -> None:
    text = "Sote. \n" * 60_000 + "Hyvinvointialueella työ jäi kesken.\n"
    assert detect(text.encode("latin-1"), "a.txt").text == text


def test_another_language_s_encoding_is_found_by_its_letters() -> None:
    text = "Медицинская помощь в регионе стала доступнее для пожилых людей. " * 10
    assert decode(text.encode("koi8-r"), "a.txt") == text


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    data = TEXT.encode() + b"\xc3 \xff" + TEXT.encode()
    found = detect(data, "a.txt")
    assert found.encoding == "utf-8"
    assert found.text == TEXT + "\ufffd \ufffd" + TEXT
    assert "2 places are no utf-8" in found.note


def test_what_the_file_declares_goes_before_guessing() -> None:
    data = "Õhtu jõudis kätte".encode("iso-8859-13")
    assert detect(data, "a.html", declared="iso-8859-13").text == "Õhtu jõudis kätte"
    assert detect(TEXT.encode("cp1252"), "a.html", declared="no-such-name").text == TEXT
    assert detect(TEXT.encode("cp1252"), "a.html", declared="ascii").text == TEXT


@pytest.mark.parametrize("data", [bytes(range(256)) * 4, b"\x01\x02\x03\x04" * 40, b"abc\x00\x01\x02"])
def test_bytes_of_no_text_are_called_binary(data: bytes) -> None:
    with pytest.raises(InputError, match="binary") as caught:
        decode(data, "kuva.txt")
    assert caught.value.code == "binary"


def test_a_text_of_marks_alone_is_empty() -> None:
    with pytest.raises(InputError) as caught:
        decode(b"\xef\xbb\xbf \n", "a.txt")
    assert caught.value.code == "empty"


def test_the_document_tells_its_encoding_and_what_was_assumed(tmp_path) -> None:
    path = tmp_path / "sivu.txt"
    path.write_bytes(TEXT.encode("cp1252"))
    document = read(path)
    assert (document.text, document.encoding) == (TEXT, "windows-1252")
    (problem,) = document.problems
    assert problem.code == "encoding"
    assert str(path) in problem.message


@pytest.mark.parametrize("declared", ["iso-8859-1", "latin1", "us-ascii", "windows-1252"])
def test_dashes_and_quotation_marks_of_a_page_that_names_the_older_encoding_stay(declared: str) -> None:
    text = "Hoitoon pääsy – ”ajallaan” vuosina 2020–2023."
    found = detect(text.encode("cp1252"), "a.html", declared=declared)
    assert (found.text, found.encoding, found.note) == (text, "windows-1252", "")


@pytest.mark.parametrize("declared", ["utf-16", "utf-32", "punycode", "idna", "unicode_escape", "hex", "ei"])
def test_a_name_that_cannot_be_that_of_the_page_counts_for_nothing(declared: str) -> None:
    found = detect("Hoitoon pääsy parani!".encode("cp1252"), "a.html", declared=declared)
    assert (found.text, found.encoding) == ("Hoitoon pääsy parani!", "windows-1252")


def test_the_last_letter_of_a_file_counts(tmp_path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Ei ole viel\xe4")
    assert detect_file(path)[0] == "cp1252"
