"""Evidence that a noun phrase names a measure, or speaks against it.

Each piece of evidence is a named feature with a weight in `data/measure_evidence.csv`, so that
the confidence of a measure can be told in words. The head noun and the verb bring weights of
their own (`data/measure_heads.csv`, `data/measure_verbs.csv`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from sotenlp.document import Block
from sotenlp.extraction.clauses import Clause, clause_of
from sotenlp.extraction.grammar import COORDINATORS, feature, is_suspended
from sotenlp.extraction.noun_phrases import NounPhrase
from sotenlp.extraction.stages import status_noun, status_words
from sotenlp.extraction.tables import Row, read_data
from sotenlp.schema import BlockKind, SectionRole

SHORT_BLOCKS = frozenset({BlockKind.HEADING, BlockKind.ITEM, BlockKind.CELL})
PLACE_CASES = frozenset({"Ine", "Ela", "Abl", "Ill", "All", "Tra"})
CORE_CASES = frozenset({"Nom", "Gen", "Par", "Acc", ""})
NEEDS = frozenset(
    {"tarve", "tarvita", "haaste", "ongelma", "puute", "puuttua", "puutteellinen", "kehittämistarve"}
)
WEAK_NOMINALS = frozenset({"kehittäminen", "vahvistaminen", "edistäminen", "uudistaminen", "parantaminen"})
MEANS = frozenset({"avulla", "myötä", "kautta", "keinoin"})
AIMS = frozenset({SectionRole.AIMS, SectionRole.PLANNED_RESULTS})
ROLE_FEATURES = {
    SectionRole.BACKGROUND: "background",
    SectionRole.NEEDS: "background",
    SectionRole.PRIOR_SOLUTIONS: "background",
    SectionRole.MEASUREMENT: "measurement",
    SectionRole.CONDITIONS: "measurement",
    SectionRole.COSTS: "measurement",
    SectionRole.OUTCOMES: "report",
    SectionRole.EFFECTS: "report",
    SectionRole.CONTACT: "contact",
    SectionRole.ATTACHMENTS: "attachment",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a phrase stands.

    Attributes:
        sentence: Its sentence.
        clauses: The clauses of the sentence.
        role: Role of its section.
        block: Its layout block, or None.
    """

    sentence: Span
    clauses: Sequence[Clause]
    role: SectionRole
    block: Block | None

    @property
    def short(self) -> bool:
        """Whether it stands in a heading, a bullet, a table cell or another line without a predicate."""
        if self.block is not None and self.block.kind in SHORT_BLOCKS:
            return True
        return not any(clause.predicates for clause in self.clauses)


@cache
def head_rows() -> dict[str, Row]:
    """Rows of `measure_heads.csv` by head."""
    return {row["head"]: row for row in read_data("measure_heads")}


@cache
def weights() -> dict[str, float]:
    """Weights of the evidence by feature."""
    return {row["feature"]: float(row["weight"]) for row in read_data("measure_evidence")}


@cache
def verb_rows() -> dict[str, tuple[Row, ...]]:
    """Rows of `measure_verbs.csv` by verb."""
    table: dict[str, tuple[Row, ...]] = {}
    for row in read_data("measure_verbs"):
        table[row["lemma"]] = (*table.get(row["lemma"], ()), row)
    return table


def head_of(token: Token) -> Row | None:
    """The row of the longest head noun that ends a token's lemma, or None.

    >>> head_of(nlp("palveluohjausmalli")[0])["head"]
    'malli'
    """
    if token.pos_ == "PROPN" and "-" not in token.text:
        return None
    if token.lemma_ == "terveyskeskus" and token.i > 1 and token.nbor(-2).lower_ == "sosiaali-":
        return head_rows()["sote-keskus"]
    base = feature(token, "Case") in {"Nom", ""} or len(token._.compound) > 1
    for form in (token.lemma_.lower(), token.lower_)[: 2 if base else 1]:
        form = form.lstrip("-–")
        for start in range(max(len(form) - 2, 0)):
            row = head_rows().get(form[start:])
            if row is not None and start != 1:
                return row
    if "chat" in (part.lower() for part in token._.compound):
        return head_rows()["chat"]
    return None


