"""The pipelines as the extraction sees them: their Docs as views."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc as SpacyDoc

from sotenlp.language.view import Doc, view_of


class Viewer:
    """A pipeline whose Docs are views; everything else is the pipeline's own."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp

    def __call__(self, text: str | SpacyDoc) -> Doc:
        return view_of(self.nlp(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.nlp, name)


@pytest.fixture(scope="session")
def language_nlp(language_nlp: Language) -> Viewer:
    """The components that analyse the language, without extraction."""
    return Viewer(language_nlp)


@pytest.fixture(scope="session")
def nlp(nlp: Language) -> Viewer:
    """The full pipeline."""
    return Viewer(nlp)
