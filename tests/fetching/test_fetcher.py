"""Fetching from a server on loopback: its rules, its failures, and going on after a stop."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import replace
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sotenlp.errors import OutputError
from sotenlp.fetching.fetcher import FetchResult, fetch
from sotenlp.fetching.settings import FetchSettings
from sotenlp.interfaces.cli.main import app
from sotenlp.mining import mine
from sotenlp.reader.corpus import find_inputs
from sotenlp.reader.provenance import FETCHED
from sotenlp.reader.reading import read
from sotenlp.version import __version__

from .conftest import Site, reply

PAGE = """<!doctype html><html lang="fi"><head><meta charset="utf-8"><title>Kainuun etäpalvelut</title></head>
<body><main><h1>Kainuun etäpalvelut</h1><h2>Tavoiteltu muutos</h2>
<p>Etävastaanotto otettiin käyttöön Kainuussa.</p></main></body></html>"""
FAST = FetchSettings(wait=0, backoff=0, timeout=2, page_timeout=2)


class Naps:
    """Notes how long it was asked to sleep, and does not sleep."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


@pytest.fixture
def naps() -> Naps:
    return Naps()


def record(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / FETCHED).read_text(encoding="utf-8").splitlines()]


def codes(result: FetchResult) -> list[str]:
    return [error.code for error in result.errors]


def test_a_page_is_saved_with_its_address_time_and_hash(site: Site, tmp_path: Path) -> None:
    url = site.set("/fi/malli", reply(PAGE))
    result = fetch([url], tmp_path, settings=FAST)
    (page,) = result.saved
    data = (tmp_path / page.file).read_bytes()
    assert data == PAGE.encode()
    (row,) = record(tmp_path)
    assert (row["url"], row["sha256"], row["bytes"]) == (url, hashlib.sha256(data).hexdigest(), len(data))
    assert str(row["retrieved"]).endswith("Z")
    assert page.file.endswith(".html")
    assert f"sotenlp/{__version__}" in next(iter(site.agents))


def test_what_is_saved_can_be_read_with_its_origin(site: Site, tmp_path: Path) -> None:
    url = site.set("/fi/malli", reply(PAGE))
    (page,) = fetch([url], tmp_path, settings=FAST).saved
    (found,) = find_inputs(tmp_path)
    document = read(found.path)
    assert document.provenance.url == url
    assert document.provenance.retrieved == page.retrieved
    assert "Etävastaanotto otettiin käyttöön" in document.text


@pytest.mark.parametrize(
    ("robots", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /salainen/", "/salainen/sivu", False),
        ("User-agent: *\nDisallow: /salainen/", "/avoin", True),
        ("User-agent: sotenlp\nDisallow: /", "/avoin", False),
        ("User-agent: muu\nDisallow: /", "/avoin", True),
        ("User-agent: *\nDisallow: /*?tila=", "/sivu?tila=1", False),
        ("User-agent: *\nDisallow: /fi/\nAllow: /fi/malli", "/fi/malli", True),
        ("\ufeffUser-agent: *\nDisallow: /", "/avoin", False),
    ],
)
def test_robots_txt_is_obeyed(site: Site, tmp_path: Path, robots: str, path: str, allowed: bool) -> None:
    site.set("/robots.txt", reply(robots, media_type="text/plain"))
    url = site.set(path, reply(PAGE))
    result = fetch([url], tmp_path, settings=FAST)
    assert (path in site.asked) is allowed
    assert codes(result) == ([] if allowed else ["robots"])


def test_nothing_is_fetched_while_robots_txt_is_broken(site: Site, tmp_path: Path) -> None:
    site.set("/robots.txt", reply(status=503))
    url = site.set("/sivu", reply(PAGE))
    result = fetch([url], tmp_path, settings=FAST)
    assert codes(result) == ["robots_unreachable"]
    assert set(site.asked) == {"/robots.txt"}


