"""Mentions that only the rest of the page explains: its abbreviations, "kaupunki", short forms of names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sotenlp.document import Metadata
from sotenlp.extraction.actor_contexts import is_companion, is_subject
from sotenlp.extraction.actor_phrases import Phrase
from sotenlp.extraction.actor_words import words_of
from sotenlp.extraction.noun_phrases import phrase_of
from sotenlp.language.view import Span, Token
from sotenlp.reader.organisations import find_organisations
from sotenlp.schema import ActorType

BRANDED = frozenset(
    {ActorType.JOINT_AUTHORITY, ActorType.EDUCATION, ActorType.UNIT, ActorType.COMPANY, ActorType.OTHER}
)
"""Types of organisations whose names may end in a brand."""
HEADS = ("yhtymä", "laitos", "opisto", "koulu", "keskus", "instituutti", "piiri", "yhtiö")
SHORTEST_BRAND = 3
_BRACKETED = re.compile(r"\((\w[\w-]{1,9})\)$")
OWN = {
    "hyvinvointialue": ActorType.WELLBEING_AREA,
    "kuntayhtymä": ActorType.JOINT_AUTHORITY,
    "sairaanhoitopiiri": ActorType.HOSPITAL_DISTRICT,
    "kaupunki": ActorType.MUNICIPALITY,
    "kunta": ActorType.MUNICIPALITY,
}
"""Nouns that stand for the page's own organisation, with its type."""
INHABITED = frozenset({"asukas", "väestö", "kunta", "kattava", "laajuinen", "asukasluku", "tasoinen"})
WHOLE = frozenset({"koko", "oma", "muu", "eri", "toinen", "joku", "tuleva", "jokainen"})
PLACES = frozenset({"Ine", "Ade", "Ill", "Ela", "Ess", "Tra"})


def own_name(noun: str, meta: Metadata) -> str | None:
    """The full name of the page's own organisation of one kind, or None where the page has none."""
    names = [name for name in (meta.coordinator, meta.area, *meta.implementers) if name]
    named = next((name for name in names if noun in name.lower()), None)
    if named is None and noun == "kuntayhtymä":
        return next((name for name in names if _is_joint_authority(name)), None)
    return named


def _is_joint_authority(name: str) -> bool:
    """Whether a brand is a joint authority's: "Siun sote"."""
    return any(
        organisation.type is ActorType.JOINT_AUTHORITY
        for mention in find_organisations(name)
        for organisation in (mention.organisation, *mention.others)
    )


def own_mentions(sentence: Span, meta: Metadata) -> Iterator[Phrase]:
    """Yield what speaks of the page's own organisation without its name: "kaupunki", "hyvinvointialueen"."""
    for token in sentence:
        actor_type = OWN.get(token.lemma_lower)
        if actor_type is None or not _is_alone(token, sentence):
            continue
        name = own_name(token.lemma_lower, meta)
        if name is None and actor_type is not ActorType.MUNICIPALITY:
            name = token.lemma_lower
        if name is None or not _speaks(token, sentence, actor_type):
            continue
        yield Phrase(token.i, token.i + 1, name, actor_type, True)


def _is_alone(token: Token, sentence: Span) -> bool:
    if token.number == "Plur" or phrase_of(token, sentence).start < token.i:
        return False
    if token.i == sentence.start:
        return True
    before = token.doc.words[token.i - 1]
    return before.lemma_lower not in WHOLE and before.pos_ != "NUM" and not before.is_digit


def _speaks(token: Token, sentence: Span, actor_type: ActorType) -> bool:
    """Whether the organisation is meant, not its region."""
    case = token.case
    if case in PLACES or not case:
        return False
    if actor_type is ActorType.MUNICIPALITY:
        after = token.doc.words[token.i + 1] if token.i + 1 < sentence.end else None
        possessed = case == "Gen" and after is not None and after.lemma_lower in words_of("possession")
        return case == "All" or possessed or is_subject(token, sentence) or is_companion(token, sentence)
    if case in {"All", "Abl"}:
        return False
    if case == "Gen" and token.i + 1 < sentence.end:
        return token.doc.words[token.i + 1].lemma_lower not in INHABITED
    return True


def abbreviations(phrases: Sequence[tuple[str, Phrase]]) -> dict[str, Phrase]:
    """Short names that the page gives in brackets after a name, with what they stand for.

    Args:
        phrases: The text and the phrase of each mention.
    """
    short: dict[str, Phrase] = {}
    for text, phrase in phrases:
        if phrase.generic:
            continue
        match = _BRACKETED.search(text)
        if match:
            short.setdefault(match[1], phrase)
        elif brand := _brand(text, phrase):
            short.setdefault(brand, phrase)
    return short


def _brand(text: str, phrase: Phrase) -> str | None:
    """The brand that ends a name: "Perusturvakuntayhtymä Akseli", not "Oulun kaupunki"."""
    words = text.split()
    if len(words) < 2 or phrase.type not in BRANDED or not phrase.name.endswith(words[-1]):
        return None
    brand, head = words[-1], words[-2].lower()
    named = brand[:1].isupper() and brand[1:].islower() and len(brand) > SHORTEST_BRAND
    return brand if named and head.endswith(HEADS) else None


def _inflects(token: Token, name: str) -> bool:
    """Whether a capitalised token is a form of a name: "Akselia"."""
    if not token.text[:1].isupper():
        return False
    return token.lemma_.casefold() == name.casefold() or _is_form(token.text, name)


def abbreviated(sentence: Span, short: dict[str, Phrase]) -> Iterator[Phrase]:
    """Yield the mentions of a page's own abbreviations: "VTH:n", "Vva"."""
    for token in sentence:
        base = token.text.partition(":")[0]
        phrase = short.get(base)
        if phrase is None and not token.text.islower():
            phrase = next((short[name] for name in short if _inflects(token, name)), None)
        if phrase is not None:
            yield replace(phrase, start=token.i, end=token.i + 1)


def _is_form(text: str, name: str) -> bool:
    """Whether a text is an acronym with a case ending written to it: "HALin"."""
    rest = text.removeprefix(name)
    return rest != text and len(name) > 1 and name.isupper() and rest.islower() and len(rest) <= 4


def completed(phrases: Sequence[Phrase]) -> dict[str, str]:
    """Full names by the bare noun that ends exactly one of a page's names: "oikeusaputoimisto"."""
    names = {phrase.name for phrase in phrases}
    full: dict[str, set[str]] = {}
    for name in names:
        head = name.rpartition(" ")[2]
        if head != name and head.islower():
            full.setdefault(head, set()).add(name)
    return {head: next(iter(found)) for head, found in full.items() if len(found) == 1}


def whole_project(sentence: Span) -> Iterator[Phrase]:
    """Yield the project that the field of the larger whole names: "Lapin Kestävä kasvu, investointi 1"."""
    doc, start = sentence.doc, sentence.start
    start = next((token.i + 1 for token in sentence if token.text == ":"), start)
    end = start
    while end < sentence.end and doc.words[end].text not in {",", "("} and not doc.words[end].is_space:
        end += 1
    if end > start and not doc.words[end - 1].lemma_lower.endswith("ohjelma"):
        yield Phrase(start, end, doc[start:end].text, ActorType.PROJECT)
