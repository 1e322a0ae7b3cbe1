"""The vocabulary of target groups as patterns of lemmas, looked up from the head noun."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from sotenlp.extraction.grammar import feature, is_participle
from sotenlp.extraction.tables import read_data
from sotenlp.language.view import Doc, Token
from sotenlp.language.words import CACHED_TYPES
from sotenlp.schema import TargetCode
from sotenlp.vocabulary import read_table

CHILD_UNDER = 13
YOUTH_UNDER = 30
OLDER_FROM = 60

_AGE = re.compile(r"(\d+)(?:\s?[-–]\s?(\d+))?\s?[-–]\s?vuoti\w+", re.IGNORECASE)
FIRST_YOUTH_GRADE = 7
_GRADES = {
    1: ("eka", "ensi"),
    2: ("toka", "kakkos"),
    3: ("kolmas", "kolmos"),
    4: ("neljäs", "nelos"),
    5: ("viides", "vitos"),
    6: ("kuudes", "kutos"),
    7: ("seitsemäs", "seiska"),
    8: ("kahdeksas", "kasi"),
    9: ("yhdeksäs", "ysi"),
}
_GRADE = re.compile(
    r"^(\d|" + "|".join(word for words in _GRADES.values() for word in words) + r")\.?[-–]?luokkalai"
)
SUFFERERS = ("sairastava", "sairastanut", "sairastunut", "kärsivä")
"""Participles that make a patient of an illness."""
_PARTICIPLE = re.compile(r"^(.{2,}v)[aä]$|^(.{2,}n)[uy]t$")
_BROADER = (
    TargetCode.RESIDENTS,
    TargetCode.WORKING_AGE,
    TargetCode.FAMILIES,
    TargetCode.CHILDREN,
    TargetCode.YOUTH,
    TargetCode.OLDER,
    TargetCode.FREQUENT_USERS,
)


@dataclass(frozen=True, slots=True)
class Group:
    """A pattern of the vocabulary.

    Attributes:
        words: Lemmas in order, the head last.
        code: The target group.
        training: Whether the words name a target only where somebody is trained.
    """

    words: tuple[str, ...]
    code: TargetCode
    training: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A pattern found in a Doc, as token indices.

    Attributes:
        start: First token.
        end: Token after the last one.
        code: The target group.
        training: Whether it is a target only where somebody is trained.
    """

    start: int
    end: int
    code: TargetCode
    training: bool = False


@cache
def words_of(use: str) -> frozenset[str]:
    """The words of one use in ``target_words.csv``."""
    return frozenset(row["word"] for row in read_data("target_words") if row["use"] == use)


@cache
def _exact() -> dict[str, tuple[Group, ...]]:
    """Exact patterns by their last word, the longest first; a participle by its stem."""
    index: dict[str, list[Group]] = {}
    for row in read_table("target_groups"):
        if row["match"] == "exact":
            words = tuple(row["lemma"].lower().split())
            group = Group(words, TargetCode(row["code"]), row["context"] == "training")
            index.setdefault(_stem(words[-1]) or words[-1], []).append(group)
    return {
        word: tuple(sorted(groups, key=lambda group: -len(group.words))) for word, groups in index.items()
    }


@cache
def _suffixes() -> tuple[tuple[str, TargetCode], ...]:
    rows = [row for row in read_table("target_groups") if row["match"] == "suffix"]
    return tuple(
        sorted(((row["lemma"].lower(), TargetCode(row["code"])) for row in rows), key=lambda r: -len(r[0]))
    )


@cache
def _stem(word: str) -> str | None:
    """The part of a participle that all its case forms begin with, None for other words."""
    match = _PARTICIPLE.match(word)
    return (match.group(1) or match.group(2)) if match else None


def _is_word(token: Token, word: str) -> bool:
    """Whether a token is a form of a word of a pattern."""
    if token.lemma_lower == word or token.lower_ == word:
        return True
    stem = _stem(word)
    if stem is None or not token.lower_.startswith(stem) or token.lemma_lower.endswith(("uus", "yys")):
        return False
    return is_participle(token) or token.pos_ in {"ADJ", "NOUN"}


