"""The measure classifier: three linear models, stored as JSON and plain arrays.

The first model judges each noun by itself, the second again in the light of the first's answers for the
whole document, the third weighs the borders of a name against each other. `training/train_measures.py`
trains them; nothing but numpy is needed to use them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources.abc import Traversable
from itertools import repeat
from math import exp
from operator import mul
from pathlib import Path
from typing import Any

import numpy as np

from sotenlp.config import Config, load_config, model_folder
from sotenlp.extraction.measure_borders import border_features
from sotenlp.extraction.measure_candidates import Head
from sotenlp.extraction.measure_context import context_features, log_odds
from sotenlp.extraction.measure_features import Features, HeadFeatures, Part, head_parts
from sotenlp.extraction.measure_view import DocumentView
from sotenlp.extraction.noun_phrases import NounPhrase
from sotenlp.model_folder import ModelKind, read_model_folder, write_model_folder

NAME = "measures"
CACHED_PARTS = 200_000
"""Parts of features whose weight is kept."""
MEASURE_MODEL = ModelKind("sotenlp.measures", 1, "measure model", "training/train_measures.py")
LEAST_OVERLAP = 0.5
"""Intersection over union from which two borders are as good as the same."""
LEAST_FIRST = 0.03
"""First probability from which a noun is looked at again; far below that of any measure that is kept."""
OWN_SHARE = 0.3
"""How much a span's own probability counts beside that of the spans like it."""


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights of a logistic regression by feature name."""

    weights: Mapping[str, float]
    intercept: float
    _sums: dict[Part, float] = field(default_factory=dict, init=False, repr=False, compare=False)

    def odds(self, features: HeadFeatures) -> float:
        """The log-odds that the features of a head give, without the intercept."""
        sums, known = 0.0, self._sums
        for part in features.parts:
            weight = known.get(part)
            if weight is None:
                if len(known) >= CACHED_PARTS:
                    known.clear()
                weight = known[part] = sum(map(self.weights.get, part.names, repeat(0.0)))
            sums += weight
        return sums + sum(map(self.weights.get, features.names, repeat(0.0)))

    def probability(self, features: Features, beside: HeadFeatures | None = None) -> float:
        """The probability of yes.

        Args:
            features: The features by name.
            beside: More features, of which none has a name of those.
        """
        odds = self.odds(beside) if beside is not None else 0.0
        weights = map(self.weights.get, features, repeat(0.0))
        return _sigmoid(self.intercept + odds + sum(map(mul, weights, features.values())))


@dataclass(frozen=True, slots=True)
class FoundMeasure:
    """A measure's name that the classifier found.

    Attributes:
        head: Its head.
        start: First token.
        end: Token after the last one.
        probability: How probable it is that this names a measure.
    """

    head: Head
    start: int
    end: int
    probability: float

    @property
    def phrase(self) -> NounPhrase:
        """The head's phrase with the borders of the name."""
        phrase, inside = self.head.phrase, range(self.start, self.end)
        return replace(
            phrase,
            start=self.start,
            end=self.end,
            genitives=tuple(i for i in phrase.genitives if i in inside),
            attributes=tuple(i for i in phrase.attributes if i in inside),
        )


@dataclass(frozen=True, slots=True)
class MeasureModel:
    """The measure classifier.

    Attributes:
        first: Judges a noun by itself.
        second: Judges it with the first answers of the document.
        borders: Weighs the spans of a head.
        threshold: Probability of the second model from which a measure is kept.
        calibration: Slope and intercept that turn its log-odds into a probability of being right.
        background: How often texts of the field have a noun.
        hash: Names this version of the weights.
        card: Data, recipe and scores.
    """

    first: LinearModel
    second: LinearModel
    borders: LinearModel
    threshold: float
    calibration: tuple[float, float] = (1.0, 0.0)
    background: Mapping[str, int] = field(default_factory=dict)
    hash: str = ""
    card: Mapping[str, Any] = field(default_factory=dict)

    def find(self, view: DocumentView, *, threshold: float | None = None) -> list[FoundMeasure]:
        """The measures of a document, none inside another, in text order.

        Args:
            view: The document, made with `background`.
            threshold: Probability from which a measure is kept instead of the model's own.
        """
        least = self.threshold if threshold is None else threshold
        own = [head_parts(view, head) for head in view.heads]
        first = [self.first.probability({}, features) for features in own]
        contexts = context_features(view, first, least=min(LEAST_FIRST, least))
        second = [
            0.0 if context is None else self.second.probability(context, features)
            for features, context in zip(own, contexts, strict=True)
        ]
        taken: list[FoundMeasure] = []
        used: set[int] = set()
        for i in sorted(range(len(second)), key=lambda i: (-second[i], i)):
            if second[i] < least:
                break
            start, end = self.span(view, view.heads[i])
            if used.isdisjoint(range(start, end)):
                used.update(range(start, end))
                taken.append(FoundMeasure(view.heads[i], start, end, self.calibrated(second[i])))
        return sorted(taken, key=lambda found: found.start)

    def span(self, view: DocumentView, head: Head) -> tuple[int, int]:
        """The likeliest borders of a head's name: those that most of the likely ones nearly agree with."""
        options = border_features(view, head)
        doc = view.doc
        offsets = [
            (doc.words[start].idx, doc.words[end - 1].idx + len(doc.words[end - 1]))
            for (start, end), _ in options
        ]
        weights = [self.borders.probability(features) for _, features in options]
        return options[best_span(offsets, weights)][0]

    def calibrated(self, probability: float) -> float:
        """The probability of being right that an answer of the second model stands for."""
        slope, intercept = self.calibration
        return _sigmoid(slope * log_odds(probability) + intercept)


