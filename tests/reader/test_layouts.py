"""The identity fields of little pages in the many layouts in which regions write them."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path

import pytest

from sotenlp.reader.reading import read

LAYOUTS = Path(__file__).parent / "layouts"
EXPECTED = json.loads((LAYOUTS / "expected.json").read_text(encoding="utf-8"))
NAMES = {"project", "coordinator", "implementers", "funder"}


def same(field: str, wanted: object, got: object) -> bool:
    """Whether two values agree: names by their words, for a long and a short form are both right."""
    if isinstance(wanted, list):
        found = list(got) if isinstance(got, tuple) else []
        return len(wanted) == len(found) and all(
            same("coordinator", *pair) for pair in zip(wanted, found, strict=True)
        )
    if field not in NAMES:
        return wanted == (str(got) if got is not None else None)
    one, other = ({*re.findall(r"\w+", str(value).casefold())} for value in (wanted, got))
    return one <= other or other <= one


@pytest.mark.parametrize("name", EXPECTED)
def test_identity_fields(name):
    meta = asdict(read(LAYOUTS / f"{name}.txt").meta)
    wrong = {
        field: (wanted, meta[field])
        for field, wanted in EXPECTED[name].items()
        if (wanted is not None or field in ("region", "area")) and not same(field, wanted, meta[field])
    }
    assert not wrong


def test_every_page_has_its_expectations():
    assert {path.stem for path in LAYOUTS.glob("*.txt")} == set(EXPECTED)
