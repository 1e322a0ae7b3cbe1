"""Finnish noun phrases: chains of genitives, agreement, participles, coordination, names."""

from __future__ import annotations

from itertools import pairwise

import pytest
from spacy.language import Language

from sotenlp.extraction.noun_phrases import candidate_phrases, noun_phrases


def phrases(nlp: Language, text: str) -> list[str]:
    doc = nlp(text)
    return [phrase.span(doc).text for sentence in doc.sents for phrase in noun_phrases(sentence)]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Kotihoidon yöllinen etäkäynti on tulossa.", "Kotihoidon yöllinen etäkäynti"),
        (
            "Saimme lasten ja nuorten mielenterveyspalvelut kuntoon.",
            "lasten ja nuorten mielenterveyspalvelut",
        ),
        ("Kuvaamme hoito- ja palveluketjut syksyllä.", "hoito- ja palveluketjut"),
        (
            "Runsaasti apua tarvitsevien asukkaiden tiimi aloitti.",
            "Runsaasti apua tarvitsevien asukkaiden tiimi",
        ),
        ("Tutkittuun tietoon perustuvat menetelmät yleistyvät.", "Tutkittuun tietoon perustuvat menetelmät"),
        ("Alueella toimii matalan kynnyksen päihdepoliklinikka.", "matalan kynnyksen päihdepoliklinikka"),
    ],
)
def test_longest_phrase_has_all_its_attributes(language_nlp: Language, text: str, phrase: str) -> None:
    assert phrase in phrases(language_nlp, text)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Koulutimme ohjaajia, joilla on Lapset puheeksi -menetelmä.", "Lapset puheeksi -menetelmä"),
        ("Käyttöön tuli menetelmä IPC kouluissa.", "menetelmä IPC"),
        ("Kunnissa alkoi ”Apua ajoissa” -kampanja.", "”Apua ajoissa” -kampanja"),
    ],
)
def test_names_belong_to_the_phrase(language_nlp: Language, text: str, phrase: str) -> None:
    assert phrase in phrases(language_nlp, text)


def test_a_postposition_ends_the_chain(language_nlp: Language) -> None:
    found = phrases(language_nlp, "Hankkeen myötä uusi malli syntyi.")
    assert "uusi malli" in found
    assert "Hankkeen" in found


def test_nested_phrases_are_candidates_too(language_nlp: Language) -> None:
    doc = language_nlp("Keskitetyn neuvonnan käyttöönotto viivästyi.")
    sentence = next(doc.sents)
    found = [phrase.span(doc).text for phrase in candidate_phrases(sentence)]
    assert found == ["Keskitetyn neuvonnan", "Keskitetyn neuvonnan käyttöönotto"]


def test_phrases_do_not_overlap(language_nlp: Language) -> None:
    doc = language_nlp("Ikäihmisten kotikuntoutuksen arviointijakso ja omaishoidon tuen ohje valmistuivat.")
    found = noun_phrases(next(doc.sents))
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(phrase.start <= phrase.head < phrase.end for phrase in found)


def test_no_phrase_without_a_noun(language_nlp: Language) -> None:
    assert phrases(language_nlp, "Se alkoi ja jatkuu.") == []
