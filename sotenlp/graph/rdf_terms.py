"""Names of the RDF form: namespaces, addresses of nodes, and literals.

Nothing is anonymous: every node of the RDF has an address that is made from what it names, so that
two runs give the same bytes and a statement keeps its address when others come and go.
"""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from sotenlp.graph.xml_formats import clean

BASE = "urn:sotenlp:"
"""Beginning of the addresses of an output's own things, where the user names none."""
VOCABULARY = "urn:sotenlp:vocab:"
"""Beginning of the addresses of our own classes and properties; the same in every output."""
PREFIXES = {
    "soten": VOCABULARY,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "schema": "https://schema.org/",
    "dcterms": "http://purl.org/dc/terms/",
    "yso": "http://www.yso.fi/onto/yso/",
}
"""Prefixes of the Turtle form, known to queries too."""

_UNSAFE = re.compile(r'[\x00-\x20<>"{}|\\^`]')
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})|(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")


def term(name: str) -> NamedNode:
    """The address of a prefixed name.

    >>> term("skos:Concept").value
    'http://www.w3.org/2004/02/skos/core#Concept'
    """
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def own(name: str) -> NamedNode:
    """The address of a property of ours: "in_region" is ``soten:inRegion``."""
    first, *others = name.split("_")
    return NamedNode(VOCABULARY + first + "".join(part.capitalize() for part in others))


def own_class(name: str) -> NamedNode:
    """The address of a class of ours: "practice" is ``soten:Practice``."""
    return NamedNode(VOCABULARY + name[:1].upper() + name[1:])


def escaped(name: str) -> str:
    """A name as part of an address: what has no place there becomes ``%XX``."""
    return quote(name, safe="/:-._~", errors="surrogatepass")


def digest(*parts: str) -> str:
    """A short name of something that is told by its parts."""
    text = "\x00".join(parts)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def address(text: str) -> NamedNode | None:
    """A web address as a node; None for what is none."""
    if not text.startswith(("http://", "https://")) or _UNSAFE.search(text):
        return None
    try:
        return NamedNode(clean(text))
    except ValueError:
        return None


def literal(value: str | int | float | bool, language: str | None = None) -> Literal:
    """A value; what XML cannot hold becomes U+FFFD."""
    if isinstance(value, str):
        return Literal(clean(value), language=language)
    return Literal(value)


def day(text: str) -> Literal:
    """A day as ``xsd:date`` ("20.12.2022", "2022-12-20"); anything else as the words that they are."""
    if found := _DAY.fullmatch(text.strip()):
        parts = [int(part) for part in found.groups() if part is not None]
        numbers = parts if found[4] else parts[::-1]
        try:
            return Literal(date(*numbers).isoformat(), datatype=term("xsd:date"))
        except ValueError:
            pass
    return literal(text)


def count(number: int) -> Literal:
    """A number of characters."""
    return Literal(str(number), datatype=term("xsd:nonNegativeInteger"))


class Triples:
    """Statements that are gathered, each once, and then taken."""

    def __init__(self) -> None:
        self._seen: dict[Triple, None] = {}

    def add(
        self, subject: NamedNode, predicate: str | NamedNode, *values: NamedNode | Literal | None
    ) -> None:
        """Say something of a node; None says nothing."""
        verb = term(predicate) if isinstance(predicate, str) else predicate
        for value in values:
            if value is not None:
                self._seen.setdefault(Triple(subject, verb, value))

    def is_a(self, subject: NamedNode, *classes: str | NamedNode) -> None:
        """Name the classes of a node."""
        for name in classes:
            self.add(subject, "rdf:type", term(name) if isinstance(name, str) else name)

    def taken(self) -> list[Triple]:
        """The statements so far, those on one node together, and begin anew."""
        found = sorted(self._seen, key=lambda triple: str(triple.subject))
        self._seen.clear()
        return found
