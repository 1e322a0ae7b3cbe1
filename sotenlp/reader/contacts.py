"""Contact persons as a page gives them: a name, an organisation and an address on one line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sotenlp.reader.nominatives import head_of
from sotenlp.reader.organisations import canonical_name, find_organisations

EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
"""An e-mail address, also one that is written not to be gathered."""

_PART = re.compile(r"(?:\s*[,;\n]\s*|\s+[/|–]\s+)(?![^()]*\))")
_BEFORE_NAME = re.compile(r"^(?:[a-zåäö][\w.-]*:?\s+){1,4}(?=[A-ZÅÄÖ█])")
_TELEPHONE = re.compile(r"^(?:puh|p\b|tel|gsm|\+?\d)", re.IGNORECASE)
_NAME = re.compile(r"[A-ZÅÄÖ█][\w'’.█-]*(?:\s+(?:(?:von|af|de)\s+)?[A-ZÅÄÖ█][\w'’.█-]*){1,3}")
_IN_BRACKETS = re.compile(r"(?P<before>[^()]+?)\s*\((?P<inside>[^()]+)\)")
_MAX_VALUE = 400
_CONTACT_LINES = 4


@dataclass(frozen=True, slots=True)
class Contact:
    """What a page tells of a contact person; None where it does not.

    Attributes:
        name: The person's name without title.
        organisation: The person's organisation, in the nominative.
        email: The e-mail address.
    """

    name: str | None = None
    organisation: str | None = None
    email: str | None = None


def read_contact(value: str) -> Contact:
    """The parts of a contact person's details, in whatever order they stand.

    >>> read_contact("Oulun kaupunki, projektipäällikkö Aino Mäki, aino.maki@example.org")
    Contact(name='Aino Mäki', organisation='Oulun kaupunki', email='aino.maki@example.org')
    """
    value = value[:_MAX_VALUE]
    email = EMAIL.search(value)
    name: str | None = None
    organisation: str | None = None
    parts = [_BEFORE_NAME.sub("", part.strip(" .")) for part in _PART.split(value)]
    for part in parts:
        if not part or EMAIL.search(part) or _TELEPHONE.match(part):
            continue
        before, inside = _in_brackets(part)
        if inside:
            organisation = organisation or canonical_name(inside)
            if name is None and (person := _NAME.match(before)):
                name = person[0]
            continue
        if find_organisations(part) or head_of(re.sub(r"\s*\([^)]*\)", "", part)) is not None:
            organisation = organisation or canonical_name(part)
        elif name is None and (person := _NAME.match(part)):
            name = person[0]
    if name is None and organisation is None and parts[0] and not EMAIL.search(parts[0]):
        name = parts[0]
    return Contact(name, organisation, email[0].strip() if email is not None else None)


def _in_brackets(part: str) -> tuple[str, str]:
    """A person's name and the organisation in brackets behind it; no organisation where there is none."""
    match = _IN_BRACKETS.fullmatch(part)
    if match is None or find_organisations(match["before"]) or not find_organisations(match["inside"]):
        return part, ""
    return match["before"], match["inside"]


def read_contacts(given: str) -> Contact:
    """The first person of a label's lines, with the organisation and address that the next lines give."""
    first, *others = given.split("\n")[:_CONTACT_LINES]
    contact = read_contact(first)
    for line in others:
        more = read_contact(line)
        other = more.name is not None and contact.name is not None and more.name != contact.name
        if other and (more.organisation is None or contact.organisation is not None):
            break
        contact = Contact(
            contact.name or more.name,
            contact.organisation or more.organisation,
            contact.email or more.email,
        )
    return contact
