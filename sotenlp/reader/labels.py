"""Labels of identity fields in the lines of a text: above their value, before it, in a list, in a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sotenlp.reader.label_words import bears_out, guess_label
from sotenlp.reader.lines import Line
from sotenlp.reader.nominatives import head_of
from sotenlp.reader.organisations import find_organisations
from sotenlp.reader.page_kinds import Heading, Use, find_heading, find_label, heading_words
from sotenlp.schema import SectionRole

ANY_USE = (Use.LABEL, Use.INLINE, Use.SHORT, Use.CLUSTER)
_SURE = (Use.LABEL, Use.INLINE, Use.SHORT)
COLON = re.compile(r"(?P<label>[^:]{2,60}?)\s*\**:\**\s*(?P<value>\S.*)", re.DOTALL)
"""A label and its value with a colon between."""

_QUESTION = re.compile(r"(?P<label>[A-ZÅÄÖ][^?:]{2,50}\?)\s+(?P<value>\S.*)", re.DOTALL)
_DASH = re.compile(r"(?P<label>[^–—-]{2,40}?)\s+[–—-]\s+(?P<value>\S.*)", re.DOTALL)
_DATED = re.compile(
    r"(?P<label>\D{3,40}?)\s+(?P<value>(?:\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d\d-\d\d|(?:19|20)\d\d\s?[–-]).{0,60})"
)
_ITEM = re.compile(r"^(?:[^\w\s]\s*|\d{1,2}[.):]\s*)")
_CELL = re.compile(r"[^\t|]*[^\t|\s][^\t|]*")
_SENTENCE_END = re.compile(r"[a-zåäö)]{2}[.!?]\s+[A-ZÅÄÖ]")
_DATED_FIELDS = frozenset({"created", "modified", "period"})
_ACTOR_FIELDS = frozenset({"coordinator", "implementers", "runner"})
_AMOUNT = re.compile(r"\d\s?(?:€|%|euro|milj|t€)", re.IGNORECASE)
_SHAPES = {
    "created": re.compile(r"\d"),
    "modified": re.compile(r"\d"),
    "period": re.compile(r"\d{4}"),
    "reporting_period": re.compile(r"\d{4}"),
    "contact": re.compile(r"@|\(at\)|\[at\]|█|\bp(?:uh)?\.\s?[\d+]"),
    "contact_email": re.compile(r"@|\(at\)|\[at\]|█"),
}
_NEAR = 4
_ONLY_DAYS = re.compile(r"[\d./\s–-]*\d{4}[\d./\s–-]*")
_HEAD_LINES = 25
"""How many lines of a page's beginning may have labels of the writer's own that stand alone."""
_MAX_OWN_LINE, _MAX_VALUE, _MAX_LINE = 100, 400, 2000


@dataclass(frozen=True, slots=True)
class Label:
    """A label and where its value stands.

    Attributes:
        words: The label without ornaments.
        heading: What it means.
        start: Start of the value on the same line, or None where it stands below.
    """

    words: str
    heading: Heading
    start: int | None = None


@dataclass(frozen=True, slots=True)
class _Split:
    """A line cut into what may be a label and its value; offsets into the line."""

    label: str
    start: int
    end: int
    dashed: bool = False


def fits(value: str, field: str) -> bool:
    """Whether words have the shape of a field's value.

    >>> fits("2,5 milj. euroa", "funder"), fits("STM, 2,5 milj. euroa", "funder")
    (False, True)
    """
    if field == "funder":
        return _AMOUNT.search(value) is None or any(m.start <= 2 for m in find_organisations(value))
    shape = _SHAPES.get(field)
    return shape is None or shape.search(value) is not None


class LabelFinder:
    """Finds the labels among the lines of one text.

    Args:
        lines: All lines of the text that have words.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._sure: dict[int, bool] = {}
        self._guesses: dict[int, bool] = {}

    def find(self, index: int) -> Label | None:
        """The label on line `index`, or None."""
        line = self._lines[index]
        if len(line.text) > _MAX_LINE or line.is_residue:
            return None
        for split in _splits(line):
            value = line.text[split.start : split.end]
            heading = self._meant(index, split, value)
            if heading is not None:
                return Label(heading_words(split.label), heading, line.start + split.start)
        return self._alone(index)

    def is_short(self, index: int) -> bool:
        """Whether a line alone is a label because an organisation's name stands below it."""
        line = self._lines[index]
        if find_label(line.words, Use.SHORT) is None or index + 1 >= len(self._lines):
            return False
        return _is_organisation(self._lines[index + 1].text)

    def _meant(self, index: int, split: _Split, value: str) -> Heading | None:
        line = self._lines[index]
        plainly = not (line.bullet or line.is_row or line.number or split.dashed)
        heading = find_label(split.label, *_SURE)
        if heading is None or not plainly:
            heading = find_label(split.label, *ANY_USE) if self._is_among_labels(index) else None
        if heading is None or not fits(value, heading.field):
            return self._guessed(index, split, value, plainly=plainly)
        if _SENTENCE_END.search(value):
            return None
        by_space = split.dashed or find_label(split.label, Use.LABEL) is None
        if by_space and heading.field in _ACTOR_FIELDS:
            return heading if _names_organisation(value) else None
        return heading

    def _guessed(self, index: int, split: _Split, value: str, *, plainly: bool) -> Heading | None:
        """What a label of the writer's own means, near other labels or on a page's first lines."""
        if _SENTENCE_END.search(value) or len(value) > _MAX_VALUE:
            return None
        line = self._lines[index]
        words = split.label[:1].upper() + split.label[1:] if line.bullet else split.label
        heading = guess_label(words, value)
        if heading is None or (plainly and index < _HEAD_LINES) or self._is_among_labels(index):
            return heading
        return None

    def _alone(self, index: int) -> Label | None:
        """A label that stands above its value and that no template of a page has."""
        line = self._lines[index]
        if line.bullet or len(line.text) > _MAX_OWN_LINE or index + 1 >= len(self._lines):
            return None
        words = line.text.strip("\t| ") if line.is_row else line.words
        following = self._lines[index + 1]
        if following.is_row and not line.is_row:
            return None
        heading = find_label(words, Use.LABEL) if line.is_row else None
        if heading is not None and self._is_among_labels(index):
            return Label(heading_words(words), heading)
        heading = find_label(words, Use.SHORT)
        if heading is not None and self.is_short(index):
            return Label(heading_words(words), heading)
        heading = find_label(words, Use.CLUSTER)
        if heading is None and (dated := find_label(words, Use.INLINE)) and dated.field in _DATED_FIELDS:
            heading = dated
        if heading is None and not line.number and not following.bullet:
            heading = guess_label(words, following.text)
            if (
                heading is not None
                and heading.field in _ACTOR_FIELDS
                and not _is_organisation(following.text)
            ):
                return None
        if heading is None or not fits(following.text, heading.field):
            return None
        if not self._is_among_labels(index) and not (
            index < _HEAD_LINES and _ONLY_DAYS.fullmatch(following.text)
        ):
            return None
        if heading.field in _ACTOR_FIELDS and not _names_organisation(following.text):
            return None
        if len(following.text) > _MAX_OWN_LINE or self._is_sure(index + 1):
            return None
        return Label(heading_words(words), heading)

    def _is_among_labels(self, index: int) -> bool:
        """Whether near lines have labels: one that is such by itself, or two with a dash or space."""
        first, last = max(0, index - _NEAR), min(len(self._lines), index + _NEAR + 1)
        near = [other for other in range(first, last) if other != index]
        if any(map(self._is_sure, near)):
            return True
        return sum(self._is_likely(other) or self._is_guess(other) for other in near) > 1

    def _is_likely(self, index: int) -> bool:
        line = self._lines[index]
        if len(line.text) > _MAX_VALUE:
            return False
        return any(find_label(split.label, Use.LABEL) is not None for split in _splits(line) if split.dashed)

    def _is_guess(self, index: int) -> bool:
        """Whether a line has a label of the writer's own, with its value beside or below it."""
        if index not in self._guesses:
            self._guesses[index] = self._has_guess(index)
        return self._guesses[index]

    def _has_guess(self, index: int) -> bool:
        line = self._lines[index]
        if len(line.text) > _MAX_VALUE:
            return False
        if any(guess_label(s.label, line.text[s.start : s.end]) is not None for s in _splits(line)):
            return True
        lone = not (line.bullet or line.is_row or line.number) and index + 1 < len(self._lines)
        return lone and guess_label(line.words, self._lines[index + 1].text) is not None

    def _is_sure(self, index: int) -> bool:
        if index not in self._sure:
            self._sure[index] = self._has_label(index)
        return self._sure[index]

    def _has_label(self, index: int) -> bool:
        line = self._lines[index]
        if len(line.text) > _MAX_LINE:
            return False
        if any(find_label(split.label, *_SURE) is not None for split in _splits(line) if not split.dashed):
            return True
        heading = find_heading(line.words)
        if heading is not None and (bool(heading.field) or heading.role is SectionRole.IDENTITY):
            return True
        lone = find_label(line.words, *ANY_USE)
        if lone is None or index + 1 >= len(self._lines) or line.bullet or line.is_row:
            return False
        return bears_out(lone.field, "", self._lines[index + 1].text)


