"""The status of a measure: the furthest stage that its clause states, and how surely.

`stage_evidence` finds the words that tell a stage, weighed by what the clause does with them. A
plan is not a result: under headings of aims everything is planned, and so is what a present tense
tells of a later time. Where no word tells a stage, a report tells that a thing is in use only by
a predicate about the thing itself: that it had an effect, that it has users, that people came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sotenlp.extraction.clause_dates import Dating, is_future
from sotenlp.extraction.clauses import Clause, clause_of
from sotenlp.extraction.force import NOT_DONE, Force, force_words, segment_of, segments
from sotenlp.extraction.grammar import feature
from sotenlp.extraction.in_use import is_in_use
from sotenlp.extraction.noun_phrases import NounPhrase
from sotenlp.extraction.stage_evidence import Evidence, clause_evidence, is_attribute
from sotenlp.extraction.stages import STAGES, is_past, status_words
from sotenlp.language.view import Doc, Span, Token
from sotenlp.schema import SectionRole, Status

AIMS = frozenset({SectionRole.AIMS, SectionRole.PLANNED_RESULTS})
REPORTS = frozenset({SectionRole.OUTCOMES, SectionRole.EFFECTS})
UNSURE = frozenset({"mahdollisesti", "ehkä", "kenties", "todennäköisesti"})
WEAK = frozenset(
    {"palvella", "toimia", "käyttää", "hyödyntää", "tarjota", "kattaa", "pitää", "viedä", "saada", "tulla"}
)
PROJECT = frozenset({"hanke", "projekti", "kokonaisuus"})
INSTEAD = frozenset({"sijaan", "sijasta", "asemesta", "tilalle", "puuttuessa"})
NOT_BEGUN = frozenset({"alkaa", "aloittaa", "käynnistyä", "käynnistää", "edetä"})
SPEECH = frozenset({Force.WISH, Force.TALK})


@dataclass(frozen=True, slots=True)
class Statement:
    """What a text states of a measure.

    Attributes:
        status: The furthest stage.
        modality: "stated", "conditional", "uncertain" or "out_of_scope".
        words: Tokens that it rests on.
        denied: Whether the text says that the measure is not there, or was there before the project.
        word: The token that tells the status, or -1.
        force: What the clause does with its content.
        held: Whether the text denies, wishes, conditions, asks or plans it, so that no more may be concluded.
        sure: Whether the stage may count as stated by these words, and is not merely likely.
        aside: Whether the clause speaks of something else and only names the measure beside it.
    """

    status: Status = Status.UNSPECIFIED
    modality: str = "stated"
    words: tuple[int, ...] = ()
    denied: bool = False
    word: int = -1
    force: Force = Force.FACT
    held: bool = False
    sure: bool = True
    aside: bool = False


def read_status(
    sentence: Span,
    parts: Sequence[Clause],
    phrase: NounPhrase,
    *,
    role: SectionRole,
    kind: str,
    short: bool = False,
    nominal: Token | None = None,
    now: Dating = None,
) -> Statement:
    """What a sentence states of the measure that one of its noun phrases names.

    Args:
        sentence: The sentence.
        parts: Its clauses.
        phrase: The phrase that names the measure.
        role: Role of the section.
        kind: Kind of the measure's head noun in `measure_heads.csv`.
        short: Whether it stands in a heading, bullet or cell.
        nominal: A nominalisation that governs the phrase ("X:n käyttöönotto"), or None.
        now: ISO date or interval at which the text speaks, or None.
    """
    doc = sentence.doc
    clause = clause_of(parts, phrase.head)
    force = _force_at(doc, parts, clause, phrase.head)
    told = _read(sentence, parts, phrase, clause, force, role, kind, short, nominal, now)
    ahead = any(_is_ahead(doc, parts, force, now, index) for index in (*told.words, *clause.predicates))
    asked = clause.conditional or _is_asked(doc, clause)
    held = told.denied or told.modality != "stated" or force is not Force.FACT or asked or ahead
    return replace(told, force=force, held=held, aside=told.word < 0 and _is_aside(doc, clause, phrase))


def _read(
    sentence: Span,
    parts: Sequence[Clause],
    phrase: NounPhrase,
    clause: Clause,
    force: Force,
    role: SectionRole,
    kind: str,
    short: bool,
    nominal: Token | None,
    now: Dating,
) -> Statement:
    doc = sentence.doc
    modality = "uncertain" if force is Force.WISH else _modality(doc, parts, clause)
    if _is_without(doc, sentence, phrase):
        return Statement(Status.UNSPECIFIED, modality, (), True)
    if force in SPEECH or clause.conditional or _is_asked(doc, clause):
        return Statement(Status.PLANNED if role in AIMS else Status.UNSPECIFIED, modality)
    found = _evidence(doc, parts, clause, phrase, kind, nominal)
    if force in NOT_DONE and segment_of(segments(doc, clause), phrase.head).force is Force.FACT:
        return Statement(Status.PLANNED if role in AIMS else Status.UNSPECIFIED, "uncertain")
    found = [
        (_planned(status) if _is_ahead(doc, parts, force, now, index) else status, index)
        for status, index in found
    ]
    found = [item for item in found if not _is_weak(doc, item)] or found
    if role is SectionRole.PLANNED_RESULTS or (role in AIMS and short):
        done = [item for item in found if item[0] is Status.DISCONTINUED]
        return Statement(Status.DISCONTINUED if done else Status.PLANNED, modality, _tokens(found))
    denied = force in NOT_DONE and not found
    if role in AIMS:
        found = [item for item in (_aimed(doc, item) for item in found) if item is not None]
    if found:
        status, word = max(found, key=lambda item: STAGES.index(item[0]))
        return Statement(status, modality, _tokens(found), word=word)
    if force is Force.DENIED and _is_not_begun(doc, clause):
        return Statement(Status.PLANNED, modality)
    if denied:
        return Statement(Status.UNSPECIFIED, modality, (), True)
    return Statement(_default(doc, clause, phrase, role, kind, force), modality)


def _evidence(
    doc: Doc,
    parts: Sequence[Clause],
    clause: Clause,
    phrase: NounPhrase,
    kind: str,
    nominal: Token | None,
) -> list[Evidence]:
    """The evidence of a measure's own clause, of one that refers back to it, of its relative clause."""
    found = clause_evidence(doc, clause, phrase, kind, nominal)
    for part in parts:
        if part.start >= clause.end and not part.relative and refers_back(doc, part):
            back = clause_evidence(doc, part, phrase, kind, None, apart=True)
            if not back and segments(doc, part)[0].force in NOT_DONE:
                found = [(_not_used(status), index) for status, index in found]
            found = found + back
            break
    following = next(
        (part for part in parts if part.start in {phrase.end, phrase.end + 1} and part.relative), None
    )
    if following is not None:
        relative = [
            item
            for item in clause_evidence(doc, following, phrase, kind, None, apart=True)
            if not _is_weak(doc, item)
        ]
        trial = [item for item in relative if item[0] is Status.PILOTED]
        told = any(is_past(doc.words[index]) for index in clause.predicates)
        found = trial if trial and told else found or relative
    return found


