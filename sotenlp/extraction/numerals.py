"""Numbers in running Finnish text: which digits are numbers at all, and what they are worth.

Dates, years, clock times, law references, ages, telephone numbers, ordinals and the labels of
headings, figures and steps are digits, too; `mask_labels` blanks them out, so that the scanner
of quantities never sees them.
"""

from __future__ import annotations

import re

SPACES = " \u00a0\u2009\u202f"
_NUMBER = rf"\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?:,\d+)?(?![\d])|\d+(?:[.,]\d+)?"
NUMERAL = re.compile(
    rf"(?<![\w.,:/§])(?<![\w.,]-)(?:[-+−±–](?=\d))?(?P<low>{_NUMBER})"
    rf"(?:(?:\s?[-–]\s?|\.\.\.?|…)(?P<high>{_NUMBER}))?"
    r"(?:/(?P<of>\d{1,2})(?![\d/]))?(?P<ending>:[a-zäö]+)?(?![\w§])(?!\.\d)"
)
"""A number, a range ("7–14") or a fraction or score ("2/3", "4,3/5"), with a case ending ("83:een")."""

RATIO = re.compile(r"(?<![\w.,:/])1:\d{1,4}(?![\w:/])(?:,\d+)?")
"""One for so many: "oppilasmitoitus 1:780"."""

_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_LABELS = (
    re.compile(r"\b\d+\s?[-–]?\s?\d*\s?§(?::\w+)?|§\s?\d+(?:\s?[-–]\s?\d+)?|\b\d+/(?:18|19|20)\d\d\b"),
    re.compile(r"(?:^|(?<=\t))\s*\d{1,2}(?:\.\d{1,2})*[.)](?=\s|$)|(?:^|(?<=\t))\s*\d{1,2}(?=\s+[A-ZÅÄÖ])"),
    re.compile(rf"\b{_DAY}\.(?:{_MONTH}\.(?:{_YEAR}|\d\d)?)?\s?[-–]\s?{_DAY}\.{_MONTH}\.(?:{_YEAR}|\d\d)?"),
    re.compile(rf"\b{_DAY}\.{_MONTH}\.(?:{_YEAR}|\d\d\b)?"),
    re.compile(rf"\b{_MONTH}[/.]{_YEAR}\b"),
    re.compile(rf"\b{_MONTH}/(?:1[5-9]|2\d|3\d)\b(?!\s?%)"),
    re.compile(rf"\b{_YEAR}(?:\s?[-–/]\s?(?:{_YEAR}|\d\d))?(?=-luv|:|\W|$)(?!\s*(?:%|€|euro))"),
    re.compile(r"\b(?:klo|kello)\s*\d{1,2}(?:[.:]\d\d)?(?:\s?[-–]\s?\d{1,2}(?:[.:]\d\d)?)?", re.IGNORECASE),
    re.compile(
        r"\b(?:ma|ti|ke|to|pe|la|su)(?:\s?[-–]\s?(?:ma|ti|ke|to|pe|la|su))?\s+\d{1,2}(?:[.:]\d\d)?\s?[-–]\s?\d{1,2}(?:[.:]\d\d)?"
    ),
    re.compile(r"(?:\b\d+\s?[-–]\s?)?\b\d+\s?[-–]?\s?vuoti[a-zäö]+", re.IGNORECASE),
    re.compile(r"(?:\b\d+\s?[-–]\s?)?\b\d+\s?v\.?(?=\s*[,;.)]|\s+(?:tehtiin|täytt))"),
    re.compile(r"\b\d+\s+(?:ikä)?vuotta\s+täyttä\w+|\b\d+\+", re.IGNORECASE),
    re.compile(r"(?:\+358|\b0\d{1,2})[\s-]?\d{2,}(?:[\s-]?\d{2,})*"),
    re.compile(r"\b\d{6,}\b|\b[A-ZÅÄÖ]{2,}[/-]\d+(?:[/-]\d+)+"),
    re.compile(r"\b24/7\b"),
    re.compile(r"(?:https?://|www\.)\S+|\S+@\S+"),
    re.compile(r"\b\d{1,2}\.(?:\s?[-–]\s?\d{1,2}\.)?(?=\s*[a-zåäö])"),
)


def mask_labels(text: str) -> str:
    """The text with every date, age, reference or label that looks like a number blanked out.

    Args:
        text: One sentence or block.

    Example:
        >>> mask_labels("30.6.2020 hoitoon pääsi 85 %")
        '          hoitoon pääsi 85 %'
    """
    for pattern in _LABELS:
        text = pattern.sub(_blank, text)
    return text


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def parse_number(text: str) -> float:
    """The worth of a written number with Finnish separators.

    >>> parse_number("1 240,5")
    1240.5
    """
    digits = re.sub(rf"[{SPACES}]", "", text).replace("−", "-").replace(",", ".")
    return float(digits)
