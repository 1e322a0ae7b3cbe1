"""The vocabulary tables that ship with sotenlp, read once.

Tables are CSV files in ``corpora/vocabulary``; list-valued cells are separated by ";".
The stages build their own look-ups from these rows.
"""

from __future__ import annotations

import csv
import io
from functools import cache

from sotenlp.config import corpus_folder

Row = dict[str, str]


@cache
def read_table(name: str) -> tuple[Row, ...]:
    """Rows of one vocabulary table, in file order; do not change them.

    Args:
        name: Table name without suffix: "areas", "municipalities", "organisations", "goals",
            "target_groups", "units", "number_words", "practices", …
    """
    text = corpus_folder("vocabulary").joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(io.StringIO(text)))


def split_cell(cell: str | None) -> tuple[str, ...]:
    """The values of a list-valued cell; () for an empty one.

    >>> split_cell("Essote; Etelä-Savon sote")
    ('Essote', 'Etelä-Savon sote')
    """
    return tuple(part.strip() for part in (cell or "").split(";") if part.strip())
