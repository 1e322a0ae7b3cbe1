"""Bytes to text, and the normalised text with its way back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotenlp.errors import InputError
from sotenlp.reader.normalisation import normalised, plain, read_bytes

ODD = st.text(
    alphabet=st.sampled_from("aäöÅ\u0308\u030a\u00ad\u200b\u00a0\u2009\ufeff \n.-é\u1100\u1161\u11a8")
)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("tyhja.txt", b"", "empty"), ("valit.txt", b" \r\n\t", "empty"), ("iso.txt", b"x" * 101, "too_large")],
)
def test_files_that_cannot_be_read_are_refused(tmp_path, name, content, code):
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_bytes(file, max_bytes=100)
    assert caught.value.code == code
    assert caught.value.path == str(file)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(InputError) as missing:
        read_bytes(tmp_path / "ei.txt")
    with pytest.raises(InputError) as folder:
        read_bytes(tmp_path)
    assert (missing.value.code, folder.value.code) == ("missing", "folder")


def test_a_name_that_no_file_can_have_is_refused():
    with pytest.raises(InputError):
        read_bytes("a\x00b.txt")


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("hyvin\u00advointi", "hyvinvointi"),
        ("a\u0308iti", "äiti"),
        ("5\u00a0%", "5 %"),
        ("\ufeffAlku", "Alku"),
        ("sama", "sama"),
    ],
)
def test_normalised_text(source, wanted):
    assert normalised(source).text == wanted
    assert plain(source) == wanted


def test_the_way_back_covers_what_was_taken_away():
    source = "Oma\u00a0hyvin\u00advointi"
    found = normalised(source)
    start = found.text.index("hyvinvointi")
    assert found.to_source(start, start + len("hyvinvointi")) == (4, len(source))


@given(ODD | st.text())
def test_every_character_has_its_place_in_the_source(text):
    found = normalised(text)
    assert len(found.offsets) == len(found.text) + 1
    assert list(found.offsets) == sorted(found.offsets)
    assert found.offsets[-1] == len(text)
    assert all(0 <= offset <= len(text) for offset in found.offsets)


@given(ODD)
def test_normalising_stretches_of_the_source_gives_the_stretches_of_the_text(text):
    found = normalised(text)
    for index in range(len(found.text)):
        start, end = found.to_source(index, index + 1)
        if start < end:
            assert found.text[index] in normalised(text[start:end]).text


@given(ODD | st.text())
def test_normalising_is_the_same_with_and_without_the_map(text):
    assert normalised(text).text == plain(text)


@given(st.text(alphabet="aäö bcå"))
def test_composed_text_without_oddities_stays(text):
    composed = unicodedata.normalize("NFC", text)
    assert normalised(composed).text == composed
