"""How far a long run has got: a bar on a terminal, a line a minute in a log, JSON lines for machines."""

from __future__ import annotations

import json
import sys
import time
from collections import deque
from typing import IO, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bar

SECONDS_BETWEEN_LINES = 60.0
"""How often a log gets a line."""
SECONDS_BETWEEN_EVENTS = 10.0
"""How often a machine gets one."""
SECONDS_OF_RATE = 120.0
"""Stretch of time that the rate is taken over, so that it tells of now."""


class Reporter:
    """Tells of a run's progress; a context manager, called with the numbers of done and of all.

    Args:
        what: What is counted, as "documents".
        quiet: Whether to tell nothing.
        as_json: Whether to write JSON lines to standard output instead.
        lines: Where lines are written; None for standard error.
    """

    def __init__(
        self, what: str, *, quiet: bool = False, as_json: bool = False, lines: IO[str] | None = None
    ) -> None:
        self._what, self._quiet, self._as_json = what, quiet, as_json
        self._lines = lines
        self._marks: deque[tuple[float, int]] = deque()
        self._told = time.monotonic()
        console = Console(stderr=True)
        self._bar: Bar | None = None
        if console.is_terminal and not (quiet or as_json) and lines is None:
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
            self._bar = Bar(*columns, TextColumn("{task.fields[pace]}"), console=console, transient=True)
            self._task = self._bar.add_task("Mining", total=None, pace="")
        self.done = 0
        self.total = 0

    def __enter__(self) -> Reporter:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def __call__(self, done: int, total: int) -> None:
        """Take note that so many of all are done."""
        now = time.monotonic()
        self.done, self.total = done, total
        self._marks.append((now, done))
        while len(self._marks) > 2 and now - self._marks[1][0] > SECONDS_OF_RATE:
            self._marks.popleft()
        if self._bar:
            self._bar.update(self._task, completed=done, total=total, pace=self.pace())
        elif not self._quiet and now - self._told >= (
            SECONDS_BETWEEN_EVENTS if self._as_json else SECONDS_BETWEEN_LINES
        ):
            self._told = now
            self._tell()

    @property
    def rate(self) -> float | None:
        """How many a second are done now; None where too little is known."""
        if not self._marks:
            return None
        (first, before), (last, after) = self._marks[0], self._marks[-1]
        return (after - before) / (last - first) if last > first and after > before else None

    @property
    def seconds_left(self) -> float | None:
        """How long the rest takes at this rate."""
        return (self.total - self.done) / self.rate if self.rate else None

    def pace(self) -> str:
        """Rate and time left in words."""
        if self.rate is None or self.seconds_left is None:
            return ""
        return f"{self.rate:.1f} a second, {_duration(self.seconds_left)} left"

    def event(self, kind: str, **more: Any) -> None:
        """Write a JSON line to standard output, where JSON is asked for."""
        if self._as_json:
            sys.stdout.write(json.dumps({"event": kind, **more}, ensure_ascii=False) + "\n")
            sys.stdout.flush()

    def _tell(self) -> None:
        if self._as_json:
            rate, left = self.rate, self.seconds_left
            self.event(
                "progress",
                done=self.done,
                total=self.total,
                rate=None if rate is None else round(rate, 3),
                seconds_left=None if left is None else round(left),
            )
            return
        stream = self._lines or sys.stderr
        pace = self.pace()
        stream.write(f"sotenlp: {self.done} of {self.total} {self._what}{', ' + pace if pace else ''}\n")
        stream.flush()


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
