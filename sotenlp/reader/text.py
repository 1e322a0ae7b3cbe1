"""Plain text files: their characters as they are."""

from __future__ import annotations

from sotenlp.reader.normalisation import decode


def extract_text(data: bytes, path: str) -> str:
    """The text of a plain text file; nothing is changed.

    Raises:
        InputError: The bytes are no UTF-8 text.
    """
    return decode(data, path)
