"""Contact persons as a page gives them: a name, an organisation and an address on one line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sotenlp.reader.nominatives import head_of
from sotenlp.reader.organisations import canonical_name, find_organisations

EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
"""An e-mail address, also one that is written not to be gathered."""

_PART = re.compile(r"\s*[,;\n]\s*(?![^()]*\))")
_BEFORE_NAME = re.compile(r"^(?:[a-zåäö][\w.-]*:?\s+){1,4}(?=[A-ZÅÄÖ█])")
_TELEPHONE = re.compile(r"^(?:puh|p\b|tel|gsm|\+?\d)", re.IGNORECASE)
_NAME = re.compile(r"[A-ZÅÄÖ█][\w'’.█-]*(?:\s+(?:(?:von|af|de)\s+)?[A-ZÅÄÖ█][\w'’.█-]*){1,3}")
_MAX_VALUE = 400


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
        if find_organisations(part) or head_of(re.sub(r"\s*\([^)]*\)", "", part)) is not None:
            organisation = organisation or canonical_name(part)
        elif name is None and (person := _NAME.match(part)):
            name = person[0]
    if name is None and organisation is None and parts[0] and not EMAIL.search(parts[0]):
        name = parts[0]
    return Contact(name, organisation, email[0].strip() if email is not None else None)
