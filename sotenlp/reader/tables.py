"""The word lists of the reader: CSV files beside its modules, read once."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib.resources import files

Row = dict[str, str]


@cache
def read_data(name: str) -> tuple[Row, ...]:
    """Rows of one word list, in file order; do not change them.

    Args:
        name: File name in ``sotenlp/reader/data``, without suffix.
    """
    text = files("sotenlp.reader").joinpath("data", f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(io.StringIO(text)))
