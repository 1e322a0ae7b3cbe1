"""Persons whom a text names: after titles and announcements, beside addresses, by their first names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sotenlp.reader.addresses import find_addresses
from sotenlp.reader.areas import is_place_form
from sotenlp.reader.family_names import (
    is_distinct,
    is_family_name,
    is_listed,
    stands_for_person,
)
from sotenlp.reader.nominatives import head_of
from sotenlp.reader.organisations import find_organisations
from sotenlp.reader.person_names import Name, folded, inflected
from sotenlp.reader.person_shapes import (
    is_acronym,
    is_full_name,
    is_place,
    is_place_and_person,
    is_reversed,
    names_unit,
)
from sotenlp.reader.person_words import (
    essive_use,
    first_names,
    is_first_name,
    is_method_name,
    is_no_name,
    title_use,
)
from sotenlp.reader.telephones import find_telephones

_CAPITAL = "A-ZÅÄÖÉÈÜŠŽÁÀÓÍÑÇØÆŁ"
_WORD = rf"(?:[{_CAPITAL}][^\W\d_]+(?:['’-][^\W\d_]+)*|[{_CAPITAL}]\.(?=\s[{_CAPITAL}]))"
_PARTICLE = r"(?:(?:von|af|de|van|der|den|al|el|bin|ibn|da|di)\s)"
_NAME = re.compile(rf"(?<![\w-]){_WORD}(?:[ ]{_PARTICLE}?{_WORD})*(?!\w)")
_LIST = re.compile(r"\s?(?:,|;|\bja|\bsekä|&|\boch|/)\s?(?:(?:ja|sekä)\s)?")
_NEN_FORM = re.compile(r"(?<=\w\w)(?:sen|selle|sella|sellä|selta|seltä|sesta|sestä)$")
_IS = (
    r"(?:toimi\w*|on|oli|ovat|olivat|aloitti\w*|työskentel\w*|jatka\w*|vastaa\w*|valittiin|nimettiin|myös"
    r"|antaa|antavat)"
)
_LEFT = re.compile(
    rf"(?P<word>[^\W\d_][\w-]*)\.?(?:\s(?:hankkeessa|hankkeen|meillä))?(?:\s{_IS}){{0,3}}\s?(?P<mark>[:–-]?)\s*$"
)
_RIGHT = re.compile(r"\s?[,(–-]\s?(?:[^\W\d_][\w-]*\s){0,2}?(?P<word>[^\W\d_][\w-]*)")
_BRIDGE = frozenset(
    {
        "puh",
        "puhelin",
        "puhelinnumero",
        "p",
        "tel",
        "gsm",
        "email",
        "sähköposti",
        "s-posti",
        "e-mail",
        "ja",
        "tai",
        "mail",
    }
)
_BRIDGE_LENGTH = 80
_NO_PERSON_AFTER = re.compile(
    r"\s?-\w|\sr\.?[yf]\b|\sOyj?\b|\sAb\b"
    r"|\s(?:kadu|katu|tie|tien|tiellä|kuja|polku|polu|aukio|tori|puisto|museo|rahasto|palkin|stipend|koti|kodi)\w*"
)
"""What makes a name before it that of a street, a firm, a fund."""
_TEACHING = "koulutt"
_WEAK = ("deed", "caption")
"""Uses of words that show a person only together with something else."""
_NO_TITLES = (None, "announcement", *_WEAK)


@dataclass(frozen=True, slots=True)
class Person:
    """A person whom a text names.

    Attributes:
        start: Start of the name.
        end: End of the name.
        words: The words of the name.
        is_contact: Whether the text names the person as one to turn to.
    """

    start: int
    end: int
    words: Name
    is_contact: bool = False


def find_persons(text: str) -> list[Person]:
    """The persons whom a normalised text names as such, in text order.

    >>> [person.words for person in find_persons("Sihteerinä toimi Mohammed Al-Hassan.")]
    [('Mohammed', 'Al-Hassan')]
    """
    return _Finder(text).persons()


class _Finder:
    """Looks at each run of capitalised words and at what stands around it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.organisations = [(m.start, m.end) for m in find_organisations(text)]
        self.contacts = sorted([(a.start, a.end) for a in find_addresses(text)] + list(find_telephones(text)))

    def persons(self) -> list[Person]:
        found: list[Person] = []
        for run in _NAME.finditer(self.text):
            last = found[-1] if found else None
            if run[0].isupper() and run[0].count(" ") > 1:
                found += _in_capitals(run)
                continue
            person = self._person(run.start(), run.end(), last)
            if person is not None:
                found.append(person)
        return found

    def _person(self, start: int, end: int, last: Person | None) -> Person | None:
        words = [(m.start() + start, m[0]) for m in re.finditer(r"\S+", self.text[start:end])]
        led, followed = None, False
        while words and (use := title_use(words[0][1])):
            led = None if use in _WEAK else use
            words = words[1:]
        while words and title_use(words[-1][1]):
            followed = True
            words = words[:-1]
        if not words or (len(words) < 2 and led is None and not self._is_titled(words[0][0])):
            return None
        known = next((i for i, (_, word) in enumerate(words[:-1]) if is_first_name(word)), None)
        if known and not (led and self._may_begin_name(words[:known])):
            words = words[known:]
        elif known is None and len(words) > 2 and is_reversed((words[-2][1], words[-1][1])):
            words = words[-2:]
        words = self._without_tail(words, known=known is not None)
        start, end = words[0][0], words[-1][0] + len(words[-1][1])
        name = tuple(word for _, word in words)
        led = led or self._led(start, last)
        followed = followed or self._followed(end)
        beside = self._is_beside_contact(end)
        if not self._can_be_person(start, end, name, known=known is not None):
            return None
        if len(name) == 1:
            evident = led not in _NO_TITLES and stands_for_person(name[0])
        elif self.text[start:end].isupper():
            strong = known is not None and is_full_name(name, known=True)
            beside = beside and is_family_name(name[-1])
            evident = strong or led == "announcement" or beside or is_reversed(name)
        else:
            acts = led == "deed" and (known is not None or is_family_name(name[-1]))
            evident = followed or beside or acts or led not in (None, *_WEAK)
            evident = evident or is_full_name(name, known=known is not None)
            if name[0].endswith(".") and not (led or beside) and self._opens_line(start):
                evident = is_distinct(name[-1])  # "B. Tietovirta" is a heading with a letter
        if not evident or len(name) > 5:
            return None
        return Person(start, end, name, is_contact=beside or led in ("announcement", "lead"))

    def _opens_line(self, start: int) -> bool:
        return not self.text[self.text.rfind("\n", 0, start) + 1 : start].strip(" \t•*–-")

    def _may_begin_name(self, words: list[tuple[int, str]]) -> bool:
        """Whether unknown words between a title and a first name can be a person's too."""
        return len(words) == 1 and not any(
            is_no_name(word) or is_place_form(word) or self._is_in_organisation(start, start + len(word))
            for start, word in words
        )

    def _without_tail(self, words: list[tuple[int, str]], *, known: bool) -> list[tuple[int, str]]:
        """A run of words up to where a place or organisation follows the name ("Aino Lahti Salosta")."""
        for index, (start, word) in enumerate(words[2:], 2):
            if known and (
                (_ends_name(words[index - 1][1]) and not is_listed(word, base=True))
                or is_place_form(word)
                or (head_of(word) and is_listed(words[index - 1][1], base=True))
                or is_acronym(word)
                or self._is_in_organisation(start, start + len(word))
            ):
                return words[:index]
        return words

    def _is_titled(self, start: int) -> bool:
        match = _LEFT.search(self.text[max(0, start - 60) : start])
        return match is not None and title_use(match["word"]) not in (None, *_WEAK)

    def _led(self, start: int, last: Person | None) -> str | None:
        """What before a name says that it is a person's: a title's or announcement's use."""
        if last is not None and _LIST.fullmatch(self.text, last.end, start):
            return "announcement" if last.is_contact else "title"
        left = self.text[max(0, start - 70) : start]
        if "\n" in left.rstrip():
            left = left[left.rstrip().rindex("\n") :]
        match = _LEFT.search(left)
        if match is None:
            return None
        use = title_use(match["word"]) or essive_use(match["word"])
        if use == "caption":
            return "announcement" if match["mark"] == ":" else None
        if use == "announcement" or not match["mark"] or match["mark"] == ":":
            return use
        return None

    def _followed(self, end: int) -> bool:
        match = _RIGHT.match(self.text, end)
        return match is not None and title_use(match["word"]) not in _NO_TITLES

    def _is_beside_contact(self, end: int) -> bool:
        """Whether an address or number follows a name, with nothing but titles and organisations between."""
        at = bisect_left(self.contacts, (end, end))
        if at == len(self.contacts) or self.contacts[at][0] - end > _BRIDGE_LENGTH:
            return False
        between = self.text[end : self.contacts[at][0]]
        if between.count("\n") > 1 or re.search(r"[a-zåäö]{4}[.!?]\s", between):
            return False
        return all(
            word.casefold() in _BRIDGE or title_use(word) or word[0].isupper() or head_of(word)
            for word in re.findall(r"[^\W\d_][\w-]*", between)
        )

    def _can_be_person(self, start: int, end: int, name: Name, *, known: bool) -> bool:
        """Whether a name is not that of an organisation, place, method or thing."""
        if _NO_PERSON_AFTER.match(self.text, end):
            return False
        following = re.compile(r"\s([^\W\d_][\w-]*)").match(self.text, end)
        headed = following and not following[1].startswith(_TEACHING) and head_of(following[1])
        if head_of(" ".join(name)) or (headed and not (known and is_listed(name[-1], base=True))):
            return False
        if not (known and is_listed(name[-1])) and self._is_in_organisation(start, end):
            return False
        if any(map(names_unit, name)) or is_place(name):
            return False
        if is_method_name(" ".join(name)) or (any(map(is_acronym, name)) and not all(map(str.isupper, name))):
            return False
        if known:
            return not is_place_form(name[-1]) or is_place_and_person(name[-1])
        strange = (word for word in name if not is_listed(word) and not is_first_name(word))
        return not any(map(is_no_name, strange)) and not any(map(is_place_form, name))

    def _is_in_organisation(self, start: int, end: int) -> bool:
        at = bisect_left(self.organisations, (start, start))
        return any(a < end and start < b for a, b in self.organisations[max(0, at - 1) : at + 3])


