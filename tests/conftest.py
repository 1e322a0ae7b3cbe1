"""Fixtures for all tests: pipelines once a session, the development corpus where it is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out tests of the development corpus where it is not beside the project."""
    if SHARED.is_dir():
        return
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(pytest.mark.skip(reason="needs ../shared"))


@pytest.fixture(scope="session")
def language_nlp() -> Language:
    """The components that analyse the language, without extraction."""
    from sotenlp.pipeline import LANGUAGE_COMPONENTS, load

    return load(components=LANGUAGE_COMPONENTS)


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The full pipeline."""
    from sotenlp.pipeline import load

    return load()


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development corpus beside the project."""
    return SHARED
