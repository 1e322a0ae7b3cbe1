"""Names for a table: a noun phrase in the nominative, as a reader would list it.

The head and the attributes that agree with it turn to the nominative in their number
("näyttöön perustuvien menetelmien" -> "näyttöön perustuvat menetelmät"); genitive attributes
and arguments stay as they are. Voikko cannot generate forms, so plurals are made by the rules
of stem types and consonant gradation and then checked: a form is used only when Voikko reads it
as the nominative plural of the same word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sotenlp.extraction.grammar import agrees, is_participle
from sotenlp.extraction.noun_phrases import NounPhrase
from sotenlp.language.view import Doc, Token
from sotenlp.language.voikko import Analysis, Voikko

PEOPLE = (
    "nuori",
    "aikuinen",
    "ikäinen",
    "ikääntynyt",
    "iäkäs",
    "työtön",
    "vammainen",
    "kykyinen",
    "läheinen",
)
"""Adjectives that stand for people in the plural."""
SPELLINGS = {"chatti": "chat"}
"""Dictionary forms that texts do not use, and what they use."""

_CASE_SUFFIX = re.compile(r"^(.+?):\w+$")
_LOOSE_HYPHEN = re.compile(r"\s+[-–]\s*(?=\w+$)")
_SPACE = re.compile(r"\s+")

# Endings of the nominative singular and of the plural stem, the commoner stem type first.
_STEMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("nen", ("se",)),
    ("uus", ("uude", "uukse")),
    ("yys", ("yyde", "yykse")),
    ("aus", ("aukse", "aude")),
    ("eus", ("eude", "eukse")),
    ("eys", ("eyde", "eykse")),
    ("us", ("ukse", "ude")),
    ("ys", ("ykse", "yde")),
    ("os", ("okse",)),
    ("ös", ("ökse",)),
    ("is", ("ikse", "ii")),
    ("as", ("aa", "akse")),
    ("äs", ("ää", "äkse")),
    ("es", ("ekse",)),
    ("mus", ("mukse",)),
    ("aika", ("aja",)),
    ("in", ("ime",)),
    ("ton", ("ttoma",)),
    ("tön", ("ttömä",)),
    ("ut", ("ue",)),
    ("yt", ("ye",)),
    ("el", ("ele",)),
    ("en", ("ene",)),
    ("ar", ("are",)),
    ("e", ("ee",)),
    ("i", ("i", "e")),
    ("si", ("de", "se")),
)
_WEAKENING: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("kk", ("k",)),
    ("pp", ("p",)),
    ("tt", ("t",)),
    ("nk", ("ng",)),
    ("mp", ("mm",)),
    ("nt", ("nn",)),
    ("lt", ("ll",)),
    ("rt", ("rr",)),
    ("lk", ("l", "lj")),
    ("rk", ("r", "rj")),
    ("hk", ("h",)),
    ("k", ("", "v", "j")),
    ("p", ("v",)),
    ("t", ("d",)),
)
_STRENGTHENING: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("k", ("kk",)),
    ("p", ("pp",)),
    ("t", ("tt",)),
    ("d", ("t",)),
    ("v", ("p",)),
    ("ng", ("nk",)),
    ("mm", ("mp",)),
    ("nn", ("nt",)),
    ("ll", ("lt",)),
    ("rr", ("rt",)),
    ("", ("k",)),
)
_BEFORE_END = re.compile(
    r"^(.*?)((?:ng|mm|nn|ll|rr|kk|pp|tt|nk|mp|nt|lt|rt|lk|rk|hk|[kptdv])?)([aeiouyäö]+)$"
)


@cache
def _voikko() -> Voikko:
    return Voikko()


def nominative_plural(lemma: str) -> str | None:
    """The nominative plural of a noun or adjective, or None where it cannot be told.

    Args:
        lemma: The nominative singular; of a compound with a hyphen only the last part is inflected.

    Example:
        >>> nominative_plural("palvelupolku")
        'palvelupolut'
    """
    first, hyphen, last = lemma.rpartition("-")
    if not last:
        return None
    if last.endswith("minen"):
        return f"{lemma[:-3]}set"
    for form in _plurals(last):
        for analysis in _voikko().analyses(form):
            same = analysis.get("BASEFORM", "").lower() == last.lower()
            if same and analysis.get("SIJAMUOTO") == "nimento" and analysis.get("NUMBER") == "plural":
                return f"{first}{hyphen}{form}"
    return None


def _plurals(lemma: str) -> Iterator[str]:
    """Plural forms that the rules allow, the likelier first."""
    for ending, replacements in _STEMS:
        if lemma.endswith(ending) and len(lemma) > len(ending):
            for replacement in replacements:
                yield from _graded(
                    lemma[: -len(ending)], replacement, _STRENGTHENING if ending != "i" else _WEAKENING
                )
    match = _BEFORE_END.match(lemma)
    if match:
        stem, consonant, vowels = match.groups()
        for strong, weak in _WEAKENING:
            if consonant == strong:
                yield from (f"{stem}{grade}{vowels}t" for grade in weak)
        yield f"{lemma}t"


def _graded(stem: str, ending: str, grades: tuple[tuple[str, tuple[str, ...]], ...]) -> Iterator[str]:
    for before, after in grades:
        if before and stem.endswith(before):
            yield from (f"{stem[: -len(before)]}{grade}{ending}t" for grade in after)
    yield f"{stem}{ending}t"
    if grades is _STRENGTHENING:
        yield f"{stem}k{ending}t"


def nominative(token: Token, *, plural: bool) -> str:
    """A token in the nominative, or as it stands where its base form cannot be told.

    Args:
        token: A noun, adjective, participle or pronoun with morphology.
        plural: Whether the plural is asked for.
    """
    text = token.text
    if token.case in {"", "Nom"} and not text.isupper():
        return text
    base = base_form(token)
    if base is None:
        return text
    base = SPELLINGS.get(base, base)
    if not plural:
        return base
    return nominative_plural(base) or base


def base_form(token: Token) -> str | None:
    """The nominative singular of a token in its own casing, or None where it cannot be told."""
    text = token.text
    suffix = _CASE_SUFFIX.match(text)
    if suffix:
        return suffix.group(1)
    shouted = text.isupper() and len(text) > 4
    word = text.lower() if shouted else text
    first, hyphen, last = word.rpartition("-")
    case = token.case
    read = any(
        _fits(analysis, case) and analysis["BASEFORM"].lower() == token.lemma_lower
        for analysis in _voikko().analyses(word)
    )
    if (
        not read
        and any(_is_base(analysis, word) for analysis in _voikko().analyses(word))
        and token.number != "Plur"
    ):
        return word
    for form in (word, last):
        for analysis in sorted(_voikko().analyses(form), key=lambda item: item["BASEFORM"] != token.lemma_):
            if _fits(analysis, case):
                base = analysis["BASEFORM"]
                return base if form == word else f"{first}{hyphen}{base}"
    if token.pos_ in {"VERB", "AUX"} or not token.lemma_:
        return None
    return token.lemma_


def _is_base(analysis: Analysis, word: str) -> bool:
    """Whether a word form can itself be the nominative that it is asked for."""
    return analysis.get("SIJAMUOTO") == "nimento" and analysis.get("BASEFORM", "") in {word, word.lower()}


def _fits(analysis: Analysis, case: str) -> bool:
    names = {"Gen": "omanto", "Par": "osanto", "Nom": "nimento"}
    found = analysis.get("SIJAMUOTO")
    return analysis.get("CLASS") not in {"teonsana", "seikkasana"} and (
        case not in names or found == names[case]
    )


def measure_name(doc: Doc, phrase: NounPhrase) -> str:
    """The name of a measure for a table.

    Args:
        doc: A Doc with lemmas and morphology.
        phrase: The noun phrase that names the measure.

    Example:
        >>> doc = nlp("Keskitetyn asiakasohjauksen käyttöönotto etenee.")
        >>> measure_name(doc, NounPhrase(0, 1, 2))
        'Keskitetty asiakasohjaus'
    """
    head = doc.words[phrase.head]
    plural = head.number == "Plur"
    shouted = phrase.span(doc).text.isupper() and phrase.end - phrase.start > 1
    participle = max((i for i in phrase.attributes if is_participle(doc.words[i])), default=phrase.start)
    words = []
    for token in doc[phrase.start : phrase.end]:
        if token.is_space:
            continue
        fixed = token.i < participle and token.i not in phrase.attributes
        words.append(
            (token.text if fixed else _word(token, head, plural=plural)) + (" " if token.whitespace_ else "")
        )
    name = _LOOSE_HYPHEN.sub(" -", _SPACE.sub(" ", "".join(words)).strip())
    if shouted:
        name = name.lower()
    return name.strip(' ,;:."”“')


def _word(token: Token, head: Token, *, plural: bool) -> str:
    if token.i == head.i:
        return nominative(token, plural=plural)
    if token.i > head.i:
        suffix = _CASE_SUFFIX.match(token.text)
        return suffix.group(1) if suffix else token.text
    if agrees(token, head) and not _means_people(token) and not _belongs_to_genitive(token, head):
        return nominative(token, plural=plural)
    return token.text.lower() if token.text.isupper() and len(token.text) > 4 else token.text


def _means_people(token: Token) -> bool:
    """Whether a genitive plural of an adjective stands for people ("nuorten menetelmät")."""
    plural = token.case == "Gen" and token.number == "Plur"
    return plural and token.lemma_lower.endswith(PEOPLE)


def _belongs_to_genitive(token: Token, head: Token) -> bool:
    """Whether another noun of the same case between an attribute and the head takes the attribute."""
    if head.case != "Gen":
        return False
    between = token.doc[token.i + 1 : head.i]
    return any(word.noun and agrees(token, word) for word in between)
