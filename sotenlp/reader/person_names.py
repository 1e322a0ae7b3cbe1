"""The inflected forms of persons' names, without a dictionary, and where a text has them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import permutations, product
from types import MappingProxyType

from sotenlp.reader.areas import is_place_form
from sotenlp.reader.normalisation import plain

Name = tuple[str, ...]
"""The words of a person's name in their order."""

_VOWELS = "aeiouyäöå"
_ENDINGS = (
    "n", "a", "ä", "ta", "tä", "tta", "ttä", "ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle",
    "ksi", "na", "nä", "an", "en", "in", "on", "un", "yn", "än", "ön", "seen", "hin", "kin", "kaan", "kään",
)  # fmt: skip
_GRADATION = (
    ("kk", "k"), ("pp", "p"), ("tt", "t"), ("nk", "ng"), ("nt", "nn"), ("mp", "mm"), ("lt", "ll"),
    ("rt", "rr"), ("t", "d"), ("p", "v"), ("k", ""), ("k", "j"), ("k", "v"),
)  # fmt: skip
_CLITICS = ("kin", "kaan", "kään", "han", "hän", "ko", "kö")
_PART = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"[\s.,_’'-]{1,3}")
_SENTENCE_START = re.compile(r"(?:^|[.!?:•\n])[\s\"”»(–-]*$")
_COMPOUND = re.compile(r"\s?-[^\W\d_]")
_SHORTEST_ALONE = 3
_PERSONAL_VERB = re.compile(
    r"\s(?:kerto[oi]|kertovat|sano[oi]?|totesi|toteaa|toimii?|vastaa|vastasi|vet[iä]ä?|johti|johtaa|aloitti|aloittaa"
    r"|koulutti|kouluttaa|esittel[iey]e?|siirtyi|siirtyy|jatkoi|jatkaa|muistut\w+|korost\w+|arvioi|pohti|pohtii"
    r"|mukaan|kanssa|johdolla|soitti|laati|kokosi|kirjoitti|ohjasi|ohjaa|kehitti|työskentel\w+)(?!\w)"
)
"""What a person does, right after the name."""


class NameIndex:
    """Finds the names of known persons in a text, in any of their forms.

    Two neighbouring words of one name count, in whatever order and case ("Virtanen, Maija",
    maija.virtanen), and a capitalised family name alone. A known first name alone counts where no
    common word is like it. A family name that is a municipality's does not count alone, nor at a
    sentence's start one that is a common word, unless what follows tells of a person.

    Args:
        names: The words of each name.
        first_names: Known first names in small letters, and whether each is a common word too; they
            tell which end of a name is the family's.
        common_words: Tells whether a word of a name in small letters is a common word.
        is_family_name: Tells whether one is a family name; another does not count alone where the text
            has it in small letters too.
    """

    def __init__(
        self,
        names: Iterable[Name],
        *,
        first_names: Mapping[str, bool] = MappingProxyType({}),
        common_words: Callable[[str], bool] = lambda word: False,
        is_family_name: Callable[[str], bool] = lambda word: True,
    ) -> None:
        self._forms: dict[str, set[str]] = defaultdict(set)
        self._pairs: set[tuple[str, str]] = set()
        self._alone: set[str] = set()
        parts_seen: set[str] = set()
        for words in dict.fromkeys(names):
            parts = [part.casefold() for word in words for part in _PART.findall(plain(word))]
            self._pairs.update(permutations(parts, 2))
            for part in set(parts) - parts_seen:
                for form in (*inflected(part), folded(part)):
                    self._forms[form].add(part)
            parts_seen.update(parts)
            family = words[0] if _is_reversed(words, first_names) else words[-1]
            if not is_place_form(family):
                self._alone.update(part.casefold() for part in _PART.findall(plain(family)))
            first = words[-1] if family is words[0] else words[0]
            if first_names.get(first.casefold()) is False:
                self._alone.update(part.casefold() for part in _PART.findall(plain(first)))
        self._sure = {part for part in self._alone if part in first_names or is_family_name(part)}
        self._common = {part for part in self._alone if common_words(part)}

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """The stretches of a normalised text that are names, in text order."""
        if not self._forms:
            return
        tokens = list(_PART.finditer(text))
        lower = {token[0] for token in tokens if token[0].islower()}
        before: set[str] = set()
        for index, token in enumerate(tokens):
            known = self._known(token[0])
            if (
                (before and known and self._share_name(before, known))
                and _GAP.fullmatch(text, tokens[index - 1].end(), token.start())
            ):  # fmt: skip
                yield tokens[index - 1].start(), token.end()
            alone = known & self._alone
            if alone and _stands_alone(
                text, token, lower, is_common=alone <= self._common, is_name=bool(alone & self._sure)
            ):
                yield token.span()
            before = known

    def _known(self, word: str) -> set[str]:
        """The words of names that a word can be a form of."""
        word = word.casefold()
        found = self._forms.get(word)
        if found is None:
            clitic = next((c for c in _CLITICS if word.endswith(c) and len(word) > len(c) + 3), None)
            found = self._forms.get(word[: -len(clitic)]) if clitic else None
        return found if found is not None else set()

    def _share_name(self, one: set[str], other: set[str]) -> bool:
        """Whether two words are different words of one name."""
        return any(pair in self._pairs for pair in product(one, other))


