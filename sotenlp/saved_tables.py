"""The tables of an output folder, each read when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from sotenlp.graph.columns import COLUMNS, INTEGERS, TEXTS


class SavedTables(Mapping[str, pd.DataFrame]):
    """Tables by name, with the columns and types that `sotenlp.graph.tables.build_tables` gives.

    Args:
        find: Gives the path of a file of the folder by its name, or raises.
    """

    def __init__(self, find: Callable[[str], Path]) -> None:
        self._find = find
        self._read: dict[str, pd.DataFrame] = {}

    def __getitem__(self, kind: str) -> pd.DataFrame:
        """The table of a kind, read at its first use."""
        if kind not in self._read:
            columns = COLUMNS[kind]
            frame = pd.read_parquet(self._find(f"{kind}.parquet"))
            self._read[kind] = pd.DataFrame(
                {name: _typed(frame[name], type_) for name, type_ in columns.items()}
            )
        return self._read[kind]

    def __iter__(self) -> Iterator[str]:
        """Names of the tables."""
        return iter(COLUMNS)

    def __len__(self) -> int:
        """Number of the tables."""
        return len(COLUMNS)


def _typed(column: Any, type_: str) -> Any:
    if type_ in {TEXTS, INTEGERS}:
        return pd.Series([list(cell) for cell in column], dtype="object")
    return column.astype(type_)
