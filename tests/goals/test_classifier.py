from __future__ import annotations

import json

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.model_selection import cross_val_score
from sklearn.utils import estimator_checks

from sotenlp.goals.calibration import Decision, best_first, calibration_error, decide, tune_decision
from sotenlp.goals.classifier import NEVER, GoalClassifier
from sotenlp.goals.explanation import explain
from sotenlp.goals.features import FRAME
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
    return GoalClassifier(C=10.0, C_scaled=10.0).fit(*data())


CHECKS = (
    "check_do_not_raise_errors_in_init_or_set_params",
    "check_estimator_cloneable",
    "check_estimator_repr",
    "check_estimator_tags_renamed",
    "check_get_params_invariance",
    "check_mixin_order",
    "check_no_attributes_set_in_init",
    "check_parameters_default_constructible",
    "check_set_params",
    "check_valid_tag_types",
)
"""The checks of scikit-learn that do not feed arrays of numbers, which are no texts."""


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.SkipTestWarning")
def test_passes_what_scikit_learn_asks_of_estimators_of_texts() -> None:
    estimator_checks.check_estimator(GoalClassifier(), on_skip=None)


@pytest.mark.parametrize("name", CHECKS)
def test_passes_the_checks_of_scikit_learn_that_need_no_numbers(name: str) -> None:
    getattr(estimator_checks, name)("GoalClassifier", GoalClassifier())


@pytest.mark.parametrize(("goal", "word"), list(enumerate(WORDS, 1)))
def test_learns_each_goal_from_its_words(classifier: GoalClassifier, goal: int, word: str) -> None:
    (score,) = classifier.classify([[f"l:{word}", f"h:{word[:4]}"]])
    assert score.goals == (goal,)
    assert score.scores[goal - 1] == max(score.scores)
    assert score.basis is GoalBasis.PREDICTED


def test_a_part_of_a_frame_has_no_goal_and_unknown_words_none_that_is_likely(
    classifier: GoalClassifier,
) -> None:
    frame, unknown = classifier.classify([["l:jono", FRAME], ["l:tuntematon"]])
    assert frame.scores == (0.0, 0.0, 0.0, 0.0, 0.0)
    assert frame.goals == unknown.goals == ()
    assert not frame.abstained
    assert 0.0 < max(unknown.scores) < 0.5
    assert classifier.classify([]) == []


def test_predict_fits_the_probabilities(classifier: GoalClassifier) -> None:
    texts, _ = data()
    probabilities = classifier.predict_proba(texts)
    assert ((probabilities >= 0) & (probabilities <= 1)).all()
    assert (classifier.predict(texts) == (probabilities >= 0.5)).all()


def test_texts_are_analysed_and_labels_have_names() -> None:
    texts = ["Jonot lyhenivät.", "Menot kasvoivat.", "Jonossa odotettiin.", "Menoja karsittiin."]
    classifier = GoalClassifier(min_df=1, min_df_letters=1, labels=("pääsy", "raha"))
    classifier.fit(np.array(texts), [[1, 0], [0, 1], [1, 0], [0, 1]])
    assert classifier.classes_.tolist() == ["pääsy", "raha"]
    assert classifier.predict(["Pitkä jono", "Suuret menot"]).tolist() == [[1, 0], [0, 1]]


def test_works_in_cross_validation() -> None:
    texts = ["Jonot lyhenivät.", "Menot kasvoivat."] * 10
    labels = np.array([[1, 0], [0, 1]] * 10)
    scores = cross_val_score(GoalClassifier(labels=("a", "b")), texts, labels, cv=2, scoring="f1_micro")
    assert scores.min() == 1.0


def test_an_optional_label_counts_half() -> None:
    texts, labels = data()
    optional = np.zeros_like(labels)
    optional[10:20, 0] = 1
    plain, half = GoalClassifier().fit(texts, labels), GoalClassifier().fit(texts, labels, optional)
    twice = GoalClassifier().fit(texts, labels | optional)
    first, second, third = (m.predict_proba([texts[10]])[0, 0] for m in (plain, half, twice))
    assert first < second < third


def test_a_label_that_no_text_has_is_never_given() -> None:
    texts, labels = data()
    labels[:, 4] = 0
    probabilities = GoalClassifier().fit(texts, labels).predict_proba(texts)
    assert (probabilities[:, 4] < 0.02).all()


def test_calibrating_stretches_and_shifts_the_odds() -> None:
    texts, labels = data()
    classifier = GoalClassifier().fit(texts, labels)
    before = classifier.decision_function([*texts, [FRAME]])
    after = classifier.calibrate(2.0, [1.0, 0.0, 0.0, 0.0, 0.0]).decision_function([*texts, [FRAME]])
    np.testing.assert_allclose(after[:-1], before[:-1] * 2.0 + [1.0, 0, 0, 0, 0])
    assert (after[-1] == NEVER).all()


