"""The stretch of a clause that a quantity stands in: where its statement begins and ends.

"Vuonna 2019 ⟦hoitoon pääsi viikossa 17 % potilaista⟧, …": cut at punctuation, at conjunctions that
join clauses and at connectives; words of time and of connection at its start are left out.
"""

from __future__ import annotations

import re
from functools import cache

from sotenlp.extraction.clauses import is_predicate
from sotenlp.extraction.grammar import feature, is_suspended
from sotenlp.extraction.quantities import Quantity
from sotenlp.extraction.tables import read_data
from sotenlp.language.view import Doc, Span, Token

LONGEST = 13
LONGEST_BRACKET = 30
LONGEST_TAIL = 9
BREAKS = frozenset(
    {",", ";", "(", "–", "—", ":", "→", "->", ">", "|", "•", "*", "+", "=>", "?", "!", "vrt", "vrt."}
)
JOINTS = frozenset({"ja", "sekä", "tai", "eli", "mutta", "vaan", "&"})

_NUMBER = re.compile(r"\d{1,2}[.)]$")
_LABEL = re.compile(r"(?:[a-zåäö]|\d{1,2})$")
_MONTH = re.compile(r"(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)(?:kuu|k\.)")
_YEAR = re.compile(r"(?:19|20)\d\d$")


@cache
def _words(use: str) -> frozenset[str]:
    return frozenset(row["word"] for row in read_data("indicator_words") if row["use"] == use)


def opening(quantity: Quantity, sentence: Span, lowest: int) -> int:
    """First token of the statement that a quantity closes; its own first token where it opens one.

    Args:
        quantity: A quantity of the sentence.
        sentence: The sentence.
        lowest: First token that no indicator before it has taken.
    """
    doc, index = sentence.doc, quantity.start
    mark = doc.words[index - 1] if index > lowest else None
    colon = mark is not None and (mark.text == ":" or (mark.is_space and "\n" not in mark.text))
    colon = colon and _is_labelled(quantity, sentence, lowest)
    if colon or (quantity.counted is None and is_bracketed(quantity, sentence)):
        index -= 1
    predicate = False
    while index > lowest and quantity.start - index < LONGEST:
        before = doc.words[index - 1]
        if before.text == ")":
            opened = _opened(doc, index - 1, lowest)
            if opened is None:
                break
            index = opened
            continue
        if _separates(before) or (
            before.lower_ in JOINTS and not _coordinates(doc, index - 1, quantity, predicate)
        ):
            break
        predicate = predicate or is_predicate(before)
        index -= 1
    return _stripped(doc, index, quantity.start)


def _is_labelled(quantity: Quantity, sentence: Span, lowest: int) -> bool:
    """Whether the words before a colon are the label of a value, no clause of their own."""
    doc = sentence.doc
    after = doc.words[quantity.end] if quantity.end < sentence.end else None
    if after is not None and not after.is_punct and not after.is_space and quantity.counted is not None:
        return False
    if any(is_predicate(token) for token in doc[quantity.end : min(quantity.end + 4, sentence.end)]):
        return False
    before = doc[max(lowest, quantity.start - LONGEST) : quantity.start]
    return not any(token.pos_ in {"VERB", "AUX"} and token.verb_form == "Fin" for token in before)


def is_bracketed(quantity: Quantity, sentence: Span) -> bool:
    """Whether a quantity stands alone in brackets: "osallistuminen on kattavaa (84 %)"."""
    doc = sentence.doc
    inside = quantity.start > sentence.start and quantity.end < sentence.end
    return inside and doc.words[quantity.start - 1].text == "(" and doc.words[quantity.end].text == ")"


