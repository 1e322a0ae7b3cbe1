"""Compressed parts of a PDF file that would take all memory, found before the file is opened."""

from __future__ import annotations

import base64
import re
import zlib

from sotenlp.errors import InputError
from sotenlp.reader.extracted import Source

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_LOOK_BACK = 600
_SHARE = 10
"""A page's commands take about a hundred times their size in memory, so a share of the limit is theirs."""


def check_streams(source: Source) -> None:
    """Refuse a file with a compressed stream of commands that unpacks to far more than a page has.

    Pictures are left out: they are never unpacked, for only the text is read.

    Args:
        source: The file; its settings give the most bytes to unpack.

    Raises:
        InputError: It has such a stream.
    """
    limit = source.config.max_unpacked_bytes // _SHARE
    end = 0
    for match in _STREAM.finditer(source.data):
        if match.start() < end:
            continue
        found = source.data.find(b"endstream", match.end())
        end = len(source.data) if found < 0 else found
        head = source.data[max(0, match.start() - _LOOK_BACK) : match.start()].rpartition(b"obj")[2]
        packed = b"Flate" in head and b"/Image" not in head
        if packed and _unpacks_beyond(source.data[match.end() : end], head, limit):
            raise InputError(
                source.path,
                f"a page of it unpacks to more than {limit} bytes",
                "Print it anew, or raise max_unpacked_bytes in the settings, of which this is a tenth.",
                code="too_large",
            )


def _unpacks_beyond(data: bytes, head: bytes, limit: int) -> bool:
    try:
        if b"ASCII85" in head:
            data = base64.a85decode(data.strip().removeprefix(b"<~").removesuffix(b"~>"))
        return len(zlib.decompressobj().decompress(data, limit + 1)) > limit
    except (zlib.error, ValueError):  # broken or encrypted: PDFium says what it makes of it
        return False
