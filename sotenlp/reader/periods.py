"""Days and periods in Finnish wording, as ISO dates and intervals."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_MONTHS = (
    "tammi", "helmi", "maalis", "huhti", "touko", "kesä",
    "heinä", "elo", "syys", "loka", "marras", "joulu",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_SEASONS = {"kevä": (1, 6), "kesä": (6, 8), "syks": (7, 12)}
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DASH = r"\s*[-–—−]+\s*"

_RANGE = re.compile(
    r"(?<![\d.])(?P<d1>\d{1,2})\.(?:(?P<m1>\d{1,2})\.(?P<y1>\d{4})?)?"
    + _DASH
    + r"(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>\d{4})(?!\d)"
)
_DAY = re.compile(r"(?<![\d.])(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})(?!\d)")
_ISO_DAY = re.compile(r"(?<!\d)(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)")
_SLASHES = re.compile(
    r"(?<![\w./])(?P<m1>\d{1,2})(?:/(?P<y1>\d{4}))?" + _DASH + r"(?P<m2>\d{1,2})/(?P<y2>\d{4})(?!\d)"
)
_SLASH = re.compile(r"(?<![\w./])(?P<m>\d{1,2})/(?P<y>\d{4})(?!\d)")
_MONTH_RANGE = re.compile(
    rf"\b(?P<a>{_MONTH})(?:kuu\w*)?{_DASH}(?P<b>{_MONTH})kuu\w*\s+(?:vuonna\s+)?{_YEAR}"
)
_ONE_MONTH = re.compile(rf"\b(?P<a>{_MONTH})kuu\w*\s+(?:vuonna\s+)?{_YEAR}")
_SEASON = re.compile(rf"\b(?P<s>kevä\w*|kesä(?!kuu)\w*|syksy\w*)\s+(?:vuonna\s+)?{_YEAR}")
_SEASON_AFTER = re.compile(rf"\b{_YEAR}\s+(?P<s>kevä\w*|kesä(?!kuu)\w*|syksy\w*)")
_QUARTER = re.compile(rf"\bq(?P<q>[1-4])\s*/?\s*{_YEAR}")
_POINT = (
    r"(?:\d{4}-\d\d-\d\d|\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{1,2}[/.]\d{4}|q[1-4]\s?/?\s?\d{4}"
    rf"|(?:(?:{_MONTH})kuu\w*|kevä\w*|kesä\w*|syksy\w*)\s+\d{{4}}|(?:19|20)\d\d)"
)
_BETWEEN = re.compile(
    rf"(?<![\w./-])(?P<first>{_POINT})(?:{_DASH}|\s+alkaen\s+|(?<=st[aä]\s\d{{4}})\s+)(?P<last>{_POINT})(?![\d/-])"
)
_DOTTED_MONTH = re.compile(r"^(\d{1,2})\.(\d{4})$")
_YEARS = re.compile(rf"(?<![\d.]){_YEAR}{_DASH}(?P<until>(?:19|20)\d\d)(?!\d)")
_ONE_YEAR = re.compile(rf"(?<![\d.]){_YEAR}(?![\d-])")


def parse_period(text: str) -> str | None:
    """The first day or period that a text names, as an ISO date or interval.

    Spring is January to June and autumn July to December, as the programme's half-yearly
    self-assessments count. None where nothing is named or the day does not exist.

    >>> parse_period("Oma-arviointi, kevät 2021")
    '2021-01-01/2021-06-30'
    >>> parse_period("tilanne 15.12.2023")
    '2023-12-15'
    """
    text = text.casefold()
    try:
        return _between(text) or _one(text)
    except ValueError:
        return None


def _between(text: str) -> str | None:
    """The stretch between two points of time of any kind, each with its year."""
    match = _BETWEEN.search(text)
    if match is None:
        return None
    first, last = (_one(_DOTTED_MONTH.sub(r"\1/\2", match[end])) for end in ("first", "last"))
    if first is None or last is None or first[:10] > last[-10:]:
        return None
    return f"{first[:10]}/{last[-10:]}"


def _one(text: str) -> str | None:
    return _days(text) or _months(text) or _whole_years(text)


def parse_day(text: str) -> str | None:
    """The first day that a text names, as an ISO date."""
    match = _DAY.search(text) or _ISO_DAY.search(text)
    if match is None:
        return None
    try:
        return _iso(match["y"], match["m"], match["d"])
    except ValueError:
        return None


def is_date_line(text: str) -> bool:
    """Whether a text is nothing but a day.

    >>> is_date_line("13.11.2020"), is_date_line("13.11.2020 alkaen")
    (True, False)
    """
    return bool(_DAY.fullmatch(text.strip(" .")) or _ISO_DAY.fullmatch(text.strip()))


def _days(text: str) -> str | None:
    if match := _RANGE.search(text):
        first = _iso(match["y1"] or match["y2"], match["m1"] or match["m2"], match["d1"])
        return f"{first}/{_iso(match['y2'], match['m2'], match['d2'])}"
    return parse_day(text)


def _months(text: str) -> str | None:
    if match := _SLASHES.search(text):
        return _interval(match["y1"] or match["y2"], match["m1"], match["y2"], match["m2"])
    if match := _SLASH.search(text):
        return _interval(match["y"], match["m"], match["y"], match["m"])
    if match := _MONTH_RANGE.search(text):
        first, last = _MONTHS.index(match["a"]) + 1, _MONTHS.index(match["b"]) + 1
        return _interval(match["year"], first, match["year"], last)
    if match := _ONE_MONTH.search(text):
        month = _MONTHS.index(match["a"]) + 1
        return _interval(match["year"], month, match["year"], month)
    if match := _SEASON.search(text) or _SEASON_AFTER.search(text):
        first, last = next(span for stem, span in _SEASONS.items() if match["s"].startswith(stem[:4]))
        return _interval(match["year"], first, match["year"], last)
    if match := _QUARTER.search(text):
        last = 3 * int(match["q"])
        return _interval(match["year"], last - 2, match["year"], last)
    return None


def _whole_years(text: str) -> str | None:
    if match := _YEARS.search(text):
        return f"{match['year']}-01-01/{match['until']}-12-31"
    if match := _ONE_YEAR.search(text):
        return f"{match['year']}-01-01/{match['year']}-12-31"
    return None


def _iso(year: str, month: str, day: str) -> str:
    return date(int(year), int(month), int(day)).isoformat()


def _interval(first_year: str, first: str | int, last_year: str, last: str | int) -> str:
    end = date(int(last_year), int(last), monthrange(int(last_year), int(last))[1])
    return f"{date(int(first_year), int(first), 1).isoformat()}/{end.isoformat()}"
