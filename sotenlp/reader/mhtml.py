"""Web pages that a browser saved whole into one file (MHTML)."""

from __future__ import annotations

import email
import re
from email.message import Message

from sotenlp.errors import InputError
from sotenlp.reader import html
from sotenlp.reader.encodings import detect
from sotenlp.reader.extracted import Extracted, Source

_LONG_HEADER = re.compile(rb"^content-[\w-]{1,40}:[^\n]{20000}", re.IGNORECASE | re.MULTILINE)
"""A header that takes long to parse."""


def extract(source: Source) -> Extracted:
    """The text of the first web page in a file of several parts.

    Raises:
        InputError: There is no web page in it, or the page cannot be read.
    """
    if _LONG_HEADER.search(source.data):
        raise _broken(source, "broken (a header of more than 20000 characters)")
    try:
        message = email.message_from_bytes(source.data)
        page = _first_page(message)
        data = page.get_payload(decode=True) if page is not None else None
        address = _address(message, page)
        charset = (page.get_content_charset() if page is not None else None) or ""
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError) as error:  # broken headers
        raise _broken(source, f"broken ({error})") from error
    if page is None or not isinstance(data, bytes) or not data.strip():
        raise _broken(source, "no web page in it")
    found = detect(data, source.path, declared=charset)
    return html.extract_page(found.text, source, encoding=found.encoding, note=found.note, address=address)


def _first_page(message: Message) -> Message | None:
    for part in message.walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            return part
    return None


def _address(message: Message, page: Message | None) -> str | None:
    """The page's address as the browser noted it."""
    for part, header in ((message, "Snapshot-Content-Location"), (page, "Content-Location")):
        value = str(part[header] or "") if part is not None else ""
        if value.startswith("http"):
            return value.strip()
    return None


def _broken(source: Source, problem: str) -> InputError:
    return InputError(
        source.path, problem, "Save the page again from the browser, as a web page (.html).", code="broken"
    )
