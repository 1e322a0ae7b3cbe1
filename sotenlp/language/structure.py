"""The structure of a document on its spaCy Doc: sections, blocks and metadata.

`attach` carries what the reader found onto a Doc. A Doc that was made from a bare text gets
its structure from the component `sotenlp_structure`, which reads the layout of the text itself.
"""

from __future__ import annotations

from spacy.tokens import Doc

from sotenlp.document import Document
from sotenlp.language.extensions import register
from sotenlp.reader.segmentation import segment


def attach(doc: Doc, document: Document) -> Doc:
    """Put a document's structure and metadata onto a Doc of the same text.

    Raises:
        ValueError: The Doc has another text.
    """
    if doc.text != document.text:
        raise ValueError(f"the Doc's text is not that of document {document.id!r}")
    doc._.sections = document.sections
    doc._.blocks = document.blocks
    doc._.metadata = document.meta
    doc.user_data["sotenlp_structured"] = True
    return doc


class StructureComponent:
    """Gives a Doc its sections and blocks where the reader has not done so."""

    def __init__(self) -> None:
        register()

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.sections`` and ``doc._.blocks``."""
        if not doc.user_data.get("sotenlp_structured"):
            sections, blocks = segment(doc.text)
            doc._.sections = sections
            doc._.blocks = blocks
            doc.user_data["sotenlp_structured"] = True
        return doc
