"""The per-document work in worker processes, results in the order of the items."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import Generic, TypeVar

from sotenlp.engines.collector import collect_seldom
from sotenlp.errors import EngineError

Item = TypeVar("Item")
Result = TypeVar("Result")

WAITING_PER_WORKER = 4
"""Items handed out ahead per worker, so that memory stays bounded however many items there are."""


def map_processes(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    workers: int,
    lost: Callable[[Item], Result] | None = None,
) -> Iterator[Result]:
    """Yield ``function(item)`` of each item, in order, worked on by several processes.

    When a worker dies, the items that were handed out are worked on again, one at a time, so that one
    that kills its worker takes no other with it.

    Args:
        function: A module-level function; it and its results travel between processes.
        items: The items; they are taken lazily.
        workers: Number of worker processes.
        lost: The result of an item that killed its worker twice; None to raise an error.

    Raises:
        EngineError: An item killed its worker twice.
    """
    crew = _Crew(function, workers, lost)
    try:
        for item in items:
            crew.hand_out(item)
            if len(crew.waiting) >= workers * WAITING_PER_WORKER:
                yield crew.next_result()
        while crew.waiting:
            yield crew.next_result()
    finally:
        crew.close()


class _Crew(Generic[Item, Result]):
    """A pool of workers that is filled up again when one of them dies."""

    def __init__(
        self, function: Callable[[Item], Result], workers: int, lost: Callable[[Item], Result] | None
    ) -> None:
        self._function, self._workers, self._lost = function, workers, lost
        self._pool = _pool(workers)
        self.waiting: deque[tuple[Item, Future[Result]]] = deque()

    def hand_out(self, item: Item) -> None:
        self.waiting.append((item, self._submit(item)))

    def next_result(self) -> Result:
        item, future = self.waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            result = self._alone(item)
            self.waiting = deque((other, self._again(other, late)) for other, late in self.waiting)
            return result

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _submit(self, item: Item) -> Future[Result]:
        try:
            return self._pool.submit(self._function, item)
        except BrokenProcessPool as error:
            broken: Future[Result] = Future()
            broken.set_exception(error)
            return broken

    def _alone(self, item: Item) -> Result:
        """The result of an item that may have killed its worker, from a worker of its own."""
        self.close()
        self._pool = _pool(1)
        try:
            return self._pool.submit(self._function, item).result()
        except BrokenProcessPool as error:
            if self._lost is None:
                raise EngineError("A worker process died twice over the same item.") from error
            return self._lost(item)
        finally:
            self.close()
            self._pool = _pool(self._workers)

    def _again(self, item: Item, future: Future[Result]) -> Future[Result]:
        """The future of an item that waited: kept when it is done, worked out alone when it was cut off."""
        if future.done() and not future.cancelled() and not isinstance(future.exception(), BrokenProcessPool):
            return future
        return self._submit(item)


def _pool(workers: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker)


def _start_worker() -> None:
    """Set a worker up: an interruption is the main process's affair, and no worker outlives it."""
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_seldom()
    if (parent := multiprocessing.parent_process()) is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
