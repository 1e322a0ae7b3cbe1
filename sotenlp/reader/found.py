"""What the reader finds on a line that is a heading."""

from __future__ import annotations

from dataclasses import dataclass

from sotenlp.reader.page_kinds import Heading
from sotenlp.schema import SectionRole


@dataclass(frozen=True, slots=True)
class Found:
    """A heading line and what it says.

    Attributes:
        title: Its words without number and ornaments.
        rank: How deep it nests.
        heading: Its entry in the page templates, or None.
        role: The role that it says itself, or None where it is inherited.
        default: The role where there is none to inherit.
        goal: The goal that it names, or None.
        as_of: The day or period that it names, or None.
        value_start: Start of a value on the same line, or None.
        opens_block: Whether it is the start of a paragraph or list item that goes on.
    """

    title: str
    rank: int
    heading: Heading | None = None
    role: SectionRole | None = None
    default: SectionRole = SectionRole.OTHER
    goal: int | None = None
    as_of: str | None = None
    value_start: int | None = None
    opens_block: bool = False