def is_separator(token: Token) -> bool:
    """Whether a token parts the cells of a row."""
    return token.text == "|" or (token.is_space and "\t" in token.text)


def row_nominal(sentence: Span, phrase: NounPhrase) -> Token | None:
    """The action noun that another cell of a row tells the stage with: "X<tab>pilotointi käynnissä"."""
    doc, end = sentence.doc, phrase.end
    if phrase.start > sentence.start + 1 or end >= sentence.end or not is_separator(doc[end]):
        return None
    for token in doc[end + 1 : sentence.end]:
        if token.pos_ == "NOUN" and feature(token, "Case") == "Nom" and status_noun(token.lemma_):
            return token
    return None


def governing_nominal(doc: Doc, phrase: NounPhrase, end: int) -> Token | None:
    """The action noun that a phrase in the genitive belongs to ("X:n käyttöönotto"), or None."""
    if phrase.end >= end or feature(doc[phrase.head], "Case") != "Gen":
        return None
    index = phrase.end
    while index + 1 < end and (doc[index].lower_ in COORDINATORS | {","} or _continues(doc, index, phrase)):
        index += 1
    following = doc[index]
    if following.pos_ == "NOUN" and (status_noun(following.lemma_) or following.lemma_.endswith("minen")):
        return following
    return None


def _continues(doc: Doc, index: int, phrase: NounPhrase) -> bool:
    """Whether a token goes on with genitives coordinated to a phrase ("X:n, Y:n ja Z:n kehittäminen")."""
    coordinated = any(token.lower_ in COORDINATORS | {","} for token in doc[phrase.end : index])
    return coordinated and (feature(doc[index], "Case") == "Gen" or is_suspended(doc[index]))


def verb_weight(doc: Doc, clause: Clause, phrase: NounPhrase) -> float:
    """The weight of the strongest verb of the clause that a phrase in a core case can belong to."""
    if feature(doc[phrase.head], "Case") not in CORE_CASES:
        return _governing_weight(doc, clause, phrase)
    if feature(doc[phrase.head], "Case") == "Gen" and _is_attribute(doc, phrase):
        return 0.0
    words = {token.lemma_.lower() for token in doc[clause.start : clause.end]}
    words |= {token.lower_ for token in doc[clause.start : clause.end]}
    found = [0.0]
    for token in doc[clause.start : clause.end]:
        if token.pos_ not in {"VERB", "AUX"} or phrase.start <= token.i < phrase.end:
            continue
        for row in verb_rows().get(token.lemma_, ()):
            weight = float(row["weight"])
            if (
                weight < 0
                and feature(doc[phrase.head], "Case") == "Nom"
                and feature(token, "Voice") != "Pass"
            ):
                continue
            if not row["with"] or row["with"] in words:
                found.append(weight)
    return max(found) or min(found)


def governing_verb(doc: Doc, clause: Clause, phrase: NounPhrase) -> Token | None:
    """The predicate that governs the case of a phrase ("X:stä luovuttiin", "X:ään siirryttiin"), or None."""
    case = feature(doc[phrase.head], "Case")
    for index in clause.predicates:
        rows = status_words()["verb"].get(doc[index].lemma_.lower(), ())
        if any(row["case"] == case for row in rows if row["case"]):
            return doc[index]
    return None


def _governing_weight(doc: Doc, clause: Clause, phrase: NounPhrase) -> float:
    verb = governing_verb(doc, clause, phrase)
    rows = verb_rows().get(verb.lemma_, ()) if verb is not None else ()
    return max((float(row["weight"]) for row in rows if not row["with"]), default=0.0)


def _is_attribute(doc: Doc, phrase: NounPhrase) -> bool:
    """Whether a phrase in the genitive belongs to the noun or postposition after it."""
    if phrase.end >= len(doc):
        return False
    following = doc[phrase.end]
    return following.pos_ in {"NOUN", "PROPN", "ADP", "ADJ"}


