"""Goals that a line names in short: a letter of a series, the word before a colon or dash."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sotenlp.reader.goal_headings import find_goal
from sotenlp.reader.lines import Line

_LETTER = re.compile(r"(?P<letter>[A-ZÅÄÖ])[.:)]?")
_KEY = re.compile(r"\b(?P<letter>[A-ZÅÄÖ])\s*[=:–-]\s*(?P<words>[^\W\d_][^,;=:\n–]*)")
_USUAL = {"S": 1, "E": 2, "L": 3, "M": 4, "K": 5}
"""First letters of the everyday names: saatavuus, ehkäisy, laatu, monialaisuus, kustannukset."""
_LEAST_LETTERS = 4
_LEAST_KEYS = 3
_LABEL = re.compile(r"(?P<label>[^\W\d_][^:–.]{3,90}?)\s*(?::|\s[–-])\s+(?P<rest>\S.{9,})", re.DOTALL)
_MAX_LABEL_WORDS = 9
_NEAR = 12


@dataclass(frozen=True, slots=True)
class GoalMark:
    """A goal that stands for what follows on the line or below it.

    Attributes:
        words: The words or the letter that name it.
        goal: Its number.
    """

    words: str
    goal: int


class GoalMarks:
    """Finds such marks among the lines of one text.

    Args:
        lines: All lines of the text that have words.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._letters: dict[str, int] | None = None
        self._labels: dict[int, GoalMark | None] = {}

    def letter(self, index: int) -> GoalMark | None:
        """The goal of a line that is a lone letter, where the text has a key or a whole series of them."""
        match = _LETTER.fullmatch(self._lines[index].text)
        if match is None:
            return None
        goal = self._known_letters().get(match["letter"])
        return GoalMark(match["letter"], goal) if goal is not None else None

    def label(self, index: int) -> GoalMark | None:
        """The goal that the words before a line's colon or dash name, where near lines name others so."""
        mark = self._labelled(index)
        if mark is None:
            return None
        first, last = max(0, index - _NEAR), min(len(self._lines), index + _NEAR + 1)
        near = (self._labelled(other) for other in range(first, last) if other != index)
        return mark if any(other is not None and other.goal != mark.goal for other in near) else None

    def _labelled(self, index: int) -> GoalMark | None:
        if index not in self._labels:
            self._labels[index] = self._read_label(index)
        return self._labels[index]

    def _read_label(self, index: int) -> GoalMark | None:
        line = self._lines[index]
        if line.is_row:
            return None
        match = _LABEL.fullmatch(line.words)
        if match is None or len(match["label"].split()) > _MAX_LABEL_WORDS:
            return None
        goal = find_goal(match["label"], line.goal_number)
        return GoalMark(match["label"], goal) if goal is not None else None

    def _known_letters(self) -> dict[str, int]:
        if self._letters is None:
            self._letters = self._key() or self._series()
        return self._letters

    def _key(self) -> dict[str, int]:
        """The letters that a line explains: "S = saatavuus, E = ehkäisy, …"."""
        for line in self._lines:
            found = {match["letter"]: find_goal(match["words"]) for match in _KEY.finditer(line.text)}
            goals = {letter: goal for letter, goal in found.items() if goal is not None}
            if len(goals) >= _LEAST_KEYS:
                return goals
        return {}

    def _series(self) -> dict[str, int]:
        """The usual letters, where most of them stand alone on lines and no other letter does."""
        alone = {match["letter"] for line in self._lines if (match := _LETTER.fullmatch(line.text))}
        return _USUAL if len(alone) >= _LEAST_LETTERS and alone <= set(_USUAL) else {}