def match_group(head: Token, lowest: int) -> Mention | None:
    """The longest pattern whose last word is a token, or None.

    Args:
        head: The token.
        lowest: First token of its sentence.
    """
    lemma, inflects = head.lemma_lower, head.pos_ in {"ADJ", "NOUN"} or is_participle(head)
    if not _may_name(lemma, head.lower_, head.pos_, inflects):
        return None
    if lemma == "vanha" and _is_parent(head, lowest):
        return Mention(head.i, head.i + 1, TargetCode.FAMILIES)
    for group in _groups(lemma, head.lower_, inflects):
        if not _is_word(head, group.words[-1]):
            continue
        start = _start(head, group.words, lowest)
        if start is not None:
            return Mention(start, head.i + 1, group.code, group.training)
    if head.pos_ in {"NOUN", "ADJ"}:
        for suffix, code in _suffixes():
            if lemma.endswith(suffix) and len(lemma) > len(suffix) and _is_compound(head, suffix):
                return Mention(head.i, head.i + 1, code)
    return match_age(head, lowest) or match_grade(head) or match_illness(head, lowest) or match_demonym(head)


@lru_cache(maxsize=CACHED_TYPES)
def _may_name(lemma: str, form: str, pos: str, inflects: bool) -> bool:
    """Whether a word type may end a pattern at all; most do not."""
    if lemma in words_of("not"):
        return False
    if lemma in {"vanha", "potilas", "asiakas"} or lemma in _demonyms() or form.startswith("täyttän"):
        return True
    if any(lemma == word or form.startswith(_stem(word) or word) for word in SUFFERERS):
        return True
    compound = pos in {"NOUN", "ADJ"} and any(lemma.endswith(suffix) for suffix, _ in _suffixes())
    number = _AGE.fullmatch(form) or _GRADE.search(form)
    return compound or number is not None or bool(_groups(lemma, form, inflects))


@lru_cache(maxsize=CACHED_TYPES)
def _groups(lemma: str, form: str, inflects: bool) -> tuple[Group, ...]:
    """The exact patterns that a word type may end, the longest first."""
    keys = [lemma, form]
    if inflects:
        keys += [stem for stem in (_prefix(form),) if stem]
    groups = [group for key in dict.fromkeys(keys) for group in _exact().get(key, ())]
    return tuple(sorted(groups, key=lambda group: -len(group.words)))


def match_illness(head: Token, lowest: int) -> Mention | None:
    """Patients whom an illness names: "keuhkoahtaumatautia sairastavat", "vajaatoiminnan potilaat"."""
    doc, index = head.doc, head.i - 1
    if index < lowest or not _is_illness(doc.words[index]):
        return None
    suffers = any(_is_word(head, word) for word in SUFFERERS)
    named = head.lemma_lower in {"potilas", "asiakas"} and doc.words[index].case == "Gen"
    if not suffers and not named:
        return None
    mental = any(word in doc.words[index].lemma_lower for word in words_of("mental"))
    return Mention(index, head.i + 1, TargetCode.MENTAL_HEALTH_SUBSTANCE if mental else TargetCode.PATIENTS)


def _is_illness(token: Token) -> bool:
    return token.lemma_lower.endswith(_illnesses())


@cache
def _illnesses() -> tuple[str, ...]:
    return tuple(words_of("illness"))


def match_demonym(head: Token) -> Mention | None:
    """The people of a municipality: "turkulaiset", "lahtelaisille"."""
    lemma = head.lemma_lower
    plural = head.number == "Plur" and head.pos_ in {"NOUN", "ADJ", "PROPN"}
    return Mention(head.i, head.i + 1, TargetCode.RESIDENTS) if plural and lemma in _demonyms() else None


@cache
def _demonyms() -> frozenset[str]:
    """What the people of each municipality are called, by the rules of the language."""
    found = set()
    for row in read_table("municipalities"):
        name = row["name"].lower()
        stem = f"{name[:-3]}s" if name.endswith("nen") else name
        ending = "läinen" if not re.search("[aou]", stem) or re.search("[äöy][^aou]*$", stem) else "lainen"
        found |= {f"{stem}{end}" for end in {ending, "lainen"}}
        if name.endswith("i"):
            found |= {f"{name[:-1]}elainen", f"{name[:-1]}eläinen"}
    return frozenset(found)


