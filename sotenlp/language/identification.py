"""In which language a text is written: Finnish, Swedish, English, or none of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from sotenlp.language.abbreviations import read_lexicon

SAMPLE = 2000
SHARE_FINNISH = 0.5
SHARE_FOREIGN = 0.12


def identify(words: Sequence[str], known: Callable[[str], bool]) -> str:
    """The language of a text: "fi", "sv", "en" or "und".

    Args:
        words: The text's tokens.
        known: Whether a word form is in the Finnish dictionary.

    A text is Finnish when at least half of its words are; else it is Swedish or English when
    at least every eighth word is one of that language's closed class.
    """
    step = max(1, len(words) // SAMPLE)
    sample = [word.lower() for word in words[::step] if word.isalpha()]
    if not sample:
        return "und"
    finnish = sum(known(word) for word in sample) / len(sample)
    best, code = max(
        (sum(word in forms for word in sample) / len(sample), code)
        for code, forms in _foreign_words().items()
    )
    if finnish >= SHARE_FINNISH and best < SHARE_FOREIGN * 2:
        return "fi"
    return code if best >= SHARE_FOREIGN else "und"


@cache
def _foreign_words() -> dict[str, frozenset[str]]:
    """Closed-class words by language."""
    rows = read_lexicon("foreign_words.csv")
    codes = dict.fromkeys(row["language"] for row in rows)
    return {code: frozenset(row["form"] for row in rows if row["language"] == code) for code in codes}


@cache
def closed_class(code: str) -> frozenset[str]:
    """Words of a language in small letters that carry little content; none for one without a list."""
    if code == "sv":
        from spacy.lang.sv.stop_words import STOP_WORDS
    elif code == "en":
        from spacy.lang.en.stop_words import STOP_WORDS
    else:
        return frozenset()
    return _foreign_words()[code] | STOP_WORDS
