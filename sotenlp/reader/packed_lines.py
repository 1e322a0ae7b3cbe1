"""Lines that give several identity fields one after another."""

from __future__ import annotations

import re

from sotenlp.reader.label_words import bears_out, guess_label
from sotenlp.reader.labels import ANY_USE, COLON
from sotenlp.reader.page_kinds import find_label

_PACKED = re.compile(
    r"(?<=[\w)])\.\s+(?=[A-ZÅÄÖ])|\s*[|;•·\n]\s*|\s+[/–]\s+(?=[A-ZÅÄÖ]\w+[:\s])|,\s+(?=\w+(?:\s\w+)?:\s)"
    r"|,\s+(?=(?:tekijä|laatija|hallinnoija|rahoittaja|toteuttaja|osatoteuttajat|kesto|aika|yhteyshenkilö)"
    r"[^\S\n]+(?:[A-ZÅÄÖ\d]|sosiaali-))"
)
_ANY_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")
_PACKED_DASH = re.compile(r"(?P<label>[^:–-]{3,40}?)\s+[–-]\s+(?P<value>\S.*)", re.DOTALL)
_PACKED_SPACE = re.compile(r"(?P<label>\w+(?:\s[a-zåäö]\w+)?)\s+(?P<value>[A-ZÅÄÖ\d].*)", re.DOTALL)


def packed_fields(words: str) -> list[tuple[str, str]]:
    """The fields that a line gives one after another, each with its label and a value that bears it out.

    >>> packed_fields("Hallinnointi: Siun sote. Osatoteutus: Karelia-amk. Rahoitus: STM.")
    [('coordinator', 'Siun sote'), ('implementers', 'Karelia-amk'), ('funder', 'STM')]
    """
    found: list[tuple[str, str]] = []
    is_sure = _ANY_DAY.search(words) is not None
    for piece in _PACKED.split(words):
        plain = COLON.fullmatch(piece) or _PACKED_DASH.fullmatch(piece)
        match = plain or _PACKED_SPACE.fullmatch(piece)
        if match is None:
            continue
        label, value = match["label"].strip(), match["value"].strip(" .")
        heading = find_label(label, *ANY_USE)
        if heading is None and plain is not None:
            heading = guess_label(label[:1].upper() + label[1:], value)
        if heading is not None and heading.field and bears_out(heading.field, "", value):
            found.append((heading.field, value))
            is_sure = is_sure or (
                COLON.fullmatch(piece) is not None and find_label(label, *ANY_USE) is not None
            )
    return found if is_sure or len(found) > 1 else []
