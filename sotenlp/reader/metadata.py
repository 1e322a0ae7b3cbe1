"""The identity fields of a page: region, project, programme, period, organisations, contact."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sotenlp.document import Block, Metadata, Section
from sotenlp.reader.areas import Area, decide_area, find_area
from sotenlp.reader.contacts import EMAIL, Contact, read_contacts
from sotenlp.reader.funders import read_funders
from sotenlp.reader.normalisation import plain
from sotenlp.reader.packed_lines import packed_fields
from sotenlp.reader.page_dates import PageDates
from sotenlp.reader.page_kinds import (
    guess_kind,
    guess_kind_by_title,
    guess_kind_by_words,
    heading_words,
    names_model,
)
from sotenlp.reader.participants import ACTOR_HEADINGS, AREAS_FROM, Page, find_participants
from sotenlp.reader.persons import find_persons
from sotenlp.reader.programmes import began_in, find_programme, names_programme
from sotenlp.reader.project_names import project_name
from sotenlp.reader.project_periods import clean_period, cover_period, stated_period
from sotenlp.reader.roles import find_coordinator, find_funder
from sotenlp.schema import BlockKind, PageKind, Programme, SectionRole

_BODY_LIMIT = 200_000
_HEAD_LINES, _TAIL_LINES, _MAX_PACKED = 14, 8, 600
"""How many of a page's first and last lines may give fields one after another, and how long one may be."""
_TITLE_WEIGHT, _FIELD_WEIGHT, _IDENTITY_WEIGHT = 10.0, 6.0, 2.0
_NEAR = 80
_CONTACT_FIELDS = ("contact_name", "author", "contact")
_IDENTITY_FIELDS = frozenset(
    {
        "created",
        "modified",
        "period",
        "funder",
        "coordinator",
        "implementers",
        "runner",
        "place",
        "region",
        "author",
    }
)
_NAME_FIELDS = frozenset({"project", "whole", "region", "place"})
_MAX_NAME = 110
_NAVIGATION = re.compile(
    r"Innokylä|Etusivu|Valikko|Haku|(?:Hyppää|Siirry)\s.{3,40}|(?:Etusivu|Innokylä|Kokonaisuudet|Toimintamallit)\s*[>›»/|].*",
    re.IGNORECASE,
)
"""A line of the site around a saved page."""


def extract_metadata(text: str, sections: Sequence[Section], blocks: Sequence[Block]) -> Metadata:
    """The identity fields of a page.

    Args:
        text: The page's text.
        sections: Its sections.
        blocks: Its layout blocks; label values are read by their `field`.
    """
    return _Page(text, sections, blocks).metadata()


