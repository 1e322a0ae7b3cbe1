"""Which sentences of a page are not Finnish: each by its own words, the doubtful ones by their section.

The letters of a sentence are weighed by py3langid; a sentence that it takes for another language is
believed to be so only where Voikko's dictionary does not know its words. Names, brands and numbers
tell no language: they go with the section that they stand in, and are Finnish where nothing else is there.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from sotenlp.annotation import Sentence
from sotenlp.language.identification import closed_class
from sotenlp.language.voikko import Voikko

FINNISH = "fi"
UNDETERMINED = "und"
_NEAR = ("fi", "sv", "en")
"""Languages that occur on the pages; short sentences are one of them."""
_FEWEST_WORDS, _FEWEST_LETTERS = 3, 12
_MANY_WORDS = 12
"""Words from which a sentence may be of any language."""
_SURE = 0.8
_MOST_KNOWN = 0.34
"""Share of words in Voikko's dictionary up to which a sentence may be foreign."""
_LEAST_KNOWN = 0.5
"""Share from which it is Finnish whatever its letters look like."""
_LEAST_FINNISH = 0.05
"""Share of a page's letters below which its Finnish sentences are taken for mistakes."""
_TRIFLE = 60
"""Characters below which a foreign sentence alone among Finnish ones does not count, nor the Finnish of a
foreign page ("Kirjaudu sisään")."""
_MOST_TRIFLES = 2
"""Sentences of one foreign language on a page that may be such trifles."""
_NO_WORDS = re.compile(r"\S*(?:https?:|www\.|@)\S*")
_LATIN = re.compile("[A-Za-z]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

_LEFT_OUT = {"sv": "Swedish", "en": "English"}

Known = Callable[[str], bool]
"""Whether a word form is in the Finnish dictionary."""


def _drop_trifles(own: list[str], lengths: list[int]) -> None:
    """Take back the language of a short foreign sentence that stands alone among Finnish ones.

    A motto, a title, the caption of an icon make no foreign part of a page; several sentences of one
    language do, such as the lines of a list in two languages.
    """
    counts = Counter(own)
    decided = [index for index, code in enumerate(own) if code]
    for before, index, after in zip([-1, *decided], decided, [*decided[1:], -1], strict=False):
        if own[index] == FINNISH or lengths[index] >= _TRIFLE or counts[own[index]] > _MOST_TRIFLES:
            continue
        near = {own[other] for other in (before, after) if other >= 0}
        if near and near <= {FINNISH, ""}:
            own[index] = ""


@dataclass(frozen=True, slots=True)
class PageLanguages:
    """The languages of a page.

    Attributes:
        main: The language of most of its letters.
        sentences: The language of each sentence.
    """

    main: str
    sentences: tuple[str, ...]

    @property
    def has_finnish(self) -> bool:
        """Whether there is anything to mine: a sentence that is Finnish, or that tells no language."""
        return any(map(_may_be_finnish, self.sentences or (self.main,)))

    def is_finnish(self, sentence: int) -> bool:
        """Whether the sentence with an index is Finnish; what stands in none is so too."""
        return not 0 <= sentence < len(self.sentences) or _may_be_finnish(self.sentences[sentence])


def _may_be_finnish(code: str) -> bool:
    return code in (FINNISH, UNDETERMINED)


def page_languages(
    text: str, sentences: Sequence[Sentence], known: Known, *, undecided: str = FINNISH
) -> PageLanguages:
    """The languages of a page and of its sentences, as ISO 639-1 codes.

    Args:
        text: The page's text.
        sentences: Its sentences.
        known: Tells Finnish words.
        undecided: The language of a page in which no sentence tells its own.
    """
    own = [language_of(text[sentence.start : sentence.end], known) for sentence in sentences]
    lengths = [sentence.end - sentence.start for sentence in sentences]
    _drop_trifles(own, lengths)
    by_section: dict[int, Counter[str]] = {}
    letters: Counter[str] = Counter()
    for sentence, code, length in zip(sentences, own, lengths, strict=True):
        if code:
            by_section.setdefault(sentence.section, Counter())[code] += length
            letters[code] += length
    if not letters:
        return PageLanguages(undecided, (undecided,) * len(own))
    main = letters.most_common(1)[0][0]
    if main != FINNISH and letters[FINNISH] < max(_TRIFLE, _LEAST_FINNISH * letters.total()):
        return PageLanguages(main, tuple(main if code in ("", FINNISH) else code for code in own))
    main_of = {section: found.most_common(1)[0][0] for section, found in by_section.items()}
    codes = []
    for sentence, code in zip(sentences, own, strict=True):
        around = code or main_of.get(sentence.section, FINNISH)
        if not code and around != FINNISH and _is_all_finnish(text[sentence.start : sentence.end], known):
            around = FINNISH
        codes.append(around)
    return PageLanguages(main, tuple(codes))


def left_out(languages: Sequence[str]) -> str:
    """How many sentences of which languages are not Finnish, in words; "" for none.

    >>> left_out(["fi", "sv", "sv", "et"])
    '2 sentences in Swedish, 1 in the language et'
    """
    counts = Counter(code for code in languages if not _may_be_finnish(code))
    told = []
    for number, (code, count) in enumerate(counts.most_common()):
        unit = "" if number else (" sentence" if count == 1 else " sentences")
        told.append(f"{count}{unit} in {_LEFT_OUT.get(code, f'the language {code}')}")
    return ", ".join(told)


@cache
def _dictionary() -> Voikko:
    return Voikko()


def is_finnish_word(word: str) -> bool:
    """Whether Voikko's dictionary has a word form."""
    return bool(_dictionary().analyses(word))


def _is_all_finnish(text: str, known: Known) -> bool:
    """Whether a few words are all in the Finnish dictionary, and more than a name."""
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    return sum(map(len, words)) >= _FEWEST_LETTERS and all(map(known, words))


def language_of(text: str, known: Known) -> str:
    """The language of one sentence, "" where its words tell none.

    Args:
        text: The sentence.
        known: Tells Finnish words.
    """
    text = _NO_WORDS.sub(" ", unicodedata.normalize("NFC", text))
    words = _WORD.findall(text)
    if len(words) < _FEWEST_WORDS or sum(map(len, words)) < _FEWEST_LETTERS:
        return ""
    common = words if text.isupper() else [word for word in words if word[0].islower()]
    common = [word.lower() for word in common if len(word) > 1]
    if len(common) < 2:
        return ""
    is_latin = _LATIN.search(text) is not None
    finnish, enough = 0, _LEAST_KNOWN * len(common)
    foreign = _foreign_words()
    for word in common:
        finnish += word not in foreign and known(word)
        if finnish >= enough:
            return FINNISH
    code, probability = _classified(text.lower(), wide=len(words) >= _MANY_WORDS or not is_latin)
    if code == FINNISH or not is_latin:
        return code
    speaks = len(common) >= _FEWEST_WORDS or (code in _NEAR and not closed_class(code).isdisjoint(common))
    return code if speaks and finnish <= _MOST_KNOWN * len(common) and probability >= _SURE else ""


@cache
def _foreign_words() -> frozenset[str]:
    """The closed-class words of the other languages that occur on the pages."""
    return frozenset().union(*(closed_class(code) for code in _NEAR if code != FINNISH))


def _classified(text: str, *, wide: bool) -> tuple[str, float]:
    """Code and probability of the likeliest language.

    Args:
        text: A sentence in small letters.
        wide: Whether any language is possible, else only those of `_NEAR`.
    """
    code, probability = _identifier(wide=wide).classify(text)
    return str(code), float(probability)


@cache
def _identifier(*, wide: bool) -> LanguageIdentifier:
    if wide:
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    narrow = copy(_identifier(wide=True))  # unpacking the model takes the better part of a second
    narrow.set_languages(list(_NEAR))
    return narrow
