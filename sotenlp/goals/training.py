"""Training a goal model: held-out folds give calibration, thresholds and the weight of the context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from sotenlp.goals.calibration import (
    Booleans,
    Decision,
    Floats,
    best_first,
    calibration_error,
    to_probability,
    tune_decision,
)
from sotenlp.goals.classifier import GOAL_LABELS, NEVER, GoalClassifier
from sotenlp.goals.context import ContextModel, fit_context, section_means
from sotenlp.goals.persistence import GoalModel
from sotenlp.goals.scoring import GoalItem, score_goals

FOLDS = 5
LEAST_IN_CONTEXT = 200
"""Texts with surroundings from which the weight of the context is learned."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text to learn from.

    Attributes:
        features: What the classifier sees of it.
        wanted: Its labels; None for a text that is only the surroundings of others.
        optional: Labels that are right either way.
        group: Texts of one group never stand on both sides of a fold.
        page: What it stands on, "" for a text by itself.
        section: Number of its section on the page.
        frame: Whether the page's layout tells that it is about nothing.
        stated: Whether the page's layout states its labels.
    """

    features: Sequence[str]
    wanted: frozenset[str] | None
    optional: frozenset[str] = frozenset()
    group: str = ""
    page: str = ""
    section: int = 0
    frame: bool = False
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Trained:
    """A model with what held-out folds say of it.

    Attributes:
        model: The model, trained on everything.
        alone: Probabilities of each example by its own words, from folds that have not seen its group.
        in_context: The same with its surroundings.
    """

    model: GoalModel
    alone: Floats
    in_context: Floats


def scheme_of(labels: Sequence[str]) -> tuple[str, ...]:
    """The labels of a scheme: the five goals where all are goals, else those that occur, sorted."""
    return GOAL_LABELS if set(labels) <= set(GOAL_LABELS) else tuple(sorted(set(labels)))


def indicators(examples: Sequence[Example], labels: Sequence[str]) -> tuple[Booleans, Booleans]:
    """Wanted and optional labels as arrays of shape (examples, labels)."""
    wanted = [[label in (e.wanted or ()) for label in labels] for e in examples]
    optional = [[label in e.optional for label in labels] for e in examples]
    shape = (len(examples), len(labels))
    return np.array(wanted, dtype=bool).reshape(shape), np.array(optional, dtype=bool).reshape(shape)


def train(examples: Sequence[Example], labels: Sequence[str], *, always: Sequence[Example] = ()) -> Trained:
    """Train a model on labelled texts.

    Args:
        examples: The texts, alone or on pages.
        labels: The scheme's labels.
        always: Texts that every fold learns from, such as a vocabulary; nothing is measured on them.

    Raises:
        ValueError: There are fewer than two labelled texts.
    """
    labelled = np.array([e.wanted is not None for e in examples], dtype=bool)
    if labelled.sum() < 2:
        raise ValueError("at least two labelled texts are needed")
    wanted, optional = indicators(examples, labels)
    raw = _held_out(examples, labels, always)
    odds, slope, bias = _calibrated(raw, wanted, optional, labelled)
    alone = to_probability(odds)
    classifier = _fit([e for e in examples if e.wanted is not None] + list(always), labels)
    classifier.calibrate(slope, bias)
    classifier.decision_ = tune_decision(alone[labelled], wanted[labelled], optional[labelled])
    means = means_by_page(examples, alone)
    context = _context(examples, odds, means, wanted, optional, classifier.decision_)
    in_context = context.predict_proba(odds, means)
    return Trained(GoalModel(classifier, context), alone, in_context)


def means_by_page(examples: Sequence[Example], probabilities: Floats) -> Floats:
    """`section_means` page by page; nought for a text by itself."""
    pages: dict[str, list[int]] = {}
    for row, example in enumerate(examples):
        if example.page:
            pages.setdefault(example.page, []).append(row)
    means = np.zeros_like(probabilities)
    for rows in pages.values():
        means[rows] = section_means(
            probabilities[rows], [examples[r].section for r in rows], [not examples[r].frame for r in rows]
        )
    return means


def describe(
    examples: Sequence[Example], labels: Sequence[str], probabilities: Floats, decision: Decision
) -> dict[str, float]:
    """F1, calibration error and what abstaining brings, of labelled texts.

    Args:
        examples: The texts.
        labels: The scheme's labels.
        probabilities: Of a model that has not seen them.
        decision: How these become labels.
    """
    given = decision.labels(probabilities)
    names = np.asarray(labels, dtype=object)
    items = [
        GoalItem(e.wanted or (), e.optional, names[best_first(row, p)].tolist())
        for e, row, p in zip(examples, given, probabilities, strict=True)
    ]
    wanted, optional = indicators(examples, labels)
    figures = score_goals(items).rows()
    figures["goals.calibration_error"] = round(
        calibration_error(probabilities, wanted * (1 - optional) + optional / 2), 4
    )
    return figures | abstention(items, decision.certainty(probabilities), decision.doubt)


def abstention(items: Sequence[GoalItem], certainty: Floats, doubt: float) -> dict[str, float]:
    """Share of abstained texts, and the wrong labels a text with all answers and with the certain ones.

    Args:
        items: The texts with gold and predicted labels.
        certainty: How certain each answer is.
        doubt: Certainty below which the answer abstains.
    """
    errors = np.array([len(item.wrong()) for item in items], dtype=float)
    kept = np.asarray(certainty) >= doubt
    if not len(errors) or not kept.any():
        return {}
    return {
        "goals.abstained": round(float(1 - kept.mean()), 4),
        "goals.errors": round(float(errors.mean()), 4),
        "goals.errors_certain": round(float(errors[kept].mean()), 4),
    }


def _fit(examples: Sequence[Example], labels: Sequence[str]) -> GoalClassifier:
    wanted, optional = indicators(examples, labels)
    names = None if tuple(labels) == GOAL_LABELS else tuple(labels)
    few = len(examples) < LEAST_IN_CONTEXT
    classifier = GoalClassifier(labels=names, **({"min_df": 1, "min_df_letters": 1} if few else {}))
    return classifier.fit([list(e.features) for e in examples], wanted, optional)


def _held_out(examples: Sequence[Example], labels: Sequence[str], always: Sequence[Example]) -> Floats:
    """Log-odds of each text by a classifier that has not seen its group."""
    groups = sorted({e.group for e in examples})
    place = {group: number % FOLDS for number, group in enumerate(groups)}
    folds = np.array([place[e.group] if len(groups) > 1 else row % FOLDS for row, e in enumerate(examples)])
    odds = np.zeros((len(examples), len(labels)))
    for fold in np.unique(folds):
        inside = [e for e, f in zip(examples, folds, strict=True) if f != fold and e.wanted is not None]
        model = _fit([*inside, *always], labels)
        odds[folds == fold] = model.decision_function(
            [list(e.features) for e, f in zip(examples, folds, strict=True) if f == fold]
        )
    return odds


def _calibrated(
    odds: Floats, wanted: Booleans, optional: Booleans, labelled: Booleans
) -> tuple[Floats, float, Floats]:
    """Log-odds that mean what they say, with the slope and shifts that made them so (Platt 1999)."""
    speaking = labelled & (odds > NEVER).all(axis=1)
    count = odds.shape[1]
    slope, bias = 1.0, np.zeros(count)
    if speaking.any() and 0 < wanted[speaking].sum() < wanted[speaking].size:
        column = np.tile(np.eye(count), (int(speaking.sum()), 1))
        design = np.column_stack([odds[speaking].ravel(), column])
        labels = np.concatenate([wanted[speaking].ravel(), (wanted | optional)[speaking].ravel()])
        model = LogisticRegression(C=10.0, max_iter=1000).fit(np.vstack([design, design]), labels)
        slope, bias = float(model.coef_[0][0]), model.coef_[0][1:] + model.intercept_[0]
    silent = (odds <= NEVER).all(axis=1)
    shifted = odds * slope + bias
    shifted[silent] = NEVER
    return shifted, slope, bias


def _context(
    examples: Sequence[Example],
    odds: Floats,
    means: Floats,
    wanted: Booleans,
    optional: Booleans,
    decision: Decision,
) -> ContextModel:
    """Weights of a text's surroundings; none where too few texts have any."""
    free = np.array(
        [e.wanted is not None and bool(e.page) and not e.frame and not e.stated for e in examples], dtype=bool
    )
    nothing = ContextModel(1.0, 0.0, (0.0,) * odds.shape[1], decision)
    if free.sum() < LEAST_IN_CONTEXT:
        return nothing
    own, section, bias = fit_context(odds[free], means[free], wanted[free], optional[free])
    context = ContextModel(own, section, tuple(float(b) for b in bias), decision)
    found = context.predict_proba(odds[free], means[free])
    return ContextModel(own, section, context.bias, tune_decision(found, wanted[free], optional[free]))
