"""The document as the reader gives it: text with structure, frozen, without any NLP.

All offsets are Unicode code points into `Document.text`, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sotenlp.schema import BlockKind, PageKind, Programme, SectionRole


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a document came from and on what terms its words may be used.

    Attributes:
        url: Address of the page, or None.
        producer: Who produced the content (sisällöntuottaja), or None.
        terms: Terms of use, or None.
        retrieved: ISO date of retrieval, or None.
    """

    url: str | None = None
    producer: str | None = None
    terms: str | None = None
    retrieved: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong with an input, or that a user should know of it.

    Attributes:
        code: Short stable name.
        message: What happened and the cure.
    """

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class SourceSpan:
    """Where in its file a stretch of a document's text stands.

    Attributes:
        start: First character of the stretch.
        end: End of the stretch.
        place: Where it stands: ``page=3`` in a PDF file (RFC 8118), ``row=12`` in a table (RFC 7111;
            the first row of texts is 1), an XPath in HTML and in the main part of a DOCX file.
    """

    start: int
    end: int
    place: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """The identity fields of a page; None or empty where the page says nothing.

    Attributes:
        region: The region as the document names it.
        area: Today's wellbeing services county (hyvinvointialue), its official name.
        area_code: Statistics Finland code of `area`, two digits.
        project: Name of the project (kokonaisuus, toimintamalli, hanke).
        programme: The programme that the project belongs to.
        kind: Kind of page.
        period: Project period (toimiaika) as written.
        created: Day of creation (luotu) as written.
        modified: Day of last change (viimeksi muokattu) as written.
        coordinator: Coordinating organisation (hallinnoija), canonical name.
        implementers: Implementing organisations (osatoteuttajat), canonical names.
        funder: Funding organisation (rahoittaja), canonical name.
        contact_name: Contact person (yhteyshenkilö); None when masked.
        contact_org: Organisation of the contact person.
        contact_email: E-mail address of the contact person; None when masked.
    """

    region: str | None = None
    area: str | None = None
    area_code: str | None = None
    project: str | None = None
    programme: Programme | None = None
    kind: PageKind | None = None
    period: str | None = None
    created: str | None = None
    modified: str | None = None
    coordinator: str | None = None
    implementers: tuple[str, ...] = ()
    funder: str | None = None
    contact_name: str | None = None
    contact_org: str | None = None
    contact_email: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of text from one heading to the next heading of any level.

    The sections of a document follow each other in text order and never overlap; text
    before the first heading is a section with an empty title. `role`, `goal` and `as_of`
    are inherited from the enclosing headings where a heading says nothing itself.

    Attributes:
        start: First character of the heading (or of the text, without heading).
        end: End of the last line that belongs to it.
        level: Depth of the heading, 1 outermost; 0 for the text before any heading.
        title: The heading's words, without numbering and ornaments.
        role: What the section is about.
        goal: Number of the national goal that the heading (or an enclosing one) names, or None.
        as_of: ISO date or interval that the section reports on, or None.
    """

    start: int
    end: int
    level: int
    title: str
    role: SectionRole = SectionRole.OTHER
    goal: int | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A layout unit that no sentence crosses: heading, list item, field value, cell, paragraph.

    Attributes:
        start: First character that is not white space.
        end: End of the last character that is not white space.
        kind: Kind of the block.
        section: Index into `Document.sections`.
        content: Start of the words after bullet or number ("- ", "1. "); equals `start` without one.
        field: For a VALUE block, the metadata field's name (`coordinator`, `contact_name` …), or "".
    """

    start: int
    end: int
    kind: BlockKind
    section: int
    content: int
    field: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One text with its structure, as the reader gives it.

    Attributes:
        id: The document's id, unique in a corpus.
        text: The text that all offsets point into.
        path: Path as the user gave it, or "" for a text from memory.
        format: "text", "html", ...
        sha256: Hex digest of the file's bytes (of the UTF-8 text for a text from memory).
        meta: Identity fields.
        sections: Sections in text order, covering the whole text.
        blocks: Layout blocks in text order.
        provenance: Origin and terms.
        masked: Whether persons' names and addresses are masked in `text`.
        encoding: Encoding that the file's characters were read in ("utf-8", "cp1252"); "" where its
            format has none of its own.
        source: Where in the file the text stands, in text order; empty where the text is the file.
        problems: What a user should know of how the file was read.
    """

    id: str
    text: str
    path: str = ""
    format: str = "text"
    sha256: str = ""
    meta: Metadata = field(default_factory=Metadata)
    sections: tuple[Section, ...] = ()
    blocks: tuple[Block, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)
    masked: bool = False
    encoding: str = ""
    source: tuple[SourceSpan, ...] = ()
    problems: tuple[Problem, ...] = ()
