"""Tokens whose form leaves no choice: white space, marks, symbols, numbers, abbreviations."""

from __future__ import annotations

import re

from sotenlp.language.abbreviations import abbreviations
from sotenlp.language.reading import Reading, join_features

_NUMBER = re.compile(r"[+-−]?\d[\d.,:\s\u00a0–/-]*\d|\d")
_ORDINAL = re.compile(r"(?:\d+|[IVX]+)\.")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{2,4})?.*|\d+(?:/\d+)+(?:/\w+)*|\d+/\d+/\w+")
_SYMBOL = re.compile(
    r"[%§€$£°‰+=<>~^©®™&≤≥±]+|[:;=][-o]?[)(DPp|/]+|https?://.*|www\..*|.+(?:@|\(at\)|\[at\]).+\..+|#\w+",
    re.DOTALL,
)


def fixed_readings(word: str) -> tuple[Reading, ...]:
    """The reading of a symbol, a number or an abbreviation; () for any other token."""
    if word.isspace():
        return (Reading(word, "SPACE", "", (word,), "fixed"),)
    if _SYMBOL.fullmatch(word):
        return (Reading(word, "SYM", "", (word.lower(),), "fixed"),)
    if not is_word(word):
        return (Reading(word, "PUNCT", "", (word,), "fixed"),)
    if _ORDINAL.fullmatch(word):
        return (Reading(word, "ADJ", "NumType=Ord", (word,), "fixed"),)
    if _DATE.fullmatch(word):
        return (Reading(word, "NUM", "", (word,), "fixed"),)
    if _NUMBER.fullmatch(word):
        return (Reading(word, "NUM", "NumType=Card", (word,), "fixed"),)
    entry = abbreviations().get(word.lower())
    if entry is not None:
        form = entry.lemma
        features = ({"Abbr": "Yes"} if form[-1] == "." else {}) | (
            {"Case": "Nom", "Degree": "Pos", "Number": "Sing"} if entry.upos == "ADJ" else {}
        )
        return (Reading(form, entry.upos, join_features(features), (form.lower(),), "fixed"),)
    return ()


def is_word(text: str) -> bool:
    """Whether a token has a letter or a digit in it."""
    return any(character.isalnum() for character in text)
