"""What a clause does with its content: states it, denies it, plans it, wishes it, puts it off.

Finnish denies with the verb "ei", whose scope is the predicate it stands with, "eikä" included;
verbs of failing, of giving up and of putting off deny their subject or their infinitive
(`data/force_words.csv`). A modal, a conditional, a necessive ("on otettava") and a word for an
aim make a plan of any verb, while an implicative verb in the past ("saatiin otettua",
"jouduttiin sulkemaan") tells that the thing was done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from sotenlp.extraction.clauses import Clause
from sotenlp.extraction.grammar import feature
from sotenlp.extraction.stages import is_past
from sotenlp.extraction.tables import Row, read_data
from sotenlp.language.view import Doc, Token

JOINTS = frozenset({"ja", "sekä", "tai"})
KINDS = ("verb", "noun", "word", "invite", "leave", "forecast", "chance", "norm")
ONLY = frozenset({"vain", "ainoastaan", "pelkästään", "yksinomaan", "pelkkä"})
PERIODS = frozenset(
    {"vuosi", "kevät", "syksy", "kesä", "talvi", "viikko", "kausi", "hetki", "ajankohta", "tulevaisuus"}
)
OBJECTS = frozenset({"Nom", "Par", "Gen"})


class Force(StrEnum):
    """What a stretch of a clause does with its content."""

    FACT = "fact"
    PLAN = "plan"
    WISH = "wish"
    TALK = "talk"
    DENIED = "denied"
    FAILED = "failed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


NOT_DONE = frozenset({Force.DENIED, Force.FAILED})
"""Forces under which nothing is there."""

_ORDER = (Force.CANCELLED, Force.FAILED, Force.POSTPONED, Force.WISH, Force.TALK, Force.PLAN)


@dataclass(frozen=True, slots=True)
class Segment:
    """A predicate of a clause with the words that belong to it.

    Attributes:
        start: First token.
        end: Token after the last one.
        force: What it does with its content.
        index: The token that tells the force, or -1.
        done: Whether an implicative verb tells that its infinitive was done.
        no_more: Whether it denies that something goes on ("ei enää").
    """

    start: int
    end: int
    force: Force = Force.FACT
    index: int = -1
    done: bool = False
    no_more: bool = False


@cache
def force_words() -> dict[str, dict[str, tuple[Row, ...]]]:
    """Rows of `force_words.csv` by kind and lemma.

    Kinds: "verb", "noun" and "word" give a force to any content; "invite" and "leave" tell that
    somebody takes no part yet, or no more; "forecast", "chance" and "norm" tell the kind of a value.
    """
    table: dict[str, dict[str, tuple[Row, ...]]] = {kind: {} for kind in KINDS}
    for row in read_data("force_words"):
        known = table[row["kind"]]
        known[row["lemma"]] = (*known.get(row["lemma"], ()), row)
    return table


def segments(doc: Doc, clause: Clause) -> list[Segment]:
    """The segments of a clause in text order: one for each of its coordinated predicates.

    Args:
        doc: A Doc that has lemmas and morphology.
        clause: One of its clauses.

    Example:
        >>> [segment.force.value for segment in segments(doc, clause)]  # "Malli luotiin ja hylättiin."
        ['fact', 'cancelled']
    """
    key = ("segments", clause)
    found: list[Segment] | None = doc.memo.get(key)
    if found is None:
        found = doc.memo[key] = _segments(doc, clause)
    return found


def _segments(doc: Doc, clause: Clause) -> list[Segment]:
    found: list[Segment] = []
    stretches = [part for stretch in _stretches(doc, clause) for part in _without_lack(doc, *stretch)]
    for start, end in stretches:
        segment = _segment(doc, clause, start, end)
        before = found[-1] if found else None
        inherits = (
            before is not None and segment.force is Force.FACT and not _has_finite(doc, clause, start, end)
        )
        if inherits and before is not None and before.force in {Force.DENIED, Force.PLAN}:
            segment = Segment(start, end, before.force, before.index, before.done, before.no_more)
        found.append(segment)
    return found


def segment_of(parts: Sequence[Segment], index: int) -> Segment:
    """The segment that a token stands in."""
    return next((part for part in parts if part.start <= index < part.end), parts[-1])


def _stretches(doc: Doc, clause: Clause) -> Iterator[tuple[int, int]]:
    start = clause.start
    for index in range(clause.start + 1, clause.end):
        if doc.words[index].lower_ in JOINTS and _opens_predicate(doc, clause, index + 1):
            yield start, index
            start = index
    yield start, clause.end


def _without_lack(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch cut around a mere lack: "ryhmä suunnitteilla, ei vetäjää" denies the leader alone."""
    for index in range(start + 1, end - 1):
        following = doc.words[index + 1]
        if doc.words[index].lower_ == "ei" and following.pos_ == "NOUN" and following.case == "Par":
            closed = index + 2 < end and doc.words[index + 2].text == ")"
            if closed or not any(token.pos_ in {"VERB", "AUX"} for token in doc[index + 1 : end]):
                yield start, index
                yield index, index + 2
                if index + 2 < end:
                    yield index + 2, end
                return
    yield start, end


