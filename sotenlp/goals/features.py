"""What the goal classifier sees of a text: lemmas, parts of compounds, neighbouring lemmas.

Compound parts let "etälääkäri" and "omalääkärimalli" share what they have in common, which
matters in a language that writes its noun phrases as one word.
"""

from __future__ import annotations

from collections.abc import Iterable

from sotenlp.language.view import Token

SKIPPED = {"PUNCT", "SPACE", "SYM"}
CONTENT = {"NOUN", "VERB", "ADJ", "PROPN", "ADV", "X"}
PREFIX = 6
"""Letters of a word's beginning that stand in for its stem, for words that the lemmatiser misses."""
CHARACTERS = "h:"
"""Prefix of features that are stretches of letters."""
LENGTHS = (4, 5)
"""Lengths of the stretches of letters, in which unknown compounds and typing errors show their kin."""


def extract_features(tokens: Iterable[Token]) -> list[str]:
    """The features of a text, with repetitions, in text order.

    Args:
        tokens: The tokens of a sentence or span, with lemmas and compound parts.

    Returns:
        Strings with a prefix for their kind: "l:" lemma, "p:" part of a compound, "b:" two
        neighbouring content lemmas, "s:" beginning of a content word's lemma, "h:" a stretch of letters of
        one, "n:" a kind of number.
    """
    features: list[str] = []
    previous = ""
    for token in tokens:
        if token.pos_ in SKIPPED:
            continue
        if token.like_num or token.pos_ == "NUM":
            features.append("n:percent" if "%" in token.text else "n:number")
            continue
        lemma = token.lemma_.lower()
        features.append(f"l:{lemma}")
        if token.pos_ not in CONTENT:
            continue
        parts: list[str] = token._.compound
        if len(parts) > 1:
            features.extend(f"p:{part}" for part in parts)
        else:
            features.append(f"p:{lemma}")
        features.append(f"s:{lemma[:PREFIX]}")
        framed = f"^{lemma}$"
        for length in LENGTHS:
            last = len(framed) - length + 1
            features.extend(f"{CHARACTERS}{framed[at : at + length]}" for at in range(last))
        if previous:
            features.append(f"b:{previous} {lemma}")
        previous = lemma
    return features
