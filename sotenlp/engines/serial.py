"""The per-document work in this process, one document after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from sotenlp.engines.collector import seldom_collecting

Item = TypeVar("Item")
Result = TypeVar("Result")


def map_serial(function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """Yield ``function(item)`` of each item, in order, lazily."""
    with seldom_collecting():
        yield from map(function, items)
