"""What ``manifest.json`` tells of a mining run: inputs, versions, settings, time."""

from __future__ import annotations

import importlib.metadata
import json
import platform
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sotenlp.config import Config
from sotenlp.errors import SotenlpError
from sotenlp.mined import Mined
from sotenlp.output import MANIFEST
from sotenlp.schema import SCHEMA_VERSION
from sotenlp.version import __version__

PACKAGES = ("spacy", "libvoikko", "scikit-learn", "numpy", "pandas", "pyarrow", "networkx")


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
        "packages": {name: importlib.metadata.version(name) for name in PACKAGES},
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