def _stands_alone(
    text: str, token: re.Match[str], lower: set[str], *, is_common: bool, is_name: bool
) -> bool:
    """Whether a form of a name stands for it, and is no common word that begins a sentence."""
    if not token[0][0].isupper() or len(token[0]) < _SHORTEST_ALONE:
        return False
    if _COMPOUND.match(text, token.end()) or text.startswith("-", token.start() - 1):
        return False
    if not _SENTENCE_START.search(text[max(0, token.start() - 5) : token.start()]):
        return is_name or token[0].casefold() not in lower
    if is_common:
        return _PERSONAL_VERB.match(text, token.end()) is not None
    return token[0].casefold() not in lower


def _is_reversed(words: Name, first_names: Mapping[str, bool]) -> bool:
    """Whether the family name stands first."""
    return words[-1].casefold() in first_names and words[0].casefold() not in first_names


def folded(word: str) -> str:
    """A word as addresses write it: small letters without dots and rings."""
    return plain(word).casefold().translate(str.maketrans("äöåéü", "aoaeu"))


@lru_cache(maxsize=4096)
def inflected(word: str) -> Sequence[str]:
    """A name's inflected forms, the longest first; more than there are, for a mask must not miss.

    >>> "Virtaselta" in inflected("Virtanen"), "Kankaan" in inflected("Kangas")
    (True, True)
    """
    forms = {stem + ending for stem in _stems(word) for ending in _ENDINGS} | {word}
    forms |= {stem + stem[-1] + "n" for stem in _stems(word) if stem[-1:].casefold() in set(_VOWELS)}
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


def _stems(word: str) -> set[str]:
    """What a name's endings may be added to."""
    stems = {word}
    lower = word.casefold()
    if lower.endswith("nen"):
        stems |= {word[:-3] + "se", word[:-3] + "s"}
    elif lower[-1] in _VOWELS:
        stems |= _graded(word[:-1], word[-1])
        if lower[-1] == "e":
            stems |= _graded(word[:-1], word[-1], strong=True)
        if lower[-1] == "i":
            stems |= {stem[:-1] + "e" for stem in list(stems)} | {word[:-1]}
            if lower.endswith("si"):
                stems |= {word[:-2] + "de", word[:-2] + "t"}
            if lower.endswith("mi"):
                stems.add(word[:-2] + "n")
    else:
        stems |= {word + "i", word + "e"}
        if lower.endswith("s") and len(word) > 2:
            stems |= {word[:-1] + "kse", word[:-1] + "kses", word[:-1] + "s"}
            long = {stem[:-1] for stem in _graded(word[:-2], word[-2], strong=True)} | {word[:-2]}
            stems |= {stem + 2 * word[-2] for stem in long}
    return stems


def _graded(stem: str, vowel: str, *, strong: bool = False) -> set[str]:
    """A stem with its last consonants in the other grade."""
    pairs = [(weak, grade) for grade, weak in _GRADATION if weak] if strong else list(_GRADATION)
    return {stem[: -len(old)] + new + vowel for old, new in pairs if stem.endswith(old)}
