"""Persons' names, e-mail addresses and telephone numbers: found, and masked in place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from sotenlp.document import Document
from sotenlp.reader.nominatives import head_of
from sotenlp.reader.normalisation import plain
from sotenlp.reader.organisations import find_organisations
from sotenlp.reader.person_names import INTRODUCED, name_pattern
from sotenlp.vocabulary import read_table

MASK = "█"

_PERSON_FIELDS = frozenset({"contact_name", "author"})
_EMAIL = re.compile(
    r"(?<![\w.+%'-])(?P<local>[\w.+%'-]{1,64})\s?(?:@|\(\s?(?:at|ät|a)\s?\)|\[\s?(?:at|ät|a)\s?\])\s?"
    r"[\w-]{1,64}(?:\.[\w-]{1,64})+",
    re.IGNORECASE,
)
_SEP = "[ \u00a0\u202f-]?"
_PHONE = re.compile(
    rf"(?<![\w.,/+-])(?:"
    rf"(?:\+|00){_SEP}358{_SEP}(?:\(0\){_SEP})?\d{{1,3}}(?:{_SEP}\d{{2,4}}){{1,4}}"
    rf"|\(?0(?:4\d|50|457){_SEP}\d?\)?{_SEP}\d{{2,4}}(?:{_SEP}\d{{2,4}}){{1,2}}"
    rf"|\(?0(?:1[3-9]|2[1-9]|[23568-9]|100|600|800){_SEP}\)?{_SEP}\d{{2,4}}(?:{_SEP}\d{{2,4}}){{1,3}}"
    rf")(?![\w%/]|[.,]\d|[ \u00a0]?%)"
)
_MIN_PHONE_DIGITS = 7
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NOT_NAMES = frozenset(
    {
        "päällikkö", "projektipäällikkö", "hankepäällikkö", "kehittämispäällikkö", "johtaja", "asiantuntija",
        "erityisasiantuntija", "suunnittelija", "projektisuunnittelija", "hankesuunnittelija",
        "koordinaattori", "hankekoordinaattori", "projektikoordinaattori", "kehittäjä",
        "puh", "puhelin", "tel", "email", "sähköposti",
    }
)  # fmt: skip


def mask(document: Document) -> Document:
    """Replace each character of personal data by `█`, so that no offset moves.

    Persons are those whom the page's contact and author fields name, who stand before an
    e-mail address of their name, or whom a title introduces; their names are masked wherever
    they stand in the text, inflected forms too.

    Args:
        document: A document as it was read.

    Returns:
        A document of the same length without personal data in `text`, `meta` and the titles
        of its sections. A masked document stays as it is.
    """
    names = tuple(dict.fromkeys(_person_names(document)))
    sections = tuple(
        replace(section, title=_masked(section.title, _spans(section.title, names)))
        for section in document.sections
    )

    def masked(value: str | None) -> str | None:
        return None if value is None else _masked(value, _spans(value, names))

    meta = replace(
        document.meta,
        contact_name=None,
        contact_email=None,
        project=masked(document.meta.project),
        contact_org=masked(document.meta.contact_org),
        coordinator=masked(document.meta.coordinator),
    )
    text = _masked(document.text, find_personal_data(document))
    return replace(document, text=text, sections=sections, meta=meta, masked=True)


def find_personal_data(document: Document) -> list[tuple[int, int]]:
    """Stretches of a document's text that hold personal data, in text order, apart from each other."""
    spans = _spans(document.text, tuple(dict.fromkeys(_person_names(document))))
    for block in document.blocks:
        if block.field in _PERSON_FIELDS:
            words = document.text[block.content : block.end]
            if not _names_organisation(words):
                spans += [
                    (block.content + match.start(), block.content + match.end())
                    for match in _WORD.finditer(words)
                    if match[0][0].isupper() and match[0].casefold() not in _NOT_NAMES
                ]
    return _merged(spans)


def _person_names(document: Document) -> Iterator[tuple[str, ...]]:
    """The words of the name of each person that the page names as such."""
    text = document.text
    values = [text[block.content : block.end] for block in document.blocks if block.field in _PERSON_FIELDS]
    values += [document.meta.contact_name] if document.meta.contact_name else []
    values += [match["name"] for match in INTRODUCED.finditer(text)]
    for value in values:
        for person in re.split(r"[,;/\n(]| ja | sekä ", plain(value)):
            if _names_organisation(person):
                continue
            words = tuple(
                word for word in _WORD.findall(person)
                if word[0].isupper() and word.casefold() not in _NOT_NAMES
            )  # fmt: skip
            if 1 < len(words) <= 4:
                yield words
    for match in _EMAIL.finditer(text):
        yield from _owner(match["local"], text[max(0, match.start() - 200) : match.end() + 100])


def _owner(local: str, around: str) -> Iterator[tuple[str, ...]]:
    """The person whom an address like first.last belongs to, where the name stands near it."""
    parts = [_folded(part) for part in re.split(r"[._]", local) if part]
    if len(parts) < 2:
        return
    words = [(word, _folded(word)) for word in _WORD.findall(around) if word[0].isupper()]
    first = next((word for word, folded in words if folded == parts[0]), None)
    last = next((word for word, folded in words if folded == parts[-1]), None)
    if first is not None and last is not None:
        yield (first, last)


def _folded(word: str) -> str:
    return plain(word).casefold().translate(str.maketrans("äöåéü", "aoaeu"))


def _names_organisation(words: str) -> bool:
    return bool(find_organisations(words)) or head_of(words) is not None


def _spans(text: str, names: Iterable[tuple[str, ...]]) -> list[tuple[int, int]]:
    spans = [match.span() for match in _EMAIL.finditer(text)]
    spans += [match.span() for match in _PHONE.finditer(text) if _is_phone(match[0])]
    for words in names:
        alone = words[-1].casefold() not in _places()
        spans += [match.span() for match in name_pattern(words, alone=alone).finditer(text)]
    return _merged(spans)


def _is_phone(found: str) -> bool:
    return _MIN_PHONE_DIGITS <= sum(character.isdigit() for character in found) <= 15


@cache
def _places() -> frozenset[str]:
    """Names of municipalities; a person of that family name is masked with the first name only."""
    return frozenset(row["name"].casefold() for row in read_table("municipalities"))


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        pieces += [text[at:start], "".join(c if c in "\r\n\t" else MASK for c in text[start:end])]
        at = end
    return "".join([*pieces, text[at:]])
