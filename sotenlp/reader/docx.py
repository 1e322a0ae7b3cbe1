"""Word documents (DOCX): headings, paragraphs, lists, tables, footnotes and text boxes.

The package is read with lxml part by part, so that pictures are never unpacked and what tracked
changes, content controls and text boxes hold is not lost. Deleted text, tables of contents and
headers and footers are left out.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib

from lxml import etree

from sotenlp.errors import InputError
from sotenlp.reader.docx_body import BodyWalk
from sotenlp.reader.docx_styles import Numbering, Styles
from sotenlp.reader.extracted import Extracted, Source, TextBuilder, check_tags

_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, KeyError, OSError,
    ValueError, NotImplementedError, RuntimeError, OverflowError, IndexError, etree.LxmlError,
)  # fmt: skip
"""What zipfile and lxml raise on packages that are cut, changed or protected."""
_OTHERS = (
    ("xl/", "an Excel workbook", "Save its sheet as CSV and name the column with --text-column."),
    ("ppt/", "a PowerPoint presentation", "Save it as PDF."),
    ("content.xml", "an OpenDocument file", "Open it in a word processor and save it as .docx."),
)
_MAIN = "word/document.xml"


def extract(source: Source) -> Extracted:
    """The text of a Word document.

    Raises:
        InputError: The file is broken, protected, no Word document, unpacks to too much, or has no text.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            package = _Package(archive, source)
            body = package.root(package.main)
            builder = TextBuilder(source)
            walk = BodyWalk(
                builder,
                Styles(package.related("styles")),
                Numbering(package.related("numbering")),
                notes={
                    "footnoteReference": package.related("footnotes"),
                    "endnoteReference": package.related("endnotes"),
                },
            )
            walk.read(body)
    except InputError:
        raise
    except _BROKEN as error:
        raise InputError(
            source.path,
            f"a broken or protected Word document ({error})",
            "Open it in a word processor, take off its password if it has one, and save it again as .docx.",
            code="broken",
        ) from error
    return Extracted(builder.text(), places=builder.places())


class _Package:
    """The parts of a Word document that have words in them or say how they are set."""

    def __init__(self, archive: zipfile.ZipFile, source: Source) -> None:
        self._archive = archive
        self._source = source
        self._left = source.config.max_unpacked_bytes
        self._names = set(archive.namelist())
        self.main = self._main()
        self._folder = posixpath.dirname(self.main)

    def _main(self) -> str:
        """Name of the part that holds the document's body.

        Raises:
            InputError: There is none.
        """
        if "_rels/.rels" in self._names:
            for target in self.root("_rels/.rels"):
                kind, name = target.get("Type") or "", (target.get("Target") or "").lstrip("/")
                if kind.endswith("/officeDocument") and name in self._names and not name.startswith("xl/"):
                    if name.startswith("ppt/"):
                        break
                    return name
        if _MAIN in self._names:
            return _MAIN
        for start, what, cure in _OTHERS:
            if any(name.startswith(start) for name in self._names):
                raise InputError(self._source.path, what, cure, code="format")
        raise InputError(
            self._source.path,
            "a ZIP archive without a Word document in it",
            "Unpack it and give the files in it.",
            code="format",
        )

    def related(self, kind: str) -> etree._Element | None:
        """The part of a kind that belongs to the body, or None."""
        name = posixpath.join(self._folder, f"{kind}.xml")
        return self.root(name) if name in self._names else None

    def root(self, name: str) -> etree._Element:
        """The parsed XML of a part.

        Raises:
            InputError: The parts together unpack to more than the settings allow.
        """
        self._left -= self._archive.getinfo(name).file_size
        if self._left < 0:
            raise InputError(
                self._source.path,
                f"unpacks to more than {self._source.config.max_unpacked_bytes} bytes",
                "Save its text alone, or raise max_unpacked_bytes in the settings.",
                code="too_large",
            )
        data = self._archive.read(name)
        check_tags(data, self._source)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        return etree.fromstring(data, parser)
