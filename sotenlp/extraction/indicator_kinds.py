"""Whether a value is a baseline, a target or a result, and the period it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sotenlp.document import Section
from sotenlp.extraction.indicator_force import ToldKinds
from sotenlp.extraction.indicator_spans import words_of
from sotenlp.extraction.named_indicators import is_listing
from sotenlp.extraction.quantities import Quantity
from sotenlp.language.view import Span
from sotenlp.schema import IndicatorKind, SectionRole

NEAR = 4
FAR = 40
NEIGHBOURS = 6
AIMED = frozenset({SectionRole.AIMS, SectionRole.PLANNED_RESULTS})
BEFORE = frozenset({SectionRole.BACKGROUND, SectionRole.NEEDS})

RESULT_TITLES = ("tulokset", "tuotokset", "toteutuneet", "saavutet", "opittiin", "opit ")

_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?!\s?[-–]\s?\d)")
_SEASON = re.compile(r"\b(kevä|syksy|kesä|talvi|alkuvuo|loppuvuo)\w*\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_PAST = re.compile(r"\(\s*(?:v\.|vuonna|vuosi)?\s*(?:19|20)\d\d\s*:?\s*$")
_SEASONS = {
    "kevä": "kevät",
    "syksy": "syksy",
    "kesä": "kesä",
    "talvi": "talvi",
    "alkuvuo": "alkuvuosi",
    "loppuvuo": "loppuvuosi",
}


def kind_of(
    index: int,
    quantities: Sequence[Quantity],
    sentence: Span,
    section: Section | None,
    told_kinds: ToldKinds,
) -> IndicatorKind:
    """Baseline, target or result: by the words near, the case in a change, the predicate, the section.

    Args:
        index: Index of the quantity.
        quantities: The quantities of the sentence.
        sentence: The sentence.
        section: Its section, or None.
        told_kinds: What the predicates of the sentence tell.
    """
    doc, quantity = sentence.doc, quantities[index]
    if is_source(index, quantities, sentence) or is_past(index, quantities, sentence):
        return IndicatorKind.BASELINE
    low = quantities[index - 1].end if index else sentence.start
    near = [token.lemma_lower for token in doc[max(low, quantity.start - NEAR) : quantity.start]]
    if any(word in words_of("baseline") for word in near):
        return IndicatorKind.BASELINE
    if any(word in words_of("target") for word in near):
        return IndicatorKind.TARGET
    if _is_older(index, quantities, sentence):
        return IndicatorKind.BASELINE
    told = told_kinds.kind(quantity)
    if told is not None:
        return told
    aimed = section is not None and (section.role in AIMED or is_listing(section))
    if index and is_source(index - 1, quantities, sentence):
        return IndicatorKind.TARGET if aimed else IndicatorKind.RESULT
    if section is not None:
        title = section.title.lower()
        if _tells_results(title):
            return IndicatorKind.RESULT
        if section.role in BEFORE or "lähtötila" in title:
            return IndicatorKind.BASELINE
        if section.role in AIMED or is_listing(section):
            return IndicatorKind.TARGET
    far = max(sentence.start, quantity.start - FAR)
    before = [token.lemma_lower for token in doc[far : quantity.start]]
    if any(word in words_of("target") for word in before) and "(" not in before:
        return IndicatorKind.TARGET
    return IndicatorKind.RESULT


def _tells_results(title: str) -> bool:
    """Whether a heading names results that were reached: "Mittarit ja tulokset"."""
    return "tavoit" not in title and any(word in title for word in RESULT_TITLES)


def is_source(index: int, quantities: Sequence[Quantity], sentence: Span) -> bool:
    """Whether a quantity is where a change starts: "18 %:sta 40 %:iin", "3,4 -> 3,9"."""
    doc = sentence.doc
    if index + 1 >= len(quantities):
        return False
    quantity, after = quantities[index], quantities[index + 1]
    between = doc[quantity.end : after.start].text
    if re.fullmatch(r"\s*(?:→|->|-\s?>|=>)\s*", between):
        return True
    return (
        after.start - quantity.end <= NEAR
        and _has_case(quantity, sentence, "Ela")
        and _has_case(after, sentence, "Ill")
    )


def is_past(index: int, quantities: Sequence[Quantity], sentence: Span) -> bool:
    """Whether a value in brackets is that of an earlier year: "34 % (2020: 12 %)", "25 % (v. 2019 4 %)"."""
    if not index:
        return False
    between = sentence.doc[quantities[index - 1].end : quantities[index].start].text
    return bool(_PAST.search(between))


def _has_case(quantity: Quantity, sentence: Span, case: str) -> bool:
    last = sentence.doc.words[quantity.end - 1]
    if last.case == case:
        return True
    endings = (":sta", ":stä") if case == "Ela" else (":een", ":iin", ":aan", ":ään", ":hin", ":seen", ":oon")
    return last.lower_.endswith(endings)


def _is_older(index: int, quantities: Sequence[Quantity], sentence: Span) -> bool:
    """Whether another value of the sentence is of a later year than this one."""
    own = _years(index, quantities, sentence)
    if not own:
        return False
    others = [
        year
        for other in range(max(0, index - NEIGHBOURS), min(len(quantities), index + NEIGHBOURS + 1))
        if other != index
        for year in _years(other, quantities, sentence)
    ]
    return bool(others) and max(others) > max(own)


def _years(index: int, quantities: Sequence[Quantity], sentence: Span) -> list[int]:
    low = quantities[index - 1].end if index else sentence.start
    text = sentence.doc[low : quantities[index].start].text
    return [int(year) for year in _YEAR.findall(text)]


def period_of(index: int, quantities: Sequence[Quantity], sentence: Span) -> str | None:
    """The period that a value is about: a year or a season of a year near it, as one would list it.

    Returns:
        "2022", "syksy 2023"; None where the sentence names none.
    """
    doc = sentence.doc
    low = quantities[index - 1].end if index else sentence.start
    high = quantities[index + 1].start if index + 1 < len(quantities) else sentence.end
    for text, last in (
        (doc[low : quantities[index].start].text, True),
        (doc[quantities[index].end : high].text, False),
    ):
        seasons = list(_SEASON.finditer(text))
        if seasons:
            match = seasons[-1 if last else 0]
            return f"{_SEASONS[match.group(1).lower()]} {match.group(2)}"
        years = _YEAR.findall(text)
        if years:
            return str(years[-1 if last else 0])
    return None
