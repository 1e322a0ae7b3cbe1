"""Which lines of a text are headings, and what they open."""

from __future__ import annotations

import re
from dataclasses import replace

from sotenlp.reader.found import Found
from sotenlp.reader.goal_headings import find_goal
from sotenlp.reader.goal_marks import GoalMarks
from sotenlp.reader.heading_roles import guess_role
from sotenlp.reader.labels import LabelFinder, fits
from sotenlp.reader.lines import Line, counts_items
from sotenlp.reader.page_kinds import (
    RANK_GOAL,
    RANK_OTHER,
    RANK_PART,
    RANK_TITLE,
    find_heading,
    heading_words,
)
from sotenlp.reader.periods import is_date_line
from sotenlp.reader.report_headings import dated_heading, named_period, report_heading
from sotenlp.schema import SectionRole

_SELF_ASSESSMENT = re.compile(r"oma-?arvioin", re.IGNORECASE)
_PART = re.compile(
    r"(?:osatoteutu|osahank|osakokonaisuu|osa-alue|kehittämiskokonaisuu|kehittämisosio|työpaket|toimenpidekokonaisuu)"
    r"\w*\s*(?:\d|[a-h](?=[\s:.)–-]|$))",
)
_SENTENCE_END = re.compile(r"[a-zåäö)]{2}[.!?]\s+[A-ZÅÄÖ]")
_MARKED = re.compile(r"#{1,6}\s|\*\*[^*]+\*\*$|[^*]+\s?\*\*$")
_MAX_DEPTH = 5
_CAPTION = re.compile(r"(?:kuva|kuvio|taulukko|lähde|liite|huom)\w*\.?\s*[\d:.]", re.IGNORECASE)
_GOAL_PREFIX = re.compile(r"(?:hyöty|pää)?tavoite\s*(\d)\s*[.:)–-]*\s*", re.IGNORECASE)
_MAX_TITLE, _MAX_HEADING, _MAX_HEADING_WORDS = 160, 90, 12
_MIN_PROSE = 60
_MAX_VALUE = 400
_MIN_CAPITALS = 8
_MAX_CLOSE_WORDS = 6
_MAX_OVER_LIST, _MIN_WORD = 4, 3
_LEADS_IN = re.compile(
    r"\b(?:on|oli|ovat|olivat|mm|esim|kuten)\b|(?:ttiin|taan|tään|vat|vät|luu|ltää|stuu)$", re.IGNORECASE
)


