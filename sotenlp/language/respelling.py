"""Standard spellings of colloquial and mistyped word forms, as far as the dictionary knows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from sotenlp.language.abbreviations import read_lexicon

SHORTEST_MISTYPED = 7
LONGEST_MISTYPED = 30
SHORTEST_SPOKEN = 4

# What a spoken ending or sound is in the written language; the first that gives a word is taken.
_SPOKEN = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (r"([nlrs][uy])$", r"\1t"),
        (r"([aä])\1$", r"\1\1n"),
        (r"oo$", "oa"),
        (r"öö$", "öä"),
        (r"ee$", "ea"),
        (r"ee$", "eä"),
        (r"ii$", "ia"),
        (r"ii$", "iä"),
        (r"uu$", "ua"),
        (r"yy$", "yä"),
        (r"eet$", "eat"),
        (r"een$", "ean"),
        (r"een$", "eän"),
        (r"ee(ss|st|ll|lt|n|ks|mp)", r"ea\1"),
        (r"([aäeiouyö])s$", r"\1ssa"),
        (r"([aäeiouyö])s$", r"\1ssä"),
        (r"(is)$", r"\1i"),
        (r"(is)(in|it|ko|kö|han)$", r"\1i\2"),
        (r"(ks)$", r"\1i"),
        (r"(st|lt|ll)$", r"\1a"),
        (r"(st|lt|ll)$", r"\1ä"),
        (r"l$", "lla"),
        (r"l$", "llä"),
        (r"(ki|ka|kä)$", r"\1n"),
        (r"([ou])n(en|e)$", r"\1inen"),
        (r"([aäoöuy])(nen)$", r"\1i\2"),
        (r"([aäoöuy])(s(?:en|ta|tä|ia|iä|et|ille|illa|illä|eksi|ella|ellä|essa|essä|een))$", r"\1i\2"),
        (r"([^s])tt", r"\1ts"),
        (r"h(?=[äaeo])", "hd"),
        (r"ij", "id"),
        (r"j(?=[ae])", "d"),
        (r"([aäoe])i(?=j)", r"\1id"),
        (r"([aeiouyäö])n$", r"\1an"),
    )
)
_STRETCHED = re.compile(r"(.)\1{2,}")
_OFTEN_LEFT_OUT = "ia"
_DOTS = {"a": "ä", "o": "ö", "ä": "a", "ö": "o"}


@cache
def colloquial_forms() -> dict[str, tuple[str, ...]]:
    """Colloquial forms with their standard forms."""
    found: dict[str, tuple[str, ...]] = {}
    for row in read_lexicon("colloquial.csv"):
        found[row["form"]] = (*found.get(row["form"], ()), row["standard"])
    return found


def spoken_spellings(word: str, known: Callable[[str], bool]) -> list[str]:
    """Known words that a lower-case form may be a spoken form of, at most two.

    Args:
        word: A form that the dictionary lacks.
        known: Whether the dictionary has a form.
    """
    if len(word) < SHORTEST_SPOKEN or not word.isalpha():
        return []
    found: dict[str, None] = {}
    squeezed = _STRETCHED.sub(r"\1\1", word)
    for candidate in dict.fromkeys((squeezed, _STRETCHED.sub(r"\1", word))):
        if candidate != word and known(candidate):
            found.setdefault(candidate)
    for pattern, written in _SPOKEN:
        candidate = pattern.sub(written, squeezed, count=1)
        if candidate not in {word, squeezed} and candidate not in found and known(candidate):
            found.setdefault(candidate)
            if len(found) > 1:
                break
    return list(found)


def mistyped_spellings(word: str, known: Callable[[str], bool]) -> list[str]:
    """Known words one slip away from a long lower-case form, the first two.

    A slip is a letter too many or left out, two letters swapped, or dots left out.
    """
    if not SHORTEST_MISTYPED <= len(word) <= LONGEST_MISTYPED or not word.isalpha():
        return []
    found: dict[str, None] = {}
    for candidate in dict.fromkeys(_slips(word)):
        if known(candidate):
            found.setdefault(candidate)
            if len(found) > 1:
                break
    return list(found)


def _slips(word: str) -> Iterator[str]:
    for i, letter in enumerate(word):
        if i and letter == word[i - 1]:
            yield word[:i] + word[i + 1 :]
    for i in range(1, len(word)):
        if word[i - 1] != word[i]:
            yield word[: i - 1] + word[i] + word[i - 1] + word[i + 1 :]
    for i, letter in enumerate(word):
        yield word[:i] + letter + word[i:]
        if letter in _DOTS:
            yield word[:i] + _DOTS[letter] + word[i + 1 :]
    for i in range(1, len(word) - 1):
        yield word[:i] + word[i + 1 :]
    for i in range(2, len(word) - 1):
        yield from (word[:i] + letter + word[i:] for letter in _OFTEN_LEFT_OUT)
    dotted = word.translate({ord("a"): "ä", ord("o"): "ö"})
    if dotted != word:
        yield dotted
