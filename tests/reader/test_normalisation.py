"""Bytes to text, and the normalised text with its way back."""

import html
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotenlp.errors import InputError
from sotenlp.reader.normalisation import normalised, plain, read_bytes
from sotenlp.reader.reading import from_bytes, from_text

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


WILD = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from(
            "aäöÅ\u0308\u030a\u0323\u00ad\u200b\u200d\u2060\ufeff\u00a0\u2009\u3000\r\n\t\v\f\u0085\u2028é가\u1100\u1161😀"
        ),
    )
)


@given(WILD)
def test_offsets_survive_every_normalisation(text):
    found = normalised(text)
    for start in range(0, len(found.text), 3):
        end = min(len(found.text), start + 4)
        first, last = found.to_source(start, end)
        assert 0 <= first <= last <= len(text)
        assert found.text[start:end] in normalised(text[first:last]).text or first == last
    document = from_text(text)
    assert document.text == text
    assert [text[b.start : b.end].strip() != "" for b in document.blocks] == [True] * len(document.blocks)
    assert all(b.start <= b.content <= b.end <= len(text) for b in document.blocks)
    ends = [0, *(s.end for s in document.sections)]
    assert all(end <= s.start <= s.end <= len(text) for end, s in zip(ends, document.sections, strict=False))


@given(WILD, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_a_file_s_characters_are_the_text_whatever_they_are(text, encoding):
    data = ("Työ\n" + text).encode(encoding)
    wanted = ("" if encoding == "utf-8" else "\ufeff") + "Työ\n" + text
    if b"\x00" in data and encoding.startswith("utf-8"):
        return
    if sum(ord(character) < 32 for character in text) > 0.01 * len(text):
        return  # control characters make a file binary, not a text
    assert from_bytes(data, path="a.txt", id="a").text == wanted


@given(st.lists(WILD, min_size=1, max_size=6))
def test_words_of_a_web_page_and_their_places_survive(texts):
    texts = [re.sub(r"[\x00-\x08\x0e-\x1f]", "", text) for text in texts]
    body = "".join(f"<p>x{html.escape(text)}y</p>\n" for text in texts)
    document = from_bytes(f"<html><body>{body}</body></html>".encode(), path="a.html", id="a")
    assert all(document.text[s.start : s.end].strip() for s in document.source)
    ends = [0, *(s.end for s in document.source)]
    assert all(end <= s.start < s.end for end, s in zip(ends, document.source, strict=False))
    letters = [c for text in texts for c in f"x{text}y" if c.isalnum()]
    assert [c for c in document.text if c.isalnum()] == letters
