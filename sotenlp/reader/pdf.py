"""PDF files with a text layer: paragraphs, headings, lists, columns and tables, without page furniture.

PDFium gives the letters and where they stand, the modules ``pdf_*`` make lines and paragraphs of
them. A page at a time is open, so that memory grows with the text alone.
"""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from sotenlp.document import Problem, Provenance
from sotenlp.errors import InputError
from sotenlp.reader.extracted import Extracted, Source, TextBuilder, check_length
from sotenlp.reader.pdf_furniture import printed_address, without_furniture
from sotenlp.reader.pdf_limits import check_streams
from sotenlp.reader.pdf_lines import Line, LineReader
from sotenlp.reader.pdf_page import read_drawing, read_words
from sotenlp.reader.pdf_paragraphs import write_paragraphs

_LEAST_LETTERS = 20
"""A page with fewer letters and a picture on it is a scanned one."""
_MOST_UNREADABLE = 0.3
_SHOWN_PAGES = 10
_OCR = "Recognise its text first (for example ocrmypdf -l fin in.pdf out.pdf), or copy it into a text file."


def extract(source: Source) -> Extracted:
    """The text of a PDF file.

    Raises:
        InputError: The file is broken or protected, has no text layer or none that can be read, or
            is too long.
    """
    check_streams(source)
    try:
        document = pdfium.PdfDocument(source.data)
    except pdfium.PdfiumError as error:
        raise _unopened(source, str(error)) from error
    try:
        pages, heights, empty = _read_pages(document, source)
        total = len(document)
    except pdfium.PdfiumError as error:
        raise _broken(source, str(error)) from error
    finally:
        document.close()
    if not any(pages):
        what = "a scanned PDF file: pictures of pages, without a text layer" if empty else "no text in it"
        raise InputError(source.path, what, _OCR, code="scanned" if empty else "empty")
    _check_letters(pages, source)
    builder = TextBuilder(source)
    write_paragraphs(without_furniture(pages, heights), builder)
    problems = (_empty_pages(source, empty, total),) if empty else ()
    return Extracted(
        builder.text(),
        provenance=Provenance(url=printed_address(pages)),
        places=builder.places(),
        problems=problems,
    )


def _read_pages(
    document: pdfium.PdfDocument, source: Source
) -> tuple[list[list[Line]], list[float], list[int]]:
    """The lines of each page, the pages' heights, and the numbers of those that are pictures alone.

    Raises:
        InputError: A page cannot be read, or the pages have too much text.
    """
    reader = LineReader()
    pages: list[list[Line]] = []
    heights: list[float] = []
    empty: list[int] = []
    length = 0
    for number, page in _opened(document, source):
        words = read_words(page, lambda count: check_length(count, source))
        letters = sum(len(word.text) for word in words)
        if letters < _LEAST_LETTERS and _has_picture(page):
            empty.append(number)
        heights.append(page.get_height())
        length += letters + len(words)
        check_length(length, source)
        rules, bullets = read_drawing(page, words) if words else ([], [])
        pages.append(reader.read([*words, *bullets], rules, number))
    return pages, heights, empty


def _opened(document: pdfium.PdfDocument, source: Source) -> Iterator[tuple[int, pdfium.PdfPage]]:
    for index in range(len(document)):
        page = document[index]
        try:
            yield index + 1, page
        finally:
            page.close()


def _has_picture(page: pdfium.PdfPage) -> bool:
    return next(iter(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)), None) is not None


def _check_letters(pages: list[list[Line]], source: Source) -> None:
    """Refuse a text layer whose letters have no meaning, as fonts without a table of characters give.

    Raises:
        InputError: Too many of its characters are no letters of any script.
    """
    text = "".join(line.text for lines in pages for line in lines)
    strange = sum("\ue000" <= character <= "\uf8ff" or character == "\ufffd" for character in text)
    if strange > _MOST_UNREADABLE * len(text):
        raise InputError(source.path, "its text layer has no readable letters", _OCR, code="scanned")


def _empty_pages(source: Source, empty: list[int], total: int) -> Problem:
    shown = ", ".join(map(str, empty[:_SHOWN_PAGES])) + (" …" if len(empty) > _SHOWN_PAGES else "")
    return Problem(
        "scanned_pages",
        f"{source.path}: {len(empty)} of {total} pages are pictures without text ({shown}) and were left "
        f"out. {_OCR}",
    )


def _unopened(source: Source, message: str) -> InputError:
    if "password" in message.lower():
        return InputError(
            source.path,
            "a PDF file protected by a password",
            "Save a copy without the password (for example qpdf --decrypt in.pdf out.pdf).",
            code="protected",
        )
    return _broken(source, message)


def _broken(source: Source, message: str) -> InputError:
    return InputError(
        source.path,
        f"a broken PDF file ({message.rstrip('.')})",
        "Download or save it again, or print it anew to PDF.",
        code="broken",
    )
