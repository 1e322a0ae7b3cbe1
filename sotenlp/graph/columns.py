"""Columns of the tables and their types."""

from __future__ import annotations

import pyarrow as pa

TEXT, INTEGER, NUMBER, TRUTH = "string", "Int64", "Float64", "bool"
TEXTS, INTEGERS = "list of text", "list of integers"

PLACE = {"doc": TEXT, "area": TEXT, "area_code": TEXT, "region": TEXT, "source": TEXT}
GOALS = {
    "goals": INTEGERS,
    "goal_basis": TEXT,
    "abstained": TRUTH,
    **{f"goal_{number}": NUMBER for number in range(1, 6)},
}
CONTEXT = {
    "section": INTEGER,
    "section_title": TEXT,
    "section_role": TEXT,
    "sentence": INTEGER,
    "quote": TEXT,
}

COLUMNS: dict[str, dict[str, str]] = {
    "documents": PLACE
    | {
        "project": TEXT,
        "programme": TEXT,
        "kind": TEXT,
        "period": TEXT,
        "created": TEXT,
        "modified": TEXT,
        "coordinator": TEXT,
        "implementers": TEXTS,
        "funder": TEXT,
        "contact_org": TEXT,
        "language": TEXT,
        "path": TEXT,
        "format": TEXT,
        "sha256": TEXT,
        "url": TEXT,
        "producer": TEXT,
        "terms": TEXT,
        "retrieved": TEXT,
        "characters": INTEGER,
        "sections": INTEGER,
        "sentences": INTEGER,
        "measures": INTEGER,
        "actors": INTEGER,
        "indicators": INTEGER,
        "targets": INTEGER,
        "problems": TEXTS,
    },
    "sections": PLACE
    | {
        "section": INTEGER,
        "start": INTEGER,
        "end": INTEGER,
        "level": INTEGER,
        "title": TEXT,
        "role": TEXT,
        "goal": INTEGER,
        "as_of": TEXT,
    },
    "sentences": PLACE
    | {
        "sentence": INTEGER,
        "start": INTEGER,
        "end": INTEGER,
        "text": TEXT,
        "section": INTEGER,
        "section_title": TEXT,
        "section_role": TEXT,
        "as_of": TEXT,
        "boilerplate": TRUTH,
        "language": TEXT,
    }
    | GOALS,
    "measures": PLACE
    | {
        "project": TEXT,
        "programme": TEXT,
        "id": TEXT,
        "measure": TEXT,
        "practice": TEXT,
        "practice_name": TEXT,
        "start": INTEGER,
        "end": INTEGER,
        "text": TEXT,
        "name": TEXT,
        "status": TEXT,
        "status_basis": TEXT,
        "as_of": TEXT,
        "modality": TEXT,
        "targets": TEXTS,
        "confidence": NUMBER,
        "boilerplate": TRUTH,
    }
    | GOALS
    | CONTEXT,
    "actors": PLACE
    | {
        "id": TEXT,
        "actor": TEXT,
        "start": INTEGER,
        "end": INTEGER,
        "text": TEXT,
        "name": TEXT,
        "role": TEXT,
        "role_basis": TEXT,
        "type": TEXT,
        "generic": TRUTH,
        "measures": TEXTS,
        "boilerplate": TRUTH,
    }
    | CONTEXT,
    "indicators": PLACE
    | {
        "id": TEXT,
        "start": INTEGER,
        "end": INTEGER,
        "text": TEXT,
        "name": TEXT,
        "kind": TEXT,
        "value": TEXT,
        "unit": TEXT,
        "window": TEXT,
        "period": TEXT,
        "number": NUMBER,
        "low": NUMBER,
        "high": NUMBER,
        "measures": TEXTS,
        "boilerplate": TRUTH,
    }
    | CONTEXT,
    "targets": PLACE
    | {
        "id": TEXT,
        "start": INTEGER,
        "end": INTEGER,
        "text": TEXT,
        "code": TEXT,
        "boilerplate": TRUTH,
    }
    | CONTEXT,
    "practices": {
        "practice": TEXT,
        "name": TEXT,
        "areas": TEXTS,
        "regions": INTEGER,
        "docs": TEXTS,
        "measures": TEXTS,
        "mentions": INTEGER,
        "status": TEXT,
        "goals": INTEGERS,
        "targets": TEXTS,
    },
}
"""Columns of each table with their types."""


def arrow_schema(name: str) -> pa.Schema:
    """The Arrow schema of a table: types of columns that hold even where a table or all its lists are empty.

    Args:
        name: Name of the table.
    """
    types = {
        TEXT: pa.string(),
        INTEGER: pa.int64(),
        NUMBER: pa.float64(),
        TRUTH: pa.bool_(),
        TEXTS: pa.list_(pa.string()),
        INTEGERS: pa.list_(pa.int64()),
    }
    return pa.schema([(column, types[kind]) for column, kind in COLUMNS[name].items()])
