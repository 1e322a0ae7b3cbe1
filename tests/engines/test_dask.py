"""A real scheduler and two workers on loopback, one of which is killed half-way."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import sotenlp
from sotenlp.config import Config
from sotenlp.output import JOURNAL, Mode
from tests.pages import LAPPI

pytest.importorskip("distributed")
PAGES = 16


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler, and its two workers."""
    file = tmp_path / "scheduler.json"

    def start(what: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--scheduler-file", str(file)]
        command += ["--host", "127.0.0.1", "--no-dashboard", *options]
        return subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    processes = [start("scheduler", "--port", "0")]
    processes += [start("worker", "--nthreads", "1", "--no-nanny") for _ in range(2)]
    try:
        wait_for(lambda: file.exists() and file.stat().st_size > 0)
        yield json.loads(file.read_text(encoding="utf-8"))["address"], processes[1:]
    finally:
        for process in reversed(processes):
            process.kill()
        for process in processes:
            process.wait(timeout=30)


def wait_for(condition: object, seconds: float = 180) -> None:
    assert callable(condition)
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)


def test_a_worker_that_dies_half_way_changes_nothing(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, workers = cluster
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(PAGES):
        text = LAPPI.replace("asiakasohjausta", f"asiakasohjausta {number} kunnassa")
        (pages / f"sivu{number:02}.txt").write_text(text, encoding="utf-8")
    (pages / "tyhja.txt").write_bytes(b"")
    out = tmp_path / "dask"
    command = [str(Path(sys.executable).with_name("sotenlp")), "mine", "pages", "-o", "dask"]
    command += ["--engine", "dask", "--scheduler", address, "--quiet"]
    run = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def half_way() -> bool:
        assert run.poll() is None, run.communicate()[0]
        path = out / JOURNAL
        return path.exists() and path.read_bytes().count(b"\n") >= PAGES // 3

    wait_for(half_way)
    workers[0].send_signal(signal.SIGKILL)
    told, _ = run.communicate(timeout=300)
    assert run.returncode == 3, told
    monkeypatch.chdir(tmp_path)
    sotenlp.mine("pages", "serial", config=Config())
    names = {path.name for path in out.iterdir()}
    assert names == {path.name for path in Path("serial").iterdir()}
    for name in names - {"manifest.json"}:
        assert (out / name).read_bytes() == (Path("serial") / name).read_bytes(), name
    assert len(sotenlp.open(out)) == PAGES


def test_a_cluster_is_started_here_where_no_scheduler_is_named(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"sivu{number}.txt").write_text(LAPPI, encoding="utf-8")
    command = [
        str(Path(sys.executable).with_name("sotenlp")),
        "mine",
        ".",
        "--engine",
        "dask",
        "--workers",
        "1",
    ]
    done = subprocess.run([*command, "--quiet"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert len(sotenlp.open(tmp_path / "sotenlp-out")) == 3


def test_no_scheduler_is_told_with_the_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sotenlp.engines import dask
    from sotenlp.errors import EngineError

    monkeypatch.setattr(dask, "SECONDS_TO_WAIT", 1)
    (tmp_path / "sivu.txt").write_text(LAPPI, encoding="utf-8")
    config = Config(engine="dask", scheduler="tcp://127.0.0.1:9")
    with pytest.raises(EngineError, match="dask scheduler"):
        sotenlp.mine(tmp_path / "sivu.txt", tmp_path / "out", mode=Mode.NEW, config=config)
