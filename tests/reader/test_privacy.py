"""Personal data is masked in place, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotenlp.reader.person_names import inflected
from sotenlp.reader.privacy import find_personal_data, mask
from sotenlp.reader.reading import from_text

PAGE = """Malli

Yhteyshenkilön nimi
Maija Esimerkki-Virtanen
Yhteyshenkilön sähköpostiosoite
maija.esimerkki-virtanen@example.org
Tekijä
Ville Lahti
Luotu

1.2.2021

Tavoiteltu muutos

Kysy Maija Esimerkki-Virtaselta tai Ville Lahdelta, puh. 040 123 4567. Lahden kaupunki on mukana.
"""


def masked_words(text):
    document = from_text(text)
    return [document.text[start:end] for start, end in find_personal_data(document)]


def test_offsets_stay_and_contacts_go():
    document = from_text(PAGE)
    found = mask(document)
    assert found.masked
    assert len(found.text) == len(document.text)
    assert found.blocks == document.blocks
    assert (found.meta.contact_name, found.meta.contact_email) == (None, None)
    for secret in ("Maija", "Virta", "Ville", "example", "4567"):
        assert secret not in found.text
    assert "Lahden kaupunki on mukana" in found.text
    assert "1.2.2021" in found.text


def test_masking_twice_changes_nothing():
    once = mask(from_text(PAGE))
    assert mask(once) == once


@pytest.mark.parametrize(
    "address",
    [
        "a.b@example.org",
        "etunimi.sukunimi(at)kunta.fi",
        "etu.suku [at] alue.fi",
        "x@sub.example.fi",
        "A_B+c@example.fi",
    ],
)
def test_addresses(address):
    assert masked_words(f"Otsikko\n\nKirjoita osoitteeseen {address} tai soita.") == [address]


@pytest.mark.parametrize(
    "number",
    [
        "040 123 4567",
        "0401234567",
        "+358 40 123 4567",
        "+358 (0)50 1234567",
        "050-123 4567",
        "09 123 4567",
        "044 7191 234",
    ],
)
def test_telephone_numbers(number):
    assert masked_words(f"Otsikko\n\nSoita {number} tai kirjoita.") == [number]


@pytest.mark.parametrize(
    "words",
    [
        "1.1.2020-31.12.2022", "30.06.2020", "2020-2022", "vuosina 2021, 2022 ja 2023", "VN/12345/2020",
        "noin 176 000 asukasta", "85,5 %", "hanke 0123", "S21303", "7-14 vrk", "10 000 000 euroa",
        "1301/2014 42 §",
        "0,25-0,35", "klo 08.00-16.00", "700-900/kk",
    ],
)  # fmt: skip
def test_other_numbers_stay(words):
    assert masked_words(f"Otsikko\n\nTietona {words} kerrotaan.") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lisätietoja antaa hankepäällikkö Aino Koeniemi.", ["Aino Koeniemi"]),
        ("Yhteyshenkilö: Aino Koeniemi", ["Aino Koeniemi"]),
        ("Aino Köniemi, aino.koniemi@example.org", ["Aino Köniemi", "aino.koniemi@example.org"]),
        ("Projektipäällikkö Oulun kaupunki", []),
    ],
)
def test_persons_in_running_text(text, words):
    assert masked_words(f"Otsikko\n\n{text}") == words


def test_an_organisation_as_author_is_no_person():
    assert masked_words("Malli\n\nTekijä\nKainuun hyvinvointialue\n") == []


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Virtanen", {"Virtasen", "Virtaselle", "Virtasta"}),
        ("Mäki", {"Mäen", "Mäellä"}),
        ("Lehto", {"Lehdon", "Lehtoa"}),
        ("Ranta", {"Rannan", "Rannalta"}),
        ("Salmi", {"Salmen", "Salmea"}),
        ("Lindqvist", {"Lindqvistin", "Lindqvistille"}),
        ("Taipale", {"Taipaleen"}),
    ],
)
def test_inflected_names(name, forms):
    assert forms <= set(inflected(name))


@given(st.text(alphabet=st.sampled_from("aA .@0145-+(),█\nTekijäYhteyshenkilön nimi"), max_size=120))
def test_masking_never_moves_a_character(text):
    document = from_text(text)
    found = mask(document)
    assert len(found.text) == len(text)
    assert all(new in (old, "█") for old, new in zip(text, found.text, strict=True))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Kirjoita: @MattiVirtanen", "Kirjoita: @█████████████"),
        ("https://twitter.com/liisa_nieminen", "https://twitter.com/██████████████"),
        ("https://www.linkedin.com/in/liisa-n-12345/", "https://www.linkedin.com/in/█████████████/"),
        (
            "@THLorg, @Keusote_fi ja facebook.com/perhekeskus",
            "@THLorg, @Keusote_fi ja facebook.com/perhekeskus",
        ),
        ("instagram.com/ainokoti ja @OmaTiimi", "instagram.com/ainokoti ja @OmaTiimi"),
    ],
)
def test_persons_names_in_social_media(text, kept):
    assert mask(from_text(text)).text == kept
