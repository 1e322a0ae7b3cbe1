from __future__ import annotations

import numpy as np
import pytest
from sklearn.base import clone

from sotenlp.goals.calibration import decide, tune_thresholds
from sotenlp.goals.classifier import GoalClassifier
from sotenlp.goals.explanation import explain
from sotenlp.schema import GoalBasis

WORDS = ("jono", "ehkäisy", "laatu", "tiimi", "kustannus")


def data() -> tuple[list[list[str]], np.ndarray]:
    """Ten texts a goal that share a word, and ten of no goal."""
    texts, labels = [], []
    for goal, word in enumerate((*WORDS, "")):
        for number in range(10):
            texts.append([f"l:{word}", f"l:muu{number}", f"h:{word[:4]}"] if word else [f"l:muu{number}"])
            labels.append([int(goal == column) for column in range(5)])
    return texts, np.array(labels)


@pytest.fixture(scope="module")
def classifier() -> GoalClassifier:
    return GoalClassifier().fit(*data())


@pytest.mark.parametrize(("goal", "word"), list(enumerate(WORDS, 1)))
def test_learns_each_goal_from_its_words(classifier: GoalClassifier, goal: int, word: str) -> None:
    (score,) = classifier.classify([[f"l:{word}", f"h:{word[:4]}"]])
    assert score.goals == (goal,)
    assert score.scores[goal - 1] == max(score.scores)
    assert score.basis is GoalBasis.PREDICTED


def test_a_text_of_unknown_features_has_no_goal(classifier: GoalClassifier) -> None:
    unknown, empty = classifier.classify([["l:tuntematon"], []])
    assert unknown.scores == empty.scores == (0.0, 0.0, 0.0, 0.0, 0.0)
    assert unknown.goals == empty.goals == ()
    assert classifier.classify([]) == []


def test_predict_fits_the_probabilities(classifier: GoalClassifier) -> None:
    texts, _ = data()
    probabilities = classifier.predict_proba(texts)
    assert ((probabilities >= 0) & (probabilities <= 1)).all()
    assert (classifier.predict(texts) == (probabilities >= classifier.thresholds_)).all()


def test_is_an_estimator_that_can_be_cloned() -> None:
    assert clone(GoalClassifier(C=2.0)).get_params() == {"C": 2.0, "min_df": 2, "min_df_letters": 3}


def test_wrong_shapes_are_refused() -> None:
    with pytest.raises(ValueError, match="shape"):
        GoalClassifier().fit([["a"], ["b"]], [[1, 0, 0, 0, 0]])


def test_goals_are_given_best_first_and_uncertain_answers_abstain() -> None:
    thresholds = np.full(5, 0.5)
    sure = decide(np.array([0.7, 0.1, 0.0, 0.9, 0.2]), thresholds)
    assert (sure.goals, sure.abstained) == ((4, 1), False)
    also_near = decide(np.array([0.9, 0.49, 0.0, 0.0, 0.0]), thresholds)
    assert (also_near.goals, also_near.abstained) == ((1,), False)
    unsure = decide(np.array([0.45, 0.1, 0.0, 0.2, 0.2]), thresholds)
    assert (unsure.goals, unsure.abstained) == ((), True)


def test_thresholds_are_those_of_the_best_f1() -> None:
    probabilities = np.tile(np.array([[0.9], [0.4], [0.35], [0.1]]), (1, 5))
    wanted = np.tile(np.array([[1], [1], [0], [0]]), (1, 5))
    found = tune_thresholds(probabilities, wanted, np.zeros_like(wanted))
    assert ((found > 0.35) & (found <= 0.4)).all()
    free = tune_thresholds(probabilities, wanted, np.tile(np.array([[0], [0], [1], [0]]), (1, 5)))
    assert (free <= found).all()


def test_explanation_names_the_features_that_speak_for_a_goal(classifier: GoalClassifier) -> None:
    found = explain(classifier, ["l:jono", "h:jono", "l:muu1"], top=2)
    best = max((c for c in found if c.goal == 1), key=lambda c: c.weight)
    assert best.feature in {"l:jono", "h:jono"}
    assert best.weight > 0