def features_of(
    doc: Doc,
    place: Place,
    phrase: NounPhrase,
    row: Row,
    *,
    nominal: Token | None,
    mentions: int,
    practice: bool,
) -> list[str]:
    """The features that speak for and against a phrase.

    Args:
        doc: The Doc.
        place: Where the phrase stands.
        phrase: The trimmed phrase.
        row: The row of its head noun.
        nominal: The action noun that governs it, or None.
        mentions: How often the document has its head's lemma.
        practice: Whether the vocabulary of practices knows it.
    """
    head = doc[phrase.head]
    lemma = head.lemma_.lower().lstrip("-–")
    compound = lemma != row["head"] and row["kind"] != "other"
    names = []
    for name, holds in (
        ("compound", compound),
        ("genitive", bool(phrase.genitives)),
        ("attribute", bool(phrase.attributes)),
        ("named", phrase.named),
        ("practice", practice),
        ("repeated", compound and mentions > 1),
        (
            "nominal",
            nominal is not None
            and status_noun(nominal.lemma_) is not None
            and nominal.lemma_ not in WEAK_NOMINALS,
        ),
        ("weak_nominal", nominal is not None and nominal.lemma_ in WEAK_NOMINALS),
        (
            "means",
            phrase.end < len(doc) and feature(head, "Case") == "Gen" and doc[phrase.end].lower_ in MEANS,
        ),
        ("process", nominal is not None and status_noun(nominal.lemma_) is None),
        ("embedded", nominal is None and _is_embedded(doc, phrase)),
        (
            "place",
            nominal is None
            and _is_place(doc, phrase)
            and governing_verb(doc, clause_of(place.clauses, phrase.head), phrase) is None,
        ),
    ):
        if holds:
            names.append(name)
    described = phrase.start < phrase.head and row.get("alone") != "compound"
    if not (
        compound or described or phrase.named or practice or row.get("alone") == "yes" or _explained(phrase)
    ):
        names.append("bare")
    return names + _place_features(doc, place, phrase)


def _is_place(doc: Doc, phrase: NounPhrase) -> bool:
    """Whether a phrase tells where or as part of what something happens."""
    before = doc[phrase.start - 1].lower_ if phrase.start else ""
    return feature(doc[phrase.head], "Case") in PLACE_CASES or before in {"osaksi", "osana"}


def _ends_there(doc: Doc, sentence: Span, end: int) -> bool:
    """Whether a line ends or breaks off after a phrase: "avoin ryhmä, jonka …", "työpari (hoitaja ja …)"."""
    if end < sentence.end and is_separator(doc[end]):
        return True
    return end >= sentence.end - 1 or doc[end].text in {",", "(", "–", "—", "-", ":", ";", "."}


def _explained(phrase: NounPhrase) -> bool:
    """Whether a postmodifier tells what a thing is for."""
    return phrase.end > phrase.head + 1


def _is_embedded(doc: Doc, phrase: NounPhrase) -> bool:
    """Whether a phrase is only the attribute of another noun ("sote-keskuksen näkökulma")."""
    if feature(doc[phrase.head], "Case") != "Gen" or phrase.end >= len(doc):
        return False
    following = doc[phrase.end]
    return following.pos_ == "NOUN" and status_noun(following.lemma_) is None


def _place_features(doc: Doc, place: Place, phrase: NounPhrase) -> list[str]:
    names = []
    if place.short:
        names.append("bullet")
        opens = phrase.start <= place.sentence.start + 2 or doc[phrase.start - 1].text == ":"
        if opens and _ends_there(doc, place.sentence, phrase.end):
            names.append("whole")
    if place.role in ROLE_FEATURES:
        names.append(ROLE_FEATURES[place.role])
    elif place.role in AIMS and place.short:
        names.append("aims")
    elif place.role is SectionRole.ACTIVITIES and place.short:
        names.append("actions")
    elif place.role is SectionRole.IDENTITY:
        names.append("prose")
    clause = clause_of(place.clauses, phrase.head)
    if any(token.lemma_.lower() in NEEDS for token in doc[clause.start : clause.end]):
        names.append("need")
    return names
