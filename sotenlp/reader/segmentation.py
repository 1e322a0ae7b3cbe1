"""Text to sections and blocks: headings, labels and values, list items, table rows, paragraphs.

Works on the layout alone (lines, empty lines, bullets, numbers) and on the headings of the
page templates; it knows no language model. Every offset points into the text as given.
"""

from __future__ import annotations

from dataclasses import dataclass

from sotenlp.document import Block, Section
from sotenlp.reader.found import Found
from sotenlp.reader.headings import HeadingFinder
from sotenlp.reader.lines import Line, split_lines
from sotenlp.reader.outline import Outline
from sotenlp.schema import BlockKind

_WRAP_WIDTHS = range(45, 140)
_WRAP_SLACK = 35
_MAX_PARAGRAPH_LINES = 100
_PHASE = "phase"
"""The field of the phase of development, whose values are also headings: "Ideointi"."""


@dataclass(slots=True)
class _Draft:
    start: int
    end: int
    kind: BlockKind
    content: int
    field: str = ""
    opens: Found | None = None


def segment(text: str) -> tuple[tuple[Section, ...], tuple[Block, ...]]:
    """The sections and layout blocks of a text.

    Args:
        text: The whole text of a document.

    Returns:
        Sections in text order that cover the text, and the blocks in text order. A text of
        white space alone has one section and no block.

    Example:
        >>> sections, blocks = segment("Perustiedot\\n\\nLuotu\\n1.2.2021\\n")
        >>> [block.kind.value for block in blocks]
        ['heading', 'label', 'value']
    """
    outline = Outline(text)
    blocks: list[Block] = []
    for draft in _drafts(split_lines(text)):
        opens = draft.opens
        labels = draft.kind in (BlockKind.LABEL, BlockKind.VALUE)
        if opens is not None and (not labels or outline.opens_for(draft.kind, opens)):
            outline.open(draft.start, opens)
        section = outline.current
        blocks.append(Block(draft.start, draft.end, draft.kind, section, draft.content, draft.field))
    return outline.close(blocks), tuple(blocks)


def _drafts(lines: list[Line]) -> list[_Draft]:
    finder = HeadingFinder(lines)
    drafts: list[_Draft] = []
    index = 0
    while index < len(lines):
        found = finder.find(index)
        if found is None:
            index = _body(lines, index, finder, drafts)
            continue
        if found.opens_block:
            first = len(drafts)
            index = _body(lines, index, finder, drafts)
            drafts[first].opens = found
            continue
        line = lines[index]
        heading = found.heading
        label = heading is not None and bool(heading.field)
        if found.value_start is None:
            kind = BlockKind.LABEL if label else BlockKind.HEADING
            drafts.append(_Draft(line.start, line.end, kind, line.content, opens=found))
            index += 1
            if label and heading is not None:
                index = _values(lines, index, finder, drafts, heading.field, many=heading.many)
        else:
            field = heading.field if heading is not None else ""
            drafts.append(_Draft(line.start, line.end, BlockKind.VALUE, found.value_start, field, found))
            many = heading is not None and heading.many
            index += 1
            while (
                many and index < len(lines) and _goes_on(lines[index - 1], lines[index], line, finder, index)
            ):
                drafts.append(
                    _Draft(lines[index].start, lines[index].end, BlockKind.VALUE, lines[index].start, field)
                )
                index += 1
    return drafts


def _goes_on(before: Line, line: Line, label: Line, finder: HeadingFinder, index: int) -> bool:
    """Whether a line goes on a value that began beside its label: it hangs below it, or the list is open."""
    if line.gap or line.bullet or line.is_row or finder.find(index) is not None:
        return False
    return line.indent > label.indent or before.text.endswith((",", ";", " ja", " sekä"))


def _values(
    lines: list[Line], index: int, finder: HeadingFinder, drafts: list[_Draft], field: str, *, many: bool
) -> int:
    """Take the value lines of a label; give the index of the line after them."""
    first = True
    listed = many and index < len(lines) and lines[index].bullet
    while index < len(lines) and (finder.template(index) is None or (first and field == _PHASE)):
        line = lines[index]
        if line.is_residue:
            drafts.append(_Draft(line.start, line.end, BlockKind.PARAGRAPH, line.start))
            index += 1
            continue
        if first and not finder.fits(index, field):
            break
        if not first and (not many or (line.gap and not (listed and line.bullet))):
            break
        drafts.append(_Draft(line.start, line.end, BlockKind.VALUE, line.content, field))
        first = False
        index += 1
    return index


def _body(lines: list[Line], index: int, finder: HeadingFinder, drafts: list[_Draft]) -> int:
    """Take one item, row or paragraph; give the index of the line after it."""
    line = lines[index]
    if line.is_row:
        drafts.append(_Draft(line.start, line.end, BlockKind.CELL, line.start))
        return index + 1
    is_item = line.bullet or finder.is_numbered_item(index)
    last = _item_end(lines, index, finder) if is_item else _paragraph_end(lines, index, finder)
    kind = BlockKind.ITEM if is_item else BlockKind.PARAGRAPH
    content = line.content if is_item else line.start
    drafts.append(_Draft(line.start, lines[last].end, kind, content))
    return last + 1


def _item_end(lines: list[Line], index: int, finder: HeadingFinder) -> int:
    """Index of the last line of a list item that starts at `index`."""
    while index + 1 < len(lines) and finder.continues(index + 1):
        following = lines[index + 1]
        if lines[index].is_closed or not following.text[0].islower():
            break
        index += 1
    return index


def _paragraph_end(lines: list[Line], index: int, finder: HeadingFinder) -> int:
    """Index of the last line of a paragraph, which a file may have broken at a line width."""
    last = min(finder.run_end(index), index + _MAX_PARAGRAPH_LINES)
    if last == index:
        return index
    widths = [len(line.text) for line in lines[index:last]]
    if len(widths) > 1 and min(widths) in _WRAP_WIDTHS and max(widths) - min(widths) <= _WRAP_SLACK:
        return last
    while index < last and not lines[index].is_closed and lines[index + 1].text[0].islower():
        index += 1
    return index
