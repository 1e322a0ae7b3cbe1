"""Measures (toimenpiteet, toimintamallit, käytännöt) named in a document.

A candidate is a noun phrase whose head is a noun for concrete practices (`data/measure_heads.csv`)
or that the vocabulary of practices knows. Evidence for and against it (`data/measure_evidence.csv`)
adds up to its confidence; the best candidate of overlapping ones is kept where it reaches the
threshold. The outer phrase wins over the ones inside it unless its head only tells a stage
("X:n käyttöönotto") or says nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from sotenlp.annotation import Measure
from sotenlp.document import Block, Section
from sotenlp.extraction.clauses import Clause, clause_of, clauses
from sotenlp.extraction.naming import measure_name
from sotenlp.extraction.noun_phrases import NounPhrase, candidate_phrases, feature, is_participle
from sotenlp.extraction.status import Statement, read_status, status_noun, status_words
from sotenlp.extraction.tables import Row, read_data
from sotenlp.language.sentences import build_sentences, iterate_sentences
from sotenlp.schema import BlockKind, SectionRole, Status

THRESHOLD = 0.5

_ROLE_FEATURES = {
    SectionRole.BACKGROUND: "background",
    SectionRole.NEEDS: "background",
    SectionRole.PRIOR_SOLUTIONS: "background",
    SectionRole.MEASUREMENT: "measurement",
    SectionRole.CONDITIONS: "measurement",
    SectionRole.EVALUATION: "measurement",
    SectionRole.OUTCOMES: "report",
    SectionRole.EFFECTS: "report",
    SectionRole.AIMS: "aims",
    SectionRole.PLANNED_RESULTS: "aims",
    SectionRole.ACTIVITIES: "actions",
    SectionRole.CONTINUATION: "actions",
    SectionRole.CONTACT: "contact",
    SectionRole.ATTACHMENTS: "contact",
}
_SHORT = frozenset({BlockKind.HEADING, BlockKind.ITEM, BlockKind.CELL})
_PLACE_CASES = frozenset({"Ine", "Ela", "Ade", "Abl", "Ill", "All"})
_NEEDS = frozenset({"tarve", "tarvita", "haaste", "ongelma", "puute", "puuttua", "tarvitseva"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A noun phrase that may name a measure.

    Attributes:
        phrase: The phrase, trimmed to what names the measure.
        kind: Kind of its head noun.
        score: Sum of the evidence.
        statement: What its clause states of it.
        sentence: Index of its sentence.
    """

    phrase: NounPhrase
    kind: str
    score: float
    statement: Statement
    sentence: int


@cache
def head_rows() -> dict[str, Row]:
    """Rows of `measure_heads.csv` by head."""
    return {row["head"]: row for row in read_data("measure_heads")}


@cache
def evidence() -> dict[str, float]:
    """Weights of the evidence by feature."""
    return {row["feature"]: float(row["weight"]) for row in read_data("measure_evidence")}


@cache
def modifiers() -> dict[str, str]:
    """Kinds of words that are no part of a name, by lemma."""
    return {row["lemma"]: row["kind"] for row in read_data("measure_modifiers")}


def head_of(token: Token) -> Row | None:
    """The row of the longest head noun that ends a token's lemma, or None."""
    lemma = token.lemma_.lower().lstrip("-–")
    heads = head_rows()
    for start in range(len(lemma) - 2):
        if start in {0} or start > 1:
            row = heads.get(lemma[start:])
            if row is not None:
                return row
    return None


def find_measures(doc: Doc) -> tuple[Measure, ...]:
    """The measures of a Doc that has lemmas, sections and blocks, in text order."""
    finder = _Finder(doc)
    return finder.run()


