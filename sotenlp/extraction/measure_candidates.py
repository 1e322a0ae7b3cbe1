"""Where a measure may be named: its possible head nouns, and the spans that each head may have.

Both are generous: what is kept is decided by the weights of `measure_model`. A head is any noun that
is not the first part of a suspended compound; its spans begin at any word of its phrase or at the
capital, the quotation mark or the line that opens a name, and end at the head, after an apposition or
after what tells what the thing is for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sotenlp.extraction.grammar import COORDINATORS, HYPHENS, is_suspended
from sotenlp.extraction.names import QUOTES
from sotenlp.extraction.noun_phrases import NounPhrase, phrase_of
from sotenlp.language.view import Doc, Span, Token

LONGEST_LEFT = 8
LONGEST_RIGHT = 6
_STOPS = frozenset(".:;!?()[]|•*→\t\n")
_OPENERS = frozenset({"CCONJ", "SCONJ", "ADP", "PUNCT", "SPACE", "SYM", "VERB", "AUX"})


class Head(NamedTuple):
    """A noun that may be the head of a measure's name.

    Attributes:
        sentence: Index of its sentence.
        phrase: The noun phrase that the grammar builds around it.
        token: Token index of the head noun.
    """

    sentence: int
    phrase: NounPhrase
    token: int


def is_head(token: Token) -> bool:
    """Whether a token may be the head of a measure's name."""
    if is_suspended(token) or not token.has_letter:
        return False
    if token.noun:
        return len(token.text) > 1
    inside = token.text[:1].isupper() and not token.is_sent_start
    return inside and token.pos_ in {"ADJ", "VERB", "ADV", "INTJ"} and not token.finite


def heads(index: int, sentence: Span) -> Iterator[Head]:
    """Yield the possible heads of a sentence in text order.

    Args:
        index: Index of the sentence in its document.
        sentence: The sentence, with lemmas and morphology.
    """
    for token in sentence:
        if is_head(token):
            yield Head(index, phrase_of(token, sentence), token.i)


def spans(head: Head, sentence: Span) -> list[tuple[int, int]]:
    """The token spans that a head's name may have, the grammar's own phrase first.

    Args:
        head: The head.
        sentence: Its sentence.
    """
    doc, phrase = sentence.doc, head.phrase
    starts = _starts(doc, phrase, sentence.start)
    ends = _ends(doc, phrase, sentence.end)
    first = (phrase.start, phrase.end)
    return [first, *((start, end) for start in starts for end in ends if (start, end) != first)]


def _starts(doc: Doc, phrase: NounPhrase, lowest: int) -> list[int]:
    found = [phrase.head]
    for index in range(phrase.head - 1, max(lowest, phrase.head - LONGEST_LEFT) - 1, -1):
        token = doc.words[index]
        if token.text in _STOPS or (token.finite and index < phrase.start):
            break
        if (
            token.text in QUOTES
            or token.pos_ not in _OPENERS
            or is_suspended(token)
            or token.verb_form == "Part"
        ):
            found.append(index)
    if phrase.start not in found:
        found.append(phrase.start)
    return found


def _ends(doc: Doc, phrase: NounPhrase, highest: int) -> list[int]:
    found = [phrase.head + 1]
    for index in range(phrase.head + 1, min(highest, phrase.head + LONGEST_RIGHT)):
        token = doc.words[index]
        if token.text in _STOPS or token.finite:
            break
        if (
            token.text in QUOTES
            or (token.pos_ not in _OPENERS and token.text not in HYPHENS and token.lower_ not in COORDINATORS)
            or token.pos_ == "ADP"
        ):
            found.append(index + 1)
    if phrase.end not in found:
        found.append(phrase.end)
    return found


def head_of_span(found: list[Head], doc: Doc, start: int, end: int) -> Head | None:
    """The head of a marked span: the noun whose phrase opens the span, else the one that fits best.

    Args:
        found: The heads of the document.
        doc: The Doc.
        start: First character of the span.
        end: End of the span.
    """
    inside = [head for head in found if start <= doc.words[head.token].idx < end]
    opening = [head for head in inside if doc.words[head.phrase.start].idx <= start]
    if opening:
        return opening[-1]
    return max(inside, key=lambda head: _overlap(doc, head.phrase, start, end), default=None)


def _overlap(doc: Doc, phrase: NounPhrase, start: int, end: int) -> int:
    span = phrase.span(doc)
    return min(end, span.end_char) - max(start, span.start_char)
