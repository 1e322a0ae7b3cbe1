"""The record of one mined document, and its form in ``documents.jsonl``.

``documents.jsonl`` is the record of truth: every table and the graph can be built from it
again. Its JSON Schema is ``documents.schema.json`` beside this module.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

from sotenlp.annotation import Actor, Indicator, Measure, Sentence, Target
from sotenlp.attribution import cite
from sotenlp.document import Document, Metadata, Problem, Provenance, Section, SourceSpan
from sotenlp.errors import SotenlpError
from sotenlp.rows import (
    actor_from,
    indicator_from,
    measure_from,
    metadata_from,
    section_from,
    sentence_from,
    target_from,
    to_row,
)
from sotenlp.schema import SCHEMA_VERSION

Json = dict[str, Any]


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
        encoding: Encoding that the file's characters were read in, "" where its format has none.
        source: Where in the file the text stands; empty where the text is the file.
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
    encoding: str = ""
    source: tuple[SourceSpan, ...] = ()

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
            encoding=document.encoding,
            source=document.source,
            **found,
        )

    @property
    def citation(self) -> str:
        """Whom to name where words of the document are shown, in one line; "" where nothing is known."""
        return cite(self.meta, self.provenance)

    def to_json(self) -> Json:
        """The record as one JSON object of ``documents.jsonl``."""
        return {
            "schema": SCHEMA_VERSION,
            "doc": self.id,
            "path": self.path,
            "format": self.format,
            "encoding": self.encoding,
            "sha256": self.sha256,
            "sotenlp": self.sotenlp,
            "models": dict(self.models),
            "language": self.language,
            "masked": self.masked,
            "text": self.text,
            "source": [to_row(span) for span in self.source],
            "provenance": to_row(self.provenance),
            "meta": to_row(self.meta),
            "sections": [to_row(section) for section in self.sections],
            "sentences": [to_row(sentence) for sentence in self.sentences],
            "measures": [{"id": m.id} | to_row(m) for m in self.measures],
            "actors": [{"id": a.id} | to_row(a) for a in self.actors],
            "indicators": [{"id": i.id} | to_row(i) for i in self.indicators],
            "targets": [{"id": t.id} | to_row(t) for t in self.targets],
            "errors": [to_row(problem) for problem in self.errors],
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
            meta=metadata_from(row["meta"]),
            provenance=Provenance(**row["provenance"]),
            sections=tuple(section_from(s) for s in row["sections"]),
            sentences=tuple(sentence_from(s) for s in row["sentences"]),
            measures=tuple(measure_from(m) for m in row["measures"]),
            actors=tuple(actor_from(a) for a in row["actors"]),
            indicators=tuple(indicator_from(i) for i in row["indicators"]),
            targets=tuple(target_from(t) for t in row["targets"]),
            errors=tuple(Problem(**e) for e in row["errors"]),
            sotenlp=row["sotenlp"],
            models=tuple(sorted(row["models"].items())),
            masked=row["masked"],
            encoding=row["encoding"],
            source=tuple(SourceSpan(**span) for span in row["source"]),
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