class _Finder:
    """Looks for measures in one document."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.sections: Sequence[Section] = doc._.sections
        self.blocks: Sequence[Block] = doc._.blocks
        self.sentences = list(iterate_sentences(doc))
        self.annotations = build_sentences(doc)
        self.lemmas = Counter(token.lemma_.lower() for token in doc if token.pos_ in {"NOUN", "PROPN"})

    def run(self) -> tuple[Measure, ...]:
        found: list[Measure] = []
        for index, sentence in enumerate(self.sentences):
            for candidate in self._sentence(index, sentence):
                found.append(self._measure(candidate))
        return tuple(_share_status(found))

    def _sentence(self, index: int, sentence: Span) -> Iterator[Candidate]:
        block = self._block(sentence.start_char)
        if block is not None and (
            block.kind is BlockKind.LABEL
            or (block.kind is BlockKind.VALUE and block.field not in {"", "description", "summary"})
        ):
            return
        parts = clauses(sentence)
        taken: list[Candidate] = []
        phrases = sorted(candidate_phrases(sentence), key=lambda phrase: (-phrase.head, phrase.start))
        for phrase in phrases:
            candidate = self._candidate(index, sentence, parts, phrase, block)
            if candidate is None or candidate.score < THRESHOLD:
                continue
            span = candidate.phrase
            if any(span.start < other.phrase.end and other.phrase.start < span.end for other in taken):
                continue
            taken.append(candidate)
        yield from sorted(taken, key=lambda candidate: candidate.phrase.start)

    def _block(self, offset: int) -> Block | None:
        return next((block for block in self.blocks if block.start <= offset < block.end), None)

    def _candidate(
        self, index: int, sentence: Span, parts: list[Clause], phrase: NounPhrase, block: Block | None
    ) -> Candidate | None:
        head = self.doc[phrase.head]
        row = head_of(head)
        if row is None or status_noun(head.lemma_) and row["kind"] != "action":
            return None
        trimmed = trim(self.doc, phrase)
        nominal = self._nominal(phrase, sentence)
        section = self.sections[self.annotations[index].section] if self.sections else None
        role = section.role if section else SectionRole.OTHER
        statement = read_status(sentence, parts, trimmed, role=role, kind=row["kind"], nominal=nominal)
        names = self._features(sentence, parts, phrase, trimmed, row, block, role, nominal, statement)
        score = float(row["weight"]) + sum(evidence()[name] for name in names)
        return Candidate(trimmed, row["kind"], score, statement, index)

    def _nominal(self, phrase: NounPhrase, sentence: Span) -> Token | None:
        """The noun for a stage that governs a phrase in the genitive."""
        if phrase.end >= sentence.end or feature(self.doc[phrase.head], "Case") != "Gen":
            return None
        for following in self.doc[phrase.end : min(phrase.end + 2, sentence.end)]:
            if following.pos_ == "NOUN":
                return following if status_noun(following.lemma_) else None
        return None

    def _features(
        self,
        sentence: Span,
        parts: list[Clause],
        phrase: NounPhrase,
        trimmed: NounPhrase,
        row: Row,
        block: Block | None,
        role: SectionRole,
        nominal: Token | None,
        statement: Statement,
    ) -> list[str]:
        head = self.doc[phrase.head]
        names = []
        lemma = head.lemma_.lower().lstrip("-–")
        compound = lemma != row["head"]
        if compound:
            names.append("compound")
        if trimmed.genitives:
            names.append("genitive")
        if trimmed.attributes:
            names.append("attribute")
        if trimmed.named:
            names.append("named")
        if not (compound or trimmed.genitives or trimmed.attributes or trimmed.named):
            names.append("bare")
        if nominal is not None:
            names.append("nominal")
        elif statement.words:
            names.append("stage")
        elif feature(head, "Case") in _PLACE_CASES:
            names.append("oblique")
        if block is not None and block.kind in _SHORT:
            names.append("bullet")
            if trimmed.end >= sentence.end - 1 and phrase.start <= sentence.start + 2:
                names.append("whole")
        if compound and self.lemmas[head.lemma_.lower()] > 1:
            names.append("repeated")
        if role in _ROLE_FEATURES:
            names.append(_ROLE_FEATURES[role])
        clause = clause_of(parts, phrase.head)
        if any(token.lemma_.lower() in _NEEDS for token in self.doc[clause.start : clause.end]):
            names.append("need")
        return names

    def _measure(self, candidate: Candidate) -> Measure:
        span = candidate.phrase.span(self.doc)
        sentence = self.annotations[candidate.sentence]
        section = self.sections[sentence.section] if self.sections else None
        return Measure(
            start=span.start_char,
            end=span.end_char,
            text=span.text,
            name=measure_name(self.doc, candidate.phrase),
            status=candidate.statement.status,
            sentence=candidate.sentence,
            section=sentence.section,
            as_of=section.as_of if section else None,
            modality=candidate.statement.modality,
            confidence=round(min(max(candidate.score, 0.0), 1.0), 3),
        )


def trim(doc: Doc, phrase: NounPhrase) -> NounPhrase:
    """A phrase without words at its left edge that are no part of a name ("uusi", "hankkeen", "pilotoitava")."""
    start = phrase.start
    verbs = status_words()["verb"]
    while start < phrase.head:
        token = doc[start]
        lemma = token.lemma_.lower()
        kind = modifiers().get(lemma, "")
        drop = (
            kind == "edge"
            or (kind == "genitive" and feature(token, "Case") == "Gen")
            or token.pos_ in {"PRON", "DET", "NUM", "CCONJ", "PUNCT", "ADV", "SPACE"}
            or (is_participle(token) and lemma in verbs)
        )
        if not drop or (token.pos_ == "ADV" and _opens_participle(doc, start, phrase.head)):
            break
        start += 1
    return replace(
        phrase,
        start=start,
        genitives=tuple(i for i in phrase.genitives if i >= start),
        attributes=tuple(i for i in phrase.attributes if i >= start),
    )


def _opens_participle(doc: Doc, start: int, head: int) -> bool:
    return any(is_participle(token) for token in doc[start:head])


def _share_status(measures: list[Measure]) -> list[Measure]:
    """Give a mention that tells no stage the furthest stage of its name in the document."""
    order = list(Status)
    furthest: dict[str, Status] = {}
    for measure in measures:
        if measure.status in {Status.UNSPECIFIED, Status.PLANNED, Status.DISCONTINUED}:
            continue
        key = measure.name.lower()
        if key not in furthest or order.index(measure.status) > order.index(furthest[key]):
            furthest[key] = measure.status
    return [
        replace(measure, status=furthest.get(measure.name.lower(), measure.status))
        if measure.status is Status.UNSPECIFIED
        else measure
        for measure in measures
    ]


class MeasuresComponent:
    """Finds the measures of a Doc."""

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.measures``."""
        if doc._.language in {"fi", "und"}:
            doc._.measures = find_measures(doc)
        return doc


@Language.factory("sotenlp_measures", requires=["token.lemma", "doc._.sections"], assigns=["doc._.measures"])
def create_measures(nlp: Language, name: str) -> MeasuresComponent:
    """Create the component `sotenlp_measures`."""
    return MeasuresComponent()
