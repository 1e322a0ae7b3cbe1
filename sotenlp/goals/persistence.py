"""Goal models on disk: JSON and plain arrays, never code.

A model is a folder of ``model.json`` (format number, thresholds, context weights, data, scores,
hash of the weights), ``features.json`` and ``weights.npz``. The format number is raised when a
new reader could misread an old folder.
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import asdict, dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np

from sotenlp.atomic import open_atomic
from sotenlp.errors import ModelError
from sotenlp.goals.classifier import BLOCKS, GoalClassifier
from sotenlp.goals.context import ContextModel

FORMAT = 2
KIND = "sotenlp.goals"


@dataclass(frozen=True, slots=True)
class GoalModel:
    """A goal classifier with what belongs to it.

    Attributes:
        classifier: Judges a text by its own words.
        context: Judges a sentence in its section.
        hash: Names this version of the weights.
        card: Data, licence, recipe and scores.
    """

    classifier: GoalClassifier
    context: ContextModel
    hash: str
    card: dict[str, Any]


def save_model(
    classifier: GoalClassifier, context: ContextModel, folder: str | Path, *, card: dict[str, Any]
) -> str:
    """Write a fitted model to a folder.

    Args:
        classifier: A fitted classifier.
        context: Its context model.
        folder: The folder; it is made at need.
        card: What to tell of data, licence, recipe and scores, as plain JSON.

    Returns:
        The hash of the model.
    """
    weights = classifier.get_weights()
    features = json.dumps(weights["features"], ensure_ascii=False, separators=(",", ":")).encode()
    arrays = {f"idf_{block}": weights["idf"][block] for block in BLOCKS}
    arrays |= {"coef": weights["coef"], "intercept": weights["intercept"]}
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **{key: value.astype(np.float32) for key, value in arrays.items()})
    thresholds = [float(value) for value in classifier.thresholds_]
    digest = _digest(features, buffer.getvalue(), thresholds, asdict(context))
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with open_atomic(folder / "features.json", "wb") as file:
        file.write(features)
    with open_atomic(folder / "weights.npz", "wb") as file:
        file.write(buffer.getvalue())
    content = {
        "kind": KIND,
        "format": FORMAT,
        "hash": digest,
        "thresholds": thresholds,
        "context": asdict(context),
        "card": card,
    }
    with open_atomic(folder / "model.json") as file:
        json.dump(content, file, ensure_ascii=False, indent=1)
        file.write("\n")
    return digest


def load_model(folder: str | Path | Traversable) -> GoalModel:
    """Read a model that `save_model` wrote.

    Raises:
        ModelError: The folder holds no goal model, or one of another format, or a damaged one.
    """
    root: Traversable = Path(folder) if isinstance(folder, str) else folder
    try:
        content = json.loads(root.joinpath("model.json").read_text(encoding="utf-8"))
        features = root.joinpath("features.json").read_bytes()
        weights = root.joinpath("weights.npz").read_bytes()
    except (OSError, ValueError) as error:
        raise ModelError(
            f"{folder}: no goal model here ({error}). Train one with training/train_goals.py."
        ) from error
    if content.get("kind") != KIND or content.get("format") != FORMAT:
        raise ModelError(
            f"{folder}: a model of kind {content.get('kind')!r}, format {content.get('format')!r}; this "
            f"version of sotenlp reads kind {KIND!r}, format {FORMAT}. Train it again with "
            "training/train_goals.py."
        )
    if content["hash"] != _digest(features, weights, content["thresholds"], content["context"]):
        raise ModelError(f"{folder}: the weights do not fit the hash in model.json. Copy the model again.")
    arrays = np.load(io.BytesIO(weights), allow_pickle=False)
    classifier = GoalClassifier().set_weights(
        features=json.loads(features),
        idf={block: arrays[f"idf_{block}"] for block in BLOCKS},
        coef=arrays["coef"],
        intercept=arrays["intercept"],
        thresholds=np.asarray(content["thresholds"]),
    )
    context = ContextModel(
        content["context"]["own"],
        content["context"]["section"],
        tuple(content["context"]["bias"]),
        tuple(content["context"]["thresholds"]),
    )
    return GoalModel(classifier, context, str(content["hash"]), content["card"])


def _digest(features: bytes, weights: bytes, thresholds: list[float], context: dict[str, Any]) -> str:
    # The archive of arrays carries no dates (numpy writes a fixed one), so equal weights have equal hashes.
    settings = json.dumps([thresholds, context], sort_keys=True).encode()
    return hashlib.sha256(b"\0".join((features, weights, settings))).hexdigest()[:16]
