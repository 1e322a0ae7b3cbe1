"""What the goal classifier sees of a text: lemmas, parts of compounds, neighbouring lemmas, its shape.

Compound parts let "etälääkäri" and "omalääkärimalli" share what they have in common, which
matters in a language that writes its noun phrases as one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Protocol

from sotenlp.goals.lexicon import find_goals
from sotenlp.reader.page_kinds import find_heading
from sotenlp.schema import SectionRole

SKIPPED = {"PUNCT", "SPACE", "SYM"}
CONTENT = {"NOUN", "VERB", "ADJ", "PROPN", "ADV", "X"}
PREFIX = 6
"""Letters of a word's beginning that stand in for its stem, for words that the lemmatiser misses."""
CHARACTERS = "h:"
"""Prefix of features that are stretches of letters."""
LENGTHS = (4, 5)
"""Lengths of the stretches of letters, in which unknown compounds and typing errors show their kin."""
SHAPE = "z:"
"""Prefix of features of a text's shape."""
LEXICON = "g:"
"""Prefix of hits in the goals' vocabulary, one feature a hit."""
FRAME = "z:frame"
"""The feature of texts that are about nothing: headings of page templates, numbers and dates alone."""
SIZES = (0, 1, 3, 6, 12)
"""Numbers of words up to which a text is of one size."""
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}|\b20\d\d\b")
_BULLET = re.compile(r"^[\d.\s•–-]+")


class Text(Protocol):
    """A text with its tokens: a Doc or Span of spaCy's, or a view of one."""

    @property
    def text(self) -> str:
        """The text."""

    def __iter__(self) -> Iterator[Any]:
        """The tokens."""


def extract_features(text: Text) -> list[str]:
    """The features of a text, with repetitions.

    Args:
        text: A sentence or other short text with lemmas and compound parts.

    Returns:
        Strings with a prefix for their kind: "l:" lemma, "p:" part of a compound, "b:" two
        neighbouring content lemmas, "s:" beginning of a content word's lemma, "h:" a stretch of letters of
        one, "n:" a kind of number, "g:" a word of a goal's vocabulary, "z:" the shape of the text.
    """
    features: list[str] = []
    lemmas: list[str] = []
    words: list[Any] = []
    previous = ""
    for token in text:
        upos = token.pos_
        if upos in SKIPPED:
            continue
        lemma = token.lemma_.lower()
        lemmas.append(lemma)
        if upos == "NUM" or token.like_num:
            features.append("n:percent" if "%" in token.text else "n:number")
            continue
        words.append(token)
        if upos not in CONTENT:
            features.append(f"l:{lemma}")
            continue
        features.extend(_features_of_word(lemma, tuple(token._.compound)))
        if previous:
            features.append(f"b:{previous} {lemma}")
        previous = lemma
    features.extend(f"{LEXICON}{goal}" for goal in find_goals(lemmas))
    return features + shape_features(text.text.strip(), words)


@lru_cache(maxsize=100_000)
def _features_of_word(lemma: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    """The features of a content word by itself."""
    framed = f"^{lemma}$"
    return (
        f"l:{lemma}",
        *(f"p:{part}" for part in (parts if len(parts) > 1 else (lemma,))),
        f"s:{lemma[:PREFIX]}",
        *(
            f"{CHARACTERS}{framed[at : at + length]}"
            for length in LENGTHS
            for at in range(len(framed) - length + 1)
        ),
    )


def shape_features(text: str, words: Sequence[Any]) -> list[str]:
    """What a text looks like: its length, dates, names, whether it is a heading of a page template.

    Args:
        text: The text.
        words: Its tokens but punctuation and numbers.
    """
    size = sum(len(words) > limit for limit in SIZES)
    found = [f"{SHAPE}size{size}"]
    if _DATE.search(text):
        found.append(f"{SHAPE}date")
    if not any(word.pos_ in {"VERB", "AUX"} for word in words):
        found.append(f"{SHAPE}no_verb")
    if any(word.pos_ == "PROPN" for word in words):
        found.append(f"{SHAPE}name")
    if words and all(word.pos_ == "PROPN" or word.text[:1].isupper() for word in words):
        found.append(f"{SHAPE}capitals")
    heading = find_heading(_BULLET.sub("", text))
    if heading is not None:
        found.append(f"{SHAPE}{heading.role.value}")
    if not words or (heading is not None and heading.role is not SectionRole.COSTS):
        found.append(FRAME)
    return found
