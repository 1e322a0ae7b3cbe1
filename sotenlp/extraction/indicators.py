"""Mentions of indicators (mittarit, tunnusluvut): what need, progress or effect is measured with.

A quantity is an indicator when it tells of people or events that were counted, shares, costs,
scores, waiting times and time limits, changes; together with the words that say what it
measures. Indicators that are named without a value come from `named_indicators`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc as SpacyDoc

from sotenlp.annotation import Indicator
from sotenlp.document import Block, Section
from sotenlp.extraction.indicator_force import ToldKinds
from sotenlp.extraction.indicator_kinds import kind_of, period_of
from sotenlp.extraction.indicator_selection import indicator_quantities
from sotenlp.extraction.indicator_spans import Measured, measured_words, subject_name
from sotenlp.extraction.indicator_windows import counted_unit, unit_of, window_of
from sotenlp.extraction.named_indicators import Named, extract_named
from sotenlp.extraction.quantities import Quantity
from sotenlp.extraction.quantity_units import QuantityKind
from sotenlp.language.extensions import register
from sotenlp.language.sentences import iterate_sentences
from sotenlp.language.view import Doc, Span, view_of
from sotenlp.schema import BlockKind, IndicatorKind, SectionRole

SILENT_ROLES = frozenset({SectionRole.CONTACT, SectionRole.ATTACHMENTS})


class IndicatorComponent:
    """Sets ``doc._.indicators``."""

    def __init__(self) -> None:
        register()

    def __call__(self, of: SpacyDoc) -> SpacyDoc:
        """Find the indicators of a Doc."""
        doc = view_of(of)
        blocks: tuple[Block, ...] = doc._.blocks
        starts = [block.start for block in blocks]
        sections: tuple[Section, ...] = doc._.sections
        indicators: list[Indicator] = []
        before: tuple[Span, str] | None = None
        for index, sentence in enumerate(iterate_sentences(doc)):
            block = _block_at(blocks, starts, sentence.start_char)
            section = sections[block.section] if block is not None and block.section < len(sections) else None
            if _is_silent(block, section):
                before = None
                continue
            label = before[0] if before is not None and _is_cell_pair(before[0], sentence) else None
            subject = before[1] if before is not None and _continues(sentence) else ""
            found = _of_sentence(sentence, section, subject, index, label)
            if label is not None and found and found[0].start == label.start_char:
                indicators = [indicator for indicator in indicators if indicator.end <= label.start_char]
            indicators += found
            before = (sentence, found[-1].name if found else "")
        doc._.indicators = indicators
        return of


def _is_cell_pair(label: Span, sentence: Span) -> bool:
    """Whether a sentence is the value beside its label in a row: "NPS<tab>74"."""
    between = sentence.doc[label.end - 1 : sentence.start].text[len(label[-1]) :]
    return "\t" in between and "\n" not in between and not any(token.finite for token in label)


def _continues(sentence: Span) -> bool:
    """Whether a sentence goes on about what the one before measured: one in brackets, "Heistä …"."""
    first = sentence[0]
    return first.text == "(" or (first.pos_ == "PRON" and first.case == "Ela")


def _of_sentence(
    sentence: Span, section: Section | None, subject: str, index: int, label: Span | None
) -> list[Indicator]:
    """The indicators of one sentence.

    Args:
        sentence: The sentence.
        section: Its section, or None.
        subject: What the sentence before measured, where this one goes on about it.
        index: Index of the sentence.
        label: The cell before it that names the value in it, or None.
    """
    doc, quantities = sentence.doc, indicator_quantities(sentence, labelled=label is not None)
    lowest, name, topic = sentence.start, subject, None
    found: list[tuple[Measured, Quantity, int]] = []
    for number, quantity in enumerate(quantities):
        words = measured_words(quantity, sentence, lowest)
        if label is not None and not number and quantity.start == sentence.start:
            words = Measured(label.start, words.end, label.text.strip())
        before = found[-1][1] if found and not words.name else None
        name = words.name or name
        if not name:
            name = topic = subject_name(sentence) if topic is None else topic
        words = Measured(words.start, words.end, name or _fallback(quantity, doc))
        found.append((words, _completed(quantity, words, sentence, before), number))
        lowest = words.end
    told = ToldKinds(sentence, now=section.as_of if section is not None else None) if found else None
    indicators = [
        _valued(
            doc,
            words,
            quantity,
            kind_of(number, quantities, sentence, section, told),
            period_of(number, quantities, sentence),
            index,
        )
        for words, quantity, number in found
        if told is not None
    ]
    taken = {index for words, _, _ in found for index in range(words.start, words.end)}
    for named in extract_named(sentence, section):
        if taken.isdisjoint(range(named.start, named.end)):
            indicators.append(_named(doc, named, index))
    return sorted(indicators, key=lambda indicator: indicator.start)


def _completed(quantity: Quantity, words: Measured, sentence: Span, before: Quantity | None) -> Quantity:
    """A quantity with the window, scale and unit that its statement gives, or that of the value before.

    Args:
        quantity: The quantity.
        words: Its statement.
        sentence: The sentence.
        before: The quantity before it in the sentence that measures the same, or None.
    """
    doc = sentence.doc
    window = window_of(quantity, words.start, sentence)
    unit = quantity.unit
    last = doc.words[quantity.end - 1]
    if quantity.kind is QuantityKind.TIME and words.end > quantity.end and last.case == "Gen":
        return replace(quantity, window=f"{quantity.value} {unit}", unit=last.lemma_)
    if unit is None and quantity.kind is QuantityKind.BARE:
        unit = unit_of(doc[words.start : quantity.start].text) or counted_unit(
            quantity, words.start, sentence
        )
    if before is not None and quantity.kind in {before.kind, QuantityKind.BARE}:
        window, unit = window or before.window, unit or before.unit
    return replace(quantity, window=window, unit=unit)


def _fallback(quantity: Quantity, doc: Doc) -> str:
    return (
        quantity.unit if quantity.unit and quantity.unit != "%" else doc[quantity.start : quantity.end].text
    )


def _valued(
    doc: Doc, words: Measured, quantity: Quantity, kind: IndicatorKind, period: str | None, sentence: int
) -> Indicator:
    span = doc[words.start : words.end]
    text = span.text.removesuffix(".")
    return Indicator(
        span.start_char,
        span.start_char + len(text),
        text,
        words.name,
        kind,
        quantity.value,
        quantity.unit,
        quantity.window,
        period,
        quantity.number,
        quantity.low,
        quantity.high,
        sentence=sentence,
    )


def _named(doc: Doc, named: Named, sentence: int) -> Indicator:
    span = doc[named.start : named.end]
    return Indicator(
        span.start_char, span.end_char, span.text, named.name, IndicatorKind.NAMED, sentence=sentence
    )


def _is_silent(block: Block | None, section: Section | None) -> bool:
    """Whether a block holds identity data, which measures nothing."""
    if block is not None and (block.field or block.kind in {BlockKind.LABEL, BlockKind.HEADING}):
        return True
    return section is not None and section.role in SILENT_ROLES


def _block_at(blocks: Sequence[Block], starts: Sequence[int], offset: int) -> Block | None:
    index = bisect_right(starts, offset) - 1
    return blocks[index] if index >= 0 and offset < blocks[index].end else None
