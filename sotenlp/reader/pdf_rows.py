"""The words of a page of a PDF file in rows, each cut into chunks at wide gaps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sotenlp.reader.pdf_page import Word

_SAME_LINE = 0.4
"""Words whose baselines differ by less than this share of their height stand on one line."""
_CHUNK_GAP = 0.78
"""A gap of so many heights cuts a line into chunks, which may be columns or cells."""
_TWICE = 1.5
"""Points within which the same word stands twice: bold type by drawing twice."""
_MOST_STRETCHED, _EQUAL, _LEAST_LETTERS = 3.2, 0.06, 4
_RAISED = 0.55
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
    """The words in lines from above, cut into chunks at wide gaps.

    Args:
        words: The words of a page or of a part of it.
    """
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: -w.base):
        if lines and abs(lines[-1][0].base - word.base) <= _SAME_LINE * _common(lines[-1][0], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [_chunks(_once(sorted(line, key=lambda w: w.left))) for line in lines]


def _common(one: Word, other: Word) -> float:
    """A height for two words: the smaller one's, but not much less than the larger one's."""
    return max(min(one.height, other.height), _RAISED * max(one.height, other.height))


def _once(words: list[Word]) -> list[Word]:
    """The words of a line without those that are drawn a second time at the same place."""
    kept: list[Word] = []
    for word in words:
        if not kept or word.text != kept[-1].text or abs(word.left - kept[-1].left) >= _TWICE:
            kept.append(word)
    return kept


def _chunks(words: list[Word]) -> Row:
    gaps = [other.left - one.right for one, other in pairwise(words)]
    row: Row = [Chunk([words[0]])]
    for index, word in enumerate(words[1:]):
        wide = gaps[index] > _CHUNK_GAP * max(word.height, words[index].height)
        if wide and not _is_stretched(words, gaps, index):
            row.append(Chunk([word]))
        else:
            row[-1].words.append(word)
    if len(row) > 1 and _MARK.fullmatch(row[0].text):
        row[0:2] = [Chunk(row[0].words + row[1].words)]
    return row


def _is_stretched(words: list[Word], gaps: list[float], index: int) -> bool:
    """Whether a wide gap is one of the equal spaces of a line that is set to the full width."""
    gap = gaps[index]
    if gap > _MOST_STRETCHED * words[index].height:
        return False
    beside = [gaps[other] for other in (index - 1, index + 1) if 0 <= other < len(gaps)]
    letters = sum(len(word.text) for word in words[max(0, index - 1) : index + 3])
    return letters > 2 * _LEAST_LETTERS and any(abs(gap - other) <= _EQUAL * gap for other in beside)
