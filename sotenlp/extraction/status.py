"""The status of a measure: the furthest stage that its clause states, and how surely.

Verbs, nominalisations and fixed words each stand for a stage, by tense (`data/status_words.csv`).
A plan is not a result: under headings of aims everything is planned, a modal, a conditional or a
word for the future makes a plan of any verb, and what is negated is not done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from sotenlp.extraction.clauses import Clause, clause_of
from sotenlp.extraction.grammar import feature
from sotenlp.extraction.noun_phrases import NounPhrase
from sotenlp.extraction.tables import Row, read_data
from sotenlp.schema import SectionRole, Status

STAGES = (
    Status.UNSPECIFIED,
    Status.PLANNED,
    Status.ONGOING,
    Status.PILOTED,
    Status.ADOPTED,
    Status.ESTABLISHED,
    Status.DISCONTINUED,
)
AIMS = frozenset({SectionRole.AIMS, SectionRole.PLANNED_RESULTS})
REPORTS = frozenset({SectionRole.OUTCOMES, SectionRole.EFFECTS})
MODALS = frozenset(
    {"voida", "pitää", "tulla", "täytyä", "aikoa", "saattaa", "kannattaa", "haluta", "toivoa", "pyrkiä"}
)
STARTS = frozenset({"alkaa", "aloittaa", "käynnistyä", "käynnistää"})
ENDS = frozenset({"jatkaa", "jatkua"})
UNSURE = frozenset({"mahdollisesti", "ehkä", "kenties", "todennäköisesti"})
WEAK = frozenset(
    {"palvella", "toimia", "käyttää", "hyödyntää", "tarjota", "kattaa", "pitää", "viedä", "siirtyä", "saada"}
)
PROJECT = frozenset({"hanke", "projekti", "kokonaisuus"})


@dataclass(frozen=True, slots=True)
class Statement:
    """What a text states of a measure.

    Attributes:
        status: The furthest stage.
        modality: "stated", "conditional", "uncertain" or "out_of_scope".
        words: Tokens that it rests on.
    """

    status: Status = Status.UNSPECIFIED
    modality: str = "stated"
    words: tuple[int, ...] = ()


@cache
def status_words() -> dict[str, dict[str, tuple[Row, ...]]]:
    """Rows of `status_words.csv` by kind ("verb", "noun", "word") and lemma."""
    table: dict[str, dict[str, tuple[Row, ...]]] = {"verb": {}, "noun": {}, "word": {}}
    for row in read_data("status_words"):
        known = table[row["kind"]]
        known[row["lemma"]] = (*known.get(row["lemma"], ()), row)
    return table


def status_noun(lemma: str) -> Row | None:
    """The row of a noun that tells a stage ("käyttöönotto"), or None."""
    rows = status_words()["noun"].get(lemma.lower())
    return rows[0] if rows else None


def is_past(token: Token) -> bool:
    """Whether a predicate tells of what is done: a past tense or a past participle."""
    return "Past" in {feature(token, "Tense"), feature(token, "PartForm")} or token.lemma_.endswith(
        ("nut", "nyt")
    )


def read_status(
    sentence: Span,
    parts: Sequence[Clause],
    phrase: NounPhrase,
    *,
    role: SectionRole,
    kind: str,
    short: bool = False,
    nominal: Token | None = None,
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
    """
    doc = sentence.doc
    clause = clause_of(parts, phrase.head)
    following = next(
        (part for part in parts if part.start in {phrase.end, phrase.end + 1} and part.relative), None
    )
    modality = _modality(doc, sentence, parts, clause)
    found = _clause_evidence(doc, clause, phrase, kind, nominal)
    for part in parts:
        if part.start >= clause.end and not part.relative and _refers_back(doc, part):
            found = found + _clause_evidence(doc, part, phrase, kind, None)
            break
    if following is not None:
        relative = [
            item for item in _clause_evidence(doc, following, phrase, kind, None) if not _is_weak(doc, item)
        ]
        trial = [item for item in relative if item[0] is Status.PILOTED]
        told = any(is_past(doc[index]) for index in clause.predicates)
        found = trial if trial and told else found or relative
    found = [item for item in found if not _is_weak(doc, item)] or found
    if role is SectionRole.PLANNED_RESULTS or (role in AIMS and short):
        done = [item for item in found if item[0] is Status.DISCONTINUED]
        return Statement(Status.DISCONTINUED if done else Status.PLANNED, modality, _tokens(found))
    if role in AIMS:
        found = [item for item in found if _is_done(doc, item)]
    if found:
        status = max((item[0] for item in found), key=STAGES.index)
        return Statement(status, modality, _tokens(found))
    return Statement(_default(doc, clause, role, kind), modality)


