"""The project's name: that of the whole, that under its label, or the title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sotenlp.reader.areas import is_area_name

_PROGRAMME_NAME = re.compile(r"ohjelma|^(?:RRP|tulsote)$", re.IGNORECASE)
_MAX_NAME = 110
_REPORT_TITLE = re.compile(
    r"(?:(?:väli|loppu|vuosi|seuranta|arviointi|tilanne|hanke)?raport\w+|(?:hankkeen\s+)?oma-?arvioin\w+"
    r"(?:\s+raport\w+)?|väliarvioin\w+|loppuarvioin\w+|tilannekatsau\w+|yhteenveto)[\s\d/.,:–—-]*",
    re.IGNORECASE,
)
_PROJECT_WORDS = re.compile(
    r"\w*(?:hank[ek]|projekt)\w*|sote-?\s?keskus|terveyskesku|toimintamalli", re.IGNORECASE
)


def project_name(whole: str | None, named: str | None, lines: Sequence[str]) -> str | None:
    """The project's name: that of the whole that a model belongs to, unless a programme's, else its own.

    Args:
        whole: The whole that the page names, or None.
        named: The name under its label, or None.
        lines: The title and the lines below it; empty where the page has no title.
    """
    if whole is not None and not _PROGRAMME_NAME.search(whole):
        return whole
    if named is not None:
        return bare_name(named)
    return bare_name(_without_report(lines[0], lines[1:])) if lines else None


def _without_report(title: str, below: Sequence[str]) -> str:
    """The title, or what stands beside or below it where it only calls the text a report."""
    report = _REPORT_TITLE.match(title)
    if report is None:
        return title
    rest = title[report.end() :]
    if _PROJECT_WORDS.search(rest):
        return rest
    near = (words for words in below if len(words) <= _MAX_NAME and not words.endswith("."))
    return next((w for w in near if _PROJECT_WORDS.search(w) and not _REPORT_TITLE.match(w)), title)


def bare_name(name: str) -> str | None:
    """A project's name without the county, programme and investment that stand behind it.

    >>> bare_name("Etätuki, Lapin hyvinvointialue (RRP, P4, I1)")
    'Etätuki'
    """
    parts = re.split(r",\s+(?![^(]*\))", name)
    while len(parts) > 1 and (_is_aside(parts[-1]) or is_area_name(re.sub(r"\s*\(.*?\)\s*$", "", parts[-1]))):
        parts.pop()
    bare = re.sub(r"\s*\((?:RRP|P\d|TULSOTE)[^)]*\)\s*$", "", ", ".join(parts), flags=re.IGNORECASE)
    return bare or name or None


def _is_aside(words: str) -> bool:
    words = words.strip()
    return words.startswith("(") and words.endswith(")")
