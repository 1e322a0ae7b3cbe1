"""The status classifier: two multinomial linear models over what the rules read and where it stands.

`training/train_status.py` trains it; nothing but numpy is needed to use it. It speaks where the rules
are silent or unsure. What the text denies, wishes, puts off, asks or plans (`Statement.held`) stays
what the rules read: a denied thing never becomes one that is there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sotenlp.config import Config, load_config, model_folder
from sotenlp.errors import ModelError
from sotenlp.extraction.stages import STAGES
from sotenlp.extraction.status import Statement
from sotenlp.extraction.status_features import Mention, StatusView, near_features, status_features
from sotenlp.model_folder import ModelKind, read_model_folder, write_model_folder
from sotenlp.schema import Status

NAME = "status"
STATUS_MODEL = ModelKind("sotenlp.status", 1, "status model", "training/train_status.py")
SURE = 0.6
"""Probability from which the words around a measure count as stating the stage."""


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """A multinomial linear model.

    Attributes:
        columns: Row of each feature in the weights.
        matrix: Weights by feature and stage, stages in the order of `STAGES`.
        intercept: Intercept of each stage.
    """

    columns: Mapping[str, int]
    matrix: NDArray[np.float32]
    intercept: NDArray[np.float32]

    def odds(self, features: Collection[str]) -> NDArray[np.float64]:
        """Logarithmic weights of the stages, in the order of `STAGES`."""
        rows = sorted(self.columns[name] for name in features if name in self.columns)
        return np.asarray(self.intercept + self.matrix[rows].sum(axis=0), dtype=np.float64)

    def probability(self, features: Collection[str], status: Status) -> float:
        """The probability of a stage."""
        odds = self.odds(features)
        powers = np.exp(odds - odds.max())
        return float(powers[STAGES.index(status)] / powers.sum())


@dataclass(frozen=True, slots=True, eq=False)
class StatusModel:
    """The status classifier.

    Attributes:
        first: Judges a measure by itself and beside what the rules read of the others.
        second: Judges it again with the first's answers for the whole document.
        margin: How much likelier another stage must be to overrule one that a word tells.
        hash: Names this version of the weights.
        card: Data, recipe and scores.
    """

    first: Weights
    second: Weights
    margin: float = 1.0
    hash: str = ""
    card: Mapping[str, Any] = field(default_factory=dict)

    def choose(self, weights: Weights, statement: Statement, features: Collection[str]) -> Status:
        """The stage that one of the two models gives a measure.

        Args:
            weights: The model.
            statement: What the rules read of it.
            features: What is seen of it.
        """
        if statement.held:
            return statement.status
        odds = weights.odds(features)
        best = int(np.argmax(odds))
        told = STAGES.index(statement.status)
        if statement.word >= 0 and odds[best] - odds[told] < self.margin:
            return statement.status
        return STAGES[best]

    def revise(self, view: StatusView, mentions: Sequence[Mention]) -> list[Statement]:
        """The statements of a document's measures with the stages that the model gives them.

        Args:
            view: The document.
            mentions: Its measures, in text order.
        """
        own = status_features(view, mentions)
        said = [mention.statement for mention in mentions]
        first = [self.choose(self.first, s, f) for s, f in zip(said, own, strict=True)]
        near = near_features(view, mentions, first, "first")
        revised = []
        told = sum(stage is not Status.UNSPECIFIED for stage in first)
        for statement, stage, features, others in zip(said, first, own, near, strict=True):
            if statement.aside and not told - (stage is not Status.UNSPECIFIED):
                revised.append(statement)
                continue
            status = self.choose(self.second, statement, features | others)
            sure = status is statement.status
            if not sure:
                likely = self.second.probability(features | others, status) >= SURE
                sure = likely and not statement.aside
            revised.append(replace(statement, status=status, sure=sure))
        return revised


def default_model() -> StatusModel:
    """The model that the settings' model folder has, read once a process.

    Raises:
        ModelError: There is no such model, or it cannot be read.
    """
    return _model_of(load_config().models)


@cache
def _model_of(models: str) -> StatusModel:
    return load_status_model(model_folder(NAME, config=Config(models=models)))


def save_status_model(model: StatusModel, folder: str | Path, *, card: dict[str, Any]) -> str:
    """Write a model to a folder.

    Args:
        model: The model.
        folder: The folder; it is made at need.
        card: What to tell of data, recipe and scores, as plain JSON.

    Returns:
        The hash of the weights, which names this version of the model.
    """
    parts = {"first": model.first, "second": model.second}
    names = {part: sorted(w.columns, key=w.columns.__getitem__) for part, w in parts.items()}
    arrays = {part: np.vstack([w.matrix, w.intercept]) for part, w in parts.items()}
    settings = {"margin": model.margin, "stages": [stage.value for stage in STAGES]}
    return write_model_folder(
        folder, STATUS_MODEL, features=names, arrays=arrays, settings=settings, card=card
    )


def load_status_model(folder: str | Path | Traversable) -> StatusModel:
    """Read a model that `save_status_model` wrote.

    Raises:
        ModelError: The folder holds no status model, or one of another format, or a damaged one.
    """
    parts = read_model_folder(folder, STATUS_MODEL)
    if parts.settings["stages"] != [stage.value for stage in STAGES]:
        raise ModelError(f"{folder}: the model has other stages. Train it again with {STATUS_MODEL.cure}.")
    return StatusModel(
        first=_weights(parts.features["first"], parts.arrays["first"]),
        second=_weights(parts.features["second"], parts.arrays["second"]),
        margin=float(parts.settings["margin"]),
        hash=parts.hash,
        card=parts.card,
    )


def _weights(names: Sequence[str], values: NDArray[np.float32]) -> Weights:
    return Weights({name: row for row, name in enumerate(names)}, values[:-1], values[-1])
