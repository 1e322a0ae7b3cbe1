"""The stages that a clause tells of a measure, each with the word that tells it.

A verb tells a stage of its subject or object, or of the case it governs ("luopua" + elative); a
nominalisation tells it of the genitive before it ("X:n käyttöönotto"); fixed words ("käytössä")
tell it of the clause. What the clause does with it (`force`) is weighed at once: what is denied
is not there, what is put off is still a plan, what is wished or talked of is nothing yet.
"""

from __future__ import annotations

from collections.abc import Sequence

from sotenlp.extraction.clauses import Clause
from sotenlp.extraction.force import NOT_DONE, Force, Segment, segment_of, segments
from sotenlp.extraction.grammar import feature
from sotenlp.extraction.noun_phrases import NounPhrase
from sotenlp.extraction.stages import is_past, status_noun, status_words
from sotenlp.extraction.tables import Row
from sotenlp.language.view import Doc, Token
from sotenlp.schema import Status

Evidence = tuple[Status, int]

STARTS = frozenset({"alkaa", "aloittaa", "käynnistyä", "käynnistää"})
GOES_ON = frozenset({"jatkaa", "jatkua", "jatko", "jatkaminen", "jatkuminen"})
IN_USE = frozenset({Status.PILOTED, Status.ADOPTED, Status.ESTABLISHED})
SELF = frozenset({"toiminta", "kokonaisuus"})
"""Nouns that stand for the thing they follow: "tiimin toiminta"."""


def clause_evidence(
    doc: Doc, clause: Clause, phrase: NounPhrase, kind: str, nominal: Token | None, *, apart: bool = False
) -> list[Evidence]:
    """The stages that a clause tells of a measure.

    Args:
        doc: A Doc that has lemmas and morphology.
        clause: One of its clauses.
        phrase: The phrase that names the measure.
        kind: Kind of its head noun in `measure_heads.csv`.
        nominal: A nominalisation that governs it, or None.
        apart: Whether the clause only refers to the phrase, with a pronoun.
    """
    parts = segments(doc, clause)
    tokens = [token for token in doc[clause.start : clause.end] if not phrase.start <= token.i < phrase.end]
    about = apart or nominal is not None or not is_attribute(doc, phrase)
    verbs = [*_verb_evidence(doc, clause, parts, tokens, phrase, kind, nominal, apart)] if about else []
    found = verbs + _word_evidence(doc, clause, tokens)
    if nominal is not None:
        found = _nominal_evidence(nominal, found, doc, clause)
    if kind == "trial" or any(_tells_trial(token) for token in tokens):
        found = [
            (Status.PILOTED if status in {Status.ONGOING, Status.ADOPTED} else status, index)
            for status, index in found
        ]
    return _weighed(doc, parts, found, segment_of(parts, nominal.i if nominal is not None else phrase.head))


def is_denied(doc: Doc, clause: Clause, index: int) -> bool:
    """Whether the segment of a token denies what it tells, so that nothing is known to be there."""
    return segment_of(segments(doc, clause), index).force in NOT_DONE


def _weighed(doc: Doc, parts: Sequence[Segment], found: list[Evidence], home: Segment) -> list[Evidence]:
    """Evidence under the force of its segment."""
    weighed: list[Evidence] = []
    for status, index in found:
        part = segment_of(parts, index)
        if part.force is Force.DENIED:
            ended = doc.words[index].lemma_lower in GOES_ON or (part.no_more and status in IN_USE)
            if ended:
                weighed.append((Status.DISCONTINUED, index))
        elif part.force is Force.PLAN:
            ends = status is Status.DISCONTINUED
            decided = part.index >= 0 and doc.words[part.index].lemma_ == "päättää"
            if not ends or decided:
                weighed.append((status if ends else Status.PLANNED, index))
        elif part.force is Force.FACT:
            weighed.append((status, index))
    for part in parts:
        if part.force is Force.CANCELLED:
            weighed.append((Status.DISCONTINUED, part.index))
        elif part.force is Force.POSTPONED or (part.force is Force.PLAN and part is home and not found):
            weighed.append((Status.PLANNED, part.index))
    return weighed


