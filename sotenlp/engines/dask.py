"""The per-document work on a Dask cluster, results in the order of the items."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from importlib import import_module
from typing import Any, TypeVar

from sotenlp.errors import EngineError
from sotenlp.version import __version__

Item = TypeVar("Item")
Result = TypeVar("Result")

WAITING_PER_THREAD = 4
"""Items handed out ahead per thread of the cluster."""
SECONDS_TO_WAIT = 30
"""How long a scheduler and its first worker are waited for."""


def map_dask(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    workers: int = 1,
    scheduler: str = "",
    lost: Callable[[Item], Result] | None = None,
) -> Iterator[Result]:
    """Yield ``function(item)`` of each item, in order, worked on by Dask's workers.

    What a worker had in hand when it died goes to another one.

    Args:
        function: A module-level function of a package that the workers have too.
        items: The items; they are taken lazily.
        workers: Workers to start on this machine where no scheduler is named.
        scheduler: Address of a scheduler (``tcp://host:8786``); "" to start a cluster on this machine.
        lost: The result of an item that no worker survived; None to raise an error.

    Raises:
        EngineError: Dask is not installed, the scheduler does not answer or has no workers, the workers
            have another version of sotenlp, or no worker survived an item.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise EngineError(
            "The engine 'dask' needs Dask: pip install 'sotenlp[dask]', or choose --engine processes."
        ) from error
    _quieten()
    with ExitStack() as stack:
        if not scheduler:
            scheduler = stack.enter_context(
                distributed.LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
            ).scheduler_address
        try:
            client = stack.enter_context(
                distributed.Client(scheduler, timeout=SECONDS_TO_WAIT, set_as_default=False)
            )
            client.wait_for_workers(1, timeout=SECONDS_TO_WAIT)
        except (OSError, ValueError, TimeoutError) as error:
            raise EngineError(
                f"{scheduler}: no Dask scheduler with a worker answers there. Start 'dask scheduler' and "
                f"'dask worker {scheduler}' first, or leave out --scheduler."
            ) from error
        _check_versions(client)
        most = max(2, WAITING_PER_THREAD * sum(client.nthreads().values()))
        waiting: deque[tuple[Item, Any]] = deque()

        def next_result() -> Result:
            item, future = waiting.popleft()
            try:
                result: Result = future.result()
            except distributed.KilledWorker as error:
                if lost is None:
                    raise EngineError(f"No Dask worker survived an item ({error}).") from error
                return lost(item)
            return result

        for item in items:
            waiting.append((item, client.submit(function, item, pure=False)))
            if len(waiting) >= most:
                yield next_result()
        while waiting:
            yield next_result()


def _quieten() -> None:
    """Let Dask tell of trouble only; it tells of every worker that comes and goes."""
    for name in list(logging.root.manager.loggerDict):
        if name.split(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.ERROR)


def _check_versions(client: Any) -> None:
    """Refuse workers that would give other results.

    Raises:
        EngineError: A worker has another version of sotenlp, or none.
    """
    try:
        versions = set(client.run(installed_version).values())
    except Exception as error:  # whatever a worker without sotenlp answers
        raise EngineError(
            f"Dask's workers have no sotenlp that fits ({type(error).__name__}: {error}). "
            f"Install sotenlp {__version__} on every worker."
        ) from error
    if versions != {__version__}:
        raise EngineError(
            f"Dask's workers have sotenlp {', '.join(sorted(versions))}, here is {__version__}. "
            "Install the same version everywhere."
        )


def installed_version() -> str:
    """The version of sotenlp where it is called."""
    return __version__
