"""Word types of a view: all that is known of a word but where it stands.

A text repeats its words, and so do the texts of a field. What follows from a word's form, lemma and
morphology alone is worked out once; a function of a `Word` may keep its answers with ``lru_cache``.
"""

from __future__ import annotations

from collections.abc import Mapping
from unicodedata import category

from spacy.attrs import (  # type: ignore[import-not-found]
    IS_DIGIT,
    IS_PUNCT,
    IS_SPACE,
    IS_TITLE,
    LEMMA,
    LIKE_NUM,
    MORPH,
    ORTH,
    POS,
)
from spacy.parts_of_speech import NAMES  # type: ignore[import-not-found]
from spacy.strings import StringStore

from sotenlp.reader.normalisation import plain

CACHED_TYPES = 100_000
"""Word types that are kept; the answers to a question about word types, too."""
TRAITS = (ORTH, LEMMA, POS, MORPH, IS_SPACE, IS_PUNCT, IS_DIGIT, IS_TITLE, LIKE_NUM)
"""The columns of a spaCy Doc that make a word type."""

_NOUNS = frozenset({"NOUN", "PROPN", "X"})
_VERBS = frozenset({"VERB", "AUX"})
_BLANKS = frozenset(character for character in map(chr, range(0x3001)) if category(character) == "Zs")
_words: dict[tuple[tuple[int, ...], tuple[str, ...] | None], Word] = {}
"""Word types by spaCy's numbers, which are hashes of strings and the same in every vocabulary."""


class Word:
    """A word type. Two that are alike are one object.

    Attributes:
        text, lower_: The word in composed letters, without invisible characters.
        lemma_, pos_: As spaCy gives them.
        length: Its number of characters in a document's text.
        feats: Its morphological features; the first value of each.
        case, number, verb_form, part_form, voice: Features that are asked for most; "" without them.
        compound: Parts of its lemma's compound.
        lemma_lower: Its lemma in small letters.
        plain: That without the hyphen that joins it to a name.
        has_letter: Whether there is a letter in it.
        noun: Whether it can head a noun phrase.
        finite: Whether it is a finite verb or auxiliary.
        negation: Whether it is the negation verb, also where that is written together with another word.
        is_blank: Whether it only parts words, so that a view leaves it out.
        is_space, is_punct, is_digit, is_title, like_num: As spaCy gives them.
    """

    __slots__ = (
        "case",
        "compound",
        "feats",
        "finite",
        "has_letter",
        "is_blank",
        "is_digit",
        "is_punct",
        "is_space",
        "is_title",
        "lemma_",
        "lemma_lower",
        "length",
        "like_num",
        "lower_",
        "negation",
        "noun",
        "number",
        "part_form",
        "plain",
        "pos_",
        "text",
        "verb_form",
        "voice",
    )

    text: str
    lower_: str
    lemma_: str
    length: int
    pos_: str
    feats: Mapping[str, str]
    case: str
    number: str
    verb_form: str
    part_form: str
    voice: str
    compound: list[str]
    lemma_lower: str
    plain: str
    has_letter: bool
    noun: bool
    finite: bool
    negation: bool
    is_blank: bool
    is_space: bool
    is_punct: bool
    is_digit: bool
    is_title: bool
    like_num: bool


def word_of(traits: tuple[int, ...], compound: tuple[str, ...] | None, strings: StringStore) -> Word:
    """The word type of a token.

    Args:
        traits: The token's values in the columns `TRAITS`.
        compound: Parts of its lemma's compound, None where they are not known.
        strings: The strings of its vocabulary.
    """
    key = (traits, compound)
    word = _words.get(key)
    if word is None:
        if len(_words) >= CACHED_TYPES:
            _words.clear()
        word = _words[key] = _worked_out(traits, compound, strings)
    return word


def _worked_out(traits: tuple[int, ...], compound: tuple[str, ...] | None, strings: StringStore) -> Word:
    orth, lemma, pos, morph, is_space, is_punct, is_digit, is_title, like_num = traits
    word = Word()
    written = strings[orth]
    text = written if written.isascii() or written.isspace() else plain(written) or written
    word.text, word.lower_, word.length = text, text.lower(), len(written)
    word.has_letter = any(map(str.isalpha, text))
    word.lemma_ = strings[lemma]
    word.lemma_lower = word.lemma_.lower()
    word.plain = word.lemma_lower.lstrip("-–")
    word.compound = [word.lemma_ or text] if compound is None else list(compound)
    word.pos_ = NAMES[pos]
    word.feats = feats = _features(strings[morph])
    word.case = feats.get("Case", "")
    word.number = feats.get("Number", "")
    word.verb_form = feats.get("VerbForm", "")
    word.part_form = feats.get("PartForm", "")
    word.voice = feats.get("Voice", "")
    word.noun = word.pos_ in _NOUNS and word.has_letter
    word.finite = word.pos_ in _VERBS and word.verb_form in {"", "Fin"} and not word.case
    word.negation = word.lemma_lower in {"ei", "eikä"} or feats.get("Polarity") == "Neg"
    word.is_space = bool(is_space)
    word.is_punct = bool(is_punct)
    word.is_digit = bool(is_digit)
    word.is_title = bool(is_title)
    word.like_num = bool(like_num)
    word.is_blank = word.is_space and not set(text) - _BLANKS
    return word


def _features(feats: str) -> dict[str, str]:
    """The first value of each feature of a string in UD's notation."""
    pairs = (pair.partition("=") for pair in feats.split("|") if "=" in pair)
    return {name: value.split(",")[0] for name, _, value in pairs}