def is_attribute(doc: Doc, phrase: NounPhrase) -> bool:
    """Whether a phrase in the genitive only belongs to another noun: "chatin palautteesta on laadittu"."""
    if doc.words[phrase.head].case != "Gen" or phrase.end >= len(doc):
        return False
    following = doc.words[phrase.end]
    if following.lemma_ in SELF:
        return False
    return following.pos_ in {"NOUN", "ADP"} and status_noun(following.lemma_) is None


def _verb_evidence(
    doc: Doc,
    clause: Clause,
    parts: Sequence[Segment],
    tokens: Sequence[Token],
    phrase: NounPhrase,
    kind: str,
    nominal: Token | None,
    apart: bool,
) -> list[Evidence]:
    verbs = status_words()["verb"]
    lemmas = {token.lemma_lower for token in doc[clause.start : clause.end]}
    case = doc.words[(nominal.i if nominal is not None else phrase.head)].case
    main = {doc.words[index].lemma_ for index in clause.predicates}
    past_clause = any(is_past(doc.words[index]) for index in clause.predicates)
    started = kind == "action" or nominal is not None or _tells_of_process(tokens)
    found: list[Evidence] = []
    for token in tokens:
        if token.pos_ not in {"VERB", "AUX"}:
            continue
        infinitive = token.verb_form == "Inf"
        segment = segment_of(parts, token.i)
        done = segment.done and not infinitive and token.case == "Par"
        row = _verb_row(verbs.get(token.lemma_lower, ()), lemmas, "" if apart else case)
        if row is None or not (token.i in clause.predicates or infinitive or done):
            continue
        past = is_past(token) or (feature(token, "InfForm") == "3" and past_clause and not main & STARTS)
        past = past or (infinitive and segment.done)
        status = Status(row["past"] if past else row["present"])
        if past and token.lemma_ in STARTS and not started:
            status = Status.PILOTED if kind == "trial" else Status.ADOPTED
        found.append((status, token.i))
    return found


def _verb_row(rows: Sequence[Row], lemmas: set[str], case: str) -> Row | None:
    """The row of a verb whose collocate stands in the clause, else the row without one.

    A row that governs a case holds of phrases in it alone, "" for a pronoun in any case. What stands in
    the elative is only spoken of, unless the verb governs it.
    """
    fitting = [row for row in rows if case in {row["case"], ""} or (not row["case"] and case != "Ela")]
    for row in fitting:
        if row["with"] and row["with"] in lemmas:
            return row
    return next((row for row in fitting if not row["with"]), None)


def _tells_trial(token: Token) -> bool:
    """Whether a word tells that a thing is there on trial only ("testikäyttöön", "pilottina")."""
    return any(row["with"] == "trial" for row in status_words()["word"].get(token.lower_, ()))


def _tells_of_process(tokens: Sequence[Token]) -> bool:
    """Whether the subject is a nominalisation: its beginning is not yet the thing's being there."""
    return any(
        token.case == "Nom" and token.pos_ == "NOUN" and status_noun(token.lemma_) is not None
        for token in tokens
    )


def _word_evidence(doc: Doc, clause: Clause, tokens: Sequence[Token]) -> list[Evidence]:
    words = status_words()["word"]
    past = any(is_past(doc.words[index]) for index in clause.predicates)
    return [
        (Status(row["past"]), token.i)
        for token in tokens
        for row in words.get(token.lower_, ()) or words.get(token.lemma_lower, ())
        if not (row["with"] == "future" and (past or not clause.predicates))
    ]


def _nominal_evidence(nominal: Token, found: list[Evidence], doc: Doc, clause: Clause) -> list[Evidence]:
    """The stage of "X:n käyttöönotto" with its verb: a thing done, going on or only planned."""
    row = status_noun(nominal.lemma_)
    if row is None:
        return found
    stages = {status for status, _ in found}
    index = found[0][1] if found else nominal.i
    if Status.DISCONTINUED in stages:
        return [(Status.DISCONTINUED, index)]
    if stages == {Status.PLANNED}:
        return [(Status.PLANNED, index)]
    if Status.ONGOING in stages and not stages & {Status.ADOPTED, Status.ESTABLISHED}:
        return [(Status(row["present"]), index)]
    if any(is_past(doc.words[predicate]) for predicate in clause.predicates):
        return [(Status(row["past"]), index)]
    return [(Status(row["present"]), index)]
