"""Headers, footers and page numbers of a PDF file: lines at the edges of pages that come again."""

from __future__ import annotations

import re
from collections import Counter

from sotenlp.reader.pdf_lines import Line

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"[-–—\s|]*(?:(?:sivu|sida|page|s\.)\s*)?\d{1,4}\s*(?:(?:/|\(|\||av|of)\s*\d{1,4}\s*\)?)?[-–—\s|]*",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"(?:[.…]\s?){4,}\s*\d{1,4}$")
_EDGE_LINES = 3
_SHARE = 0.4
_LEAST_PAGES = 2
_STEP = 8
"""Points within which the edge lines of two pages stand at one height."""


def without_furniture(pages: list[list[Line]]) -> list[list[Line]]:
    """The lines of each page without headers, footers, page numbers and tables of contents.

    A line among the first or last three of a page goes where the same words, whatever their
    digits, stand at the same height on two fifths of the pages; a lone page number goes always.

    Args:
        pages: The lines of each page.
    """
    edges = [_edges(lines) for lines in pages]
    counts = Counter(key for page in edges for key in {_key(line) for line in page})
    least = max(_LEAST_PAGES, _SHARE * sum(bool(lines) for lines in pages))
    kept = []
    for lines, edge in zip(pages, edges, strict=True):
        gone = {id(line) for line in edge if sum(counts[key] for key in _near(line)) >= least}
        gone |= {id(line) for line in _outermost(lines, gone) if _NUMBER.fullmatch(line.text)}
        kept.append([line for line in lines if id(line) not in gone and not _CONTENTS.search(line.text)])
    return kept


def _edges(lines: list[Line]) -> list[Line]:
    """The lines highest and lowest on a page."""
    by_height = sorted(lines, key=lambda line: -line.base)
    return by_height if len(lines) <= 2 * _EDGE_LINES else by_height[:_EDGE_LINES] + by_height[-_EDGE_LINES:]


def _outermost(lines: list[Line], gone: set[int]) -> list[Line]:
    """The first and the last line of a page that stay."""
    rest = sorted((line for line in lines if id(line) not in gone), key=lambda line: -line.base)
    return [rest[0], rest[-1]] if len(rest) > 1 else []


def _key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", " ".join(line.text.split()).casefold()), round(line.base / _STEP)


def _near(line: Line) -> list[tuple[str, int]]:
    """The keys of the same words at nearly the same height."""
    words, step = _key(line)
    return [(words, step + move) for move in (-1, 0, 1)]
