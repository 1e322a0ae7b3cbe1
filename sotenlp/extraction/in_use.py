"""Whether a report tells that a thing is in use though no word names its stage.

It is, where people came to it or completed it ("koulutukseen osallistui"), where it or its users
are what the past tense speaks of ("on parantanut saatavuutta", "chatin käyttäjät lisääntyivät"),
where something was reached by means of it, and where so and so many of it exist.
"""

from __future__ import annotations

from sotenlp.extraction.clauses import Clause
from sotenlp.extraction.noun_phrases import NounPhrase
from sotenlp.extraction.stages import is_past, status_words
from sotenlp.language.view import Doc, Token


def is_in_use(doc: Doc, clause: Clause, phrase: NounPhrase) -> bool:
    """Whether a clause of a report, in the past tense, tells that a thing is in use.

    Args:
        doc: A Doc that has lemmas and morphology.
        clause: The clause that the phrase stands in; it denies nothing.
        phrase: The phrase that names the thing.
    """
    predicates = [doc.words[index] for index in clause.predicates]
    case = doc.words[phrase.head].case
    if _is_counted(doc, clause, phrase, predicates):
        return True
    if not any(is_past(token) for token in predicates):
        return False
    if any(_is_used(token, case) for token in predicates):
        return True
    following = doc.words[phrase.end] if phrase.end < clause.end else None
    if case == "Gen" and following is not None:
        if following.lemma_lower in status_words()["user"]:
            return True
        return following.lower_ in status_words()["means"]
    effect = any(token.lemma_lower in status_words()["effect"] for token in predicates)
    if case in {"Nom", "", "Ade"} and effect:
        return True
    return case in {"Nom", ""} and _is_experience(doc, clause, phrase)


def _is_used(predicate: Token, case: str) -> bool:
    """Whether a predicate tells that people came to a thing, in the case that it governs, or completed it."""
    for row in status_words()["use"].get(predicate.lemma_lower, ()):
        if case == row["case"] or (not row["case"] and case in {"Nom", "Gen", "Par"}):
            return True
    return False


def _is_experience(doc: Doc, clause: Clause, phrase: NounPhrase) -> bool:
    """Whether a thing is the subject of a perfect of being: "malli on ollut suosittu"."""
    return any(
        doc.words[index].lemma_ == "olla"
        and doc.words[index].part_form == "Past"
        and index > phrase.head
        and doc.words[index - 1].lemma_ == "olla"
        for index in range(max(clause.start + 1, phrase.end), clause.end)
    )


def _is_counted(doc: Doc, clause: Clause, phrase: NounPhrase, predicates: list[Token]) -> bool:
    """Whether a clause tells how many of a thing there are: "kohtaamispaikkoja on nyt kahdeksan"."""
    head = doc.words[phrase.head]
    if head.case != "Par" or head.number != "Plur" or phrase.start > clause.start + 1:
        return False
    copula = bool(predicates) and all(token.lemma_ == "olla" for token in predicates)
    return copula and any(token.pos_ == "NUM" and token.i > head.i for token in doc[head.i : clause.end])
