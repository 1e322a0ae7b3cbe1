"""Sentences that pages of other projects share nearly word for word.

Pages of one programme repeat its wording: the opening, the headings of the goals, the lines of
the template. What many pages have says nothing of one project. It is found in the corpus
itself: each sentence is cut into runs of three words, with places, names and digits left open,
and is boilerplate when one page of another project has most of its runs. Pages of two counties are of
two projects; within a county, pages of two programmes are, and so are two wholes (kokonaisuus) that
bear different names. A page on one model and an evaluation belong to a whole, whatever their names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

import numpy as np

from sotenlp.annotation import Measure, Sentence
from sotenlp.language.sentences import section_of, sentence_at
from sotenlp.linking.shingles import (
    FIRST_WORD,
    NAME,
    Lexicon,
    Numbers,
    Words,
    build_index,
)
from sotenlp.records import MinedDocument
from sotenlp.schema import PageKind, SectionRole

LEAST_WORDS = 8
"""Words from which a sentence can be boilerplate for its runs alone."""
LEAST_PLAIN = 6
"""Words among them that are neither names nor numbers."""
LEAST_LINE = 4
"""Such words from which a whole line without a measure can be the template's."""
MOST = 0.6
"""Share of a sentence's runs that the other page must have."""
KEPT_PAGES = 24
"""Pages to look at for one run, so that the work grows with the text and not with its square."""


@dataclass(frozen=True, slots=True)
class _Origin:
    """What tells whose page it is: the county (else the project), the programme, the name of a whole."""

    county: str
    programme: str
    whole: str

    def is_apart(self, other: _Origin) -> bool:
        """Whether the two are of different projects; what is not known tells nothing apart."""
        return (
            self.county != other.county
            or bool(self.programme and other.programme and self.programme != other.programme)
            or bool(self.whole and other.whole and self.whole != other.whole)
        )


def mark_boilerplate(documents: Sequence[MinedDocument]) -> list[MinedDocument]:
    """Mark sentences that other projects' pages share, and the measures in them.

    Marks of an earlier run are replaced. Pages without a known county are told apart by their
    projects' names. A page of sixty sentences takes about 40 kB beside its document.

    Args:
        documents: The whole corpus, in any order.

    Returns:
        The documents in the same order.
    """
    pages = sorted(documents, key=lambda document: document.id)
    corpus = _Corpus(pages)
    marked = {document.id: corpus.marked(number) for number, document in enumerate(pages)}
    return [marked[document.id] for document in documents]


class _Corpus:
    """All pages in the order of their ids, and what they share."""

    def __init__(self, documents: Sequence[MinedDocument]) -> None:
        lexicon = Lexicon()
        self.documents = documents
        self.words = [lexicon.read([d.text[s.start : s.end] for s in d.sentences]) for d in documents]
        origins = [_origin(document) for document in documents]
        numbers = {origin: number for number, origin in enumerate(dict.fromkeys(origins))}
        self.origins = tuple(numbers)
        self.of_page = np.array([numbers[origin] for origin in origins], np.int32)
        self.lines = build_index([page.lines() for page in self.words], self.of_page)
        self.runs = build_index([page.runs()[0] for page in self.words], self.of_page)
        self.holders = cache(self._holders)

    def marked(self, number: int) -> MinedDocument:
        """A page with its marks."""
        document, words = self.documents[number], self.words[number]
        measured = {_sentence_of(measure, document) for measure in document.measures}
        lines = self.lines.find(words.lines())
        shared = self._shared_sentences(number)
        sentences = []
        for index, sentence in enumerate(document.sentences):
            flag = index in shared or (
                int(lines[index]) >= 0
                and self._is_apart(number, self.lines.holders(int(lines[index])))
                and _is_template_line(document, sentence, words.sentence(index), measured=index in measured)
            )
            sentences.append(replace(sentence, boilerplate=flag))
        measures = tuple(
            replace(measure, boilerplate=_in_boilerplate(measure, document, sentences))
            for measure in document.measures
        )
        return replace(document, sentences=tuple(sentences), measures=measures)

    def _shared_sentences(self, number: int) -> set[int]:
        """The sentences most of whose runs one page of another project has."""
        words = self.words[number]
        runs, sentences = words.runs()
        places = self.runs.find(runs)
        size = len(words.starts) - 1
        all_runs = np.bincount(sentences, minlength=size)
        found = np.bincount(sentences[places >= 0], minlength=size)
        plain = (
            np.add.reduceat(np.append(words.words >= FIRST_WORD, 0), words.starts[:-1])
            if size
            else np.empty(0)
        )
        lengths = np.diff(words.starts)
        likely = (
            (lengths >= LEAST_WORDS) & (plain >= LEAST_PLAIN) & (all_runs > 0) & (found >= MOST * all_runs)
        )
        return {
            int(index)
            for index in np.flatnonzero(likely)
            if self._has_source(number, places[sentences == index])
        }

    def _has_source(self, number: int, places: Numbers) -> bool:
        held = np.concatenate([self.holders(place) for place in places.tolist() if place >= 0])
        pages, counts = np.unique(held, return_counts=True)
        return self._is_apart(number, pages[counts >= MOST * len(places)])

    def _holders(self, place: int) -> Words:
        """Pages that have a run: the first ones, and one of a second project where these are all of one."""
        pages = self.runs.holders(place)
        origins = [self.origins[origin] for origin in np.unique(self.of_page[pages[:KEPT_PAGES]])]
        if len(pages) > KEPT_PAGES and not _have_apart(origins):
            later = (page for page in pages[KEPT_PAGES:] if self._is_apart(int(page), pages[:1]))
            return np.append(pages[:KEPT_PAGES], np.array([*islice(later, 1)], np.int32))
        return pages[:KEPT_PAGES]

    def _is_apart(self, number: int, pages: Words) -> bool:
        own = self.origins[self.of_page[number]]
        return any(own.is_apart(self.origins[origin]) for origin in np.unique(self.of_page[pages]))


def _have_apart(origins: Iterable[_Origin]) -> bool:
    first, *rest = dict.fromkeys(origins)
    return any(first.is_apart(other) for other in rest)


def _origin(document: MinedDocument) -> _Origin:
    meta = document.meta
    project = _folded(meta.project)
    return _Origin(
        county=meta.area or project or document.id,
        programme=meta.programme.value if meta.programme else "",
        whole=project if meta.kind is PageKind.KOKONAISUUS else "",
    )


def _folded(name: str | None) -> str:
    return " ".join((name or "").casefold().split())


def _is_template_line(document: MinedDocument, sentence: Sentence, words: Words, *, measured: bool) -> bool:
    """Whether a short line that stands on other projects' pages too is the template's own.

    A heading that the reader knows is, unless it bears a name; of other lines only longer ones
    without a measure, for a bullet such as "perhekeskustoiminta" is every project's own.
    """
    plain = int((words >= FIRST_WORD).sum())
    if plain == 0:
        return False
    section = section_of(document.sections, sentence.section)
    if section and section.title and sentence.start <= section.start < sentence.end:
        known = section.goal is not None or section.role is not SectionRole.OTHER
        return known and not bool((words == NAME).any())
    return plain >= LEAST_LINE and not measured


def _sentence_of(measure: Measure, document: MinedDocument) -> int:
    return measure.sentence if measure.sentence >= 0 else sentence_at(document.sentences, measure.start)


def _in_boilerplate(measure: Measure, document: MinedDocument, sentences: Sequence[Sentence]) -> bool:
    index = _sentence_of(measure, document)
    return 0 <= index < len(sentences) and sentences[index].boilerplate
