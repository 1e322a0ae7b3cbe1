"""What a server allows: its robots.txt, read as RFC 9309 says, once a run."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from protego import Protego

from sotenlp.errors import InputError
from sotenlp.fetching.addresses import origin
from sotenlp.fetching.requests import Client
from sotenlp.fetching.settings import ROBOT, FetchSettings

_LARGEST = 512_000
"""Bytes of a robots.txt that have to be read (RFC 9309, 2.5)."""
_MOST_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Rules:
    """What a robots.txt says; the default allows everything.

    Attributes:
        rules: The parsed file; None where there is none.
        unreachable: Why it could not be read, or ""; nothing is allowed then.
    """

    rules: Protego | None = None
    unreachable: str = ""

    def refusal(self, address: str) -> InputError | None:
        """The error for an address that may not be fetched; None where it may."""
        if self.unreachable:
            return InputError(
                address,
                f"its server's robots.txt cannot be read ({self.unreachable})",
                "Run the same command again later.",
                code="robots_unreachable",
            )
        if self.rules is not None and not self.rules.can_fetch(address, ROBOT):
            return InputError(
                address,
                "its server's robots.txt forbids to fetch it",
                "Save the page from a browser, or ask the server's keeper.",
                code="robots",
            )
        return None

    def wait(self, settings: FetchSettings) -> float:
        """Seconds between requests: the settings' wait, or a longer Crawl-delay."""
        delay = self.rules.crawl_delay(ROBOT) if self.rules is not None else None
        return max(settings.wait, float(delay or 0))


class RobotRules:
    """The rules of all servers of a run, each asked once.

    Args:
        client: Sends the requests.
        settings: Waits and limits.
    """

    def __init__(self, client: Client, settings: FetchSettings) -> None:
        self._client = client
        self._settings = settings
        self._known: dict[str, Rules] = {}

    def of(self, address: str) -> Rules:
        """The rules for an address."""
        server = origin(address)
        if server not in self._known:
            self._known[server] = self._read(f"{server}/robots.txt")
        return self._known[server]

    def _read(self, address: str) -> Rules:
        """The rules that stand at an address; a missing file allows all, a broken server nothing."""
        for _ in range(_MOST_REDIRECTS + 1):
            try:
                answer = self._client.get(address, wait=self._settings.wait, max_bytes=_LARGEST)
            except InputError as error:
                return Rules(unreachable=error.problem)
            if not answer.location:
                break
            address = urljoin(address, answer.location)
        if answer.status >= 500:
            return Rules(unreachable=f"the server answered {answer.status}")
        if answer.status != 200:
            return Rules()
        return Rules(Protego.parse(answer.content.decode("utf-8", "replace").removeprefix("\ufeff")))
