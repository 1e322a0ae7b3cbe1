"""Search for similar practices: an index over the names of practices and their sentences."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sotenlp.annotation import Measure, Practice
from sotenlp.errors import UnknownNameError
from sotenlp.linking.features import SPECIFIC, Features, Weights, compare, features_of, reasons
from sotenlp.linking.gazetteer import find_area
from sotenlp.linking.lexicon import load_lexicon
from sotenlp.linking.stages import stated_stage, supported_stage
from sotenlp.records import MinedDocument
from sotenlp.schema import Status

CONTEXT_SHARE = 0.3
"""How much of what the name leaves open the sentences around it can make good."""
SURE = 0.6
"""Score from which an answer does without the sentences around names."""
LEAST = 0.05
"""Score below which a practice is no answer."""


@dataclass(frozen=True, slots=True)
class SimilarMember:
    """Where a practice is described.

    Attributes:
        doc: Id of the document.
        area: Wellbeing services county of the document, or None.
        start: Start of the mention.
        end: End of the mention.
        text: The words, as written.
        status: Stage that the words there support; unspecified where they tell none.
        source: Whom to name where the words are shown: producer, page, address, terms; "" where unknown.
        is_sourced: Whether the document's address or terms are known, so that JSON has the source too.
    """

    doc: str
    area: str | None
    start: int
    end: int
    text: str
    status: str
    source: str = ""
    is_sourced: bool = False


@dataclass(frozen=True, slots=True)
class SimilarPractice:
    """A practice that is like what was asked for.

    Attributes:
        practice: Its id.
        name: Its name.
        score: Similarity, 0-1.
        reasons: Why, in short Finnish phrases.
        members: Where it is described.
    """

    practice: str
    name: str
    score: float
    reasons: tuple[str, ...]
    members: tuple[SimilarMember, ...]

    def to_json(self) -> dict[str, Any]:
        """The answer as an object for JSON; members of documents with a known address have a source."""
        return {
            "practice": self.practice,
            "name": self.name,
            "score": self.score,
            "reasons": list(self.reasons),
            "members": [
                {
                    "doc": member.doc,
                    "area": member.area,
                    "start": member.start,
                    "end": member.end,
                    "text": member.text,
                    "status": member.status,
                }
                | ({"source": member.source} if member.is_sourced else {})
                for member in self.members
            ],
        }


@dataclass(frozen=True, slots=True)
class _Described:
    """One mention of a practice, and the project's measure that it is of."""

    document: MinedDocument
    mention: Measure
    measure: str


@dataclass(frozen=True, slots=True)
class _LeftOut:
    """What is no answer: a county's own descriptions, a practice, or a project's own measure."""

    area: str | None = None
    practice: str = ""
    measure: str = ""


