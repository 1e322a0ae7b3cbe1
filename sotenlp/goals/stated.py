"""What a page's layout says of goals: headings that state one, and furniture that has none."""

from __future__ import annotations

from collections.abc import Sequence

from sotenlp.annotation import GoalScore, Sentence
from sotenlp.document import Block, Section
from sotenlp.reader.goal_tables import goals_of_part, read_goal_rows
from sotenlp.reader.page_kinds import find_heading
from sotenlp.schema import BlockKind, GoalBasis, SectionRole

CONTENT_ROLES = frozenset(SectionRole) - {
    SectionRole.IDENTITY,
    SectionRole.CONTACT,
    SectionRole.ATTACHMENTS,
    SectionRole.MEASUREMENT,
}
"""Roles of sections whose sentences are about the goal of the heading that they stand under."""


def stated_goal(sentence: Sentence, sections: Sequence[Section], blocks: Sequence[Block]) -> int | None:
    """The goal that the page states for a sentence by the heading it is or stands under.

    Args:
        sentence: The sentence.
        sections: The document's sections.
        blocks: The document's blocks that overlap the sentence.

    Returns:
        The goal's number, or None where the page states none.
    """
    if not 0 <= sentence.section < len(sections):
        return None
    section = sections[sentence.section]
    if section.goal is None or section.role not in CONTENT_ROLES:
        return None
    if any(block.kind in {BlockKind.LABEL, BlockKind.VALUE} for block in blocks):
        return None
    return section.goal


def is_furniture(sentence: Sentence, sections: Sequence[Section], blocks: Sequence[Block], text: str) -> bool:
    """Whether a sentence is part of a page's frame, which is about no goal.

    Field labels and values are, contact and attachment sections, the page's title, and headings of the
    page template, such as "Tuotokset ja tulokset" or a round of self-assessment.

    Args:
        sentence: The sentence.
        sections: The document's sections.
        blocks: The document's blocks that overlap the sentence.
        text: The document's text.
    """
    if any(block.kind in {BlockKind.LABEL, BlockKind.VALUE} for block in blocks):
        return True
    if not 0 <= sentence.section < len(sections):
        return False
    section = sections[sentence.section]
    if section.role in {SectionRole.CONTACT, SectionRole.ATTACHMENTS}:
        return True
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    if not headings:
        return False
    words = text[headings[0].content : headings[0].end]
    known = find_heading(words)
    if known is not None:
        return known.role is not SectionRole.COSTS  # a heading on costs names a goal, if not all of it
    return section.goal is None and section.level == 1 and sentence.section == 0


def table_goals(text: str, blocks: Sequence[Block]) -> dict[int, tuple[int, ...]]:
    """What tables of goals mark for their rows and for the headings that name a row, by the block's start.

    The head of such a table has no goals: it names them all.

    Args:
        text: The document's text.
        blocks: The document's blocks.
    """
    rows = read_goal_rows(text, blocks)
    found = {blocks[row.block].start: row.goals for row in rows}
    for block in blocks if rows else ():
        if block.kind is BlockKind.HEADING and (goals := goals_of_part(text[block.start : block.end], rows)):
            found[block.start] = goals
    return found


def with_stated(score: GoalScore, *goals: int) -> GoalScore:
    """A score whose goals are the stated ones; the model's probabilities stay as they are."""
    return GoalScore(goals, score.scores, GoalBasis.STATED, False)
