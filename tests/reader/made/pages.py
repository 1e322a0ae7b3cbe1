"""A text's layout as a list of parts, and the four formats written of it."""

from __future__ import annotations

import html
import io
import re
from dataclasses import dataclass
from itertools import groupby

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer, Table

from sotenlp.document import Document
from sotenlp.reader import from_text
from sotenlp.schema import BlockKind

CHROME = """<!DOCTYPE html>
<!-- saved from url=(0031)https://example.org/fi/sivu/made -->
<html lang="fi"><head><meta charset="utf-8"><title>{title} | Esimerkkikylä</title>
<style>body {{ color: black }}</style><script>var eväste = "ei tekstiä";</script></head>
<body><div id="cookie-notice"><p>Käytämme evästeitä sivuston kehittämiseen.</p><button>Hyväksy</button></div>
<header><a class="skip-link" href="#main">Hyppää sisältöön</a>
<nav><ul><li><a href="/">Etusivu</a></li><li><a href="/mallit">Selaa malleja</a></li></ul></nav></header>
<div class="breadcrumb">Etusivu / Kokonaisuudet</div>
<main id="main"><article>
{body}
<figure><img src="x.png" alt="kaavio"><figcaption>Kuva 7. Kaavio prosessista.</figcaption></figure>
</article></main>
<footer><p>Esimerkkikylän ylläpito</p></footer></body></html>
"""
ICON = "<svg><title>icon/chevron-down</title><desc>Created with Sketch.</desc></svg> "


@dataclass(frozen=True)
class Part:
    """A heading, label, value, list item, table row or paragraph with its words."""

    kind: BlockKind
    text: str

    @property
    def cells(self) -> list[str]:
        """The cells of a table row."""
        return [cell.strip() for cell in self.text.split("\t" if "\t" in self.text else "|")]


def parts_of(document: Document) -> list[Part]:
    """The parts of a document that was read from a text."""
    parts = []
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if text.lower().startswith("icon/"):
            continue
        if block.kind is BlockKind.CELL and (end := document.text.find("\n", block.end)) > 0:
            text = document.text[block.start : end]
        parts.append(Part(block.kind, text))
    return parts


def as_text(parts: list[Part]) -> str:
    """The parts as a plain text."""
    lines = []
    for kind, group in groupby(parts, key=lambda part: part.kind):
        tight = kind in {BlockKind.CELL, BlockKind.ITEM}
        lines.append(("\n" if tight else "\n\n").join(part.text for part in group))
    return "\n\n".join(lines) + "\n"


def as_html(parts: list[Part]) -> bytes:
    """The parts as a web page with navigation, a cookie notice, icons and a captioned picture around them."""
    body = []
    for kind, group in groupby(parts, key=lambda part: part.kind):
        texts = list(group)
        shown = [html.escape(part.text).replace("\n", "<br>\n") for part in texts]
        if kind is BlockKind.HEADING and not body:
            body += [f"<h1>{shown[0]}</h1>", *[f"<h2>{words}</h2>" for words in shown[1:]]]
        elif kind is BlockKind.HEADING:
            body += [f'<h2><button aria-expanded="true">{ICON}{words}</button></h2>' for words in shown]
        elif kind is BlockKind.LABEL:
            body += [f'<div class="field__label">{words}</div>' for words in shown]
        elif kind is BlockKind.VALUE:
            body += [f'<div class="field__item"><span>{words}</span></div>' for words in shown]
        elif kind is BlockKind.ITEM:
            body.append(_html_list(shown))
        elif kind is BlockKind.CELL:
            rows = ["".join(f"<td>{html.escape(cell)}</td>" for cell in part.cells) for part in texts]
            body.append("<table><tbody>" + "".join(f"<tr>{row}</tr>\n" for row in rows) + "</tbody></table>")
        else:
            body += [f"<p>{words}</p>" for words in shown]
    return CHROME.format(title="Sivu", body="\n".join(body)).encode()


_BULLET = re.compile(r"^[•*–-]\s+")


def _html_list(items: list[str]) -> str:
    """Bullets as a list; items with numbers as lines, as their numbers may be wrong."""
    if all(_BULLET.match(item) for item in items):
        return "<ul>" + "".join(f"<li>{_BULLET.sub('', item, count=1)}</li>\n" for item in items) + "</ul>"
    return "<div>" + "<br>\n".join(items) + "</div>"


