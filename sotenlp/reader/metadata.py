"""The identity fields of a page: region, project, programme, period, organisations, contact."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sotenlp.document import Block, Metadata, Section
from sotenlp.reader.areas import Area, decide_area, is_area_name
from sotenlp.reader.contacts import EMAIL, Contact, read_contact
from sotenlp.reader.funders import read_funders
from sotenlp.reader.normalisation import plain
from sotenlp.reader.page_kinds import guess_kind, guess_kind_by_title, heading_words
from sotenlp.reader.participants import ACTOR_HEADINGS, AREAS_FROM, Page, find_participants
from sotenlp.reader.periods import is_date_line
from sotenlp.reader.persons import find_persons
from sotenlp.reader.project_periods import clean_period, cover_period, stated_period
from sotenlp.reader.roles import find_funder
from sotenlp.schema import BlockKind, PageKind, Programme, SectionRole

_BODY_LIMIT = 200_000
_RRP = re.compile(
    r"\bRRP\b|\bRRP\d|kestävä\w{0,3}\s+kasvu|\bRRF\b|elpymisraho|elpymis-\s+ja\s+palautumis|elpymisväline|NextGenerationEU"
    r"|\bP4\s?[,/]?\s?I[1-4]\b|\bpilari\w*\s+4\b|\b4\.\s+pilari",
    re.IGNORECASE,
)
_TULSOTE = re.compile(
    r"tulevaisuuden\s+(?:sosiaali-?\s*ja\s*terveyskesku|sote\s?-?\s?kesku)|\btul-?sote|\bsote-?keskus\s?-?(?:hank|ohjelm)",
    re.IGNORECASE,
)
_CENTRE = re.compile(r"\bsote-?\s?kesku", re.IGNORECASE)
"""What the programme is about; in a project's name it tells the programme where nothing else does."""
_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_UPDATED = re.compile(
    rf"\b(?:päivitetty|muokattu|täydennetty|tarkistettu)\w*(?:\s+viimeksi)?:?\s+({_DAY.pattern})",
    re.IGNORECASE,
)
_PROGRAMME_NAME = re.compile(r"ohjelma|^(?:RRP|tulsote)$", re.IGNORECASE)
_TITLE_WEIGHT, _FIELD_WEIGHT, _IDENTITY_WEIGHT = 10.0, 6.0, 2.0
_NEAR = 80
_CONTACT_FIELDS = ("contact_name", "author", "contact")
_NAME_FIELDS = frozenset({"project", "whole", "region", "place"})
_MAX_NAME = 110
_REPORT_TITLE = re.compile(
    r"(?:(?:väli|loppu|vuosi|seuranta|arviointi|tilanne|hanke)?raport\w+|(?:hankkeen\s+)?oma-?arvioin\w+"
    r"(?:\s+raport\w+)?|väliarvioin\w+|loppuarvioin\w+|tilannekatsau\w+|yhteenveto)[\s\d/.,:–—-]*",
    re.IGNORECASE,
)
_PROJECT_WORDS = re.compile(
    r"\w*(?:hank[ek]|projekt)\w*|sote-?\s?keskus|terveyskesku|toimintamalli", re.IGNORECASE
)


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
        first = sections[0] if sections else None
        self.title = plain(first.title) if first is not None and first.level == 1 else ""
        if not self.title and self.words:
            self.title = self.words[0][:300]
        self.body = "\n".join(self.words)[:_BODY_LIMIT]
        given = next((self.fields[field] for field in _CONTACT_FIELDS if field in self.fields), "")
        self.contact = read_contact(given.split("\n")[0]) if given else self._announced()
        self.identity = "\n".join(
            words for words, block in zip(self.words, blocks, strict=True)
            if sections[block.section].role in (SectionRole.IDENTITY, SectionRole.CONTACT)
        )  # fmt: skip

    def metadata(self) -> Metadata:
        """All fields."""
        area = self._area()
        kind = self._kind()
        programme = self._programme()
        coordinator, implementers = find_participants(
            Page(
                self.title,
                self.identity,
                self.body,
                self.fields,
                self._actor_lines(),
                self._lists(),
                area,
                is_new=programme is Programme.RRP or (self._year() or "") >= AREAS_FROM,
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
            created=self._matched("created", _DAY) or self._cover_day(kind),
            modified=self._matched("modified", _DAY) or self._update_beside() or self._cover_update(kind),
            coordinator=coordinator,
            implementers=implementers,
            funder=self._funder(),
            contact_name=self.contact.name,
            contact_org=self._first_line("contact_org") or self.contact.organisation,
            contact_email=self._matched("contact_email", EMAIL) or self.contact.email,
        )

    def _matched(self, field: str, pattern: re.Pattern[str]) -> str | None:
        value = self.fields.get(field)
        if value is None:
            return None
        match = pattern.search(value)
        return match[0].strip() if match is not None else value.split("\n")[0] or None

    def _period(self) -> str | None:
        """The project's period as written."""
        value = self._first_line("period")
        if value is not None:
            return clean_period(value)
        return stated_period(self.identity) or stated_period(self.body) or cover_period(self.words)

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

    def _year(self) -> str | None:
        """The year that the page speaks from: its creation, or the date on a report's cover."""
        day = self._matched("created", _DAY) or next(
            (words for words in self.words[:8] if is_date_line(words)), None
        )
        found = _YEAR.search(day) if day else None
        return found[0] if found else None

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
        place = "\n".join(self.fields.get(field, "") for field in ("region", "place"))
        return decide_area(place, named, others)

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
            words.partition(":")[0]
            for words, block in zip(self.words, self.blocks, strict=True)
            if block.kind is BlockKind.VALUE and block.content > block.start
        ]
        kind = guess_kind(headings, self.title)
        if kind in (None, PageKind.OMA_ARVIOINTI) and re.search(
            r"oma-?arvioin", "\n".join(self.words[:6]).casefold()
        ):
            return PageKind.OMA_ARVIOINTI
        actors = "coordinator" in self.fields or "implementers" in self.fields
        if kind is not None:
            return kind
        near = [words for words in self.words[1:3] if len(words) <= _MAX_NAME and not words.endswith(".")]
        return guess_kind_by_title(self.title, *near, names_actors=actors)

    def _programme(self) -> Programme | None:
        names = "\n".join([self.title, *(self.fields.get(field, "") for field in ("project", "whole"))])
        for words in (names, self.fields.get("funder", ""), self.identity, self.body):
            rrp, tulsote = len(_RRP.findall(words)), len(_TULSOTE.findall(words))
            if rrp != tulsote:
                return Programme.RRP if rrp > tulsote else Programme.TULSOTE
        return Programme.TULSOTE if _CENTRE.search(names) else None

    def _project(self) -> str | None:
        """The project's name: that of the whole that a model belongs to, where it is no programme's."""
        whole = self._first_line("whole")
        if whole is not None and not _PROGRAMME_NAME.search(whole):
            return whole
        if "project" in self.fields:
            return _bare_name(self.fields["project"].split("\n")[0])
        if not self.sections or self.sections[0].level != 1:
            return None
        return _bare_name(self._title_without_report())

    def _title_without_report(self) -> str:
        """The title, or what stands beside or below it where it only calls the text a report."""
        report = _REPORT_TITLE.match(self.title)
        if report is None:
            return self.title
        rest = self.title[report.end() :]
        if _PROJECT_WORDS.search(rest):
            return rest
        near = (words for words in self.words[1:6] if len(words) <= _MAX_NAME and not words.endswith("."))
        return next((w for w in near if _PROJECT_WORDS.search(w) and not _REPORT_TITLE.match(w)), self.title)

    def _cover_day(self, kind: PageKind | None) -> str | None:
        """The lone date among the first lines of a report."""
        if kind is not PageKind.OMA_ARVIOINTI:
            return None
        day = next((words for words in self.words[:8] if is_date_line(words)), None)
        if day is None and (match := _DAY.search("\n".join(self.words[:3])[:300])):
            day = match[0]
        return day

    def _update_beside(self) -> str | None:
        """The day of the last change where it stands on the line of the day of creation."""
        updated = _UPDATED.search(self.fields.get("created", ""))
        return updated[1] if updated is not None else None

    def _cover_update(self, kind: PageKind | None) -> str | None:
        """The day on which a report's first lines say that it was updated."""
        if kind is not PageKind.OMA_ARVIOINTI:
            return None
        updated = _UPDATED.search("\n".join(words[:300] for words in self.words[:8]))
        return updated[1] if updated is not None else None

    def _funder(self) -> str | None:
        value = self.fields.get("funder")
        if not value:
            return find_funder(self.identity) or find_funder(self.body)
        return read_funders(value)


def _bare_name(name: str) -> str | None:
    """A project's name without the county, programme and investment that stand behind it.

    >>> _bare_name("Etätuki, Lapin hyvinvointialue (RRP, P4, I1)")
    'Etätuki'
    """
    parts = re.split(r",\s+(?![^(]*\))", name)
    while len(parts) > 1 and (_is_aside(parts[-1]) or is_area_name(re.sub(r"\s*\(.*?\)\s*$", "", parts[-1]))):
        parts.pop()
    bare = re.sub(r"\s*\((?:RRP|P\d|TULSOTE)[^)]*\)\s*$", "", ", ".join(parts), flags=re.IGNORECASE)
    return bare or name or None


def _is_aside(words: str) -> bool:
    words = words.strip()
    return words.startswith("(") and words.endswith(")")