def _opens_predicate(doc: Doc, clause: Clause, index: int) -> bool:
    while index < clause.end and doc.words[index].pos_ in {"ADV", "PART"}:
        index += 1
    return index in clause.predicates


def _has_finite(doc: Doc, clause: Clause, start: int, end: int) -> bool:
    return any(start <= index < end and doc.words[index].verb_form != "Part" for index in clause.predicates)


def _segment(doc: Doc, clause: Clause, start: int, end: int) -> Segment:
    tokens = list(doc[start:end])
    negator = next((token for token in tokens if _denies(token, end)), None)
    if negator is not None:
        no_more = any(token.lower_ == "enää" for token in tokens)
        return Segment(start, end, Force.DENIED, negator.i, no_more=no_more)
    predicates = [doc.words[index] for index in clause.predicates if start <= index < end]
    found = [
        (force, token.i) for token in tokens for force in (_force_of(token, tokens, predicates),) if force
    ]
    done = any(force is Force.FACT for force, _ in found)
    for force in _ORDER:
        index = next((index for other, index in found if other is force), None)
        if index is not None and not (done and force is Force.PLAN):
            return Segment(start, end, force, index)
    if not done:
        for token in tokens:
            if _is_necessive(token, start) or feature(token, "Mood") == "Cnd":
                return Segment(start, end, Force.PLAN, token.i)
    return Segment(start, end, Force.FACT, -1, done)


def _denies(token: Token, end: int) -> bool:
    """Whether a token denies its predicate: "ei" in any person, but not "ei vain … vaan"."""
    if token.lower_ in {"tuskin", "ilman"}:
        return token.lower_ == "tuskin"
    if not token.negation:
        return False
    following = token.nbor() if token.i + 1 < end else None
    return following is None or following.lower_ not in ONLY


def _force_of(token: Token, tokens: Sequence[Token], predicates: Sequence[Token]) -> Force | None:
    """The force that a word gives to its segment, None where it gives none."""
    lemma = token.lemma_lower
    rows = force_words()["word"].get(token.lower_, ())
    if not rows and token.pos_ == "NOUN" and _is_core(token, predicates):
        rows = force_words()["noun"].get(lemma, ())
    elif not rows and token.pos_ in {"VERB", "AUX"}:
        rows = force_words()["verb"].get(lemma, ())
        infinitive = token.verb_form == "Inf"
        if not (token in predicates or infinitive):
            return None
        if infinitive:
            rows = tuple(
                row for row in rows if row["force"] in {"failed", "cancelled", "postponed"} or row["with"]
            )
    for row in rows:
        if _holds(row["with"], token, tokens, predicates):
            return Force(row["force"])
    return None


def _is_core(token: Token, predicates: Sequence[Token]) -> bool:
    """Whether a noun is the subject or object of its segment, or what it is said to be."""
    case = token.case
    return case in {"Nom", "Ess"} or (case in {"Par", "Gen"} and any(p.i < token.i for p in predicates))


def _holds(condition: str, token: Token, tokens: Sequence[Token], predicates: Sequence[Token]) -> bool:
    """Whether the condition of a row of `force_words.csv` holds."""
    infinitive = any(
        other.verb_form == "Inf" and feature(other, "InfForm") in {"1", "3"} and other.i != token.i
        for other in tokens
    )
    if condition == "":
        return True
    if condition == "inf":
        return infinitive
    if condition == "past_inf":
        participle = any(
            other.case == "Par" and other.part_form == "Past" and other.i > token.i for other in tokens
        )
        return is_past(token) and (infinitive or participle)
    copula = any(other.lemma_ == "olla" for other in tokens) or not predicates
    if condition == "olla":
        following = tokens[-1].i > token.i and feature(token.nbor(), "InfForm") == "1"
        return copula or following
    if condition == "olla_inf":
        return copula and infinitive
    if condition == "time":
        return any(_is_later_time(other) for other in tokens)
    if condition == "Abe":
        return any(other.case == "Abe" or other.lower_.endswith(("matta", "mättä")) for other in tokens)
    return any(other.lemma_lower == condition for other in tokens)


def _is_later_time(token: Token) -> bool:
    """Whether a token is a time to which something is put off: "syksyyn", "vuodelle", "lokakuulle"."""
    lemma = token.lemma_lower
    if token.lower_ in {"myöhemmäksi", "myöhempään", "eteenpäin"}:
        return True
    return token.case in {"Ill", "All", "Tra"} and (
        lemma in PERIODS or (lemma.endswith("kuu") and len(lemma) > 3)
    )


def _is_necessive(token: Token, start: int) -> bool:
    """Whether a passive present participle tells a duty: "on otettava", "oli tehtävä"."""
    if token.part_form != "Pres" or token.voice != "Pass" or token.i <= start:
        return False
    before = token.nbor(-1)
    return before.lemma_ == "olla" and token.case in {"Nom", "Par"}
