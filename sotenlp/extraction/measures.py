"""Measures (toimenpiteet, toimintamallit, käytännöt) named in a document.

A candidate is a noun phrase whose head is a noun for concrete practices (`data/measure_heads.csv`),
that the vocabulary of practices knows, or that is what a verb of trying out or taking into use is
about. Evidence for and against it adds up to its confidence (`measure_evidence`); it is kept where it
reaches the threshold. The outer phrase wins over the ones inside it unless its head only tells a
stage ("X:n käyttöönotto") or says nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from sotenlp.annotation import Measure
from sotenlp.document import Block, Section
from sotenlp.extraction.actors import document_date
from sotenlp.extraction.clause_dates import clause_date
from sotenlp.extraction.clauses import Clause, clause_of, clauses
from sotenlp.extraction.grammar import feature
from sotenlp.extraction.measure_evidence import (
    Place,
    features_of,
    governing_nominal,
    head_of,
    row_nominal,
    verb_weight,
    weights,
)
from sotenlp.extraction.naming import measure_name
from sotenlp.extraction.noun_phrases import NounPhrase, candidate_phrases, with_postmodifier
from sotenlp.extraction.ownership import Ownership
from sotenlp.extraction.practice_names import practice_names
from sotenlp.extraction.stages import is_past, status_noun
from sotenlp.extraction.status import AIMS, Statement, read_status, refers_back
from sotenlp.extraction.tables import Row
from sotenlp.extraction.trimming import trim
from sotenlp.language.sentences import build_sentences, iterate_sentences
from sotenlp.reader.goal_headings import find_goal
from sotenlp.reader.page_kinds import find_heading
from sotenlp.schema import STAGES, BlockKind, PageKind, SectionRole, Status

THRESHOLD = 0.5
OTHER_HEAD: Row = {"head": "", "kind": "other", "weight": "0.27", "alone": ""}
STRONG_VERB = 0.25
TOPICS = frozenset({"aihealueet", "ilmiöt", "asiasanat"})
"""Sections that list the topics of a page."""
LABEL = ["kehittäminen", "polku"]
"""What pages about one operating model call the story of its making."""
BEFORE = frozenset({SectionRole.BACKGROUND, SectionRole.NEEDS, SectionRole.PRIOR_SOLUTIONS})
"""Sections that tell what was there before the project."""
PERSON_VERB = 0.1
ABSTRACT = ("suus", "syys", "uus", "yys", "minen", "nta", "ntä", "ja", "jä", "nen")
"""Endings of qualities, actions and persons: they are not tried out or taken into use."""
SERVICES = frozenset({"palvelu", "verkosto", "toimintamalli"})
"""Heads whose development as a whole is the measure: "sähköisten palvelujen kehittäminen"."""

_PROGRAMME = re.compile(
    r"tulevaisuuden (?:sosiaali- ja terveyskesku|sote-?kesku)(?:s|ks\w*)\b(?!\w)|kestävän kasvun ohjelma",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A noun phrase that may name a measure.

    Attributes:
        phrase: The phrase, trimmed to what names the measure.
        score: Sum of the evidence.
        features: Names of the evidence.
        statement: What its clause states of it.
        sentence: Index of its sentence.
        as_of: ISO date or interval that its clause is about, None where it names none.
    """

    phrase: NounPhrase
    score: float
    features: tuple[str, ...]
    statement: Statement
    sentence: int
    as_of: str | None = None


def find_measures(doc: Doc) -> tuple[Measure, ...]:
    """The measures of a Doc that has lemmas, sections and blocks, in text order."""
    return _Finder(doc).run()