class HeadingFinder:
    """Finds the headings among the lines of one text.

    Args:
        lines: All lines of the text that have words.
    """

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._known: dict[int, Found | None] = {}
        self._items: dict[int, bool] = {}
        self._ranks: dict[int, int] = {}
        self._run = (0, -1)
        self._labels = LabelFinder(lines)
        self._goals = GoalMarks(lines)

    def find(self, index: int) -> Found | None:
        """What line `index` is as a heading, or None."""
        if index not in self._known:
            self._known[index] = self._find(index)
        return self._known[index]

    def template(self, index: int) -> Found | None:
        """What line `index` is as a heading or label of a page template, or None."""
        line = self._lines[index]
        if not line.bullet and not line.is_row and len(line.text) <= _MAX_VALUE:
            heading = find_heading(line.words) or find_heading(line.text)
            if heading is not None and (heading.field or not self._labels.is_short(index)):
                if line.number:
                    self._ranks.setdefault(line.number.count(".") + 1, heading.rank)
                return Found(heading_words(line.words), heading.rank, heading, heading.role)
        label = self._labels.find(index)
        if label is None:
            return None
        heading = label.heading
        return Found(label.words, heading.rank, heading, heading.role, value_start=label.start)

    def fits(self, index: int, field: str) -> bool:
        """Whether a line can be the value of a field."""
        line = self._lines[index]
        return fits(line.text, field) and len(line.text) <= _MAX_VALUE and report_heading(line) is None

    def is_numbered_item(self, index: int) -> bool:
        """Whether a line's number counts the items of a list."""
        if index not in self._items:
            self._items[index] = counts_items(self._lines, index)
        return self._items[index]

    def continues(self, index: int) -> bool:
        """Whether a line can go on the one before it: no gap, no bullet, number, row or heading."""
        line = self._lines[index]
        if line.gap or line.bullet or line.is_row or self.is_numbered_item(index):
            return False
        return self.find(index) is None

    def run_end(self, index: int) -> int:
        """Index of the last line of the unbroken run of plain lines that a line stands in."""
        first, last = self._run
        if not first <= index <= last:
            last = index
            while last + 1 < len(self._lines) and self.continues(last + 1):
                last += 1
            self._run = (index, last)
        return last

    def _find(self, index: int) -> Found | None:
        line = self._lines[index]
        found = self.template(index)
        if found is not None or line.is_row or line.is_residue:
            return found
        if mark := self._goals.label(index):
            return Found(heading_words(mark.words), RANK_GOAL, goal=mark.goal, opens_block=True)
        if line.bullet or len(line.text) > _MAX_TITLE:
            return None
        if mark := self._goals.letter(index):
            return Found(mark.words, RANK_GOAL, goal=mark.goal)
        return (
            self._marked(line)
            or self._title(index)
            or report_heading(line)
            or self._part(line)
            or self._dated(index)
            or self._goal(index)
            or self._other(index)
            or self._over_list(index)
        )

    def _title(self, index: int) -> Found | None:
        """The first line of a page, where it is no sentence."""
        line = self._lines[index]
        if index != 0 or (line.is_closed and not line.text.endswith(("!", "?", ")"))) or line.number:
            return None
        if not any(character.isalpha() for character in line.text):
            return None
        as_of = named_period(line.text) if _SELF_ASSESSMENT.search(line.text) else None
        return Found(heading_words(line.words), RANK_TITLE, role=SectionRole.IDENTITY, as_of=as_of)

    def _dated(self, index: int) -> Found | None:
        """A line that is little more than a season or month: "Kevät 2021", "Tilanne lokakuussa 2022"."""
        line = self._lines[index]
        return dated_heading(line) if line.gap and not line.is_closed else None

    def _part(self, line: Line) -> Found | None:
        words = heading_words(line.words)
        capitals = len(words) > 3 and words.isupper()
        if line.number and capitals and len(words.split()) > 1:
            return Found(
                words, RANK_PART, role=SectionRole.ACTIVITIES, goal=find_goal(words, line.goal_number)
            )
        if _PART.match(words.casefold()) and not line.is_closed and len(words) <= 130:
            return Found(words, RANK_PART, role=SectionRole.ACTIVITIES)
        return None

    def _goal(self, index: int) -> Found | None:
        line = self._lines[index]
        words = heading_words(line.words)
        number = line.goal_number
        if prefix := _GOAL_PREFIX.match(words):
            number, words = int(prefix[1]), words[prefix.end() :]
        if line.text.endswith((".", ",", ";")):
            return None
        goal = find_goal(words, number)
        if goal is None or not (words[:1].isupper() or (goal == number and self._is_lone_word(index))):
            return None
        if number is None and not (line.gap and (self._stands_alone(index) or self._heads_line(index))):
            return None
        if number is None and len(words.split()) > 9:
            return None
        return Found(heading_words(words), RANK_GOAL, goal=goal)

    def _marked(self, line: Line) -> Found | None:
        """A line that is marked as a heading: by number signs, or by stars that Innokylä or Markdown sets."""
        marked = _MARKED.match(line.text)
        words = heading_words(line.words)
        if marked is None or not words or line.text.rstrip("*").rstrip().endswith((".", ",", ";")):
            return None
        if found := report_heading(replace(line, text=words)) or dated_heading(line):
            return found
        goal = find_goal(words, line.goal_number)
        return Found(words, RANK_OTHER if goal is None else RANK_GOAL, default=guess_role(words), goal=goal)

    def _stands_alone(self, index: int) -> bool:
        """Whether an empty line or the end of the text comes after a line."""
        return index + 1 >= len(self._lines) or self._lines[index + 1].gap

    def _is_lone_word(self, index: int) -> bool:
        """Whether a numbered line has one word, and no line of the next number goes on from it."""
        following = self._lines[index + 1] if index + 1 < len(self._lines) else None
        return " " not in self._lines[index].words and following is not None and not following.number

    def _heads_line(self, index: int) -> bool:
        """Whether a line of few words stands straight on one of prose or on a list."""
        following = self._lines[index + 1]
        if len(self._lines[index].text.split()) > _MAX_CLOSE_WORDS or following.text[:1].islower():
            return False
        return following.bullet or len(following.text) >= _MIN_PROSE or following.text.endswith(".")

    def _other(self, index: int) -> Found | None:
        """A short line between empty lines with prose after it."""
        line = self._lines[index]
        words = heading_words(line.words)
        if index + 1 >= len(self._lines) or not line.gap:
            return None
        if not self._stands_alone(index) and not (words.isupper() and len(words) >= _MIN_CAPITALS):
            return None
        if not words or not (words[0].isupper() or words[0].isdigit()) or is_date_line(words):
            return None
        if len(words) > _MAX_HEADING or len(words.split()) > _MAX_HEADING_WORDS:
            return None
        if (
            line.text.endswith((".", ",", ";", "!", '"', "”"))
            or "@" in words
            or "://" in words
            or _CAPTION.match(words)
        ):
            return None
        if line.number and not self._numbered_heading(index):
            return None
        capitals = words.isupper() and len(words) >= _MIN_CAPITALS and not line.number
        if not (capitals or self._has_prose_after(index)) or _SENTENCE_END.search(words):
            return None
        return Found(words, self._rank(line), default=guess_role(words))

    def _over_list(self, index: int) -> Found | None:
        """A few words straight over a list, after an empty line or another list."""
        line = self._lines[index]
        if index == 0 or index + 1 >= len(self._lines) or line.number:
            return None
        before, following = self._lines[index - 1], self._lines[index + 1]
        if not following.bullet or following.gap or not (line.gap or before.bullet):
            return None
        words = heading_words(line.words)
        if line.text.endswith((".", ",", ";", ":", "!")) or not words[:1].isupper() or len(words) < _MIN_WORD:
            return None
        if len(words.split()) > _MAX_OVER_LIST or len(words) > _MAX_HEADING or _LEADS_IN.search(words):
            return None
        return Found(words, RANK_OTHER + _MAX_DEPTH + 1, default=guess_role(words))

    def _rank(self, line: Line) -> int:
        """How deep an unknown heading nests: as headings numbered like it, else by its number."""
        if not line.number:
            return RANK_OTHER + _MAX_DEPTH
        depth = line.number.count(".") + 1
        return self._ranks.setdefault(depth, RANK_OTHER + depth)

    def _numbered_heading(self, index: int) -> bool:
        """Whether a numbered line heads prose, where the items of a list would follow each other."""
        following = self._lines[index + 1]
        return len(following.text) > _MIN_PROSE and not following.number and not following.bullet

    def _has_prose_after(self, index: int) -> bool:
        following = self._lines[index + 1]
        if self._lines[index].text.endswith(":") and (following.bullet or following.number):
            return False
        if self.template(index + 1) is not None or following.is_row or following.is_residue:
            return False
        return following.bullet or len(following.text) >= _MIN_PROSE or following.text.endswith(".")
