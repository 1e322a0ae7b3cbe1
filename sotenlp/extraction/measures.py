"""Measures (toimenpiteet, toimintamallit, käytännöt) named in a document.

The measure classifier (`measure_model`) weighs every noun of a document and the borders of the names
that it keeps; its calibrated probability is a measure's confidence. Names of the programme, labels and
what others did are left out. What a clause states of a measure is read by `statements`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc as SpacyDoc

from sotenlp.annotation import Measure
from sotenlp.document import Block, Section
from sotenlp.extraction.clause_dates import clause_date
from sotenlp.extraction.clauses import Clause, clause_of
from sotenlp.extraction.measure_evidence import Place
from sotenlp.extraction.measure_model import FoundMeasure, MeasureModel, default_model
from sotenlp.extraction.measure_view import DocumentView
from sotenlp.extraction.naming import measure_name
from sotenlp.extraction.noun_phrases import NounPhrase
from sotenlp.extraction.ownership import Ownership
from sotenlp.extraction.statements import Speaker
from sotenlp.extraction.status import AIMS, Statement, refers_back
from sotenlp.extraction.status_features import Mention
from sotenlp.extraction.status_model import StatusModel
from sotenlp.extraction.status_model import default_model as default_status_model
from sotenlp.language.sentences import build_sentences
from sotenlp.language.view import Doc, view_of
from sotenlp.schema import STAGES, BlockKind, SectionRole, Status

TOPICS = frozenset({"aihealueet", "ilmiöt", "asiasanat"})
"""Sections that list the topics of a page."""
LABEL = ["kehittäminen", "polku"]
"""What pages about one operating model call the story of its making."""

_PROGRAMME = re.compile(
    r"tulevaisuuden (?:sosiaali- ja terveyskesku|sote-?kesku)(?:s|ks\w*)\b(?!\w)|kestävän kasvun ohjelma",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A noun phrase that names a measure.

    Attributes:
        phrase: The phrase, with the borders of the measure's name.
        probability: How probable it is that this is a measure.
        statement: What its clause states of it.
        sentence: Index of its sentence.
        as_of: ISO date or interval that its clause is about, None where it names none.
    """

    phrase: NounPhrase
    probability: float
    statement: Statement
    sentence: int
    as_of: str | None = None


def find_measures(
    doc: SpacyDoc | Doc, model: MeasureModel | None = None, status_model: StatusModel | None = None
) -> tuple[Measure, ...]:
    """The measures of a Doc that has lemmas, sections and blocks, in text order.

    Args:
        doc: The Doc, with actors, indicators and target groups.
        model: The measure classifier; None for the one of the settings.
        status_model: The status classifier; None for the one of the settings.

    Raises:
        ModelError: The classifier cannot be read.
    """
    return _Finder(view_of(doc), model or default_model(), status_model or default_status_model()).run()


class _Finder:
    """Looks for measures in one document."""

    def __init__(self, doc: Doc, model: MeasureModel, status_model: StatusModel) -> None:
        self.doc = doc
        self.model = model
        self.view = DocumentView(doc, model.background)
        self.sections: Sequence[Section] = doc._.sections
        self.annotations = build_sentences(doc)
        self.actors = sorted((actor.start, actor.end) for actor in doc._.actors if not actor.generic)
        self.ownership = Ownership(doc._.metadata)
        self.speaker = Speaker(doc)
        self.status_model = status_model

    def run(self) -> tuple[Measure, ...]:
        found = [
            candidate
            for item in self.model.find(self.view)
            if (candidate := self._candidate(item)) is not None
        ]
        mentions = [Mention(item.phrase, item.sentence, item.statement) for item in found]
        revised = self.speaker.revise(mentions, model=self.status_model)
        found = [replace(item, statement=said) for item, said in zip(found, revised, strict=True)]
        denied = [candidate.statement.denied for candidate in found]
        return tuple(_share_status([self._measure(candidate) for candidate in found], denied))

    def _candidate(self, item: FoundMeasure) -> Candidate | None:
        doc, index = self.doc, item.head.sentence
        sentence = self.view.sentences[index]
        section = self.sections[self.annotations[index].section] if self.sections else None
        block = self.view.block(sentence.start_char)
        phrase = item.phrase
        if self._is_furniture(index, block, section) or _PROGRAMME.search(phrase.span(doc).text):
            return None
        if self._is_actor(phrase):
            return None
        parts = self.view.clauses(index)
        place = Place(sentence, parts, section.role if section else SectionRole.OTHER, block)
        clause = clause_of(parts, phrase.head)
        if self._is_foreign(place, clause):
            return None
        statement = self.speaker.statement(index, phrase)
        date = self._date(place, phrase, statement)
        return Candidate(phrase, item.probability, statement, index, date)

    def _is_furniture(self, index: int, block: Block | None, section: Section | None) -> bool:
        """Whether a sentence is a label of the page's form or a list of its topics."""
        if block is not None and block.kind is BlockKind.LABEL:
            return True
        if [token.lemma_lower for token in self.view.sentences[index][:2]] == LABEL:
            return True
        return section is not None and section.title.lower() in TOPICS

    def _is_actor(self, phrase: NounPhrase) -> bool:
        """Whether a phrase lies within the name of an organisation."""
        span = phrase.span(self.doc)
        i = bisect_right(self.actors, (span.start_char, len(self.view.text))) - 1
        return i >= 0 and span.end_char <= self.actors[i][1]

    def _date(self, place: Place, phrase: NounPhrase, statement: Statement) -> str | None:
        """The date of what a clause tells: none where it tells no stage, or is a mere line of aims."""
        bare = not clause_of(place.clauses, phrase.head).predicates
        if statement.status is Status.UNSPECIFIED or (bare and place.role in AIMS):
            return None
        return clause_date(self.doc, place.clauses, phrase, word=statement.word)

    def _is_foreign(self, place: Place, clause: Clause) -> bool:
        """Whether others did what a clause tells, and no clause after it says that the project did so too."""
        if not self.ownership.is_foreign(place.sentence, clause):
            return False
        later = [part for part in place.clauses if part.start >= clause.end and refers_back(self.doc, part)]
        return not any(not self.ownership.is_foreign(place.sentence, part) for part in later)

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
            status_basis="stated" if candidate.statement.sure else "inherited",
            confidence=round(candidate.probability, 3),
        )


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
    """Finds the measures of a Doc.

    Raises:
        ModelError: The measure or the status classifier cannot be read.
    """

    def __init__(self) -> None:
        self.model = default_model()
        self.status_model = default_status_model()

    def __call__(self, of: SpacyDoc) -> SpacyDoc:
        """Set ``doc._.measures``."""
        doc = view_of(of)
        doc._.measures = find_measures(doc, self.model, self.status_model)
        doc.user_data.setdefault("sotenlp_models", {})["measures"] = self.model.hash
        doc.user_data["sotenlp_models"]["status"] = self.status_model.hash
        return of