class _Finder:
    """Looks for measures in one document."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.sections: Sequence[Section] = doc._.sections
        self.blocks: Sequence[Block] = doc._.blocks
        self.text = doc.text
        self.starts = [block.start for block in self.blocks]
        self.sentences = list(iterate_sentences(doc))
        self.annotations = build_sentences(doc)
        self.actors = [actor for actor in doc._.actors if not actor.generic]
        self.mentions = Counter(token.lemma_.lower() for token in doc if token.pos_ in {"NOUN", "PROPN"})
        self.project = doc._.metadata.project or ""
        self.ownership = Ownership(doc._.metadata)
        self.date = document_date(doc._.metadata)
        self.whole_project = doc._.metadata.kind is not PageKind.TOIMINTAMALLI
        title = self.sentences[0] if self.sentences else ()
        self.title_lemmas = {token.lemma_.lower() for token in title}

    def run(self) -> tuple[Measure, ...]:
        found = [
            candidate
            for index, sentence in enumerate(self.sentences)
            for candidate in self._sentence(index, sentence)
        ]
        denied = [candidate.statement.denied for candidate in found]
        return tuple(_share_status([self._measure(candidate) for candidate in found], denied))

    def _sentence(self, index: int, sentence: Span) -> Iterator[Candidate]:
        block = self._block(sentence.start_char)
        if block is not None and self._is_template(block):
            return
        if [token.lemma_.lower() for token in sentence[:2]] == LABEL:
            return
        section = self.sections[self.annotations[index].section] if self.sections else None
        if section is not None and section.title.lower() in TOPICS:
            return
        place = Place(sentence, clauses(sentence), section.role if section else SectionRole.OTHER, block)
        known = list(practice_names(sentence))
        phrases = {phrase.head: phrase for phrase in candidate_phrases(sentence)}
        for start, end in known:
            phrases[end - 1] = _with_practice(phrases.get(end - 1), start, end)
        candidates = [
            self._candidate(index, place, phrase, next((span for span in known if span[1] - 1 == head), None))
            for head, phrase in phrases.items()
        ]
        taken: list[Candidate] = []
        for candidate in sorted(
            filter(None, candidates), key=lambda item: (-item.phrase.end, item.phrase.start)
        ):
            span = candidate.phrase
            if not any(span.start < other.phrase.end and other.phrase.start < span.end for other in taken):
                taken.append(candidate)
        yield from sorted(taken, key=lambda candidate: candidate.phrase.start)

    def _block(self, offset: int) -> Block | None:
        index = bisect_right(self.starts, offset) - 1
        return self.blocks[index] if index >= 0 and offset < self.blocks[index].end else None

    def _is_template(self, block: Block) -> bool:
        """Whether a block is a label, a field's value or a heading that every page of its kind has."""
        if block.kind is BlockKind.LABEL or (block.kind is BlockKind.VALUE and block.field):
            return True
        if block.kind is not BlockKind.HEADING:
            return False
        words = self.text[block.content : block.end]
        is_title = self.whole_project and block.start == self.starts[0]
        return is_title or find_heading(words) is not None or find_goal(words) is not None

    def _candidate(
        self, index: int, place: Place, phrase: NounPhrase, practice: tuple[int, int] | None
    ) -> Candidate | None:
        doc = self.doc
        head = doc[phrase.head]
        trimmed = _with_practice(trim(doc, phrase), *practice) if practice else trim(doc, phrase)
        trimmed = self._with_actor(trimmed)
        clause = clause_of(place.clauses, phrase.head)
        if _is_complement(doc, phrase, place.sentence.start):
            return None
        before = place.role in BEFORE and _is_before(doc, clause)
        verb = min(verb_weight(doc, clause, trimmed), 0.0 if before else 1.0)
        in_row = row_nominal(place.sentence, phrase)
        row = self._row(head, trimmed, verb, practice is not None or in_row is not None)
        if row is None:
            return None
        fragment = place.short and not clause.predicates
        if row["kind"] == "action" or not (trimmed.genitives or trimmed.attributes or trimmed.named):
            trimmed = with_postmodifier(trimmed, place.sentence, fragment=fragment)
        if row["kind"] == "action" and not self._is_action(trimmed, row, fragment):
            return None
        nominal = governing_nominal(doc, phrase, place.sentence.end) or in_row
        names = features_of(
            doc,
            place,
            trimmed,
            row,
            nominal=nominal,
            mentions=self.mentions[head.lemma_.lower()],
            practice=practice is not None,
        )
        if self._is_project(trimmed):
            names.append("project")
        elif not self.whole_project and len(head.lemma_) > 4 and head.lemma_.lower() in self.title_lemmas:
            names.append("title")
        if row["kind"] == "person" and verb <= PERSON_VERB and not {"whole", "nominal", "title"} & set(names):
            names.append("person")
        if self._is_actor(trimmed):
            names.append("actor")
        score = float(row["weight"]) + verb + sum(weights()[name] for name in names)
        if score < THRESHOLD or self._is_foreign(place, clause):
            return None
        statement = read_status(
            place.sentence,
            place.clauses,
            trimmed,
            role=place.role,
            kind=row["kind"],
            short=place.short,
            nominal=nominal,
            now=self._now(index),
        )
        if before:
            statement = Statement(Status.UNSPECIFIED, statement.modality, denied=True)
        date = self._date(place, trimmed, statement)
        return Candidate(trimmed, score, tuple(names), statement, index, date)

    def _date(self, place: Place, phrase: NounPhrase, statement: Statement) -> str | None:
        """The date of what a clause tells: none where it tells no stage, or is a mere line of aims."""
        bare = not clause_of(place.clauses, phrase.head).predicates
        if statement.status is Status.UNSPECIFIED or (bare and place.role in AIMS):
            return None
        return clause_date(self.doc, place.clauses, phrase, word=statement.word)

    def _now(self, index: int) -> str | None:
        """The time at which a sentence speaks: that of its section, else of the document's last change."""
        section = self.sections[self.annotations[index].section] if self.sections else None
        return (section.as_of if section else None) or self.date

    def _row(self, head: Token, phrase: NounPhrase, verb: float, practice: bool) -> Row | None:
        row = head_of(head)
        if row is not None and row["kind"] == "generic":
            return OTHER_HEAD if practice and phrase.named else None
        if row is not None and row["kind"] != "action" and status_noun(head.lemma_):
            plural = feature(head, "Number") == "Plur" and phrase.genitives
            return row if plural else OTHER_HEAD if practice else None
        if row is None and (practice or (verb >= STRONG_VERB and self._is_specific(head, phrase))):
            return OTHER_HEAD
        return row

    def _is_specific(self, head: Token, phrase: NounPhrase) -> bool:
        """Whether a noun of any kind is told well enough to be a thing that is tried out."""
        told = len(head._.compound) > 1 or phrase.genitives or phrase.attributes
        return (
            head.pos_ == "NOUN"
            and bool(told)
            and status_noun(head.lemma_) is None
            and not head.lemma_.endswith(ABSTRACT)
        )

    def _is_action(self, phrase: NounPhrase, row: Row, fragment: bool) -> bool:
        """Whether an action noun may name a measure: it says of what, and does not merely tell a stage."""
        lemma = self.doc[phrase.head].lemma_.lower()
        if status_noun(lemma) is None and (lemma != row["head"] or row["alone"] == "yes"):
            return True
        if status_noun(lemma) is None:
            return bool(phrase.genitives or phrase.attributes)
        if feature(self.doc[phrase.head], "Case") not in {"Nom", "Par"}:
            return False
        inner = head_of(self.doc[phrase.genitives[-1]]) if phrase.genitives else None
        return fragment and inner is not None and inner["head"] in SERVICES

    def _is_foreign(self, place: Place, clause: Clause) -> bool:
        """Whether others did what a clause tells, and no clause after it says that the project did so too."""
        if not self.ownership.is_foreign(place.sentence, clause):
            return False
        later = [part for part in place.clauses if part.start >= clause.end and refers_back(self.doc, part)]
        return not any(not self.ownership.is_foreign(place.sentence, part) for part in later)

    def _is_project(self, phrase: NounPhrase) -> bool:
        text = phrase.span(self.doc).text
        return bool(_PROGRAMME.search(text)) or (
            self.whole_project and len(text) > 12 and text in self.project
        )

    def _with_actor(self, phrase: NounPhrase) -> NounPhrase:
        """A phrase that begins inside the name of an organisation, with the whole name."""
        start = self.doc[phrase.start].idx
        actor = next((actor for actor in self.actors if actor.start < start < actor.end), None)
        if actor is None or self.doc[phrase.head].idx < actor.end:
            return phrase
        while phrase.start and self.doc[phrase.start].idx > actor.start:
            phrase = replace(phrase, start=phrase.start - 1)
        return phrase

    def _is_actor(self, phrase: NounPhrase) -> bool:
        span = phrase.span(self.doc)
        return any(actor.start <= span.start_char and span.end_char <= actor.end for actor in self.actors)

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
            as_of=candidate.as_of or (section.as_of if section else None),
            modality=candidate.statement.modality,
            confidence=round(min(max(candidate.score, 0.0), 1.0), 3),
        )


