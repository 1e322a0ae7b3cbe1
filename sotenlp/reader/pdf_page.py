"""One page of a PDF file: its words with their places, and the lines drawn on it.

All coordinates are in points, as the page is shown: x from the left, y from below.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_HYPHEN, _NO_CHARACTER = 0x02, 0xFFFE
_SPACES = frozenset({0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x2002, 0x2003, 0x2009, 0x202F})
_BULLETS = {"\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•", "\uf0fc": "•", "\uf0b0": "•", "\uf02d": "–"}
_WORD_GAP = 0.12
"""Gap in heights of a letter from which two letters without a space between are two words."""
_RAISED = 0.8
"""A mark of a note is smaller than this share of the word before it."""
_THIN = 3.0
_MOST_PATHS, _MOST_SEGMENTS = 4000, 400
_LARGEST_DOT, _MOST_DOTS, _BULLET_GAP = 7.0, 200, 2.5

Place = Callable[[float, float], tuple[float, float]]


@dataclass(slots=True)
class Word:
    """A word where it stands.

    Attributes:
        text: Its characters.
        left: Its left edge.
        right: Its right edge.
        base: The y of its baseline.
        height: Height of its letters with what their font reaches above and below.
    """

    text: str
    left: float
    right: float
    base: float
    height: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line drawn on a page: from (left, low) to (right, high); one side is thin."""

    left: float
    low: float
    right: float
    high: float

    @property
    def is_flat(self) -> bool:
        """Whether it runs from left to right."""
        return self.right - self.left >= self.high - self.low


def read_words(page: pdfium.PdfPage, check: Callable[[int], None]) -> list[Word]:
    """The words of a page in the order of the file, without text that is turned on its side.

    Args:
        page: The page.
        check: Is called with the number of the page's letters before they are read, to refuse too many.
    """
    place = _as_shown(page)
    text = page.get_textpage()
    try:
        check(text.count_chars())
        return list(_words(text, place, page.get_rotation()))
    finally:
        text.close()


def _words(text: pdfium.PdfTextPage, place: Place, rotation: int) -> Iterator[Word]:
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    word: Word | None = None
    high_half = 0
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high_half = code
            continue
        if 0xDC00 <= code < 0xE000 and high_half:
            code = 0x10000 + ((high_half - 0xD800) << 10) + (code - 0xDC00)
        high_half = 0
        if code in _SPACES or (code < 0x20 and code != _HYPHEN) or _is_turned(text, index, rotation):
            if word is not None:
                yield word
            word = None
            continue
        character = "-" if code in {_HYPHEN, _NO_CHARACTER} else chr(code)
        character = _BULLETS.get(character, character)
        if not raw.FPDFText_GetLooseCharBox(text, index, box):
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        (one, low), (other, high) = place(box.left, box.bottom), place(box.right, box.top)
        left, right, height = min(one, other), max(one, other), abs(high - low)
        base = place(x.value, y.value)[1]
        if word is not None and _goes_on(word, left, base, height):
            if height < _RAISED * word.height and base > word.base and character.isdigit():
                continue
            word.text += character
            word.right = max(word.right, right)
            word.height = max(word.height, height)
            continue
        if word is not None:
            yield word
        word = Word(character, left, right, base, height)
    if word is not None:
        yield word


def _is_turned(text: pdfium.PdfTextPage, index: int, rotation: int) -> bool:
    """Whether a letter stands on its side on the page as shown."""
    turns = raw.FPDFText_GetCharAngle(text, index) / 1.5707963 - rotation / 90
    return bool(abs(turns - 2 * round(turns / 2)) > 0.25)


def _goes_on(word: Word, left: float, base: float, height: float) -> bool:
    """Whether a letter belongs to the word before it."""
    tallest = max(word.height, height)
    near = -tallest < left - word.right < _WORD_GAP * tallest + 0.5
    return near and abs(base - word.base) < 0.5 * tallest


def _as_shown(page: pdfium.PdfPage) -> Place:
    """The way from a point of the file to the point of the page as shown, which may be turned."""
    rotation = page.get_rotation()
    left, low, right, high = page.get_mediabox()
    if rotation == 90:
        return lambda x, y: (y - low, right - x)
    if rotation == 180:
        return lambda x, y: (right - x, high - y)
    if rotation == 270:
        return lambda x, y: (high - y, x - left)
    return lambda x, y: (x, y)


def read_drawing(page: pdfium.PdfPage, words: Sequence[Word]) -> tuple[list[Rule], list[Word]]:
    """The straight lines drawn on a page, and the dots drawn before words, as browsers draw bullets.

    Edges of boxes count as lines, as the borders of tables are drawn.

    Args:
        page: The page.
        words: Its words.
    """
    place = _as_shown(page)
    rules: list[Rule] = []
    dots: list[Word] = []
    for number, item in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if number >= _MOST_PATHS:
            break
        segments = raw.FPDFPath_CountSegments(item)
        left, low, right, high = item.get_bounds()
        width, height = right - left, high - low
        if min(width, height) > 1 and max(width, height) <= _LARGEST_DOT and abs(width - height) < 1:
            dots.append(_dot(place(left, low), place(right, high)))
        elif min(width, height) <= _THIN:
            rules += _rules([(left, low), (right, high)], place)
        elif segments <= _MOST_SEGMENTS:
            for line in _segments(item, segments):
                rules += _rules(line, place)
    found = (_bullet(dot, words) for dot in dots) if len(dots) <= _MOST_DOTS else ()
    return rules, [dot for dot in found if dot is not None]


def _dot(one: tuple[float, float], other: tuple[float, float]) -> Word:
    low, high = min(one[1], other[1]), max(one[1], other[1])
    return Word("•", min(one[0], other[0]), max(one[0], other[0]), low, high - low)


def _bullet(dot: Word, words: Sequence[Word]) -> Word | None:
    """A dot as the bullet of the line that starts to its right, or None where none does."""
    middle = dot.base + dot.height / 2
    line = [word for word in words if word.base - 1 < middle < word.base + 0.8 * word.height]
    first = min(line, key=lambda word: word.left, default=None)
    if first is None or not dot.right <= first.left < dot.right + _BULLET_GAP * first.height:
        return None
    return Word("•", dot.left, dot.right, first.base, first.height)


def _rules(line: list[tuple[float, float]], place: Place) -> list[Rule]:
    (x1, y1), (x2, y2) = place(*line[0]), place(*line[1])
    left, right, low, high = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
    if min(right - left, high - low) > _THIN or max(right - left, high - low) < 2 * _THIN:
        return []
    return [Rule(left, low, right, high)]


def _segments(item: pdfium.PdfObject, count: int) -> Iterator[list[tuple[float, float]]]:
    """The straight parts of a path, between points of the page."""
    matrix = item.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    first: tuple[float, float] | None = None
    last: tuple[float, float] | None = None
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            yield [last, point]
        elif kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        last = point
        if raw.FPDFPathSegment_GetClose(segment) and first is not None:
            yield [last, first]
            last = first
