"""The reader on the development corpus: sections, blocks, metadata."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from sotenlp.document import Document
from sotenlp.reader import find_inputs, mask, read
from sotenlp.schema import BlockKind, SectionRole

pytestmark = pytest.mark.shared

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
DOCUMENTS = (
    "etela-savo-tulsote",
    "kanta-hame-sote-keskusmalli-rrp",
    "kanta-hame-tulsote",
    "keski-uusimaa-oma-arviointi",
)
NAMES = {"coordinator", "implementers", "funder", "contact_org", "project"}
LEAST_ACCURACY = 0.97
SPRING, AUTUMN_1, AUTUMN_2 = "2021-01-01/2021-06-30", "2021-07-01/2021-12-31", "2022-07-01/2022-12-31"


def document(name: str) -> Document:
    return read(SHARED / "corpus" / f"{name}.txt")


def gold(name: str) -> dict:
    return json.loads((SHARED / "gold" / f"{name}.json").read_text(encoding="utf-8"))


def folded(value: object) -> str:
    return " ".join(str(value or "").lower().replace("–", "-").replace("\u00a0", " ").split())


def same(field: str, wanted: object, got: object) -> bool:
    """Whether two values are the same, as the scorer counts it."""
    if field not in NAMES:
        return folded(wanted) == folded(got)
    one, other = re.findall(r"\w+", folded(wanted)), re.findall(r"\w+", folded(got))
    if not one or not other:
        return False
    nested = set(one) <= set(other) or set(other) <= set(one)
    return nested or SequenceMatcher(None, " ".join(one), " ".join(other)).ratio() >= 0.88


def accuracy(field: str, wanted: object, got: object) -> float:
    if not isinstance(wanted, list):
        return float(same(field, wanted, got))
    left, found = list(got or ()), 0
    for value in wanted:
        hit = next((name for name in left if same(field, value, name)), None)
        if hit is not None:
            left.remove(hit)
            found += 1
    return 2 * found / (len(wanted) + len(got or ())) if found else 0.0


def test_metadata_accuracy():
    scores = {
        (name, field): accuracy(field, value, asdict(document(name).meta)[field])
        for name in DOCUMENTS
        for field, value in gold(name)["meta"].items()
        if value and not field.endswith("_also") and not field.startswith("contact_")
    }
    wrong = {key: score for key, score in scores.items() if score < 1}
    assert sum(scores.values()) / len(scores) >= LEAST_ACCURACY, wrong


def test_contacts_are_read_and_masked():
    for name in DOCUMENTS:
        meta = gold(name)["meta"]
        found = document(name)
        assert found.meta.contact_name == meta["contact_name"]
        assert found.meta.contact_email == meta["contact_email"]
        text = mask(found).text
        assert len(text) == len(found.text)
        for secret in (meta["contact_name"], meta["contact_email"]):
            assert secret is None or secret not in text


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (
            "etela-savo-tulsote",
            [(goal, period) for period in (AUTUMN_2, AUTUMN_1, SPRING) for goal in (1, 2, 3, 4)],
        ),
        (
            "kanta-hame-tulsote",
            [*((goal, None) for goal in (1, 2, 3, 4, 5)), *((goal, SPRING) for goal in (1, 2, 3, 4))],
        ),
        ("kanta-hame-sote-keskusmalli-rrp", []),
    ],
)
def test_sections_of_goals_with_their_periods(name, wanted):
    assert [(s.goal, s.as_of) for s in document(name).sections if s.goal] == wanted


def test_the_parts_of_the_self_assessment():
    sections = document("keski-uusimaa-oma-arviointi").sections
    parts = [s for s in sections if s.title.startswith("OSATOTEUTUS")]
    assert [(s.level, s.goal) for s in parts] == [(2, 5), (2, None), (2, 1)]
    assert {s.goal for s in sections if parts[0].start <= s.start < parts[1].start} == {5}
    report = next(s for s in sections if s.as_of and "/" in s.as_of)
    assert (report.as_of, report.role) == ("2020-07-01/2020-10-31", SectionRole.OUTCOMES)
    assert sections[0].as_of == "2020-11-13"


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        (
            "kanta-hame-sote-keskusmalli-rrp",
            "identity background background needs activities aims measurement prior_solutions"
            " activities attachments",
        ),
        (
            "kanta-hame-tulsote",
            "identity identity identity aims identity identity contact identity background aims"
            " planned_results outcomes other other",
        ),
        (
            "etela-savo-tulsote",
            "identity identity identity aims identity identity attachments contact identity background aims"
            " planned_results outcomes effects",
        ),
    ],
)
def test_roles_of_the_main_sections(name, roles):
    sections = document(name).sections
    assert [s.role.value for s in sections if s.level <= sections[0].level + 1] == roles.split()


ROUND = "3outcomes 4outcomes1 4outcomes2 4outcomes3 4outcomes4"
MEASURED = "measurement{0} 3measurement{0} 3evaluation{0}"


@pytest.mark.parametrize(
    ("name", "outline"),
    [
        (
            "etela-savo-tulsote",
            "1identity 2identity 2identity 2aims 2identity 2identity 2attachments 2contact 2identity"
            f" 2background 2aims 2planned_results 2outcomes {ROUND} {ROUND} {ROUND} 3evaluation 2effects",
        ),
        (
            "kanta-hame-sote-keskusmalli-rrp",
            "1identity 2background 2background 2needs 2activities 2aims 2measurement 2prior_solutions"
            " 2activities 3activities 3activities 3evaluation 3activities 3activities 2attachments",
        ),
        (
            "kanta-hame-tulsote",
            "0identity 1identity 1identity 1aims 1identity 1identity 1contact 1identity 1background 1aims"
            " 1planned_results 2planned_results1 2planned_results2 2planned_results3 2planned_results4"
            " 2planned_results5 1outcomes 2outcomes 3outcomes1 3outcomes2 3outcomes3 3outcomes4 2evaluation"
            " 1other 1other",
        ),
        (
            "keski-uusimaa-oma-arviointi",
            f"1identity 2evaluation 2activities5 3aims5 3{MEASURED.format(5)} 2activities 3outcomes"
            f" 2activities1 3aims1 3{MEASURED.format(1)}",
        ),
    ],
)
def test_level_role_and_goal_of_every_section(name, outline):
    sections = document(name).sections
    assert [f"{s.level}{s.role.value}{s.goal or ''}" for s in sections] == outline.split()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_marked_sentence_crosses_a_block(name):
    blocks = document(name).blocks
    for sentence in gold(name)["sentences"]:
        inside = [b for b in blocks if b.start < sentence["end"] and sentence["start"] < b.end]
        assert len(inside) == 1, sentence


def test_rows_of_the_table_are_cells():
    found = document("keski-uusimaa-oma-arviointi")
    cells = [b for b in found.blocks if b.kind is BlockKind.CELL]
    assert len(cells) == 9


def test_inputs_of_the_corpus():
    assert [item.id for item in find_inputs([SHARED / "corpus"])] == sorted(DOCUMENTS)
