"""A run that is killed leaves whole pages only, and the next one goes on."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from sotenlp.reader.provenance import FETCHED

from .conftest import Site, reply


def test_a_killed_run_goes_on(site: Site, tmp_path: Path) -> None:
    urls = [site.set(f"/{number}", reply("<p>Sivu</p>" * 1000)) for number in range(3)]

    def halting(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", "11000")
        handler.end_headers()
        handler.wfile.write(b"<p>Sivu</p>" * 500)
        handler.wfile.flush()
        time.sleep(3)

    site.set("/1", halting, reply("<p>Sivu</p>" * 1000))
    command = [
        sys.executable,
        "-m",
        "sotenlp.interfaces.cli.main",
        "fetch",
        *urls,
        "-o",
        str(tmp_path),
        "--wait",
        "0",
    ]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while "/1" not in site.asked and time.monotonic() < deadline:
        time.sleep(0.01)
    run.kill()
    run.wait()
    assert len(list(tmp_path.glob("*.html"))) == 1
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert "2 saved, 1 there already, 0 refused." in done.stdout
    rows = [json.loads(line) for line in (tmp_path / FETCHED).read_text(encoding="utf-8").splitlines()]
    assert [row["url"] for row in rows] == urls
    assert {row["bytes"] for row in rows} == {11000}
