"""The same document as text, HTML, DOCX and PDF gives the same sections and the same spans."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from spacy.language import Language

from sotenlp.document import Document
from sotenlp.pipeline import annotate
from sotenlp.reader import from_text
from sotenlp.reader.reading import from_bytes
from tests.pages import KAINUU, LAPPI
from tests.reader.made.pages import as_pdf, as_text, made_of, parts_of

SAMPLE = Path(__file__).resolve().parents[2] / "corpora" / "sample"
PAGES = {"kainuu": KAINUU, "lappi": LAPPI} | {
    path.stem: path.read_text(encoding="utf-8") for path in sorted(SAMPLE.glob("*.txt"))
}
LETTERED = {"helsinki-terapianavigaattori"}
"""A page whose lettered list stands with empty lines in the text, and tight in print."""
FORMATS = ("html", "docx", "pdf")


@cache
def documents(name: str) -> dict[str, Document]:
    return {kind: from_bytes(data, path=path, id=name) for kind, (path, data) in made_of(PAGES[name]).items()}


def sections(document: Document) -> list[tuple[object, ...]]:
    return [(s.title, s.role, s.goal, s.as_of, s.level) for s in document.sections]


def words(document: Document) -> list[str]:
    return [" ".join(document.text[b.content : b.end].split()) for b in document.blocks]


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", PAGES)
def test_sections_words_and_metadata_are_those_of_the_text(name: str, kind: str) -> None:
    text, other = documents(name)["text"], documents(name)[kind]
    assert other.format == kind
    assert len(text.sections) > 5
    assert words(other) == words(text)
    assert other.meta == text.meta
    if name not in LETTERED:
        assert sections(other) == sections(text)


@pytest.mark.parametrize("name", ["kainuu", "lappi-tulsote", "pirkanmaa-asiakasvastaava-rrp"])
def test_spans_are_those_of_the_text(name: str, nlp: Language) -> None:
    found = {}
    for kind, document in documents(name).items():
        record = annotate(nlp, document)
        measures = [(m.text, m.status, m.as_of, m.goals.goals) for m in record.measures]
        actors = [(a.text, a.role) for a in record.actors]
        indicators = [(i.text, i.value) for i in record.indicators]
        found[kind] = (measures, actors, indicators, [(t.text, t.code) for t in record.targets])
        assert all(record.text[m.start : m.end] == m.text for m in record.measures)
    assert len(found["text"][0]) > 3
    for kind in FORMATS:
        assert found[kind] == found["text"], kind


@pytest.mark.parametrize("name", ["ita-uusimaa-tyokykytiimi", "lappi-tulsote", "pohjois-savo-tulsote"])
def test_two_columns_are_read_one_after_the_other(name: str) -> None:
    parts = parts_of(from_text(PAGES[name]))
    printed = from_bytes(as_pdf(parts, columns=2), path="sivu.pdf", id=name)
    assert words(printed) == words(from_text(as_text(parts)))
    assert sections(printed) == sections(from_text(as_text(parts)))


@pytest.mark.parametrize("kind", FORMATS)
def test_places_lead_back_to_the_file(kind: str) -> None:
    document = documents("lappi-tulsote")[kind]
    ends = [0]
    for span in document.source:
        assert ends[-1] <= span.start < span.end <= len(document.text)
        assert document.text[span.start : span.end].strip()
        ends.append(span.end)
    start = {"html": "/html/body/main", "docx": "/w:document/w:body/w:", "pdf": "page="}[kind]
    assert all(span.place.startswith(start) for span in document.source)
    assert len({span.place for span in document.source}) > (3 if kind == "pdf" else 50)
