"""Lemmas of notes, messages and misspelled texts with the model that ships."""

from __future__ import annotations

import pytest

from sotenlp.language.lemmatization import Lemmatizer

LEMMATIZER = Lemmatizer()


def lemma_of(text: str, word: str) -> str:
    return next(token.lemma_ for token in LEMMATIZER.analyze(text) if token.text == word)


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("Alueella parannetaan terveystalvveluiden saatavuutta.", "terveystalvveluiden", "terveyspalvelu"),
        ("Uusi malli paransi hyvinvoitnia kunnissa.", "hyvinvoitnia", "hyvinvointi"),
        ("Tavoitteena on asiakastyytyväisyden kasvu.", "asiakastyytyväisyden", "asiakastyytyväisyys"),
        ("Palveluiten jonot lyhenivat.", "lyhenivat", "lyhetä"),
        ("Jarjestelmaan voi kayttaa etana.", "kayttaa", "käyttää"),
        ("KUNTOUTUSPALVELUIDEN SAATAVUUS", "KUNTOUTUSPALVELUIDEN", "kuntoutuspalvelu"),
        ("Ohje koskee sosiaali-ja terveyspalveluja.", "sosiaali-", "sosiaali"),
    ],
)
def test_misspelled(text: str, word: str, lemma: str) -> None:
    assert lemma_of(text, word) == lemma


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("Mä oon menny kotiin.", "oon", "olla"),
        ("Mä oon menny kotiin.", "menny", "mennä"),
        ("Ei tarvii mitään semmosta.", "tarvii", "tarvita"),
        ("Ei tarvii mitään semmosta.", "semmosta", "semmoinen"),
        ("Sillai se menee.", "Sillai", "sillai"),
        ("Mullakin on se kirja.", "Mullakin", "minä"),
        ("Ei se itsellekkään sopinu.", "itsellekkään", "itse"),
        ("Onks tää hirveen vaikeeta?", "vaikeeta", "vaikea"),
        ("No en tiiä.", "tiiä", "tietää"),
        ("Onpa ihanaaaaa!", "ihanaaaaa", "ihana"),
        ("Lapsi meni päikkyyn.", "päikkyyn", "päikky"),
        ("Sossu ja terkkari soitti.", "Sossu", "sossu"),
        ("Sossu ja terkkari soitti.", "terkkari", "terkkari"),
    ],
)
def test_spoken(text: str, word: str, lemma: str) -> None:
    assert lemma_of(text, word) == lemma


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("Pot. tullut päivystykseen amb. kyydillä.", "Pot.", "pot."),
        ("Pot. tullut päivystykseen amb. kyydillä.", "amb.", "amb."),
        ("Kustannus on n. 20 000 euroa.", "n.", "noin"),
        ("Siirtyi osastolle, ettei vointi huonone.", "ettei", "että"),
        ("Muttei kipuja enää ole.", "Muttei", "mutta"),
        ("Mobilisoitu sängyn laidalle.", "Mobilisoitu", "mobilisoida"),
        ("Kävi kontrollissa Pohteella.", "Pohteella", "Pohde"),
        ("Tiedot kirjattiin Mediatriin.", "Mediatriin", "Mediatri"),
        ("Mukaan tulivat 18–29-vuotiaat.", "18–29-vuotiaat", "18–29-vuotias"),
        ("Hänet siirrettiin Kerava–Vantaa-akselilta.", "Kerava–Vantaa-akselilta", "Kerava–Vantaa-akseli"),
    ],
)
def test_notes_and_names(text: str, word: str, lemma: str) -> None:
    assert lemma_of(text, word) == lemma
