"""A document as the measure classifier looks at it: its nouns, their kinds, clauses and places."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from spacy.tokens import Doc as SpacyDoc

from sotenlp.document import Block, Section
from sotenlp.extraction.clauses import Clause, clauses
from sotenlp.extraction.measure_candidates import heads
from sotenlp.extraction.names import QUOTES
from sotenlp.extraction.practice_names import practice_names
from sotenlp.extraction.tables import read_data
from sotenlp.language.sentences import iterate_sentences
from sotenlp.language.view import Doc, Span, view_of
from sotenlp.language.words import Word
from sotenlp.reader.goal_headings import find_goal
from sotenlp.reader.page_kinds import find_heading
from sotenlp.schema import BlockKind

SHARED_STEM = 6
"""Letters that two nouns share at their beginning or end when one may stand for the other."""


@cache
def noun_classes() -> dict[str, str]:
    """Kinds of nouns by noun."""
    return {row["noun"]: row["class"] for row in read_data("noun_classes")}


def noun_class(token: Word) -> tuple[str, bool]:
    """The kind of a noun by its longest known ending, and whether the whole noun is known."""
    return _class_of(token.plain)


@lru_cache(maxsize=20_000)
def _class_of(lemma: str) -> tuple[str, bool]:
    for start in range(max(len(lemma) - 2, 0)):
        found = noun_classes().get(lemma[start:])
        if found is not None and start != 1:
            return found, start == 0
    return "none", False


class SentenceView(NamedTuple):
    """What all nouns of a sentence share.

    Attributes:
        finite: Whether it has a finite verb.
        numbers: Whether it has a number.
        nouns: Indices of its nouns.
        subject: Index of its first noun in the nominative, or its end.
    """

    finite: bool
    numbers: bool
    nouns: tuple[int, ...]
    subject: int


class DocumentView:
    """A document as the measure classifier looks at it.

    Attributes:
        doc: The Doc, with lemmas, sections, blocks, actors, indicators and target groups.
        sentences: Its sentences.
        heads: The possible heads of measures' names, in text order.
        text: Its text.
        page: Its kind of page, "" where that is not known.
        told: What the classifier has seen of a clause, by its first token.
        seen: What it has seen of a word type.
        has_quotes: Whether there are quotation marks.
    """

    def __init__(self, doc: SpacyDoc | Doc, background: Mapping[str, int] | None = None) -> None:
        self.doc = doc = view_of(doc)
        self.background = background or {}
        self.sentences: list[Span] = list(iterate_sentences(doc))
        self.heads = [head for i, sentence in enumerate(self.sentences) for head in heads(i, sentence)]
        self.sections: Sequence[Section] = doc._.sections
        self.blocks: Sequence[Block] = doc._.blocks
        self.text = doc.text
        self.page: str = kind.value if (kind := doc._.metadata.kind) else ""
        self.told: dict[int, Any] = {}
        self.seen: dict[Any, Any] = {}
        self.has_quotes = not QUOTES.isdisjoint(self.text) or any(token.text in QUOTES for token in doc)
        self._clauses: dict[int, list[Clause]] = {}
        self._frames: dict[int, bool] = {}
        self._shared: dict[int, SentenceView] = {}
        self._starts = [block.start for block in self.blocks]
        self._section_starts = [section.start for section in self.sections]
        nouns = [token for token in doc if token.noun]
        self.mentions = Counter(token.plain for token in nouns)
        self.tails = Counter(token.compound[-1].lower() for token in nouns if len(token.compound) > 1)
        self.capitals = Counter(
            token.plain for token in nouns if token.text[0].isupper() and not token.is_sent_start
        )
        self.headed = {
            token.plain
            for block in self.blocks
            if block.kind is BlockKind.HEADING
            for token in doc.char_span(block.start, block.end, alignment_mode="expand") or ()
            if token.noun
        }
        self.titled = {token.plain for token in self.sentences[0]} if self.sentences else set()
        self.known = {
            index for sentence in self.sentences for s, e in practice_names(sentence) for index in range(s, e)
        }
        self.marked = {
            kind: self._tokens_of([(item.start, item.end) for item in items])
            for kind, items in (
                ("actor", [a for a in doc._.actors if not a.generic]),
                ("generic", [a for a in doc._.actors if a.generic]),
                ("indicator", doc._.indicators),
                ("target", doc._.targets),
            )
        }

    def _tokens_of(self, offsets: Sequence[tuple[int, int]]) -> set[int]:
        found: set[int] = set()
        for start, end in offsets:
            span = self.doc.char_span(start, end, alignment_mode="expand")
            found.update(range(span.start, span.end) if span is not None else ())
        return found

    def clauses(self, index: int) -> list[Clause]:
        """The clauses of a sentence."""
        if index not in self._clauses:
            self._clauses[index] = clauses(self.sentences[index])
        return self._clauses[index]

    def shared(self, index: int) -> SentenceView:
        """What all nouns of a sentence share."""
        found = self._shared.get(index)
        if found is None:
            sentence = self.sentences[index]
            nouns = [token for token in sentence if token.noun]
            found = self._shared[index] = SentenceView(
                any(token.finite for token in sentence),
                any(token.like_num for token in sentence),
                tuple(token.i for token in nouns),
                next((token.i for token in nouns if token.case == "Nom"), sentence.end),
            )
        return found

    def block(self, offset: int) -> Block | None:
        """The layout block that a character stands in."""
        index = bisect_right(self._starts, offset) - 1
        return self.blocks[index] if index >= 0 and offset < self.blocks[index].end else None

    def section(self, offset: int) -> Section | None:
        """The section that a character stands in."""
        index = bisect_right(self._section_starts, offset) - 1
        return self.sections[index] if index >= 0 else None

    def is_frame(self, block: Block) -> bool:
        """Whether a block is a heading that every page of its kind has."""
        found = self._frames.get(block.start)
        if found is None:
            words = self.text[block.content : block.end]
            found = find_heading(words) is not None or find_goal(words) is not None
            self._frames[block.start] = found
        return found
