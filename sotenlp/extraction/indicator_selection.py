"""Which quantities of a sentence are indicators.

Shares, scores, changes and costs are; counted people and events, waiting times and time limits;
a bare number where the name of what it measures stands with it. Resources, populations,
intervals and sums of funding are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from sotenlp.extraction.grammar import feature
from sotenlp.extraction.indicator_kinds import is_past, is_source
from sotenlp.extraction.indicator_spans import is_word_of, words_of
from sotenlp.extraction.named_indicators import context_name
from sotenlp.extraction.quantities import Quantity, extract_quantities
from sotenlp.extraction.quantity_units import QuantityKind, word_uses

LARGE_POPULATION = 2000
WINDOW_REACH = 4


def indicator_quantities(sentence: Span, *, labelled: bool = False) -> list[Quantity]:
    """The quantities of a sentence that are indicators, in text order.

    Args:
        sentence: A sentence of a Doc that has lemmas.
        labelled: Whether a label before the sentence says what its first number measures.

    Example:
        >>> sentence = next(nlp("Mukana on 172 osallistujaa 11 kunnasta.").sents)
        >>> [quantity.value for quantity in indicator_quantities(sentence)]
        ['172']
    """
    quantities = list(extract_quantities(sentence))
    kept: list[Quantity] = []
    for index, quantity in enumerate(quantities):
        first = labelled and quantity.start == sentence.start
        bare = quantity.kind is QuantityKind.BARE
        starts = first or (bare and is_source(index, quantities, sentence))
        starts = starts or (bare and bool(kept) and is_past(index, quantities, sentence))
        if starts or _is_indicator(quantity, sentence) or _ends_change(index, quantities, kept):
            kept.append(quantity)
    return _with_windows(kept, sentence)


def _with_windows(quantities: Sequence[Quantity], sentence: Span) -> list[Quantity]:
    """Shares with the time limit they stand with, which is then no indicator of its own.

    "Seitsemässä vuorokaudessa 37 % hakeutuneista" becomes one share within seven days.
    """
    joined: list[Quantity] = []
    for quantity in quantities:
        before = joined[-1] if joined else None
        gap = sentence.doc[before.end : quantity.start] if before is not None else None
        if before is None or gap is None or len(gap) > WINDOW_REACH or any(token.is_punct for token in gap):
            joined.append(quantity)
        elif before.kind is QuantityKind.TIME and before.window and quantity.kind is QuantityKind.SHARE:
            joined[-1] = replace(quantity, start=before.start, window=quantity.window or before.window)
        elif before.kind is QuantityKind.SHARE and quantity.kind is QuantityKind.TIME and quantity.window:
            joined[-1] = replace(before, window=before.window or quantity.window)
        else:
            joined.append(quantity)
    return joined


def _is_indicator(quantity: Quantity, sentence: Span) -> bool:
    """Whether a quantity tells of a need, progress or an effect."""
    kind = quantity.kind
    if _is_sample_size(quantity, sentence):
        return False
    if kind in {QuantityKind.SHARE, QuantityKind.SCORE}:
        return quantity.number is None or quantity.value != "puoli"
    if kind is QuantityKind.CHANGE:
        return sentence.doc[quantity.start].pos_ in {"VERB", "AUX"}
    if kind is QuantityKind.MONEY:
        return not any(is_word_of(token, "funding") for token in sentence)
    if kind is QuantityKind.TIME:
        return _is_waiting(quantity, sentence)
    if kind is QuantityKind.COUNT:
        return _is_counted(quantity, sentence)
    if kind is QuantityKind.BARE:
        return _is_named(quantity, sentence)
    return False


def _is_sample_size(quantity: Quantity, sentence: Span) -> bool:
    doc, start = sentence.doc, quantity.start
    return start - 2 >= sentence.start and doc[start - 1].text == "=" and doc[start - 2].lower_ == "n"


def _is_waiting(quantity: Quantity, sentence: Span) -> bool:
    """Whether a time is a waiting time or a limit, not an interval, a lapse or a stay."""
    doc = sentence.doc
    if quantity.end < sentence.end and doc[quantity.end].lower_ in word_uses()["interval"]:
        return False
    if not quantity.value[:1].isdigit() and quantity.number == 1:
        return False
    low = max(sentence.start, quantity.start - 12)
    return any(is_word_of(token, "waiting") for token in doc[low : min(quantity.end + 6, sentence.end)])


def _is_counted(quantity: Quantity, sentence: Span) -> bool:
    """Whether counted things are people or events, and counted in figures."""
    doc = sentence.doc
    if quantity.counted is None:
        return False
    noun = doc[quantity.counted]
    if not any(character.isdigit() for character in quantity.value):
        return False
    taking_part = any(is_word_of(token, "taking_part") for token in sentence)
    if is_word_of(noun, "resident"):
        return (quantity.number or 0) < LARGE_POPULATION
    if noun.lemma_.lower() in {"ihminen", "henkilö"} and (quantity.number or 0) >= LARGE_POPULATION:
        return False
    if is_word_of(noun, "staff"):
        return taking_part
    return is_word_of(noun, "people") or is_word_of(noun, "event")


def _is_named(quantity: Quantity, sentence: Span) -> bool:
    """Whether a bare number stands with the name of what it measures or counts."""
    doc = sentence.doc
    if quantity.unit is not None and "/" in quantity.unit:
        return True
    before = doc[max(sentence.start, quantity.start - 4) : quantity.start]
    if any(token.text in {"(", "klo", "vko"} for token in before[-1:]) and not _known_before(before):
        return any(token.lemma_.lower() in words_of("target") | words_of("baseline") for token in before)
    if _known_before(before):
        return True
    for token in reversed(before):
        if token.lemma_.lower() in words_of("target") | words_of("baseline"):
            return True
        if (
            token.pos_ in {"ADV", "AUX"}
            or token.lemma_ in {"noin", "nyt", "yhteensä", "olla"}
            or token.text == ":"
        ):
            continue
        if token.is_space and "\n" not in token.text:
            continue
        return _is_countable(token)
    return False


def _known_before(tokens: Span) -> bool:
    return any(context_name(token) for token in tokens)


def _is_countable(token: Token) -> bool:
    """Whether a noun before a number is what it counts: "vastaajia 312", "osuus 0,4", "sopimuksia 1 120"."""
    lemma = token.lemma_.lower()
    if lemma.endswith(
        ("määrä", "osuus", "prosentti", "indeksi", "pistemäärä", "keskiarvo", "mediaani", "arvosana", "luku")
    ):
        return True
    plural = feature(token, "Number") == "Plur" and feature(token, "Case") in {"Par", "Nom", "Ela"}
    return plural and (is_word_of(token, "people") or is_word_of(token, "event"))


def _ends_change(index: int, quantities: Sequence[Quantity], kept: Sequence[Quantity]) -> bool:
    """Whether a bare number is the end of a change whose start is an indicator: "68 prosentista 83:een"."""
    if not index or quantities[index].kind is not QuantityKind.BARE:
        return False
    before = quantities[index - 1]
    return bool(kept) and kept[-1] == before and quantities[index].start - before.end <= 2
