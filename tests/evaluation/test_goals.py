from __future__ import annotations

import pytest

from sotenlp.evaluation.agreement import adjudicate, measure_agreement
from sotenlp.evaluation.goals import GoalItem, score_goals


def test_scores_by_hand():
    scores = score_goals([GoalItem([1], [], [1, 2]), GoalItem([2, 3], [3], [2]), GoalItem([], [], [])])
    assert scores.f1 == {1: 1.0, 2: pytest.approx(2 / 3)}
    assert scores.micro_f1 == pytest.approx(4 / 5)
    assert scores.macro_f1 == pytest.approx(5 / 6)
    assert scores.exact == pytest.approx(2 / 3)


def test_an_optional_goal_is_right_either_way():
    assert score_goals([GoalItem([1], [4], [1, 4]), GoalItem([1], [4], [1])]).micro_f1 == 1.0


def test_agreement_by_hand():
    found = measure_agreement({"a": [1], "b": [1, 2], "c": []}, {"a": [1], "b": [2], "c": [3]})
    assert found.exact == pytest.approx(1 / 3)
    assert found.f1 == pytest.approx(4 / 6)
    assert found.f1_by_goal[1] == pytest.approx(2 / 3)
    assert found.kappa_by_goal[2] == 1.0
    with pytest.raises(ValueError, match="differ in 1"):
        measure_agreement({"a": []}, {})


def test_adjudication_keeps_what_both_gave():
    assert adjudicate([4, 1], [1, 3]) == ((1,), (3, 4))
    assert adjudicate([], []) == ((), ())