def _refers_back(doc: Doc, clause: Clause) -> bool:
    """Whether a clause speaks of the thing before with a pronoun ("… ja siitä luovuttiin")."""
    tokens = doc[clause.start : clause.end]
    return any(
        token.lemma_ in {"se", "tämä"}
        and token.pos_ in {"PRON", "DET"}
        and feature(token, "Case") in {"Nom", "Gen", "Par", "Ela"}
        for token in tokens[:3]
    )


def _tokens(found: list[tuple[Status, int]]) -> tuple[int, ...]:
    return tuple(sorted({index for _, index in found}))


def _default(doc: Doc, clause: Clause, role: SectionRole, kind: str) -> Status:
    """The stage where no word tells it: reports tell in the past what is in use."""
    if kind == "trial":
        return Status.PLANNED if role in AIMS else Status.PILOTED
    if role in AIMS:
        return Status.PLANNED
    past = any(is_past(doc[index]) for index in clause.predicates) and not _negated(doc, clause)
    if past and role in REPORTS:
        return Status.ADOPTED
    return Status.UNSPECIFIED


def _modality(doc: Doc, sentence: Span, parts: Sequence[Clause], clause: Clause) -> str:
    words = {token.lower_ for token in doc[clause.start : clause.end]}
    lemmas = {token.lemma_.lower() for token in doc[clause.start : clause.end]}
    if _negated(doc, clause) and lemmas & {"kuulua", "toteuttaa", "sisältyä"} and lemmas & PROJECT:
        return "out_of_scope"
    if any(part.conditional for part in parts) or any(
        feature(doc[index], "Mood") == "Cnd" for index in clause.predicates
    ):
        return "conditional"
    if words & UNSURE or lemmas & {"harkita", "pohtia"}:
        return "uncertain"
    return "stated"


def _negated(doc: Doc, clause: Clause) -> bool:
    return any(token.lemma_.lower() in {"ei", "eikä"} for token in doc[clause.start : clause.end])


def _clause_evidence(
    doc: Doc, clause: Clause, phrase: NounPhrase, kind: str, nominal: Token | None
) -> list[tuple[Status, int]]:
    """The stages that a clause tells, each with its token."""
    tokens = list(doc[clause.start : clause.end])
    lemmas = {token.lemma_.lower() for token in tokens}
    negated = _negated(doc, clause)
    hypothetical = _is_plan(doc, clause)
    found: list[tuple[Status, int]] = []
    verbs = status_words()["verb"]
    main = {doc[index].lemma_ for index in clause.predicates}
    past_clause = any(is_past(doc[index]) for index in clause.predicates)
    started = kind == "action" or nominal is not None or _tells_of_process(tokens)
    for token in tokens:
        if token.pos_ not in {"VERB", "AUX"} or token.i in range(phrase.start, phrase.end):
            continue
        row = _verb_row(verbs.get(token.lemma_.lower(), ()), lemmas)
        if row is None or not (token.i in clause.predicates or feature(token, "VerbForm") == "Inf"):
            continue
        past = is_past(token) or (feature(token, "InfForm") == "3" and past_clause and not main & STARTS)
        status = Status(row["past"] if past else row["present"])
        if past and token.lemma_ in STARTS and not started:
            status = Status.PILOTED if kind == "trial" else Status.ADOPTED
        if negated:
            if token.lemma_ not in ENDS:
                continue
            status = Status.DISCONTINUED
        elif hypothetical and not past:
            status = Status.PLANNED
        found.append((status, token.i))
    found.extend(_word_evidence(tokens, clause, doc, phrase))
    if nominal is not None and not negated:
        found = [*_nominal_evidence(nominal, found, doc, clause)]
    if kind == "trial" or any(
        _tells_trial(token) for token in tokens if not phrase.start <= token.i < phrase.end
    ):
        found = [
            (Status.PILOTED if status in {Status.ONGOING, Status.ADOPTED} else status, i)
            for status, i in found
        ]
    return found