def _force_at(doc: Doc, parts: Sequence[Clause], clause: Clause, index: int) -> Force:
    """The force at a token; a clause with "että" takes that of the clause it completes."""
    force = segment_of(segments(doc, clause), index).force
    number = parts.index(clause)
    opening = [token.lower_ for token in doc[clause.start : clause.start + 2]]
    if not number or "että" not in opening:
        return force
    before = parts[number - 1]
    above = segments(doc, before)[-1].force
    if above is Force.FACT:
        rows = [
            row
            for predicate in before.predicates
            for row in force_words()["verb"].get(doc.words[predicate].lemma_lower, ())
        ]
        above = Force.PLAN if any(row["force"] == "plan" for row in rows) else above
    return force if above is Force.FACT else above


def _is_ahead(doc: Doc, parts: Sequence[Clause], force: Force, now: Dating, index: int) -> bool:
    """Whether a piece of evidence of a clause is still to come: a plan, a condition, a later time."""
    own = clause_of(parts, index)
    part = segment_of(segments(doc, own), index)
    if any(is_past(doc.words[i]) for i in own.predicates if part.start <= i < part.end):
        return False
    if (
        force is Force.PLAN
        or any(other.conditional for other in parts)
        or is_future(doc, own, now, part=part)
    ):
        return True
    number = parts.index(own)
    return own.relative and number > 0 and is_future(doc, parts[number - 1], now)