def _in_capitals(run: re.Match[str]) -> Iterator[Person]:
    """Persons in a line of capitals, where capitals tell nothing: first names before family names."""
    words = list(re.finditer(r"\S+", run[0]))
    at = 0
    while at + 1 < len(words):
        one, other = words[at], words[at + 1]
        strong = is_first_name(one[0]) or one[0].endswith(".")
        is_word = first_names().get(one[0].casefold(), False)
        sure = is_first_name(one[0]) and not is_word and _may_follow(other[0])
        if sure or (strong and is_family_name(other[0]) and not is_place_form(one[0])):
            yield Person(run.start() + one.start(), run.start() + other.end(), (one[0], other[0]))
            at += 1
        elif title_use(one[0]) in ("title", "lead") and stands_for_person(other[0]):
            yield Person(run.start() + other.start(), run.start() + other.end(), (other[0],))
            at += 1
        at += 1


def _may_follow(word: str) -> bool:
    """Whether a word in capitals can be the family name after a first name."""
    return (
        len(word) > 3 and word.replace("-", "").isalpha() and title_use(word) is None and not is_no_name(word)
    )


def _ends_name(word: str) -> bool:
    """Whether a word is a family name in the nominative, so that the next word is no part of the name."""
    return is_listed(word, base=True) or word.casefold().endswith("nen")


def owner_words(local: str, around: str) -> Iterator[Name]:
    """The person whom an address like first.last belongs to, where the name stands near it."""
    parts = [folded(part) for part in re.split(r"[._]", local) if part]
    if len(parts) < 2:
        return
    words = [(w, folded(w)) for w in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", around) if w[0].isupper()]
    first = next((word for word, key in words if key.split("-")[0] == parts[0].split("-")[0]), None)
    last = next((word for word, key in words if key == parts[-1]), None)
    if first is not None and last is not None:
        yield (first, last)


def with_base_forms(persons: Sequence[Person], text: str) -> list[Name]:
    """The names of persons, and the nominatives that the text has of names met inflected."""
    names = [person.words for person in persons]
    met = {words for words in names if len(words) > 1}
    bases = [(*words[:-1], _NEN_FORM.sub("nen", words[-1])) for words in names]
    firsts = {words[0] for words in met}
    runs = {tuple(run[0].split()) for run in _NAME.finditer(text)}
    for run in sorted(run for run in runs if len(run) > 1 and run[0] in firsts):
        if any((*run[:-1], form) in met for form in inflected(run[-1])):
            bases.append(run)
    return list(dict.fromkeys([*names, *bases]))
