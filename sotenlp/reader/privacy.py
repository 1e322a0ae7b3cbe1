"""Persons' names, e-mail addresses and telephone numbers: found, and masked in place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sotenlp.document import Block, Document
from sotenlp.reader.addresses import find_addresses
from sotenlp.reader.areas import is_place_form
from sotenlp.reader.family_names import is_common_word, is_listed
from sotenlp.reader.nominatives import head_of
from sotenlp.reader.normalisation import NormalisedText, normalised, plain
from sotenlp.reader.organisations import find_organisations
from sotenlp.reader.person_names import Name, NameIndex
from sotenlp.reader.person_patterns import find_profiles, find_references, find_relatives, find_small_letters
from sotenlp.reader.person_words import first_names, is_first_name, is_no_name, title_use
from sotenlp.reader.persons import find_persons, owner_words, with_base_forms
from sotenlp.reader.telephones import find_telephones
from sotenlp.schema import BlockKind, SectionRole

MASK = "█"

Span = tuple[int, int]

_PERSON_FIELDS = frozenset({"contact_name", "author", "contact"})
_BLANKS = re.compile(" {2,}")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PIECE = re.compile(r"(?:(?!\s(?:ja|sekä|och|tai|eli)\s|\s[–-]\s)[^,;/|\n()&█])+")
_CONJUNCTIONS = frozenset({"ja", "sekä", "och", "tai", "eli"})
_MOST_WORDS = 5
_AROUND = 200


def mask(document: Document) -> Document:
    """Replace each character of personal data by `█`, so that no offset moves.

    Persons are those whom the page's contact and author fields name, and those whom its text
    shows to be persons (`sotenlp.reader.persons`); their names are masked wherever they stand,
    inflected forms too.

    Args:
        document: A document as it was read.

    Returns:
        A document of the same length without personal data in `text`, `meta` and the titles
        of its sections. A masked document stays as it is.
    """
    if document.masked:
        return document
    index = _index(document)

    def masked(value: str) -> str:
        return _masked(value, _spans(value, index))

    def filled(value: str | None) -> str | None:
        return None if value is None else masked(value)

    meta = document.meta
    meta = replace(
        meta,
        contact_name=None,
        contact_email=None,
        project=filled(meta.project),
        contact_org=filled(meta.contact_org),
        coordinator=filled(meta.coordinator),
        implementers=tuple(map(masked, meta.implementers)),
        funder=filled(meta.funder),
    )
    provenance = replace(
        document.provenance,
        producer=filled(document.provenance.producer),
        terms=filled(document.provenance.terms),
    )
    sections = tuple(replace(section, title=masked(section.title)) for section in document.sections)
    text = _masked(document.text, _personal_data(document, index))
    return replace(document, text=text, sections=sections, meta=meta, provenance=provenance, masked=True)


def find_personal_data(document: Document) -> list[Span]:
    """Stretches of a document's text that hold personal data, in text order, apart from each other."""
    return _personal_data(document, _index(document))


def _personal_data(document: Document, index: NameIndex) -> list[Span]:
    spans = _spans(document.text, index)
    for block in document.blocks:
        if block.field in _PERSON_FIELDS or _is_contact_line(document, block):
            spans += _field_spans(document.text[block.content : block.end], block.content)
    return _merged(spans)


def _index(document: Document) -> NameIndex:
    return NameIndex(
        _person_names(document),
        first_names=first_names(),
        common_words=is_common_word,
        is_family_name=is_listed,
    )


