"""Sentences that pages of other projects share nearly word for word.

Pages of one programme repeat its wording: the opening, the headings of the goals, the lines of
the template. What many pages have says nothing of one project. It is found in the corpus
itself: each sentence is cut into runs of three words, with places, names and digits left open,
and is boilerplate when one page of another project has most of its runs. Pages of two counties are of
two projects; within a county, pages of two programmes are, and so are two wholes (kokonaisuus) that
bear different names. A page on one model and an evaluation belong to a whole, whatever their names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sotenlp.annotation import Measure, Sentence
from sotenlp.language.sentences import section_of, sentence_at
from sotenlp.linking.gazetteer import is_place_form
from sotenlp.records import MinedDocument
from sotenlp.schema import PageKind, SectionRole

RUN = 3
"""Words in a run."""
LEAST_WORDS = 8
"""Words from which a sentence can be boilerplate for its runs alone."""
LEAST_PLAIN = 6
"""Words among them that are neither names nor numbers."""
LEAST_LINE = 4
"""Such words from which a whole line without a measure can be the template's."""
MOST = 0.6
"""Share of a sentence's runs that the other page must have."""
KEPT_PAGES = 24
"""Pages to remember for one run, so that the work grows with the text and not with its square."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+")
_NAME, _NUMBER = "§", "0"
_OPEN = {_NAME, _NUMBER}

Shingle = tuple[str, ...]


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


@dataclass(frozen=True, slots=True)
class _Page:
    """A document, normalised for comparison: for each sentence its words."""

    document: MinedDocument
    origin: _Origin
    words: tuple[Shingle, ...]


def mark_boilerplate(documents: Sequence[MinedDocument]) -> list[MinedDocument]:
    """Mark sentences that other projects' pages share, and the measures in them.

    Marks of an earlier run are replaced. Pages without a known county are told apart by their
    projects' names.

    Args:
        documents: The whole corpus, in any order.

    Returns:
        The documents in the same order.
    """
    pages = sorted((_page(document) for document in documents), key=lambda page: page.document.id)
    runs: dict[Shingle, list[int]] = {}
    lines: dict[Shingle, set[_Origin]] = {}
    for number, page in enumerate(pages):
        seen: set[Shingle] = set()
        for words in page.words:
            seen.update(_shingles(words))
            origins = lines.setdefault(words, set())
            if len(origins) < KEPT_PAGES or not _have_apart(origins):
                origins.add(page.origin)
        for shingle in seen:
            _remember(runs.setdefault(shingle, []), number, pages)
    marked = {page.document.id: _marked(page, pages, runs, lines) for page in pages}
    return [marked[document.id] for document in documents]


def _remember(kept: list[int], number: int, pages: Sequence[_Page]) -> None:
    """Keep a page for a run; the last place is free for a second project's only."""
    if len(kept) == KEPT_PAGES:
        origins = [pages[index].origin for index in kept]
        new = any(pages[number].origin.is_apart(origin) for origin in origins)
        if not new or _have_apart(origins):
            return
    if len(kept) <= KEPT_PAGES:
        kept.append(number)


def _have_apart(origins: Iterable[_Origin]) -> bool:
    first, *rest = dict.fromkeys(origins)
    return any(first.is_apart(other) for other in rest)


def _page(document: MinedDocument) -> _Page:
    meta = document.meta
    project = _folded(meta.project)
    origin = _Origin(
        county=meta.area or project or document.id,
        programme=meta.programme.value if meta.programme else "",
        whole=project if meta.kind is PageKind.KOKONAISUUS else "",
    )
    sentences = tuple(_normalise(document.text[s.start : s.end]) for s in document.sentences)
    return _Page(document, origin, sentences)


def _folded(name: str | None) -> str:
    return " ".join((name or "").casefold().split())


def _normalise(text: str) -> Shingle:
    """The words of a sentence, places and names in any inflection and digits left open."""
    words: list[str] = []
    for position, word in enumerate(_WORD.findall(text)):
        token = _open_word(word, position == 0 or text.isupper())
        if not (token in _OPEN and words and words[-1] == token):
            words.append(token)
    return tuple(words)


@lru_cache(maxsize=200_000)
def _open_word(word: str, first: bool) -> str:
    if word.isdigit():
        return _NUMBER
    capital = word[0].isupper()
    if capital and (not first or is_place_form(word)):
        return _NAME
    return word.casefold()


def _shingles(words: Shingle) -> Iterator[Shingle]:
    """Runs of words with at most one open place."""
    for start in range(len(words) - RUN + 1):
        run = words[start : start + RUN]
        if sum(word in _OPEN for word in run) <= 1:
            yield run


def _plain(words: Shingle) -> int:
    return sum(word not in _OPEN for word in words)


def _marked(
    page: _Page, pages: Sequence[_Page], runs: dict[Shingle, list[int]], lines: dict[Shingle, set[_Origin]]
) -> MinedDocument:
    document = page.document
    measured = {_sentence_of(measure, document) for measure in document.measures}
    sentences = []
    for index, (sentence, words) in enumerate(zip(document.sentences, page.words, strict=True)):
        shared = any(page.origin.is_apart(origin) for origin in lines[words]) and _is_template_line(
            document, sentence, words, measured=index in measured
        )
        if not shared and len(words) >= LEAST_WORDS and _plain(words) >= LEAST_PLAIN:
            shared = _is_shared(page, words, pages, runs)
        sentences.append(replace(sentence, boilerplate=shared))
    measures = tuple(
        replace(measure, boilerplate=_in_boilerplate(measure, document, sentences))
        for measure in document.measures
    )
    return replace(document, sentences=tuple(sentences), measures=measures)


def _is_shared(page: _Page, words: Shingle, pages: Sequence[_Page], runs: dict[Shingle, list[int]]) -> bool:
    """Whether one page of another project has most of the sentence's runs."""
    own = list(_shingles(words))
    hits = Counter(
        number for shingle in own for number in runs[shingle] if page.origin.is_apart(pages[number].origin)
    )
    return bool(hits) and max(hits.values()) >= MOST * len(own)


def _is_template_line(document: MinedDocument, sentence: Sentence, words: Shingle, *, measured: bool) -> bool:
    """Whether a short line that stands on other projects' pages too is the template's own.

    A heading that the reader knows is, unless it bears a name; of other lines only longer ones
    without a measure, for a bullet such as "perhekeskustoiminta" is every project's own.
    """
    if _plain(words) == 0:
        return False
    section = section_of(document.sections, sentence.section)
    if section and section.title and sentence.start <= section.start < sentence.end:
        known = section.goal is not None or section.role is not SectionRole.OTHER
        return known and _NAME not in words
    return _plain(words) >= LEAST_LINE and not measured


def _sentence_of(measure: Measure, document: MinedDocument) -> int:
    return measure.sentence if measure.sentence >= 0 else sentence_at(document.sentences, measure.start)


def _in_boilerplate(measure: Measure, document: MinedDocument, sentences: Sequence[Sentence]) -> bool:
    index = _sentence_of(measure, document)
    return 0 <= index < len(sentences) and sentences[index].boilerplate
