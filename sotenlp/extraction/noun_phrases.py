"""Finnish noun phrases without a parser: genitive chains, agreement, coordination, names.

A phrase is built around its head noun. To the left it takes genitive attributes with their
own attributes, adjectives and participles that agree in case and number, the arguments of an
active present participle ("paljon palveluja tarvitsevien asiakkaiden"), coordinated attributes
and suspended compounds ("hoito- ja palveluketjut"). To the right it takes a name in apposition
("menetelmä IPC"). Where a hyphen joins a name of several words to its head ("Lapset puheeksi
-menetelmä"), the whole name belongs to the phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

NOUNS = frozenset({"NOUN", "PROPN", "X"})
ARGUMENT_CASES = frozenset({"Par", "Ill", "Ine", "Ela", "All", "Ade", "Abl", "Tra", "Ess"})
COORDINATORS = frozenset({"ja", "sekä", "tai", "eli"})
QUOTES = frozenset("\"”“„»«'’")
HYPHENS = frozenset({"-", "–"})
CLASSIFIERS = frozenset(
    {
        "malli",
        "toimintamalli",
        "menetelmä",
        "konsepti",
        "palvelu",
        "pilotti",
        "kokeilu",
        "valmennus",
        "ohjelma",
        "alusta",
    }
)
LONGEST_NAME = 7
LONGEST_ARGUMENT = 3
LONGEST_POSTMODIFIER = 6

_PARTICIPLE_LEMMA = re.compile(r"(?:.n[uy]t|...(?<!ku)(?<!päi)(?<!hy)(?<!vah)(?<!lii)(?<!ter)v[aä])$")


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


def feature(token: Token, name: str) -> str:
    """The first value of a morphological feature, "" without it."""
    values = token.morph.get(name)
    return values[0] if values else ""


def is_noun(token: Token) -> bool:
    """Whether a token can head a noun phrase."""
    return token.pos_ in NOUNS and any(character.isalpha() for character in token.text)


def is_participle(token: Token) -> bool:
    """Whether a token is a participle that may stand as an attribute, whatever its part of speech."""
    if not feature(token, "Case"):
        return False
    return feature(token, "VerbForm") == "Part" or bool(_PARTICIPLE_LEMMA.search(token.lemma_))


def is_finite(token: Token) -> bool:
    """Whether a token is a finite verb or auxiliary."""
    return (
        token.pos_ in {"VERB", "AUX"}
        and feature(token, "VerbForm") in {"", "Fin"}
        and not feature(token, "Case")
    )


def is_suspended(token: Token) -> bool:
    """Whether a token is the first part of a compound whose head comes later ("hoito-")."""
    return len(token.text) > 2 and token.text[-1] in HYPHENS


def agrees(attribute: Token, head: Token) -> bool:
    """Whether an adjective, participle or pronoun agrees with a noun in case and number."""
    if not (attribute.pos_ == "ADJ" or is_participle(attribute) or attribute.pos_ in {"DET", "PRON"}):
        return False
    case, number = feature(attribute, "Case"), feature(attribute, "Number")
    if not case or case != feature(head, "Case"):
        # A head in the accusative looks like a nominative or a genitive.
        return False
    return not number or not feature(head, "Number") or number == feature(head, "Number")


def is_genitive(token: Token) -> bool:
    """Whether a token is a genitive that may belong to the noun after it, a nominalised adjective too."""
    return feature(token, "Case") == "Gen" and (is_noun(token) or token.pos_ in {"PRON", "NUM", "ADJ"})


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
        if is_noun(token) and not is_suspended(token):
            yield phrase_of(token, sentence)


def phrase_of(head: Token, sentence: Span) -> NounPhrase:
    """The noun phrase of one head noun."""
    doc = head.doc
    name = _name_start(head, sentence.start)
    if name is not None:
        left = _Left(doc, doc[name], sentence.start)
        return (
            NounPhrase(name, head.i, head.i + 1, (), (), True)
            if name < head.i
            else _extend(left, head, sentence)
        )
    return _extend(_Left(doc, head, sentence.start), head, sentence)


def _extend(left: _Left, head: Token, sentence: Span) -> NounPhrase:
    start = left.run()
    end, named = _right(head, sentence.end)
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
        token = self.doc[index]
        if agrees(token, self.anchor) or agrees(token, self.head):
            return self._attribute(token)
        if is_genitive(token) and not is_suspended(token):
            self.genitives.append(index)
            name = _name_start(token, self.lowest)
            self.anchor, self.start = token, index if name is None else name
            return True
        if token.lower_ in COORDINATORS or token.text == ",":
            return self._coordination(index)
        if self.start == self.head.i and _open_compound(token, self.head):
            self.start = index
            return True
        return False

    def _attribute(self, token: Token) -> bool:
        if is_participle(token) and _has_argument(self.doc, token.i, self.lowest):
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
        before, first = self.doc[index - 1], self.doc[self.start]
        comma = self.doc[index].text == ","
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


def _open_compound(token: Token, head: Token) -> bool:
    """Whether a compound or a name with its head noun was written apart ("Voimaperheet konsepti")."""
    return (
        head.lemma_.lower() in CLASSIFIERS
        and is_noun(token)
        and feature(token, "Case") == "Nom"
        and (feature(token, "Number") != "Plur" or token.text[0].isupper())
    )


def _opens_genitive(token: Token) -> bool:
    return feature(token, "Case") == "Gen" and token.pos_ != "PRON"


def _has_argument(doc: Doc, participle: int, lowest: int) -> bool:
    """Whether an oblique noun or adverb before a participle may be its argument."""
    if participle - 1 < lowest:
        return False
    before = doc[participle - 1]
    if before.pos_ in {"ADV", "ADP"}:
        return True
    return (
        is_noun(before) and feature(before, "Case") in ARGUMENT_CASES and not agrees(doc[participle], before)
    )


def _arguments(doc: Doc, participle: Token, lowest: int) -> int | None:
    """Start of an active present participle with its arguments; None where the phrase must not reach over it."""
    if feature(participle, "PartForm") not in {"Pres", ""} or feature(participle, "Voice") == "Pass":
        return None
    start = participle.i
    for _ in range(LONGEST_ARGUMENT):
        if start - 1 < lowest:
            break
        token = doc[start - 1]
        argument = (
            token.pos_ == "ADV"
            or (is_noun(token) and feature(token, "Case") in ARGUMENT_CASES | {"Gen"})
            or (start < participle.i and token.pos_ == "ADJ" and agrees(token, doc[start]))
        )
        if not argument:
            break
        start -= 1
    return start


def _right(head: Token, highest: int) -> tuple[int, bool]:
    """End of the phrase after its head: names in apposition, in quotes too."""
    doc, end = head.doc, head.i + 1
    if end < highest and doc[end].text in QUOTES and head.pos_ != "PROPN":
        for index in range(end + 1, min(end + LONGEST_NAME + 1, highest)):
            if doc[index].text in QUOTES:
                return index + 1, True
    while end + 1 < highest and doc[end].lower_ in COORDINATORS | {","} and _is_tail(doc[end + 1]):
        end += 2
    named = False
    while end < highest and _is_apposition(head, doc[end]):
        named, end = True, end + 1
    return end, named


def _is_tail(token: Token) -> bool:
    """Whether a token shares its first part with the compound before it ("palveluprosessit, -polut ja -ketjut")."""
    return len(token.text) > 2 and token.text[0] in HYPHENS and token.text[1].islower()


def _is_apposition(head: Token, token: Token) -> bool:
    """Whether a name after a head noun belongs to it: "menetelmä IPC", not "hankkeen Tampere"."""
    if head.lemma_.lower().rpartition("-")[2] not in CLASSIFIERS and not _ends_with_classifier(head):
        return False
    return (
        is_name(token)
        and feature(head, "Case") in {"Nom", "Par", ""}
        and (feature(token, "Case") != "Gen" or ":" in token.text)
    )


def _ends_with_classifier(head: Token) -> bool:
    return len(head._.compound) > 1 and head._.compound[-1] in CLASSIFIERS


def with_postmodifier(phrase: NounPhrase, sentence: Span, *, fragment: bool) -> NounPhrase:
    """A phrase with what follows it where that tells what it is for.

    "työkalut asiakkuuksien tunnistamiseksi" anywhere; in a fragment, a line without a predicate, also
    "toimintamallit ammattilaisten yhteistyölle" and "integraatio erikoissairaanhoidon kanssa" up to its end.
    """
    doc, end = sentence.doc, phrase.end
    while end < sentence.end and end - phrase.end < LONGEST_POSTMODIFIER:
        token = doc[end]
        if feature(token, "Case") == "Tra" and token.lemma_.endswith("minen"):
            return replace(phrase, end=end + 1)
        if feature(token, "Case") != "Gen" and token.lower_ not in COORDINATORS:
            break
        end += 1
    return _with_rest(phrase, sentence) if fragment else phrase


def _with_rest(phrase: NounPhrase, sentence: Span) -> NounPhrase:
    doc, end = sentence.doc, sentence.end
    while end > phrase.end and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    rest = doc[phrase.end : end]
    if not 0 < len(rest) <= LONGEST_POSTMODIFIER:
        return phrase
    if any(token.is_punct or token.pos_ in {"VERB", "AUX"} or token.text.isdigit() for token in rest):
        return phrase
    last = rest[-1]
    if last.lower_ in {"kanssa", "välillä", "välille"} or (
        feature(last, "Case") in {"All", "Ill", "Tra"} and (is_noun(last) or last.pos_ == "ADJ")
    ):
        return replace(phrase, end=end)
    return phrase


def has_name(head: Token, sentence: Span) -> bool:
    """Whether a head is a name or a hyphen joins one to it ("IPC-menetelmä", "Omaolo-palvelu")."""
    first = head.text.partition("-")[0]
    if "-" in head.text[1:] and (
        first[1:] != first[1:].lower() or (first[:1].isupper() and head.i > sentence.start)
    ):
        return True
    return head.pos_ == "PROPN"


def is_name(token: Token) -> bool:
    """Whether a token looks like a name inside a sentence: a capital at its start or an acronym."""
    return token.text[:1].isupper() and token.pos_ in NOUNS | {"ADJ"}


def _name_start(head: Token, lowest: int) -> int | None:
    """Start of a name of several words that a hyphen joins to its head; None where there is none.

    The hyphen may stand before the head ("Lapset puheeksi -menetelmä"), loosely between ("… - pilotti"),
    or, against the norm, close up the last word of the name ("Lapset puheeksi-menetelmä").
    """
    doc, text = head.doc, head.text
    if text[0] in HYPHENS and len(text) > 1:
        last = head.i - 1
    elif head.i - 1 >= lowest and doc[head.i - 1].text in HYPHENS and head.text.islower():
        last = head.i - 2
    elif "-" in text and text[0].islower() and _inflected_part(head):
        last = head.i - 1
    else:
        return None
    if last < lowest:
        return None
    if doc[last].text in QUOTES:
        for index in range(last - 1, max(lowest, last - LONGEST_NAME) - 1, -1):
            if doc[index].text in QUOTES:
                return index
        return None
    nearest = last if is_noun(doc[last]) and feature(doc[last], "Case") == "Nom" else None
    for index in range(last, max(lowest, last - LONGEST_NAME) - 1, -1):
        if (doc[index].is_punct and not is_suspended(doc[index])) or is_finite(doc[index]):
            return nearest
        if doc[index].text[:1].isupper():
            while index - 1 >= lowest and is_name(doc[index - 1]):
                index -= 1
            return index
    return nearest


def _inflected_part(head: Token) -> bool:
    """Whether the part before the last hyphen is an inflected word, as no compound has it."""
    part = head.text.rpartition("-")[0].rpartition("-")[2].lower()
    return part.endswith(
        (
            "ksi",
            "ssa",
            "ssä",
            "lla",
            "llä",
            "lta",
            "ltä",
            "sta",
            "stä",
            "tta",
            "ttä",
            "iä",
            "ia",
            "iin",
            "aan",
            "ään",
            "een",
        )
    )
