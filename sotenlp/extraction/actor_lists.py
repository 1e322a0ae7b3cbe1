"""Names that only their company tells to be organisations.

In "Mukana ovat Metropolia, Forum Virium ja HUS" the known names show what the third one is, and
"sovittiin Omnian ja HALin kanssa" has room for those who act alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from sotenlp.extraction.actor_contexts import follows_deed, is_companion, is_deed, is_name_genitive, opens
from sotenlp.extraction.actor_phrases import Phrase
from sotenlp.extraction.actor_words import words_of
from sotenlp.extraction.grammar import is_suspended
from sotenlp.extraction.organisations import is_municipality_name
from sotenlp.language.view import Span, Token
from sotenlp.language.words import CACHED_TYPES, Word
from sotenlp.reader.person_words import first_names
from sotenlp.schema import ActorType
from sotenlp.vocabulary import read_table, split_cell

SEPARATORS = frozenset({",", ";", "/", "&", "ja", "sekä"})
LONGEST_NAME = 4
LOCAL_ENDINGS = (
    "ssa",
    "ssä",
    "sta",
    "stä",
    "lla",
    "llä",
    "lta",
    "ltä",
    "lle",
    "iin",
    "aan",
    "ään",
    "een",
    "ksi",
)
LONGEST_ACRONYM = 7


def extract_listed(sentence: Span, found: Sequence[Phrase]) -> Iterator[Phrase]:
    """Yield the capitalised members of lists whose other members are actors, and names of those who act.

    Args:
        sentence: A sentence of a Doc that has lemmas.
        found: Its actors, in text order.
    """
    taken = {index for phrase in found for index in range(phrase.start, phrase.end)}
    starts = {phrase.start for phrase in found if not phrase.generic}
    ends = {phrase.end for phrase in found if not phrase.generic}
    candidates = [
        (start, end)
        for start, end in _members(sentence)
        if taken.isdisjoint(range(start, end))
        and _is_name(start, end, sentence)
        and not _explains(start, ends, sentence)
    ]
    chosen: set[tuple[int, int]] = set()
    for start, end in (*candidates, *reversed(candidates)):
        if (start, end) not in chosen and (
            _is_joined(start, end, starts, ends, sentence)
            or _is_companion_name(sentence.doc.words[end - 1], end - start, sentence)
            or _is_doer(start, end, sentence)
        ):
            chosen.add((start, end))
            starts.add(start)
            ends.add(end)
    for start, end in sorted(chosen):
        yield _phrase(start, end, sentence)


def _explains(start: int, ends: set[int], sentence: Span) -> bool:
    """Whether a name in brackets only explains the actor before it."""
    return start - 1 > sentence.start and sentence.doc.words[start - 1].text == "(" and start - 1 in ends


def _is_joined(start: int, end: int, starts: set[int], ends: set[int], sentence: Span) -> bool:
    """Whether a separator joins a name to an actor."""
    doc = sentence.doc
    before = start - 1 >= sentence.start and doc.words[start - 1].text in SEPARATORS and start - 1 in ends
    return before or (end < sentence.end and doc.words[end].text in SEPARATORS and end + 1 in starts)


def _is_companion_name(last: Token, length: int, sentence: Span) -> bool:
    """Whether a name of one word stands before "kanssa" or the like: "HALin kanssa"."""
    if _is_acronym(last):
        return is_companion(last, sentence)
    single = last.pos_ in {"PROPN", "X"} and length == 1
    return single and is_name_genitive(last) and is_companion(last, sentence)


def _is_doer(start: int, end: int, sentence: Span) -> bool:
    """Whether a name is the subject of a verb of running things: "kyydit hoiti Pohjolan Liikenne"."""
    doc, last = sentence.doc, sentence.doc.words[end - 1]
    if last.case not in {"Nom", ""} or normal_name(doc[start:end].text) in practice_names():
        return False
    if end < sentence.end and not doc.words[end].is_punct and doc.words[end].lower_ not in SEPARATORS:
        return is_deed(doc.words[end], "run")
    return follows_deed(doc.words[start], sentence, "run")


@cache
def practice_names() -> frozenset[str]:
    """The names of known practices: they run nothing."""
    return frozenset(
        normal_name(name)
        for row in read_table("practices")
        for name in (row["name"], *split_cell(row["aliases"]))
    )


def normal_name(name: str) -> str:
    """A name in small letters."""
    return name.casefold()


def _members(sentence: Span) -> Iterator[tuple[int, int]]:
    """The stretches between separators, brackets, colons, and verbs; of a short run of words only."""
    doc, start = sentence.doc, sentence.start
    for index in range(sentence.start, sentence.end + 1):
        stop = index == sentence.end or _parts(doc.words[index].word)
        if not stop:
            continue
        if index > start:
            yield from _capitals(start, index, sentence)
        start = index + 1


def _capitals(start: int, end: int, sentence: Span) -> Iterator[tuple[int, int]]:
    """The capitalised words of a stretch, from the first capital to the last noun before small letters."""
    doc = sentence.doc
    first = next((i for i in range(start, end) if doc.words[i].text[:1].isupper()), None)
    if first is None:
        return
    last = first + 1
    while last < end and (doc.words[last].text[:1].isupper() or doc.words[last].text in {"-", "–"}):
        last += 1
    if last < end and doc.words[last].lower_ != "kanssa":
        return
    yield first, last


@lru_cache(maxsize=CACHED_TYPES)
def _parts(token: Word) -> bool:
    return (
        token.lower_ in SEPARATORS
        or token.is_space
        or token.text in {":", "(", ")", "."}
        or token.finite
        or is_deed(token, "run")
        or token.lower_ == "kanssa"
    )


def _is_name(start: int, end: int, sentence: Span) -> bool:
    tokens = sentence.doc[start:end]
    if end - start > 1 and tokens[0].lower_ in first_names():
        return False
    if end - start > LONGEST_NAME or any(is_municipality_name(token) for token in tokens):
        return False
    last = tokens[-1].text.partition(":")[0]
    if last.casefold() in words_of("noname") or last.casefold() in practice_names():
        return False
    if last.endswith(LOCAL_ENDINGS) or re.search(r"-[a-zåäö]", last):
        return False
    if is_suspended(tokens[-1]) or any(
        token.pos_ in {"NUM", "VERB", "AUX", "ADV", "PRON"} or token.is_digit for token in tokens
    ):
        return False
    return not opens(tokens[0], sentence) or tokens[0].pos_ == "PROPN" or _is_acronym(tokens[0])


def _is_acronym(token: Token) -> bool:
    base = token.text.partition(":")[0]
    letters = sum(character.isupper() for character in base)
    return base.isalpha() and letters >= 2 and len(base) <= LONGEST_ACRONYM


def _phrase(start: int, end: int, sentence: Span) -> Phrase:
    doc = sentence.doc
    last = doc.words[end - 1]
    words = [token.text for token in doc[start : end - 1]] + [base_of(last)]
    return Phrase(start, end, " ".join(words), ActorType.OTHER)


def base_of(token: Token) -> str:
    """A name's base form with the capitals of its mention: "HALin" -> "HAL", "VTH:n" -> "VTH"."""
    text = token.text.partition(":")[0]
    stem = len(text) - len(text.rstrip("abcdefghijklmnopqrstuvwxyzåäö"))
    if 0 < stem < len(text) and text[: len(text) - stem].isupper() and len(text) - stem > 1:
        return text[: len(text) - stem]
    if ":" in token.text or token.case in {"Nom", "Par", ""}:
        return text
    lemma = token.lemma_
    return lemma if lemma[:1].isupper() else text[:1] + lemma[1:]
