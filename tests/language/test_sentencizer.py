"""Sentences respect blocks, abbreviations, ordinals, dates and quotation marks."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from sotenlp.document import Block
from sotenlp.language.sentencizer import Sentencizer
from sotenlp.language.tokenizer import Tokenizer
from sotenlp.schema import BlockKind

TOKENIZER, SENTENCIZER = Tokenizer(Vocab()), Sentencizer()


def sentences(doc: Doc) -> list[str]:
    return [sentence.text.strip() for sentence in SENTENCIZER(doc).sents]


@pytest.mark.parametrize(
    "text",
    [
        "Hoito parani esim. Mikkelissä.",
        "Mukana olivat mm. Essote ja kunnat.",
        "Hanke jatkui vv. 2020-2023 koko alueella.",
        "Osuus oli n. 20 % asiakkaista.",
        "Yhteistyö 3. sektorin kanssa alkoi.",
        "Pilotti alkoi 1.9.2021 ja päättyi 31.12.2021.",
        "Avoinna klo 8.00 alkaen.",
        "Ks. Liite 2.",
        "Prof. A. Virtanen esitteli mallin.",
        "Kyllä... ehkä.",
        "Malli (ks. kuva 1.) otettiin käyttöön.",
        "Kokeilu onnistui (hienoa!) ja laajeni.",
        "1. Ensimmäinen vaihe alkoi.",
        "- Asiakkaat saivat tukea.",
        "Asiakkaat, lääkärit jne. saivat tukea.",
    ],
)
def test_one_sentence(text: str) -> None:
    assert sentences(TOKENIZER(text)) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Palvelu avattiin.", "Asiakkaat tulivat."),
        ("Avattiinko palvelu?", "Avattiin!"),
        ("Hän sanoi: ”Hyvä.”", "Sitten jatkettiin."),
        ("Malli on kuvattu (ks. liite.)", "Sitä jatketaan."),
        ("Mukana olivat kunnat, järjestöt jne.", "Työ jatkuu."),
        ("Pilotti päättyi 31.12.2021.", "Malli jäi käyttöön."),
        ("Se alkoi vuonna 2020.", "Se päättyi pian."),
        ("Aika koittaa…", "Sitten mennään."),
        ("Näin tehtiin.", "”Hyvä”, sanoi hän."),
    ],
)
def test_two_sentences(first: str, second: str) -> None:
    assert sentences(TOKENIZER(f"{first} {second}")) == [first, second]


def test_a_forgotten_space_ends_a_sentence() -> None:
    assert sentences(TOKENIZER("Apua sai viiveettä.Asiakkaiden tuki kasvoi.")) == [
        "Apua sai viiveettä.",
        "Asiakkaiden tuki kasvoi.",
    ]


def block(text: str, part: str) -> Block:
    start = text.index(part)
    return Block(start, start + len(part), BlockKind.ITEM, 0, start)


def test_a_block_border_ends_a_sentence() -> None:
    text = "Tavoitteet\n- hoitoon pääsy\n  paranee\n- jonot lyhenevät\nja muuta"
    doc = TOKENIZER(text)
    parts = ["Tavoitteet", "- hoitoon pääsy\n  paranee", "- jonot lyhenevät"]
    doc._.blocks = [block(text, part) for part in parts]
    assert sentences(doc) == [*parts, "ja muuta"]


def test_no_sentence_of_white_space_alone() -> None:
    doc = TOKENIZER("\n \n Alku. \n\n Loppu.\n\n")
    assert all(sentence.text.strip() for sentence in SENTENCIZER(doc).sents)


def test_an_empty_line_is_a_border_without_blocks() -> None:
    assert sentences(TOKENIZER("Otsikko ilman pistettä\n\nTeksti alkaa")) == [
        "Otsikko ilman pistettä",
        "Teksti alkaa",
    ]


def test_an_empty_text() -> None:
    assert list(SENTENCIZER(TOKENIZER(""))) == []


def test_a_line_with_a_bullet_begins_a_sentence() -> None:
    text = "Tavoitteet\n- hoitoonpääsy paranee\n  • jonot lyhenevät\n-polut ja hoito-\n– tai palveluketjut"
    assert sentences(TOKENIZER(text)) == [
        "Tavoitteet",
        "- hoitoonpääsy paranee",
        "• jonot lyhenevät\n-polut ja hoito-",
        "– tai palveluketjut",
    ]
