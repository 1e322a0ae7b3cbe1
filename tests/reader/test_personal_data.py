"""Personal data over many names, forms and contexts, and words that only look like it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from sotenlp.reader.privacy import mask
from sotenlp.reader.reading import from_text

from .personal_data_cases import Case, Outcome, decoys, inflected_cases, outcome, rewritten, written_cases


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


WRITINGS: dict[str, Callable[[str], str]] = {
    "decomposed letters": lambda text: unicodedata.normalize("NFD", text),
    "soft hyphens": lambda text: "".join(c + "\u00ad" if c in "aeiou" else c for c in text),
    "zero-width spaces": lambda text: "".join(c + "\u200b" if c in "tnrs" else c for c in text),
    "non-breaking spaces": lambda text: text.replace(" ", "\u00a0"),
    "several blanks": lambda text: text.replace(" ", "   "),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "capitals": str.upper,
}


@pytest.mark.parametrize(
    ("writing", "least"), [(name, 0.9 if name == "capitals" else 0.98) for name in WRITINGS]
)
def test_names_are_found_however_they_are_written(writing: str, least: float) -> None:
    cases = [rewritten(case, WRITINGS[writing]) for case in written_cases() + written_cases("more_cases.txt")]
    missed = [words for case in cases for words in outcome_of(case).missed]
    assert 1 - len(missed) / sum(len(case.spans) for case in cases) >= least, missed


def test_there_are_enough_cases() -> None:
    assert len(inflected_cases()) + len(written_cases()) + len(written_cases("more_cases.txt")) >= 600
    assert len(decoys()) + len(decoys("more_decoys.txt")) >= 190
