"""Which file is read by which function."""

from pathlib import Path

import pytest

from sotenlp.errors import InputError
from sotenlp.reader.formats import find_format, is_known, known_suffixes


def test_text_files_are_known():
    assert find_format("Sivu.TXT").name == "text"
    assert ".txt" in known_suffixes()


@pytest.mark.parametrize("name", ["sivu.xyz", "sivu", "sivu.txt.bak"])
def test_an_unknown_suffix_is_refused_with_the_known_ones(name):
    with pytest.raises(InputError, match=r"\.txt") as caught:
        find_format(name)
    assert caught.value.code == "format"


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_another_format_behind_the_suffix_is_refused(data):
    with pytest.raises(InputError) as caught:
        find_format("sivu.txt", data)
    assert caught.value.code == "binary"


def test_side_notes_are_never_inputs():
    assert is_known(Path("sivu.txt"))
    assert not is_known(Path("sivu.note.md"))
