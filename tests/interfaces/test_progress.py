"""What a long run tells of itself."""

from __future__ import annotations

import io
import json

import pytest

from sotenlp.interfaces.cli import progress
from sotenlp.interfaces.cli.progress import Reporter


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def test_a_log_gets_a_line_a_minute_with_rate_and_time_left(clock: list[float]) -> None:
    lines = io.StringIO()
    with Reporter("documents", lines=lines) as report:
        for number in range(1, 301):
            clock[0] += 0.5
            report(number, 1000)
    told = lines.getvalue().splitlines()
    assert len(told) == 2
    assert told[0] == "sotenlp: 120 of 1000 documents, 2.0 a second, 7 min 20 s left"


def test_the_rate_is_that_of_now(clock: list[float]) -> None:
    with Reporter("documents", lines=io.StringIO()) as report:
        for number in range(1000):
            report(number, 10_000)
        for number in range(1000, 1300):
            clock[0] += 1.0
            report(number, 10_000)
        assert report.rate == pytest.approx(1.0)
        assert report.seconds_left == pytest.approx(10_000 - 1299)


def test_quiet_is_quiet_and_machines_get_json(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    with Reporter("documents", quiet=True) as report:
        for number in range(100):
            clock[0] += 5
            report(number, 100)
    captured = capsys.readouterr()
    assert captured.out == captured.err == ""
    with Reporter("documents", as_json=True) as report:
        for number in range(1, 5):
            clock[0] += 5
            report(number, 10)
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert events == [
        {"event": "progress", "done": 2, "total": 10, "rate": 0.2, "seconds_left": 40},
        {"event": "progress", "done": 4, "total": 10, "rate": 0.2, "seconds_left": 30},
    ]