def test_is_an_estimator_that_can_be_cloned() -> None:
    assert clone(GoalClassifier(C=2.0, labels=("a",))).get_params() == {
        "C": 2.0,
        "C_scaled": 0.7,
        "min_df": 2,
        "min_df_letters": 3,
        "labels": ("a",),
    }


@pytest.mark.parametrize(
    ("X", "y", "message"),
    [
        ([["a"], ["b"]], [[1, 0, 0, 0, 0]], "shape"),
        (["a", "b"], [1, 0], "shape"),
        ("text", [[1]] * 4, "not one text"),
        ([1, 2], [[1], [0]], "not int"),
    ],
)
def test_wrong_input_is_refused(X, y, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        GoalClassifier().fit(X, y)


def test_goals_are_given_best_first_and_uncertain_answers_abstain() -> None:
    decision = Decision((0.5,) * 5, doubt=0.4)
    sure = decide(np.array([0.95, 0.1, 0.0, 0.9, 0.2]), decision)
    assert (sure.goals, sure.abstained) == ((1, 4), False)
    also_near = decide(np.array([0.9, 0.49, 0.3, 0.0, 0.0]), decision)
    assert (also_near.goals, also_near.abstained) == ((1,), True)
    nothing = decide(np.array([0.1, 0.1, 0.0, 0.1, 0.1]), decision)
    assert (nothing.goals, nothing.abstained) == ((), False)


def test_certainty_is_the_probability_that_every_label_is_right() -> None:
    found = Decision((0.5, 0.2)).certainty(np.array([[0.9, 0.1], [0.4, 0.3]]))
    assert found.tolist() == pytest.approx([0.9 * 0.9, 0.6 * 0.3])


def test_columns_are_sorted_by_score() -> None:
    assert best_first([True, False, True, True], [0.2, 0.9, 0.7, 0.2]) == [2, 0, 3]


def test_thresholds_are_those_of_the_best_f1() -> None:
    probabilities = np.tile(np.array([[0.9], [0.4], [0.35], [0.1]]), (1, 5))
    wanted = np.tile(np.array([[1], [1], [0], [0]]), (1, 5))
    found = np.array(tune_decision(probabilities, wanted, np.zeros_like(wanted)).thresholds)
    assert ((found > 0.35) & (found <= 0.4)).all()
    optional = np.tile(np.array([[0], [0], [1], [0]]), (1, 5))
    free = np.array(tune_decision(probabilities, wanted, optional).thresholds)
    assert (free <= found).all()


def test_a_tenth_is_in_doubt() -> None:
    probabilities = np.random.default_rng(3).uniform(size=(500, 5))
    decision = tune_decision(probabilities, probabilities > 0.5, np.zeros((500, 5)))
    assert (decision.certainty(probabilities) < decision.doubt).mean() == pytest.approx(0.1, abs=0.02)


def test_calibration_error_on_hand_counted_cases() -> None:
    assert calibration_error([[0.25], [0.25], [0.25], [0.25]], [[1], [0], [0], [0]]) == pytest.approx(0.0)
    assert calibration_error([[0.9], [0.9]], [[1], [0]]) == pytest.approx(0.4)
    assert calibration_error([[0.5]], [[0.5]]) == pytest.approx(0.0)


def test_explanation_names_what_speaks_for_a_goal(classifier: GoalClassifier) -> None:
    found = explain(classifier, ["l:jono", "h:jono", "l:muu1"], top=2)
    assert found.given == ("1",)
    best = max((c for c in found.contributions if c.label == "1"), key=lambda c: c.weight)
    assert (best.term, best.kind) in {("jono", "lemma"), ("jono", "letters")}
    assert best.weight > 0


def test_explanation_can_be_read_in_a_notebook_and_as_json() -> None:
    texts = ["Jonot < lyhenivät.", "Menot kasvoivat."] * 5
    classifier = GoalClassifier(labels=("pääsy", "raha")).fit(texts, [[1, 0], [0, 1]] * 5)
    found = explain(classifier, texts[0])
    page = found._repr_html_()
    assert "Jonot &lt; lyhenivät." in page
    assert "<b>pääsy</b>" in page
    row = json.loads(json.dumps(found.to_json(), ensure_ascii=False))
    assert row["given"] == ["pääsy"]
    assert {"label": "pääsy", "kind": "lemma", "term": "jono"}.items() <= next(
        c for c in row["contributions"] if c["term"] == "jono" and c["kind"] == "lemma"
    ).items()
    contributions = [c["weight"] for c in row["contributions"] if c["label"] == "raha"]
    assert contributions == sorted(contributions, key=abs, reverse=True)
