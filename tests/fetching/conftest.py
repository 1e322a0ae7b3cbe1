"""A server on loopback that answers as servers do, good and bad."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

Reply = Callable[[BaseHTTPRequestHandler], None]


def reply(
    body: str | bytes = "", *, status: int = 200, media_type: str = "text/html; charset=utf-8", **headers: str
) -> Reply:
    """An answer with a body and headers; underscores in their names stand for hyphens."""
    data = body.encode() if isinstance(body, str) else body

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        if media_type:
            handler.send_header("Content-Type", media_type)
        if "Content_Length" not in headers:
            handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    return send


@dataclass
class Site:
    """What the server answers, and what it was asked.

    Attributes:
        url: Its address without a slash at the end.
        replies: Answers by path, each used once but the last, which stays.
        asked: Paths that were asked for, in order.
        agents: Names that the askers gave themselves.
        times: When each was asked, in seconds.
    """

    url: str = ""
    replies: dict[str, list[Reply]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    times: list[float] = field(default_factory=list)

    def set(self, path: str, *replies: Reply) -> str:
        """Set the answers for a path, and give its address."""
        self.replies[path] = list(replies)
        return self.url + path


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A server with nothing on it: every path, robots.txt too, is answered by 404."""
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.setenv(name, "127.0.0.1")
    found = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(self.path)
            found.agents.add(self.headers["User-Agent"])
            found.times.append(time.monotonic())
            replies = found.replies.get(self.path, [reply("puuttuu", status=404)])
            send = replies.pop(0) if len(replies) > 1 else replies[0]
            with suppress(BrokenPipeError, ConnectionResetError):
                send(self)
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    found.url = f"http://127.0.0.1:{server.server_port}"
    yield found
    server.shutdown()
    server.server_close()
    thread.join()
