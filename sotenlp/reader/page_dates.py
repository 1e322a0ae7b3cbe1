"""The days on which a page was created and last changed: under labels, on a cover, in lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sotenlp.reader.periods import is_date_line

_DAY = re.compile(
    r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{4}-\d\d-\d\d"
    r"|\d{1,2}\.\s(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuuta\s\d{4}"
)
_COVER_DAY = re.compile(
    rf"(?<![\d.–-])(?<![–-]\s)(?<!hyväksytty\s)(?<!ohjausryhmässä\s)(?P<day>{_DAY.pattern})(?!\s?[–-]\s?\d)",
    re.IGNORECASE,
)
"""A day that ends no stretch of time and is not that of the approval."""

_PLACED_DAY = re.compile(rf"[A-ZÅÄÖ][a-zåäö-]+,?\s+(?P<day>{_DAY.pattern})\.?")
"""A day with the place of signing: "Rovaniemellä 31.1.2023"."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_UPDATED = re.compile(
    rf"\b(?:päivitetty|muokattu|muutettu|täydennetty|tarkistettu|hyväksytty|päivitys|muokkaus|muutos|tarkistus)\w*"
    rf"(?:\s+(?:viimeksi|ohjausryhmässä|johtoryhmässä|innokyl\w+|viimeksi\s+innokyl\w+))?(?:\s+on|:)?\s+({_DAY.pattern})",
    re.IGNORECASE,
)
_MADE = re.compile(
    rf"\b(?:luotu|julkaistu|laadittu|kirjattu|avattu|perustettu|tallennettu|viety|lisätty|kirjoitettu|päivätty|laatinut(?:[^\d\n]{{0,60}}?))(?:\s+(?:innokyl\w+|ensimmäisen\s+kerran))?"
    rf":?\s+({_DAY.pattern})(?!\s?[-–—]\s?\d)",
    re.IGNORECASE,
)
_HEAD_LINES, _TAIL_LINES, _MAX_FRAME = 14, 8, 220
"""How many of a page's first and last lines may tell its dates in words, and how long such a line is."""


class PageDates:
    """The days of one page.

    Args:
        words: The words of its blocks.
        fields: The values of its labels.
        is_report: Whether it is a report, whose cover may have a lone day.
    """

    def __init__(self, words: Sequence[str], fields: Mapping[str, str], *, is_report: bool) -> None:
        self._words = words
        self._fields = fields
        self._is_report = is_report

    @property
    def created(self) -> str | None:
        """The day of creation as written, or None."""
        return self._labelled("created") or self._cover_day() or self._framed(_MADE)

    @property
    def modified(self) -> str | None:
        """The day of the last change as written, or None."""
        return self._labelled("modified") or self._beside() or self._cover_update() or self._framed(_UPDATED)

    @property
    def year(self) -> str | None:
        """The year that the page speaks from: its creation, or the date on a report's cover."""
        day = self._labelled("created") or next(
            (words for words in self._words[:8] if is_date_line(words)), None
        )
        found = _YEAR.search(day) if day else None
        return found[0] if found else None

    def _labelled(self, field: str) -> str | None:
        value = self._fields.get(field)
        if value is None:
            return None
        match = _DAY.search(value)
        return match[0].strip() if match is not None else value.split("\n")[0] or None

    def _cover_day(self) -> str | None:
        """The lone date among the first lines of a report."""
        if not self._is_report:
            return None
        day = next((words for words in self._words[:8] if is_date_line(words)), None)
        if day is None:
            placed = (_PLACED_DAY.fullmatch(words) for words in [*self._words[:10], *self._words[10:][-3:]])
            day = next((match["day"] for match in placed if match is not None), None)
        if day is None and (match := _COVER_DAY.search("\n".join(self._words[:3])[:300])):
            day = match["day"]
        return day

    def _beside(self) -> str | None:
        """The day of the last change where it stands on the line of the day of creation."""
        beside = self._fields.get("created", "")
        if updated := _UPDATED.search(beside):
            return updated[1]
        days = _DAY.findall(beside)
        return days[1] if len(days) == 2 else None

    def _framed(self, pattern: re.Pattern[str]) -> str | None:
        """The day that one of the page's first or last short lines tells."""
        frame = [*self._words[:_HEAD_LINES], *self._words[_HEAD_LINES:][-_TAIL_LINES:]]
        found = (pattern.search(words) for words in frame if len(words) <= _MAX_FRAME)
        return next((match[1] for match in found if match is not None), None)

    def _cover_update(self) -> str | None:
        """The day on which a report's first lines say that it was updated."""
        if not self._is_report:
            return None
        updated = _UPDATED.search("\n".join(words[:300] for words in self._words[:8]))
        return updated[1] if updated is not None else None
