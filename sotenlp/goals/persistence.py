"""Goal models on disk: JSON and plain arrays, never code.

A model is a folder of ``model.json`` (format number, description, thresholds, scores, hash of
the weights), ``features.json`` and ``weights.npz``. The format number is raised when a new
reader could misread an old folder.
"""

from __future__ import annotations

import hashlib
import io
import json
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np

from sotenlp.atomic import open_atomic
from sotenlp.errors import ModelError
from sotenlp.goals.classifier import GoalClassifier

FORMAT = 1
KIND = "sotenlp.goals"


def save_classifier(classifier: GoalClassifier, folder: str | Path, *, card: dict[str, Any]) -> str:
    """Write a fitted classifier to a folder.

    Args:
        classifier: A fitted classifier.
        folder: The folder; it is made at need.
        card: What to tell of data, licence, recipe and scores, as plain JSON.

    Returns:
        The hash of the weights, which names this version of the model.
    """
    weights = classifier.get_weights()
    features = json.dumps(weights.pop("features"), ensure_ascii=False, separators=(",", ":")).encode()
    thresholds = [float(value) for value in weights.pop("thresholds")]
    buffer = io.BytesIO()
    np.savez(buffer, **{key: value.astype(np.float32) for key, value in weights.items()})
    digest = _digest(features, buffer.getvalue())
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with open_atomic(folder / "features.json", "wb") as file:
        file.write(features)
    with open_atomic(folder / "weights.npz", "wb") as file:
        file.write(buffer.getvalue())
    with open_atomic(folder / "model.json") as file:
        content = {"kind": KIND, "format": FORMAT, "hash": digest, "thresholds": thresholds, "card": card}
        json.dump(content, file, ensure_ascii=False, indent=1)
        file.write("\n")
    return digest


def load_classifier(folder: str | Path | Traversable) -> tuple[GoalClassifier, dict[str, Any]]:
    """Read a classifier that `save_classifier` wrote.

    Returns:
        The classifier, and the content of ``model.json``.

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
    if content["hash"] != _digest(features, weights):
        raise ModelError(f"{folder}: the weights do not fit the hash in model.json. Copy the model again.")
    arrays = np.load(io.BytesIO(weights), allow_pickle=False)
    classifier = GoalClassifier().set_weights(
        features=json.loads(features),
        idf=arrays["idf"],
        coef=arrays["coef"],
        intercept=arrays["intercept"],
        thresholds=np.asarray(content["thresholds"]),
    )
    return classifier, content


def _digest(features: bytes, weights: bytes) -> str:
    # The archive of arrays carries no dates (numpy writes a fixed one), so equal weights have equal hashes.
    return hashlib.sha256(features + b"\0" + weights).hexdigest()[:16]