def _with_practice(phrase: NounPhrase | None, start: int, end: int) -> NounPhrase:
    """The phrase of a known practice: what the grammar found, and at least the known name."""
    if phrase is None:
        return NounPhrase(start, end - 1, end)
    return replace(phrase, start=min(phrase.start, start), end=max(phrase.end, end))


def _is_before(doc: Doc, clause: Clause) -> bool:
    """Whether a clause tells in the past tense, and not of the project, what was there before it."""
    if not any(is_past(doc[index]) for index in clause.predicates):
        return False
    tokens = doc[clause.start : clause.end]
    own = any(token.lemma_.lower().endswith(("hanke", "projekti")) for token in tokens)
    return not own and not any(feature(doc[index], "Person") == "1" for index in clause.predicates)


def _is_complement(doc: Doc, phrase: NounPhrase, lowest: int) -> bool:
    """Whether a phrase is that of which a thing is made a part: "osaksi perustason vastaanottoa"."""
    return phrase.start > lowest and doc[phrase.start - 1].lower_ == "osaksi"


def _share_status(measures: Sequence[Measure], denied: Sequence[bool]) -> list[Measure]:
    """Give a mention that tells no stage the furthest stage of its name in the document.

    One of which the text says that it is not there keeps its silence and is none of the project's deeds.
    """
    furthest: dict[str, Status] = {}
    for measure in measures:
        if measure.status in {Status.UNSPECIFIED, Status.DISCONTINUED}:
            continue
        key = measure.name.lower()
        if key not in furthest or STAGES.index(measure.status) > STAGES.index(furthest[key]):
            furthest[key] = measure.status
    shared = []
    for measure, absent in zip(measures, denied, strict=True):
        if absent:
            shared.append(replace(measure, modality="out_of_scope"))
        elif measure.status is Status.UNSPECIFIED and (stage := furthest.get(measure.name.lower())):
            shared.append(replace(measure, status=stage, status_basis="inherited"))
        else:
            shared.append(measure)
    return shared


class MeasuresComponent:
    """Finds the measures of a Doc."""

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.measures``."""
        doc._.measures = find_measures(doc)
        return doc


@Language.factory("sotenlp_measures", requires=["token.lemma", "doc._.sections"], assigns=["doc._.measures"])
def create_measures(nlp: Language, name: str) -> MeasuresComponent:
    """Create the component `sotenlp_measures`."""
    return MeasuresComponent()
