"""Headers, footers and page numbers of a PDF file: lines at the edges of pages that come again."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from sotenlp.reader.pdf_lines import Line

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"[-–—\s|]*(?:(?:sivu|sida|page|s\.)\s*)?\d{1,4}\s*(?:(?:/|\(|\||av|of)\s*\d{1,4}\s*\)?)?[-–—\s|]*",
    re.IGNORECASE,
)
_PAGE_OF = re.compile(r"\d\s*[/(]\s*\d")
_PRINTED = re.compile(r"^((?:https?|file)://\S+)\s+\d{1,4}/\d{1,4}$")
"""The footer of a page that a browser printed."""
_CONTENTS = re.compile(r"(?:[.…]\s?){4,300}\s*\d{1,4}$")
_LONGEST_LEADER = 400
_EDGE_LINES = 3
_SHARE = 0.4
_MOST_NUMBERS, _MOST_DIGITS = 6, 5
_LEAST, _LEAST_SMALL = 3, 2
_SMALL, _MARGIN, _MARGIN_GAP = 0.93, 0.09, 1.8
_STEP = 8
"""Points within which the edge lines of two pages stand at one height."""


def without_furniture(pages: list[list[Line]], heights: list[float]) -> list[list[Line]]:
    """The lines of each page without headers, footers, page numbers and tables of contents.

    A line among the first or last three of a page goes where the same words, page numbers aside,
    stand at the same height on two fifths of the pages (and on three, unless they are set smaller
    than the text); small words alone in the upper margin and a lone page number always go.

    Args:
        pages: The lines of each page.
        heights: The height of each page in points.
    """
    edges = [_edges(lines) for lines in pages]
    body = _body_height(pages)
    found = _places(edges, body)
    share = _SHARE * sum(bool(lines) for lines in pages)
    kept = []
    for lines, edge, height in zip(pages, edges, heights, strict=True):
        gone = set()
        for line in edge:
            least = max(_LEAST_SMALL if line.height < _SMALL * body else _LEAST, share)
            if _repeats(line, found, body) >= max(_LEAST_SMALL, min(least, len(pages))):
                gone.add(id(line))
        outer = _outermost(lines, gone)
        gone |= {id(line) for line in outer if _NUMBER.fullmatch(line.text) or _PRINTED.search(line.text)}
        topmost = max(lines, key=lambda line: line.base, default=None)
        if outer and outer[0] is topmost and _is_margin_note(topmost, lines, height, body):
            gone.add(id(outer[0]))
        kept.append(
            [
                line
                for line in lines
                if id(line) not in gone and not _CONTENTS.search(line.text[-_LONGEST_LEADER:])
            ]
        )
    return kept


Places = dict[str, dict[int, set[int]]]
"""For words the heights at which they stand, in steps, and the pages where they do."""


def _places(edges: list[list[Line]], body: float) -> Places:
    found: Places = {}
    for lines in edges:
        for line in lines:
            for words in _forms(line, body):
                steps = found.setdefault(words, {})
                steps.setdefault(round(line.base / _STEP), set()).add(line.page)
    return found


def _repeats(line: Line, found: Places, body: float) -> int:
    """On how many pages the words of a line stand at its height."""
    step = round(line.base / _STEP)
    counts = []
    for words in _forms(line, body):
        steps = found[words]
        counts.append(len(set().union(*(steps.get(step + move, ()) for move in (-1, 0, 1)))))
    return max(counts)


def _forms(line: Line, body: float) -> set[str]:
    """A line's words, and those with a number as its distance to the page's number in its place.

    In letters as large as the text a number counts as a page's only where it looks like one, for
    numbered headings may stand at the top of page after page.
    """
    words = " ".join(line.text.split()).casefold()
    forms = {words}
    if line.height < _SMALL * body or line.is_row or _PAGE_OF.search(words) or _NUMBER.fullmatch(words):
        for number in islice(_DIGITS.finditer(words), _MOST_NUMBERS):
            if len(number[0]) <= _MOST_DIGITS:
                distance = int(number[0]) - line.page
                forms.add(f"{words[: number.start()]}#{distance}{words[number.end() :]}")
    return forms


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


def _edges(lines: list[Line]) -> list[Line]:
    """The lines highest and lowest on a page."""
    by_height = sorted(lines, key=lambda line: -line.base)
    return by_height if len(lines) <= 2 * _EDGE_LINES else by_height[:_EDGE_LINES] + by_height[-_EDGE_LINES:]


def _outermost(lines: list[Line], gone: set[int]) -> list[Line]:
    """The first and the last line of a page that stay."""
    rest = sorted((line for line in lines if id(line) not in gone), key=lambda line: -line.base)
    return [rest[0], rest[-1]] if len(rest) > 1 else []
