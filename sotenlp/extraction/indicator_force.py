"""The kind of a value by the predicate of its clause: what is planned, expected or owed is no result.

A plan, a wish, a duty, a conditional, a forecast ("arvioidaan vähenevän") or a later time makes a
target of a value; what the law lays down and what holds of the whole country is what results are
compared with.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from sotenlp.extraction.clause_dates import Dating, is_future
from sotenlp.extraction.clauses import clauses
from sotenlp.extraction.force import Force, Segment, force_words, segment_of, segments
from sotenlp.extraction.grammar import feature
from sotenlp.extraction.quantities import Quantity
from sotenlp.language.view import Span, Token
from sotenlp.schema import IndicatorKind


class ToldKinds:
    """What the predicates of a sentence tell of its values; each clause is read once.

    Args:
        sentence: The sentence.
        now: ISO date or interval at which the text speaks, or None.

    Example:
        >>> ToldKinds(sentence).kind(quantity)  # "Jonotusaika lyhenisi 3 viikkoon."
        <IndicatorKind.TARGET: 'target'>
    """

    def __init__(self, sentence: Span, *, now: Dating = None) -> None:
        self._sentence = sentence
        self._now = now
        self._clauses = clauses(sentence)
        self._starts = [clause.start for clause in self._clauses]
        self._segments: dict[int, Sequence[Segment]] = {}
        self._norms: dict[int, bool] = {}
        self._told: dict[tuple[int, int], tuple[bool, bool]] = {}

    def kind(self, quantity: Quantity) -> IndicatorKind | None:
        """The kind of a value that the predicate of its clause tells, None where it tells none."""
        doc = self._sentence.doc
        number = max(bisect_right(self._starts, quantity.start) - 1, 0)
        if self._is_norm(number):
            return IndicatorKind.BASELINE
        part = segment_of(self._of(number), quantity.start)
        later = part.index >= quantity.end and doc.words[part.index].pos_ == "NOUN"
        aimed, forecast = self._part(number, part)
        if (aimed and not later) or self._is_hoped(number) or forecast:
            return IndicatorKind.TARGET
        if part.force is Force.DENIED and doc.words[quantity.end - 1].case == "Ill":
            return IndicatorKind.TARGET
        return None

    def _of(self, number: int) -> Sequence[Segment]:
        if number not in self._segments:
            self._segments[number] = segments(self._sentence.doc, self._clauses[number])
        return self._segments[number]

    def _is_norm(self, number: int) -> bool:
        if number not in self._norms:
            clause = self._clauses[number]
            self._norms[number] = any(
                _is_norm(token) for token in self._sentence.doc[clause.start : clause.end]
            )
        return self._norms[number]

    def _is_hoped(self, number: int) -> bool:
        """Whether a clause with "että" tells what the clause before it hopes or expects."""
        clause = self._clauses[number]
        opening = self._sentence.doc[clause.start : min(clause.start + 2, clause.end)]
        if not number or not any(token.lower_ == "että" for token in opening):
            return False
        return _is_aimed(self._of(number - 1)[-1], self._sentence, content=True)

    def _part(self, number: int, part: Segment) -> tuple[bool, bool]:
        """Whether a segment aims, and whether it expects or tells of a later time."""
        key = (number, part.index)
        if key not in self._told:
            doc, clause = self._sentence.doc, self._clauses[number]
            forecast = _is_forecast(part, self._sentence) or is_future(doc, clause, self._now, part=part)
            self._told[key] = (_is_aimed(part, self._sentence), forecast)
        return self._told[key]


def _words(use: str) -> frozenset[str]:
    return frozenset(force_words()[use])


def _is_norm(token: Token) -> bool:
    """Whether a word tells that a value is laid down by law or holds of the whole country."""
    return token.lower_ in _words("norm") or token.lemma_lower in _words("norm")


def _is_aimed(part: Segment, sentence: Span, *, content: bool = False) -> bool:
    """Whether a segment plans, wishes or demands; a mere chance ("voi odottaa 3 kk") is no aim."""
    doc = sentence.doc
    if content and any(token.lemma_lower in _words("forecast") for token in doc[part.start : part.end]):
        return True
    if part.force not in {Force.PLAN, Force.WISH}:
        return False
    token = doc.words[part.index]
    lemma = token.lemma_lower
    if lemma in _words("forecast"):
        return False
    return lemma not in _words("chance") or feature(token, "Mood") == "Cnd"


def _is_forecast(part: Segment, sentence: Span) -> bool:
    """Whether a verb of expecting has a present participle: "arvioidaan vähenevän", "odotetaan laskevan"."""
    tokens = sentence.doc[part.start : part.end]
    expects = any(token.lemma_lower in _words("forecast") for token in tokens)
    return expects and any(token.part_form == "Pres" and token.case == "Gen" for token in tokens)
