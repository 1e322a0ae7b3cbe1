"""One switch for all ways to do the per-document work."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from sotenlp.config import Config
from sotenlp.engines.dask import map_dask
from sotenlp.engines.processes import map_processes
from sotenlp.engines.serial import map_serial
from sotenlp.errors import ConfigError

Item = TypeVar("Item")
Result = TypeVar("Result")

ENGINES = ("auto", "serial", "processes", "dask")
ITEMS_PER_WORKER = 8
"""Items that a worker should have at least; a start takes as long as some ten documents."""


def map_with(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    config: Config,
    size: int | None = None,
    lost: Callable[[Item], Result] | None = None,
) -> Iterator[Result]:
    """Yield ``function(item)`` of each item, in order, by the engine of the settings.

    Whichever engine it is, the same function works on the same items, so that the results are the same.

    Args:
        function: A module-level function.
        items: The items; they are taken lazily.
        config: The settings `engine`, `workers` and `scheduler`.
        size: Number of items where it is known: few items get few workers.
        lost: The result of an item that killed its workers; None to raise an error.

    Raises:
        ConfigError: There is no such engine.
        EngineError: The engine cannot be used.
    """
    workers = config.workers or min(cores(), max(1, (size or ITEMS_PER_WORKER) // ITEMS_PER_WORKER))
    workers = max(1, workers if size is None else min(workers, size))
    match chosen_engine(config, workers):
        case "dask":
            return map_dask(function, items, workers=workers, scheduler=config.scheduler, lost=lost)
        case "processes":
            return map_processes(function, items, workers=workers, lost=lost)
        case _:
            return map_serial(function, items)


def chosen_engine(config: Config, workers: int) -> str:
    """The engine that the settings mean.

    Raises:
        ConfigError: There is no such engine, or it has no scheduler.
    """
    if config.engine not in ENGINES:
        raise ConfigError(f"No engine {config.engine!r}. Valid: {', '.join(ENGINES)}.")
    if config.scheduler and config.engine not in {"auto", "dask"}:
        raise ConfigError(f"The engine {config.engine!r} has no scheduler. Use --engine dask.")
    if config.engine != "auto":
        return config.engine
    if config.scheduler:
        return "dask"
    return "processes" if workers > 1 else "serial"


def cores() -> int:
    """The processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
