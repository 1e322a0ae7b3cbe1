"""The inflected forms of a person's name, without a dictionary."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_CAPITALISED = r"[A-ZÅÄÖ][a-zåäöéüß]+(?:-[A-ZÅÄÖ][a-zåäöéüß]+)?"
INTRODUCED = re.compile(
    r"\b(?i:\w{0,20}(?:päällikkö|koordinaattori|johtaja|asiantuntija|suunnittelija)"
    r"|yhteyshenkilö\w{0,4}|yhteystiedot|lisätieto\w{1,2}|lisätiedot)(?:\s+antaa)?:?\s+"
    rf"(?P<name>{_CAPITALISED}(?:\s{_CAPITALISED}){{1,2}})\b"
)
"""A person's name after a title or after words that announce it."""

_VOWELS = "aeiouyäöå"
_ENDINGS = (
    "n", "a", "ä", "ta", "tä", "tta", "ttä", "ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle",
    "ksi", "na", "nä", "an", "en", "in", "on", "un", "yn", "än", "ön", "seen", "hin", "kin", "kaan", "kään",
)  # fmt: skip
_GRADATION = (
    ("kk", "k"), ("pp", "p"), ("tt", "t"), ("nk", "ng"), ("nt", "nn"), ("mp", "mm"), ("lt", "ll"),
    ("rt", "rr"), ("t", "d"), ("p", "v"), ("k", ""), ("k", "j"), ("k", "v"),
)  # fmt: skip
_GAP = r"[\s\u00a0.,_-]{1,3}"


@cache
def name_pattern(words: tuple[str, ...], *, alone: bool = True) -> re.Pattern[str]:
    """A pattern for a person's name in any of its forms.

    Matches the whole name, its first and last word, the same turned round ("Virtanen, Maija"),
    the name as it stands in an address (maija.virtanen), and the family name alone. A first name
    alone does not count: it is too common.

    Args:
        words: The name's words in their order, the family name last.
        alone: Whether the family name alone counts.

    >>> bool(name_pattern(("Maija", "Virtanen")).search("kysy Virtaselta"))
    True
    """
    forms = ["(?:" + "|".join(map(re.escape, inflected(word))) + ")" for word in words]
    options = [_GAP.join(forms), _GAP.join([forms[-1], *forms[:-1]]), f"{forms[0]}{_GAP}{forms[-1]}"]
    options.append(re.escape(_folded(words[0])) + "[._-]" + re.escape(_folded(words[-1])))
    if alone and len(words[-1]) > 2:
        options.append(forms[-1])
    return re.compile(rf"(?<![\w█])(?:{'|'.join(options)})(?!\w)")


def inflected(word: str) -> list[str]:
    """A name's inflected forms, the longest first; more than there are, for a mask must not miss."""
    stems = {word}
    lower = word.casefold()
    if lower.endswith("nen"):
        stems |= {word[:-3] + "se", word[:-3] + "s"}
    elif lower[-1] in _VOWELS:
        stems |= {
            word[: -1 - len(strong)] + weak + word[-1]
            for strong, weak in _GRADATION
            if word[:-1].endswith(strong)
        }
        if lower[-1] == "i":
            stems |= {stem[:-1] + "e" for stem in list(stems)}
    else:
        stems |= {word + "i", word + "e"}
        if lower.endswith("s"):
            stems |= {word[:-1] + "kse", word[:-1] + "kses", word[:-1] + "s"}
    forms = {stem + ending for stem in stems for ending in _ENDINGS} | {word}
    forms |= {stem + stem[-1] + "n" for stem in stems if stem[-1:].casefold() in set(_VOWELS)}
    forms |= {f"{word}:{ending}" for ending in ("n", "lle", "lla", "llä", "ssa", "ssä")}
    forms |= {unicodedata.normalize("NFD", form) for form in forms} | {form.upper() for form in forms}
    return sorted(forms, key=lambda form: (-len(form), form))


def _folded(word: str) -> str:
    return word.casefold().translate(str.maketrans("äöåéü", "aoaeu"))
