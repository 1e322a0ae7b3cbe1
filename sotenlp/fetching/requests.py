"""One request: sent with limits, tried again with growing waits, answered by bytes or a clear error."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.exceptions import HTTPError, LocationParseError, SSLError

from sotenlp.errors import InputError
from sotenlp.fetching.settings import FetchSettings

_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers after which it is worth to ask again later."""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 65_536
_ACCEPT = "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.1"

Sleep = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered.

    Attributes:
        status: Status code of HTTP.
        content: The body, unpacked; empty for a redirect and for a status of 400 or more.
        media_type: Content type in small letters, without parameters.
        charset: Character set that the header names, or "".
        location: Where a redirect points to, or "".
    """

    status: int
    content: bytes = b""
    media_type: str = ""
    charset: str = ""
    location: str = ""


class Client:
    """Sends requests to servers, one after the other.

    Args:
        settings: Waits, retries, limits.
        sleep: Waits a number of seconds; tests hand in their own.
    """

    def __init__(self, settings: FetchSettings, *, sleep: Sleep = time.sleep) -> None:
        self._settings = settings
        self._sleep = sleep
        self._pools: dict[str, urllib3.PoolManager] = {}
        self._ready: dict[str, float] = {}

    def get(
        self,
        address: str,
        *,
        wait: float,
        accepts: Callable[[str], bool] = lambda media_type: True,
        max_bytes: int | None = None,
    ) -> Answer:
        """Ask for one address; redirects are told, not followed.

        Args:
            address: The address.
            wait: Seconds since the last request to the same server.
            accepts: Whether the body of a content type is wanted; another is not read.
            max_bytes: Largest body; None for what the settings say.

        Raises:
            InputError: The server cannot be reached, breaks off, is too slow, asks us to come back
                later, or the body is too large.
        """
        limit = self._settings.max_bytes if max_bytes is None else max_bytes
        for attempt in range(self._settings.retries + 1):
            self._wait_turn(address, wait)
            problem, asked = "", None
            try:
                answer, asked = self._try(address, accepts, limit)
                if answer.status not in _PASSING:
                    return answer
                problem = f"the server answered {answer.status}"
            except SSLError as error:
                raise InputError(
                    address, f"no safe connection ({_short(error)})", "Check the address.", code="tls"
                ) from error
            except (LocationParseError, UnicodeError) as error:
                raise InputError(address, "no address", "Check the address.", code="address") from error
            except (HTTPError, OSError) as error:
                problem = _short(error)
            finally:
                self._ready[urlsplit(address).netloc] = time.monotonic()
            if asked is not None and asked > self._settings.longest_wait:
                problem += f" and asks to wait {asked:.0f} seconds"
                break
            if attempt < self._settings.retries:
                self._sleep(asked if asked is not None else self._settings.backoff * 2**attempt)
        raise InputError(
            address, f"not fetched: {problem}", "Run the same command again later.", code="unreachable"
        )

    def _wait_turn(self, address: str, wait: float) -> None:
        """Wait until so many seconds have passed since the last request to this server."""
        last = self._ready.get(urlsplit(address).netloc)
        if last is not None and (left := last + wait - time.monotonic()) > 0:
            self._sleep(left)

    def _try(self, address: str, accepts: Callable[[str], bool], limit: int) -> tuple[Answer, float | None]:
        """One try: the answer, and how many seconds the server asks us to wait."""
        timeout = urllib3.Timeout(connect=self._settings.timeout, read=self._settings.timeout)
        headers = {
            "User-Agent": self._settings.user_agent,
            "Accept": _ACCEPT,
            "Accept-Language": "fi,sv;q=0.5,en;q=0.3",
            "Accept-Encoding": "gzip, deflate",
        }
        response = self._pool(address).request(
            "GET", address, headers=headers, timeout=timeout, retries=False, redirect=False,
            preload_content=False,
        )  # fmt: skip
        try:
            kind = response.headers.get("Content-Type", "")
            media_type, charset = _content_type(kind)
            status = response.status
            if status in _REDIRECTS:
                return Answer(status, location=response.headers.get("Location", "")), None
            if status >= 400 or not accepts(media_type):
                return Answer(status, media_type=media_type), _retry_after(
                    response.headers.get("Retry-After")
                )
            content = self._content(response, address, limit)
            return Answer(status, content, media_type, charset), None
        finally:
            response.close()

    def _content(self, response: urllib3.BaseHTTPResponse, address: str, limit: int) -> bytes:
        """The body, read in pieces and given up where it grows too large or comes too slowly."""
        deadline = time.monotonic() + self._settings.page_timeout
        pieces, size = [], 0
        announced = response.headers.get("Content-Length", "")
        if announced.isdecimal() and int(announced) > limit:
            raise _too_large(address, limit)
        for piece in response.stream(_CHUNK, decode_content=True):
            size += len(piece)
            if size > limit:
                raise _too_large(address, limit)
            if time.monotonic() > deadline:
                raise InputError(
                    address,
                    f"not whole after {self._settings.page_timeout:.0f} seconds",
                    "Run the same command again later.",
                    code="slow",
                )
            pieces.append(piece)
        return b"".join(pieces)

    def _pool(self, address: str) -> urllib3.PoolManager:
        """The connections to use: through the environment's proxy, where it names one for this server."""
        parts = urlsplit(address)
        proxy = getproxies().get(parts.scheme, "")
        if proxy and proxy_bypass(parts.hostname or ""):
            proxy = ""
        if proxy not in self._pools:
            self._pools[proxy] = urllib3.ProxyManager(proxy) if proxy else urllib3.PoolManager()
        return self._pools[proxy]

    def close(self) -> None:
        """Close all connections."""
        for pool in self._pools.values():
            pool.clear()


def _too_large(address: str, limit: int) -> InputError:
    return InputError(
        address, f"larger than {limit} bytes", "Raise --max-bytes, or leave the page out.", code="too_large"
    )


def _content_type(header: str) -> tuple[str, str]:
    """Content type and character set of a header."""
    media_type, *parameters = (part.strip() for part in header.split(";"))
    charset = next((p.partition("=")[2] for p in parameters if p.lower().startswith("charset=")), "")
    return media_type.lower(), charset.strip("\"' ").lower()


def _retry_after(header: str | None) -> float | None:
    """The seconds that a Retry-After asks for, as a number or as a date; None where it says nothing."""
    if not header:
        return None
    if header.strip().isdecimal():
        return float(header)
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _short(error: BaseException) -> str:
    """An error's kind and words, without addresses of objects."""
    words = str(error).split("): ")[-1].split(">: ")[-1].strip("()' ") or type(error).__name__
    return f"{type(error).__name__}: {words}"[:200]
