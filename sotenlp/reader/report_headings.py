"""Headings of reports and of rounds of self-assessment, and the periods that they name."""

from __future__ import annotations

import re

from sotenlp.reader.found import Found
from sotenlp.reader.lines import Line
from sotenlp.reader.page_kinds import RANK_REPORT, RANK_TOPIC, heading_words
from sotenlp.reader.periods import parse_period
from sotenlp.schema import SectionRole

_REPORT = re.compile(
    r"(?:\w+\s+){0,2}(?:tiivistelmä|yhteenveto|oma-?arvioin|(?:väli|loppu|alku)arvio(?:in|\b)|väliraport|loppuraport"
    r"|tilannekatsau|seurantaraport|arviointiraport)",
)
_REPORT_NUMBER = re.compile(r"\braportti\s+[1-4]/\d{4}", re.IGNORECASE)
_ASSESSED = re.compile(r"oma-?arvioin|(?:väli|loppu|alku)arvio", re.IGNORECASE)
_PERIODICAL = re.compile(r"(?:\w+\s+){0,2}(?:väliraport|loppuraport|tilannekatsau|seurantaraport)")
_BASELINE = re.compile(r"lähtötilan", re.IGNORECASE)
_DATED_WORDS = re.compile(
    r"(?:tilanne|tulokset|tuotokset|eteneminen|raportti|raportointi|päivitys|seuranta|katsaus|arviointijakso"
    r"|tarkastelujakso|raportointijakso|kausi|jakso|tilan)\w*"
)
_SEASONS = re.compile(r"(?:kevä|syksy|talvi)\w*|kesä\w*|\w{4,6}kuu\w*")
_DATE_PARTS = re.compile(
    r"\d[\d./]*|q[1-4]/?|[–—()/.,:-]|\b(?:vuonna|vuoden|kaudella|ajalla|ajalta|jaksolla)\b"
)
_MAX_DATED, _MAX_REPORT = 50, 110


def report_heading(line: Line) -> Found | None:
    """What a line is as the heading of a report or of a round of self-assessment, or None."""
    words = heading_words(line.words)
    if len(words) > _MAX_REPORT or _REPORT.match(words.casefold()) is None:
        return None
    as_of = named_period(words)
    if line.text.endswith(".") and (as_of is None or not words.rstrip(".")[-1:].isdigit()):
        return None
    assessed = _ASSESSED.search(words) is not None
    rank = RANK_REPORT if assessed or (as_of and _PERIODICAL.match(words.casefold())) else RANK_TOPIC
    role = SectionRole.EVALUATION if _BASELINE.search(words) else None
    if role is None and not assessed:
        role = SectionRole.OUTCOMES
    return Found(words, rank, role=role, default=SectionRole.EVALUATION, as_of=as_of)


def dated_heading(line: Line) -> Found | None:
    """A line that is little more than a season, month or day of a report: "Tilanne lokakuussa 2022"."""
    words = heading_words(line.words)
    as_of = parse_period(words) if len(words) <= _MAX_DATED else None
    named = _SEASONS.sub(" ", _DATED_WORDS.sub(" ", words.casefold()))
    if as_of is None or named == words.casefold() or _DATE_PARTS.sub(" ", named).strip():
        return None
    return Found(words, RANK_REPORT, default=SectionRole.OUTCOMES, as_of=as_of)


def named_period(words: str) -> str | None:
    """The period that a report's heading names; "raportti 2/2021" counts the reports of a year."""
    return None if _REPORT_NUMBER.search(words) else parse_period(words)
