"""Voikko's readings in the treebank's terms: among the candidates stands the right one."""

from __future__ import annotations

import pytest

from sotenlp.language.candidates import Candidates
from sotenlp.language.inflection import split_parts

CANDIDATES = Candidates()


@pytest.mark.parametrize(
    ("form", "lemma", "upos", "feats"),
    [
        ("palveluissa", "palvelu", "NOUN", "Case=Ine|Number=Plur"),
        ("asiakkaan", "asiakas", "NOUN", "Case=Gen|Number=Sing"),
        ("palveluissamme", "palvelu", "NOUN", "Case=Ine|Number=Plur|Number[psor]=Plur|Person[psor]=1"),
        ("hoitonsa", "hoito", "NOUN", "Case=Gen|Number=Sing|Person[psor]=3"),
        ("hoidossakin", "hoito", "NOUN", "Case=Ine|Clitic=Kin|Number=Sing"),
        ("kehittämisestä", "kehittäminen", "NOUN", "Case=Ela|Number=Sing"),
        ("pienentämisestä", "pienentäminen", "NOUN", "Case=Ela|Number=Sing"),
        ("koulutettujen", "kouluttaa", "VERB", "Case=Gen|Number=Plur|PartForm=Past|VerbForm=Part|Voice=Pass"),
        ("oleva", "olla", "VERB", "Case=Nom|Number=Sing|PartForm=Pres|VerbForm=Part|Voice=Act"),
        ("tekemä", "tehdä", "VERB", "Case=Nom|Number=Sing|PartForm=Agt|VerbForm=Part|Voice=Act"),
        ("otettiin", "ottaa", "VERB", "Mood=Ind|Tense=Past|VerbForm=Fin|Voice=Pass"),
        ("on", "olla", "AUX", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin|Voice=Act"),
        ("pilotoidaan", "pilotoida", "VERB", "Mood=Ind|Tense=Pres|VerbForm=Fin|Voice=Pass"),
        ("tee", "tehdä", "VERB", "Connegative=Yes|Mood=Ind|Tense=Pres|VerbForm=Fin"),
        ("tekisi", "tehdä", "VERB", "Connegative=Yes|Mood=Cnd|VerbForm=Fin"),
        ("tehdä", "tehdä", "VERB", "InfForm=1|Number=Sing|VerbForm=Inf|Voice=Act"),
        (
            "saadakseen",
            "saada",
            "VERB",
            "Case=Tra|InfForm=1|Number=Sing|Person[psor]=3|VerbForm=Inf|Voice=Act",
        ),
        ("tehdessä", "tehdä", "VERB", "Case=Ine|InfForm=2|Number=Sing|VerbForm=Inf|Voice=Act"),
        ("tehtäessä", "tehdä", "VERB", "Case=Ine|InfForm=2|VerbForm=Inf|Voice=Pass"),
        ("tehden", "tehdä", "VERB", "Case=Ins|InfForm=2|Number=Sing|VerbForm=Inf|Voice=Act"),
        ("parantamaan", "parantaa", "VERB", "Case=Ill|InfForm=3|Number=Sing|VerbForm=Inf|Voice=Act"),
        ("eivät", "ei", "AUX", "Number=Plur|Person=3|Polarity=Neg|VerbForm=Fin|Voice=Act"),
        ("meidän", "minä", "PRON", "Case=Gen|Number=Plur|Person=1|PronType=Prs"),
        ("heille", "hän", "PRON", "Case=All|Number=Plur|Person=3|PronType=Prs"),
        ("niissä", "se", "PRON", "Case=Ine|Number=Plur|PronType=Dem"),
        ("jotakin", "jokin", "PRON", "Case=Par|Number=Sing|PronType=Ind"),
        ("mistään", "mikään", "PRON", "Case=Ela|Number=Sing|PronType=Ind"),
        ("kaikille", "kaikki", "PRON", "Case=All|Number=Plur|PronType=Ind"),
        ("itselleen", "itse", "PRON", "Case=All|Number=Sing|Person[psor]=3|Reflex=Yes"),
        ("nopeasti", "nopeasti", "ADV", ""),
        ("nopeammin", "nopeasti", "ADV", "Degree=Cmp"),
        ("paremmin", "hyvin", "ADV", "Degree=Cmp"),
        ("jälkeen", "jälkeen", "ADP", "AdpType=Post"),
        ("ilman", "ilman", "ADP", "AdpType=Prep"),
        ("mukanaan", "mukana", "ADV", "Person[psor]=3"),
        ("lisäksi", "lisäksi", "ADV", ""),
        ("vieläkin", "vielä", "ADV", "Clitic=Kin"),
        ("parempaa", "hyvä", "ADJ", "Case=Par|Degree=Cmp|Number=Sing"),
        ("eri", "eri", "ADJ", ""),
        ("kolmannen", "kolmas", "ADJ", "Case=Gen|Number=Sing|NumType=Ord"),
        ("kahden", "kaksi", "NUM", "Case=Gen|Number=Sing|NumType=Card"),
        ("85", "85", "NUM", "NumType=Card"),
        ("3.", "3.", "ADJ", "NumType=Ord"),
        ("1.1.2020", "1.1.2020", "NUM", ""),
        ("Mikkelissä", "Mikkeli", "PROPN", "Case=Ine|Number=Sing"),
        ("vaaleissa", "vaalit", "NOUN", "Case=Ine|Number=Plur"),
        ("koska", "koska", "SCONJ", ""),
        ("sekä", "sekä", "CCONJ", ""),
        ("esim.", "esim.", "ADV", "Abbr=Yes"),
        ("%", "%", "SYM", ""),
        (";", ";", "PUNCT", ""),
        ("\n", "\n", "SPACE", ""),
    ],
)
def test_the_right_reading_is_among_the_candidates(form: str, lemma: str, upos: str, feats: str) -> None:
    found = {
        (r.lemma, r.upos, "|".join(f for f in r.feats.split("|") if not f.startswith("Derivation")))
        for r in CANDIDATES[form]
    }
    assert (lemma, upos, feats) in found


@pytest.mark.parametrize(
    ("form", "parts"),
    [
        ("sosiaaliohjauksen", ("sosiaali", "ohjaus")),
        ("sote-keskuksessa", ("sote", "keskus")),
        ("työntekijöille", ("työn", "tekijä")),
        ("hyvinvointialueella", ("hyvin", "vointi", "alue")),
        ("vapaa-ajan", ("vapaa", "aika")),
        ("palvelun", ("palvelu",)),
        ("yhteiskehittämisen", ("yhteis", "kehittäminen")),
        ("hoitoonpääsyn", ("hoitoon", "pääsy")),
    ],
)
def test_compound_parts(form: str, parts: tuple[str, ...]) -> None:
    assert CANDIDATES[form][0].parts == parts


def test_split_parts_ignores_hyphens() -> None:
    assert split_parts("sote-keskus", "=qqqq-=pppppp") == ("sote", "keskus")


def test_readings_have_no_doubles() -> None:
    readings = CANDIDATES["hoitoa"]
    assert len(readings) == len({reading[:3] for reading in readings})