def _is_aside(doc: Doc, clause: Clause, phrase: NounPhrase) -> bool:
    """Whether a clause only speaks about a thing or of what belongs to it: "chatista on saatu palautetta"."""
    if not clause.predicates:
        return False
    case = doc.words[phrase.head].case
    return case == "Ela" or is_attribute(doc, phrase)


def _is_not_begun(doc: Doc, clause: Clause) -> bool:
    """Whether a clause that denies says that a thing has not begun, so that it is still a plan."""
    segment = next((part for part in segments(doc, clause) if part.force is Force.DENIED), None)
    if segment is None or segment.no_more:
        return False
    return any(doc.words[i].lemma_lower in NOT_BEGUN for i in range(segment.start, segment.end))


def _not_used(status: Status) -> Status:
    """The stage of a thing that was made, as the text goes on to say, but not taken into use."""
    return Status.ONGOING if status in {Status.ADOPTED, Status.ESTABLISHED} else status


def _planned(status: Status) -> Status:
    return status if status in {Status.DISCONTINUED, Status.UNSPECIFIED} else Status.PLANNED


def _is_without(doc: Doc, sentence: Span, phrase: NounPhrase) -> bool:
    """Whether a thing is what something is done without or instead of: "ilman X:ää", "X:n sijaan"."""
    before = doc.words[phrase.start - 1].lower_ if phrase.start > sentence.start else ""
    after = doc.words[phrase.end].lower_ if phrase.end < sentence.end else ""
    return before == "ilman" or after in INSTEAD


def _is_asked(doc: Doc, clause: Clause) -> bool:
    """Whether a clause is a question, an indirect one too: "voidaanko malli ottaa käyttöön"."""
    return any(
        doc.words[index].lower_.endswith(("ko", "kö")) and doc.words[index].i - clause.start <= 2
        for index in clause.predicates
    )


def refers_back(doc: Doc, clause: Clause) -> bool:
    """Whether a clause speaks of the thing before with a pronoun ("… ja siitä luovuttiin")."""
    tokens = doc[clause.start : clause.end]
    return any(
        token.lemma_ in {"se", "tämä"}
        and token.pos_ in {"PRON", "DET"}
        and token.case in {"Nom", "Gen", "Par", "Ela"}
        for token in tokens[:3]
    )


def _tokens(found: Sequence[Evidence]) -> tuple[int, ...]:
    return tuple(sorted({index for _, index in found}))


def _default(
    doc: Doc, clause: Clause, phrase: NounPhrase, role: SectionRole, kind: str, force: Force
) -> Status:
    """The stage where no word tells it."""
    if kind == "trial":
        return Status.PLANNED if role in AIMS else Status.PILOTED
    if role in AIMS:
        return Status.PLANNED
    if role in REPORTS and force is Force.FACT and is_in_use(doc, clause, phrase):
        return Status.ADOPTED
    return Status.UNSPECIFIED


def _modality(doc: Doc, parts: Sequence[Clause], clause: Clause) -> str:
    words = {token.lower_ for token in doc[clause.start : clause.end]}
    lemmas = {token.lemma_lower for token in doc[clause.start : clause.end]}
    negated = any(token.negation for token in doc[clause.start : clause.end])
    if negated and lemmas & {"kuulua", "toteuttaa", "sisältyä"} and lemmas & PROJECT:
        return "out_of_scope"
    if any(part.conditional for part in parts) or any(
        feature(doc.words[index], "Mood") == "Cnd" for index in clause.predicates
    ):
        return "conditional"
    if words & UNSURE or lemmas & {"harkita", "pohtia"}:
        return "uncertain"
    return "stated"


def _is_weak(doc: Doc, item: Evidence) -> bool:
    """Whether a piece of evidence is a verb that tells a stage only where no other word does."""
    return doc.words[item[1]].lemma_ in WEAK


def _aimed(doc: Doc, item: Evidence) -> Evidence | None:
    """What a piece of evidence tells in running text about aims: what is done, and what is being built.

    What is to be reached at once ("otetaan käyttöön", "perustetaan") is only planned there.
    """
    status, index = item
    token = doc.words[index]
    if token.pos_ != "VERB":
        return None
    if is_past(token):
        return item
    if status not in {Status.ONGOING, Status.PLANNED}:
        return None
    rows = status_words()["verb"].get(token.lemma_lower, ())
    telic = any(row["aspect"] == "telic" for row in rows)
    return (Status.PLANNED if telic else status, index)
