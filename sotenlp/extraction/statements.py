"""What a page states of each of its measures: what the rules read, then what the classifier makes of it."""

from __future__ import annotations

from collections.abc import Sequence

from sotenlp.extraction.actors import document_date
from sotenlp.extraction.clauses import Clause, clause_of
from sotenlp.extraction.grammar import feature
from sotenlp.extraction.measure_evidence import SHORT_BLOCKS, governing_nominal, head_of, row_nominal
from sotenlp.extraction.noun_phrases import NounPhrase
from sotenlp.extraction.stages import is_past
from sotenlp.extraction.status import Statement, read_status
from sotenlp.extraction.status_features import Mention, StatusView
from sotenlp.extraction.status_model import StatusModel, default_model
from sotenlp.language.sentences import iterate_sentences
from sotenlp.language.view import Doc
from sotenlp.schema import SectionRole, Status

BEFORE = frozenset({SectionRole.BACKGROUND, SectionRole.NEEDS, SectionRole.PRIOR_SOLUTIONS})
"""Sections that tell what was there before the project."""

EARLIER = frozenset({"aiemmin", "aikaisemmin", "ennen", "entinen", "aiempi", "aikaisempi", "edellinen"})


class Speaker:
    """Reads what a document states of its measures.

    Attributes:
        view: The document as the status classifier looks at it.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.view = StatusView(doc, list(iterate_sentences(doc)))
        self._date = document_date(doc._.metadata)

    def statement(self, index: int, phrase: NounPhrase) -> Statement:
        """What the rules read of a measure.

        Args:
            index: Index of its sentence.
            phrase: The phrase that names it.
        """
        sentence, parts = self.view.sentences[index], self.view.clauses(index)
        section, block = self.view.section(sentence.start_char), self.view.block(sentence.start_char)
        row = head_of(self.doc.words[phrase.head])
        short = block is not None and block.kind in SHORT_BLOCKS
        said = read_status(
            sentence,
            parts,
            phrase,
            role=section.role if section else SectionRole.OTHER,
            kind=row["kind"] if row else "other",
            short=short or not any(part.predicates for part in parts),
            nominal=governing_nominal(self.doc, phrase, sentence.end) or row_nominal(sentence, phrase),
            now=(section.as_of if section else None) or self._date,
        )
        if section and section.role in BEFORE and is_before(self.doc, clause_of(parts, phrase.head)):
            return Statement(Status.UNSPECIFIED, said.modality, denied=True, held=True)
        return said

    def revise(self, mentions: Sequence[Mention], *, model: StatusModel | None = None) -> list[Statement]:
        """The statements of a document's measures with the stages that the classifier gives them.

        Args:
            mentions: Its measures, in text order.
            model: The classifier; the one of the settings by default.
        """
        return (model or default_model()).revise(self.view, mentions)


def is_before(doc: Doc, clause: Clause) -> bool:
    """Whether a clause tells in the past tense, and not of the project, what was there before it.

    A perfect tells what is there now, and a clause that begins with its time in a list of steps
    ("Q1/2024: …") what was done.
    """
    if not any(is_past(doc.words[index]) for index in clause.predicates):
        return False
    tokens = doc[clause.start : clause.end]
    own = any(token.lemma_lower.endswith(("hanke", "projekti")) for token in tokens)
    if own or any(feature(doc.words[index], "Person") == "1" for index in clause.predicates):
        return False
    if any(token.lemma_lower in EARLIER for token in tokens):
        return True
    if any(doc.words[index].lower_ in {"on", "ovat"} for index in clause.predicates):
        return False
    opening = doc[doc.words[clause.start].sent.start : clause.start + 4]
    return not any(token.text == ":" for token in opening)
