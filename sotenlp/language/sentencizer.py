"""Sentences: they never cross a layout block, and a full stop is not always an end."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
from spacy.tokens import Doc

from sotenlp.language.abbreviations import abbreviations
from sotenlp.language.extensions import register
from sotenlp.language.texts import offsets_of, texts_of

FURTHEST_MARK = 50
"""Brackets, quotation marks and white space that may stand between two words."""
_ENDS = frozenset(".!?…")
_CLOSERS = frozenset(")]}\"'”“’»›")
_AMBIGUOUS = frozenset("\"'”’»")
_BULLETS = frozenset("-–—*•·▪◦●■□")
_MARKS = _CLOSERS | frozenset("([{“‘«-–—*•")


class Sentencizer:
    """Marks the first token of each sentence.

    The borders come from ``doc._.blocks``; in a Doc without blocks an empty line is a border, and
    so is the beginning of a line with a bullet.
    """

    def __init__(self) -> None:
        register()

    def __call__(self, doc: Doc) -> Doc:
        """Set ``token.is_sent_start`` of every token."""
        words = texts_of(doc)
        starts = _border_starts(doc, words)
        ended = False
        for i, word in enumerate(words):
            if word.isspace():
                continue
            if ended and i not in starts and not (set(word) <= _CLOSERS and _closes(doc, i)):
                starts.add(i)
                ended = False
            elif i in starts:
                ended = False
            if _ends(words, i):
                ended = True
            elif ended and not (set(word) <= _CLOSERS):
                ended = False
        visible = next((i for i, word in enumerate(words) if not word.isspace()), 0)
        starts.discard(visible)
        starts.add(0)
        # One call for all: setting them one by one makes spaCy look through the Doc each time.
        values = np.full(len(doc), -1, dtype=np.int64)
        values[sorted(starts & set(range(len(doc))))] = 1
        if len(doc):
            doc.from_array(["SENT_START"], values.astype(np.uint64).reshape(-1, 1))  # type: ignore[arg-type]
        return doc


def _border_starts(doc: Doc, words: list[str]) -> set[int]:
    """The first visible token of each block and of each stretch between blocks."""
    offsets = offsets_of(doc)
    rows = doc.user_data.get("sotenlp_blocks", ())
    borders = {offset for row in rows for offset in (row["start"], row["end"])}
    found = {bisect_left(offsets, border) for border in borders}
    if not rows:
        found |= {i + 1 for i, word in enumerate(words) if word.isspace() and _parts(word, words, i + 1)}
    starts = set()
    for i in found:
        while i < len(words) and words[i].isspace():
            i += 1
        if i < len(words):
            starts.add(i)
    return starts


def _parts(blank: str, words: list[str], after: int) -> bool:
    """Whether white space is an empty line, or a line's end before a bullet."""
    lines = blank.count("\n")
    return lines > 1 or (lines > 0 and after < len(words) and words[after] in _BULLETS)


def _next_visible(words: list[str], i: int) -> str:
    """The first visible token after token i, past brackets, quotation marks and bullets."""
    for word in words[i + 1 : i + 1 + FURTHEST_MARK]:
        if not (word.isspace() or set(word) <= _MARKS):
            return word
    return ""


def _closes(doc: Doc, i: int) -> bool:
    """Whether a bracket or quotation mark after an end mark belongs to the sentence that ended.

    The same mark opens and closes in Finnish; one with white space before it opens.
    """
    return not set(doc[i].text) & _AMBIGUOUS or i == 0 or not (doc[i - 1].whitespace_ or doc[i - 1].is_space)


def _ends(words: list[str], i: int) -> bool:
    """Whether token i ends a sentence, if anything follows."""
    word = words[i]
    if set(word) <= _ENDS:
        following = _next_visible(words, i)
        if following[:1].islower() and (word != "." or words[i + 1] in _CLOSERS):
            return False
        if following[:1].islower():
            # A small letter begins a sentence only after a full stop that ends a long word.
            return i > 0 and len(words[i - 1]) > 3 and words[i - 1].isalpha()
        return following not in {",", ";", ":"}
    if word[-1] != "." or len(word) < 2:
        return False
    following = _next_visible(words, i)
    if not following[:1].isupper():
        return False
    entry = abbreviations().get(word.lower())
    if entry is not None:
        return entry.ends_sentence
    return word[0].isdigit() and "." in word[:-1]
