"""Personal data over many names, forms and contexts, and words that only look like it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sotenlp.reader.privacy import mask
from sotenlp.reader.reading import from_text

from .personal_data_cases import Case, Outcome, decoys, inflected_cases, outcome, written_cases


def outcome_of(case: Case) -> Outcome:
    return outcome(case, mask(from_text(case.text)).text)


@pytest.mark.parametrize(
    ("cases", "least"),
    [
        (inflected_cases, 0.99),
        (written_cases, 0.99),
        (lambda: written_cases("more_cases.txt"), 0.95),
        (lambda: written_cases("last_cases.txt"), 0.93),
    ],
    ids=[
        "names in all forms and contexts",
        "written cases",
        "cases written after the rules",
        "the last cases",
    ],
)
def test_names_addresses_and_numbers_are_masked(cases: Callable[[], list[Case]], least: float) -> None:
    found = [(case, outcome_of(case)) for case in cases()]
    missed = [(each.missed, case.text) for case, each in found if each.missed]
    lost = [(each.lost, case.text) for case, each in found if each.lost]
    spans = sum(len(case.spans) for case, _ in found)
    assert 1 - sum(len(words) for words, _ in missed) / spans >= least, missed
    assert len(lost) <= (1 - least) * len(found), lost


@pytest.mark.parametrize(
    ("cases", "most"),
    [(decoys, 0.01), (lambda: decoys("more_decoys.txt"), 0.02), (lambda: decoys("last_decoys.txt"), 0.03)],
    ids=["decoys", "later ones", "the last ones"],
)
def test_places_practices_and_organisations_stay(cases: Callable[[], list[Case]], most: float) -> None:
    written = cases()
    lost = [case.text for case in written if outcome_of(case).lost]
    assert len(lost) <= most * len(written), lost


def test_there_are_enough_cases() -> None:
    assert len(inflected_cases()) + len(written_cases()) + len(written_cases("more_cases.txt")) >= 600
    assert len(decoys()) + len(decoys("more_decoys.txt")) >= 190
