"""Identity fields in layouts and wordings of many kinds: labels of a writer's own, lists, tables, prose."""

import json
from pathlib import Path

import pytest

from sotenlp.reader.reading import from_text

CASES = json.loads((Path(__file__).parent / "identity_cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["text"].split("\n")[0][:40] for case in CASES])
def test_identity_fields(case):
    meta = from_text(case["text"]).meta
    found = {field: getattr(meta, field) for field in case["meta"]}
    found = {field: list(value) if isinstance(value, tuple) else value for field, value in found.items()}
    assert found == case["meta"]
