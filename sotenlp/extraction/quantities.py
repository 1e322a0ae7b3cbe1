"""Quantities: numbers and number words with their units, as written and as numbers.

Digits, ranges, percentages, fractions, money, times, rates, scores, counted things, number
words ("kolme prosenttia", "kolmannes") and verbs that tell a change without a number
("tuplaantua"). What is no quantity at all is told in `numerals`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from sotenlp.extraction.grammar import feature, is_noun
from sotenlp.extraction.numerals import NUMERAL, mask_labels, parse_number
from sotenlp.extraction.quantity_units import (
    QuantityKind,
    Unit,
    multiplier,
    number_words,
    unit_at,
    units,
    word_uses,
)

LONGEST_LIMIT = 60
LARGEST_DIVISOR = 12
AMBIGUOUS = frozenset({"kymmenes"})
"""Fractions that are ordinals more often."""
SIXTIETHS = {("h", "min"), ("min", "s")}
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
        unit: Canonical unit ("vrk", "€ / kk"), for counted things the word as written; None without.
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
    """One time of two units: "1 h 45 min"; None where they are two quantities."""
    if first.end != second.start or (first.unit, second.unit) not in SIXTIETHS:
        return None
    if first.number is None or second.number is None:
        return None
    value = doc[first.start : second.end].text
    return replace(first, end=second.end, value=value, number=round(first.number + second.number / 60, 4))


def _digits(sentence: Span) -> Iterator[Quantity]:
    doc = sentence.doc
    text = mask_labels(sentence.text)
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
        if tail.startswith("/") and tail[1:].isalpha():
            quantity = replace(
                quantity, unit=f"/ {units().get(tail[1:], Unit(tail[1:], QuantityKind.COUNT)).name}"
            )
        else:
            quantity = _with_unit(doc, quantity, sentence.end)
        if quantity.kind is not QuantityKind.BARE or not _is_reference(doc, span.start, sentence.start):
            yield _approximated(doc, quantity, sentence.start)


def _of(quantity: Quantity, number: float, whole: float) -> Quantity:
    """A fraction ("2/3") or a score ("4,3/5")."""
    if number == int(number) and 0 < number < whole <= LARGEST_DIVISOR:
        return replace(quantity, kind=QuantityKind.SHARE, number=number / whole)
    return replace(quantity, kind=QuantityKind.SCORE, number=number, unit=f"/ {whole:g}")


def _words(sentence: Span) -> Iterator[Quantity]:
    doc = sentence.doc
    for token in sentence:
        lemma = token.lemma_.lower()
        number, kind = number_words().get(lemma, (0.0, ""))
        after = doc[token.i + 1].lemma_.lower() if token.i + 1 < sentence.end else ""
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
            quantity = _with_unit(doc, quantity, sentence.end)
            if quantity.kind is not QuantityKind.BARE:
                yield _approximated(doc, quantity, sentence.start)


def _is_reference(doc: Doc, index: int, lowest: int) -> bool:
    """Whether a number only numbers something ("toimenpide 7", "tavoitteisiin 1 ja 4")."""
    before = index - 1
    while before > lowest and (doc[before].text in {",", "ja", "-", "–", "("} or doc[before].pos_ == "NUM"):
        before -= 1
    if before < lowest:
        return False
    return doc[before].lemma_.lower() in word_uses()["reference"]


def _with_unit(doc: Doc, quantity: Quantity, highest: int) -> Quantity:
    """A quantity with the unit or the counted noun that follows it, and what it is per or within."""
    end = quantity.end
    factor = multiplier(doc, end, highest)
    if factor:
        quantity = _scaled(replace(quantity, end=end + 1, value=_value(doc, quantity, end + 1)), factor)
        end += 1
    unit = None if _is_rate(doc, quantity, highest) else unit_at(doc, end, highest)
    if unit is not None:
        token = doc[end]
        value = _value(doc, quantity, end + 1) if unit.name == "%" else quantity.value
        quantity = replace(quantity, end=end + 1, kind=unit.kind, unit=unit.name, value=value)
        if unit.kind is QuantityKind.SHARE:
            quantity = _scaled(quantity, 0.01)
        if unit.kind is QuantityKind.TIME:
            quantity = _within(doc, quantity, token, highest)
    elif quantity.kind is QuantityKind.BARE and not _is_rate(doc, quantity, highest):
        noun = _counted(doc, quantity, highest)
        if noun is not None:
            quantity = replace(
                quantity, kind=QuantityKind.COUNT, end=noun + 1, unit=_noun_unit(doc[noun]), counted=noun
            )
    return _per(doc, quantity, highest)


def _is_rate(doc: Doc, quantity: Quantity, highest: int) -> bool:
    """Whether a period in the inessive tells a rate: "310 kuukaudessa", but not "14 vuorokaudessa"."""
    if quantity.end >= highest:
        return False
    token = doc[quantity.end]
    most = max(quantity.number or 0, quantity.high or 0)
    return token.lemma_ in word_uses()["period"] and feature(token, "Case") == "Ine" and most > LONGEST_LIMIT


def _value(doc: Doc, quantity: Quantity, end: int) -> str:
    """The value with a percent sign or a multiplier, as written, without its case ending."""
    text = doc[quantity.end - 1 : end].text if quantity.end == end else doc[quantity.end : end].text
    gap = doc[quantity.end - 1].whitespace_
    return f"{quantity.value}{gap}{text.partition(':')[0]}"


def _scaled(quantity: Quantity, factor: float) -> Quantity:
    def scale(number: float | None) -> float | None:
        return None if number is None else round(number * factor, 10)

    return replace(
        quantity, number=scale(quantity.number), low=scale(quantity.low), high=scale(quantity.high)
    )


def _within(doc: Doc, quantity: Quantity, token: Token, highest: int) -> Quantity:
    """A time that is a limit: "seitsemän vuorokauden sisällä", "14 vuorokaudessa", "7 vrk:ssa"."""
    after = doc[quantity.end] if quantity.end < highest else None
    window = f"{quantity.value} {quantity.unit}"
    if after is not None and after.lemma_.lower() in word_uses()["within"] | {"sisä": ""}:
        return replace(quantity, end=quantity.end + 1, window=window)
    if feature(token, "Case") == "Ine":
        return replace(quantity, window=window)
    return quantity


def _counted(doc: Doc, quantity: Quantity, highest: int) -> int | None:
    """The noun that a number counts: "172 osallistujaa", "2 uutta asiakasta", "417 asiakkaalle"."""
    for index in range(quantity.end, min(quantity.end + 3, highest)):
        token = doc[index]
        if is_noun(token) and feature(token, "Case") not in {"", "Nom"} and not token.text.endswith("-"):
            singular = feature(token, "Number") != "Plur"
            return index if singular and token.pos_ != "PROPN" else None
        if token.pos_ not in {"ADJ", "DET", "PRON"} and token.lower_ != "eri":
            return None
    return None


def _noun_unit(token: Token) -> str:
    return token.text if feature(token, "Case") == "Par" else token.lemma_


def _per(doc: Doc, quantity: Quantity, highest: int) -> Quantity:
    """Take "/ kk", "/ käynti", "kuukaudessa", "viikoittain" and the limit of "85 % / 7 vrk"."""
    end = quantity.end
    if end + 1 < highest and doc[end].text == "/":
        after = doc[end + 1]
        if after.pos_ == "NUM" and end + 2 < highest:
            unit = unit_at(doc, end + 2, highest)
            if unit is not None and unit.kind is QuantityKind.TIME:
                return replace(quantity, end=end + 3, window=f"{after.text} {unit.name}")
        elif after.text.rstrip(".").isalpha() or ":" in after.text:
            unit = unit_at(doc, end + 1, highest)
            name = unit.name if unit is not None else after.lemma_.partition(":")[0]
            return _per(
                doc, replace(quantity, end=end + 2, unit=f"{quantity.unit or ''} / {name}".strip()), highest
            )
    elif end < highest and quantity.kind in {QuantityKind.BARE, QuantityKind.COUNT, QuantityKind.MONEY}:
        token = doc[end]
        period = word_uses()["period"].get(token.lemma_.lower())
        if period and (token.pos_ == "ADV" or feature(token, "Case") == "Ine"):
            return replace(quantity, end=end + 1, unit=f"{quantity.unit or ''} / {period}".strip())
    return quantity


def _approximated(doc: Doc, quantity: Quantity, lowest: int) -> Quantity:
    """A quantity with the words before it that make it approximate: "noin", "yli", "reilut"."""
    start = quantity.start
    while start > lowest and doc[start - 1].lemma_.lower() in word_uses()["approximate"]:
        start -= 1
    return replace(quantity, start=start)
