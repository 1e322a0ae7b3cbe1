"""A dictionary that forgets everything before it grows too large."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class TypeCache(dict[Key, Value], Generic[Key, Value]):
    """What was computed for each word type; emptied when it reaches its limit.

    Subscripting a type that is not yet known computes it. A text repeats its words, so
    that refilling after a reset costs little, and a long run never outgrows the memory.

    Args:
        compute: Gives the value of a key.
        limit: Number of types to hold at most.
    """

    def __init__(self, compute: Callable[[Key], Value], *, limit: int) -> None:
        super().__init__()
        self._compute = compute
        self._limit = limit

    def __missing__(self, key: Key) -> Value:
        value = self._compute(key)
        if len(self) >= self._limit:
            self.clear()
        self[key] = value
        return value
