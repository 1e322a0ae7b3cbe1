"""Calendar periods that dated statements fall into."""

from __future__ import annotations

import calendar
import re
from datetime import date
from enum import StrEnum

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


class PeriodLength(StrEnum):
    """How long the periods are."""

    HALF_YEAR = "half_year"
    YEAR = "year"


def interval(as_of: str) -> tuple[date, date] | None:
    """First and last day of an ISO date ("2022", "2022-03", "2022-03-15") or interval ("start/end").

    Returns:
        None where it is no such date or interval, or ends before it begins.

    >>> interval("2022-07-01/2022-12-31")
    (datetime.date(2022, 7, 1), datetime.date(2022, 12, 31))
    """
    first, _, last = as_of.partition("/")
    begin, end = _days(first), _days(last or first)
    if begin is None or end is None or begin[0] > end[1]:
        return None
    return begin[0], end[1]


def periods(as_of: str | None, length: PeriodLength = PeriodLength.HALF_YEAR) -> list[str]:
    """The periods that a date or interval touches, in order.

    >>> periods("2022-03/2023-01")
    ['2022-H1', '2022-H2', '2023-H1']
    >>> periods("2022-03/2023-01", PeriodLength.YEAR)
    ['2022', '2023']
    """
    span = interval(as_of) if as_of else None
    if span is None:
        return []
    first, last = span
    if length is PeriodLength.YEAR:
        return [str(year) for year in range(first.year, last.year + 1)]
    halves = range(first.year * 2 + (first.month > 6), last.year * 2 + (last.month > 6) + 1)
    return [f"{half // 2}-H{half % 2 + 1}" for half in halves]


def _days(text: str) -> tuple[date, date] | None:
    match = _DATE.fullmatch(text.strip())
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        begin = date(year or 0, month or 1, day or 1)
        last_month = month or 12
        end = date(year or 0, last_month, day or calendar.monthrange(year or 0, last_month)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None
    return begin, end
