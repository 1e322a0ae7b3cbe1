"""Words that tell persons' names from others: first names, titles, words of services and methods."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from sotenlp.reader.tables import read_data
from sotenlp.vocabulary import read_table, split_cell


@cache
def first_names() -> dict[str, bool]:
    """Finnish first names in small letters, and whether each is also a common word or brand."""
    return {row["name"].casefold(): bool(row["also_word"]) for row in read_data("first_names")}


def is_first_name(word: str) -> bool:
    """Whether a word is a common Finnish first name, a double name of two, or one written of two.

    >>> is_first_name("Minna-Mari"), is_first_name("Minnamari"), is_first_name("Neuvola")
    (True, True, False)
    """
    word = word.casefold()
    names = first_names()
    return (
        word in names or ("-" in word and all(part in names for part in word.split("-"))) or _is_fused(word)
    )


@lru_cache(maxsize=4096)
def _is_fused(word: str) -> bool:
    """Whether a word is two first names in one that are no common words."""
    names = first_names()
    return any(
        names.get(word[:at]) is False and names.get(word[at:]) is False for at in range(3, len(word) - 2)
    )


@cache
def _titles() -> tuple[dict[str, str], dict[str, str]]:
    """Uses of titles by their last part, and of words of their own."""
    ends = {row["title"]: row["use"] for row in read_data("person_titles") if row["use"] in ("title", "lead")}
    return ends, {row["title"].casefold(): row["use"] for row in read_data("person_titles")}


@lru_cache(maxsize=4096)
def title_use(word: str) -> str | None:
    """How a word bears on the name after it: "lead", "title", "degree", "announcement", "deed", or None.

    A deed ("esitteli") shows a person only where the words after it look like a name.

    >>> title_use("palveluohjaaja"), title_use("Yhteyshenkilöt"), title_use("palvelu")
    ('title', 'announcement', None)
    """
    ends, whole = _titles()
    word = word.casefold().strip(".,:;")
    use = whole.get(word) or whole.get(word.removesuffix("t")) or whole.get(word + ".")
    if use is None:
        use = next((use for end, use in ends.items() if word.endswith(end)), None)
    return use


def essive_use(word: str) -> str | None:
    """The use of a title in the essive: "sihteerinä", "koordinaattoreina"."""
    match = re.fullmatch(r"(\w+?)(?:na|nä)", word)
    if match is None:
        return None
    stem = match[1]
    bases = (stem, stem.removesuffix("i"), *(re.sub(r"e?i$", last, stem) for last in "iaä"))
    return next((use for base in bases if base and (use := title_use(base))), None)


@cache
def _no_names() -> tuple[frozenset[str], tuple[str, ...]]:
    rows = read_data("no_names")
    return (
        frozenset(row["word"] for row in rows if row["match"] == "word"),
        tuple(row["word"] for row in rows if row["match"] == "start"),
    )


def is_no_name(word: str) -> bool:
    """Whether a word belongs to names of services, methods and organisations rather than persons."""
    word = word.casefold()
    whole, starts = _no_names()
    return word in whole or (word.startswith(starts) and not word.endswith("nen"))


@cache
def _methods() -> frozenset[str]:
    """Names of known practices of several words, in small letters."""
    return frozenset(
        name.casefold()
        for row in read_table("practices")
        for name in (row["name"], *split_cell(row["aliases"]))
        if " " in name
    )


def is_method_name(words: str) -> bool:
    """Whether words are, but for an ending, the name of a known practice."""
    words = words.casefold()
    return any(words.startswith(name) for name in _methods())