def _is_parent(token: Token, lowest: int) -> bool:
    """Whether a comparative of "vanha" is the noun for parents: "vammaisten lasten vanhemmille"."""
    before = token.doc.words[token.i - 1] if token.i > lowest else None
    if before is None or feature(token, "Degree") != "Cmp" or token.number != "Plur":
        return False
    return before.case == "Gen" and match_group(before, lowest) is not None


def match_grade(token: Token) -> Mention | None:
    """A group that a school grade tells: "neljäsluokkalaiset", "8.-luokkalaisia"."""
    match = _GRADE.search(token.lower_)
    if match is None:
        return None
    grade = match.group(1)
    number = int(grade) if grade.isdigit() else next(n for n, words in _GRADES.items() if grade in words)
    return Mention(
        token.i, token.i + 1, TargetCode.CHILDREN if number < FIRST_YOUTH_GRADE else TargetCode.YOUTH
    )


def _prefix(form: str) -> str | None:
    match = re.match(r"^(.{2,}v)(?:[aäi]|ie|ii)\w*$|^(.{2,}n)(?:[uy]t|ee|ei)\w*$", form)
    return (match.group(1) or match.group(2)) if match else None


def _is_compound(token: Token, suffix: str) -> bool:
    parts = token.compound
    return len(parts) > 1 and (
        parts[-1] == suffix or "".join(parts[-2:]) == suffix or suffix.endswith(parts[-1])
    )


def _start(head: Token, words: tuple[str, ...], lowest: int) -> int | None:
    """First token of a pattern that ends in a head; words in brackets between are passed over."""
    doc, index = head.doc, head.i
    for word in reversed(words[:-1]):
        index = _before(doc, index, lowest)
        if index < lowest or not _is_word(doc.words[index], word):
            return None
    return index


def _before(doc: Doc, index: int, lowest: int) -> int:
    index -= 1
    if index > lowest and doc.words[index].text == ")":
        while index > lowest and doc.words[index].text != "(":
            index -= 1
        index -= 1
    return index


def match_age(token: Token, lowest: int) -> Mention | None:
    """A group that an age tells: "alle 25-vuotiaiden", "4-vuotiaille", "yli 75-vuotiaat"."""
    match = _AGE.fullmatch(token.text)
    doc, start = token.doc, token.i
    if token.lower_.startswith("täyttän") and start - 2 >= lowest and doc.words[start - 1].lower_ == "vuotta":
        if doc.words[start - 2].text.isdigit():
            return Mention(start - 2, start + 1, code_of_age(float(doc.words[start - 2].text), 120.0))
        return None
    if match is None or (start > lowest and doc.words[start - 1].text == "/"):
        return None
    low, high = float(match.group(1)), float(match.group(2) or match.group(1))
    before = doc.words[start - 1].lower_ if start > lowest else ""
    if before in {"alle", "yli", "vähintään"}:
        start -= 1
        low, high = (0.0, low - 1) if before == "alle" else (low, 120.0)
    return Mention(start, token.i + 1, code_of_age(low, high))


def code_of_age(low: float, high: float) -> TargetCode:
    """The target group of an age range in years.

    >>> code_of_age(0, 24).value
    'youth'
    """
    if high < CHILD_UNDER:
        return TargetCode.CHILDREN
    if low >= OLDER_FROM:
        return TargetCode.OLDER
    if high < YOUTH_UNDER:
        return TargetCode.YOUTH
    return TargetCode.WORKING_AGE if low < OLDER_FROM else TargetCode.OLDER


def narrower(first: TargetCode, second: TargetCode) -> TargetCode:
    """Of two codes of one mention the one that tells more: an illness before an age group."""
    rank = {code: index for index, code in enumerate(_BROADER)}
    return first if rank.get(first, len(rank)) > rank.get(second, len(rank)) else second
