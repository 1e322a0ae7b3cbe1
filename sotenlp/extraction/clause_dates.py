"""The day or period that a clause is about, and whether it lies ahead.

A date of the clause wins over that of its section. It is written with its year ("syksyllä 2021",
"1.9.2022"); a bare number of four digits is a year only where the words beside it make it one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sotenlp.extraction.clauses import Clause, clause_of
from sotenlp.extraction.force import Segment, segment_of, segments
from sotenlp.extraction.noun_phrases import NounPhrase
from sotenlp.extraction.stages import is_past, status_words
from sotenlp.language.view import Doc, Token
from sotenlp.reader.periods import parse_period

Dating = str | None
"""An ISO date or interval, or None."""

SEASONS = ("kevät", "kesä", "syksy", "talvi", "alkuvuosi", "loppuvuosi", "alkuvuosi")
AHEAD = frozenset({"ensi", "tuleva", "seuraava"})
DEADLINE = frozenset({"mennessä", "asti", "saakka"})
SINCE = frozenset({"alkaen", "lähtien", "asti", "saakka"})

_YEAR = re.compile(r"(?:19|20)\d\d$")
_WRITTEN = re.compile(
    r"(?:\d{1,2}\.(?:\d{1,2}\.)?\s?[-–]\s?)?\d{1,2}\.\s?\d{1,2}\.\s?\d{4}$"
    r"|(?:\d{1,2}(?:/\d{4})?\s?[-–]\s?)?\d{1,2}/\d{4}$"
    r"|(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d$|\d{4}-\d\d-\d\d$"
)
_OPENING = re.compile(r"\d{1,2}\.(?:\d{1,2}\.?)?$")
"""The first day of a period, before its dash."""


def clause_date(doc: Doc, parts: Sequence[Clause], phrase: NounPhrase, *, word: int = -1) -> Dating:
    """The day or period to which a clause dates what it tells of a measure, as an ISO date or interval.

    A date before the first predicate holds of the whole clause, one after it of its own predicate.

    Args:
        doc: A Doc that has lemmas and morphology.
        parts: The clauses of the sentence.
        phrase: The phrase that names the measure; its own words are no date ("Terveys 2030 -ohjelma").
        word: The token that tells its stage, -1 for the clause of the phrase as a whole.
    """
    clause = clause_of(parts, word if word >= 0 else phrase.head)
    if not clause.predicates and len(parts) > 1:
        return None
    start, end = clause.start, clause.end
    if word >= 0:
        segment = segment_of(segments(doc, clause), word)
        start, end = segment.start, segment.end
    tokens = [*doc[clause.start : min(clause.predicates, default=clause.start)], *doc[start:end]]
    within = {token.i for token in tokens if not phrase.start <= token.i < phrase.end}
    return parse_period(_date_text(doc, sorted(within), clause))


def _date_text(doc: Doc, indices: Sequence[int], clause: Clause) -> str:
    return " ".join(word for word in (_date_word(doc.words[index], clause) for index in indices) if word)


def is_future(doc: Doc, clause: Clause, now: Dating, *, part: Segment | None = None) -> bool:
    """Whether a clause in the present tense is about a later time than the one at which it speaks.

    Args:
        doc: A Doc that has lemmas and morphology.
        clause: One of its clauses.
        now: ISO date or interval at which the text speaks, or None.
        part: A segment of the clause, None for all of it.
    """
    start, end = (part.start, part.end) if part is not None else (clause.start, clause.end)
    predicates = [doc.words[index] for index in clause.predicates if start <= index < end]
    if not predicates or any(is_past(token) for token in predicates):
        return False
    lowered = {token.lower_ for token in doc[start:end]}
    if any(_is_next(token) for token in doc[start:end]) or "mennessä" in lowered:
        return True
    words = _date_text(doc, range(start, end), clause)
    date = parse_period(words)
    if date is not None and now is not None:
        return date.partition("/")[0] > now.rpartition("/")[2]
    return bool(words) and not lowered & SINCE and any(_is_telic(token) for token in predicates)


def _is_telic(token: Token) -> bool:
    """Whether a verb tells of a turn, which lies ahead in the present tense: "otetaan", "avataan"."""
    return any(row["aspect"] == "telic" for row in status_words()["verb"].get(token.lemma_lower, ()))


def _is_next(token: Token) -> bool:
    """Whether a word puts a time ahead: "ensi vuonna", "tulevana syksynä"."""
    if token.lemma_lower not in AHEAD and token.lower_ != "ensi":
        return False
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    if following is None:
        return False
    lemma = following.lemma_lower
    timed = lemma in {"vuosi", "viikko", "kausi", "kuukausi", *SEASONS} or lemma.endswith("kuu")
    return timed and following.case in {"Ess", "Ade", "Ine", "Gen", "All"}


def _date_word(token: Token, clause: Clause) -> str:
    """A word of a date as `parse_period` reads it, "" for other words."""
    text = token.text.strip("()").rstrip(".")
    if _WRITTEN.match(text):
        return text
    following = token.nbor() if token.i + 1 < clause.end else None
    if text in {"-", "–"} and token.i > clause.start and _OPENING.match(token.nbor(-1).text):
        return text
    if following is not None and following.text in {"-", "–"} and _OPENING.match(token.text):
        return token.text
    lemma = token.lemma_lower
    if lemma in SEASONS:
        return token.lower_
    if lemma.endswith("kuu") and len(lemma) > 4:
        return token.lower_
    if _YEAR.match(text) and _is_year(token, clause):
        return text
    return ""


def _is_year(token: Token, clause: Clause) -> bool:
    """Whether a number of four digits is a year by the word before it: "vuonna 2021", "syksyllä 2021"."""
    if token.i <= clause.start:
        return False
    before = token.nbor(-1)
    lemma = before.lemma_lower
    return (
        lemma in {"vuosi", "v.", "v", *SEASONS}
        or (lemma.endswith("kuu") and len(lemma) > 4)
        or (before.text == "(" and token.i + 1 < len(token.doc) and token.nbor().text == ")")
    )
