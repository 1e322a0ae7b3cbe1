"""Why a text got its goals: the words that weigh most, and the sentences that carry a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from html import escape
from typing import Any

import numpy as np

from sotenlp.annotation import Measure, Sentence
from sotenlp.goals.calibration import DIGITS, GOALS, best_first
from sotenlp.goals.classifier import GoalClassifier, as_features
from sotenlp.goals.features import CHARACTERS, LEXICON, SHAPE
from sotenlp.goals.matrix import SHARE
from sotenlp.schema import GoalBasis

TOP = 8
_KINDS = {
    "l:": "lemma",
    "p:": "part of a compound",
    "s:": "beginning of a word",
    "b:": "two words",
    "n:": "number",
    CHARACTERS: "letters",
    SHAPE: "shape",
    LEXICON: "vocabulary of goal",
}


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one feature of a text adds to a label's log-odds.

    Attributes:
        label: The label.
        kind: Kind of the feature, such as "lemma" or "part of a compound".
        term: The word, part or stretch of letters.
        weight: Its contribution; positive speaks for the label.
    """

    label: str
    kind: str
    term: str
    weight: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """A text's answer with what it rests on.

    Attributes:
        text: The text.
        given: The labels that it got, the likeliest first.
        scores: The probability of each label.
        contributions: What weighs most, by label, the weightiest first.
    """

    text: str
    given: tuple[str, ...]
    scores: dict[str, float]
    contributions: tuple[Contribution, ...]

    def to_json(self) -> dict[str, Any]:
        """As plain values for JSON."""
        return asdict(self) | {
            "given": list(self.given),
            "contributions": [asdict(item) for item in self.contributions],
        }

    def _repr_html_(self) -> str:
        """A table for a notebook: a row a label, what speaks for it and what against it."""
        rows = []
        for label, score in self.scores.items():
            mine = [c for c in self.contributions if c.label == label]
            cells = [
                ", ".join(
                    f"{escape(c.term)} <small>{c.weight:+.2f}</small>" for c in mine if (c.weight > 0) == sign
                )
                for sign in (True, False)
            ]
            name = f"<b>{escape(label)}</b>" if label in self.given else escape(label)
            rows.append(f"<tr><td>{name}</td><td>{score:.2f}</td><td>{cells[0]}</td><td>{cells[1]}</td></tr>")
        head = "<tr><th>goal</th><th>probability</th><th>for</th><th>against</th></tr>"
        return f"<p>{escape(self.text)}</p><table>{head}{''.join(rows)}</table>"


def explain(classifier: GoalClassifier, text: str | Sequence[str], *, top: int = TOP) -> Explanation:
    """Why a text got its labels.

    Args:
        classifier: A fitted classifier.
        text: The text, or its features.
        top: How many contributions to give at most for each label.
    """
    features = as_features([text] if isinstance(text, str) else [list(text)])
    row = classifier.matrix_.transform(features)
    names = classifier.matrix_.names()
    probabilities = classifier.predict_proba(features)
    labels = [str(label) for label in classifier.classes_]
    found = []
    for index, label in enumerate(labels):
        weights = row.multiply(classifier.coef_[index]).tocoo()
        pairs = sorted(
            zip(weights.col.tolist(), weights.data.tolist(), strict=True), key=lambda p: (-abs(p[1]), p[0])
        )
        for column, weight in pairs[:top]:
            kind, term = _named(names[column])
            found.append(Contribution(label, kind, term, round(weight, DIGITS)))
    given = best_first(classifier.decision_.labels(probabilities)[0], probabilities[0])
    scores = {label: round(float(p), DIGITS) for label, p in zip(labels, probabilities[0], strict=True)}
    shown = text if isinstance(text, str) else " ".join(text)
    return Explanation(shown, tuple(labels[column] for column in given), scores, tuple(found))


def _named(feature: str) -> tuple[str, str]:
    for prefix, kind in _KINDS.items():
        if feature.startswith(prefix):
            return kind, feature.removeprefix(prefix).removesuffix(SHARE)
    return "feature", feature


@dataclass(frozen=True, slots=True)
class GoalEvidence:
    """How much of a text is about a goal, and the sentences that carry it.

    Attributes:
        goal: Number of the goal.
        score: Mean probability over the sentences that have any goal; a stated goal counts 1.
        sentences: Indices of the sentences that add most, the weightiest first.
    """

    goal: int
    score: float
    sentences: tuple[int, ...]


def evidence(
    sentences: Sequence[Sentence], *, measures: Iterable[Measure] | None = None, top: int = 3
) -> list[GoalEvidence]:
    """The goals of a document, or of a practice by its measures, with the sentences that carry them.

    Args:
        sentences: The document's sentences.
        measures: Mentions of a practice's measures in it: only their sentences count. None for all.
        top: How many sentences to give at most for each goal.

    Returns:
        One for each goal that any sentence has, the strongest goal first.
    """
    wanted = None if measures is None else {measure.sentence for measure in measures}
    weights: dict[int, list[tuple[float, int]]] = defaultdict(list)
    counted = 0
    for index, sentence in enumerate(sentences):
        score = sentence.goals
        if not score.goals or sentence.boilerplate or (wanted is not None and index not in wanted):
            continue
        counted += 1
        for goal in GOALS:
            if score.basis is GoalBasis.STATED:
                weight = 1.0 if int(goal) in score.goals else 0.0
            else:
                weight = score.scores[int(goal) - 1]
            if int(goal) in score.goals:
                weights[int(goal)].append((weight, index))
    found = [
        GoalEvidence(
            goal,
            round(float(np.sum([weight for weight, _ in pairs])) / counted, DIGITS),
            tuple(index for _, index in sorted(pairs, key=lambda pair: (-pair[0], pair[1]))[:top]),
        )
        for goal, pairs in weights.items()
    ]
    return sorted(found, key=lambda item: (-item.score, item.goal))
