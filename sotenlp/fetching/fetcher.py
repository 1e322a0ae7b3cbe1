"""Pages by their addresses into a folder that can be mined."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin

from sotenlp.errors import InputError
from sotenlp.fetching.addresses import file_name, normalised_address, unique_addresses
from sotenlp.fetching.journal import FetchedPage, FetchJournal
from sotenlp.fetching.requests import Answer, Client, Sleep
from sotenlp.fetching.robots import RobotRules
from sotenlp.fetching.settings import MEDIA_TYPES, FetchSettings

Progress = Callable[[str, str], None]
"""Called with an address and what became of it: "saved", "kept" or "refused"."""


@dataclass(frozen=True, slots=True)
class FetchResult:
    """What a run did.

    Attributes:
        saved: Pages that this run saved.
        kept: Addresses whose pages were there already.
        errors: Addresses that could not be fetched, and why.
    """

    saved: tuple[FetchedPage, ...] = ()
    kept: tuple[str, ...] = ()
    errors: tuple[InputError, ...] = ()


def fetch(
    addresses: Iterable[str],
    folder: str | Path,
    *,
    settings: FetchSettings | None = None,
    progress: Progress | None = None,
    sleep: Sleep = time.sleep,
) -> FetchResult:
    """Fetch pages one after the other and save them with a record of where they came from.

    Each server's robots.txt is obeyed, and there is a wait between two requests to it. Pages that an
    earlier run saved are not asked for again, so a run that was cut off goes on where it stopped.

    Args:
        addresses: Addresses of pages (http or https).
        folder: Where to save them, each as a file, with ``fetched.note.jsonl`` beside them.
        settings: Waits, retries, limits; None for the defaults.
        progress: Called after each address.
        sleep: Waits a number of seconds; tests hand in their own.

    Raises:
        OutputError: The folder cannot be written.

    Example:
        >>> result = fetch(["https://innokyla.fi/fi/…"], "pages")   # doctest: +SKIP
        >>> [page.file for page in result.saved]                    # doctest: +SKIP
        ['innokyla.fi-fi-….html']
    """
    settings = settings or FetchSettings()
    journal = FetchJournal(folder)
    wanted, errors = unique_addresses(addresses)
    client = Client(settings, sleep=sleep)
    run = _Run(client, RobotRules(client, settings), settings)
    saved: list[FetchedPage] = []
    kept: list[str] = []
    try:
        for address in wanted:
            outcome = "saved"
            if journal.has(address):
                kept.append(address)
                outcome = "kept"
            else:
                try:
                    page, content = run.fetch(address)
                    journal.save(page, content)
                    saved.append(page)
                except InputError as error:
                    errors.append(error)
                    outcome = "refused"
            if progress:
                progress(address, outcome)
    finally:
        client.close()
        journal.refuse(errors)
    return FetchResult(tuple(saved), tuple(kept), tuple(errors))


class _Run:
    """Fetches single pages."""

    def __init__(self, client: Client, robots: RobotRules, settings: FetchSettings) -> None:
        self._client = client
        self._robots = robots
        self._settings = settings

    def fetch(self, address: str) -> tuple[FetchedPage, bytes]:
        """One page, over all redirects.

        Raises:
            InputError: It cannot be fetched; the error names the address that was asked for.
        """
        try:
            answer, redirects = self._follow(address)
        except InputError as error:
            where = "" if error.path == address else f"sent on to {error.path}: "
            raise InputError(address, where + error.problem, error.cure, code=error.code) from error
        suffix = MEDIA_TYPES.get(answer.media_type)
        if answer.status != 200:
            cure = "Check the address." if answer.status in (404, 410) else "Save the page from a browser."
            raise InputError(address, f"the server answered {answer.status}", cure, code="status")
        if suffix is None:
            shown = answer.media_type or "without a content type"
            cure = f"Only these are saved: {', '.join(sorted(set(MEDIA_TYPES.values())))}."
            raise InputError(address, f"no page of text but {shown}", cure, code="media_type")
        if not answer.content:
            raise InputError(address, "an empty page", "Open it in a browser to check.", code="empty")
        page = FetchedPage(
            url=address,
            file=file_name(address, suffix),
            retrieved=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
            sha256=hashlib.sha256(answer.content).hexdigest(),
            bytes=len(answer.content),
            media_type=answer.media_type,
            charset=answer.charset,
            redirects=tuple(redirects),
        )
        return page, answer.content

    def _follow(self, address: str) -> tuple[Answer, list[str]]:
        """The answer after all redirects, and the addresses that they led over."""
        trail: list[str] = []
        while True:
            rules = self._robots.of(address)
            if refusal := rules.refusal(address):
                raise refusal
            wait = rules.wait(self._settings)
            if wait > self._settings.longest_wait:
                raise InputError(
                    address,
                    f"its server's robots.txt asks for {wait:.0f} seconds between pages",
                    "Save the page from a browser.",
                    code="robots",
                )
            answer = self._client.get(address, wait=wait, accepts=MEDIA_TYPES.__contains__)
            if not answer.location:
                return answer, trail
            target = normalised_address(urljoin(address, answer.location))
            if target in trail or target == address or len(trail) >= self._settings.max_redirects:
                raise InputError(address, "redirected in a circle", "Check the address.", code="redirects")
            trail.append(target)
            address = target
