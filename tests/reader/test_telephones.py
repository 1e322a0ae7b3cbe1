"""Telephone numbers in many shapes, and numbers of other kinds."""

import pytest

from sotenlp.reader.telephones import find_telephones


def found(text):
    return [text[start:end] for start, end in find_telephones(text)]


@pytest.mark.parametrize(
    "number",
    [
        "040.765.4321", "040/7654321", "040 – 765 4321", "040-7654321", "045 76 54 321", "(09) 765 4321",
        "+358-50-765 4321", "00358 50 7654321", "+46 8 765 43 21", "0457 765 4321", "0800 76543",
        "029 765 4321",
        "040 2021 345", "013 765 4321", "0137654321",
    ],
)  # fmt: skip
@pytest.mark.parametrize("sentence", ["Soita {} tai kirjoita.", "{}", "2021 {}, {}"])
def test_numbers(number, sentence):
    assert found(sentence.replace("{}", number)) == [number] * sentence.count("{}")


@pytest.mark.parametrize("text", ["puh. 765 4321", "p. 765 4321", "Puhelin: 765 4321", "gsm 7654 321"])
def test_announced_numbers(text):
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "05 2021 06 2022", "02 2020 15000 euroa", "y-tunnus 0201256-6", "tel: 0201256-6", "050 123 456 euroa",
        "05.2020–06.2021", "p. 100 000 euroa", "puh. 2020–2022", "01 02 03 04 05", "08–16",
        "numero 1.2.2021 alkaen",
        "01 2021 02 2021 03 2021", "2020 2021 2022", "176 000 asukasta", "ISBN 978-952-00-1234-5",
        "asianumero VN/9876/2020", "T05 0123", "06-12 2020", "040 %",
    ],
)  # fmt: skip
def test_other_numbers(text):
    assert found(text) == []


def test_a_personal_identity_code_is_found():
    assert found("tunnus 010190-123A kirjattiin") == ["010190-123A"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("0400123456 / 03 123 4567", ["0400123456", "03 123 4567"]),
        ("050 123 4567/040 765 4321/09 310 1234", ["050 123 4567", "040 765 4321", "09 310 1234"]),
        ("+358 40 1234567/+358 50 7654321", ["+358 40 1234567", "+358 50 7654321"]),
        ("p.0401234567", ["0401234567"]),
        ("Maija Mäkelä,0401234567,Oulu", ["0401234567"]),
        ("puh. 040\u2011123\u20114567", ["040\u2011123\u20114567"]),
        ("maksoi 0,045 678 901 ja 1.045.678,00", []),
        ("01.02.2021/03.04.2022", []),
    ],
)
def test_numbers_side_by_side_and_close_to_other_signs(text, wanted):
    assert found(text) == wanted