class _Page:
    """A page on the way to its metadata."""

    def __init__(self, text: str, sections: Sequence[Section], blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.sections = sections
        self.fields: dict[str, str] = {}
        for block in blocks:
            if block.field:
                words = plain(text[block.content : block.end]).strip(" \t|")
                self.fields[block.field] = f"{self.fields.get(block.field, '')}\n{words}".strip()
        self.words = [plain(text[block.start : block.end]) for block in blocks]
        self._read_packed_lines()
        first = sections[0] if sections else None
        self.title = plain(first.title) if first is not None and first.level == 1 else ""
        if not self.title and self.words:
            self.title = self.words[0][:300]
        if _NAVIGATION.fullmatch(self.title):
            below = (words for words in self.words[1:5] if not _NAVIGATION.fullmatch(words))
            self.title = next(below, self.title)[:300]
        self.body = "\n".join(self.words)[:_BODY_LIMIT]
        given = next((self.fields[field] for field in _CONTACT_FIELDS if field in self.fields), "")
        self.contact = read_contacts(given) if given else self._announced()
        self.identity = "\n".join(
            words for words, block in zip(self.words, blocks, strict=True)
            if sections[block.section].role in (SectionRole.IDENTITY, SectionRole.CONTACT)
        )  # fmt: skip

    def _read_packed_lines(self) -> None:
        """Fields that stand one after another on a line: "Hallinnointi: X. Osatoteutus: Y. Rahoitus: STM"."""
        packed: dict[str, str] = {}
        for index, (words, block) in enumerate(zip(self.words, self.blocks, strict=True)):
            in_frame = index < _HEAD_LINES or index >= len(self.words) - _TAIL_LINES
            if in_frame and not block.field and len(words) <= _MAX_PACKED:
                for field, value in packed_fields(words):
                    packed.setdefault(field, value)
        self.fields = packed | self.fields

    def metadata(self) -> Metadata:
        """All fields."""
        area = self._area()
        kind = self._kind()
        dates = PageDates(self.words, self.fields, is_report=kind is PageKind.OMA_ARVIOINTI)
        programme = self._programme(dates)
        coordinator, implementers = find_participants(
            Page(
                self.title,
                self.identity,
                self.body,
                self.fields,
                self._actor_lines(),
                self._lists(),
                area,
                is_new=programme is Programme.RRP or (dates.year or "") >= AREAS_FROM,
                is_old=programme is not Programme.RRP and (dates.year or AREAS_FROM) < AREAS_FROM,
                contact_org=self.fields.get("contact_org", "").split("\n")[0] or self.contact.organisation,
            )
        )
        return Metadata(
            region=area.region if area else self._named_region(),
            area=area.name if area else None,
            area_code=area.code if area else None,
            project=self._project(),
            programme=programme,
            kind=kind,
            period=self._period(),
            created=dates.created,
            modified=dates.modified,
            coordinator=coordinator,
            implementers=implementers,
            funder=self._funder(),
            contact_name=self.contact.name,
            contact_org=self._first_line("contact_org") or self.contact.organisation,
            contact_email=self._address() or self.contact.email,
        )

    def _address(self) -> str | None:
        value = self.fields.get("contact_email")
        match = EMAIL.search(value) if value is not None else None
        return match[0].strip() if match is not None else self._first_line("contact_email")

    def _period(self) -> str | None:
        """The project's period as written."""
        value = self._first_line("period")
        if value is not None:
            return clean_period(value)
        return (
            stated_period(self.identity, of_the_work=True)
            or stated_period(self.body)
            or cover_period(self.words)
        )

    def _first_line(self, field: str) -> str | None:
        return self.fields.get(field, "").split("\n")[0] or None

    def _announced(self) -> Contact:
        """The contact person whom running text announces, with the address that stands beside the name."""
        found = next((person for person in find_persons(self.body) if person.is_contact), None)
        if found is None:
            return Contact()
        email = EMAIL.search(self.body[found.end : found.end + _NEAR])
        name = self.body[found.start : found.end]
        return Contact(name, email=email[0].strip() if email is not None else None)

    def _actor_lines(self) -> list[str]:
        """The lines of the parts about the actors."""
        return [
            words
            for words, block in zip(self.words, self.blocks, strict=True)
            if block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)
            and heading_words(self.sections[block.section].title).casefold() in ACTOR_HEADINGS
        ]

    def _lists(self) -> list[tuple[str, list[str]]]:
        """Each line that ends in a colon, with the list items that follow it."""
        found: list[tuple[str, list[str]]] = []
        lead: str | None = None
        for words, block in zip(self.words, self.blocks, strict=True):
            if block.kind is BlockKind.ITEM and lead is not None:
                found[-1][1].append(words[block.content - block.start :])
            else:
                lead = words if words.endswith(":") else None
                if lead is not None:
                    found.append((lead, []))
        return found

    def _area(self) -> Area | None:
        named = [(self.title, _TITLE_WEIGHT)]
        named += [(self.fields[field], _FIELD_WEIGHT) for field in _NAME_FIELDS if field in self.fields]
        others = [(self.identity, _IDENTITY_WEIGHT), (self.body, 1.0)]
        others += [(self.fields.get(field, ""), _IDENTITY_WEIGHT) for field in ("contact_org", "coordinator")]
        place = "\n".join(self.fields.get(field, "") for field in ("region", "place")).strip()
        area = decide_area(place, named, others)
        if area is None and not place:
            stated = (
                self.fields.get("coordinator")
                or find_coordinator(self.identity)
                or find_coordinator(self.body)
            )
            area = find_area([(stated or "", 1.0)])
        return area

    def _named_region(self) -> str | None:
        """What the page gives as its region, where that is no single county."""
        named = ", ".join(self.fields.get("region", "").split("\n"))
        return named if 0 < len(named) <= _MAX_NAME else None

    def _kind(self) -> PageKind | None:
        headings = [
            words[block.content - block.start :]
            for words, block in zip(self.words, self.blocks, strict=True)
            if block.kind in (BlockKind.HEADING, BlockKind.LABEL)
        ]  # fmt: skip
        headings += [
            re.split(r"[:\t|]", words, maxsplit=1)[0]
            for words, block in zip(self.words, self.blocks, strict=True)
            if block.kind is BlockKind.VALUE and block.content > block.start
        ]
        kind = guess_kind(headings, self.title, self.body)
        if kind in (None, PageKind.OMA_ARVIOINTI) and re.search(
            r"oma-?arvioin", "\n".join(self.words[:6]).casefold()
        ):
            return PageKind.OMA_ARVIOINTI
        actors = not names_model(headings) and bool({"coordinator", "implementers"} & self.fields.keys())
        if kind is not None:
            return kind
        near = [words for words in self.words[1:3] if len(words) <= _MAX_NAME and not words.endswith(".")]
        kind = guess_kind_by_title(self.title, *near, names_actors=actors)
        told = self.contact.name or self._funder() or self._period()
        known = told or _IDENTITY_FIELDS & self.fields.keys() or names_programme(self.body)
        return guess_kind_by_words(self.body) if kind is None and known else kind

    def _programme(self, dates: PageDates) -> Programme | None:
        names = "\n".join([self.title, *(self.fields.get(field, "") for field in ("project", "whole"))])
        return find_programme(
            names,
            (self.fields.get("funder", ""), self.identity),
            self.body,
            began=began_in(self._period(), dates.year, self.body),
            funder=self._funder(),
        )

    def _project(self) -> str | None:
        titled = bool(self.sections) and self.sections[0].level == 1
        return project_name(
            self._first_line("whole"),
            self._first_line("project"),
            [self.title, *self.words[1:6]] if titled else [],
        )

    def _funder(self) -> str | None:
        value = self.fields.get("funder")
        if not value:
            return find_funder(self.identity) or find_funder(self.body)
        return read_funders(value)