def tail(start: int, sentence: Span, *, note: bool = False) -> int:
    """End of the clause that goes on after a token, the token itself where no predicate follows.

    Args:
        start: First token after a quantity that opens its clause.
        sentence: The sentence.
        note: Whether the clause is a note, which needs no predicate: "Ryhmä: 12 nuorta jonossa".
    """
    doc, predicate = sentence.doc, note
    for index in range(start, sentence.end):
        token = doc.words[index]
        joins = (
            token.lower_ in JOINTS
            and predicate
            and any(is_predicate(after) for after in doc[index + 1 : min(index + 6, sentence.end)])
        )
        if (
            _separates(token)
            or token.text in {".", ")"}
            or joins
            or (index == sentence.end - 1 and token.is_punct)
        ):
            return index if predicate else start
        if index - start >= LONGEST_TAIL or (token.text[:1].isdigit() and not _YEAR.match(token.text)):
            return start
        predicate = predicate or is_predicate(token)
    return sentence.end if predicate else start


def _separates(token: Token) -> bool:
    if token.text in BREAKS or (token.is_space and ("\n" in token.text or "\t" in token.text)):
        return True
    if token.lower_ == "kuin":
        return False
    if token.pos_ == "SCONJ" or token.lower_ in {
        "kun",
        "jos",
        "jotta",
        "koska",
        "vaikka",
        "joten",
        "jolloin",
    }:
        return True
    return token.pos_ == "PRON" and token.lemma_ in {"joka", "mikä"} and feature(token, "PronType") == "Rel"


def _opened(doc: Doc, index: int, lowest: int) -> int | None:
    """The bracket that a closing one belongs to, None where it opens before the lowest token."""
    lowest = max(lowest, index - LONGEST_BRACKET)
    while index >= lowest:
        if doc.words[index].text == "(":
            return index
        index -= 1
    return None


def _coordinates(doc: Doc, index: int, quantity: Quantity, predicate: bool) -> bool:
    """Whether a conjunction joins words, not clauses: the noun after it has the case of the one before."""
    if not index:
        return False
    left = doc.words[index - 1]
    if is_suspended(left):
        return True
    if doc.words[index].lower_ in {"mutta", "vaan"}:
        return False
    for right in doc[index + 1 : quantity.start]:
        if is_predicate(right):
            return False
        if (right.noun or right.pos_ == "ADJ") and right.case == left.case:
            return bool(left.case) and (left.noun or left.pos_ == "ADJ")
    return not predicate and left.case == "Gen"


def _stripped(doc: Doc, start: int, end: int) -> int:
    """Start of a stretch without bullets, labels, connectives and words of time at its start."""
    while start < end:
        token = doc.words[start]
        after = doc.words[start + 1] if start + 1 < end else None
        mark = token.is_punct and token.text[-1:] not in {'"', "”", "“"}
        numbered = token.is_digit and token.i == token.sent.start and after is not None and after.is_title
        if mark or token.is_space or numbered or _NUMBER.match(token.text):
            start += 1
        elif after is not None and after.text in {")", "."} and _LABEL.match(token.text):
            start += 2
        elif token.pos_ in {"CCONJ", "SCONJ"} or token.lower_ in _words("connective"):
            start += 1
        elif _is_time(token) and not (
            after is not None
            and after.noun
            and token.case == "Gen"
            and not _is_time(after)
            and after.lemma_ not in _words("time_end")
        ):
            start += 1
            while start < end and (
                _YEAR.match(doc.words[start].text)
                or doc.words[start].lemma_lower in _words("time_end")
                or doc.words[start].lower_ in _words("time_end")
            ):
                start += 1
        else:
            break
    return start


def _is_time(token: Token) -> bool:
    """Whether a token tells a year, a season or a month in a case of time."""
    lower = token.lower_
    if lower in {"vuonna", "vuoden", "vuodesta", "vuoteen", "vuosina", "v", "v."}:
        return True
    if _YEAR.match(token.text):
        return True
    if _MONTH.match(lower) and token.case in {"Ine", "Ill", "Gen", "Ela"}:
        return True
    return lower.startswith(("kevää", "syksy", "kesäl", "talvel", "kevää")) and token.case in {
        "Ade",
        "Gen",
        "Ess",
        "Ill",
    }
