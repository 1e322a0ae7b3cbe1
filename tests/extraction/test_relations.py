"""Target groups, indicators and actors of a measure."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sotenlp.extraction.relations import compound_targets, target_stems
from sotenlp.pipeline import make_doc
from sotenlp.reader.reading import from_text
from sotenlp.schema import TargetCode

OUTCOMES = "Tuotokset ja tulokset\n\n{}\n"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("perhekeskusmalli", (TargetCode.FAMILIES,)),
        ("työkykytiimi", (TargetCode.WORK_ABILITY,)),
        ("omaishoidon", (TargetCode.CARERS,)),
        ("chat", ()),
    ],
)
def test_compound_parts_tell_target_groups(
    language_nlp: Language, text: str, codes: tuple[TargetCode, ...]
) -> None:
    assert compound_targets(language_nlp(text)[:]) == codes


def test_targets_in_the_phrase_and_in_the_clause(nlp: Language) -> None:
    doc = nlp(make_doc(nlp, from_text(OUTCOMES.format("Ikäihmisten liikuntaryhmämalli otettiin käyttöön."))))
    assert [measure.targets for measure in doc._.measures] == [(TargetCode.OLDER,)]
    doc = nlp(make_doc(nlp, from_text(OUTCOMES.format("Nuorille otettiin käyttöön iltapäivächat."))))
    assert [measure.targets for measure in doc._.measures] == [(TargetCode.YOUTH,)]


def test_targets_of_another_clause_stay_there(nlp: Language) -> None:
    sentence = "Iltapäivächat avattiin syksyllä, mutta ikäihmiset soittivat edelleen."
    doc = nlp(make_doc(nlp, from_text(OUTCOMES.format(sentence))))
    assert [measure.targets for measure in doc._.measures] == [()]


def test_indicators_and_actors_name_measures_of_their_sentence(nlp: Language) -> None:
    sentence = "Iltapäivächat otettiin käyttöön Kuhmon kaupungissa, ja siihen vastattiin 85 % ajallaan."
    doc = nlp(make_doc(nlp, from_text(OUTCOMES.format(sentence))))
    ids = {measure.id for measure in doc._.measures}
    assert ids
    for item in (*doc._.indicators, *doc._.actors):
        assert set(item.measures) <= ids
    assert any(item.measures for item in (*doc._.indicators, *doc._.actors))


def test_stems_have_known_codes() -> None:
    assert set(target_stems().values()) <= set(TargetCode)


@pytest.mark.parametrize(
    ("sentence", "tied"),
    [
        ("Iltapäivächat avattiin yhdessä MIELI ry:n kanssa.", True),
        ("Iltapäivächatia ylläpitää MIELI ry.", True),
        ("Iltapäivächat avattiin, ja MIELI ry kiitti hoitajia.", False),
    ],
)
def test_actors_are_tied_in_their_clause(nlp: Language, sentence: str, tied: bool) -> None:
    doc = nlp(make_doc(nlp, from_text(OUTCOMES.format(sentence))))
    (actor,) = doc._.actors
    assert bool(actor.measures) is tied