def best_span(offsets: Sequence[tuple[int, int]], weights: Sequence[float]) -> int:
    """Index of the span that has most weight with the spans that overlap it well.

    Args:
        offsets: Start and end of each span.
        weights: Probability of each span.
    """
    total = sum(weights) or 1.0
    scores = [
        sum(w for other, w in zip(offsets, weights, strict=True) if _overlap(span, other) >= LEAST_OVERLAP)
        / total
        + OWN_SHARE * weight
        for span, weight in zip(offsets, weights, strict=True)
    ]
    return max(range(len(scores)), key=lambda i: (scores[i], -i))


def _overlap(left: tuple[int, int], right: tuple[int, int]) -> float:
    shared = min(left[1], right[1]) - max(left[0], right[0])
    return shared / (max(left[1], right[1]) - min(left[0], right[0])) if shared > 0 else 0.0


def _sigmoid(odds: float) -> float:
    return 1.0 / (1.0 + exp(-max(min(odds, 30.0), -30.0)))


def default_model() -> MeasureModel:
    """The model that the settings' model folder has, read once a process.

    Raises:
        ModelError: There is no such model, or it cannot be read.
    """
    return _model_of(load_config().models)


@cache
def _model_of(models: str) -> MeasureModel:
    return load_measure_model(model_folder(NAME, config=Config(models=models)))


def save_measure_model(model: MeasureModel, folder: str | Path, *, card: dict[str, Any]) -> str:
    """Write a model to a folder.

    Args:
        model: The model.
        folder: The folder; it is made at need.
        card: What to tell of data, recipe and scores, as plain JSON.

    Returns:
        The hash of the weights, which names this version of the model.
    """
    parts = {"first": model.first, "second": model.second, "borders": model.borders}
    names: dict[str, Any] = {name: sorted(part.weights) for name, part in parts.items()}
    names["background"] = dict(sorted(model.background.items()))
    arrays = {
        name: np.array([*(part.weights[f] for f in names[name]), part.intercept], dtype=np.float32)
        for name, part in parts.items()
    }
    settings = {"threshold": model.threshold, "calibration": list(model.calibration)}
    return write_model_folder(
        folder, MEASURE_MODEL, features=names, arrays=arrays, settings=settings, card=card
    )


def load_measure_model(folder: str | Path | Traversable) -> MeasureModel:
    """Read a model that `save_measure_model` wrote.

    Raises:
        ModelError: The folder holds no measure model, or one of another format, or a damaged one.
    """
    parts = read_model_folder(folder, MEASURE_MODEL)
    names, arrays = parts.features, parts.arrays
    slope, intercept = parts.settings["calibration"]
    return MeasureModel(
        first=_linear(names["first"], arrays["first"]),
        second=_linear(names["second"], arrays["second"]),
        borders=_linear(names["borders"], arrays["borders"]),
        threshold=float(parts.settings["threshold"]),
        calibration=(float(slope), float(intercept)),
        background=names["background"],
        hash=parts.hash,
        card=parts.card,
    )


def _linear(names: Iterable[str], values: Any) -> LinearModel:
    *weights, intercept = (float(value) for value in values)
    return LinearModel(dict(zip(names, weights, strict=True)), intercept)
