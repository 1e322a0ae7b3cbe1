"""Persons in shapes that are no run of capitalised words: references, lists, small letters, relatives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sotenlp.reader.family_names import is_common_word, is_family_name, is_listed
from sotenlp.reader.person_words import first_names, is_first_name, title_use

Span = tuple[int, int]

_CAPITAL = "A-ZÅÄÖÉŠŽ"
_REFERENCE = re.compile(
    rf"(?<![\w-])(?P<name>[{_CAPITAL}][^\W\d_]+(?:-[{_CAPITAL}][^\W\d_]+)?)(?P<comma>,)?\s"
    rf"(?:[{_CAPITAL}]\.[ -]?){{1,3}}(?=\s?(?:$|[,;&(]|ym\b|et al|ja\b|och\b|toim\b|\d{{4}}))",
    re.MULTILINE,
)
"""A family name and initials, as lists of literature have them."""
_LISTED = re.compile(
    rf"(?<![\w-])(?P<name>[{_CAPITAL}][^\W\d_]+(?:-[{_CAPITAL}][^\W\d_]+)?),\s"
    rf"(?P<first>[{_CAPITAL}][^\W\d_]+(?:-[{_CAPITAL}][^\W\d_]+)?)(?![\w-])"
)
"""A family name, a comma, and what may be a first name."""
_SMALL = re.compile(
    r"(?<![\w-])(?P<first>[a-zåäö]{2,}(?:-[a-zåäö]+)?)\s(?=(?P<name>[a-zåäö]{3,}(?:-[a-zåäö]+)?)(?!\w))"
)
_BEFORE = re.compile(r"(?P<word>[^\W\d_][\w-]*)[:,]?\s$")
_RELATIVE = re.compile(
    rf"(?<![\w-])(?P<first>[{_CAPITAL}][^\W\d_]+(?:-[{_CAPITAL}][^\W\d_]+)?)(?:,|\s(?i:ja|sekä|och|&))\s$"
)
_AUTHORS = re.compile(r"\s?(?:&|\((?:19|20)\d\d)")
"""What follows authors only."""
_WINDOW = 60
_PROFILE = re.compile(
    r"linkedin\.com/(?:in|pub)/(?P<person>[\w%-]+)"
    r"|(?:(?<![\w.])@|(?:twitter|x|facebook|instagram)\.com/@?)(?P<handle>\w[\w.]*\w)",
    re.IGNORECASE,
)
"""A page about a person at LinkedIn, and a name at a service that organisations use too."""
_PART_OF_HANDLE = re.compile(rf"[{_CAPITAL}]?[^\W\d_{_CAPITAL}]+|[{_CAPITAL}]+")


def find_references(text: str) -> Iterator[Span]:
    """Authors of references ("Virtanen, M."), and names in the order of lists ("Virtanen, Maija").

    >>> list(find_references("Ks. Virtanen, M. & Ek, L. (2019)."))
    [(4, 16), (19, 25)]
    """
    for match in _REFERENCE.finditer(text):
        cited = match["comma"] and (
            _AUTHORS.match(text, match.end()) or text.endswith("& ", 0, match.start())
        )
        if cited or (is_family_name(match["name"]) and (match["comma"] or not is_common_word(match["name"]))):
            yield match.start(), match.end() - (match[0][-1] == " ")
    for match in _LISTED.finditer(text):
        sure = first_names().get(match["first"].casefold()) is False
        if sure and is_listed(match["name"], base=True) and match["name"].casefold() not in first_names():
            yield match.span()


def find_profiles(text: str) -> Iterator[Span]:
    """Persons' names in social media: pages at LinkedIn, and names that are a first and a family name.

    >>> list(find_profiles("@MaijaMattila, @THLorg, linkedin.com/in/maija-m"))
    [(1, 13), (40, 47)]
    """
    for match in _PROFILE.finditer(text):
        if match["person"]:
            yield match.span("person")
        else:
            first, *_, last = _PART_OF_HANDLE.findall(match["handle"]) * 2 or ("", "")
            if first != last and is_first_name(first) and is_listed(last, base=True):
                yield match.span("handle")


def find_small_letters(text: str) -> Iterator[Span]:
    """Full names in small letters: unmistakable ones, and others after a title.

    >>> list(find_small_letters("kysy: hankejohtaja marko korpi tai liisa virtanen"))
    [(19, 30), (35, 49)]
    """
    for match in _SMALL.finditer(text):
        if first_names().get(match["first"]) is not False or not is_listed(match["name"]):
            continue
        before = _BEFORE.search(text[max(0, match.start() - _WINDOW) : match.start()])
        titled = before is not None and title_use(before["word"]) is not None
        if titled or (is_listed(match["name"], base=True) and match["name"].endswith("nen")):
            yield match.start(), match.end("name")


def find_relatives(text: str, persons: Iterable[Span]) -> Iterator[Span]:
    """First names that share the family name of the person after them ("Matti ja Liisa Korhonen").

    Args:
        text: A normalised text.
        persons: The full names in it.
    """
    for start, _ in persons:
        match = _RELATIVE.search(text[max(0, start - _WINDOW) : start])
        if match is not None and first_names().get(match["first"].casefold()) is False:
            offset = max(0, start - _WINDOW)
            yield offset + match.start("first"), offset + match.end("first")