def _person_names(document: Document) -> Iterator[Name]:
    """The words of the name of each person that the page names as such."""
    values = [
        document.text[block.content : block.end]
        for block in document.blocks
        if block.field in _PERSON_FIELDS or _is_contact_line(document, block)
    ]
    values += [document.meta.contact_name] if document.meta.contact_name else []
    for value in values:
        for words in _persons_of_field(plain(value)):
            name = tuple(match[0] for match in words)
            if len(name) > 1:
                yield name
    text = _BLANKS.sub(" ", plain(document.text))
    yield from with_base_forms(find_persons(text), text)
    for address in find_addresses(text):
        around = text[max(0, address.start - _AROUND) : address.end + _AROUND // 2]
        yield from owner_words(address.local, around)


def _is_contact_line(document: Document, block: Block) -> bool:
    """Whether a line of a contact section is two or three words that look like a person's name."""
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM) or block.end - block.content > 60:
        return False
    if document.sections[block.section].role is not SectionRole.CONTACT:
        return False
    words = plain(document.text[block.content : block.end]).split()
    return 1 < len(words) <= 3 and all(word[0].isupper() and _WORD.fullmatch(word) for word in words)


def _field_spans(value: str, offset: int) -> list[Span]:
    """The persons' names in the value of a person field, which lies at an offset of the text."""
    flat = normalised(value)
    spans = [flat.to_source(m.start(), m.end()) for words in _persons_of_field(flat.text) for m in words]
    return [(offset + start, offset + end) for start, end in spans]


def _persons_of_field(value: str) -> Iterator[list[re.Match[str]]]:
    """The words of each person's name in the value of a person field.

    A field holds names in any case, with titles and organisations between them; what is neither
    of these is a name.
    """
    value = _masked(value, [(address.start, address.end) for address in find_addresses(value)])
    organisations = [(mention.start, mention.end) for mention in find_organisations(value)]
    for piece in _PIECE.finditer(value):
        if piece[0].rstrip().endswith("-") or head_of(piece[0]) is not None:
            continue
        if piece[0].isupper() and find_organisations(piece[0].strip().title()):
            continue
        first, *_, last = piece[0].split() * 2 or ("", "")
        if not (is_first_name(first) and is_listed(last)) and any(
            start < piece.end() and piece.start() < end for start, end in organisations
        ):
            continue
        words = [
            word
            for word in _WORD.finditer(value, piece.start(), piece.end())
            if word[0].casefold() not in _CONJUNCTIONS
        ]
        if len(words) == 1 and is_place_form(words[0][0]):
            continue
        names = [word for word in words if title_use(word[0]) is None]
        capitals = [word for word in names if word[0][0].isupper()]
        if not capitals and (
            len(names) < len(words) or len(names) < 2 or any(is_no_name(w[0]) for w in names)
        ):
            continue
        if capitals and (len(names) > _MOST_WORDS or len(names) < len(words)):
            names = capitals
        if names and len(names) <= _MOST_WORDS and not all(is_no_name(word[0]) for word in names):
            yield names


def _spans(text: str, index: NameIndex) -> list[Span]:
    flat = _squeezed(normalised(text))
    spans = [(address.start, address.end) for address in find_addresses(flat.text)]
    spans += index.find(_masked(flat.text, spans))
    spans += find_telephones(flat.text)
    persons = [(person.start, person.end) for person in find_persons(flat.text)]
    spans += persons
    spans += find_references(flat.text)
    spans += find_profiles(flat.text)
    spans += find_small_letters(flat.text)
    spans += find_relatives(flat.text, persons)
    return _merged(flat.to_source(start, end) for start, end in spans)


def _squeezed(flat: NormalisedText) -> NormalisedText:
    """A normalised text with one blank for several, as copied tables and PDF files have them."""
    if _BLANKS.search(flat.text) is None:
        return flat
    pieces: list[str] = []
    offsets: list[int] = []
    at = 0
    for blanks in _BLANKS.finditer(flat.text):
        pieces.append(flat.text[at : blanks.start() + 1])
        offsets += flat.offsets[at : blanks.start() + 1]
        at = blanks.end()
    return NormalisedText("".join([*pieces, flat.text[at:]]), (*offsets, *flat.offsets[at:]))


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _masked(text: str, spans: Iterable[Span]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        pieces += [text[at:start], "".join(c if c in "\r\n\t" else MASK for c in text[start:end])]
        at = end
    return "".join([*pieces, text[at:]])
