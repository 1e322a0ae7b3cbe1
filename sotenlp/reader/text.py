"""Plain text files: their characters as they are, in whatever encoding."""

from __future__ import annotations

from sotenlp.document import Problem
from sotenlp.reader.encodings import detect
from sotenlp.reader.extracted import Extracted, Source, check_length


def extract(source: Source) -> Extracted:
    """The text of a plain text file; a byte order mark and CRLF stay.

    Raises:
        InputError: The bytes are no text, or the text is too long.
    """
    found = detect(source.data, source.path, declared=source.charset)
    check_length(len(found.text), source)
    problems = (Problem("encoding", found.note),) if found.note else ()
    return Extracted(found.text, encoding=found.encoding, problems=problems)