def test_robots_txt_is_asked_once_a_server(site: Site, tmp_path: Path) -> None:
    urls = [site.set(f"/{number}", reply(PAGE)) for number in range(3)]
    fetch(urls, tmp_path, settings=FAST)
    assert site.asked == ["/robots.txt", "/0", "/1", "/2"]


@pytest.mark.parametrize(
    ("robots", "wait", "least"), [("", 5, 4.9), ("User-agent: *\nCrawl-delay: 7", 5, 6.9)]
)
def test_it_waits_between_requests(
    site: Site, tmp_path: Path, naps: Naps, robots: str, wait: float, least: float
) -> None:
    site.set("/robots.txt", reply(robots, media_type="text/plain"))
    urls = [site.set("/a", reply(PAGE)), site.set("/b", reply(PAGE))]
    fetch(urls, tmp_path, settings=replace(FAST, wait=wait), sleep=naps)
    assert len(naps.seconds) == 2
    assert min(naps.seconds) >= least


def test_it_really_waits(site: Site, tmp_path: Path) -> None:
    urls = [site.set("/a", reply(PAGE)), site.set("/b", reply(PAGE))]
    fetch(urls, tmp_path, settings=replace(FAST, wait=0.2))
    assert all(later - earlier >= 0.19 for earlier, later in zip(site.times, site.times[1:], strict=False))


def test_a_delay_beyond_all_patience_is_told(site: Site, tmp_path: Path, naps: Naps) -> None:
    site.set("/robots.txt", reply("User-agent: *\nCrawl-delay: 9000", media_type="text/plain"))
    result = fetch([site.set("/a", reply(PAGE))], tmp_path, settings=FAST, sleep=naps)
    assert codes(result) == ["robots"]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_passing_failures_are_tried_again(site: Site, tmp_path: Path, naps: Naps, status: int) -> None:
    url = site.set("/sivu", reply(status=status), reply(status=status), reply(PAGE))
    result = fetch([url], tmp_path, settings=replace(FAST, backoff=3), sleep=naps)
    assert len(result.saved) == 1
    assert naps.seconds == [3, 6]


@pytest.mark.parametrize(
    ("header", "low", "high"),
    [(lambda: "11", 11, 11), (lambda: formatdate(time.time() + 20, usegmt=True), 15, 21)],
)
def test_retry_after_is_obeyed(
    site: Site, tmp_path: Path, naps: Naps, header: Callable[[], str], low: float, high: float
) -> None:
    url = site.set("/sivu", reply(status=503, Retry_After=header()), reply(PAGE))
    result = fetch([url], tmp_path, settings=FAST, sleep=naps)
    assert len(result.saved) == 1
    assert low <= naps.seconds[0] <= high


def test_a_server_that_wants_hours_is_left_for_later(site: Site, tmp_path: Path, naps: Naps) -> None:
    url = site.set("/sivu", reply(status=429, Retry_After="7200"))
    result = fetch([url], tmp_path, settings=FAST, sleep=naps)
    assert codes(result) == ["unreachable"]
    assert site.asked.count("/sivu") == 1
    assert naps.seconds == []


