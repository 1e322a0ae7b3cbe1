"""Hashed features: numbers of strings, folded into a table of weights."""

from __future__ import annotations

import zlib
from functools import cache

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Indices = NDArray[np.int64]

TABLE_BITS = 22
PRIMES = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x27D4EB2F165667C5, 0x85EBCA77C2B2AE63)
TEMPLATE_PRIME = 0x165667B19E3779F9
FIRST_SHIFT, LAST_SHIFT = 29, 20
_LARGEST = (1 << 64) - 1
_MASK = np.uint64((1 << TABLE_BITS) - 1)
_PRIMES = tuple(np.uint64(prime) for prime in PRIMES)


def hash_text(text: str) -> int:
    """A hash that is the same in every process."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


cached_hash = cache(hash_text)


def fold(template: int, *columns: Hashes) -> Indices:
    """Places in the weights of one template's features."""
    mixed: Hashes = columns[0] * _PRIMES[0]
    mixed += np.uint64(template * TEMPLATE_PRIME & _LARGEST)
    for column, prime in zip(columns[1:], _PRIMES[1:], strict=False):
        mixed += column * prime
    mixed ^= mixed >> np.uint64(FIRST_SHIFT)
    mixed *= _PRIMES[1]
    mixed >>= np.uint64(LAST_SHIFT)
    mixed &= _MASK
    return mixed.view(np.int64)
