"""E-mail addresses, plain and disguised."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sotenlp.reader.addresses import find_addresses
from sotenlp.reader.privacy import mask
from sotenlp.reader.reading import from_text

_PLAIN = re.compile(r"[A-Za-zäö0-9]@[A-Za-zäö0-9]+\.[A-Za-zäö0-9]")


def found(text):
    return [text[address.start : address.end] for address in find_addresses(text)]


@pytest.mark.parametrize(
    "address",
    [
        "etu.suku@kunta.fi", "etu.suku[at]kunta.fi", "etu.suku (at) kunta.fi", "etu.suku [at] kunta [dot] fi",
        "etu.suku(ät)kunta(piste)fi", "etu [dot] suku [at] kunta [dot] fi", "etu.suku at kunta.fi", "a@b.fi",
        "etu.suku {at} sub.kunta.fi", "etu.suku(a)kunta.fi", "etu-maija.suku+x@kunta-alue.fi",
        "etu.suku@kunta",
        "y" * 400 + "@kunta.fi",
    ],
)  # fmt: skip
@pytest.mark.parametrize("sentence", ["{}", "Kirjoita: {}.", "({})", "a, {}; b"])
def test_addresses(address, sentence):
    assert found(sentence.format(address)) == [address]


@pytest.mark.parametrize(
    "text",
    [
        "Sote@home ja työ@elämä",
        "tavataan (a) ja (b)",
        "look at this.",
        "@sote",
        "katso at",
        "vaihtoehto (a) eli ei",
    ],
)
def test_other_words(text):
    assert found(text) == []


def test_the_owner_is_read_from_a_spelt_address():
    assert [a.local for a in find_addresses("etu (piste) suku [at] kunta [piste] fi")] == ["etu.suku"]


@settings(deadline=None)
@given(st.text(alphabet="aäB1.@-_+ (at)[dot]\n\u0308\u00ad", max_size=80))
def test_no_address_is_left_and_the_length_stays(text):
    found = mask(from_text(text))
    assert len(found.text) == len(text)
    assert not _PLAIN.search(found.text)
