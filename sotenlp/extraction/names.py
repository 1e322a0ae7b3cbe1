"""Where names meet a head noun: appositions, hyphens, quotes and shared compound tails."""

from __future__ import annotations

from sotenlp.extraction.grammar import (
    COORDINATORS,
    HYPHENS,
    NOUNS,
    is_suspended,
)
from sotenlp.language.view import Span, Token

QUOTES = frozenset("\"”“„»«'’")
CLASSIFIERS = frozenset(
    [
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
    ]
)
"""Nouns that a name stands beside: "menetelmä IPC", "Voimaperheet-konsepti"."""
LONGEST_NAME = 7
_CASE_ENDINGS = (
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


def right_edge(head: Token, highest: int) -> tuple[int, bool]:
    """End of the phrase after its head: names in apposition, in quotes too."""
    doc, end = head.doc, head.i + 1
    if end < highest and doc.words[end].text in QUOTES and head.pos_ != "PROPN":
        for index in range(end + 1, min(end + LONGEST_NAME + 1, highest)):
            if doc.words[index].text in QUOTES:
                return index + 1, True
    while (
        end + 1 < highest and doc.words[end].lower_ in COORDINATORS | {","} and _is_tail(doc.words[end + 1])
    ):
        end += 2
    named = False
    while end < highest and _is_apposition(head, doc.words[end]):
        named, end = True, end + 1
    return end, named


def _is_tail(token: Token) -> bool:
    """Whether a token shares its first part with the compound before it ("palveluprosessit ja -ketjut")."""
    return len(token.text) > 2 and token.text[0] in HYPHENS and token.text[1].islower()


def _is_apposition(head: Token, token: Token) -> bool:
    """Whether a name after a head noun belongs to it: "menetelmä IPC", not "hankkeen Tampere"."""
    if head.lemma_lower.rpartition("-")[2] not in CLASSIFIERS and not _ends_with_classifier(head):
        return False
    return is_name(token) and head.case in {"Nom", "Par", ""} and (token.case != "Gen" or ":" in token.text)


def _ends_with_classifier(head: Token) -> bool:
    return len(head.compound) > 1 and head.compound[-1] in CLASSIFIERS


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


def name_start(head: Token, lowest: int) -> int | None:
    """Start of a name of several words that a hyphen joins to its head; None where there is none.

    The hyphen may stand before the head ("Lapset puheeksi -menetelmä"), loosely between ("… - pilotti"),
    or, against the norm, close up the last word of the name ("Lapset puheeksi-menetelmä").
    """
    doc, text = head.doc, head.text
    if text[0] in HYPHENS and len(text) > 1:
        last = head.i - 1
    elif head.i - 1 >= lowest and doc.words[head.i - 1].text == "-" and head.text.islower():
        last = head.i - 2
    elif "-" in text and text[0].islower() and _inflected_part(head):
        last = head.i - 1
    else:
        return None
    if last < lowest:
        return None
    if doc.words[last].text in QUOTES:
        for index in range(last - 1, max(lowest, last - LONGEST_NAME) - 1, -1):
            if doc.words[index].text in QUOTES:
                return index
        return None
    nearest = last if doc.words[last].noun and doc.words[last].case == "Nom" else None
    for index in range(last, max(lowest, last - LONGEST_NAME) - 1, -1):
        if (doc.words[index].is_punct and not is_suspended(doc.words[index])) or doc.words[index].finite:
            return nearest
        if doc.words[index].text[:1].isupper():
            while index - 1 >= lowest and is_name(doc.words[index - 1]):
                index -= 1
            return index
    return nearest


def _inflected_part(head: Token) -> bool:
    """Whether the part before the last hyphen is an inflected word, as no compound has it."""
    part = head.text.rpartition("-")[0].rpartition("-")[2].lower()
    return part.endswith(_CASE_ENDINGS)
