"""Standard spellings of colloquial and mistyped word forms, as far as the dictionary knows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from sotenlp.language.abbreviations import read_lexicon
from sotenlp.language.letters import END, SIZE, START, LetterGrams
from sotenlp.language.reading import Reading

SHORTEST_MISTYPED = 7
LONGEST_MISTYPED = 30
SHORTEST_SPOKEN = 4
MOST_ASKED = 12
"""Spellings of one form that the dictionary is asked for at most, on each of the two ways."""

# The last letters of a spoken form, what to look for in it and how that is written; the first that
# gives a word is taken. Sounds and endings: VISK § 29-37 (d, ts, vowels), § 83 (lost endings).
_ENDINGS = (
    ("uy", r"([nlrs][uy])$", r"\1t"),
    ("aä", r"([aä])\1$", r"\1\1n"),
    ("o", r"oo$", "oa"),
    ("ö", r"öö$", "öä"),
    ("e", r"ee$", "ea"),
    ("e", r"ee$", "eä"),
    ("i", r"ii$", "ia"),
    ("i", r"ii$", "iä"),
    ("u", r"uu$", "ua"),
    ("y", r"yy$", "yä"),
    ("t", r"eet$", "eat"),
    ("t", r"eet$", "eät"),
    ("aä", r"eet(a|ä)$", r"e\1\1"),
    ("n", r"kk(in|aan|ään)$", r"k\1"),
    ("n", r"een$", "ean"),
    ("n", r"een$", "eän"),
    ("s", r"([aäeiouyö])s$", r"\1ssa"),
    ("s", r"([aäeiouyö])s$", r"\1ssä"),
    ("s", r"([aäeiouyö]s)$", r"\1i"),
    ("n", r"([uo])\1n$", r"\1an"),
    ("n", r"yyn$", "yän"),
    ("t", r"([uo])\1t$", r"\1at"),
    ("t", r"yyt$", "yät"),
    ("e", r"([ueo])\1tte$", r"\1atte"),
    ("e", r"([ye])\1tte$", r"\1ätte"),
    ("x", r"x$", "ksi"),
    ("ntoö", r"(is)(in|it|ko|kö|han)$", r"\1i\2"),
    ("s", r"(ks)$", r"\1i"),
    ("s", r"ks$", "tko"),
    ("s", r"ks$", "tkö"),
    ("tl", r"(st|lt|ll)$", r"\1a"),
    ("tl", r"(st|lt|ll)$", r"\1ä"),
    ("l", r"l$", "lla"),
    ("l", r"l$", "llä"),
    ("iaä", r"(ki|ka|kä)$", r"\1n"),
    ("aä", r"([aeiouyäö])(s[aä])$", r"\1n\2"),
    ("ne", r"([ou])n(en|e)$", r"\1inen"),
    ("e", r"ne$", "nen"),
    ("n", r"([aäoöuy])(nen)$", r"\1i\2"),
    (
        "naäteäi",
        r"([aäoöuye])(s(?:en|et|t[aä]|i[aä]|ten|ien|e(?:ss|st|ll|lt|n|ks)[aäei]|een|i(?:ss|st|ll|lt|n|ks)[aäei]|iin))$",
        r"\1i\2",
    ),
    ("n", r"([aeiouyäö])n$", r"\1an"),
)
_SOUNDS = (
    ("ee", r"ee(ss|st|ll|lt|n|ks|mp)", r"ea\1"),
    ("ee", r"ee(ss|st|ll|lt|n|ks|mp)", r"eä\1"),
    ("mp", r"m(?=p[aä])", "n"),
    ("kat", r"^kat(?=[to])", "kats"),
    ("tt", r"([^s])tt", r"\1ts"),
    ("h", r"h(?=[äaeo])", "hd"),
    ("ij", r"ij", "id"),
    ("j", r"j(?=[ae])", "d"),
    ("ij", r"([aäoe])i(?=j)", r"\1id"),
    ("r", r"r(?=[aäei])", "d"),
    ("ii", r"ii(?=[aä])", "ied"),
    ("yy", r"yy(?=ä)", "yöd"),
    ("uu", r"uu(?=a)", "uod"),
    ("ot", r"o(?=t)", "oi"),
    ("öt", r"ö(?=t)", "öi"),
    ("w", r"w", "v"),
    ("x", r"x", "ks"),
    ("", r"([kmnprstvlhj])\1(?=([aeiouyäö])\2)", r"\1"),
    ("l", r"l[aeiouyäö](?=[mkpvjh])", "l"),
    ("h", r"h[aeiouyäö](?=[mnljrv])", "h"),
)
_ENDINGS_BY_LETTER: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    letter: tuple((re.compile(pattern), written) for last, pattern, written in _ENDINGS if letter in last)
    for letter in sorted({letter for last, _, _ in _ENDINGS for letter in last})
}
_SOUND_RULES = tuple((part, re.compile(pattern), written) for part, pattern, written in _SOUNDS)
_PRONOMINAL = frozenset({"PRON", "DET", "ADJ", "ADV"})
_VERBAL = frozenset({"AUX", "VERB"})
_CLITICS = ("kin", "kaan", "kään", "han", "hän", "pa", "pä", "ko", "kö")
_CLITIC = re.compile(r"(.{2,}?)(kin|kaan|kään|han|hän|pa|pä|ko|kö)")
_STRETCHED = re.compile(r"(.)\1{2,}")
_DOTS = {"a": "ä", "o": "ö", "ä": "a", "ö": "o"}
_DOTTED = str.maketrans("ao", "äö")
_VOWELS = frozenset("aeiouyäö")
_OFTEN_DOUBLED = frozenset("klmnprst")
_OFTEN_LEFT_OUT = "ia"
_KEYS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")


@cache
def colloquial_forms() -> dict[str, tuple[str, ...]]:
    """Colloquial forms with their standard forms."""
    found: dict[str, tuple[str, ...]] = {}
    for row in read_lexicon("colloquial.csv"):
        found[row["form"]] = (*found.get(row["form"], ()), row["standard"])
    return found


def standard_forms(word: str) -> tuple[str, ...]:
    """The standard forms of a listed colloquial form in lower case, with or without a clitic.

    >>> standard_forms("mullakin")
    ('minullakin',)
    """
    found = colloquial_forms().get(word)
    if found is None and word.endswith(_CLITICS):
        clitic = _CLITIC.fullmatch(word)
        base, ending = clitic.groups() if clitic else (word, "")
        found = tuple(standard + ending for standard in colloquial_forms().get(base, ()))
    return found or ()


@cache
def _classes() -> dict[str, frozenset[str]]:
    """The parts of speech that colloquial forms of some kinds have."""
    kinds = {"pronomini": _PRONOMINAL, "verbin": _VERBAL}
    return {
        row["form"]: classes
        for row in read_lexicon("colloquial.csv")
        for kind, classes in kinds.items()
        if kind in row["source"]
        and "partikkeli" not in row["source"]
        and len(colloquial_forms()[row["form"]]) == 1
    }


def fitting(readings: list[Reading], word: str) -> list[Reading]:
    """The readings of a standard form that a colloquial form can have ("tota" is no verb).

    Args:
        readings: Readings of the standard form.
        word: The colloquial form.
    """
    classes = _classes().get(word)
    return [reading for reading in readings if classes is None or reading.upos in classes] or readings


_NO_LETTERS = LetterGrams({})


def spoken_spellings(
    word: str, known: Callable[[str], bool], letters: LetterGrams = _NO_LETTERS
) -> list[str]:
    """Known words that a lower-case form may be a spoken form of, at most two; before all with its dots.

    Args:
        word: A form that the dictionary lacks.
        known: Whether the dictionary has a form.
        letters: The runs of letters that a word may have.
    """
    if len(word) < SHORTEST_SPOKEN or not word.isalpha():
        return []
    dotted = word.translate(_DOTTED)
    if dotted != word and letters.possible(dotted) and known(dotted):
        return [dotted]
    squeezed = _STRETCHED.sub(r"\1\1", word)
    return _first_known(dict.fromkeys(_spoken(word, squeezed)), known, letters)


def _spoken(word: str, squeezed: str) -> Iterator[str]:
    for candidate in (squeezed, _STRETCHED.sub(r"\1", word)):
        if candidate != word:
            yield candidate
    for pattern, written in _ENDINGS_BY_LETTER.get(squeezed[-1], ()):
        candidate = pattern.sub(written, squeezed, count=1)
        if candidate != squeezed and candidate != word:
            yield candidate
    whole = (squeezed, squeezed + "n") if squeezed[-1] == squeezed[-2] else (squeezed,)
    for part, rule, written in _SOUND_RULES:
        if part in squeezed:
            for form in whole:
                candidate = rule.sub(written, form, count=1)
                if candidate != form and candidate != word:
                    yield candidate
    if squeezed[-1] in _VOWELS:
        yield squeezed + "n"


def _first_known(
    candidates: Iterable[str], known: Callable[[str], bool], letters: LetterGrams, *, most: int = 2
) -> list[str]:
    """The first candidates that are known; only so many possible ones are asked for."""
    found: list[str] = []
    asked = 0
    for candidate in candidates:
        if not letters.possible(candidate):
            continue
        asked += 1
        if known(candidate):
            found.append(candidate)
        if len(found) == most or (asked == MOST_ASKED and letters):
            break
    return found


def mistyped_spellings(
    word: str, known: Callable[[str], bool], letters: LetterGrams = _NO_LETTERS
) -> list[str]:
    """Known words one slip away from a long lower-case form, the first two.

    A slip is a letter too many, left out or wrong, or two letters swapped. Where
    the form has a run of letters that no word has, the slip is there; where it has runs far
    from each other, it is of another language.

    Args:
        word: A form that the dictionary lacks.
        known: Whether the dictionary has a form.
        letters: The runs of letters that a word may have.
    """
    if not SHORTEST_MISTYPED <= len(word) <= LONGEST_MISTYPED or not word.isalpha():
        return []
    wrong = letters.impossible(word)
    if not wrong:
        return _first_known(dict.fromkeys(_likely_slips(word)), known, letters)
    if wrong[-1] - wrong[0] > SIZE:
        return []
    return _first_known(dict.fromkeys(_slips_at(word, wrong[0], wrong[-1], letters)), known, letters)


def _likely_slips(word: str) -> Iterator[str]:
    """Slips that make no impossible run: double letters and single ones, "i" and "a" left out."""
    for i in range(len(word) - 1, 0, -1):
        if word[i] == word[i - 1]:
            yield word[:i] + word[i + 1 :]
        elif word[i] in _OFTEN_DOUBLED and word[i - 1] in _VOWELS and word[i + 1 : i + 2] in _VOWELS:
            yield word[:i] + word[i] + word[i:]
    for i in range(len(word) - 1, 0, -1):
        if word[i] in _VOWELS and word[i - 1] not in _VOWELS and word[i + 1 : i + 2] not in _VOWELS:
            yield word[:i] + word[i] + word[i:]
        if word[i] not in _VOWELS:
            yield from (word[:i] + letter + word[i:] for letter in _OFTEN_LEFT_OUT)
    for i in range(1, len(word)):
        if word[i - 1] != word[i]:
            yield word[: i - 1] + word[i] + word[i - 1] + word[i + 1 :]


def _slips_at(word: str, first: int, last: int, letters: LetterGrams) -> Iterator[str]:
    """Slips that touch every impossible run of a form.

    Args:
        word: The form.
        first: Where the first impossible run begins, in the form with its borders.
        last: Where the last one begins.
        letters: The runs of letters that a word may have.
    """
    padded = f"{START}{word}{END}"
    size = len(padded)
    places = [i for i in range(max(last, 1), first + SIZE) if i < size - 1]
    for i in places:
        if padded[i] == padded[i - 1]:
            yield padded[1:i] + padded[i + 1 : -1]
    for i in (last - 1, *places):
        if 0 < i < size - 2 and padded[i] != padded[i + 1]:
            yield padded[1:i] + padded[i + 1] + padded[i] + padded[i + 2 : -1]
    for i in places:
        yield padded[1:i] + padded[i] + padded[i:-1]
    for i in places:
        yield padded[1:i] + padded[i + 1 : -1]
    for i in range(max(last + 1, 1), first + SIZE):
        if i < size:
            between = letters.following(padded[i - 3 : i]) if i >= 3 else _ALPHABET
            yield from (padded[1:i] + letter + padded[i:-1] for letter in between.replace(END, ""))
    for i in places:
        yield from (padded[1:i] + letter + padded[i + 1 : -1] for letter in _near_keys().get(padded[i], ""))


_ALPHABET = "iatnesluokämrvhpyjödgbfcåwxzq"


@cache
def _near_keys() -> dict[str, str]:
    """The letters beside each letter on a Finnish keyboard, and the one with or without dots."""
    found = {letter: _DOTS.get(letter, "") for row in _KEYS for letter in row}
    for number, row in enumerate(_KEYS):
        for i, letter in enumerate(row):
            found[letter] += row[max(0, i - 1) : i] + row[i + 1 : i + 2]
            for other in _KEYS[max(0, number - 1) : number] + _KEYS[number + 1 : number + 2]:
                found[letter] += other[max(0, i - 1) : i + 1]
    return found
