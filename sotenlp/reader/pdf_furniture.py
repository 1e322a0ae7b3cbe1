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
_PRINTED = re.compile(r"^((?:https?|file)://\S+)\s+\d{1,4}/\d{1,4}$")
"""The footer of a page that a browser printed."""
_CONTENTS = re.compile(r"(?:[.…]\s?){4,}\s*\d{1,4}$")
_EDGE_LINES = 3
_SHARE = 0.4
_LEAST, _LEAST_SMALL = 3, 2
_SMALL, _MARGIN, _MARGIN_GAP = 0.93, 0.09, 1.8
_STEP = 8
"""Points within which the edge lines of two pages stand at one height."""


def without_furniture(pages: list[list[Line]], heights: list[float]) -> list[list[Line]]:
    """The lines of each page without headers, footers, page numbers and tables of contents.

    A line among the first or last three of a page goes where the same words, whatever their
    digits, stand at the same height on two fifths of the pages (and on three, unless they are set
    smaller than the text); small words alone in the upper margin and a lone page number always go.

    Args:
        pages: The lines of each page.
        heights: The height of each page in points.
    """
    edges = [_edges(lines) for lines in pages]
    counts = Counter(key for page in edges for key in {_key(line) for line in page})
    share = _SHARE * sum(bool(lines) for lines in pages)
    body = _body_height(pages)
    kept = []
    for lines, edge, height in zip(pages, edges, heights, strict=True):
        gone = set()
        for line in edge:
            least = max(_LEAST_SMALL if line.height < _SMALL * body else _LEAST, share)
            if sum(counts[key] for key in _near(line)) >= min(least, max(_LEAST_SMALL, len(pages))):
                gone.add(id(line))
        outer = _outermost(lines, gone)
        gone |= {id(line) for line in outer if _NUMBER.fullmatch(line.text) or _PRINTED.search(line.text)}
        topmost = max(lines, key=lambda line: line.base, default=None)
        if outer and outer[0] is topmost and _is_margin_note(topmost, lines, height, body):
            gone.add(id(outer[0]))
        kept.append([line for line in lines if id(line) not in gone and not _CONTENTS.search(line.text)])
    return kept


def printed_address(pages: list[list[Line]]) -> str | None:
    """The address of a web page that was printed to the file, where its footer shows it whole."""
    for lines in pages:
        for line in lines:
            printed = _PRINTED.search(line.text)
            if (
                printed
                and printed[1].startswith("http")
                and "…" not in printed[1]
                and "..." not in printed[1]
            ):
                return printed[1]
    return None


def _body_height(pages: list[list[Line]]) -> float:
    """The height of letters that most of the text is set in."""
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[round(line.height, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _is_margin_note(line: Line, lines: list[Line], height: float, body: float) -> bool:
    """Whether a line of small letters stands alone in the upper margin of a page."""
    if line.height >= _SMALL * body or line.base < (1 - _MARGIN) * height:
        return False
    below = [other.base for other in lines if other.base < line.base - line.height / 2]
    return not below or line.base - max(below) > _MARGIN_GAP * line.height


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
