"""Base forms that the ending of an unknown word suggests, and the consonant gradation of Finnish."""

from __future__ import annotations

import re

from sotenlp.language.reading import Features

_CASES: tuple[tuple[str, Features], ...] = (
    (r"i?lla|i?llä", {"Case": "Ade"}),
    (r"i?lle", {"Case": "All"}),
    (r"i?lta|i?ltä", {"Case": "Abl"}),
    (r"i?ssa|i?ssä", {"Case": "Ine"}),
    (r"i?sta|i?stä", {"Case": "Ela"}),
    (r"i?ksi", {"Case": "Tra"}),
    (r"i?tta|i?ttä", {"Case": "Abe"}),
    (r"i?na|i?nä", {"Case": "Ess"}),
    (r"i?seen|i?siin|iin|[hs]?(?:aa|ee|ii|oo|uu|yy|ää|öö)n|h[aeiouyäö]n", {"Case": "Ill"}),
    (r"(?:i?en|jen|iden|itten|den|tten)", {"Case": "Gen"}),
    (r"n", {"Case": "Gen"}),
    (r"i?ta|i?tä|i?a|i?ä", {"Case": "Par"}),
    (r"t", {"Case": "Nom", "Number": "Plur"}),
)
ENDINGS = tuple((re.compile(rf"(.*?)(?:{ending})$"), features) for ending, features in _CASES)
"""Endings of cases with their features, each to match from a word's beginning."""
VOWELS = frozenset("aeiouyäöå")


# Consonants before the last vowel in the strong and in the weak grade; VISK § 41-42.
_GRADES = (
    ("kk", "k"),
    ("pp", "p"),
    ("tt", "t"),
    ("nk", "ng"),
    ("mp", "mm"),
    ("nt", "nn"),
    ("lt", "ll"),
    ("rt", "rr"),
    ("ht", "hd"),
    ("t", "d"),
    ("p", "v"),
)
_LAST_SYLLABLE = re.compile(r"(.*?[aeiouyäö])([bdfghjklmnprstvw]+)([aeiouyäö])$", re.IGNORECASE)


def stems(word: str) -> list[tuple[str, Features]]:
    """Base forms of a word by its ending, without consonant gradation."""
    found: list[tuple[str, Features]] = []
    for pattern, case in ENDINGS:
        match = pattern.match(word)
        if match is None or len(match.group(1)) < 2:
            continue
        stem = match.group(1)
        features = {"Number": "Sing"} | case
        if stem.endswith("kse"):
            found.append((stem[:-3] + "s", features))
            continue
        if stem.endswith(("uude", "yyde")):
            found.append((stem[:-2] + "s", features))
            continue
        found.append((stem, features))
        if word[len(stem)] == "i" and word[len(stem) + 1 :] and stem[-1] not in VOWELS:
            found.append((stem + "i", features))
        if stem[-1] in "ie" and len(stem) > 3:
            found.append((stem[:-1], features))
        if stem.endswith("se"):
            found.append((stem[:-2] + "nen", features))
        if stem[-1] == "e":
            found.append((stem[:-1] + "i", features))
    return found


def other_grades(stem: str) -> list[str]:
    """A stem in the other grade, and a stem in -ee as the noun in -e that it is of.

    >>> other_grades("päiky"), other_grades("Pohtee")
    (['päikky'], ['Pohde'])
    """
    if stem.endswith("ee"):
        stem = stem[:-1]
    found = _LAST_SYLLABLE.match(stem)
    if found is None:
        return []
    head, cluster, vowel = found.groups()
    pairs = _GRADES + tuple((weak, strong) for strong, weak in _GRADES)
    graded = (head + cluster[: -len(old)] + new + vowel for old, new in pairs if cluster.endswith(old))
    return list(dict.fromkeys(graded))[:2]
