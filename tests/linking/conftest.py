"""Small records for the tests of linking."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from sotenlp.annotation import Measure, Sentence
from sotenlp.document import Metadata, Section
from sotenlp.linking.boilerplate import mark_boilerplate
from sotenlp.linking.measure_resolution import resolve_measures
from sotenlp.records import MinedDocument

MakeRecord = Callable[..., MinedDocument]


@pytest.fixture
def make_record() -> MakeRecord:
    """Make a record from lines; words in [brackets] become measures, named as written there."""

    def make(doc: str, area: str | None, *lines: str, names: dict[str, str] | None = None) -> MinedDocument:
        text = ""
        sentences: list[Sentence] = []
        measures: list[Measure] = []
        for index, line in enumerate(lines):
            start = len(text)
            for piece in re.split(r"(\[[^\]]+\])", line):
                words = piece.strip("[]") if piece.startswith("[") else piece
                if piece.startswith("["):
                    name = (names or {}).get(words, words)
                    measures.append(
                        Measure(len(text), len(text) + len(words), words, name, sentence=index, section=0)
                    )
                text += words
            sentences.append(Sentence(start, len(text), 0))
            text += "\n"
        return MinedDocument(
            id=doc,
            text=text,
            meta=Metadata(area=area, project=f"Hanke {doc}"),
            sections=(Section(0, len(text), 0, ""),),
            sentences=tuple(sentences),
            measures=tuple(measures),
        )

    return make


@pytest.fixture
def prepared() -> Callable[[list[MinedDocument]], list[MinedDocument]]:
    """Documents with boilerplate marked and measures resolved."""
    return lambda documents: [resolve_measures(document) for document in mark_boilerplate(documents)]


@pytest.fixture
def with_sections() -> Callable[..., MinedDocument]:
    """A record with other sections; each sentence stands in the section that its offset is in."""

    def change(document: MinedDocument, *sections: Section) -> MinedDocument:
        sentences = tuple(
            replace(
                sentence,
                section=max(i for i, section in enumerate(sections) if section.start <= sentence.start),
            )
            for sentence in document.sentences
        )
        return replace(document, sections=sections, sentences=sentences)

    return change
