"""Python's collector of garbage, called less often while documents are read.

The objects of a document die by their reference counts; looking for cycles among the model's and
the document's many small objects after each few hundred new ones takes a tenth of the time. What dies
in cycles until then is a few megabytes.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (200_000, 20, 50)


def collect_seldom() -> None:
    """Look for garbage less often from now on in this process."""
    gc.set_threshold(*SELDOM)


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Look for garbage less often within a block."""
    before = gc.get_threshold()
    if before[0]:  # 0: somebody has turned it off.
        collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
