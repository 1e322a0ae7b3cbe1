"""The programme that a page belongs to, by its names, its money, its words and its time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sotenlp.schema import Programme

_RRP = re.compile(
    r"\bRRP\b|\bRRP\d|kestävä\w{0,3}\s+kasvu|\bRRF\b|elpymisraho|elpymis-\s+ja\s+palautumis|elpymisväline|NextGenerationEU"
    r"|\bP4\s?[,/]?\s?I[1-4]\b|\bpilari\w*\s+4\b|\b4\.\s+pilari",
    re.IGNORECASE,
)
_TULSOTE = re.compile(
    r"tulevaisuuden\s+(?:sosiaali-?\s*ja\s*terveyskesku|sote\s?-?\s?kesku)|\btul-?sote|\bsote-?keskus\s?-?(?:hank|ohjelm)",
    re.IGNORECASE,
)
_CENTRE = re.compile(r"\bsote-?\s?kesku", re.IGNORECASE)
"""What the programme is about; in a project's name it tells the programme where nothing else does."""
_TULSOTE_FROM, _RRP_FROM, _RRP_ALONE_FROM, _RRP_TO = "2020", "2022", "2023", "2025"
"""Projects of the first programme began from 2020, those of Finland's recovery and resilience plan from 2022;
from 2023 only the second had new ones."""

_DECISION = re.compile(r"\bVN/\d+/(20\d\d)\b")
"""Register number of the ministry's decision about a grant, with its year."""

_STATE_FUNDER = re.compile(r"Sosiaali- ja terveysministeriö|Euroopan unioni|valtionavustus", re.IGNORECASE)
_OTHER_PROGRAMME = re.compile(r"\w+ohjelma|\w\s+-?ohjelma|\bSTEA\b|\bESR\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")


def find_programme(
    names: str, identity: Sequence[str], body: str, *, began: str | None, funder: str | None
) -> Programme | None:
    """The programme of a page, None where neither its words nor its time tell it.

    Args:
        names: The page's title and the names of its project.
        identity: What it tells of its funder and of itself; the surest first.
        body: Its whole text.
        began: The year in which the project began, or None.
        funder: Its funder, or None.

    >>> find_programme("Apu ajoissa", (), "Jatko RRP:stä.", began="2020", funder="Euroopan unioni").value
    'tulsote'
    """
    for words in (names, *identity):
        if (programme := _by_words(words)) is not None:
            return programme
    named = _by_words(body)
    if named is Programme.RRP and began is not None and began < _RRP_FROM:
        named = None
    if named is not None:
        return named
    if _CENTRE.search(names):
        return Programme.TULSOTE
    if began is None or not _STATE_FUNDER.search(funder or "") or any(map(_OTHER_PROGRAMME.search, identity)):
        return None
    if _TULSOTE_FROM <= began < _RRP_FROM:
        return Programme.TULSOTE
    return Programme.RRP if _RRP_ALONE_FROM <= began <= _RRP_TO else None


def began_in(period: str | None, year: str | None, body: str) -> str | None:
    """The year in which a project began: that of its period, its page, or the decision on its grant.

    >>> began_in("syksy 2020 - 31.12.2023", "2021", ""), began_in(None, None, "päätös VN/8842/2023")
    ('2020', '2023')
    """
    found = _YEAR.search(period or "")
    if found is not None:
        return found[0]
    decided = _DECISION.search(body)
    return year or (decided[1] if decided is not None else None)


def names_programme(words: str) -> bool:
    """Whether words name one of the programmes."""
    return bool(_RRP.search(words) or _TULSOTE.search(words))


def _by_words(words: str) -> Programme | None:
    rrp, tulsote = len(_RRP.findall(words)), len(_TULSOTE.findall(words))
    if rrp == tulsote:
        return None
    return Programme.RRP if rrp > tulsote else Programme.TULSOTE
