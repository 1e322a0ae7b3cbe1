"""The project's period as a page writes it: under its label, in a sentence, on a report's cover."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sotenlp.reader.periods import parse_period

_MONTHS = (
    r"(?:(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)(?:kuu\w*)?"
    r"|syksy\w*|kevä\w+|kesä\w*|talvi\w*|loppuvuo\w+|alkuvuo\w+|Q[1-4]\s?/?)"
)
_DATE = r"(?:\d{4}-\d\d-\d\d|(?:\d{1,2}\.\s?(?:\d{1,2}\.\s?)?)?(?:\d{1,2}/)?\d{4})"
_START = rf"(?:{_MONTHS}(?:\s\d{{4}})?|{_MONTHS}\s{_DATE}|{_DATE}|\d{{1,2}}\.(?:\d{{1,2}}\.)?|\d{{1,2}}/)"
PERIOD = re.compile(rf"\b{_START}\s?[-–—−]{{1,2}}\s?(?:{_MONTHS}\s)?{_DATE}(?![\d])", re.IGNORECASE)
"""A stretch of time with its two ends, as written."""

_ONE_DATE = re.compile(_DATE)
_MAX_PERIOD = 50
_STATE = re.compile(
    r"\s*\(?\b(?:käynnissä|päättynyt|meneillään|suunnitteilla|jatkettu|jatkoaika|pågår|avslutad|ongoing)\b\)?",
    re.IGNORECASE,
)
_PROJECT = r"\b\w*(?:hank[ek]|projekti|kokonaisuu|kehittämistyö)\w*"
_TIME = re.compile(
    rf"{_PROJECT}[^.;\n]{{0,140}}?\b(?:toteutusai|toimiai|kest[iäo]|toteute|toimi[ti]?\b|ajalla|aikana|vuosina|ajoittu|käynnis)\w*"
    rf"|\b(?:koko\s+)?hanke\s*[:(]?\s*(?=\d)|\b\w*hank(?:keen|ketta|keessa)\s\((?=\d)|(?:avustu|rahoitu)\w+[^.;\n]{{0,160}}?\b(?:ajalle|kaudelle|vuosille)\b|\bhankkeen\s+toteut(?:ti|taa)\b"
    rf"|\b(?:toteutusaika|toimiaika|toiminta-?aika|rahoituskausi|avustuskausi|hankkeen\s+(?:aika|ajan|kesto|kausi)|hanke-?aika|hankekausi|toteuttamisaika|projektiaika)\w*",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"\b(?:tehtiin|tehdään|kehitettiin|kehitetään|kehittää|kehitti|toteutettiin|toteutetaan|toteuttaa|toteutti|rakennettiin)\b[^.;\n]{0,60}?"
    r"\b(?:vuosina|ajalla|välillä|aikana)\s",
    re.IGNORECASE,
)
_BEGAN = re.compile(
    rf"{_PROJECT}[^.;\n]{{0,40}}?\b(?:alkoi|alkaa|käynnistyi|käynnistyy)\s+(?P<first>{_DATE})[^.;\n]{{0,40}}?"
    rf"\b(?:päättyi|päättyy|päättyen)\s+(?P<last>{_DATE})",
    re.IGNORECASE,
)
_REPORTED = re.compile(r"raportoin|raportti|tarkastelu|arvioin|seuranta|oma-?arvio|kysely", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[a-zåäö)]{2})[.!?]\s|\n")
_COVER_LINES = 6
_LEAST_MONTHS = 15
"""A report's own period is a half year or a year: a longer one on its cover is the project's."""


def clean_period(value: str) -> str | None:
    """The period that the value of a label gives, without words about its state or money.

    >>> clean_period("1.1.2023–31.12.2025, kokonaisbudjetti 8 milj. €")
    '1.1.2023–31.12.2025'
    """
    match = PERIOD.search(value)
    if match is not None:
        return match[0].strip()
    if len(value) <= _MAX_PERIOD:
        return _STATE.sub("", value).strip(" ,.;") or None
    one = _ONE_DATE.search(value)
    return one[0].strip() if one is not None else None


def stated_period(text: str, *, of_the_work: bool = False) -> str | None:
    """The project's period that a sentence states.

    Args:
        text: The text.
        of_the_work: Whether the time of the work counts too ("kehitettiin vuosina 2023–2025"), as it does
            where a page introduces itself.

    >>> stated_period("Hanke kesti ajalla 1.9.2020–31.12.2022.")
    '1.9.2020–31.12.2022'
    """
    for sentence in _SENTENCE.split(text):
        if _REPORTED.search(sentence):
            continue
        if began := _BEGAN.search(sentence):
            return f"{began['first']}–{began['last']}"
        time = _TIME.search(sentence) or (_WORK.search(sentence) if of_the_work else None)
        period = PERIOD.search(sentence, time.end()) if time is not None else None
        if period is not None and period.start() - (time.end() if time is not None else 0) <= _MAX_PERIOD:
            return period[0].strip()
    return None


def cover_period(lines: Sequence[str]) -> str | None:
    """The long stretch of time that stands alone on one of a page's first lines, or ends its title."""
    for words in lines[:_COVER_LINES]:
        match = PERIOD.search(words)
        if match is None or len(words) - len(match[0]) > _MAX_PERIOD or words.endswith((".", ":")):
            continue
        if _months(match[0]) >= _LEAST_MONTHS:
            return match[0].strip()
    return None


def _months(period: str) -> int:
    interval = parse_period(period)
    if interval is None or "/" not in interval:
        return 0
    first, last = interval.split("/")
    return 12 * (int(last[:4]) - int(first[:4])) + int(last[5:7]) - int(first[5:7]) + 1
