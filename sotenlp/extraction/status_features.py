"""What the status classifier sees of a measure: what the rules read, its clause, its place, its page.

Features are strings that hold. Words are seen by the kinds that `data/status_words.csv` gives them, by
tense, voice and mood, and only verbs and adverbs by themselves too, so that what is learned on some
pages holds on others.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from sotenlp.document import Block, Section
from sotenlp.extraction.clauses import Clause, clause_of, clauses
from sotenlp.extraction.grammar import feature
from sotenlp.extraction.measure_evidence import head_of
from sotenlp.extraction.noun_phrases import NounPhrase
from sotenlp.extraction.stages import STAGES, is_past, status_words
from sotenlp.extraction.status import Statement
from sotenlp.language.view import Doc, Span, Token
from sotenlp.schema import BlockKind, PageKind, SectionRole, Status

TOLD_BY = frozenset({"verb", "noun", "word", "use", "effect"})
WORDS = frozenset({"ADV", "PART", "ADJ", "DET", "PRON", "NOUN", "SCONJ", "ADP"})
"""Parts of speech whose words are seen by themselves."""
STEM = 6
"""Letters of a name's first word by which mentions of one thing are known in any inflection."""
SCOPE = 5
"""How many sentences after a name may tell of it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A measure's name with what the rules read of it.

    Attributes:
        phrase: The phrase that names it.
        sentence: Index of its sentence.
        statement: What its clause states.
    """

    phrase: NounPhrase
    sentence: int
    statement: Statement


class StatusView:
    """A document as the status classifier looks at it.

    Attributes:
        doc: The Doc, with lemmas, sections, blocks and indicators.
        sentences: Its sentences.
    """

    def __init__(self, doc: Doc, sentences: Sequence[Span]) -> None:
        self.doc = doc
        self.sentences = sentences
        self._blocks: Sequence[Block] = doc._.blocks
        self._sections: Sequence[Section] = doc._.sections
        self._block_starts = [block.start for block in self._blocks]
        self._section_starts = [section.start for section in self._sections]
        self._figures = sorted(indicator.start for indicator in doc._.indicators)
        self._clauses: dict[int, list[Clause]] = {}
        self._told: dict[int, tuple[str, ...]] = {}
        self._titles: dict[int, tuple[str, ...]] = {}
        kind = doc._.metadata.kind
        self.page = f"page:{kind.value if isinstance(kind, PageKind) else 'none'}"

    def clauses(self, index: int) -> list[Clause]:
        """The clauses of a sentence."""
        if index not in self._clauses:
            self._clauses[index] = clauses(self.sentences[index])
        return self._clauses[index]

    def told(self, index: int) -> tuple[str, ...]:
        """The stages that the words of a sentence tell of anything."""
        if not 0 <= index < len(self.sentences):
            return ()
        if index not in self._told:
            stages = {stage for token in self.sentences[index] for stage in told_by(token)}
            self._told[index] = tuple(sorted(stages))
        return self._told[index]

    def block(self, offset: int) -> Block | None:
        """The layout block at an offset."""
        index = bisect_right(self._block_starts, offset) - 1
        return self._blocks[index] if index >= 0 and offset < self._blocks[index].end else None

    def section(self, offset: int) -> Section | None:
        """The section at an offset."""
        index = bisect_right(self._section_starts, offset) - 1
        return self._sections[index] if index >= 0 else None

    def section_number(self, index: int) -> int:
        """The number of the section of a sentence."""
        return bisect_right(self._section_starts, self.sentences[index].start_char)

    def title(self, section: Section) -> tuple[str, ...]:
        """The stages that the words of a section's title tell."""
        if section.start not in self._titles:
            end = section.start + len(section.title)
            span = self.doc.char_span(section.start, end, alignment_mode="expand") if section.title else None
            self._titles[section.start] = tuple({stage for token in span or () for stage in told_by(token)})
        return self._titles[section.start]

    def figures(self, start: int, end: int) -> int:
        """How many indicators begin in a stretch of text."""
        return bisect_right(self._figures, end - 1) - bisect_right(self._figures, start - 1)


def told_by(token: Token) -> Iterator[str]:
    """The stages that a word by itself may tell, with the kind of the word."""
    return iter(_told_by(token.lower_, token.lemma_lower, token.pos_, is_past(token)))


