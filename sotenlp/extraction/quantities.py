"""Quantities: numbers and number words with their units, as written and as numbers.

Digits, ranges, percentages, fractions, money, times, rates, scores, counted things, number
words ("kolme prosenttia", "kolmannes") and verbs that tell a change without a number
("tuplaantua"). What is no quantity at all is told in `numerals`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from sotenlp.extraction.grammar import is_participle
from sotenlp.extraction.numerals import NUMERAL, RATIO, mask_labels, parse_number
from sotenlp.extraction.partitives import partitive
from sotenlp.extraction.quantity_units import (
    QuantityKind,
    multiplier,
    number_words,
    unit_at,
    word_uses,
    written_unit,
)
from sotenlp.language.view import Doc, Span, Token
from sotenlp.language.words import CACHED_TYPES, Word

_DIGIT = re.compile(r"\d")
HEADS = frozenset({"hlö", "hlöä", "hlöt", "osall", "as", "krt"})
"""Abbreviations of counted nouns."""
LEVELS = ("arvo", "taso", "lukema", "pistemäärä")
"""Nouns after a number that belong to the next one: "arvosta 3,1 arvoon 5,6"."""
PER = frozenset({"kohti", "kohden"})
"""Postpositions of what a rate is per: "3,2 tapaamista asiakasta kohti"."""
LONGEST_LIMIT = 60
LARGEST_DIVISOR = 12
LONGEST_LIST = 20
AMBIGUOUS = frozenset({"kymmenes"})
"""Fractions that are ordinals more often."""
SIXTIETHS = {("h", "min"), ("min", "s"), ("tuntia", "minuuttia")}
"""Units of time that follow each other in one quantity: "1 h 45 min"."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity of a sentence.

    Attributes:
        start: First token.
        end: Token after the last one, unit included.
        kind: What it tells.
        value: The number as written, with "%", without another unit.
        number: Its worth; shares as fractions, millions multiplied out; None for a range or a mere change.
        low: Lower end of a range; None without.
        high: Upper end of a range; None without.
        unit: Unit as one writes it after a number ("vuorokautta", "pv", "€/kk", "asiakasta"); None without.
        window: Time limit that it stands within ("7 vrk"); None without.
        counted: The noun that is counted; None without.
    """

    start: int
    end: int
    kind: QuantityKind
    value: str
    number: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    window: str | None = None
    counted: int | None = None


def extract_quantities(sentence: Span) -> Iterator[Quantity]:
    """Yield the quantities of one sentence in text order.

    Args:
        sentence: A sentence of a Doc that has lemmas.

    Example:
        >>> sentence = next(nlp("Hoitoon pääsi 85 % ajallaan.").sents)
        >>> [quantity.value for quantity in extract_quantities(sentence)]
        ['85 %']
    """
    found = sorted([*_digits(sentence), *_words(sentence)], key=lambda quantity: quantity.start)
    held: Quantity | None = None
    for quantity in found:
        if held is not None and quantity.start < held.end:
            continue
        joined = _joined(sentence.doc, held, quantity) if held is not None else None
        if joined is None and held is not None:
            yield held
        held = joined or quantity
    if held is not None:
        yield held


def _joined(doc: Doc, first: Quantity, second: Quantity) -> Quantity | None:
    """One time of two units ("1 h 45 min") or a part of a whole ("58 asiakkaalla 63:sta"), else None."""
    if (
        first.end == second.start
        and second.kind is QuantityKind.BARE
        and _is_elative(doc.words[second.end - 1])
    ):
        if first.kind is QuantityKind.COUNT:
            return replace(first, end=second.end)
        if first.kind is QuantityKind.BARE and first.number and second.number:
            value = doc[first.start : second.end].text
            return replace(
                first,
                end=second.end,
                kind=QuantityKind.SHARE,
                value=value,
                number=round(first.number / second.number, 4),
            )
    if first.end == second.start and _is_elative(doc.words[first.end - 1]):
        return None
    if first.end != second.start or (first.unit, second.unit) not in SIXTIETHS:
        return None
    if first.number is None or second.number is None:
        return None
    value = doc[first.start : second.end].text
    return replace(first, end=second.end, value=value, number=round(first.number + second.number / 60, 4))


def _is_elative(token: Token) -> bool:
    return token.case == "Ela" or token.lower_.endswith((":sta", ":stä"))


def _digits(sentence: Span) -> Iterator[Quantity]:
    doc, text = sentence.doc, sentence.text
    if _DIGIT.search(text) is None:
        return
    text = mask_labels(text)
    for match in RATIO.finditer(text):
        span = doc.char_span(
            sentence.start_char + match.start(), sentence.start_char + match.end(), alignment_mode="expand"
        )
        if span is not None:
            yield Quantity(span.start, span.end, QuantityKind.SCORE, match.group())
    text = RATIO.sub(lambda match: " " * len(match.group()), text)
    for match in NUMERAL.finditer(text):
        span = doc.char_span(
            sentence.start_char + match.start(), sentence.start_char + match.end(), alignment_mode="expand"
        )
        if span is None:
            continue
        written = match.group()[: match.start("ending") - match.start()] if match["ending"] else match.group()
        low = parse_number(match["low"])
        high = parse_number(match["high"]) if match["high"] else None
        quantity = Quantity(span.start, span.end, QuantityKind.BARE, written, low)
        if high is not None:
            quantity = replace(quantity, number=None, low=min(low, high), high=max(low, high))
        if match["of"]:
            quantity = _of(quantity, low, float(match["of"]))
        if span.text.lower().endswith(("prosenttisesti", "prosenttinen")):
            quantity = _scaled(replace(quantity, kind=QuantityKind.SHARE, unit="%"), 0.01)
        if written[0] in "-−–" and quantity.number is not None:
            quantity = replace(quantity, number=-quantity.number)
        tail = text[match.end() : span.end_char - sentence.start_char]
        if _is_denominator(doc, span.start, span.end, sentence):
            continue
        if tail.startswith("/") and tail[1:].isalpha():
            quantity = replace(quantity, unit=tail)
        else:
            quantity = _with_unit(doc, quantity, sentence.end)
        if quantity.kind is not QuantityKind.BARE or not _is_reference(doc, span.start, sentence.start):
            yield _approximated(doc, quantity, sentence.start)


def _is_denominator(doc: Doc, start: int, end: int, sentence: Span) -> bool:
    """Whether a number only tells what a rate is per: "/ 1 000 käyntiä", "1 000 asukasta kohti"."""
    if start - 1 > sentence.start and doc.words[start - 1].text == "/":
        return doc.words[start - 2].pos_ not in {"NUM", "SYM"} and doc.words[start - 2].text != "%"
    per = next((token for token in doc[end : min(end + 3, sentence.end)] if token.lower_ in PER), None)
    return per is not None and per.i == end + 1 and doc[start:end].text.replace(" ", "").endswith("000")


def _of(quantity: Quantity, number: float, whole: float) -> Quantity:
    """A fraction ("2/3") or a score ("4,3/5")."""
    if number == int(number) and 0 < number < whole <= LARGEST_DIVISOR:
        return replace(quantity, kind=QuantityKind.SHARE, number=number / whole)
    return replace(quantity, kind=QuantityKind.SCORE, number=number, unit=f"/{whole:g}")


@lru_cache(maxsize=CACHED_TYPES)
def _may_count(word: Word) -> bool:
    """Whether a word type is a number word, or begins one of two words."""
    return word.lemma_lower in number_words() or word.lemma_lower in _openings()


@cache
def _openings() -> frozenset[str]:
    return frozenset(word.partition(" ")[0] for word in number_words() if " " in word)


def _words(sentence: Span) -> Iterator[Quantity]:
    doc = sentence.doc
    for token in sentence:
        if not _may_count(token.word):
            continue
        lemma = token.lemma_lower
        number, kind = number_words().get(lemma, (0.0, ""))
        after = doc.words[token.i + 1].lemma_lower if token.i + 1 < sentence.end else ""
        fraction = number_words().get(f"{lemma} {after}", (0.0, ""))
        if fraction[1] == "fraction":
            value = doc[token.i : token.i + 2].text
            quantity = Quantity(token.i, token.i + 2, QuantityKind.SHARE, value, fraction[0])
            yield _approximated(doc, quantity, sentence.start)
        elif kind == "change":
            yield Quantity(token.i, token.i + 1, QuantityKind.CHANGE, token.text, number)
        elif kind == "fraction" and lemma not in AMBIGUOUS and (lemma != "puoli" or token.lower_ == "puolet"):
            quantity = Quantity(token.i, token.i + 1, QuantityKind.SHARE, token.text, number)
            yield _approximated(doc, quantity, sentence.start)
        elif kind == "cardinal":
            quantity = Quantity(token.i, token.i + 1, QuantityKind.BARE, token.text, number)
            if not token.lower_.endswith("sti"):
                quantity = _with_unit(doc, quantity, sentence.end)
            yield _approximated(doc, quantity, sentence.start)


def _is_reference(doc: Doc, index: int, lowest: int) -> bool:
    """Whether a number only numbers something ("toimenpide 7", "tavoitteisiin 1 ja 4")."""
    before = index - 1
    lowest = max(lowest, index - LONGEST_LIST)
    while before > lowest and (
        doc.words[before].text in {",", "ja", "-", "–", "("} or doc.words[before].pos_ == "NUM"
    ):
        before -= 1
    if before < lowest:
        return False
    return doc.words[before].lemma_lower in word_uses()["reference"]


def _with_unit(doc: Doc, quantity: Quantity, highest: int) -> Quantity:
    """A quantity with the unit or the counted noun that follows it, and what it is per or within."""
    end = quantity.end
    factor = multiplier(doc, end, highest)
    if factor and end + 2 < highest and doc.words[end + 2].lower_ in PER:
        return replace(quantity, end=end + 3, unit=doc[end : end + 3].text)
    if factor:
        kind = QuantityKind.MONEY if doc.words[end].text == "M" else quantity.kind
        unit_name = "M" if doc.words[end].text == "M" else quantity.unit
        value = _value(doc, quantity, end + 1)
        quantity = _scaled(replace(quantity, end=end + 1, kind=kind, unit=unit_name, value=value), factor)
        end += 1
    unit = None if _is_rate(doc, quantity, highest) else unit_at(doc, end, highest)
    if unit is not None:
        token = doc.words[end]
        value = _value(doc, quantity, end + 1) if unit.name == "%" else quantity.value
        quantity = replace(quantity, end=end + 1, kind=unit.kind, unit=written_unit(token, unit), value=value)
        if unit.kind is QuantityKind.SHARE:
            quantity = _scaled(quantity, 0.01)
        if unit.kind is QuantityKind.TIME:
            quantity = _within(doc, quantity, written_unit(token, unit, limit=True), highest)
    elif quantity.kind is QuantityKind.BARE and not _is_rate(doc, quantity, highest):
        noun = _counted(doc, quantity, highest)
        if noun is not None:
            quantity = replace(
                quantity,
                kind=QuantityKind.COUNT,
                end=noun + 1,
                unit=_noun_unit(doc.words[noun]),
                counted=noun,
            )
    return _per(doc, quantity, highest)


def _is_rate(doc: Doc, quantity: Quantity, highest: int) -> bool:
    """Whether a period in the inessive tells a rate: "310 kuukaudessa", but not "14 vuorokaudessa"."""
    if quantity.end >= highest:
        return False
    token = doc.words[quantity.end]
    most = max(quantity.number or 0, quantity.high or 0)
    limit = 2 * LONGEST_LIMIT if token.lemma_ == "tunti" else LONGEST_LIMIT
    return token.lemma_ in word_uses()["period"] and token.case == "Ine" and most > limit


def _value(doc: Doc, quantity: Quantity, end: int) -> str:
    """The value with a percent sign or a multiplier, as written, without its case ending."""
    text = doc[quantity.end - 1 : end].text if quantity.end == end else doc[quantity.end : end].text
    gap = doc.words[quantity.end - 1].whitespace_
    return f"{quantity.value}{gap}{text.partition(':')[0]}"


def _scaled(quantity: Quantity, factor: float) -> Quantity:
    def scale(number: float | None) -> float | None:
        return None if number is None else round(number * factor, 10)

    return replace(
        quantity, number=scale(quantity.number), low=scale(quantity.low), high=scale(quantity.high)
    )


def _within(doc: Doc, quantity: Quantity, name: str, highest: int) -> Quantity:
    """A time that is a limit: "seitsemän vuorokauden sisällä", "14 vuorokaudessa", "7 vrk:ssa"."""
    after = doc.words[quantity.end] if quantity.end < highest else None
    token = doc.words[quantity.end - 1]
    words = word_uses()["within"] | {"sisä": ""}
    postposition = after is not None and (after.lemma_lower in words or after.lower_ in words)
    if not postposition and token.case != "Ine":
        return quantity
    number = next((lemma for lemma in (doc.words[quantity.start].lemma_,) if lemma.isalpha()), quantity.value)
    window = f"{number} {quantity.unit}"
    return replace(quantity, end=quantity.end + postposition, window=window, unit=name)


def _counted(doc: Doc, quantity: Quantity, highest: int) -> int | None:
    """The noun that a number counts: "172 osallistujaa", "2 uutta asiakasta", "417 asiakkaalle"."""
    for index in range(quantity.end, min(quantity.end + 3, highest)):
        token = doc.words[index]
        if index == quantity.end and token.lower_.rstrip(".") in HEADS:
            return index
        lemma = token.lemma_lower
        if lemma in word_uses()["period"] or lemma.endswith(LEVELS) or token.lower_.endswith("kuussa"):
            return None
        person = lemma.endswith(("lainen", "läinen")) or lemma == "vanhempi"
        if person and token.case == "Par" and not _noun_follows(doc, index, highest):
            return index
        done = is_participle(token) and token.case == "Par" and token.number == "Sing"
        if done and index == quantity.end and not _noun_follows(doc, index, highest):
            return index
        if token.noun and token.case == "Nom" and quantity.number == 1:
            return index if index == quantity.end and token.number == "Sing" else None
        if token.noun and token.case not in {"", "Nom"} and not token.text.endswith("-"):
            singular = token.number != "Plur"
            return index if singular and token.pos_ != "PROPN" else None
        if token.pos_ not in {"ADJ", "DET", "PRON"} and token.lower_ != "eri":
            return None
    return None


def _noun_follows(doc: Doc, index: int, highest: int) -> bool:
    return index + 1 < highest and doc.words[index + 1].noun and doc.words[index + 1].case == "Par"


def _noun_unit(token: Token) -> str:
    """A counted noun as a unit: as written, or in the partitive; a single thing in the nominative."""
    if token.lower_.rstrip(".") in HEADS:
        return token.text.rstrip(".")
    written = token.case in {"Par", "Nom", ""} and token.text.islower()
    return token.text if written else partitive(token.lemma_)


def _per(doc: Doc, quantity: Quantity, highest: int) -> Quantity:
    """Take "/ kk", "/ käynti", "kuukaudessa", "asiakasta kohti" and the limit of "85 % / 7 vrk"."""
    end, unit = quantity.end, quantity.unit or ""
    if end + 1 < highest and doc.words[end].text == "/":
        after = doc.words[end + 1]
        if after.pos_ == "NUM" and end + 2 < highest:
            limit = unit_at(doc, end + 2, highest)
            if limit is not None and limit.kind is QuantityKind.TIME:
                window = f"{after.text} {written_unit(doc.words[end + 2], limit)}"
                return replace(quantity, end=end + 3, window=window)
        elif after.text.rstrip(".").isalpha() or ":" in after.text:
            written = after.text.partition(":")[0].rstrip(".")
            return _per(doc, replace(quantity, end=end + 2, unit=f"{unit}/{written}"), highest)
    elif quantity.counted is not None and end < highest and doc.words[end].lower_ in PER:
        unit = f"{unit} {doc.words[end].text}"
        return replace(quantity, end=end + 1, kind=QuantityKind.BARE, unit=unit, counted=None)
    elif end + 1 < highest and doc.words[end + 1].lower_ in PER and doc.words[end].case == "Par":
        return replace(quantity, end=end + 2, unit=f"{unit} {doc[end : end + 2].text}".strip())
    elif end < highest and quantity.kind not in {QuantityKind.SHARE, QuantityKind.SCORE, QuantityKind.CHANGE}:
        token = doc.words[end]
        period = token.lemma_lower in word_uses()["period"] and quantity.window is None
        if period and (token.pos_ == "ADV" or token.case == "Ine"):
            return replace(quantity, end=end + 1, unit=f"{unit} {token.lower_}".strip())
        if quantity.kind is QuantityKind.COUNT and token.lower_ == "kerralla":
            return replace(quantity, end=end + 1, unit=f"{unit} {token.lower_}".strip())
    return quantity


def _approximated(doc: Doc, quantity: Quantity, lowest: int) -> Quantity:
    """A quantity with the words before it that make it approximate: "noin", "yli", "reilut"."""
    start = quantity.start
    while start > lowest and doc.words[start - 1].lemma_lower in word_uses()["approximate"]:
        start -= 1
    return replace(quantity, start=start)
