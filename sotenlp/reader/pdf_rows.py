"""The words of a page of a PDF file in rows, each cut into chunks at wide gaps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sotenlp.reader.pdf_page import Word

_SAME_LINE = 0.4
"""Words whose baselines differ by less than this share of their height stand on one line."""
_CHUNK_GAP = 0.9
"""A gap of so many heights cuts a line into chunks, which may be columns or cells."""
_TWICE = 1.5
"""Points within which the same word stands twice: bold type by drawing twice."""
_MARK = re.compile(r"[•·●○▪■□◦‣∙➢✓*–—-]|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-hA-H])[.):]")


@dataclass(slots=True)
class Chunk:
    """Words of a line without a wide gap between them."""

    words: list[Word]

    @property
    def text(self) -> str:
        """Its words with spaces between them."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.words[-1].right


Row = list[Chunk]


def read_rows(words: Sequence[Word]) -> list[Row]:
    """The words in lines from above, cut into chunks at wide gaps."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: -w.base):
        if lines and abs(lines[-1][0].base - word.base) <= _SAME_LINE * max(word.height, lines[-1][0].height):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [_chunks(sorted(line, key=lambda w: w.left)) for line in lines]


def _chunks(words: list[Word]) -> Row:
    row: Row = []
    for word in words:
        last = row[-1].words[-1] if row else None
        if last is not None and word.text == last.text and abs(word.left - last.left) < _TWICE:
            continue
        if last is None or word.left - last.right > _CHUNK_GAP * max(word.height, last.height):
            row.append(Chunk([word]))
        else:
            row[-1].words.append(word)
    if len(row) > 1 and _MARK.fullmatch(row[0].text):
        row[0:2] = [Chunk(row[0].words + row[1].words)]
    return row
