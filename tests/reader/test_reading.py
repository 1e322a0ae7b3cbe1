"""One file to one document."""

import hashlib

import pytest

from sotenlp.errors import InputError
from sotenlp.reader import from_text, read


def test_a_text_file(tmp_path):
    data = "\ufeffKainuu: Apu ajoissa\r\n\r\nPerustiedot\r\n\r\nLuotu\r\n1.2.2021\r\n".encode()
    file = tmp_path / "kainuu.txt"
    file.write_bytes(data)
    document = read(file)
    assert (document.id, document.path, document.format) == ("kainuu", str(file), "text")
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.text.encode() == data
    assert (document.meta.created, document.meta.area_code) == ("1.2.2021", "20")
    assert document.sections[0].title == "Kainuu: Apu ajoissa"
    assert not document.masked
    assert read(file, id="oma").id == "oma"


def test_a_text_from_memory():
    document = from_text("Otsikko\n", id="x")
    assert (document.id, document.path) == ("x", "")
    assert document.sha256 == hashlib.sha256(b"Otsikko\n").hexdigest()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"\x00\x01", "binary"),
        ("a.txt", b"\x89PNG\r\n", "binary"),
        ("a.xyz", b"abc", "format"),
        ("a.docx", b"PK\x03\x04 and no more", "broken"),
        ("a.txt", b"x" * 2000, "too_large"),
    ],
)
def test_bad_files_give_an_error_with_path_problem_cure_and_code(tmp_path, name, content, code):
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read(file, max_bytes=1000)
    error = caught.value
    assert (error.code, error.path) == (code, str(file))
    assert error.problem
    assert not error.problem.endswith(".")
    assert error.cure.endswith(".")


def test_a_folder_in_place_of_a_file(tmp_path):
    with pytest.raises(InputError) as caught:
        read(tmp_path)
    assert caught.value.code == "folder"


def test_lone_surrogates_become_characters_that_can_be_written():
    document = from_text("Otsikko\n\nTekstiä \ud83d ja \udce4 lisää.", id="a\udce4")
    assert document.text == "Otsikko\n\nTekstiä \ufffd ja \ufffd lisää."
    assert document.id == "a\ufffd"
    document.text.encode("utf-8")
