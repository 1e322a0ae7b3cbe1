"""Table names: nominatives that the rules make and Voikko confirms."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sotenlp.extraction.naming import measure_name, nominative_plural
from sotenlp.extraction.noun_phrases import candidate_phrases, noun_phrases


@pytest.mark.parametrize(
    ("lemma", "plural"),
    [
        ("polku", "polut"),
        ("käytäntö", "käytännöt"),
        ("menetelmä", "menetelmät"),
        ("ohjaus", "ohjaukset"),
        ("opas", "oppaat"),
        ("väline", "välineet"),
        ("rakenne", "rakenteet"),
        ("kartta", "kartat"),
        ("pilotointi", "pilotoinnit"),
        ("yhteinen", "yhteiset"),
        ("perustuva", "perustuvat"),
        ("keskitetty", "keskitetyt"),
        ("avain", "avaimet"),
        ("uusi", "uudet"),
        ("tunnistaminen", "tunnistamiset"),
        ("IPC-menetelmä", "IPC-menetelmät"),
    ],
)
def test_nominative_plural(lemma: str, plural: str) -> None:
    assert nominative_plural(lemma) == plural


@pytest.mark.parametrize("lemma", ["", "xyzzy", "-"])
def test_no_plural_where_voikko_knows_no_word(lemma: str) -> None:
    assert nominative_plural(lemma) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Keskitetyn neuvonnan", "keskitetty neuvonta"),
        ("tutkittuun tietoon perustuvien menetelmien", "tutkittuun tietoon perustuvat menetelmät"),
        ("omaishoidon tuen toimintamallia", "omaishoidon tuen toimintamalli"),
        ("nuorten psykososiaalisten menetelmien", "nuorten psykososiaaliset menetelmät"),
        ("sähköisiä kanavia käyttäviä ryhmiä", "sähköisiä kanavia käyttävät ryhmät"),
        ("chatissa", "chat"),
        ("siellä toimivaa perhekeskusta", "siellä toimiva perhekeskus"),
        ("sähköisiä asiointikanavia", "sähköiset asiointikanavat"),
        ("liikkuvassa terveyspisteessä", "liikkuva terveyspiste"),
        ("OMAISHOIDON TOIMINTAMALLI", "omaishoidon toimintamalli"),
    ],
)
def test_measure_name(language_nlp: Language, text: str, name: str) -> None:
    doc = language_nlp(text)
    phrase = noun_phrases(next(doc.sents))[-1]
    assert phrase.span(doc).text == text
    assert measure_name(doc, phrase).casefold() == name.casefold()


def test_name_without_the_ending_after_a_colon(language_nlp: Language) -> None:
    doc = language_nlp("Menetelmä IPC:n koulutus alkoi.")
    phrases = candidate_phrases(next(doc.sents))
    assert measure_name(doc, next(phrase for phrase in phrases if phrase.head == 0)) == "Menetelmä IPC"