def as_docx(parts: list[Part]) -> bytes:
    """The parts as a Word document."""
    made = docx.Document()
    for kind, group in groupby(parts, key=lambda part: part.kind):
        texts = list(group)
        if kind is BlockKind.CELL:
            width = max(len(part.cells) for part in texts)
            table = made.add_table(rows=len(texts), cols=width)
            for row, part in zip(table.rows, texts, strict=True):
                for cell, words in zip(row.cells, part.cells, strict=False):
                    cell.text = words
            continue
        if kind is BlockKind.ITEM and not all(_BULLET.match(part.text) for part in texts):
            made.add_paragraph("\n".join(part.text for part in texts))
            continue
        for part in texts:
            if kind is BlockKind.HEADING:
                made.add_heading(part.text, 2)
            elif kind is BlockKind.ITEM:
                made.add_paragraph(_BULLET.sub("", part.text, count=1), style="List Bullet")
            else:
                made.add_paragraph(part.text)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


_STYLES = getSampleStyleSheet()
BODY = ParagraphStyle("body", _STYLES["BodyText"], fontSize=10, leading=13, spaceAfter=7)
TIGHT = ParagraphStyle("tight", BODY, spaceAfter=1)
SMALL = ParagraphStyle("small", TIGHT, fontSize=6.5, leading=8)
HEADING = ParagraphStyle("heading", _STYLES["Heading2"], fontSize=14, leading=18)


def as_pdf(parts: list[Part], *, columns: int = 1, border: bool = True, packed: bool = True) -> bytes:
    """The parts as a PDF file with a header, a footer and page numbers.

    Args:
        parts: The parts.
        columns: Number of columns of each page.
        border: Whether tables have borders.
        packed: Whether the pages are compressed.
    """
    story: list[Flowable] = []
    for kind, group in groupby(parts, key=lambda part: part.kind):
        texts = list(group)
        if kind is BlockKind.CELL:
            width = max(len(part.cells) for part in texts)
            rows = [
                [
                    Paragraph(html.escape(cell), SMALL if width > 3 else TIGHT)
                    for cell in part.cells + [""] * (width - len(part.cells))
                ]
                for part in texts
            ]
            lines = [("GRID", (0, 0), (-1, -1), 0.5, "black")] if border else []
            story += [Table(rows, colWidths=[475 / columns / width] * width, style=lines), Spacer(1, 10)]
            continue
        for part in texts:
            words = html.escape(part.text).replace("\n", "<br/>")
            if kind is BlockKind.ITEM:
                words = _BULLET.sub("• ", words, count=1)
            style = HEADING if kind is BlockKind.HEADING else TIGHT if kind is BlockKind.ITEM else BODY
            story.append(Paragraph(words, style))
    return pdf_of(story, columns=columns, packed=packed)


def pdf_of(
    story: list[Flowable],
    *,
    columns: int = 1,
    header: str = "Hankkeen loppuraportti 2023",
    packed: bool = True,
) -> bytes:
    """A PDF file of a story, with a header and a page number on each page."""
    file = io.BytesIO()

    def furniture(canvas: Canvas, template: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, A4[1] - 35, header)
        canvas.drawRightString(A4[0] - 60, 30, f"Sivu {template.page}")

    made = BaseDocTemplate(file, pagesize=A4, pageCompression=int(packed))
    width = (A4[0] - 120 - 20 * (columns - 1)) / columns
    frames = [Frame(60 + number * (width + 20), 50, width, A4[1] - 100) for number in range(columns)]
    made.addPageTemplates(PageTemplate("page", frames, onPage=furniture))
    made.build(story)
    return file.getvalue()


def made_of(text: str) -> dict[str, tuple[str, bytes]]:
    """A text's parts in each format: name of the file and its bytes."""
    parts = parts_of(from_text(text))
    return {
        "text": ("sivu.txt", as_text(parts).encode()),
        "html": ("sivu.html", as_html(parts)),
        "docx": ("sivu.docx", as_docx(parts)),
        "pdf": ("sivu.pdf", as_pdf(parts)),
    }
