"""The words that tie a target group to a measure: in its sentence, or in what stands above it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import cached_property

from sotenlp.annotation import Measure
from sotenlp.graph.quotes import EvidenceItem, Quotes
from sotenlp.records import MinedDocument
from sotenlp.schema import SectionRole, TargetCode


class TargetQuotes:
    """Where the target groups of one document's measures are named.

    Args:
        document: The document.
        quotes: Its quotable stretches.
    """

    def __init__(self, document: MinedDocument, quotes: Quotes) -> None:
        self._document = document
        self._quotes = quotes
        self._codes: dict[int, set[TargetCode]] = defaultdict(set)
        for target in document.targets:
            self._codes[quotes.sentence_index(target.start, target.end, target.sentence)].add(target.code)
        self._codes.pop(-1, None)
        self._lead_ins = sorted(index for index in self._codes if self._leads_in(index))
        self._headings: dict[int, list[int]] = {}

    def naming(self, mention: Measure, code: TargetCode) -> list[EvidenceItem]:
        """The sentences by which the page ties a target group to a mention of a measure.

        The group is looked for in the mention's sentence, then in the nearest line before it that
        leads in to a list, then in the headings above it, the innermost first, and at last in the
        title and the identity fields of the page.

        Returns:
            The sentence that names the group, and the mention's own beside it; none where no words
            name the group.
        """
        own = self._quotes.sentence_index(mention.start, mention.end, mention.sentence)
        if own < 0:
            return []
        if code in self._codes.get(own, ()):
            return [self._sentence(own)]
        place = next((index for index in self._above(own) if code in self._codes.get(index, ())), None)
        return [] if place is None else [self._sentence(place), self._sentence(own)]

    def _above(self, own: int) -> list[int]:
        """The sentences that what stands in a sentence is under, the nearest first."""
        section = self._document.sentences[own].section
        found = []
        before = bisect_left(self._lead_ins, own)
        if before and self._document.sentences[self._lead_ins[before - 1]].section == section:
            found.append(self._lead_ins[before - 1])
        return [*found, *self._headings_of(section), *self._identity]

    def _headings_of(self, section: int) -> list[int]:
        """The sentences that are the headings of a section and of those around it."""
        if section not in self._headings:
            found = []
            sections = self._document.sections
            level = sections[section].level + 1 if 0 <= section < len(sections) else 0
            for index in range(section, -1, -1):
                if level and sections[index].level < level:
                    level = sections[index].level
                    found += self._heading(index)
            self._headings[section] = found
        return self._headings[section]

    def _heading(self, section: int) -> list[int]:
        part = self._document.sections[section]
        text = self._document.text[part.start : part.end]
        start = part.start + len(text) - len(text.lstrip())
        index = self._quotes.sentence_index(start, start)
        return [index] if part.title and index >= 0 else []

    @cached_property
    def _identity(self) -> list[int]:
        """The title and the sentences of the identity fields that name a target group."""
        sections = self._document.sections
        fields = [
            index
            for index in sorted(self._codes)
            if 0 <= self._document.sentences[index].section < len(sections)
            and sections[self._document.sentences[index].section].role is SectionRole.IDENTITY
        ]
        return [0, *fields]

    def _leads_in(self, index: int) -> bool:
        return self._sentence(index)["quote"].rstrip().endswith(":")

    def _sentence(self, index: int) -> EvidenceItem:
        sentence = self._document.sentences[index]
        return self._quotes.quote(sentence.start, sentence.end)
