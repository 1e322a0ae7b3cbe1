"""One file to one document."""

from __future__ import annotations

import hashlib
from dataclasses import fields, replace
from pathlib import Path

from sotenlp.config import Config
from sotenlp.document import Document, Metadata, Problem
from sotenlp.reader.extracted import Source
from sotenlp.reader.formats import find_format
from sotenlp.reader.metadata import extract_metadata
from sotenlp.reader.normalisation import read_bytes, without_surrogates
from sotenlp.reader.provenance import find_provenance, recorded_charset
from sotenlp.reader.segmentation import segment


def read(
    path: str | Path, *, id: str | None = None, max_bytes: int | None = None, config: Config | None = None
) -> Document:
    """Read one file: its text, sections, layout blocks and identity fields.

    Args:
        path: The file.
        id: The document's id; None for the file's name without suffix.
        max_bytes: Largest file to read; None for what the settings say.
        config: The settings; None for the defaults.

    Raises:
        InputError: The file cannot be read; the message says why and what to do.

    Example:
        >>> document = read("sivu.txt")                        # doctest: +SKIP
        >>> document.meta.area                                 # doctest: +SKIP
        'Kainuun hyvinvointialue'
    """
    config = config or Config()
    data = read_bytes(path, max_bytes=config.max_file_bytes if max_bytes is None else max_bytes)
    return from_bytes(data, path=path, id=Path(path).stem if id is None else id, config=config)


def from_bytes(data: bytes, *, path: str | Path, id: str, config: Config | None = None) -> Document:
    """A document from the bytes of a file, of whatever format they are.

    Args:
        data: The bytes.
        path: Name of the file; its suffix counts where the content does not show the format.
        id: The document's id.
        config: The settings; None for the defaults.

    Raises:
        InputError: The bytes cannot be read; the message says why and what to do.
    """
    found, note = find_format(path, data)
    extracted = found.extract(Source(data, str(path), config or Config(), recorded_charset(path)))
    document = from_text(extracted.text, id=id)
    meta = _filled(document.meta, extracted.meta)
    return replace(
        document,
        path=str(path),
        format=found.name,
        sha256=hashlib.sha256(data).hexdigest(),
        meta=meta,
        provenance=find_provenance(path, document.text, meta, extracted.provenance),
        encoding=extracted.encoding,
        source=extracted.places,
        problems=((Problem("suffix", note),) if note else ()) + extracted.problems,
    )


def from_text(text: str, *, id: str = "text") -> Document:
    """A document from a text in memory; lone surrogates become U+FFFD, for they cannot be written.

    >>> from_text("Perustiedot\\n\\nLuotu\\n1.2.2021").meta.created
    '1.2.2021'
    """
    text = without_surrogates(text)
    sections, blocks = segment(text)
    return Document(
        id=without_surrogates(id),
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        meta=extract_metadata(text, sections, blocks),
        sections=sections,
        blocks=blocks,
    )


def _filled(meta: Metadata, other: Metadata) -> Metadata:
    """Metadata whose empty fields are filled from another one."""
    gaps = {
        field.name: getattr(other, field.name)
        for field in fields(Metadata)
        if not getattr(meta, field.name) and getattr(other, field.name)
    }
    return replace(meta, **gaps)