@lru_cache(maxsize=50_000)
def _told_by(lower: str, lemma: str, pos: str, past: bool) -> tuple[str, ...]:
    table, found = status_words(), []
    for kind in TOLD_BY:
        if kind in {"verb", "use", "effect"} and pos not in {"VERB", "AUX"}:
            continue
        rows = table[kind].get(lemma, ()) or (table[kind].get(lower, ()) if kind == "word" else ())
        if kind == "noun" and not rows:
            tails = (lemma[i:] for i in range(3, len(lemma) - 4))
            rows = next((table["noun"][tail] for tail in tails if tail in table["noun"]), ())
        if rows:
            tense = "past" if past else "present"
            found.append(f"{kind}:{rows[0]['past' if past else 'present']}:{tense}")
    if lemma.startswith(("pilot", "kokeilu")) and pos == "NOUN":
        found.append("pilot")
    return tuple(sorted(found))


def status_features(view: StatusView, mentions: Sequence[Mention]) -> list[set[str]]:
    """The features of each measure of a document by itself and beside what the rules read of the others.

    Args:
        view: The document.
        mentions: Its measures, in text order.
    """
    own = [_own(view, mention) | _place(view, mention) for mention in mentions]
    for features, scope in zip(own, _scopes(view, mentions), strict=True):
        features.update(scope)
    stages = [mention.statement.status for mention in mentions]
    near = near_features(view, mentions, stages, "read")
    return [features | others for features, others in zip(own, near, strict=True)]


def near_features(
    view: StatusView, mentions: Sequence[Mention], stages: Sequence[Status], label: str
) -> list[set[str]]:
    """What the stages of the others tell of each measure of a document.

    Args:
        view: The document.
        mentions: Its measures, in text order.
        stages: The stage of each, as far as known.
        label: Opens the names of the features.
    """
    doc = view.doc
    keys: dict[str, list[str]] = {
        "name": [_key(doc, mention) for mention in mentions],
        "head": [doc.words[mention.phrase.head].lemma_lower for mention in mentions],
        "stem": [doc.words[mention.phrase.start].lemma_lower.lstrip("-–")[:STEM] for mention in mentions],
        "beside": [str(mention.sentence) for mention in mentions],
        "section": [str(view.section_number(mention.sentence)) for mention in mentions],
    }
    groups = {kind: _group(names, stages) for kind, names in keys.items()}
    page = Counter(stages)
    told = max(sum(page.values()) - page[Status.UNSPECIFIED], 1)
    general = {f"{label}:page:{stage.value}" for stage, n in page.items() if n / told > 0.2}
    found = []
    for i, stage in enumerate(stages):
        features = set(general)
        for kind, names in keys.items():
            rest = groups[kind][names[i]] - Counter([stage])
            others = [other for other in rest if other is not Status.UNSPECIFIED]
            features.update(f"{label}:{kind}:{other.value}" for other in others)
            if others and kind != "section":
                features.add(f"{label}:{kind}:furthest:{max(others, key=STAGES.index).value}")
        for step, word in ((-1, "previous"), (1, "next")):
            if 0 <= i + step < len(stages):
                features.add(f"{label}:{word}:{stages[i + step].value}")
        found.append(features)
    return found


def _scopes(view: StatusView, mentions: Sequence[Mention]) -> list[set[str]]:
    """What the sentences after each measure tell, up to the next one or the end of its section."""
    found = []
    places = sorted({mention.sentence for mention in mentions})
    following = dict(pairwise(places))
    for mention in mentions:
        section = view.section_number(mention.sentence)
        end = min(following.get(mention.sentence, len(view.sentences)), mention.sentence + 1 + SCOPE)
        features: set[str] = set()
        for index in range(mention.sentence + 1, end):
            if view.section_number(index) != section:
                break
            features.update(f"scope:{told}" for told in view.told(index))
            features.add("scope")
        found.append(features)
    return found


def _group(keys: Sequence[str], stages: Sequence[Status]) -> dict[str, Counter[Status]]:
    groups: dict[str, Counter[Status]] = {}
    for key, stage in zip(keys, stages, strict=True):
        groups.setdefault(key, Counter())[stage] += 1
    return groups


def _key(doc: Doc, mention: Mention) -> str:
    return " ".join(token.lemma_lower for token in doc[mention.phrase.start : mention.phrase.end])


