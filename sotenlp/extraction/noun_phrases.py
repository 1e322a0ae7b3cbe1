"""Finnish noun phrases without a parser: genitive chains, agreement, coordination, names.

A phrase is built around its head noun. To the left it takes genitive attributes with their
own attributes, adjectives and participles that agree in case and number, the arguments of an
active present participle ("paljon palveluja tarvitsevien asiakkaiden"), coordinated attributes
and suspended compounds ("hoito- ja palveluketjut"). To the right it takes a name in apposition
("menetelmä IPC"). Where a hyphen joins a name of several words to its head ("Lapset puheeksi
-menetelmä"), the whole name belongs to the phrase.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sotenlp.extraction.grammar import (
    COORDINATORS,
    agrees,
    feature,
    is_finite,
    is_genitive,
    is_noun,
    is_participle,
    is_suspended,
)
from sotenlp.extraction.names import CLASSIFIERS, has_name, name_start, right_edge
from sotenlp.language.view import Doc, Span, Token

__all__ = [
    "NounPhrase",
    "agrees",
    "candidate_phrases",
    "feature",
    "is_finite",
    "is_genitive",
    "is_noun",
    "is_participle",
    "is_suspended",
    "noun_phrases",
    "phrase_of",
]

ARGUMENT_CASES = frozenset({"Par", "Ill", "Ine", "Ela", "All", "Ade", "Abl", "Tra", "Ess"})
LONGEST_ARGUMENT = 3


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """One noun phrase, as token indices of its Doc.

    Attributes:
        start: First token.
        head: The head noun.
        end: Token after the last one.
        genitives: Heads of the genitive attributes, left to right.
        attributes: Adjectives and participles that agree with the head, left to right.
        named: Whether a proper name belongs to it.
    """

    start: int
    head: int
    end: int
    genitives: tuple[int, ...] = ()
    attributes: tuple[int, ...] = ()
    named: bool = False

    def span(self, doc: Doc) -> Span:
        """The phrase as a span."""
        return doc[self.start : self.end]


def noun_phrases(sentence: Span) -> list[NounPhrase]:
    """The longest noun phrases of a sentence, in text order.

    Args:
        sentence: A sentence of a Doc that has lemmas and morphology.

    Example:
        >>> sentence = next(nlp("Keskitetyn asiakasohjauksen käyttöönotto etenee.").sents)
        >>> [phrase.span(sentence.doc).text for phrase in noun_phrases(sentence)]
        ['Keskitetyn asiakasohjauksen käyttöönotto']
    """
    phrases: list[NounPhrase] = []
    for phrase in candidate_phrases(sentence):
        while phrases and phrases[-1].start >= phrase.start:
            phrases.pop()
        if not phrases or phrases[-1].end <= phrase.start:
            phrases.append(phrase)
    return phrases


def candidate_phrases(sentence: Span) -> Iterator[NounPhrase]:
    """Yield the phrase of every noun of a sentence, nested ones too, in the order of their heads."""
    for token in sentence:
        if token.noun and not is_suspended(token):
            yield phrase_of(token, sentence)


def phrase_of(head: Token, sentence: Span) -> NounPhrase:
    """The noun phrase of one head noun."""
    key = ("phrase", head.i, sentence.start, sentence.end)
    found: NounPhrase | None = head.doc.memo.get(key)
    if found is None:
        found = head.doc.memo[key] = _phrase(head, sentence)
    return found


def _phrase(head: Token, sentence: Span) -> NounPhrase:
    doc = head.doc
    name = name_start(head, sentence.start)
    if name is not None:
        left = _Left(doc, doc.words[name], sentence.start)
        return (
            NounPhrase(name, head.i, head.i + 1, (), (), True)
            if name < head.i
            else _extend(left, head, sentence)
        )
    return _extend(_Left(doc, head, sentence.start), head, sentence)


def _extend(left: _Left, head: Token, sentence: Span) -> NounPhrase:
    start = left.run()
    end, named = right_edge(head, sentence.end)
    return NounPhrase(
        start,
        head.i,
        end,
        tuple(sorted(left.genitives)),
        tuple(sorted(left.attributes)),
        named or has_name(head, sentence),
    )


class _Left:
    """Walks from a head noun to the left edge of its phrase."""

    def __init__(self, doc: Doc, head: Token, lowest: int) -> None:
        self.doc = doc
        self.head = head
        self.lowest = lowest
        self.genitives: list[int] = []
        self.attributes: list[int] = []
        self.anchor = head
        self.start = head.i

    def run(self) -> int:
        """Index of the first token of the phrase."""
        while self._step():
            pass
        return self.start

    def _step(self) -> bool:
        """Take one more attribute; False where the phrase begins."""
        index = self.start - 1
        if index < self.lowest:
            return False
        token = self.doc.words[index]
        if agrees(token, self.anchor) or agrees(token, self.head):
            if token.pos_ in {"PRON", "DET"}:
                self.start = index
                return False
            return self._attribute(token)
        if index + 1 == self.head.i and _reads_as_participle(token, self.head, self.lowest):
            return self._attribute(token)
        if is_genitive(token) and not is_suspended(token):
            self.genitives.append(index)
            name = name_start(token, self.lowest)
            self.anchor, self.start = token, index if name is None else name
            return True
        if token.lower_ in COORDINATORS or token.text == ",":
            return self._coordination(index)
        if self.start == self.head.i and _open_compound(token, self.head):
            self.start = index
            return True
        return False

    def _attribute(self, token: Token) -> bool:
        if (is_participle(token) or token.finite) and _has_argument(self.doc, token.i, self.lowest):
            start = _arguments(self.doc, token, self.lowest)
            if start is None:
                return False
            self.attributes.append(token.i)
            self.start = start
            return True
        self.attributes.append(token.i)
        self.start = token.i
        return True

    def _coordination(self, index: int) -> bool:
        """Take "lasten ja", "hoito- ja", "sujuva ja", "määräaikainen," before what is there already."""
        if index - 1 < self.lowest:
            return False
        before, first = self.doc.words[index - 1], self.doc.words[self.start]
        comma = self.doc.words[index].text == ","
        if is_suspended(before):
            self.start = index - 1
            return True
        if first.i == self.head.i:
            return False
        if (
            is_genitive(before)
            and first.i <= max(self.genitives, default=-1)
            and not comma
            and _opens_genitive(first)
        ):
            self.genitives.append(before.i)
            self.anchor, self.start = before, before.i
            return True
        if first.i in self.attributes and agrees(before, first) and before.pos_ != "PRON":
            self.attributes.append(before.i)
            self.start = before.i
            return True
        return False


def _reads_as_participle(token: Token, head: Token, lowest: int) -> bool:
    """Whether a form in "-vat" between its argument and a plural noun is a participle, not the verb.

    "näyttöön perustuvat menetelmät": a verb would hardly stand between its argument and its subject.
    """
    if not (token.finite and token.lower_.endswith(("vat", "vät")) and token.i > lowest):
        return False
    plural = head.case == "Nom" and head.number == "Plur"
    return plural and token.nbor(-1).case in {"Ill", "Ela"} and token.nbor(-1).noun


def _open_compound(token: Token, head: Token) -> bool:
    """Whether a compound or a name with its head noun was written apart ("Voimaperheet konsepti")."""
    return (
        head.lemma_lower in CLASSIFIERS
        and token.noun
        and token.case == "Nom"
        and (token.number != "Plur" or token.text[0].isupper())
    )


def _opens_genitive(token: Token) -> bool:
    return token.case == "Gen" and token.pos_ != "PRON"


def _has_argument(doc: Doc, participle: int, lowest: int) -> bool:
    """Whether an oblique noun or adverb before a participle may be its argument."""
    if participle - 1 < lowest:
        return False
    before = doc.words[participle - 1]
    if before.pos_ in {"ADV", "ADP"}:
        return True
    return before.noun and before.case in ARGUMENT_CASES


def _arguments(doc: Doc, participle: Token, lowest: int) -> int | None:
    """Start of an active present participle with its arguments, or None where a phrase ends before it."""
    if participle.part_form not in {"Pres", ""} or participle.voice == "Pass":
        return None
    start = participle.i
    for _ in range(LONGEST_ARGUMENT):
        if start - 1 < lowest:
            break
        token = doc.words[start - 1]
        argument = (
            token.pos_ == "ADV"
            or (token.noun and token.case in ARGUMENT_CASES | {"Gen"})
            or (
                start < participle.i and agrees(token, doc.words[start]) and token.pos_ not in {"PRON", "DET"}
            )
        )
        if not argument:
            break
        start -= 1
    return start
