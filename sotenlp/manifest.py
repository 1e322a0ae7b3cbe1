"""What ``manifest.json`` tells of a mining run: inputs, versions, settings, time."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import platform
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sotenlp.config import Config, model_folder
from sotenlp.errors import SotenlpError
from sotenlp.mined import Mined
from sotenlp.output import MANIFEST
from sotenlp.schema import SCHEMA_VERSION
from sotenlp.version import __version__

PACKAGES = (
    *("spacy", "libvoikko", "scikit-learn", "scipy", "numpy", "pandas", "pyarrow", "networkx"),
    *("lxml", "pypdfium2", "charset-normalizer", "py3langid"),
)


def package_versions() -> dict[str, str]:
    """Versions of the packages that decide the result, "not installed" for one that is missing."""
    found = {}
    for name in PACKAGES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found


def installed_models(config: Config) -> dict[str, str]:
    """The hash of each model that the settings name, or why it cannot be told."""
    names = {
        "goals": config.goals_model,
        "measures": "measures",
        "status": "status",
        "lemmatizer": "lemmatizer",
    }
    found = {}
    for kind, name in names.items():
        try:
            text = model_folder(name, config=config).joinpath("model.json").read_text(encoding="utf-8")
            found[kind] = str(json.loads(text)["hash"])
        except (OSError, ValueError, KeyError, TypeError, SotenlpError) as error:
            found[kind] = f"not found: {error}"
    try:
        folder = model_folder("lemmatizer")  # always the package's own
        parts = [folder.joinpath(name).read_bytes() for name in ("tables.json", "weights.npz")]
        found["lemmatizer"] = hashlib.sha256(b"".join(parts)).hexdigest()[:16]
    except (OSError, SotenlpError) as error:
        found["lemmatizer"] = f"not found: {error}"
    return found


def build_manifest(mined: Mined, *, config: Config, started: float) -> dict[str, Any]:
    """Describe a run.

    Args:
        mined: Its result.
        config: The settings it was made with.
        started: Time when it began, in seconds since the epoch.
    """
    return {
        "schema": SCHEMA_VERSION,
        "sotenlp": __version__,
        "python": platform.python_version(),
        "packages": package_versions(),
        "models": dict(sorted({pair for document in mined.documents for pair in document.models})),
        "config": asdict(config),
        "started": datetime.fromtimestamp(started, UTC).isoformat(timespec="seconds"),
        "seconds": round(time.time() - started, 3),
        "inputs": [{"doc": d.id, "path": d.path, "sha256": d.sha256} for d in mined.documents],
    }


def manifest_config(output: str | Path) -> Config:
    """The settings that an output folder was made with.

    Raises:
        SotenlpError: The folder has no readable manifest.
    """
    path = Path(output) / MANIFEST
    try:
        settings = json.loads(path.read_text(encoding="utf-8"))["config"]
        return Config(**settings)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SotenlpError(f"{path}: cannot be read ({error}). Mine the texts again.") from error
