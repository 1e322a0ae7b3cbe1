"""The tree of headings: levels, and what a section inherits from the headings around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sotenlp.document import Block, Section
from sotenlp.reader.found import Found
from sotenlp.reader.goal_headings import find_goal, find_stated_goal
from sotenlp.reader.page_kinds import RANK_GOAL, RANK_PART, RANK_REPORT, RANK_TITLE, guess_kind
from sotenlp.reader.periods import is_date_line, parse_day, parse_period
from sotenlp.schema import BlockKind, PageKind, SectionRole

_COVER_BLOCKS = 30
_COVER_NODES = 2
_STATED_PERIOD = re.compile(
    r"^\s*(?:arviointi|tarkastelu|raportointi|seuranta)(?:jakso|kausi|aika)\s+(?:(?:on|oli)\s+)?(?P<period>[^\n]{4,60})",
    re.IGNORECASE | re.MULTILINE,
)
_NOT_INHERITED = frozenset({SectionRole.IDENTITY, SectionRole.CONTACT, SectionRole.ATTACHMENTS})
"""Roles of a page's frame: a heading of its own that stands below such a part is not of it."""

_AFTER_AIMS = frozenset(
    {SectionRole.BACKGROUND, SectionRole.EFFECTS, SectionRole.NEEDS, SectionRole.OUTCOMES}
)
_OF_AIMS = re.compile(r"tavoit|odot|suunnit|toivo|pyri|halu|vaikuttavuu|laatu")

_YIELDING = frozenset(
    {
        SectionRole.BACKGROUND,
        SectionRole.NEEDS,
        SectionRole.ACTIVITIES,
        SectionRole.CONDITIONS,
        SectionRole.CONTINUATION,
        SectionRole.COSTS,
        SectionRole.OTHER,
    }
)
"""Roles that give way to the one that a heading below speaks for itself."""


@dataclass(slots=True)
class _Node:
    start: int
    level: int
    found: Found | None
    parent: int | None
    goal: int | None = None


class Outline:
    """Collects the sections of one text in text order.

    Args:
        text: The whole text.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._nodes: list[_Node] = []
        self._open: list[int] = []

    @property
    def current(self) -> int:
        """Index of the section that the next block belongs to."""
        if not self._nodes:
            self._nodes.append(_Node(0, 0, None, None))
        return len(self._nodes) - 1

    def opens_for(self, kind: BlockKind, found: Found) -> bool:
        """Whether a label or value begins a section: not of the open role, nor on a report's cover."""
        current = self._nodes[self._open[-1]].found if self._open else None
        if current is None:
            return found.role is not None
        on_cover = (
            kind is BlockKind.VALUE and current.rank == RANK_REPORT and len(self._nodes) <= _COVER_NODES
        )
        return not on_cover and found.role is not current.role

    def open(self, start: int, found: Found) -> None:
        """Begin a section at a heading; the title's section covers what stands before it."""
        found = self._in_series(found)
        while self._open and self._rank(self._open[-1]) >= found.rank:
            self._open.pop()
        parent = self._open[-1] if self._open else None
        self._nodes.append(_Node(start, len(self._open) + 1, found, parent, found.goal))
        self._open.append(len(self._nodes) - 1)

    def close(self, blocks: Sequence[Block]) -> tuple[Section, ...]:
        """The finished sections."""
        if not self._nodes:
            self._nodes.append(_Node(0, 0, None, None))
        self._nodes[0].start = 0
        self._state_goals(blocks)
        dated = self._report_day(blocks)
        reported = self._reporting_period(blocks)
        sections: list[Section] = []
        ends = [node.start for node in self._nodes[1:]] + [len(self._text)]
        for index, (node, end) in enumerate(zip(self._nodes, ends, strict=True)):
            parent = sections[node.parent] if node.parent is not None else None
            section = self._section(node, end, parent)
            if index == 0 and dated is not None and section.as_of is None:
                section = replace(section, as_of=dated)
            if reported is not None and section.as_of is None:
                section = replace(section, as_of=reported)
            sections.append(section)
        return tuple(sections)

    def _in_series(self, found: Found) -> Found:
        """A heading about costs as that of the fifth goal, where it goes on a series of goals."""
        if found.heading is None or found.role is not SectionRole.COSTS or find_goal(found.title, 5) != 5:
            return found
        goals = {self._nodes[index].goal for index in self._open if self._rank(index) == RANK_GOAL}
        if not goals or 5 in goals:
            return found
        return Found(found.title, RANK_GOAL, default=SectionRole.OUTCOMES, goal=5)

    def _rank(self, index: int) -> int:
        found = self._nodes[index].found
        return RANK_TITLE if found is None else found.rank

    def _section(self, node: _Node, end: int, parent: Section | None) -> Section:
        found = node.found
        if found is None:
            return Section(node.start, end, 0, "", SectionRole.IDENTITY)
        role = found.role
        if role is None:
            inherits = parent is not None and parent.role not in _NOT_INHERITED
            if parent is not None and parent.role in _YIELDING and found.default is not SectionRole.OTHER:
                inherits = False
            if parent is not None and parent.role is SectionRole.AIMS and _leaves_aims(found):
                inherits = False
            role = parent.role if inherits and parent is not None else found.default
        goal = node.goal if node.goal is not None or parent is None else parent.goal
        as_of = found.as_of if found.as_of is not None or parent is None else parent.as_of
        return Section(node.start, end, node.level, found.title, role, goal, as_of)

    def _state_goals(self, blocks: Sequence[Block]) -> None:
        """Set the goal of a part whose text says what its main goal is."""
        for block in blocks:
            if block.kind is not BlockKind.PARAGRAPH:
                continue
            index: int | None = block.section
            while index is not None and self._rank(index) != RANK_PART:
                index = self._nodes[index].parent
            if index is None or self._nodes[index].goal is not None:
                continue
            self._nodes[index].goal = find_stated_goal(self._text[block.start : block.end])

    def _reporting_period(self, blocks: Sequence[Block]) -> str | None:
        """The period that a report says to cover, for all that is not dated otherwise."""
        return next(
            (
                period
                for block in blocks
                if block.field == "reporting_period"
                and (period := parse_period(self._text[block.content : block.end]))
            ),
            self._stated_period(blocks),
        )

    def _stated_period(self, blocks: Sequence[Block]) -> str | None:
        """The period that a report's first lines state without a colon: "Tarkastelujakso 1.3.–30.9.2021"."""
        for block in blocks[:_COVER_BLOCKS]:
            if block.kind is BlockKind.PARAGRAPH:
                stated = _STATED_PERIOD.search(self._text, block.start, block.end)
                period = parse_period(stated["period"]) if stated is not None else None
                if period is not None and "/" in period:
                    return period
        return None

    def _report_day(self, blocks: Sequence[Block]) -> str | None:
        """The day on the cover of a self-assessment, before its first prose."""
        titles = [node.found.title for node in self._nodes if node.found is not None]
        if guess_kind(titles) is not PageKind.OMA_ARVIOINTI:
            return None
        for block in blocks[:8]:
            words = self._text[block.start : block.end]
            if is_date_line(words):
                return parse_day(words)
            if words.endswith("."):
                return None
        return None


def _leaves_aims(found: Found) -> bool:
    """Whether a heading below the aims opens another part: what was reached is no aim."""
    return found.default in _AFTER_AIMS and found.goal is None and not _OF_AIMS.search(found.title.casefold())
