"""The day or period that a clause is about, and whether it lies ahead.

A date of the clause wins over that of its section. It is written with its year ("syksyllä 2021",
"1.9.2022"); a bare number of four digits is a year only where the words beside it make it one.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from sotenlp.extraction.clauses import Clause
from sotenlp.extraction.grammar import feature
from sotenlp.extraction.noun_phrases import NounPhrase
from sotenlp.extraction.stages import is_past, status_words
from sotenlp.reader.periods import parse_period

Dating = str | None
"""An ISO date or interval, or None."""

SEASONS = ("kevät", "kesä", "syksy", "talvi", "alkuvuosi", "loppuvuosi", "alkuvuosi")
AHEAD = frozenset({"ensi", "tuleva", "seuraava"})
DEADLINE = frozenset({"mennessä", "asti", "saakka"})
SINCE = frozenset({"alkaen", "lähtien", "asti", "saakka"})

_YEAR = re.compile(r"(?:19|20)\d\d$")
_WRITTEN = re.compile(
    r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}$|\d{1,2}/\d{4}$|(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d$|\d{4}-\d\d-\d\d$"
)


def clause_date(doc: Doc, clause: Clause, phrase: NounPhrase) -> Dating:
    """The day or period that a clause dates its content to, as an ISO date or interval.

    Args:
        doc: A Doc that has lemmas and morphology.
        clause: One of its clauses.
        phrase: A phrase whose own words are no date ("Terveys 2030 -ohjelma").
    """
    words = [
        _date_word(token, clause) for token in doc[clause.start : clause.end] if not _within(token, phrase)
    ]
    text = " ".join(word for word in words if word)
    return parse_period(text) if text else None


def is_future(doc: Doc, clause: Clause, now: Dating) -> bool:
    """Whether a clause in the present tense is about a later time than the one at which it speaks."""
    if not clause.predicates or any(is_past(doc[index]) for index in clause.predicates):
        return False
    tokens = list(doc[clause.start : clause.end])
    lowered = {token.lower_ for token in tokens}
    if any(_is_next(token) for token in tokens) or "mennessä" in lowered:
        return True
    words = [word for word in (_date_word(token, clause) for token in tokens) if word]
    date = parse_period(" ".join(words))
    if date is not None and now is not None:
        return date.partition("/")[0] > now.rpartition("/")[2]
    return bool(words) and not lowered & SINCE and any(_is_telic(doc[index]) for index in clause.predicates)


def _is_telic(token: Token) -> bool:
    """Whether a verb tells of a turn, which lies ahead in the present tense: "otetaan", "avataan"."""
    return any(row["aspect"] == "telic" for row in status_words()["verb"].get(token.lemma_.lower(), ()))


def _is_next(token: Token) -> bool:
    """Whether a word puts a time ahead: "ensi vuonna", "tulevana syksynä"."""
    if token.lemma_.lower() not in AHEAD and token.lower_ != "ensi":
        return False
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    if following is None:
        return False
    lemma = following.lemma_.lower()
    timed = lemma in {"vuosi", "viikko", "kausi", "kuukausi", *SEASONS} or lemma.endswith("kuu")
    return timed and feature(following, "Case") in {"Ess", "Ade", "Ine", "Gen", "All"}


def _within(token: Token, phrase: NounPhrase) -> bool:
    return phrase.start <= token.i < phrase.end


def _date_word(token: Token, clause: Clause) -> str:
    """A word of a date as `parse_period` reads it, "" for other words."""
    text = token.text.strip("()").rstrip(".")
    if _WRITTEN.match(text):
        return text
    lemma = token.lemma_.lower()
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
    lemma = before.lemma_.lower()
    return (
        lemma in {"vuosi", "v.", "v", *SEASONS}
        or (lemma.endswith("kuu") and len(lemma) > 4)
        or (before.text == "(" and token.i + 1 < len(token.doc) and token.nbor().text == ")")
    )
