"""Names of known practices in a sentence, by the vocabulary of practices."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from sotenlp.language.view import Span, Token
from sotenlp.language.words import CACHED_TYPES, Word
from sotenlp.vocabulary import read_table, split_cell

LONGEST = 6


@cache
def _names() -> frozenset[tuple[str, ...]]:
    """All names and aliases as words in lower case."""
    found = set()
    for row in read_table("practices"):
        for name in (row["name"], *split_cell(row["aliases"])):
            found.add(_words(name))
    return frozenset(found)


@cache
def _openings() -> frozenset[str]:
    """The first words of all names."""
    return frozenset(name[0] for name in _names() if name)


@cache
def _closings() -> frozenset[str]:
    """The last words of all names."""
    return frozenset(name[-1] for name in _names() if name)


@lru_cache(maxsize=CACHED_TYPES)
def _opens(word: Word) -> bool:
    """Whether a known name may begin with a word."""
    return any(first in _openings() for form in _forms(word) for first in _words(form)[:1])


@lru_cache(maxsize=CACHED_TYPES)
def _closes(word: Word) -> bool:
    """Whether a known name may end with a word."""
    return any(last in _closings() for form in _forms(word) for last in _words(form)[-1:])


def _forms(word: Word) -> set[str]:
    return {form.strip("-–") for form in (word.text, word.lemma_, word.text.partition(":")[0])}


def _words(name: str) -> tuple[str, ...]:
    return tuple(name.lower().replace(" -", " ").replace("-", " ").split())


def practice_names(sentence: Span) -> Iterator[tuple[int, int]]:
    """Yield the token spans of a sentence that name a known practice, the longest at each place.

    Args:
        sentence: A sentence of a Doc that has lemmas.
    """
    words, index = sentence.doc.words, sentence.start
    while index < sentence.end:
        last = min(index + LONGEST, sentence.end) if _opens(words[index].word) else index
        for end in range(last, index, -1):
            if _closes(words[end - 1].word) and _known(words[index:end]):
                yield index, end
                index = end - 1
                break
        index += 1


def _known(tokens: list[Token]) -> bool:
    if any(token.is_punct or token.is_space for token in (tokens[0], tokens[-1])):
        return False
    before = [_words(token.text.strip("-–")) for token in tokens[:-1] if token.text not in {"-", "–"}]
    first = tuple(word for words in before for word in words)
    lemmas = tuple(
        word
        for token in tokens[:-1]
        if token.text not in {"-", "–"}
        for word in _words(token.lemma_.strip("-–"))
    )
    last = tokens[-1]
    forms = {last.text, last.lemma_, last.text.partition(":")[0]}
    return any(
        (*start, *_words(form.strip("-–"))) in _names()
        for start in {first, lemmas}
        for form in forms
        if form.strip("-–")
    )
