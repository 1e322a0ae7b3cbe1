"""How pages are fetched: waits, retries, limits, and what is told to the server."""

from __future__ import annotations

from dataclasses import dataclass

from sotenlp.version import __version__

ROBOT = "sotenlp"
"""The name that a robots.txt knows us by."""
MEDIA_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
"""Content types that are saved, and the suffix of their files; all of them can be mined."""


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """Settings of a fetching run.

    Attributes:
        wait: Seconds between the end of one request and the next to the same server; a longer
            Crawl-delay of its robots.txt wins.
        retries: How often a request that failed for the moment is made again.
        backoff: Seconds before the first new try, doubled for each further one; a Retry-After wins.
        longest_wait: Seconds that a server may ask us to wait; one that asks more is left for later.
        timeout: Seconds without any answer until a request counts as failed.
        page_timeout: Seconds that one page may take in all.
        max_bytes: Largest page in bytes.
        max_redirects: How many redirects are followed for one page.
        contact: An address that the server's keeper can write to, or "".
    """

    wait: float = 2.0
    retries: int = 3
    backoff: float = 2.0
    longest_wait: float = 300.0
    timeout: float = 30.0
    page_timeout: float = 180.0
    max_bytes: int = 20_000_000
    max_redirects: int = 8
    contact: str = ""

    @property
    def user_agent(self) -> str:
        """What we call ourselves: name, version, purpose, and whom to write to."""
        contact = "".join(c for c in self.contact if c.isascii() and c.isprintable())
        purpose = "text mining for research; pages chosen by hand"
        return f"{ROBOT}/{__version__} ({purpose}{contact and f'; {contact}'})"
