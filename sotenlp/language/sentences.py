"""Sentences of a Doc without the white space around them, and the place of an offset among them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from sotenlp.annotation import Sentence
from sotenlp.document import Section
from sotenlp.language.view import Doc, Span


def iterate_sentences(doc: Doc) -> Iterator[Span]:
    """Yield the sentences of a Doc in text order, trimmed of white space; empty ones are skipped."""
    found: list[Span] | None = doc.memo.get("sentences") if isinstance(doc, Doc) else None
    if found is None:
        found = list(_trimmed(doc))
        if isinstance(doc, Doc):
            doc.memo["sentences"] = found
    return iter(found)


def _trimmed(doc: Doc) -> Iterator[Span]:
    for sentence in doc.sents:
        start, end = sentence.start, sentence.end
        while start < end and doc[start].is_space:
            start += 1
        while end > start and doc[end - 1].is_space:
            end -= 1
        if start < end:
            yield doc[start:end]


def build_sentences(doc: Doc) -> tuple[Sentence, ...]:
    """The sentences as annotations, each with the section it stands in, without goals."""
    starts = [section.start for section in doc._.sections]
    return tuple(
        Sentence(span.start_char, span.end_char, max(bisect_right(starts, span.start_char) - 1, 0))
        for span in iterate_sentences(doc)
    )


def sentence_at(sentences: Sequence[Sentence | Span], offset: int) -> int:
    """Index of the sentence that contains a character offset, or -1.

    Args:
        sentences: Sentences in text order, as `build_sentences` or `iterate_sentences` gives them.
        offset: Character offset into the text.
    """
    starts = [s.start if isinstance(s, Sentence) else s.start_char for s in sentences]
    index = bisect_right(starts, offset) - 1
    if index < 0:
        return -1
    sentence = sentences[index]
    end = sentence.end if isinstance(sentence, Sentence) else sentence.end_char
    return index if offset < end else -1


def section_of(sections: Sequence[Section], index: int) -> Section | None:
    """The section with that index, or None where there is none."""
    return sections[index] if 0 <= index < len(sections) else None
