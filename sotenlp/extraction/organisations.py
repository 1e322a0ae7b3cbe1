"""Organisations known by name: the gazetteer of organisations and municipalities.

A name is found in any of its case forms, in either spelling of its hyphens ("Sosiaali-ja
terveysministeriön", "Terveyden- ja hyvinvoinnin laitos"), by the official name or an alias.
Where a successor kept the name of its predecessor, the date of the document tells which is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from sotenlp.language.view import Doc, Span, Token
from sotenlp.language.voikko import Voikko
from sotenlp.language.words import CACHED_TYPES, Word
from sotenlp.schema import ActorType
from sotenlp.vocabulary import Row, read_table, split_cell

BRANDED = frozenset({ActorType.WELLBEING_AREA, ActorType.JOINT_AUTHORITY, ActorType.HOSPITAL_DISTRICT})
LOWER_CASE = frozenset({ActorType.MINISTRY, ActorType.AGENCY})
LONGEST_ENDING = 6
SHORTEST_LOWER = 9

_OFFICIAL = re.compile(
    r"\bhva\b|hyvinvointi|kuntayhtym|sairaanhoitopiiri|sosiaali|piiri|\bsote kunta|hyvinvointiyhtym"
)
_PART = re.compile(r"[^\W_]+")
_COLON = re.compile(r"(?<=\w):[a-zåäö]+$")
_ENDING = re.compile(
    r"(?:i|e)?(?::?(?:n|a|ä|ta|tä|ssa|ssä|sta|stä|[aeiouyäö]n|h[aeiouyäö]n|seen|lla|llä|lta|ltä|lle|na|nä|ksi|t))(?:kin|kaan|kään)?"
)


@dataclass(frozen=True, slots=True)
class Organisation:
    """A known organisation.

    Attributes:
        id: Its id in the vocabulary.
        name: Official name.
        type: Its type.
        aliases: Other names.
        valid_from: ISO date from which it exists, "" where unknown.
        valid_to: ISO date until which it existed, "" for one that still does.
    """

    id: str
    name: str
    type: ActorType
    aliases: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""

    @property
    def full_name(self) -> str:
        """The official name with the brand that people use of it: "… kuntayhtymä (Essote)"."""
        brand = next((alias for alias in self.aliases if _is_brand(alias, self)), "")
        known = not brand or brand in self.name.replace("-", "- ").split()
        return self.name if known else f"{self.name} ({brand})"


@dataclass(frozen=True, slots=True)
class Match:
    """A known name in a Doc, as token indices.

    Attributes:
        start: First token.
        end: Token after the last one.
        organisations: What the name may stand for, in the order of the vocabulary.
    """

    start: int
    end: int
    organisations: tuple[Organisation, ...]

    def at(self, date: str | None) -> Organisation:
        """The organisation that bore the name on an ISO date; None stands for today."""
        if date is None:
            return next((o for o in self.organisations if not o.valid_to), self.organisations[0])
        living = [o for o in self.organisations if o.valid_from <= date <= (o.valid_to or "9999")]
        # A county was founded on paper before it took over the services: the one that ended later ran them.
        ending = [o for o in living if o.valid_to]
        return (ending or living or list(self.organisations))[0]


@dataclass(frozen=True, slots=True)
class _Name:
    words: tuple[str, ...]
    written: str
    organisation: Organisation


def _is_brand(alias: str, organisation: Organisation) -> bool:
    """Whether an alias is what people call an organisation, not only another form of its name."""
    if organisation.type in BRANDED:
        return not alias.isupper() and not _OFFICIAL.search(alias)
    if organisation.type is ActorType.MUNICIPALITY or " " in alias:
        return False
    return not alias.lower().endswith(organisation.name.lower().split()[-1])


@lru_cache(maxsize=CACHED_TYPES)
def _parts(text: str) -> tuple[str, ...]:
    """Words and parts of compounds in lower case, without a case ending after a colon ("HUS:n")."""
    return tuple(part.lower() for part in _PART.findall(_COLON.sub("", text)))


def _organisation(row: Row) -> Organisation:
    return Organisation(
        row["id"],
        row["name"],
        ActorType(row["type"]),
        split_cell(row["aliases"]),
        row["valid_from"],
        row["valid_to"],
    )


def _written(organisation: Organisation) -> Iterator[str]:
    """The names of an organisation, without their legal form, too, where they stay names: "KoKoA ry"."""
    for name in (organisation.name, *organisation.aliases):
        yield name
        bare, _, form = name.rpartition(" ")
        if form in {"ry", "Oy", "Oyj"} and (" " in bare or bare[1:] != bare[1:].lower()):
            yield bare


@cache
def _names() -> dict[str, tuple[_Name, ...]]:
    """Names by their first word; a name of one word also by its stem."""
    index: dict[str, list[_Name]] = {}
    for row in read_table("organisations"):
        organisation = _organisation(row)
        for written in _written(organisation):
            words = _parts(written)
            index.setdefault(words[0], []).append(_Name(words, written, organisation))
    return {word: tuple(sorted(names, key=lambda name: -len(name.words))) for word, names in index.items()}


@cache
def _voikko() -> Voikko:
    return Voikko()


def find_organisations(sentence: Span) -> Iterator[Match]:
    """Yield the known names of a sentence, the longest at each place, in text order."""
    words, index = sentence.doc.words, sentence.start
    while index < sentence.end:
        match = _match_at(sentence.doc, index, sentence.end) if _keys(words[index].word) else None
        if match is None:
            index += 1
        else:
            yield match
            index = match.end


def _match_at(doc: Doc, index: int, highest: int) -> Match | None:
    best: tuple[int, list[Organisation]] = (index, [])
    for key in _keys(doc.words[index].word):
        for name in _names().get(key, ()):
            end = _name_end(doc, index, highest, name)
            if end is None or end < best[0]:
                continue
            if end > best[0]:
                best = (end, [])
            if name.organisation not in best[1]:
                best[1].append(name.organisation)
    return Match(index, best[0], tuple(best[1])) if best[1] else None


@lru_cache(maxsize=CACHED_TYPES)
def _keys(word: Word) -> tuple[str, ...]:
    """The first words of known names that a word may stand for, itself before its base forms."""
    forms = _parts(word.text)
    bases = _bases(word.text, word.lemma_, 0) if len(forms) == 1 else ()
    return tuple(key for key in dict.fromkeys((*forms[:1], *bases)) if key in _names())


def _name_end(doc: Doc, start: int, highest: int, name: _Name) -> int | None:
    """Token after a name that begins at a token, or None where the name is not there."""
    word, index = 0, start
    while word < len(name.words):
        if index >= highest:
            return None
        token = doc.words[index]
        forms = _parts(token.text)
        if not forms:
            if not _is_inner_punctuation(token) or index == start:
                return None
            index += 1
            continue
        for position, form in enumerate(forms):
            if word >= len(name.words):
                return None
            last = word == len(name.words) - 1
            if form != name.words[word] and not (
                last
                and position == len(forms) - 1
                and name.words[word] in _bases(token.text, token.lemma_, position)
            ):
                return None
            word += 1
        index += 1
    return index if _fits_case(doc.words[start], name) else None


def _is_inner_punctuation(token: Token) -> bool:
    return token.text in {"-", "–", ","}


@lru_cache(maxsize=CACHED_TYPES)
def _bases(text: str, lemma: str, position: int) -> tuple[str, ...]:
    """Base forms that one part of a word may be an inflected form of."""
    forms, found = _parts(text), list[str]()
    last = position == len(forms) - 1
    if last:
        found += _parts(lemma)[-1:]
    form = forms[position]
    if text.count(":") == 1 and last and position > 0:
        return tuple(found)
    for length in range(1, min(LONGEST_ENDING, len(form) - 2) + 1):
        if _ENDING.fullmatch(form[-length:]):
            stem = form[:-length]
            found += (stem, _strengthened(stem))
            if stem.endswith("te"):
                found.append(stem.removesuffix("te") + "de")
            if stem.endswith("se"):
                found.append(stem.removesuffix("se") + "nen")
    return tuple(found)


def _strengthened(stem: str) -> str:
    """A stem with the long stop that its weak grade has shortened: "saarika" -> "saarikka"."""
    if len(stem) > 3 and stem[-2] in "kpt" and stem[-3] not in "kpt" and stem[-1] in "aeiouyäö":
        return stem[:-1] + stem[-2] + stem[-1]
    return stem


def _fits_case(first: Token, name: _Name) -> bool:
    """Whether the capitals of a mention fit the name: acronyms exactly, others at the first letter."""
    text, written = first.text.lstrip("-–"), name.written
    word = written.split()[0]
    letters = "".join(c for c in word if c.isalpha())
    if len(letters) > 1 and letters.isupper() and len(name.words) <= 2:
        start = text[: len(word.rstrip(","))]
        return start == word.rstrip(",") or (len(letters) > 3 and start == word.rstrip(",").capitalize())
    if any(c.isupper() for c in word[1:].replace("-", "")) and "-" not in word:
        return (text.lower() == text and len(word) > SHORTEST_LOWER) or text.startswith(word)
    if text[:1].isupper() or not word[:1].isupper():
        return True
    if len(name.words) == 1:
        unknown = len(word) > 4 and not _voikko().analyses(text.lower())
        lower = name.organisation.type in LOWER_CASE | {ActorType.PROJECT}
        return unknown or (lower and "-" not in word and len(word) >= SHORTEST_LOWER)
    return name.organisation.type in LOWER_CASE | {ActorType.PROJECT}


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality.

    Attributes:
        name: Its name.
        genitive: The name in the genitive.
        kind: "kunta" or "kaupunki".
    """

    name: str
    genitive: str
    kind: str

    @property
    def full_name(self) -> str:
        """Name of the organisation: "Hattulan kunta"."""
        return f"{self.genitive} {self.kind}"


@cache
def _municipalities() -> tuple[dict[str, Municipality], dict[str, Municipality]]:
    rows = [Municipality(row["name"], row["genitive"], row["kind"]) for row in read_table("municipalities")]
    return {m.name.lower(): m for m in rows}, {m.genitive.lower(): m for m in rows}


def municipality_of(token: Token) -> Municipality | None:
    """The municipality that a capitalised token names in the nominative or genitive, or None."""
    if not token.text[:1].isupper() or token.text == "II":
        return None
    by_name, by_genitive = _municipalities()
    return by_genitive.get(token.lower_) or by_name.get(token.lower_)


def is_municipality_name(token: Token) -> bool:
    """Whether a token is a municipality's name in any case form."""
    return token.text[:1].isupper() and (
        municipality_of(token) is not None or token.lemma_lower in _municipalities()[0]
    )
