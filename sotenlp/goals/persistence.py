"""Goal models on disk: JSON and plain arrays, never code (see `sotenlp.model_folder`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np

from sotenlp.goals.calibration import Decision
from sotenlp.goals.classifier import GOAL_LABELS, GoalClassifier
from sotenlp.goals.context import ContextModel
from sotenlp.model_folder import ModelKind, read_model_folder, write_model_folder

GOAL_MODEL = ModelKind("sotenlp.goals", 3, "goal model", "'sotenlp train goals DATA.csv'")
PRECISION = np.float32


@dataclass(frozen=True, slots=True)
class GoalModel:
    """A goal classifier with what belongs to it.

    Attributes:
        classifier: Judges a text by its own words.
        context: Judges a sentence in its section.
        hash: Names this version of the weights; "" before it is saved.
        card: Data, licence, recipe and scores.
    """

    classifier: GoalClassifier
    context: ContextModel
    hash: str = ""
    card: Mapping[str, Any] = field(default_factory=dict)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that it gives, in the order of its columns."""
        return tuple(str(label) for label in self.classifier.classes_)

    @property
    def is_national(self) -> bool:
        """Whether its labels are the programme's five goals, as mining needs them."""
        return self.labels == GOAL_LABELS


def save_model(
    classifier: GoalClassifier, context: ContextModel, folder: str | Path, *, card: Mapping[str, Any]
) -> str:
    """Write a fitted model to a folder.

    Args:
        classifier: A fitted classifier.
        context: Its context model.
        folder: The folder; it is made at need.
        card: What to tell of data, licence, recipe and scores, as plain JSON.

    Returns:
        The hash of the model.

    Raises:
        OutputError: The folder cannot be written.
    """
    weights = classifier.get_weights()
    arrays = {f"idf_{block}": values for block, values in weights["idf"].items()}
    arrays |= {"coef": weights["coef"], "intercept": weights["intercept"]}
    settings = {
        "labels": [str(label) for label in classifier.classes_],
        **_decision_row(classifier.decision_),
        "context": {
            "own": context.own,
            "section": context.section,
            "bias": list(context.bias),
            **_decision_row(context.decision),
        },
    }
    return write_model_folder(
        folder,
        GOAL_MODEL,
        features=weights["features"],
        arrays={name: values.astype(PRECISION) for name, values in arrays.items()},
        settings=settings,
        card=card,
    )


def load_model(folder: str | Path | Traversable) -> GoalModel:
    """Read a model that `save_model` wrote.

    Raises:
        ModelError: The folder holds no goal model, or one of another format, or a damaged one.
    """
    parts = read_model_folder(folder, GOAL_MODEL)
    settings, context = parts.settings, parts.settings["context"]
    labels = tuple(settings["labels"])
    classifier = GoalClassifier(labels=None if labels == GOAL_LABELS else labels).set_weights(
        features=parts.features,
        idf={
            name.removeprefix("idf_"): array
            for name, array in parts.arrays.items()
            if name.startswith("idf_")
        },
        coef=parts.arrays["coef"],
        intercept=parts.arrays["intercept"],
        decision=_decision(settings),
    )
    return GoalModel(
        classifier,
        ContextModel(context["own"], context["section"], tuple(context["bias"]), _decision(context)),
        parts.hash,
        parts.card,
    )


def _decision_row(decision: Decision) -> dict[str, Any]:
    return {"thresholds": list(decision.thresholds), "doubt": decision.doubt}


def _decision(row: Mapping[str, Any]) -> Decision:
    return Decision(tuple(row["thresholds"]), float(row["doubt"]))
