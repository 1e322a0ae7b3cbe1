"""Long runs: killed and taken up again, with full disks, changing folders and folders of other versions."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

import sotenlp
from sotenlp.errors import InputError, OutputError
from sotenlp.mining import remove
from sotenlp.output import ADDING, JOURNAL, Mode
from tests.pages import KAINUU, LAPPI

KILLS = 20
NAMES = (
    "Lappi",
    "Satakunta",
    "Pirkanmaa",
    "Kymenlaakso",
    "Pohjois-Savo",
    "Keski-Suomi",
    "Kanta-Häme",
    "Vantaa",
)


def make_pages(folder: Path, names: tuple[str, ...] = NAMES) -> Path:
    folder.mkdir(parents=True)
    for name in names:
        (folder / f"{name.lower()}.txt").write_text(LAPPI.replace("Lappi", name), encoding="utf-8")
    (folder / "kainuu.txt").write_text(KAINUU, encoding="utf-8")
    (folder / "tyhja.txt").write_bytes(b"")
    return folder


def content(folder: Path) -> dict[str, object]:
    """All that a folder holds but times."""
    found: dict[str, object] = {path.name: path.read_bytes() for path in folder.iterdir()}
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found | {"manifest.json": manifest | {"started": None, "seconds": None}}


class Runs:
    """The process of `tests/bulk_runs.py`."""

    def __init__(self, root: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(root / "tests" / "bulk_runs.py")],
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def run(self, pages: Path, out: Path, mode: Mode, log: Path, kill_after: float | None = None) -> int:
        """The wait status of a run, killed after so many seconds unless it is done by then."""
        assert self.process.stdin
        assert self.process.stdout
        order = {"pages": str(pages), "out": str(out), "mode": mode.value, "log": str(log)}
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        pid = int(self.process.stdout.readline())
        if kill_after is not None:
            time.sleep(kill_after)
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return int(self.process.stdout.readline())

    def close(self) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(timeout=30)


@pytest.fixture(scope="module")
def runs(root: Path) -> Iterator[Runs]:
    runs = Runs(root)
    yield runs
    runs.close()


def test_a_run_killed_at_any_moment_is_taken_up_and_gives_the_same(runs: Runs, tmp_path: Path) -> None:
    pages = make_pages(tmp_path / "pages", NAMES[:6])
    assert runs.run(pages, tmp_path / "whole", Mode.NEW, tmp_path / "log") == 0
    started = time.monotonic()
    assert runs.run(pages, tmp_path / "whole2", Mode.NEW, tmp_path / "log") == 0
    seconds = time.monotonic() - started
    whole = content(tmp_path / "whole")
    pick = random.Random(8)
    kills = folders = 0
    while kills < KILLS:
        folders += 1
        out, log = tmp_path / f"out{folders}", tmp_path / f"log{folders}"
        here, mode = 0, Mode.NEW
        while True:
            after = pick.uniform(0.0, seconds) if kills < KILLS and here < 4 else None
            status = runs.run(pages, out, mode, log, after)
            mode = Mode.RESUME if out.is_dir() and any(out.iterdir()) else Mode.NEW
            if status == 0:
                break
            assert os.WTERMSIG(status) == signal.SIGKILL
            kills += 1
            here += 1
        assert content(out) == whole
        worked = [name for name in log.read_text(encoding="utf-8").split() if name != "tyhja"]
        assert len(worked) <= 7 + here, "a finished document was worked on again"


def test_a_killed_addition_keeps_the_other_documents(tmp_path: Path) -> None:
    first, more, out = make_pages(tmp_path / "a", NAMES[:2]), tmp_path / "b", tmp_path / "out"
    more.mkdir()
    for name in NAMES[2:5]:
        (more / f"{name.lower()}.txt").write_text(LAPPI.replace("Lappi", name), encoding="utf-8")

    def cut(done: int, total: int) -> None:
        raise KeyboardInterrupt

    sotenlp.mine(first, out)
    with pytest.raises(KeyboardInterrupt):
        sotenlp.mine(more, out, mode=Mode.ADD, progress=cut)
    assert (out / ADDING).exists()
    mined = sotenlp.mine(more, out, mode=Mode.RESUME)
    assert {document.id for document in mined.documents} == {*map(str.lower, NAMES[:5]), "kainuu"}
    assert not {JOURNAL, ADDING}.intersection(path.name for path in out.iterdir())


def test_half_written_files_of_a_killed_run_are_removed_and_others_are_left(tmp_path: Path) -> None:
    pages, out = make_pages(tmp_path / "pages", NAMES[:1]), tmp_path / "out"
    sotenlp.mine(pages, out)
    (out / ".measures.parquet.77.part").write_bytes(b"PAR1")
    (out / ".mine.part").write_bytes(b"mine")
    sotenlp.mine(pages, out, mode=Mode.RESUME)
    assert not (out / ".measures.parquet.77.part").exists()
    assert (out / ".mine.part").exists()


@pytest.mark.parametrize("most", [200, 30_000])
def test_a_full_disk_is_told_and_what_is_finished_is_kept(most: int, tmp_path: Path) -> None:
    pages, out = make_pages(tmp_path / "pages", NAMES[:2]), tmp_path / "out"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        with pytest.raises(OutputError, match="cannot be written"):
            sotenlp.mine(pages, out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not (out / "manifest.json").exists()
    assert not list(out.glob(".*.part"))
    sotenlp.mine(pages, out, mode=Mode.RESUME if any(out.iterdir()) else Mode.NEW)
    sotenlp.mine(pages, tmp_path / "whole")
    assert content(out) == content(tmp_path / "whole")


def test_a_folder_that_changes_while_it_is_read_loses_only_what_is_gone(tmp_path: Path) -> None:
    pages = make_pages(tmp_path / "pages", NAMES[:3])

    def change(done: int, total: int) -> None:
        (pages / "satakunta.txt").unlink(missing_ok=True)
        (pages / "uusi.txt").write_text(LAPPI, encoding="utf-8")

    mined = sotenlp.mine(pages, tmp_path / "out", progress=change)
    assert {document.id for document in mined.documents} == {"kainuu", "lappi", "pirkanmaa"}
    assert {Path(error.path).name for error in mined.errors} == {"satakunta.txt", "tyhja.txt"}


def test_a_broken_row_of_a_table_is_told_and_the_others_are_mined(tmp_path: Path) -> None:
    rows = [json.dumps({"id": name, "text": LAPPI.replace("Lappi", name)}) for name in NAMES[:3]]
    (tmp_path / "sivut.jsonl").write_text("\n".join([rows[0], '{"id": "half', *rows[1:]]), encoding="utf-8")
    mined = sotenlp.mine(tmp_path / "sivut.jsonl", tmp_path / "out", id_column="id")
    assert {document.id for document in mined.documents} == set(NAMES[:3])
    assert len(mined.errors) == 1
    assert "2" in mined.errors[0].path


def test_a_folder_of_another_version_is_not_touched(tmp_path: Path) -> None:
    pages, out = make_pages(tmp_path / "pages", NAMES[:1]), tmp_path / "out"
    sotenlp.mine(pages, out)
    path = out / "documents.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"schema":1', '"schema":99'), encoding="utf-8")
    before = content(out)
    for mode in (Mode.ADD, Mode.RESUME):
        with pytest.raises(OutputError, match=r"schema 99.*--replace"):
            sotenlp.mine(pages, out, mode=mode)
    with pytest.raises(sotenlp.SotenlpError, match="99"):
        remove(out, "lappi")
    assert content(out) == before


def test_records_of_another_model_are_not_taken_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages, out = make_pages(tmp_path / "pages", NAMES[:1]), tmp_path / "out"
    sotenlp.mine(pages, out)
    path = out / "documents.jsonl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"measures":"', '"measures":"other'), encoding="utf-8")
    sotenlp.mine(pages, out, mode=Mode.RESUME)
    assert path.read_text(encoding="utf-8") == text


def test_fail_fast_stops_at_the_first_refused_input_and_keeps_what_is_done(tmp_path: Path) -> None:
    pages, out = make_pages(tmp_path / "pages", NAMES[:1]), tmp_path / "out"
    with pytest.raises(InputError, match="tyhja"):
        sotenlp.mine(pages, out, fail_fast=True)
    assert {path.name for path in out.iterdir()} == {JOURNAL}
    (pages / "tyhja.txt").unlink()
    assert len(sotenlp.mine(pages, out, mode=Mode.RESUME, fail_fast=True)) == 2
