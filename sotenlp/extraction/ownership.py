"""Whose deed a clause tells: the page's own project's, or that of another region or organisation.

What was done in another county, in a municipality of one, or by one of its organisations is
background of a page ("Kymenlaaksossa otettiin käyttöön …"), and so is what a national body has
made or recommends. A page whose county is not known says nothing about whose deed it is.
"""

from __future__ import annotations

from functools import cache

from sotenlp.document import Metadata
from sotenlp.extraction.clauses import Clause
from sotenlp.extraction.grammar import is_participle
from sotenlp.extraction.organisations import find_organisations
from sotenlp.extraction.stages import status_words
from sotenlp.language.view import Doc, Span, Token
from sotenlp.schema import ActorType
from sotenlp.vocabulary import read_table, split_cell

LOCATIVES = frozenset({"Ine", "Ade"})
NATIONAL = frozenset({ActorType.MINISTRY, ActorType.AGENCY})
EVENTS = frozenset({"järjestää", "pitää", "kouluttaa", "osallistua", "käydä"})
"""Verbs of events, which a project may hold anywhere."""
PRAISE = frozenset({"suositella", "suosittaa", "esitellä", "suunnitella"})
COUNTRIES = frozenset(
    {"ruotsi", "norja", "tanska", "viro", "englanti", "hollanti", "skotlanti", "saksa", "islanti"}
)


@cache
def _places() -> dict[str, str]:
    """County codes of regions, counties' names and municipalities, by their names in lower case."""
    codes = {row["name"].lower(): row["area_code"] for row in read_table("municipalities")}
    for row in read_table("areas"):
        for name in (row["region"], row["name"], *split_cell(row["aliases"])):
            codes[name.lower()] = row["code"]
    codes.update(dict.fromkeys(COUNTRIES, "abroad"))
    return codes


@cache
def _organisations() -> dict[str, str]:
    return {row["id"]: row["area_code"] for row in read_table("organisations")}


class Ownership:
    """Tells the deeds of a page's own project from those of others.

    Args:
        meta: The metadata of the page.
    """

    def __init__(self, meta: Metadata) -> None:
        self.code = meta.area_code or ""
        self.own = {name.lower() for name in (meta.coordinator, *meta.implementers) if name}

    def is_foreign(self, sentence: Span, clause: Clause) -> bool:
        """Whether another region or organisation did what a clause tells.

        Args:
            sentence: The sentence.
            clause: One of its clauses.
        """
        doc = sentence.doc
        if not any(
            token.pos_ == "PROPN" or token.text[:1].isupper() for token in doc[clause.start : clause.end]
        ):
            return False
        verbs = {token.lemma_ for token in doc[clause.start : clause.end] if token.pos_ in {"VERB", "AUX"}}
        told = any(doc.words[index].lemma_ in status_words()["verb"] for index in clause.predicates)
        codes = [
            code
            for code in (self._place(token, clause, told) for token in doc[clause.start : clause.end])
            if code
        ]
        if self.code and self.code in codes:
            return False
        elsewhere = bool(self.code) and bool(codes) and not verbs & EVENTS
        return elsewhere or self._is_of_another(sentence, clause, verbs, told)

    def _place(self, token: Token, clause: Clause, told: bool) -> str:
        """Code of the county that a word places the deed in, or whose municipality does it; "" otherwise."""
        if not token.text[:1].isupper():
            return ""
        case, code = token.case, _places().get(token.lemma_lower, "")
        if not code:
            return ""
        if case in LOCATIVES:
            return "" if told and _tells_origin(token, clause) else code
        following = token.nbor() if token.i + 1 < clause.end else None
        if case == "Gen" and following is not None and following.lemma_ in {"kaupunki", "kunta"}:
            return code if _is_subject(token.doc, clause, following) else ""
        return code if case == "Nom" and _is_subject(token.doc, clause, token) else ""

    def _is_of_another(self, sentence: Span, clause: Clause, verbs: set[str], told: bool) -> bool:
        """Whether an organisation that is none of the page's own is the subject, the place or the agent."""
        doc = sentence.doc
        for match in find_organisations(doc[clause.start : clause.end]):
            names = {name.lower() for o in match.organisations for name in (o.name, o.full_name, *o.aliases)}
            if names & self.own:
                continue
            first = match.organisations[0]
            code = _organisations().get(first.id, "")
            last = doc.words[match.end - 1]
            if first.type in NATIONAL:
                if _is_subject(doc, clause, last) and self._has_stage(verbs):
                    return True
            elif self.code and code and code != self.code:
                placed = last.case in LOCATIVES and not (told and _tells_origin(last, clause))
                agent = not told and _is_agent(doc, match.end, clause)
                if placed or agent or _is_subject(doc, clause, last):
                    return True
        return False

    def _has_stage(self, verbs: set[str]) -> bool:
        return any(verb in PRAISE or verb in status_words()["verb"] for verb in verbs)


def _is_subject(doc: Doc, clause: Clause, last: Token) -> bool:
    """Whether a name in the nominative is the subject of an active verb of its clause."""
    if last.case not in {"Nom", ""} or (last.i + 1 < clause.end and _joins(doc.words[last.i + 1])):
        return False
    predicates = [doc.words[index] for index in clause.predicates]
    return bool(predicates) and not any(token.voice == "Pass" for token in predicates)


def _joins(token: Token) -> bool:
    """Whether a token makes a name the beginning of a compound or of another name."""
    return token.text.startswith("-") or (token.noun and token.text[0].isupper())


def _tells_origin(place: Token, clause: Clause) -> bool:
    """Whether a place belongs to a participle attribute: "Eksotessa kehitetty malli otettiin käyttöön"."""
    for index in range(place.i + 1, min(place.i + 4, clause.end)):
        token = place.doc.words[index]
        if index in clause.predicates:
            return False
        if is_participle(token):
            return True
    return False


def _is_agent(doc: Doc, end: int, clause: Clause) -> bool:
    """Whether a name in the genitive is the agent of a participle: "Eksoten kehittämä malli"."""
    return end < clause.end and doc.words[end].part_form == "Agt"
