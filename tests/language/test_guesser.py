"""Words that no dictionary has."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sotenlp.language.candidates import Candidates
from sotenlp.language.guesser import FieldWords, guess
from sotenlp.language.voikko import Voikko

CANDIDATES = Candidates()


@pytest.mark.parametrize(
    ("form", "lemma", "upos", "case"),
    [
        ("STM:n", "STM", "PROPN", "Gen"),
        ("THL:ltä", "THL", "PROPN", "Abl"),
        ("EU:hun", "EU", "PROPN", "Ill"),
        ("HUS:in", "HUS", "PROPN", "Gen"),
        ("STM:nkin", "STM", "PROPN", "Gen"),
        ("STM:kin", "STM", "PROPN", "Nom"),
        ("85:kin", "85", "NUM", "Nom"),
        ("EU-15:ssä", "EU-15", "PROPN", "Ine"),
        ("%:lla", "%", "SYM", "Ade"),
        ("955:ltä", "955", "NUM", "Abl"),
        ("-polut", "polku", "NOUN", "Nom"),
        ("–hankkeessa", "hanke", "NOUN", "Ine"),
        ("hoito-", "hoito", "NOUN", "Nom"),
        ("hyte-", "hyte", "NOUN", "Nom"),
        ("PALVELUJEN", "palvelu", "NOUN", "Gen"),
        ("digilääkärikokeilussa", "digilääkärikokeilu", "NOUN", "Ine"),
        ("PPT-asiakkaiden", "PPT-asiakas", "NOUN", "Gen"),
        ("hyte-työn", "hyte-työ", "NOUN", "Gen"),
        ("sotekeskukseen", "sotekeskus", "NOUN", "Ill"),
        ("soten", "sote", "NOUN", "Gen"),
        ("Keusoten", "Keusote", "PROPN", "Gen"),
        ("Essotessa", "Essote", "PROPN", "Ine"),
        ("Sosteri", "Sosteri", "PROPN", "Nom"),
        ("Logexilla", "Logex", "PROPN", "Ade"),
        ("Sosterilla", "Sosteri", "PROPN", "Ade"),
        ("Sosterin", "Sosteri", "PROPN", "Gen"),
        ("triagointia", "triagointi", "NOUN", "Par"),
        ("implementaatioon", "implementaatio", "NOUN", "Ill"),
        ("monitoimijaisuuden", "monitoimijaisuus", "NOUN", "Gen"),
        ("monitoimijaisella", "monitoimijainen", "ADJ", "Ade"),
        ("nepsyvalmentajien", "nepsyvalmentaja", "NOUN", "Gen"),
    ],
)
def test_the_right_reading_is_among_the_guesses(form: str, lemma: str, upos: str, case: str) -> None:
    found = {(r.lemma, r.upos) for r in CANDIDATES[form] if f"Case={case}" in r.feats}
    assert (lemma, upos) in found


@pytest.mark.parametrize("form", ["HUS:in", "HUS:iin", "STM:stä", "STM:nkään", "RRP:hen", "EU-15:n"])
def test_no_reading_of_an_abbreviation_keeps_the_colon(form: str) -> None:
    assert {reading.lemma for reading in CANDIDATES[form]} == {form.partition(":")[0]}


def test_verbs_by_analogy() -> None:
    assert CANDIDATES["triagoidaan"][0][:2] == ("triagoida", "VERB")


def test_the_parts_of_a_guessed_compound() -> None:
    assert CANDIDATES["digilääkärikokeilussa"][0].parts == ("digi", "lääkäri", "kokeilu")
    assert CANDIDATES["Asiakasvastaava-toimintamallin"][0].parts == (
        "asiakas",
        "vastaava",
        "toiminta",
        "malli",
    )
    assert CANDIDATES["sote-keskushankkeen"][0].parts == ("sote", "keskus", "hanke")


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("Työkyky-hankkeessa", "työkyky-hanke"),
        ("Tulsote-hankkeen", "tulsote-hanke"),
        ("Logex-järjestelmän", "Logex-järjestelmä"),
        ("NEET-nuorten", "NEET-nuori"),
        ("T3-aikaa", "T3-aika"),
    ],
)
def test_a_capital_is_kept_in_names_and_abbreviations_alone(form: str, lemma: str) -> None:
    assert CANDIDATES[form][0].lemma == lemma


@given(st.text(min_size=1, max_size=30))
@settings(max_examples=300, deadline=None)
def test_it_never_fails(word: str) -> None:
    guess(word, Voikko(""), FieldWords({}))
    assert all(reading.lemma and reading.upos for reading in CANDIDATES[word])
