"""Telephone numbers and personal identity codes in a normalised text.

A number counts where the text announces one ("puh."), or by the shapes of Finnish numbers. Years,
amounts with a unit, dates and business identity codes have other shapes and stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from sotenlp.vocabulary import read_table, split_cell

Span = tuple[int, int]

_RUN = re.compile(r"(?<![\w/+-])(?<!\d[.,])[+(]{0,2}\d[\d()]*(?:(?:\s?[-‐‑–−./]\s?|\s)[+(]{0,2}\d[\d()]*)*")
_GROUP = re.compile(r"\(?\+?\(?\d+\)?")
_ANNOUNCED = re.compile(
    r"(?:(?<!\w)(?:puh(?:\.|elin\w{0,5}|nro|elinnumero\w{0,5})?|p\.|tel\.?|gsm|mob(?:iili|\.)?|matkapuh\w*"
    r"|vaihde|neuvonta|(?:puhelin|matkapuhelin)?numero\w{0,4}|soita|soittakaa|tekstiviesti\w{0,4})|☎|📞)[\s:.]*$",
    re.IGNORECASE,
)
_IDENTITY_CODE = re.compile(r"(?<![\w-])[0-3]\d[01]\d\d\d[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y](?![\w-])")
_BUSINESS_ID = re.compile(r"\d{7}-\d")
_DATE = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{4}-\d\d-\d\d|\d{1,2}/\d{4}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOBILE = re.compile(r"04\d|050|0457")
_AREA = re.compile(r"0(?:[1-3]0\d?|[4-8]00|1[3-9]|2[1-8]|29\d?|[235689])")
_AMOUNTS = frozenset({"money", "share", "time"})
_SPACED_MARKS = frozenset("./")
_LONGEST, _LONGEST_ABROAD = 11, 15
_SHORTEST, _SHORTEST_ANNOUNCED = 8, 6


def find_telephones(text: str) -> Iterator[Span]:
    """The telephone numbers and personal identity codes of a normalised text, in text order.

    >>> list(find_telephones("Soita 040.123.4567, y-tunnus 0201256-6"))
    [(6, 18)]
    """
    found = [match.span() for match in _IDENTITY_CODE.finditer(text)]
    for run in _RUN.finditer(text):
        if not _BUSINESS_ID.fullmatch(run[0]):
            found += _numbers(text, run)
    yield from sorted(found)


def _numbers(text: str, run: re.Match[str]) -> Iterator[Span]:
    """The numbers in an unbroken run of groups of digits."""
    groups = [(run.start() + g.start(), run.start() + g.end()) for g in _GROUP.finditer(run[0])]
    index = 0
    while index < len(groups):
        announced = _ANNOUNCED.search(text[max(0, groups[index][0] - 25) : groups[index][0]]) is not None
        last = _last_group(text, groups, index, announced=announced)
        if last is None:
            index += 1
        else:
            start, end = groups[index][0], groups[last][1]
            yield start, end - (text[end - 1] == ")" and "(" not in text[start:end])
            index = last + 1


def _last_group(text: str, groups: list[Span], index: int, *, announced: bool) -> int | None:
    """Index of the last group of the number that starts with a group, None where none does."""
    first = _digits(text, groups[index])
    abroad = text[groups[index][0] : groups[index][1]].lstrip("(").startswith("+") or first.startswith("00")
    if not abroad and not announced and not first.startswith("0"):
        return None
    longest = _LONGEST_ABROAD if abroad or announced else _LONGEST
    best: int | None = None
    digits = ""
    for at in range(index, len(groups)):
        group = _digits(text, groups[at])
        begins_anew = at > index and _begins(text, groups[at])
        if len(digits) + len(group) > longest or (begins_anew and len(digits) > _SHORTEST):
            break
        digits += group
        ends = (
            at + 1 == len(groups)
            or text[groups[at][1] : groups[at + 1][0]].strip() not in _SPACED_MARKS
            or _begins(text, groups[at + 1])
        )
        if ends and _is_number(text, groups[index : at + 1], digits, announced=announced, abroad=abroad):
            best = at
    return best


def _begins(text: str, group: Span) -> bool:
    """Whether a number may begin with a group of digits."""
    return text[group[0]] == "+" or _digits(text, group).startswith("0")


def _is_number(text: str, groups: list[Span], digits: str, *, announced: bool, abroad: bool) -> bool:
    """Whether groups of digits can be a telephone number, and are nothing else."""
    if len(digits) < (_SHORTEST_ANNOUNCED if announced else _SHORTEST) or _continues(text, groups[-1][1]):
        return False
    if abroad:
        return True
    words = [_digits(text, group) for group in groups]
    marks = {text[a:b].strip() for (_, a), (b, _) in pairwise(groups)}
    if announced:
        written = text[groups[0][0] : groups[-1][1]]
        return _DATE.match(written) is None and not all(_YEAR.fullmatch(word) for word in words)
    if _MOBILE.match(digits):
        return max(map(len, words[1:]), default=0) <= 7 and (len(words) == 1 or 3 <= len(words[0]) <= 6)
    if not _AREA.match(digits) or marks & _SPACED_MARKS:
        return False
    lengths = [len(word) for word in words]
    if len(words) == 1:
        return lengths[0] >= 9
    shaped = _AREA.fullmatch(words[0]) is not None and len(words) <= 5 and 3 <= max(lengths[1:]) <= 7
    return shaped and not any(_YEAR.fullmatch(word) for word in words)


def _continues(text: str, end: int) -> bool:
    """Whether what follows makes the digits an amount, a date or a code."""
    following = text[end : end + 24]
    if re.match(r"[\w%]|[.,:-]\d|/(?!0[\d ]{6})\d|\s?[%€‰]", following):
        return True
    word = re.match(r"\s?([^\W\d_][\w-]*)", following)
    return word is not None and word[1].casefold().startswith(_units())


def _digits(text: str, group: Span) -> str:
    return "".join(filter(str.isdigit, text[slice(*group)]))


@cache
def _units() -> tuple[str, ...]:
    """What the words of units of amounts start with; short ones would be found in any word."""
    forms = {
        form.casefold()
        for row in read_table("units")
        if row["dimension"] in _AMOUNTS
        for form in split_cell(row["forms"])
    }
    return tuple(sorted(form for form in forms if len(form) >= 4 and form.isalpha()))
