"""The compiled inner loops of the lemmatiser, where the installed package has them.

Wheels bring them; where none fits the platform and no compiler is at hand, the same is done in
Python, with the same results at a lower speed.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


def _load() -> Any:
    try:
        return import_module("sotenlp.language._native")
    except ImportError:
        return None


native: Any = _load()
"""The compiled module, or None."""
