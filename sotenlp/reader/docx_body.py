"""The walk over a Word document's body: paragraphs to lines, list items, table rows and notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from sotenlp.reader.docx_styles import Numbering, Setting, Styles, attribute, value
from sotenlp.reader.extracted import TextBuilder

_CONTAINERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent"})
"""Elements around paragraphs, tables and runs that say nothing of the text."""
_GONE = frozenset(
    {"del", "moveFrom", "instrText", "delText", "fldData", "pPr", "rPr", "sdtPr", "sdtEndPr", "Fallback"}
)
"""Elements whose content does not stand in the document as it reads now."""
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_MOST_SPANNED = 100


def local_name(element: etree._Element) -> str:
    """An element's name without its namespace; "" for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


class BodyWalk:
    """Reads the body of a Word document into a text.

    Args:
        builder: Takes the lines.
        styles: The document's paragraph styles.
        numbering: Its lists.
        notes: For each kind of reference the part that holds its notes.
    """

    def __init__(
        self,
        builder: TextBuilder,
        styles: Styles,
        numbering: Numbering,
        *,
        notes: Mapping[str, etree._Element | None],
    ) -> None:
        self._builder = builder
        self._styles = styles
        self._numbering = numbering
        self._notes = {kind: _by_id(root) for kind, root in notes.items()}
        self._waiting: list[str] = []
        self._boxes: list[tuple[etree._Element, str]] = []
        self._list = ""

    def read(self, document: etree._Element) -> None:
        """Read the part that holds the body.

        Raises:
            ValueError: There is none in it.
        """
        body = document.find("{*}body")
        if body is None:
            raise ValueError("no body in it")
        self._blocks(body, "/w:document/w:body")
        self._write_notes()

    def _blocks(self, parent: etree._Element, path: str) -> None:
        counts: dict[str, int] = {}
        for child in parent:
            name = local_name(child)
            counts[name] = counts.get(name, 0) + 1
            place = f"{path}/w:{name}[{counts[name]}]"
            if name == "p":
                self._paragraph(child, place)
            elif name == "tbl":
                self._table(child, place)
            elif name in _CONTAINERS and not _is_contents(child):
                self._blocks(_chosen(child), place)

    def _paragraph(self, paragraph: etree._Element, place: str) -> None:
        setting = self._styles.setting(paragraph.find("{*}pPr"))
        if setting.contents:
            return
        earlier, self._waiting = self._waiting, []
        text = "".join(self._inline(paragraph, place))
        boxes, self._boxes = self._boxes, []
        if text.strip():
            list_id = "" if setting.heading else setting.list_id
            notes, self._waiting = self._waiting, earlier
            if not list_id:
                self._write_notes()
            self._waiting += notes
            if not list_id or list_id != self._list:
                self._builder.gap()
            self._list = list_id
            self._builder.line(self._numbering.mark(setting) + text.strip(), place)
            if not list_id:
                self._builder.gap()
                self._write_notes()
        else:
            self._waiting = earlier + self._waiting
            if not self._list:
                self._builder.gap()
        for box, where in boxes:
            self._list = ""
            self._builder.gap()
            self._blocks(box, where)

    def _inline(self, parent: etree._Element, place: str) -> Iterator[str]:
        """The pieces of text in a paragraph; text boxes and notes are put aside on the way."""
        for child in parent:
            name = local_name(child)
            if name == "t":
                yield child.text or ""
            elif name in _BREAKS:
                yield _BREAKS[name]
            elif name == "txbxContent":
                self._boxes.append((child, f"{place}//w:txbxContent"))
            elif name in self._notes:
                self._waiting.append(self._note(name, attribute(child, "id") or ""))
            elif name == "r" and _is_hidden(child):
                continue
            elif name not in _GONE and len(child):
                yield from self._inline(_chosen(child), place)

    def _note(self, kind: str, number: str) -> str:
        note = self._notes[kind].pop(number, None)  # a note has one reference, and is written once
        if note is None or attribute(note, "type") in {"separator", "continuationSeparator"}:
            return ""
        texts = ("".join(self._plain(paragraph)) for paragraph in note.iter("{*}p"))
        return " ".join(" ".join(texts).split())

    def _plain(self, parent: etree._Element) -> Iterator[str]:
        """The pieces of text in a note or a cell's paragraph."""
        for child in parent:
            name = local_name(child)
            if name == "t":
                yield child.text or ""
            elif name in _BREAKS:
                yield " " if _BREAKS[name].isspace() else _BREAKS[name]
            elif name in self._notes:
                self._waiting.append(self._note(name, attribute(child, "id") or ""))
            elif name not in _GONE and not (name == "r" and _is_hidden(child)) and len(child):
                yield from self._plain(_chosen(child))

    def _write_notes(self) -> None:
        """Write the notes that the text before refers to, a paragraph each."""
        for note in self._waiting:
            self._builder.gap()
            self._builder.line(note)
            self._builder.gap()
        if self._waiting:
            self._list = ""
        self._waiting = []

    def _table(self, table: etree._Element, place: str) -> None:
        self._write_notes()
        self._list = ""
        self._builder.gap()
        rows = list(_unwrapped(table, "tr"))
        if self._is_layout(rows):
            for number, row in enumerate(rows, 1):
                for column, cell in enumerate(_unwrapped(row, "tc"), 1):
                    self._blocks(cell, f"{place}/w:tr[{number}]/w:tc[{column}]")
                    self._list = ""
        else:
            for number, row in enumerate(rows, 1):
                cells = [text for cell in _unwrapped(row, "tc") for text in self._cell(cell)]
                self._builder.line("\t".join(cells), f"{place}/w:tr[{number}]")
        self._builder.gap()

    def _cell(self, cell: etree._Element) -> list[str]:
        """The text of a cell, and an empty one for each further column that it spans."""
        properties = cell.find("{*}tcPr")
        merged = value(properties, "vMerge")
        texts = [] if merged in {"", "continue"} else ["".join(self._plain(p)) for p in cell.iter("{*}p")]
        width = value(properties, "gridSpan") or ""
        columns = min(int(width), _MOST_SPANNED) if width.isdigit() and len(width) < 4 else 1
        return [" ".join(" ".join(texts).split()), *[""] * (columns - 1)]

    def _is_layout(self, rows: list[etree._Element]) -> bool:
        """Whether a table only sets the page: a single column, or headings or tables in its cells."""
        if all(sum(1 for _ in _unwrapped(row, "tc")) <= 1 for row in rows):
            return True
        for row in rows:
            if next(row.iter("{*}tbl"), None) is not None:
                return True
            settings: Iterator[Setting] = (self._styles.setting(p.find("{*}pPr")) for p in row.iter("{*}p"))
            if any(setting.heading for setting in settings):
                return True
        return False


def _by_id(root: etree._Element | None) -> dict[str, etree._Element]:
    return {attribute(note, "id") or "": note for note in root} if root is not None else {}


def _unwrapped(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of a name, also those inside content controls and tracked insertions."""
    for child in parent:
        if local_name(child) == name:
            yield child
        elif local_name(child) in _CONTAINERS:
            yield from _unwrapped(child, name)


def _chosen(element: etree._Element) -> etree._Element:
    """Of an element with alternatives the first one, else the element itself."""
    if local_name(element) == "AlternateContent" and len(element):
        return element[0]
    return element


def _is_contents(element: etree._Element) -> bool:
    """Whether a content control holds a table of contents."""
    gallery = element.find("{*}sdtPr/{*}docPartObj/{*}docPartGallery")
    return gallery is not None and (attribute(gallery, "val") or "").lower() == "table of contents"


def _is_hidden(run: etree._Element) -> bool:
    properties = run.find("{*}rPr")
    return value(properties, "vanish") in {"", "1", "true", "on"}
