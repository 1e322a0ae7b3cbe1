"""Word documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from sotenlp.config import Config
from sotenlp.document import Document
from sotenlp.errors import InputError
from sotenlp.reader.reading import from_bytes


def saved(build: Callable[[WordDocument], object]) -> bytes:
    made = docx.Document()
    build(made)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def read(data: bytes, config: Config | None = None) -> Document:
    return from_bytes(data, path="sivu.docx", id="sivu", config=config)


def with_xml(*bodies: str) -> str:
    """The text of a document with paragraphs of raw XML."""

    def build(made: WordDocument) -> None:
        for body in bodies:
            made.element.body.insert(len(made.element.body) - 1, parse_xml(body))

    return read(saved(build)).text


W = nsdecls("w")


MC = "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"


def paragraph(inside: str) -> str:
    return f"<w:p {W} {MC}>{inside}</w:p>"


def test_headings_paragraphs_lists_and_tables_become_lines() -> None:
    def build(made: WordDocument) -> None:
        made.add_heading("Malli", 0)
        made.add_paragraph("Työ alkoi.")
        made.add_heading("Tulokset", 1)
        made.add_paragraph("yksi", style="List Bullet")
        made.add_paragraph("kaksi", style="List Bullet 2")
        made.add_paragraph("eka", style="List Number")
        made.add_paragraph("toka", style="List Number")
        table = made.add_table(rows=2, cols=3)
        for cell, words in zip(table._cells, ["A", "B", "", "1", "", "3"], strict=True):
            cell.text = words
        table.cell(0, 1).merge(table.cell(0, 2))
        made.add_paragraph("Loppu.")

    prose, lists = "Malli\n\nTyö alkoi.\n\nTulokset\n\n", "• yksi\n\n• kaksi\n\n1. eka\n2. toka\n\n"
    assert read(saved(build)).text == f"{prose}{lists}A\tB\t\n1\t\t3\n\nLoppu.\n"


@pytest.mark.parametrize(
    ("inside", "wanted"),
    [
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "a\nb"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb"),
        (
            "<w:ins><w:r><w:t>uusi</w:t></w:r></w:ins><w:del><w:r><w:delText>vanha</w:delText></w:r></w:del>",
            "uusi",
        ),
        ("<w:sdt><w:sdtContent><w:r><w:t>kenttä</w:t></w:r></w:sdtContent></w:sdt>", "kenttä"),
        ("<w:hyperlink><w:r><w:t>linkki</w:t></w:r></w:hyperlink>", "linkki"),
        ("<w:r><w:t>sosiaali</w:t><w:noBreakHyphen/><w:t> ja</w:t></w:r>", "sosiaali- ja"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>teksti</w:t></w:r>", "teksti"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>piilo</w:t></w:r><w:r><w:t>näkyy</w:t></w:r>", "näkyy"),
        (
            "<w:r><mc:AlternateContent><mc:Choice><w:t>yksi</w:t></mc:Choice><mc:Fallback><w:t>kaksi</w:t>"
            "</mc:Fallback></mc:AlternateContent></w:r>",
            "yksi",
        ),
        (
            "<w:r><w:t>runko</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>laatikko</w:t></w:r></w:p>"
            "</w:txbxContent></w:pict></w:r>",
            "runko\n\nlaatikko",
        ),
    ],
)
def test_the_text_is_what_the_document_says_now(inside: str, wanted: str) -> None:
    assert with_xml(paragraph(inside)) == wanted + "\n"


def test_a_heading_by_its_own_outline_level_stands_apart_from_a_list() -> None:
    heading = paragraph("<w:pPr><w:outlineLvl w:val='1'/></w:pPr><w:r><w:t>Otsikko</w:t></w:r>")
    assert with_xml(heading, paragraph("<w:r><w:t>Teksti</w:t></w:r>")) == "Otsikko\n\nTeksti\n"


def test_a_table_of_contents_is_left_out() -> None:
    contents = (
        f"<w:sdt {W}><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/>"
        "</w:docPartObj></w:sdtPr>"
        "<w:sdtContent><w:p><w:r><w:t>Tulokset 7</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    assert with_xml(contents, paragraph("<w:r><w:t>Teksti</w:t></w:r>")) == "Teksti\n"


def test_a_table_that_sets_the_page_is_read_as_text() -> None:
    def build(made: WordDocument) -> None:
        cell = made.add_table(rows=1, cols=1).cell(0, 0)
        cell.text = "Yksi"
        cell.add_paragraph("Kaksi")

    assert read(saved(build)).text == "Yksi\n\nKaksi\n"


def replaced(data: bytes, parts: dict[str, bytes]) -> bytes:
    """A package with some of its parts replaced or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *parts}:
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return file.getvalue()


def test_notes_follow_the_paragraph_that_refers_to_them() -> None:
    body = "<w:r><w:t>Työ alkoi</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:t>.</w:t></w:r>"
    data = saved(lambda made: made.element.body.insert(0, parse_xml(paragraph(body))))
    notes = "<w:footnote w:id='2'><w:p><w:r><w:t>Alaviite.</w:t></w:r></w:p></w:footnote>"
    data = replaced(data, {"word/footnotes.xml": f"<w:footnotes {W}>{notes}</w:footnotes>".encode()})
    assert read(data).text == "Työ alkoi.\n\nAlaviite.\n"


@pytest.mark.parametrize(
    ("data", "problem", "cure"),
    [
        (b"PK\x03\x04 rikki", "broken or protected Word document", "save it again as .docx"),
        (
            replaced(saved(lambda made: made), {"word/document.xml": b"<w:document"}),
            "broken",
            "save it again",
        ),
        (b"\xd0\xcf\x11\xe0" + bytes(600), r"\.doc", ".docx"),
    ],
)
def test_broken_and_old_files_are_refused_with_a_cure(data: bytes, problem: str, cure: str) -> None:
    with pytest.raises(InputError, match=problem) as caught:
        read(data)
    assert cure in caught.value.cure


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("xl/workbook.xml", "Excel"),
        ("ppt/presentation.xml", "PowerPoint"),
        ("content.xml", "OpenDocument"),
        ("a", "ZIP"),
    ],
)
def test_other_packages_are_named(name: str, problem: str) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, "x")
    with pytest.raises(InputError, match=problem) as caught:
        read(file.getvalue())
    assert caught.value.code == "format"


def test_a_bomb_is_refused_with_the_limit_named() -> None:
    bomb = replaced(saved(lambda made: made), {"word/document.xml": b"<w:document>" + b" " * 200_000_000})
    assert len(bomb) < 300_000
    with pytest.raises(InputError, match="unpacks to more than 100000000 bytes") as caught:
        read(bomb)
    assert caught.value.code == "too_large"
    entities = b"<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]><d>&b;</d>"
    with pytest.raises(InputError, match="broken"):
        read(replaced(saved(lambda made: made), {"word/document.xml": entities}))


def test_an_empty_document_has_no_text() -> None:
    with pytest.raises(InputError, match="no text in it"):
        read(saved(lambda made: made.add_paragraph(" ")))
