"""Goals that a page states outright: in a heading, or in a sentence that names the goal's number."""

from __future__ import annotations

from collections.abc import Sequence

from sotenlp.annotation import GoalScore, Sentence
from sotenlp.document import Block, Section
from sotenlp.schema import BlockKind, GoalBasis, SectionRole

CONTENT_ROLES = frozenset(SectionRole) - {
    SectionRole.IDENTITY,
    SectionRole.CONTACT,
    SectionRole.ATTACHMENTS,
}


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


def with_stated(score: GoalScore, goal: int) -> GoalScore:
    """A score whose goal is the stated one; the model's probabilities stay as they are."""
    return GoalScore((goal,), score.scores, GoalBasis.STATED, False)
