"""Where a document came from, who made it, and on what terms its words may be used.

What is known is gathered from the record of a fetching run beside the file, from a side note
``NAME.note.md``, from the format (a web page's canonical address), and from the page itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sotenlp.document import Metadata, Provenance
from sotenlp.reader.tables import read_data

FETCHED = "fetched.note.jsonl"
"""Name of the record that `sotenlp.fetching` keeps beside the pages that it saves."""
SIDE_NOTE = ".note.md"
"""Ending of a side note's name; before it stands the name of the document's file, with its suffix or not."""

_LARGEST_NOTE = 1_000_000
_KEYS = {
    "url": "url; osoite; sivun osoite; verkko-osoite; address; source; lähde; adress; källa",
    "producer": "producer; tuottaja; sisällöntuottaja; sisällön tuottaja; julkaisija; publisher; author",
    "terms": "terms; terms of use; ehdot; käyttöehdot; lisenssi; licence; license; villkor; licens",
    "retrieved": "retrieved; haettu; tallennettu; noudettu; luettu; fetched; saved; hämtad; date; päivä",
}
"""Fields of a side note by the words before their colon."""
_FIELD = re.compile(
    r"^[\s>*+•-]*\**(?P<key>[^\W\d_][\w -]{1,24}?)\**\s?:\**\s*(?P<value>\S.*?)\s*$", re.MULTILINE
)
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"'|]+[^\s<>()\[\]\"'|.,;:!?]")
_LINE_ADDRESS = re.compile(
    rf"[^\S\n]*(?:(?:osoite|url|lähde|source)\s*:\s*)?(?P<url>{_ADDRESS.pattern})(?:\s+\d+\s?/\s?\d+)?[^\S\n]*",
    re.I,
)
_DAY = re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})|(?P<iso>\d{4}-\d\d-\d\d)")
_EDGE = 4
"""Lines at a text's start and end in which an address alone on its line is the page's own."""


def find_provenance(path: str | Path, text: str, meta: Metadata, given: Provenance) -> Provenance:
    """What is known of a document's origin.

    Args:
        path: The document's file, or "" for a text from memory.
        text: The document's text.
        meta: Its identity fields.
        given: What its format states.

    Returns:
        For each field the first source that has it: the fetching run's record, the side note, the
        format, the page's text. Without a stated producer it is the organisation of the contact
        person, or that which runs the project; without stated terms they are those of the address's host.
    """
    found = [given, Provenance(url=_own_address(text))]
    if str(path):
        found[:0] = [_recorded(Path(path)), _noted(Path(path))]
    merged = Provenance(
        url=_first(found, "url"),
        producer=_first(found, "producer") or meta.contact_org or meta.coordinator,
        terms=_first(found, "terms"),
        retrieved=_first(found, "retrieved"),
    )
    return replace(merged, terms=merged.terms or _terms_of(merged.url))


def _first(found: list[Provenance], name: str) -> str | None:
    return next((value for each in found if (value := getattr(each, name))), None)


def recorded_charset(path: str | Path) -> str:
    """The encoding that the server named for a fetched file; "" where none is recorded."""
    return _text(_row(Path(path)).get("charset")) or ""


def _row(path: Path) -> Mapping[str, Any]:
    """The row of a file in the fetching run's record beside it."""
    record = path.parent / FETCHED
    try:
        changed = record.stat().st_mtime_ns
    except (OSError, ValueError):
        return {}
    return _record(str(record), changed).get(path.name, {})


def _recorded(path: Path) -> Provenance:
    """What the fetching run's record says of a file."""
    row = _row(path)
    redirects = row.get("redirects")
    last = redirects[-1] if isinstance(redirects, list) and redirects else row.get("url")
    return Provenance(
        url=_text(last),
        producer=_text(row.get("producer")),
        terms=_text(row.get("terms")),
        retrieved=_text(row.get("retrieved")),
    )


@lru_cache(maxsize=16)
def _record(path: str, changed: int) -> Mapping[str, Mapping[str, Any]]:
    """The record's rows by file name; lines that are none are passed over."""
    rows: dict[str, Mapping[str, Any]] = {}
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            for line in file:
                try:
                    row = json.loads(line)
                except ValueError:
                    continue
                if isinstance(row, dict) and isinstance(row.get("file"), str):
                    rows[row["file"]] = row
    except OSError:
        pass
    return rows


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _noted(path: Path) -> Provenance:
    """What a side note says; it is named after the file, with or without the file's suffix."""
    for name in (f"{path.name}{SIDE_NOTE}", f"{path.stem}{SIDE_NOTE}"):
        try:
            with open(path.with_name(name), encoding="utf-8-sig", errors="replace") as file:
                return read_note(file.read(_LARGEST_NOTE))
        except (OSError, ValueError):
            continue
    return Provenance()


def read_note(note: str) -> Provenance:
    """The fields of a side note: lines such as ``Osoite: …``, ``Tuottaja: …``, ``Haettu: 1.2.2023``.

    >>> read_note("- **Tuottaja:** Kainuun sote" + chr(10) + "Haettu: 1.2.2023").retrieved
    '2023-02-01'
    """
    fields: dict[str, str] = {}
    for match in _FIELD.finditer(note):
        name = _field_of(match["key"])
        if name and name not in fields:
            fields[name] = match["value"].strip("* ")
    url = next(_addresses(fields.get("url", "")), None) or next(_addresses(note), None)
    return Provenance(
        url=url,
        producer=fields.get("producer"),
        terms=fields.get("terms"),
        retrieved=_day(fields.get("retrieved", "")),
    )


@cache
def _field_of(key: str) -> str:
    key = " ".join(key.casefold().split())
    return next((name for name, words in _KEYS.items() if key in words.split("; ")), "")


def _addresses(text: str) -> Iterator[str]:
    return (match[0] for match in _ADDRESS.finditer(text))


def _day(value: str) -> str | None:
    """An ISO date out of a date in words' company; None without one."""
    match = _DAY.search(value)
    if match is None:
        return None
    return match["iso"] or f"{match['y']}-{int(match['m']):02}-{int(match['d']):02}"


def _own_address(text: str) -> str | None:
    """An address alone on one of the first or last lines, as printed or saved pages have their own."""
    head = [line for line in text[:2000].splitlines() if line.strip()][:_EDGE]
    tail = [line for line in text[-2000:].splitlines() if line.strip()][-_EDGE:]
    for line in (*head, *tail):
        if match := _LINE_ADDRESS.fullmatch(line):
            return match["url"]
    return None


def _terms_of(url: str | None) -> str | None:
    """The terms of the host of an address, where they are known."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    for row in read_data("terms_of_use"):
        if host == row["host"] or host.endswith("." + row["host"]):
            return row["terms"]
    return None
