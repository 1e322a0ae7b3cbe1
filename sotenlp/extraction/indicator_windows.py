"""The time within which a value came about, and the scale or base that stands with it.

"puolen vuoden aikana" is the window "puoli vuotta", "viikossa" is "viikko"; "asteikolla 0–10" and
"/ 1 000 käyntiä" are units of the value they stand with.
"""

from __future__ import annotations

import re

from sotenlp.extraction.partitives import partitive
from sotenlp.extraction.quantities import Quantity
from sotenlp.extraction.quantity_units import QuantityKind, units, word_uses
from sotenlp.language.view import Span, Token

AFTER = 4
SPANNED = frozenset({"aikana", "kuluessa", "sisällä", "sisään"})
LIMITED = frozenset({"alle", "yli", "enintään"})

_YEAR = re.compile(r"(?:19|20)\d\d")
_SCALE = re.compile(r"asteik(?:ko|olla)\s+(\d+\s?[-–]\s?\d+)")
_BASE = re.compile(r"/\s?(10{1,5}|1 0{3}|10{1,2} 0{3})\s+(\w+)")
_PER = re.compile(r"\b(10{2,5}|1 0{3}|10{1,2} 0{3})\s+(\w+)\s+koh(?:ti|den)")


def window_of(quantity: Quantity, start: int, sentence: Span) -> str | None:
    """The time within which a share or count came about, as one would list it, or None.

    Args:
        quantity: A quantity of the sentence.
        start: First token of the statement that it stands in.
        sentence: The sentence.

    Example:
        >>> sentence = next(nlp("Ryhmään palasi puolen vuoden kuluessa 22 %.").sents)
        >>> window_of(next(extract_quantities(sentence)), 0, sentence)
        'puoli vuotta'
    """
    if quantity.window is not None or quantity.kind not in {
        QuantityKind.SHARE,
        QuantityKind.COUNT,
        QuantityKind.BARE,
    }:
        return quantity.window
    doc = sentence.doc
    last = min(quantity.end + AFTER, sentence.end)
    for token in doc[start:last]:
        if quantity.start <= token.i < quantity.end:
            continue
        if token.i >= quantity.end and (token.is_punct or token.pos_ == "NUM"):
            break
        if token.lemma_lower in word_uses()["period"] or token.lower_.partition(":")[0] in units():
            window = _window(token, sentence)
            if window is not None:
                return window
    return None


def _window(token: Token, sentence: Span) -> str | None:
    doc, case = sentence.doc, token.case
    after = doc.words[token.i + 1].lower_ if token.i + 1 < sentence.end else ""
    before = doc.words[token.i - 1] if token.i > sentence.start else None
    spanned = after in SPANNED and case in {"Gen", "Nom", ""}
    if not spanned and (case != "Ine" or token.lemma_ in {"ilta", "tunti", "kerta"}):
        return None
    if before is None or before.lower_ in {"kerran", "kertaa"} or _YEAR.fullmatch(before.text):
        return None if before is not None else token.lemma_
    if before.lemma_ == "puoli":
        return f"puoli {partitive(token.lemma_)}"
    if before.pos_ == "NUM":
        number = before.lemma_ if before.lemma_.isalpha() else before.text
        written = token.text if len(token.lemma_) < 4 else partitive(token.lemma_)
        return f"{number} {written.partition(':')[0]}"
    if before.lower_ in LIMITED:
        return f"{before.lower_} {token.lemma_}"
    return token.lemma_ if len(token.lemma_) > 3 and token.number != "Plur" else None


def unit_of(text: str) -> str | None:
    """The scale or base that a statement gives its value: "asteikko 0–10", "/ 1 000 käyntiä".

    Args:
        text: The words from the start of the statement to its value.
    """
    scale = _SCALE.search(text)
    if scale:
        return f"asteikko {scale.group(1)}"
    base = _BASE.search(text) or _PER.search(text)
    return f"/ {base.group(1)} {base.group(2)}" if base else None


def counted_unit(quantity: Quantity, start: int, sentence: Span) -> str | None:
    """The unit of a number that stands after what it counts: "luottoja myönnettiin 31" is 31 "luottoa"."""
    for token in reversed(sentence.doc[start : quantity.start]):
        if token.pos_ == "NOUN" and token.number == "Plur" and token.case == "Par":
            return partitive(token.lemma_)
    return None
