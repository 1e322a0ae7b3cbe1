from __future__ import annotations

import pytest
from spacy.language import Language

from sotenlp.pipeline import make_doc
from sotenlp.reader.reading import from_text
from sotenlp.schema import GoalBasis

PAGE = """Satakunta: lähellä ja ajoissa

Kokonaisuuden nimi
Satakunta: lähellä ja ajoissa

Tuotokset ja tulokset

Tiivistelmä oma-arvioinnista, syksy 2021

5. Kustannusten nousun hillintä

Etälääkäri on otettu käyttöön kahdessa kunnassa.

Vaikutukset ja vaikuttavuus

Puhelinjono lyheni, ja kiireettömään hoitoon pääsee viikossa.
"""


@pytest.fixture(scope="module")
def by_text(nlp: Language):
    document = from_text(PAGE)
    doc = nlp(make_doc(nlp, document))
    return {PAGE[s.start : s.end]: s.goals for s in doc._.sentences}


def test_a_stated_goal_outranks_the_prediction(by_text) -> None:
    score = by_text["Etälääkäri on otettu käyttöön kahdessa kunnassa."]
    assert (score.goals, score.basis) == ((5,), GoalBasis.STATED)
    assert max(score.scores) != score.scores[4]


def test_a_goal_heading_states_its_goal(by_text) -> None:
    assert by_text["5. Kustannusten nousun hillintä"].basis is GoalBasis.STATED


def test_a_sentence_elsewhere_is_predicted(by_text) -> None:
    score = by_text["Puhelinjono lyheni, ja kiireettömään hoitoon pääsee viikossa."]
    assert score.basis is GoalBasis.PREDICTED
    assert score.goals[0] == 1


@pytest.mark.parametrize(
    "frame", ["Kokonaisuuden nimi", "Tuotokset ja tulokset", "Tiivistelmä oma-arvioinnista, syksy 2021"]
)
def test_the_frame_of_a_page_is_about_no_goal(by_text, frame: str) -> None:
    assert by_text[frame].goals == ()


def test_measures_have_the_goals_of_their_sentence(nlp: Language) -> None:
    doc = nlp(make_doc(nlp, from_text(PAGE)))
    measure = next(m for m in doc._.measures if m.text == "Etälääkäri")
    assert measure.goals == doc._.sentences[measure.sentence].goals
    assert doc.user_data["sotenlp_models"]["goals"]
