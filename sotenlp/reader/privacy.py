"""Persons' names, e-mail addresses and telephone numbers: found, and masked in place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sotenlp.document import Document
from sotenlp.reader.normalisation import plain

MASK = "█"

_PERSON_FIELDS = frozenset({"contact_name", "author"})
_EMAIL = re.compile(
    r"[\w.+%'-]+\s?(?:@|\(\s?(?:at|ät|a)\s?\)|\[\s?(?:at|ät|a)\s?\])\s?[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE,
)
_SEP = r"[  \u00a0\u202f-]?"
_PHONE = re.compile(
    rf"(?<![\w.,/+-])(?:"
    rf"(?:\+|00){_SEP}358{_SEP}(?:\(0\){_SEP})?\d{{1,3}}(?:{_SEP}\d{{2,4}}){{1,4}}"
    rf"|\(?0(?:4\d|50|457){_SEP}\d?\)?{_SEP}\d{{2,4}}(?:{_SEP}\d{{2,4}}){{1,2}}"
    rf"|\(?0(?:1[3-9]|[2356789]|2[01]|29|73|75|100|600|800){_SEP}\)?{_SEP}\d{{2,4}}(?:{_SEP}\d{{2,4}}){{1,3}}"
    rf")(?![\w%/]|[.,]\d)"
)
_MIN_PHONE_DIGITS = 7
_NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_TITLE_WORDS = frozenset(
    "projektipäällikkö hankepäällikkö päällikkö johtaja asiantuntija suunnittelija koordinaattori erityisasiantuntija"
    " hankekoordinaattori projektisuunnittelija kehittämispäällikkö kehittäjä ja sekä kunta kaupunki hyvinvointialue"
    " kuntayhtymä puh tel email sähköposti".split()
)  # fmt: skip
_VOWELS = "aeiouyäöå"
_ENDINGS = (
    "n", "a", "ä", "ta", "tä", "tta", "ttä", "ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "ksi",
    "na", "nä", "an", "en", "in", "on", "un", "yn", "än", "ön", "seen", "hin", "kin", "kaan", "kään",
)  # fmt: skip
_GRADATION = (
    ("kk", "k"), ("pp", "p"), ("tt", "t"), ("nk", "ng"), ("nt", "nn"), ("mp", "mm"), ("lt", "ll"), ("rt", "rr"),
    ("t", "d"), ("p", "v"), ("k", ""), ("k", "j"), ("k", "v"),
)  # fmt: skip


def mask(document: Document) -> Document:
    """Replace each character of personal data by `█`, so that no offset moves.

    Persons are those whom the page's contact and author fields name; their names are masked
    wherever they stand in the text, inflected forms too.

    Args:
        document: A document as it was read.

    Returns:
        A document of the same length without personal data in `text`, `meta` and the titles
        of its sections. A masked document stays as it is.
    """
    spans = find_personal_data(document)
    text = _masked(document.text, spans)
    names = list(_person_names(document))
    sections = tuple(
        replace(section, title=_masked(section.title, _spans(section.title, names)))
        for section in document.sections
    )
    meta = document.meta
    meta = replace(
        meta,
        contact_name=None,
        contact_email=None,
        **{
            field: _masked(value, _spans(value, names))
            for field in ("project", "contact_org", "coordinator", "funder")
            if (value := getattr(meta, field))
        },
        implementers=tuple(_masked(name, _spans(name, names)) for name in meta.implementers),
    )
    return replace(document, text=text, sections=sections, meta=meta, masked=True)


def find_personal_data(document: Document) -> list[tuple[int, int]]:
    """Stretches of a document's text that hold personal data, in text order, apart from each other."""
    spans = _spans(document.text, list(_person_names(document)))
    for block in document.blocks:
        if block.field in _PERSON_FIELDS:
            words = document.text[block.start : block.end]
            spans += [
                (block.start + match.start(), block.start + match.end())
                for match in _NAME.finditer(words)
                if match[0][0].isupper() and match[0].casefold() not in _TITLE_WORDS
            ]
    return _merged(spans)


def _person_names(document: Document) -> Iterator[tuple[str, ...]]:
    """The words of each person's name in the contact and author fields."""
    values = [document.text[b.start : b.end] for b in document.blocks if b.field in _PERSON_FIELDS]
    if document.meta.contact_name:
        values.append(document.meta.contact_name)
    for value in values:
        for person in re.split(r"[,;/\n]| ja | sekä |\(", plain(value)):
            words = [word for word in _NAME.findall(person) if word.casefold() not in _TITLE_WORDS]
            capitalised = tuple(word for word in words if word[0].isupper())
            if 1 < len(capitalised) <= 4:
                yield capitalised


def _spans(text: str, names: Iterable[tuple[str, ...]]) -> list[tuple[int, int]]:
    spans = (
        [match.span() for match in _EMAIL.finditer(text)]
        if "@" in text or "t)" in text or "t]" in text
        else []
    )
    spans += [match.span() for match in _PHONE.finditer(text) if _is_phone(match[0])]
    for words in names:
        pattern = _name_pattern(words)
        spans += [match.span() for match in pattern.finditer(text)]
    return _merged(spans)


def _is_phone(found: str) -> bool:
    digits = sum(character.isdigit() for character in found)
    return _MIN_PHONE_DIGITS <= digits <= 15


def _name_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for a name: its words after each other, each word in any of its forms.

    The family name alone counts too; a first name alone does not, it is too common.
    """
    forms = ["(?:" + "|".join(map(re.escape, _forms(word))) + ")" for word in words]
    gap = r"[\s\u00a0.,_-]{1,3}"
    both = gap.join(forms)
    turned = gap.join([forms[-1], *forms[:-1]])
    first_last = rf"{forms[0]}{gap}{forms[-1]}"
    alone = rf"{forms[-1]}" if len(words[-1]) > 2 else both
    return re.compile(rf"(?<![\w█-])(?:{both}|{first_last}|{turned}|{alone})(?!\w)")


def _forms(word: str) -> list[str]:
    """A name's inflected forms, the longest first; more than there are, for a mask must not miss."""
    stems = {word}
    lower = word.casefold()
    if lower.endswith("nen"):
        stems |= {word[:-3] + end for end in ("se", "s")}
    elif lower[-1] in _VOWELS:
        stems |= {word[: -1 - len(strong)] + weak + word[-1] for strong, weak in _GRADATION
                  if word[:-1].endswith(strong)}  # fmt: skip
        if lower[-1] == "i":
            stems |= {stem[:-1] + "e" for stem in list(stems)}
    else:
        stems |= {word + "i", word + "e", word[:-1] + "kse", word[:-1] + "ä", word[:-1] + "a"}
    forms = {stem + ending for stem in stems for ending in ("", *_ENDINGS) if stem != word or ending}
    forms |= {stem + stem[-1] + "n" for stem in stems if stem[-1].casefold() in _VOWELS}
    forms |= {f"{word}:{ending}" for ending in ("n", "lle", "lla", "ssa")}
    forms.add(word)
    forms |= {unicodedata.normalize("NFD", form) for form in forms} | {form.upper() for form in forms}
    return sorted(forms, key=lambda form: (-len(form), form))


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
        words = text[start:end]
        pieces += [text[at:start], "".join(c if c.isspace() else MASK for c in words)]
        at = end
    return "".join([*pieces, text[at:]])
