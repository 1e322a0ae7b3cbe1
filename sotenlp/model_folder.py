"""Folders of linear models: JSON and plain arrays, never code.

A model is a folder of ``model.json`` (kind, format number, hash, settings, card), ``features.json`` (names of
the features) and ``weights.npz`` (arrays). The hash is over features, weights and settings: it names this
version of the model, and a folder whose parts do not belong together is refused.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from sotenlp.atomic import open_atomic
from sotenlp.errors import ModelError

DIGITS = 16
"""Length of a hash in hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class ModelKind:
    """What tells one kind of model from another.

    Attributes:
        kind: Name in the file, such as "sotenlp.goals".
        format: Number of the format, raised when a new reader could misread an old folder.
        noun: What messages call it, such as "goal model".
        cure: How one gets such a model, as the object of "Train one with".
    """

    kind: str
    format: int
    noun: str
    cure: str


@dataclass(frozen=True, slots=True)
class ModelParts:
    """What a model's folder holds.

    Attributes:
        features: Names of features, plain JSON.
        arrays: Weights by name.
        settings: Thresholds and the like, plain JSON.
        hash: Names this version of the model.
        card: Data, licence, recipe and scores, plain JSON.
    """

    features: Any
    arrays: Mapping[str, Any]
    settings: dict[str, Any]
    hash: str
    card: dict[str, Any]


def write_model_folder(
    folder: str | Path,
    kind: ModelKind,
    *,
    features: Any,
    arrays: Mapping[str, Any],
    settings: Mapping[str, Any],
    card: Mapping[str, Any],
) -> str:
    """Write a model.

    Args:
        folder: Its folder; it is made at need.
        kind: Kind of the model.
        features: Names of features, plain JSON.
        arrays: Numpy arrays by name; none of objects.
        settings: Plain JSON that belongs to the weights.
        card: Plain JSON about data, licence, recipe and scores.

    Returns:
        The hash of the model; the same parts have the same one.

    Raises:
        OutputError: The folder cannot be written.
    """
    names = json.dumps(features, ensure_ascii=False, separators=(",", ":")).encode()
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    digest = _digest(names, buffer.getvalue(), settings)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in (("features.json", names), ("weights.npz", buffer.getvalue())):
        with open_atomic(folder / name, "wb") as file:
            file.write(data)
    content = {"kind": kind.kind, "format": kind.format, "hash": digest, "settings": settings, "card": card}
    with open_atomic(folder / "model.json") as file:
        json.dump(content, file, ensure_ascii=False, indent=1)
        file.write("\n")
    return digest


def read_model_folder(folder: str | Path | Traversable, kind: ModelKind) -> ModelParts:
    """Read a model that `write_model_folder` wrote.

    Args:
        folder: Its folder.
        kind: The kind that it must be of.

    Raises:
        ModelError: There is no such model, or one of another kind or format, or a damaged one.
    """
    root: Traversable = Path(folder) if isinstance(folder, str) else folder
    try:
        content = json.loads(root.joinpath("model.json").read_text(encoding="utf-8"))
        features = root.joinpath("features.json").read_bytes()
        weights = root.joinpath("weights.npz").read_bytes()
    except (OSError, ValueError) as error:
        raise ModelError(f"{folder}: no {kind.noun} here ({error}). Train one with {kind.cure}.") from error
    found = content if isinstance(content, dict) else {}
    if found.get("kind") != kind.kind or found.get("format") != kind.format:
        raise ModelError(
            f"{folder}: a model of kind {found.get('kind')!r}, format {found.get('format')!r}; this version "
            f"of sotenlp reads kind {kind.kind!r}, format {kind.format}. Train it again with {kind.cure}."
        )
    try:
        if found["hash"] != _digest(features, weights, found["settings"]):
            raise ModelError(
                f"{folder}: the weights do not fit the hash in model.json. Copy the model again."
            )
        with np.load(io.BytesIO(weights), allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        return ModelParts(json.loads(features), arrays, found["settings"], str(found["hash"]), found["card"])
    except (KeyError, ValueError, EOFError, BadZipFile) as error:
        raise ModelError(f"{folder}: a damaged {kind.noun} ({error!r}). Copy the model again.") from error


def _digest(features: bytes, weights: bytes, settings: Mapping[str, Any]) -> str:
    # The archive of arrays carries no dates (numpy writes a fixed one), so equal weights have equal hashes.
    parts = (features, weights, json.dumps(settings, sort_keys=True).encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:DIGITS]
