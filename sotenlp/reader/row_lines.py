"""The lines of a table with separators, and whether a quotation mark in them is left open."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import IO


class RowLines:
    """The lines of a file, of which those of the row that is being read are kept.

    Args:
        file: The file.
        longest: Most characters of a line.
    """

    def __init__(self, file: IO[str], longest: int) -> None:
        self._file = file
        self._longest = longest
        self.kept: list[str] = []

    def __iter__(self) -> Iterator[str]:
        """The lines in order.

        Raises:
            csv.Error: A line is too long.
        """
        while line := self._file.readline(self._longest):
            if len(line) >= self._longest:
                raise csv.Error(f"a line of more than {self._longest} characters")
            self.kept.append(line)
            yield line

    def are_open(self, delimiter: str) -> bool:
        """Whether a quotation mark in the kept lines is never closed; they are forgotten."""
        lines, self.kept = self.kept, []
        try:
            next(csv.reader(lines, delimiter=delimiter, strict=True), None)
        except csv.Error as error:
            return len(lines) > 1 and "unexpected end" in str(error)
        return False