def _is_weak(doc: Doc, item: tuple[Status, int]) -> bool:
    """Whether a piece of evidence is a verb that tells a stage only where no other word does."""
    return doc[item[1]].lemma_ in WEAK


def _is_done(doc: Doc, item: tuple[Status, int]) -> bool:
    """Whether a piece of evidence holds in running text about aims: what is done, and what is being built."""
    token = doc[item[1]]
    return token.pos_ == "VERB" and (is_past(token) or item[0] in {Status.ONGOING, Status.PLANNED})


def _tells_trial(token: Token) -> bool:
    """Whether a word tells that a thing is there on trial only ("testikäyttöön", "pilottina")."""
    return any(row["with"] == "trial" for row in status_words()["word"].get(token.lower_, ()))


def _tells_of_process(tokens: Sequence[Token]) -> bool:
    """Whether the subject is a nominalisation: its beginning is not yet the thing's being there."""
    return any(
        feature(token, "Case") == "Nom" and token.pos_ == "NOUN" and status_noun(token.lemma_) is not None
        for token in tokens
    )


def _verb_row(rows: Sequence[Row], lemmas: set[str]) -> Row | None:
    """The row of a verb whose collocate stands in the clause, else the row without one."""
    for row in rows:
        if row["with"] and row["with"] in lemmas:
            return row
    return next((row for row in rows if not row["with"]), None)


def _word_evidence(
    tokens: Sequence[Token], clause: Clause, doc: Doc, phrase: NounPhrase
) -> list[tuple[Status, int]]:
    words = status_words()["word"]
    past = any(is_past(doc[index]) for index in clause.predicates)
    found = []
    for token in tokens:
        if phrase.start <= token.i < phrase.end:
            continue
        for row in words.get(token.lower_, ()) or words.get(token.lemma_.lower(), ()):
            if row["with"] == "future" and (past or not clause.predicates):
                continue
            found.append((Status(row["past"]), token.i))
    return found


def _nominal_evidence(
    nominal: Token, found: list[tuple[Status, int]], doc: Doc, clause: Clause
) -> list[tuple[Status, int]]:
    """The stage of "X:n käyttöönotto" with its verb: a thing done, going on or only planned."""
    row = status_noun(nominal.lemma_)
    if row is None:
        return found
    stages = {status for status, _ in found}
    words = [index for _, index in found] + [nominal.i]
    if Status.DISCONTINUED in stages:
        return [(Status.DISCONTINUED, words[0])]
    if Status.PLANNED in stages and len(stages) == 1:
        return [(Status.PLANNED, words[0])]
    if Status.ONGOING in stages and not stages & {Status.ADOPTED, Status.ESTABLISHED}:
        return [(Status(row["present"]), words[0])]
    past = any(is_past(doc[index]) for index in clause.predicates)
    if past:
        return [(Status(row["past"]), words[0])]
    if stages & {Status.ADOPTED, Status.ESTABLISHED, Status.PILOTED}:
        return [(Status(row["present"]), words[0])]
    return [(Status(row["present"]), nominal.i)]


def _is_plan(doc: Doc, clause: Clause) -> bool:
    """Whether a clause speaks of what shall, should or may be done."""
    for token in doc[clause.start : clause.end]:
        if feature(token, "Mood") == "Cnd":
            return True
        if token.i in clause.predicates and token.lemma_ in MODALS:
            return any(
                feature(other, "VerbForm") in {"Inf", "Part"} and other.i > token.i
                for other in doc[clause.start : clause.end]
            )
        if (
            feature(token, "PartForm") == "Pres"
            and feature(token, "Voice") == "Pass"
            and token.i > clause.start
        ):
            before = doc[token.i - 1]
            if before.lemma_ == "olla" and feature(token, "Case") in {"Nom", "Par"}:
                return True
        if token.lower_ in {
            "tarkoitus",
            "tarkoituksena",
            "tavoitteena",
            "tavoite",
            "aikomus",
            "suunnitelmissa",
        }:
            return True
    return False
