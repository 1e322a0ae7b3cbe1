"""The record of one mined document, and its form in ``documents.jsonl``.

``documents.jsonl`` is the record of truth: every table and the graph can be built from it
again. Its JSON Schema is ``documents.schema.json`` beside this module.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from importlib import resources
from typing import Any

from sotenlp.annotation import Actor, GoalScore, Indicator, Measure, Sentence, Target
from sotenlp.document import Document, Metadata, Provenance, Section
from sotenlp.errors import SotenlpError
from sotenlp.schema import (
    SCHEMA_VERSION,
    ActorRole,
    ActorType,
    GoalBasis,
    IndicatorKind,
    PageKind,
    Programme,
    SectionRole,
    Status,
    TargetCode,
)

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong with an input, or that a user should know of it.

    Attributes:
        code: Short stable name.
        message: What happened and the cure.
    """

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class MinedDocument:
    """A document with everything that was found in it.

    Attributes:
        id: Id of the document.
        text: The (masked) text that all offsets point into.
        path: Path as the user gave it.
        format: Format of the file.
        sha256: Hex digest of the file's bytes.
        language: ISO 639-1 code of the text's main language, "und" where undetermined.
        meta: Identity fields.
        provenance: Origin and terms.
        sections: Sections in text order.
        sentences: Sentences in text order; empty where the text is not Finnish.
        measures: Mentions of measures in text order.
        actors: Mentions of actors in text order.
        indicators: Mentions of indicators in text order.
        targets: Mentions of target groups in text order.
        errors: What a user should know of this document.
        sotenlp: Version of sotenlp that mined it.
        models: Names and hashes of the models that were used.
        masked: Whether persons' names and addresses are masked in it.
    """

    id: str
    text: str
    path: str = ""
    format: str = "text"
    sha256: str = ""
    language: str = "fi"
    meta: Metadata = field(default_factory=Metadata)
    provenance: Provenance = field(default_factory=Provenance)
    sections: tuple[Section, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    measures: tuple[Measure, ...] = ()
    actors: tuple[Actor, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    targets: tuple[Target, ...] = ()
    errors: tuple[Problem, ...] = ()
    sotenlp: str = ""
    models: tuple[tuple[str, str], ...] = ()
    masked: bool = False

    @classmethod
    def from_document(cls, document: Document, **found: Any) -> MinedDocument:
        """The record of a document that was read, with what was found in it."""
        return cls(
            id=document.id,
            text=document.text,
            path=document.path,
            format=document.format,
            sha256=document.sha256,
            meta=document.meta,
            provenance=document.provenance,
            sections=document.sections,
            masked=document.masked,
            **found,
        )

    def to_json(self) -> Json:
        """The record as one JSON object of ``documents.jsonl``."""
        return {
            "schema": SCHEMA_VERSION,
            "doc": self.id,
            "path": self.path,
            "format": self.format,
            "sha256": self.sha256,
            "sotenlp": self.sotenlp,
            "models": dict(self.models),
            "language": self.language,
            "masked": self.masked,
            "text": self.text,
            "provenance": asdict(self.provenance),
            "meta": asdict(self.meta),
            "sections": [asdict(section) for section in self.sections],
            "sentences": [_with_goals(sentence) for sentence in self.sentences],
            "measures": [{"id": m.id} | _with_goals(m) for m in self.measures],
            "actors": [{"id": a.id} | asdict(a) for a in self.actors],
            "indicators": [{"id": i.id} | asdict(i) for i in self.indicators],
            "targets": [{"id": t.id} | asdict(t) for t in self.targets],
            "errors": [asdict(problem) for problem in self.errors],
        }

    @classmethod
    def from_json(cls, row: Json) -> MinedDocument:
        """The record that one JSON object of ``documents.jsonl`` describes.

        Raises:
            SotenlpError: The object has another schema version.
        """
        if row.get("schema") != SCHEMA_VERSION:
            raise SotenlpError(
                f"Record {row.get('doc')!r} has schema {row.get('schema')!r}; this sotenlp reads "
                f"{SCHEMA_VERSION}. Mine the documents again with this version."
            )
        return cls(
            id=row["doc"],
            text=row["text"],
            path=row["path"],
            format=row["format"],
            sha256=row["sha256"],
            language=row["language"],
            meta=_metadata(row["meta"]),
            provenance=Provenance(**row["provenance"]),
            sections=tuple(Section(**s | {"role": SectionRole(s["role"])}) for s in row["sections"]),
            sentences=tuple(_sentence(s) for s in row["sentences"]),
            measures=tuple(_measure(m) for m in row["measures"]),
            actors=tuple(_actor(a) for a in row["actors"]),
            indicators=tuple(_indicator(i) for i in row["indicators"]),
            targets=tuple(Target(**_bare(t) | {"code": TargetCode(t["code"])}) for t in row["targets"]),
            errors=tuple(Problem(**e) for e in row["errors"]),
            sotenlp=row["sotenlp"],
            models=tuple(sorted(row["models"].items())),
            masked=row["masked"],
        )


def dumps(record: MinedDocument) -> str:
    """One line of ``documents.jsonl``, without the line end."""
    return json.dumps(record.to_json(), ensure_ascii=False, separators=(",", ":"))


def loads(line: str) -> MinedDocument:
    """The record of one line of ``documents.jsonl``.

    Raises:
        SotenlpError: The line is not a record of this version.
    """
    try:
        return MinedDocument.from_json(json.loads(line))
    except (json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise SotenlpError(f"Not a record of documents.jsonl: {line[:60]!r} ({error}).") from error


def json_schema() -> Json:
    """The JSON Schema of one record of ``documents.jsonl``."""
    text = resources.files("sotenlp").joinpath("documents.schema.json").read_text(encoding="utf-8")
    schema: Json = json.loads(text)
    return schema


def _with_goals(item: Sentence | Measure) -> Json:
    row = asdict(item)
    goals = row.pop("goals")
    return row | {
        "goals": list(goals["goals"]),
        "scores": [round(score, 4) for score in goals["scores"]],
        "goal_basis": goals["basis"],
        "abstained": goals["abstained"],
    }


def _bare(row: Json) -> Json:
    return {key: value for key, value in row.items() if key != "id"}


def _split_goals(row: Json) -> tuple[Json, GoalScore]:
    row = _bare(row)
    first, second, third, fourth, fifth = row.pop("scores")
    score = GoalScore(
        tuple(row.pop("goals")),
        (first, second, third, fourth, fifth),
        GoalBasis(row.pop("goal_basis")),
        row.pop("abstained"),
    )
    return row, score


def _metadata(row: Json) -> Metadata:
    return Metadata(
        **row
        | {
            "programme": Programme(row["programme"]) if row["programme"] else None,
            "kind": PageKind(row["kind"]) if row["kind"] else None,
            "implementers": tuple(row["implementers"]),
        }
    )


def _sentence(row: Json) -> Sentence:
    row, score = _split_goals(row)
    return Sentence(**row, goals=score)


def _measure(row: Json) -> Measure:
    row, score = _split_goals(row)
    codes = tuple(TargetCode(code) for code in row["targets"])
    return Measure(**row | {"status": Status(row["status"]), "targets": codes}, goals=score)


def _actor(row: Json) -> Actor:
    return Actor(
        **_bare(row)
        | {
            "role": ActorRole(row["role"]),
            "type": ActorType(row["type"]),
            "measures": tuple(row["measures"]),
        }
    )


def _indicator(row: Json) -> Indicator:
    return Indicator(**_bare(row) | {"kind": IndicatorKind(row["kind"]), "measures": tuple(row["measures"])})