class PracticeIndex:
    """An index of practices for search.

    Args:
        documents: The documents that describe them, linked.
        practices: The practices; boilerplate mentions are left out.
    """

    def __init__(self, documents: Iterable[MinedDocument], practices: Iterable[Practice]) -> None:
        mentions = {(d.id, m.id): (d, m) for d in documents for m in d.measures}
        self._practices = sorted(practices, key=lambda practice: practice.id)
        self._described = [
            [
                _Described(*mentions[member.doc, mention], member.measure)
                for member in practice.members
                for mention in member.mentions
                if not mentions[member.doc, mention][1].boilerplate
            ]
            for practice in self._practices
        ]
        names = {found.mention.name for group in self._described for found in group}
        self._measures = {found.measure for group in self._described for found in group}
        self._weights = Weights(features_of(name) for name in sorted(names))
        self._by_concept: dict[str, set[int]] = defaultdict(set)
        for number, group in enumerate(self._described):
            for found in group:
                for concept, weight in features_of(found.mention.name).weights:
                    if weight > 0:
                        self._by_concept[concept].add(number)

    def __contains__(self, name: object) -> bool:
        """Whether it is the id of a practice of the index, or of a measure in one."""
        return name in self._measures or any(practice.id == name for practice in self._practices)

    def search(self, text: str, *, k: int = 5, exclude_area: str | None = None) -> list[SimilarPractice]:
        """The practices that are most like a text.

        Args:
            text: A name or a description, in any inflection.
            k: How many to give at most.
            exclude_area: A county whose own descriptions are left out, by any of its names; a
                practice that another county describes too stays.

        Raises:
            UnknownNameError: There is no county of that name.
            ValueError: `k` is less than 1.
        """
        return self._search(text, k, _LeftOut(find_area(exclude_area)))

    def search_practice(
        self, name: str, *, k: int = 5, exclude_area: str | None = None
    ) -> list[SimilarPractice]:
        """The practices that are most like a practice of the index, which is no answer itself.

        Args:
            name: Id of the practice.
            k: How many to give at most.
            exclude_area: A county whose own descriptions are left out, by any of its names.

        Raises:
            UnknownNameError: There is no such practice, or no county of that name.
            ValueError: `k` is less than 1.
        """
        for practice in self._practices:
            if practice.id == name:
                return self._search(practice.name, k, _LeftOut(find_area(exclude_area), practice=name))
        raise UnknownNameError("practice", name, [practice.id for practice in self._practices])

    def search_measure(
        self, name: str, *, k: int = 5, exclude_area: str | None = None
    ) -> list[SimilarPractice]:
        """The practices that are most like a project's measure, as other projects have them.

        The measure's own mentions are left out; the practice that it is an instance of is an answer
        where another project has it too.

        Args:
            name: Id of the measure.
            k: How many to give at most.
            exclude_area: A county whose own descriptions are left out, by any of its names.

        Raises:
            UnknownNameError: There is no such measure, or no county of that name.
            ValueError: `k` is less than 1.
        """
        if name not in self._measures:
            raise UnknownNameError("measure", name, sorted(self._measures))
        names = [found.mention.name for group in self._described for found in group if found.measure == name]
        common = Counter(names).most_common(1)[0][0]
        return self._search(common, k, _LeftOut(find_area(exclude_area), measure=name))

    def _search(self, text: str, k: int, left_out: _LeftOut) -> list[SimilarPractice]:
        if k < 1:
            raise ValueError(f"k must be at least 1, not {k}")
        query = features_of(text)
        found: dict[int, tuple[float, tuple[str, ...]]] = {}
        for number in self._candidates(query):
            group = self._allowed(number, left_out)
            if group:
                found[number] = self._by_name(query, group)
        if sum(score >= SURE for score, _ in found.values()) < k:
            self._add_context(query, found, left_out)
        ranked = sorted(
            (-score, self._practices[number].id, number)
            for number, (score, _) in found.items()
            if score >= LEAST
        )
        return [
            self._answer(number, -negative, found[number][1], left_out) for negative, _, number in ranked[:k]
        ]

    def _candidates(self, query: Features) -> list[int]:
        related = load_lexicon().related
        concepts = {concept for concept, weight in query.weights if weight > 0}
        concepts |= {twin for concept in concepts for twin in related.get(concept, ())}
        return sorted({number for concept in concepts for number in self._by_concept.get(concept, ())})

    def _allowed(self, number: int, left_out: _LeftOut) -> list[_Described]:
        if self._practices[number].id == left_out.practice:
            return []
        return [
            found
            for found in self._described[number]
            if (left_out.area is None or found.document.meta.area != left_out.area)
            and (not left_out.measure or found.measure != left_out.measure)
        ]

    def _by_name(self, query: Features, group: Sequence[_Described]) -> tuple[float, tuple[str, ...]]:
        """Score and reasons of the name that answers best; a long query need not be matched whole."""
        best: tuple[float, tuple[str, ...]] = (0.0, ())
        for name in sorted({found.mention.name for found in group}):
            features = features_of(name)
            match = compare(query, features, self._weights)
            score = 0.85 * match.score + 0.15 * match.covered * match.score**0.5
            if score > best[0]:
                best = (score, reasons(query, features, match))
        return best

    def _add_context(
        self, query: Features, found: dict[int, tuple[float, tuple[str, ...]]], left_out: _LeftOut
    ) -> None:
        """Let the sentences around the mentions speak, where the names alone do not decide."""
        weighed = {
            name: self._weights.of(name, weight) for name, weight in query.weights if weight >= SPECIFIC
        }
        total = sum(weighed.values())
        shared: dict[int, dict[str, float]] = defaultdict(dict)
        for concept, weight in sorted(weighed.items()):
            for number in self._context.get(concept, ()):
                shared[number][concept] = weight
        labels = dict(query.labels)
        for number, concepts in shared.items():
            if not self._allowed(number, left_out):
                continue
            score, why = found.get(number, (0.0, ()))
            more = CONTEXT_SHARE * sum(concepts.values()) / total
            if not why:
                why = (f"lauseyhteydessä: {', '.join(labels[name] for name in sorted(concepts))}",)
            found[number] = (score + (1 - score) * more * (0.25 if score else 1.0), why)

    @cached_property
    def _context(self) -> dict[str, set[int]]:
        """The practices in whose sentences a concept stands; built when first needed."""
        sentences: list[tuple[int, str]] = []
        for number, group in enumerate(self._described):
            texts = set()
            for found in group:
                index = found.mention.sentence
                if 0 <= index < len(found.document.sentences):
                    sentence = found.document.sentences[index]
                    texts.add(re.sub(r"\s+", " ", found.document.text[sentence.start : sentence.end]))
            sentences += [(number, text) for text in sorted(texts)]
        context: dict[str, set[int]] = defaultdict(set)
        for number, text in sentences:
            for concept, weight in features_of(text).weights:
                if weight >= SPECIFIC:
                    context[concept].add(number)
        return context

    def _answer(self, number: int, score: float, why: tuple[str, ...], left_out: _LeftOut) -> SimilarPractice:
        practice = self._practices[number]
        members = tuple(
            SimilarMember(
                doc=found.document.id,
                area=found.document.meta.area,
                start=found.mention.start,
                end=found.mention.end,
                text=found.mention.text,
                status=_stage(found.mention).value,
                source=found.document.citation,
                is_sourced=bool(found.document.provenance.url or found.document.provenance.terms),
            )
            for found in self._allowed(number, left_out)
        )
        return SimilarPractice(practice.id, practice.name, round(score, 4), why, members)


def _stage(mention: Measure) -> Status:
    return supported_stage(stated_stage(mention), mention.modality) or Status.UNSPECIFIED
