"""Web pages that a browser saved whole into one file (MHTML)."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

from sotenlp.errors import InputError
from sotenlp.reader import html
from sotenlp.reader.encodings import detect
from sotenlp.reader.extracted import Extracted, Source


def extract(source: Source) -> Extracted:
    """The text of the first web page in a file of several parts.

    Raises:
        InputError: There is no web page in it, or the page cannot be read.
    """
    try:
        message = email.message_from_bytes(source.data, policy=email.policy.default)
        page = _first_page(message)
        data = page.get_payload(decode=True) if page is not None else None
        address = _address(message, page)
        charset = (page.get_content_charset() if page is not None else None) or ""
    except (ValueError, LookupError, AttributeError, TypeError, IndexError) as error:  # a broken header
        raise _broken(source, f"broken ({error})") from error
    if page is None or not isinstance(data, bytes) or not data.strip():
        raise _broken(source, "no web page in it")
    found = detect(data, source.path, declared=charset)
    return html.extract_page(found.text, source, encoding=found.encoding, note=found.note, address=address)


def _first_page(message: EmailMessage) -> EmailMessage | None:
    for part in message.walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            assert isinstance(part, EmailMessage)
            return part
    return None


def _address(message: EmailMessage, page: EmailMessage | None) -> str | None:
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
