"""Addresses of pages: which can be fetched, and the names of the files that they are saved as."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from sotenlp.errors import InputError
from sotenlp.reader.encodings import read_text

_LONGEST_NAME = 80
_SAFE = "/%:=&?~#+!$,;'@()*[]"
_DEFAULT_PORTS = {"http": 80, "https": 443}


def normalised_address(address: str) -> str:
    """An address as it is asked for and recorded: small host, no fragment, no default port.

    Args:
        address: An address as a user writes it; without a scheme it is taken for https.

    Raises:
        InputError: It is no address of a web page.

    Example:
        >>> normalised_address("HTTPS://Innokyla.FI:443/fi/kokonaisuus/etelä#luku")
        'https://innokyla.fi/fi/kokonaisuus/etel%C3%A4'
    """
    shown = address.strip()
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", shown) and re.match(
        r"[\w-]+(?:\.[\w-]+)+(?:[/:?]|$)", shown
    ):
        shown = f"https://{shown}"
    try:
        parts = urlsplit(shown)
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except (ValueError, UnicodeError) as error:
        raise _not_an_address(address) from error
    if parts.scheme not in _DEFAULT_PORTS or not host or any(c.isspace() for c in shown):
        raise _not_an_address(address)
    host = f"[{host}]" if ":" in host else host
    place = host if port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"
    path, query = (quote(part, safe=_SAFE) for part in (parts.path or "/", parts.query))
    return urlunsplit((parts.scheme, place, path, query, ""))


def _not_an_address(address: str) -> InputError:
    return InputError(
        address.strip()[:200] or "(empty)",
        "no address of a web page",
        "Give whole addresses such as https://innokyla.fi/fi/….",
        code="address",
    )


def read_addresses(path: str | Path) -> list[str]:
    """The addresses of a list: one a line; empty lines and lines that begin with # are skipped.

    Raises:
        InputError: The file cannot be read.
    """
    lines = read_text(path).splitlines()
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]


def unique_addresses(addresses: Iterable[str]) -> tuple[list[str], list[InputError]]:
    """Normalised addresses, each once and in order, and an error for each that is none."""
    found: dict[str, None] = {}
    errors: list[InputError] = []
    for address in addresses:
        try:
            found.setdefault(normalised_address(address))
        except InputError as error:
            errors.append(error)
    return list(found), errors


def origin(address: str) -> str:
    """Scheme, host and port of an address: what one robots.txt is for."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def file_name(address: str, suffix: str) -> str:
    """The name of the file that a page is saved as: readable, and no other address's.

    >>> file_name("https://innokyla.fi/fi/toimintamalli/oma-tiimi", ".html")
    'innokyla.fi-fi-toimintamalli-oma-tiimi-3c44bda3.html'
    """
    parts = urlsplit(address)
    words = unquote(f"{parts.netloc} {parts.path} {parts.query}")
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode("ascii").lower()
    slug = re.sub(r"[^a-z0-9.]+", "-", plain).strip("-.")[:_LONGEST_NAME].strip("-.")
    return f"{slug}-{hashlib.sha256(address.encode()).hexdigest()[:8]}{suffix}"
