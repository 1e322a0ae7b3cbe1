"""Mined documents as tables: one row an item, flat columns, the same columns and types always."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from sotenlp.annotation import GoalScore, Measure, Practice
from sotenlp.graph.columns import COLUMNS, CONTEXT, INTEGERS, PLACE, TEXTS
from sotenlp.graph.quotes import Quotes
from sotenlp.graph.statuses import furthest_of_several, furthest_status
from sotenlp.linking.stages import may_join, stated_stage
from sotenlp.records import MinedDocument
from sotenlp.schema import Status

Row = dict[str, Any]


def build_tables(
    documents: Iterable[MinedDocument], practices: Iterable[Practice]
) -> dict[str, pd.DataFrame]:
    """Make the tables of mined documents.

    Every table of a document's items begins with ``doc`` (id of the document), ``area`` (today's
    wellbeing services county), ``area_code`` and ``region`` (as the page names it); rows are in order of
    documents and text. Offsets ``start`` and ``end`` point into the document's text in code points. A
    missing value is NA, a missing list is empty; no list is NA. Columns that several tables share:

    - ``quote``: the whole sentence that the mention stands in, ``sentence`` its index in the document.
    - ``section``, ``section_title``, ``section_role``: index, heading and role of the section.
    - ``goals``: numbers of the goals (1-5), the best first; ``goal_1`` … ``goal_5``: the score of each
      (0-1); ``goal_basis``: "stated" by the page or "predicted" by a model; ``abstained``: the model
      held its answer to be too uncertain.
    - ``boilerplate``: the sentence stands nearly word for word on other projects' pages too.
    - ``measures`` (of actors and indicators): ids of the mentions of measures that the text ties it to.

    Tables:

    - ``documents``: identity fields of the page (``kind`` is the kind of page), numbers of what was
      found, and ``problems``, messages a user should know.
    - ``sections``: ``section`` is the index, ``goal`` the goal that the heading names, ``as_of`` the
      ISO date or interval that it reports on.
    - ``sentences``: ``sentence`` is the index; ``as_of`` is its section's.
    - ``measures``: one mention a row; ``id`` names the mention, ``measure`` the project's measure,
      ``practice`` and ``practice_name`` what it is shared as; ``status`` its stage, ``status_basis``
      "stated" by the mention's own words or "inherited" from other mentions of the page: ``as_of`` is
      the time of a stated stage only.
    - ``actors``: ``actor`` is the organisation's id over all documents, ``name`` its canonical name;
      ``role_basis``: the role is "stated", or "inferred" from the kind of page or organisation.
    - ``indicators``: ``value`` as written, ``number``, ``low`` and ``high`` as numbers (85 % is 0.85).
    - ``targets``: ``code`` of the target group.
    - ``practices``: one practice a row: counties (``areas``, their number ``regions``), documents,
      projects' measures, number of ``mentions``, the furthest ``status`` of any county, ``goals`` and
      ``targets`` of any mention; boilerplate and what is put out of scope are left out.

    Args:
        documents: The documents.
        practices: The practices that their measures belong to.

    Returns:
        The tables by name: documents, sections, sentences, measures, actors, indicators, targets,
        practices.
    """
    documents = sorted(documents, key=lambda document: document.id)
    practices = sorted(practices, key=lambda practice: practice.id)
    shared = {(m.doc, mention): p for p in practices for m in p.members for mention in m.mentions}
    rows: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    for document in documents:
        page = _Page(document)
        rows["documents"].append(page.document_row())
        rows["sections"] += page.section_rows()
        rows["sentences"] += page.sentence_rows()
        rows["measures"] += page.measure_rows(shared)
        for name in ("actors", "indicators", "targets"):
            rows[name] += page.item_rows(name)
    rows["practices"] = list(_practice_rows(documents, practices))
    return {name: _frame(name, found) for name, found in rows.items()}


class _Page:
    """One document on its way into the tables."""

    def __init__(self, document: MinedDocument) -> None:
        meta = document.meta
        self.document = document
        self.quotes = Quotes(document)
        self.place: Row = {
            "doc": document.id,
            "area": meta.area,
            "area_code": meta.area_code,
            "region": meta.region,
            "source": document.citation or None,
        }

    def document_row(self) -> Row:
        document, meta = self.document, self.document.meta
        counted = ("sections", "sentences", "measures", "actors", "indicators", "targets")
        named = ("project", "period", "created", "modified", "coordinator", "funder", "contact_org")
        return (
            self.place
            | {name: getattr(meta, name) for name in named}
            | {
                "programme": meta.programme.value if meta.programme else None,
                "kind": meta.kind.value if meta.kind else None,
                "implementers": list(meta.implementers),
                "language": document.language,
                "path": document.path,
                "format": document.format,
                "sha256": document.sha256,
                "url": document.provenance.url,
                "producer": document.provenance.producer,
                "terms": document.provenance.terms,
                "retrieved": document.provenance.retrieved,
                "characters": len(document.text),
                "problems": [problem.message for problem in document.errors],
            }
            | {name: len(getattr(document, name)) for name in counted}
        )

    def section_rows(self) -> Iterator[Row]:
        for index, section in enumerate(self.document.sections):
            yield self.place | {
                "section": index,
                "start": section.start,
                "end": section.end,
                "level": section.level,
                "title": section.title,
                "role": section.role.value,
                "goal": section.goal,
                "as_of": section.as_of,
            }

    def sentence_rows(self) -> Iterator[Row]:
        for index, sentence in enumerate(self.document.sentences):
            yield (
                self.place
                | self._section(sentence.section)
                | {
                    "sentence": index,
                    "start": sentence.start,
                    "end": sentence.end,
                    "text": self.document.text[sentence.start : sentence.end],
                    "as_of": self._as_of(sentence.section),
                    "boilerplate": sentence.boilerplate,
                    "language": sentence.language,
                }
                | _goals(sentence.goals)
            )

    def measure_rows(self, shared: dict[tuple[str, str], Practice]) -> Iterator[Row]:
        meta = self.document.meta
        for mention in self.document.measures:
            practice = shared.get((self.document.id, mention.id))
            yield (
                self._item(mention, ("measure", "text", "name", "as_of", "modality", "confidence"))
                | {
                    "project": meta.project,
                    "programme": meta.programme.value if meta.programme else None,
                    "practice": practice.id if practice else None,
                    "practice_name": practice.name if practice else None,
                    "status": mention.status.value,
                    "status_basis": mention.status_basis,
                    "targets": [code.value for code in mention.targets],
                    "boilerplate": mention.boilerplate,
                }
                | _goals(mention.goals)
            )

    def item_rows(self, name: str) -> Iterator[Row]:
        own = set(COLUMNS[name]) - set(PLACE) - set(CONTEXT) - {"boilerplate", "id", "start", "end"}
        for item in getattr(self.document, name):
            yield self._item(item, sorted(own))

    def _item(self, item: Any, names: Iterable[str]) -> Row:
        index = self.quotes.sentence_index(item.start, item.end, item.sentence)
        sentence = self.document.sentences[index] if index >= 0 else None
        section = getattr(item, "section", -1)
        return (
            self.place
            | self._section(section if section >= 0 or sentence is None else sentence.section)
            | {name: _plain(getattr(item, name)) for name in names}
            | {
                "id": item.id,
                "start": item.start,
                "end": item.end,
                "sentence": index if index >= 0 else None,
                "quote": self.quotes.around(item.start, item.end, item.sentence)["quote"],
                "boilerplate": sentence is not None and sentence.boilerplate,
            }
        )

    def _section(self, index: int) -> Row:
        if not 0 <= index < len(self.document.sections):
            return {"section": None, "section_title": None, "section_role": None}
        section = self.document.sections[index]
        return {"section": index, "section_title": section.title, "section_role": section.role.value}

    def _as_of(self, index: int) -> str | None:
        known = 0 <= index < len(self.document.sections)
        return self.document.sections[index].as_of if known else None


def _practice_rows(documents: list[MinedDocument], practices: list[Practice]) -> Iterator[Row]:
    mentions = {(d.id, m.id): m for d in documents for m in d.measures if may_join(m)}
    for practice in practices:
        members = [m for m in practice.members if any((m.doc, name) in mentions for name in m.mentions)]
        by_measure: dict[str, list[Measure]] = {}
        goals: set[int] = set()
        targets: set[str] = set()
        for member in members:
            for name in member.mentions:
                if mention := mentions.get((member.doc, name)):
                    by_measure.setdefault(member.measure, []).append(mention)
                    goals.update(mention.goals.goals if not mention.goals.abstained else ())
                    targets.update(code.value for code in mention.targets)
        areas = sorted({member.area for member in members if member.area})
        yield {
            "practice": practice.id,
            "name": practice.name,
            "areas": areas,
            "regions": len(areas),
            "docs": sorted({member.doc for member in members}),
            "measures": sorted({member.measure for member in members}),
            "mentions": sum(map(len, by_measure.values())),
            "status": furthest_of_several(map(_status, by_measure.values())).value,
            "goals": sorted(goals),
            "targets": sorted(targets),
        }


def _status(mentions: list[Measure]) -> Status:
    return furthest_status({"status": stated_stage(m).value, "modality": m.modality} for m in mentions)


def _goals(score: GoalScore) -> Row:
    return {
        "goals": list(score.goals),
        "goal_basis": score.basis.value,
        "abstained": score.abstained,
        **{f"goal_{number}": value for number, value in enumerate(score.scores, 1)},
    }


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return getattr(value, "value", value)


def _frame(name: str, rows: list[Row]) -> pd.DataFrame:
    columns = {
        column: pd.Series(
            [row[column] for row in rows], dtype="object" if kind in {TEXTS, INTEGERS} else kind
        )
        for column, kind in COLUMNS[name].items()
    }
    return pd.DataFrame(columns)
