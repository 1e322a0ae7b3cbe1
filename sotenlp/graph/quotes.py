"""The sentences and headings of a document that the statements of the graph stand on."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TypedDict

from sotenlp.records import MinedDocument
from sotenlp.schema import SectionRole


class EvidenceItem(TypedDict):
    """One piece of evidence as it stands in the graph: the words ``text[start:end]`` of a document."""

    doc: str
    start: int
    end: int
    quote: str


class Quotes:
    """The quotable stretches of one document.

    Args:
        document: The document.
    """

    def __init__(self, document: MinedDocument) -> None:
        self._document = document
        self._starts = [sentence.start for sentence in document.sentences]

    def quote(self, start: int, end: int) -> EvidenceItem:
        """The evidence of exactly these offsets."""
        return {
            "doc": self._document.id,
            "start": start,
            "end": end,
            "quote": self._document.text[start:end],
        }

    def sentence_index(self, start: int, end: int, hint: int = -1) -> int:
        """Index of the sentence that holds a span, -1 for none.

        Args:
            start: Start of the span.
            end: End of the span.
            hint: Index that the annotation itself gives; used where it fits.
        """
        for index in (hint, bisect_right(self._starts, start) - 1):
            if 0 <= index < len(self._document.sentences):
                sentence = self._document.sentences[index]
                if sentence.start <= start and end <= sentence.end:
                    return index
        return -1

    def around(self, start: int, end: int, hint: int = -1) -> EvidenceItem:
        """The sentence that holds a span; without one, the lines that hold it."""
        index = self.sentence_index(start, end, hint)
        if index >= 0:
            sentence = self._document.sentences[index]
            return self.quote(sentence.start, sentence.end)
        text = self._document.text
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", end)
        last = len(text) if last < 0 else last
        while first < start and text[first].isspace():
            first += 1
        while last > end and text[last - 1].isspace():
            last -= 1
        return self.quote(first, last)

    def is_boilerplate(self, start: int, end: int, hint: int = -1) -> bool:
        """Whether a span stands in a boilerplate sentence."""
        index = self.sentence_index(start, end, hint)
        return index >= 0 and self._document.sentences[index].boilerplate

    def naming(self, *names: str | None) -> EvidenceItem | None:
        """The place where the page first names something, in its identity fields or else anywhere.

        Args:
            names: Names of it; they are looked for as whole words, as written.
        """
        known = "|".join(re.escape(name) for name in names if name)
        if not known:
            return None
        found = [
            match.span() for match in re.finditer(rf"(?<![\w-])(?:{known})(?![\w-])", self._document.text)
        ]
        for section in self._document.sections:
            if section.role is SectionRole.IDENTITY:
                for start, end in found:
                    if section.start <= start and end <= section.end:
                        return self.around(start, end)
        return self.around(*found[0]) if found else None

    def goal_heading(self, section: int, goal: int) -> EvidenceItem | None:
        """The heading that puts a section under a goal: the outermost of those above it that do.

        Args:
            section: Index of the section.
            goal: Number of the goal.
        """
        sections = self._document.sections
        if not 0 <= section < len(sections) or sections[section].goal != goal:
            return None
        best = section
        for index in range(section - 1, -1, -1):
            if sections[index].level < sections[best].level:
                if sections[index].goal != goal:
                    break
                best = index
        if not sections[best].title:
            return None
        start = sections[best].start
        line_end = self._document.text.find("\n", start)
        end = sections[best].end if line_end < 0 else min(line_end, sections[best].end)
        start += len(self._document.text[start:end]) - len(self._document.text[start:end].lstrip())
        end = start + len(self._document.text[start:end].rstrip())
        return self.around(start, end) if end > start else None