def _splits(line: Line) -> list[_Split]:
    """The ways in which a line may be a label with its value."""
    if line.is_row:
        cells = list(_CELL.finditer(line.text))
        if len(cells) != 2:
            return []
        value = cells[1]
        lead = len(value[0]) - len(value[0].lstrip())
        label = _ITEM.sub("", cells[0][0].strip())
        return [_Split(label, value.start() + lead, value.start() + len(value[0].rstrip()))]
    found: list[_Split] = []
    content = line.content - line.start
    for pattern in (_QUESTION, COLON, _DATED, _DASH):
        match = pattern.fullmatch(line.text, content)
        if match is None:
            continue
        if pattern is _DATED:
            heading = find_label(match["label"], *ANY_USE)
            if heading is None or heading.field not in _DATED_FIELDS:
                continue
        found.append(_Split(match["label"], match.start("value"), match.end("value"), pattern is _DASH))
    return found or _spaced(line.text, content)


def _spaced(text: str, content: int) -> list[_Split]:
    """A label and its value with a space between: "Toteutuspaikka Raahe ja Siikajoki"."""
    if text.endswith((".", ":")) or len(text) > _MAX_VALUE:
        return []
    spaces = [match.start() for match in re.finditer(r"\s(?=[A-ZÅÄÖ\d])(?!\s(?:JA|TAI|SEKÄ)\b)", text)]
    for space in reversed([at for at in spaces if at > content]):
        label = find_label(text[content:space], *ANY_USE)
        value = text[space + 1 :]
        if label is None:
            continue
        if find_label(text[content:space], Use.LABEL) is not None or bears_out(label.field, "", value):
            return [_Split(text[content:space], space + 1, len(text), dashed=True)]
    return []


def _names_organisation(value: str) -> bool:
    """Whether words name at least one organisation."""
    words = value.split("\n")[0]
    first = re.split(r"[,;(]| ja | sekä ", words)[0]
    return bool(find_organisations(words)) or head_of(first) is not None


def _is_organisation(value: str) -> bool:
    """Whether a line is little more than the names of organisations."""
    return len(value) <= _MAX_OWN_LINE and not value.endswith((".", "!", "?")) and _names_organisation(value)
