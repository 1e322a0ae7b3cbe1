"""Documents by hand for the tests of the graph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import networkx as nx

from sotenlp.annotation import Actor, Measure, Sentence, Target
from sotenlp.document import Metadata, Section
from sotenlp.graph.identifiers import measure_id, target_id
from sotenlp.graph.quotes import EvidenceItem
from sotenlp.records import MinedDocument
from sotenlp.schema import ActorRole, ActorType, EdgeBasis, NodeKind, Predicate, Status


def make_page(
    name: str, meta: Metadata, parts: Iterable[tuple[Section, list[str]]], *, boilerplate: Iterable[str] = ()
) -> MinedDocument:
    """A document whose sections are a heading (if it has a title) and lines of one sentence each."""
    text, sections, sentences = "", [], []
    marked = set(boilerplate)
    for index, (section, lines) in enumerate(parts):
        start = len(text)
        for line in ([section.title] if section.title else []) + lines:
            sentences.append(Sentence(len(text), len(text) + len(line), index, boilerplate=line in marked))
            text += f"{line}\n"
        sections.append(replace(section, start=start, end=len(text)))
    return MinedDocument(name, text, meta=meta, sections=tuple(sections), sentences=tuple(sentences))


def place(page: MinedDocument, words: str) -> tuple[int, int, int, int]:
    """Start, end, sentence and section of the first occurrence of some words."""
    start = page.text.index(words)
    index = next(i for i, s in enumerate(page.sentences) if s.start <= start < s.end)
    return start, start + len(words), index, page.sentences[index].section


def measure(page: MinedDocument, words: str, slug: str, status: Status, **attributes: object) -> Measure:
    start, end, sentence, section = place(page, words)
    name = f"measure:{page.id}/{slug}" if slug else ""
    values = {
        "name": words.lower(),
        "measure": name,
        "boilerplate": page.sentences[sentence].boilerplate,
    } | attributes
    return Measure(start, end, words, status=status, sentence=sentence, section=section, **values)  # type: ignore[arg-type]


def actor(page: MinedDocument, words: str, slug: str, role: ActorRole, **attributes: object) -> Actor:
    start, end, sentence, _ = place(page, words)
    values = {"name": words, "type": ActorType.HOSPITAL_DISTRICT} | attributes
    return Actor(start, end, words, role=role, actor=slug and f"actor:{slug}", sentence=sentence, **values)  # type: ignore[arg-type]


def section(title: str, level: int = 1, **attributes: object) -> Section:
    return Section(0, 0, level, title, **attributes)  # type: ignore[arg-type]


def assert_evidence_holds(graph: nx.MultiDiGraph, documents: Iterable[MinedDocument]) -> None:
    """What must hold in every graph.

    Each quote of a stage holds a mention whose own words tell it; a target group that is tied by text
    has a quote that holds a mention of that group.
    """
    by_id = {document.id: document for document in documents}

    def holds(item: EvidenceItem, mention: Measure | Target) -> bool:
        return item["start"] <= mention.start and mention.end <= item["end"]

    def tells(mention: Measure, status: str) -> bool:
        return mention.status.value == status and mention.status_basis == "stated"

    for node, data in graph.nodes(data=True):
        for entry in data["status"] if data["kind"] == NodeKind.MEASURE.value else ():
            for item in entry["evidence"]:
                document = by_id[item["doc"]]
                own = [m for m in document.measures if measure_id(document, m) == node and holds(item, m)]
                assert own, (node, item)
                if entry["status"] != Status.UNSPECIFIED.value:
                    assert any(tells(mention, entry["status"]) for mention in own), (node, entry)
    for source, group, data in graph.edges(data=True):
        if data["predicate"] == Predicate.FOR_TARGET.value and data["basis"] == EdgeBasis.TEXT.value:
            assert any(
                holds(item, target) and target_id(target.code) == group
                for item in data["evidence"]
                for target in by_id[item["doc"]].targets
            ), (source, group)
