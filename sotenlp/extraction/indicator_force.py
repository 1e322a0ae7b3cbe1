"""The kind of a value by the predicate of its clause: what is planned, expected or owed is no result.

A plan, a wish, a duty, a conditional, a forecast ("arvioidaan vähenevän") or a later time makes a
target of a value; what the law lays down and what holds of the whole country is what results are
compared with.
"""

from __future__ import annotations

from spacy.tokens import Span, Token

from sotenlp.extraction.clause_dates import Dating, is_future
from sotenlp.extraction.clauses import Clause, clause_of, clauses
from sotenlp.extraction.force import Force, Segment, force_words, segment_of, segments
from sotenlp.extraction.grammar import feature
from sotenlp.extraction.quantities import Quantity
from sotenlp.schema import IndicatorKind


def told_kind(quantity: Quantity, sentence: Span, *, now: Dating = None) -> IndicatorKind | None:
    """The kind of a value that the predicate of its clause tells, None where it tells none.

    Args:
        quantity: A quantity of the sentence.
        sentence: The sentence.
        now: ISO date or interval at which the text speaks, or None.

    Example:
        >>> told_kind(quantity, sentence)  # "Jonotusaika lyhenisi 3 viikkoon."
        <IndicatorKind.TARGET: 'target'>
    """
    doc = sentence.doc
    parts = clauses(sentence)
    clause = clause_of(parts, quantity.start)
    tokens = list(doc[clause.start : clause.end])
    if any(_is_norm(token) for token in tokens):
        return IndicatorKind.BASELINE
    part = segment_of(segments(doc, clause), quantity.start)
    number = parts.index(clause)
    above = segments(doc, parts[number - 1])[-1] if number and _is_content(clause, tokens) else None
    later = part.index >= quantity.end and doc[part.index].pos_ == "NOUN"
    if (not later and _is_aimed(part, sentence)) or (
        above is not None and _is_aimed(above, sentence, content=True)
    ):
        return IndicatorKind.TARGET
    if _is_forecast(part, sentence) or is_future(doc, clause, now, part=part):
        return IndicatorKind.TARGET
    if part.force is Force.DENIED and feature(doc[quantity.end - 1], "Case") == "Ill":
        return IndicatorKind.TARGET
    return None


def _words(use: str) -> frozenset[str]:
    return frozenset(force_words()[use])


def _is_norm(token: Token) -> bool:
    """Whether a word tells that a value is laid down by law or holds of the whole country."""
    return token.lower_ in _words("norm") or token.lemma_.lower() in _words("norm")


def _is_content(clause: Clause, tokens: list[Token]) -> bool:
    """Whether a clause with "että" tells what the clause before it hopes or expects."""
    return any(token.lower_ == "että" for token in tokens[:2])


def _is_aimed(part: Segment, sentence: Span, *, content: bool = False) -> bool:
    """Whether a segment plans, wishes or demands; a mere chance ("voi odottaa 3 kk") is no aim."""
    doc = sentence.doc
    if content and any(token.lemma_.lower() in _words("forecast") for token in doc[part.start : part.end]):
        return True
    if part.force not in {Force.PLAN, Force.WISH}:
        return False
    token = doc[part.index]
    lemma = token.lemma_.lower()
    if lemma in _words("forecast"):
        return False
    return lemma not in _words("chance") or feature(token, "Mood") == "Cnd"


def _is_forecast(part: Segment, sentence: Span) -> bool:
    """Whether a verb of expecting has a present participle: "arvioidaan vähenevän", "odotetaan laskevan"."""
    tokens = sentence.doc[part.start : part.end]
    expects = any(token.lemma_.lower() in _words("forecast") for token in tokens)
    return expects and any(
        feature(token, "PartForm") == "Pres" and feature(token, "Case") == "Gen" for token in tokens
    )
