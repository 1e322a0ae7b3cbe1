"""Tokens as UD_Finnish-TDT has them, and the text kept whole."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.vocab import Vocab

from sotenlp.errors import InputError
from sotenlp.language.tokenizer import Tokenizer

TOKENIZER = Tokenizer(Vocab())


def words(text: str) -> list[str]:
    return [token.text for token in TOKENIZER(text)]


@pytest.mark.parametrize(
    "word",
    [
        "STM:n",
        "RRP:hen",
        "STM:kin",
        "PPT-asiakkaiden",
        "1.7.-31.10.2020",
        "1.1.2020–31.12.2023",
        "31.12.2023",
        "4.5.",
        "etelä-savo",
        "-polut",
        "–hankkeessa",
        "hoito-",
        "%:n",
        "§:n",
        "n.",
        "esim.",
        "mm.",
        "vv.",
        "jne.",
        "3,9",
        "10 000",
        "1 234 567,50",
        "7–14",
        "18-vuotias",
        "1980-luvun",
        "2020-2023",
        "ja/tai",
        "79/112/ETY",
        "H&M:n",
        "tilaaja–tuottaja-mallin",
        "-10",
        "https://innokyla.fi/fi/kokonaisuus/esimerkki",
        "www.stm.fi/tulevaisuuden-sote",
        "kirjaamo@esimerkki.fi",
        "raportti.pdf",
        "Omaolo.fi",
        "vaa’an",
    ],
)
def test_a_word_is_one_token(word: str) -> None:
    assert words(f"Tässä {word} on") == ["Tässä", word, "on"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Palvelu (chat) toimii.", ["Palvelu", "(", "chat", ")", "toimii", "."]),
        ('Hän sanoi: "Hyvä!"', ["Hän", "sanoi", ":", '"', "Hyvä", "!", '"']),
        ("jonot/ruuhkat", ["jonot", "/", "ruuhkat"]),
        ("sosiaali-/terveyspalvelut", ["sosiaali-", "/", "terveyspalvelut"]),
        ("Osuus on 85%.", ["Osuus", "on", "85", "%", "."]),
        ("Osuus on 85%:lla", ["Osuus", "on", "85", "%:lla"]),
        ("viiveettä.Asiakkaiden tuki", ["viiveettä", ".", "Asiakkaiden", "tuki"]),
        ("vuonna 2020. Sitten", ["vuonna", "2020", ".", "Sitten"]),
        ("yhdessä 3. sektorin kanssa", ["yhdessä", "3.", "sektorin", "kanssa"]),
        ("1. Vaihe", ["1.", "Vaihe"]),
        ("noin 7 vrk. Jonot", ["noin", "7", "vrk", ".", "Jonot"]),
        ("≤7 vrk (≥80 %)", ["≤", "7", "vrk", "(", "≥", "80", "%", ")"]),
        ("annos 2 ml.", ["annos", "2", "ml", "."]),
        ("7 vrk. kuluessa", ["7", "vrk.", "kuluessa"]),
        ("2 kk. 12.5. alkaen", ["2", "kk.", "12.5.", "alkaen"]),
        ("joka kk. Jonot", ["joka", "kk.", "Jonot"]),
        ("- Vaihe", ["-", "Vaihe"]),
        ("-Vaihe alkaa", ["-", "Vaihe", "alkaa"]),
        ("päihde-ja mielenterveystyö", ["päihde-", "ja", "mielenterveystyö"]),
        ("Hallinnoija:Kuntayhtymä", ["Hallinnoija", ":", "Kuntayhtymä"]),
        ("ennen... jälkeen", ["ennen", "...", "jälkeen"]),
        ("puh. +358 40 123 4567", ["puh.", "+358", "40", "123", "4567"]),
        ("a\n\nb  c", ["a", "\n\n", "b", " ", "c"]),
        ("\u00a0x", ["\u00a0", "x"]),
        ("", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text())
@settings(max_examples=500, deadline=None)
def test_the_tokens_give_back_any_text(text: str) -> None:
    doc = TOKENIZER(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


@given(st.text(alphabet="aÄ1 .,:;-–/()\"'%\n\t\u00a0…!?@&+_#", max_size=40))
@settings(max_examples=500, deadline=None)
def test_the_tokens_give_back_any_mix_of_punctuation(text: str) -> None:
    assert TOKENIZER(text).text == text


def test_white_space_inside_words_is_only_that_of_numbers() -> None:
    spaced = [w for w in words("Hinta oli 10 000 euroa ja 5 kertaa 200") if " " in w]
    assert spaced == ["10 000"]


def test_it_is_pickled() -> None:
    assert pickle.loads(pickle.dumps(TOKENIZER))("STM:n ohje.").text == "STM:n ohje."  # noqa: S301


def test_half_a_character_is_told() -> None:
    with pytest.raises(InputError, match="half a character"):
        words("palvelu \ud800")
