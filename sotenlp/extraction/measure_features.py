"""What the measure classifier sees of a noun: the word, its phrase, its clause, its place, its document.

Features are strings that hold ("end:malli") or names with a number. The words themselves count little
beside their kinds, so that what is learned on some pages holds on others: the kind of the head noun
(`data/noun_classes.csv`, `data/measure_heads.csv`), its endings, the kind of the verb, the layout.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from spacy.tokens import Doc as SpacyDoc

from sotenlp.document import Block, Section
from sotenlp.extraction.clauses import Clause, clause_of, clauses
from sotenlp.extraction.grammar import COORDINATORS, feature, is_finite, is_genitive, is_negation, is_noun
from sotenlp.extraction.measure_candidates import Head, heads
from sotenlp.extraction.measure_evidence import head_of, verb_rows
from sotenlp.extraction.names import QUOTES
from sotenlp.extraction.practice_names import practice_names
from sotenlp.extraction.stages import is_past, status_noun, status_words
from sotenlp.extraction.tables import read_data
from sotenlp.extraction.trimming import modifiers
from sotenlp.language.sentences import iterate_sentences
from sotenlp.language.view import Doc, Span, Token, view_of
from sotenlp.reader.goal_headings import find_goal
from sotenlp.reader.page_kinds import find_heading
from sotenlp.schema import BlockKind

Features = dict[str, float]

SHARED_STEM = 6
"""Letters that two nouns share at their beginning or end when one may stand for the other."""


@cache
def noun_classes() -> dict[str, str]:
    """Kinds of nouns by noun."""
    return {row["noun"]: row["class"] for row in read_data("noun_classes")}


def noun_class(token: Token) -> tuple[str, bool]:
    """The kind of a noun by its longest known ending, and whether the whole noun is known."""
    return _class_of(token.lemma_.lower().lstrip("-–"))


@lru_cache(maxsize=20_000)
def _class_of(lemma: str) -> tuple[str, bool]:
    for start in range(max(len(lemma) - 2, 0)):
        found = noun_classes().get(lemma[start:])
        if found is not None and start != 1:
            return found, start == 0
    return "none", False


def plain(token: Token) -> str:
    """The lemma of a token in lower case, without the hyphen that joins it to a name."""
    return token.lemma_.lower().lstrip("-–")


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
    """

    def __init__(self, doc: SpacyDoc | Doc, background: Mapping[str, int] | None = None) -> None:
        self.doc = doc = view_of(doc)
        self.background = background or {}
        self.sentences: list[Span] = list(iterate_sentences(doc))
        self.heads = [head for i, sentence in enumerate(self.sentences) for head in heads(i, sentence)]
        self.sections: Sequence[Section] = doc._.sections
        self.blocks: Sequence[Block] = doc._.blocks
        self.text = doc.text
        self._clauses: dict[int, list[Clause]] = {}
        self._shared: dict[int, SentenceView] = {}
        self._starts = [block.start for block in self.blocks]
        self._section_starts = [section.start for section in self.sections]
        nouns = [token for token in doc if is_noun(token)]
        self.mentions = Counter(plain(token) for token in nouns)
        self.tails = Counter(token._.compound[-1].lower() for token in nouns if len(token._.compound) > 1)
        self.capitals = Counter(
            plain(token) for token in nouns if token.text[0].isupper() and not token.is_sent_start
        )
        self.headed = {
            plain(token)
            for block in self.blocks
            if block.kind is BlockKind.HEADING
            for token in doc.char_span(block.start, block.end, alignment_mode="expand") or ()
            if is_noun(token)
        }
        self.titled = {plain(token) for token in self.sentences[0]} if self.sentences else set()
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
            nouns = [token for token in sentence if is_noun(token)]
            found = self._shared[index] = SentenceView(
                any(map(is_finite, sentence)),
                any(token.like_num for token in sentence),
                tuple(token.i for token in nouns),
                next((token.i for token in nouns if feature(token, "Case") == "Nom"), sentence.end),
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
        words = self.text[block.content : block.end]
        return find_heading(words) is not None or find_goal(words) is not None


def head_features(view: DocumentView, head: Head) -> Features:
    """The features of one possible head."""
    sentence = view.sentences[head.sentence]
    clause = clause_of(view.clauses(head.sentence), head.index)
    named = set(_word(view, head))
    named.update(_phrase(view, head, sentence))
    named.update(_clause(view, head, sentence, clause))
    named.update(_place(view, head, sentence))
    return dict.fromkeys(named, 1.0)


def _word(view: DocumentView, head: Head) -> Iterator[str]:
    token = view.doc[head.index]
    lemma, parts = plain(token), token._.compound
    kind, whole = noun_class(token)
    row = head_of(token)
    shape = "compound" if len(parts) > 1 else "simple"
    yield f"lemma:{lemma}"
    yield f"last:{parts[-1].lower() if parts else lemma}"
    yield f"class:{kind}"
    yield f"class:{kind}:{'whole' if whole else shape}"
    yield f"row:{row['kind'] if row else 'none'}"
    if row:
        yield f"row:{row['kind']}:{round(float(row['weight']) * 10) if row['weight'] else 0}"
        yield f"row:{row['head']}"
    yield f"shape:{shape}"
    if len(parts) > 1:
        yield f"first:{parts[0].lower()}"
        if len(parts) > 2:
            yield "shape:long"
    for length in (2, 3, 4, 5):
        if len(lemma) > length:
            yield f"end:{lemma[-length:]}"
    yield f"pos:{token.pos_}"
    case = feature(token, "Case")
    yield f"case:{case}"
    yield f"case:{case}:{kind}"
    yield f"number:{feature(token, 'Number')}"
    yield f"number:{feature(token, 'Number')}:{kind}"
    if "-" in token.text[1:-1]:
        yield "hyphen"
    if token.text[0] in "-–" and len(token.text) > 1:
        yield "hyphen:joined"
    if token.text.isupper() and len(token.text) > 1:
        yield "capitals"
    elif token.text[:1].isupper():
        yield "capital:first" if token.is_sent_start else "capital:inside"
    if ":" in token.text:
        yield "colon"
    count = view.mentions[lemma]
    yield f"mentions:{min(count, 4)}:{shape}"
    if count > 1 and kind != "none":
        yield f"repeated:{kind}"
    if shape == "simple" and view.tails[lemma]:
        yield f"tail:{kind}"
    if view.capitals[lemma]:
        yield "elsewhere:capital"
    seen = view.background.get(lemma, 0)
    rarity = "new" if not seen else "rare" if seen < 3 else "known" if seen < 12 else "common"
    capital = "capital" if token.text[:1].isupper() and not token.is_sent_start else "small"
    yield f"rarity:{rarity}"
    yield f"rarity:{rarity}:{min(count, 4)}"
    yield f"rarity:{rarity}:{shape}:{capital}"
    yield f"rarity:{rarity}:{token.pos_}:{case}"
    yield f"rarity:{rarity}:{kind}"
    if lemma in view.headed:
        yield "elsewhere:heading"
    if lemma in view.titled:
        yield "elsewhere:title"
    if head.index in view.known:
        yield "practice"
    for name, tokens in view.marked.items():
        if head.index in tokens:
            yield f"in:{name}"


def _phrase(view: DocumentView, head: Head, sentence: Span) -> Iterator[str]:
    doc, phrase = view.doc, head.phrase
    kind, _ = noun_class(doc[head.index])
    shape = "".join(
        letter
        for letter, holds in (
            ("g", phrase.genitives),
            ("a", phrase.attributes),
            ("n", phrase.named),
            ("q", any(token.text in QUOTES for token in phrase.span(doc))),
        )
        if holds
    )
    bare = not shape and len(doc[head.index]._.compound) < 2
    yield f"modified:{shape or ('bare' if bare else 'compound')}"
    yield f"modified:{'yes' if shape else 'bare' if bare else 'compound'}:{kind}"
    for index in phrase.genitives:
        yield f"genitive:{noun_class(doc[index])[0]}"
        if index in view.marked["target"]:
            yield "genitive:target"
        if index in view.marked["actor"]:
            yield "genitive:actor"
    for index in range(phrase.start, head.index):
        word = modifiers().get(plain(doc[index]))
        if word:
            yield f"modifier:{word}"
            yield f"modifier:{plain(doc[index])}"
    for index in phrase.attributes:
        yield f"attribute:{plain(doc[index])}"
        if feature(doc[index], "VerbForm") == "Part":
            yield f"participle:{'past' if is_past(doc[index]) else 'present'}"
    yield from _neighbours(doc, sentence, phrase.start, max(phrase.end, head.index + 1))


def _neighbours(doc: Doc, sentence: Span, start: int, end: int) -> Iterator[str]:
    """What stands right before and after a phrase."""
    for name, index in (("before", start - 1), ("before2", start - 2), ("after", end), ("after2", end + 1)):
        if not sentence.start <= index < sentence.end:
            yield f"{name}:edge"
            continue
        token = doc[index]
        yield f"{name}:{token.pos_}"
        if not is_noun(token) or name == "after":
            yield f"{name}:{plain(token)}"
        if is_noun(token):
            yield f"{name}:{noun_class(token)[0]}"
            yield f"{name}:{token.pos_}:{feature(token, 'Case')}"
        if token.text[:1].isupper() and index > sentence.start:
            yield f"{name}:capital"
    if start > sentence.start and doc[start - 1].lower_ in COORDINATORS | {","}:
        yield "coordinated:left"
    if end < sentence.end and doc[end].lower_ in COORDINATORS | {","}:
        yield "coordinated:right"
    if is_genitive(doc[end - 1]) and end < sentence.end and is_noun(doc[end]):
        stage = status_noun(doc[end].lemma_)
        yield f"embedded:{stage['past'] if stage else noun_class(doc[end])[0]}"


def _clause(view: DocumentView, head: Head, sentence: Span, clause: Clause) -> Iterator[str]:
    doc = view.doc
    token = doc[head.index]
    case, kind = feature(token, "Case") or "none", noun_class(token)[0]
    if not clause.predicates:
        yield "verbless"
        yield f"verbless:{kind}"
        yield f"verbless:{case}"
    stages = set()
    for index in range(clause.start, clause.end):
        word = doc[index]
        for row in status_words()["word"].get(word.lower_, ()):
            stages.add(f"word:{row['past']}")
        if word.pos_ not in {"VERB", "AUX"} or head.phrase.start <= index < head.phrase.end:
            continue
        side = "after" if index > head.index else "before"
        voice = "passive" if feature(word, "Voice") == "Pass" else "active"
        yield f"verb:{plain(word)}"
        yield f"verb:{plain(word)}:{case}"
        yield f"verb:{voice}:{case}:{side}"
        if feature(word, "Person") in {"1"}:
            yield f"verb:we:{case}"
        rows = status_words()["verb"].get(word.lemma_, ())
        if rows or word.lemma_ in verb_rows():
            stage = rows[0]["past"] if rows else "other"
            yield f"stage:{stage}:{case}:{side}"
            yield f"stage:{voice}:{'past' if is_past(word) else 'present'}:{case}"
            yield f"stage:{case}:{kind}"
            stages.add(f"verb:{stage}")
        elif word.lemma_ != "olla" and not is_negation(word):
            yield f"plain:{case}:{side}"
    for stage in stages:
        yield f"told:{stage}"
        yield f"told:{stage}:{case}"
    if stages:
        yield f"told:{kind}"
    if clause.relative:
        yield "relative"
    if any(is_negation(doc[i]) for i in range(clause.start, clause.end)):
        yield f"negated:{case}"


def _place(view: DocumentView, head: Head, sentence: Span) -> Iterator[str]:
    doc, phrase = view.doc, head.phrase
    kind, _ = noun_class(doc[head.index])
    block = view.block(doc[head.index].idx)
    section = view.section(doc[head.index].idx)
    page = doc._.metadata.kind
    opens = phrase.start <= sentence.start + 1
    closes = max(phrase.end, head.index + 1) >= sentence.end - 1
    edge = ("opens" if opens else "") + ("closes" if closes else "")
    shared = view.shared(head.sentence)
    finite = shared.finite
    yield f"edge:{edge or 'inside'}:{'sentence' if finite else 'line'}"
    yield f"edge:{edge or 'inside'}:{feature(doc[head.index], 'Case')}:{'sentence' if finite else 'line'}"
    if block is not None:
        yield f"block:{block.kind.value}"
        yield f"block:{block.kind.value}:{edge or 'inside'}"
        yield f"block:{block.kind.value}:{kind}"
        if block.field:
            yield f"field:{block.field}"
            yield f"field:{block.field}:{page.value if page else ''}"
        if block.kind is BlockKind.HEADING and view.is_frame(block):
            yield "frame"
    if section is not None:
        yield f"role:{section.role.value}"
        yield f"role:{section.role.value}:{kind}"
        yield f"role:{section.role.value}:{'sentence' if finite else 'line'}:{edge or 'inside'}"
        if section.goal:
            yield "goal"
    yield f"page:{page.value if page else 'none'}"
    if head.sentence == 0:
        yield f"title:{page.value if page else 'none'}"
    if len(sentence) < 8:
        yield "short"
    if shared.numbers:
        yield f"numbers:{feature(doc[head.index], 'Case')}"
        if phrase.start > sentence.start and doc[phrase.start - 1].like_num:
            yield f"counted:{feature(doc[head.index], 'Case')}"
    order = bisect_left(shared.nouns, head.index)
    yield f"order:{min(order, 3)}:{feature(doc[head.index], 'Case')}"
    if feature(doc[head.index], "Case") == "Nom" and shared.subject >= head.index:
        yield f"subject:{kind}"
        yield f"subject:{'sentence' if finite else 'line'}"
    if section is not None:
        yield from _under(section.title)


@lru_cache(maxsize=1000)
def _under(title: str) -> tuple[str, ...]:
    return tuple(f"under:{word.strip('.,:;()?!')}" for word in title.lower().split()[:6])
