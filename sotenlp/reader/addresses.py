"""E-mail addresses in a normalised text, those written to hide from robots too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_AT = re.compile(
    r"[ \t]?[(\[{<]\s?(?:at|ät|a|@|miu\w{0,8}|miau)\s?[)\]}>]\s?|\s?@\s?|\s(?:at|ät|miukumauku)\s",
    re.IGNORECASE,
)
_DOT = r"(?:\.|\s?[(\[{]\s?(?:dot|piste|\.)\s?[)\]}]\s?|\s(?:dot|piste)\s)"
_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_DOMAIN = re.compile(rf"{_LABEL}(?:{_DOT}{_LABEL})*", re.IGNORECASE)
_SPELT_DOT = re.compile(r"\s?[(\[{]\s?(?:dot|piste|\.)\s?[)\]}]\s?|\s(?:dot|piste)\s", re.IGNORECASE)
_LOCAL = re.compile(r"[\w.+%'’-]+$")
_LOCAL_WITH_DOTS = re.compile(
    r"[\w+%'’-]+(?:(?:\.|\s?[(\[{]\s?(?:dot|piste)\s?[)\]}]\s?|\s(?:dot|piste)\s)[\w+%'’-]+)*$",
    re.IGNORECASE,
)
_TOP = re.compile(r"(?:fi|ax|se|com|org|net|eu|info)", re.IGNORECASE)
_LOCAL_MARKS = frozenset("_.+%'’-")
_WINDOW = 256


@dataclass(frozen=True, slots=True)
class Address:
    """An e-mail address in a text.

    Attributes:
        start: Its first character.
        end: End of its last character.
        local: What stands before the at sign, with plain dots.
    """

    start: int
    end: int
    local: str


def find_addresses(text: str) -> Iterator[Address]:
    """The e-mail addresses of a normalised text, in text order.

    >>> [address.local for address in find_addresses("kysy: etu.suku [at] kunta [dot] fi")]
    ['etu.suku']
    """
    end = 0
    for sign in _AT.finditer(text):
        start = _local_start(text, end, sign.start())
        domain = _DOMAIN.match(text, sign.end(), sign.end() + _WINDOW)
        local = _SPELT_DOT.sub(".", text[start : sign.start()])
        if domain is not None and _is_address(local, sign[0], domain[0]):
            yield Address(start, domain.end(), local)
            end = domain.end()


def _local_start(text: str, first: int, end: int) -> int:
    """Start of what stands before an at sign; it may have spelt dots, and be longer than usual."""
    window = max(first, end - _WINDOW)
    before = text[window:end]
    found = (_LOCAL_WITH_DOTS if _SPELT_DOT.search(before[-80:]) else _LOCAL).search(before)
    if found is None:
        return end
    start = window + found.start()
    while start == window > first and _is_local(text[start - 1]):
        start = window = start - 1
    while start < end and text[start] in _LOCAL_MARKS:
        start += 1
    return start


def _is_local(character: str) -> bool:
    return character.isalnum() or character in _LOCAL_MARKS


def _is_address(local: str, sign: str, domain: str) -> bool:
    """Whether the parts make an address: the looser the sign, the more the rest must show."""
    labels = [label for label in re.split(_DOT, domain, flags=re.IGNORECASE) if label]
    if not any(character.isalnum() for character in local):
        return False
    if sign == "@":
        return len(labels) > 1 or "." in local
    if len(labels) == 1 or "@" in sign:
        return len(labels) > 1
    letters = sum(map(str.isalpha, sign))
    if not sign.strip().isalpha() and letters > 1:
        return True
    return _TOP.fullmatch(labels[-1]) is not None and (letters == 1 or "." in local)