def _own(view: StatusView, mention: Mention) -> set[str]:
    """What the rules read, and what stands in the clause and the sentence."""
    doc, phrase, said = view.doc, mention.phrase, mention.statement
    sentence = view.sentences[mention.sentence]
    parts = view.clauses(mention.sentence)
    clause = clause_of(parts, phrase.head)
    head = doc.words[phrase.head]
    how = "word" if said.word >= 0 else "place"
    found = {
        "all",
        f"rule:{said.status.value}",
        f"rule:{said.status.value}:{how}",
        f"modality:{said.modality}",
        f"force:{said.force.value}",
        f"case:{feature(head, 'Case')}",
        f"number:{feature(head, 'Number')}",
    }
    row = head_of(head)
    found.add(f"kind:{row['kind'] if row else 'none'}")
    if said.held:
        found.add("held")
    if said.word >= 0:
        found.add(f"by:{doc.words[said.word].lemma_lower}")
    predicates = [doc.words[index] for index in clause.predicates]
    found.update(_verbs(predicates, head.case))
    for token in sentence:
        if phrase.start <= token.i < phrase.end:
            found.update(f"inside:{told}" for told in told_by(token))
            continue
        near = clause.start <= token.i < clause.end
        where = "clause" if near else "sentence"
        found.update(f"{where}:{told}" for told in told_by(token))
        if token.pos_ in WORDS and near and not token.is_digit:
            found.add(f"word:{token.lemma_lower}")
        if token.is_digit and len(token) == 4 and token.text.startswith("20"):
            found.add("year")
        elif token.pos_ == "NUM" or token.is_digit:
            found.add("number:sentence")
            if near:
                found.add("number:clause")
    if phrase.end < sentence.end:
        following = doc.words[phrase.end]
        found.add(f"next:{following.pos_}")
        if head.case == "Gen" and following.pos_ in {"NOUN", "ADP"}:
            found.add(f"of:{following.lemma_lower}")
            found.update(f"of:{told}" for told in told_by(following))
    if phrase.start > sentence.start:
        found.add(f"before:{doc.words[phrase.start - 1].pos_}")
        found.update(f"before:{told}" for told in told_by(doc.words[phrase.start - 1]))
    found.update(f"earlier:{told}" for told in view.told(mention.sentence - 1))
    found.update(f"later:{told}" for told in view.told(mention.sentence + 1))
    return found


def _verbs(predicates: Sequence[Token], case: str) -> Iterator[str]:
    """The verbs of a clause and how they are used."""
    if not predicates:
        yield "tense:none"
    past = any(is_past(token) for token in predicates)
    tense = "past" if past else "present"
    if predicates:
        yield f"tense:{tense}"
        yield f"tense:{tense}:{case}"
    for token in predicates:
        yield f"verb:{token.lemma_lower}"
        yield f"verb:{token.lemma_lower}:{tense}"
        yield f"voice:{feature(token, 'Voice')}:{tense}"
        yield f"mood:{feature(token, 'Mood')}"


def _place(view: StatusView, mention: Mention) -> set[str]:
    """Layout, section and page."""
    start = view.sentences[mention.sentence].start_char
    end = view.sentences[mention.sentence].end_char
    block, section = view.block(start), view.section(start)
    layout = block.kind.value if block is not None else "none"
    role = section.role if section is not None else SectionRole.OTHER
    said = mention.statement
    silent = "silent" if said.status is Status.UNSPECIFIED else "told"
    tense = any(clause.predicates for clause in view.clauses(mention.sentence))
    found = {
        view.page,
        f"layout:{layout}",
        f"role:{role.value}",
        f"role:{role.value}:{silent}",
        f"role:{role.value}:{'clause' if tense else 'line'}",
        f"role:{role.value}:{view.page}",
        f"figures:{min(view.figures(start, end), 3)}",
    }
    if mention.sentence == 0 or (block is not None and block.kind is BlockKind.HEADING):
        found.add("title" if mention.sentence == 0 else "heading")
    if section is not None:
        found.add("dated" if section.as_of else "undated")
        found.update(f"title:{told}" for told in view.title(section))
        found.update(f"title:{word}" for word in _words(section.title))
    return found


@lru_cache(maxsize=1000)
def _words(title: str) -> tuple[str, ...]:
    return tuple(word[:6] for word in title.lower().split() if len(word) > 4 and word.isalpha())