def test_a_lasting_failure_does_not_stop_the_others(site: Site, tmp_path: Path) -> None:
    urls = [site.url + "/puuttuu", site.set("/rikki", reply(status=503)), site.set("/sivu", reply(PAGE))]
    result = fetch(urls, tmp_path, settings=FAST)
    assert codes(result) == ["status", "unreachable"]
    assert [page.url for page in result.saved] == urls[2:]
    refused = (tmp_path / "refused.note.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["url"] for line in refused] == urls[:2]


def test_a_body_that_breaks_off_is_not_saved(site: Site, tmp_path: Path) -> None:
    url = site.set("/sivu", reply(PAGE, Content_Length=str(len(PAGE) + 500)))
    result = fetch([url], tmp_path, settings=FAST)
    assert codes(result) == ["unreachable"]
    assert site.asked.count("/sivu") == 1 + FAST.retries
    assert not list(tmp_path.glob("*.html"))


def test_a_body_that_breaks_off_once_is_fetched_anew(site: Site, tmp_path: Path) -> None:
    url = site.set("/sivu", reply(PAGE, Content_Length=str(len(PAGE) + 500)), reply(PAGE))
    (page,) = fetch([url], tmp_path, settings=FAST).saved
    assert (tmp_path / page.file).read_bytes() == PAGE.encode()


def silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(0.6)


def dripping(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    for _ in range(30):
        handler.wfile.write(b"x" * 100_000)
        handler.wfile.flush()
        time.sleep(0.05)


def test_a_silent_server_is_given_up(site: Site, tmp_path: Path) -> None:
    result = fetch([site.set("/sivu", silent)], tmp_path, settings=replace(FAST, timeout=0.2, retries=1))
    assert codes(result) == ["unreachable"]


def test_a_dripping_server_is_given_up(site: Site, tmp_path: Path) -> None:
    started = time.monotonic()
    result = fetch([site.set("/sivu", dripping)], tmp_path, settings=replace(FAST, page_timeout=0.3))
    assert codes(result) == ["slow"]
    assert time.monotonic() - started < 1.4


def test_no_server_at_all(tmp_path: Path) -> None:
    result = fetch(["http://127.0.0.1:9/"], tmp_path, settings=FAST)
    assert codes(result) == ["robots_unreachable"]


@pytest.mark.parametrize("announced", [True, False])
def test_a_page_that_is_too_large_is_refused(site: Site, tmp_path: Path, announced: bool) -> None:
    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        if announced:
            handler.send_header("Content-Length", "300000")
        handler.end_headers()
        handler.wfile.write(b"x" * 300_000)

    result = fetch([site.set("/sivu", send)], tmp_path, settings=replace(FAST, max_bytes=200_000))
    assert codes(result) == ["too_large"]
    assert "200000 bytes" in str(result.errors[0])
    assert not list(tmp_path.glob("*.html"))


@pytest.mark.parametrize("media_type", ["image/png", "application/zip", ""])
def test_what_is_no_text_is_refused(site: Site, tmp_path: Path, media_type: str) -> None:
    result = fetch([site.set("/kuva", reply(b"\x89PNG", media_type=media_type))], tmp_path, settings=FAST)
    assert codes(result) == ["media_type"]


@pytest.mark.parametrize(
    ("media_type", "suffix"),
    [
        ("text/html", ".html"),
        ("application/xhtml+xml; charset=UTF-8", ".html"),
        ("TEXT/PLAIN", ".txt"),
        ("application/pdf", ".pdf"),
    ],
)
def test_the_suffix_follows_the_content(site: Site, tmp_path: Path, media_type: str, suffix: str) -> None:
    (page,) = fetch(
        [site.set("/x.php?id=1", reply("x", media_type=media_type))], tmp_path, settings=FAST
    ).saved
    assert page.file.endswith(suffix)


def test_redirects_are_followed_and_recorded(site: Site, tmp_path: Path) -> None:
    url = site.set("/vanha", reply(status=301, Location="/uusi"))
    site.set("/uusi", reply(status=302, Location=f"{site.url}/uusin"))
    site.set("/uusin", reply(PAGE))
    (page,) = fetch([url], tmp_path, settings=FAST).saved
    assert page.redirects == (f"{site.url}/uusi", f"{site.url}/uusin")
    assert read(tmp_path / page.file).provenance.url == f"{site.url}/uusin"


def test_a_redirect_must_be_allowed_too(site: Site, tmp_path: Path) -> None:
    site.set("/robots.txt", reply("User-agent: *\nDisallow: /kielletty", media_type="text/plain"))
    result = fetch([site.set("/a", reply(status=302, Location="/kielletty"))], tmp_path, settings=FAST)
    assert codes(result) == ["robots"]
    assert result.errors[0].path == site.url + "/a"
    assert "/kielletty" not in site.asked


@pytest.mark.parametrize("target", ["/b", "/a"])
def test_a_circle_of_redirects_ends(site: Site, tmp_path: Path, target: str) -> None:
    url = site.set("/a", reply(status=302, Location=target))
    site.set("/b", reply(status=302, Location="/a"))
    assert codes(fetch([url], tmp_path, settings=FAST)) == ["redirects"]


@pytest.mark.parametrize("target", ["ftp://example.org/x", "file:///etc/passwd", "javascript:alert(1)"])
def test_a_redirect_leads_to_pages_only(site: Site, tmp_path: Path, target: str) -> None:
    assert codes(fetch([site.set("/a", reply(status=302, Location=target))], tmp_path, settings=FAST)) == [
        "address"
    ]


def test_a_run_that_was_cut_off_goes_on(site: Site, tmp_path: Path) -> None:
    urls = [site.set(f"/{number}", reply(PAGE + str(number))) for number in range(4)]

    def stop(address: str, outcome: str) -> None:
        if address == urls[1]:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(urls, tmp_path, settings=FAST, progress=stop)
    with open(tmp_path / FETCHED, "a", encoding="utf-8") as file:
        file.write('{"url": "http://cut')
    site.asked.clear()
    result = fetch(urls, tmp_path, settings=FAST)
    assert result.kept == tuple(urls[:2])
    assert site.asked == ["/robots.txt", "/2", "/3"]
    assert [row["url"] for row in record(tmp_path)] == urls
    assert len(list(tmp_path.glob("*.html"))) == 4
    assert not list(tmp_path.glob(".*.part"))


def test_a_page_that_was_changed_or_lost_is_fetched_anew(site: Site, tmp_path: Path) -> None:
    urls = [site.set("/a", reply(PAGE)), site.set("/b", reply(PAGE))]
    first, second = fetch(urls, tmp_path, settings=FAST).saved
    (tmp_path / first.file).unlink()
    (tmp_path / second.file).write_text("muuta", encoding="utf-8")
    assert len(fetch(urls, tmp_path, settings=FAST).saved) == 2
    assert len(record(tmp_path)) == 2


def test_addresses_are_fetched_once_and_bad_ones_told(site: Site, tmp_path: Path) -> None:
    url = site.set("/sivu", reply(PAGE))
    result = fetch([url, f"{url}#luku", "ei osoite", "ftp://x.fi/"], tmp_path, settings=FAST)
    assert len(result.saved) == 1
    assert codes(result) == ["address", "address"]


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="Name a folder"):
        fetch(["http://127.0.0.1:9/"], tmp_path / "f", settings=FAST)


def test_the_command(site: Site, tmp_path: Path) -> None:
    site.set("/a", reply(PAGE))
    (tmp_path / "lista.txt").write_text(f"# sivut\n\n{site.url}/a\n{site.url}/puuttuu\n", encoding="utf-8")
    arguments = [
        "fetch",
        "--from-file",
        str(tmp_path / "lista.txt"),
        "-o",
        str(tmp_path / "p"),
        "--wait",
        "0",
    ]
    runner = CliRunner()
    first = runner.invoke(app, arguments)
    assert first.exit_code == 3
    assert "1 saved, 0 there already, 1 refused." in first.output
    assert "the server answered 404" in first.output
    assert "0 saved, 1 there already" in runner.invoke(app, arguments).output
    assert (
        runner.invoke(app, ["fetch", f"{site.url}/b", "-o", str(tmp_path / "q"), "--wait", "0"]).exit_code
        == 1
    )
    assert runner.invoke(app, ["fetch", "-o", str(tmp_path / "q")]).exit_code == 2
    assert runner.invoke(app, ["fetch", site.url]).exit_code == 2


def test_what_is_saved_can_be_mined_as_it_is(site: Site, tmp_path: Path) -> None:
    url = site.set("/fi/malli", reply(PAGE))
    (page,) = fetch([url, site.url + "/puuttuu"], tmp_path, settings=FAST).saved
    mined = mine([*tmp_path.iterdir()], tmp_path / "out")
    (document,) = mined.documents
    assert mined.errors == ()
    assert (document.provenance.url, document.sha256) == (url, page.sha256)
    assert [measure.text for measure in document.measures] == ["Etävastaanotto"]
