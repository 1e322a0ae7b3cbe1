from __future__ import annotations

import numpy as np
import pytest

from sotenlp.goals.calibration import Decision
from sotenlp.goals.context import ContextModel, fit_context, section_means


def test_the_mean_is_that_of_the_other_sentences_of_the_section() -> None:
    probabilities = np.array([[0.0], [0.6], [0.2], [1.0]]).repeat(5, axis=1)
    means = section_means(probabilities, [0, 1, 1, 1], [False, True, True, False])
    assert means[1, 0] == pytest.approx(0.2)
    assert means[2, 0] == pytest.approx(0.6)
    assert means[3, 0] == pytest.approx(0.4)
    assert means[0, 0] == pytest.approx(0.4)


def test_a_page_of_furniture_alone_has_means_of_nought() -> None:
    assert (section_means(np.ones((2, 5)), [0, 0], [False, False]) == 0).all()


def test_the_section_speaks_for_a_sentence_that_says_little() -> None:
    model = ContextModel(1.0, 3.0, (-2.0,) * 5, Decision((0.5,) * 5))
    silent = np.full((1, 5), 0.0)
    alone = model.predict_proba(silent, np.zeros((1, 5)))
    among = model.predict_proba(silent, np.ones((1, 5)))
    assert (among > 0.5).all()
    assert (alone < 0.5).all()


def test_weights_are_learned_from_both() -> None:
    random = np.random.default_rng(1)
    odds = random.normal(size=(300, 5))
    means = random.uniform(size=(300, 5))
    labels = (odds + 4 * means + random.normal(scale=0.5, size=odds.shape) > 2).astype(int)
    own, section, bias = fit_context(odds, means, labels, np.zeros_like(labels))
    assert own > 0
    assert section > own
    assert bias.shape == (5,)
