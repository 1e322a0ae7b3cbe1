"""Clauses of a sentence without a parser: stretches around one predicate or coordinated ones.

A sentence is cut at commas, conjunctions and dashes; a stretch without a predicate of its own
joins its neighbour, and one that opens with a predicate shares the subject of the stretch before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sotenlp.extraction.grammar import is_participle
from sotenlp.language.view import Span, Token

CONJUNCTIONS = frozenset({"ja", "sekä", "mutta", "vaan", "eikä", "tai", "sillä", "jolloin", "joten"})
BREAKS = frozenset({",", ";", "–", "—", ":", "(", ")"})
RELATIVES = frozenset({"joka", "mikä", "jolloin", "jossa"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause, as token indices of its Doc.

    Attributes:
        start: First token.
        end: Token after the last one.
        predicates: Finite verbs, auxiliaries and predicative participles in it.
        relative: Whether it opens with a relative pronoun.
        conditional: Whether it opens with "jos" or "mikäli".
    """

    start: int
    end: int
    predicates: tuple[int, ...] = ()
    relative: bool = False
    conditional: bool = False


def is_predicate(token: Token) -> bool:
    """Whether a token is a finite verb, an auxiliary or a participle that stands as a predicate."""
    if token.pos_ not in {"VERB", "AUX"}:
        return bool(token.lemma_.endswith(("nut", "nyt"))) and _after_auxiliary(token)
    if token.finite:
        return True
    if not is_participle(token) or token.part_form not in {"Past", ""}:
        return False
    if token.case not in {"Nom", "Par", ""}:
        return False
    following = token.doc.words[token.i + 1] if token.i + 1 < len(token.doc) else None
    return not (
        following is not None
        and following.sent.start == token.sent.start
        and (following.noun or following.pos_ == "ADJ")
        and following.case == token.case
        and following.number == token.number
        and not _after_auxiliary(token)
    )


def _after_auxiliary(token: Token) -> bool:
    before = token.doc.words[token.i - 1] if token.i > token.sent.start else None
    return before is not None and (before.lemma_ == "olla" or before.negation)


def clauses(sentence: Span) -> list[Clause]:
    """The clauses of a sentence in text order; together they cover it.

    Args:
        sentence: A sentence of a Doc that has lemmas and morphology.

    Example:
        >>> sentence = next(nlp("Malli on luotu, ja sen testaus alkaa.").sents)
        >>> [sentence.doc[clause.start : clause.end].text for clause in clauses(sentence)]
        ['Malli on luotu,', 'ja sen testaus alkaa.']
    """
    key = ("clauses", sentence.start, sentence.end)
    found: list[Clause] | None = sentence.doc.memo.get(key)
    if found is None:
        found = sentence.doc.memo[key] = _merged(sentence)
    return found


def _merged(sentence: Span) -> list[Clause]:
    merged: list[Clause] = []
    for clause in _pieces(sentence):
        if merged and _joins(sentence, merged[-1], clause):
            last = merged[-1]
            merged[-1] = Clause(
                last.start, clause.end, last.predicates + clause.predicates, last.relative, last.conditional
            )
        else:
            merged.append(clause)
    return merged


def _pieces(sentence: Span) -> Iterator[Clause]:
    doc, start = sentence.doc, sentence.start
    for index in range(sentence.start + 1, sentence.end):
        token, before = doc.words[index], doc.words[index - 1]
        opens = token.lower_ in CONJUNCTIONS or token.pos_ == "SCONJ"
        if before.text in BREAKS or (opens and before.text not in BREAKS):
            yield _clause(sentence, start, index)
            start = index
    if start < sentence.end:
        yield _clause(sentence, start, sentence.end)


def _clause(sentence: Span, start: int, end: int) -> Clause:
    doc = sentence.doc
    predicates = tuple(i for i in range(start, end) if is_predicate(doc.words[i]))
    first = doc.words[start]
    relative = any(
        doc.words[i].lemma_ in RELATIVES and doc.words[i].pos_ in {"PRON", "DET", "SCONJ"}
        for i in range(start, min(start + 2, end))
    )
    return Clause(start, end, predicates, relative, first.lower_ in {"jos", "mikäli", "ellei"})


def _joins(sentence: Span, last: Clause, clause: Clause) -> bool:
    """Whether a stretch belongs to the clause before it."""
    doc = sentence.doc
    if not clause.predicates:
        return True
    if not last.predicates and not last.conditional:
        return not clause.relative and doc.words[clause.start].pos_ != "SCONJ"
    if clause.relative or clause.conditional or doc.words[clause.start].pos_ == "SCONJ":
        return False
    content = next(
        (i for i in range(clause.start, clause.end) if doc.words[i].lower_ not in CONJUNCTIONS), clause.start
    )
    while content < clause.end and doc.words[content].pos_ in {"ADV", "PART"}:
        content += 1
    return content in clause.predicates and doc.words[clause.start].lower_ in {"ja", "sekä", "tai"}


def clause_of(parts: Sequence[Clause], index: int) -> Clause:
    """The clause that a token stands in."""
    return next((clause for clause in parts if clause.start <= index < clause.end), parts[-1])
