"""What is known of a measure's head noun and place: its kind, its line or clause, the stage noun over it.

The kinds of head nouns stand in `data/measure_heads.csv`, verbs that act on measures in
`data/measure_verbs.csv`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from sotenlp.document import Block
from sotenlp.extraction.clauses import Clause
from sotenlp.extraction.grammar import COORDINATORS, is_suspended
from sotenlp.extraction.noun_phrases import NounPhrase
from sotenlp.extraction.stages import status_noun
from sotenlp.extraction.tables import Row, read_data
from sotenlp.language.view import Doc, Span, Token
from sotenlp.language.words import CACHED_TYPES, Word
from sotenlp.schema import BlockKind, SectionRole

SHORT_BLOCKS = frozenset({BlockKind.HEADING, BlockKind.ITEM, BlockKind.CELL})


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
    if token.lemma_ == "terveyskeskus" and token.i > 1 and token.nbor(-2).lower_ == "sosiaali-":
        return head_rows()["sote-keskus"] if token.pos_ != "PROPN" or "-" in token.text else None
    return _row_of(token.word)


@lru_cache(maxsize=CACHED_TYPES)
def _row_of(word: Word) -> Row | None:
    """The row of the longest head noun that ends a word's lemma, or None."""
    if word.pos_ == "PROPN" and "-" not in word.text:
        return None
    base = word.case in {"Nom", ""} or len(word.compound) > 1
    for form in (word.lemma_lower, word.lower_)[: 2 if base else 1]:
        form = form.lstrip("-–")
        for start in range(max(len(form) - 2, 0)):
            row = head_rows().get(form[start:])
            if row is not None and start != 1:
                return row
    if "chat" in (part.lower() for part in word.compound):
        return head_rows()["chat"]
    return None


def is_separator(token: Token) -> bool:
    """Whether a token parts the cells of a row."""
    return token.text == "|" or (token.is_space and "\t" in token.text)


def row_nominal(sentence: Span, phrase: NounPhrase) -> Token | None:
    """The action noun that another cell of a row tells the stage with: "X<tab>pilotointi käynnissä"."""
    doc, end = sentence.doc, phrase.end
    if phrase.start > sentence.start + 1 or end >= sentence.end or not is_separator(doc.words[end]):
        return None
    for token in doc[end + 1 : sentence.end]:
        if token.pos_ == "NOUN" and token.case == "Nom" and status_noun(token.lemma_):
            return token
    return None


def governing_nominal(doc: Doc, phrase: NounPhrase, end: int) -> Token | None:
    """The action noun that a phrase in the genitive belongs to ("X:n käyttöönotto"), or None."""
    if phrase.end >= end or doc.words[phrase.head].case != "Gen":
        return None
    index = phrase.end
    while index + 1 < end and (
        doc.words[index].lower_ in COORDINATORS | {","} or _continues(doc, index, phrase)
    ):
        index += 1
    following = doc.words[index]
    if following.pos_ != "NOUN":
        return None
    row = head_of(following)
    trial = row is not None and row["kind"] == "trial"
    if trial or status_noun(following.lemma_) or following.lemma_.endswith("minen"):
        return following
    return None


def _continues(doc: Doc, index: int, phrase: NounPhrase) -> bool:
    """Whether a token goes on with genitives coordinated to a phrase ("X:n, Y:n ja Z:n kehittäminen")."""
    coordinated = any(token.lower_ in COORDINATORS | {","} for token in doc[phrase.end : index])
    return coordinated and (doc.words[index].case == "Gen" or is_suspended(doc.words[index]))
