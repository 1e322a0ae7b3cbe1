"""How time and memory of `sotenlp mine` grow with the number of documents, on pages made from a seed.

Usage: python benchmarks/scale.py [--documents 200 2000] [--workers 1]

Prints a line a number of documents: wall-clock and processor seconds, documents a second, the peak
resident memory of the largest worker and of the main process; and last how much longer the largest run
took than the smallest. Processor seconds are what to compare on a machine that does other work too.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from generated import write_pages

SECONDS_BETWEEN_LOOKS = 0.1


@dataclass(frozen=True)
class Run:
    """What a run took: seconds, and peaks of memory in megabytes."""

    documents: int
    wall: float
    processor: float
    worker: float
    main: float


def measure(documents: int, workers: int, folder: Path) -> Run:
    """Mine so many pages in worker processes and look at their memory."""
    write_pages(folder / "pages", documents)
    command = [str(Path(sys.executable).with_name("sotenlp")), "mine", "pages", "-o", "out", "--quiet"]
    command += ["--engine", "processes", "--workers", str(workers)]
    started = time.monotonic()
    run = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    process = psutil.Process(run.pid)
    worker = main = processor = 0.0
    seen: dict[int, float] = {}
    while run.poll() is None:
        try:
            for one in (process, *process.children(recursive=True)):
                times = one.cpu_times()
                seen[one.pid] = times.user + times.system
                size = one.memory_info().rss / 1e6
                main, worker = (max(main, size), worker) if one is process else (main, max(worker, size))
        except psutil.NoSuchProcess:
            pass
        time.sleep(SECONDS_BETWEEN_LOOKS)
    if run.returncode:
        sys.exit(f"sotenlp mine ended with {run.returncode}")
    processor = sum(seen.values())
    return Run(documents, time.monotonic() - started, processor, worker, main)


def main() -> None:
    """Measure each number of documents."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--documents", type=int, nargs="+", default=[200, 2000])
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    runs = []
    for documents in options.documents:
        with TemporaryDirectory() as name:
            run = measure(documents, options.workers, Path(name))
        print(
            f"{run.documents} documents: {run.wall:.0f} s, {run.processor:.0f} s of processor, "
            f"{run.documents / run.wall:.1f} a second; peak of a worker {run.worker:.0f} MB, "
            f"of the main process {run.main:.0f} MB",
            flush=True,
        )
        runs.append(run)
    first, last = runs[0], runs[-1]
    print(
        f"{last.documents / first.documents:.0f} times the documents: "
        f"{last.wall / first.wall:.1f} times the time, {last.processor / first.processor:.1f} times the "
        f"processor's, {last.worker / first.worker:.2f} times a worker's memory"
    )


if __name__ == "__main__":
    main()
