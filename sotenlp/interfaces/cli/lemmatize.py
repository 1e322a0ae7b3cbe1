"""`sotenlp lemmatize`: lemmas and tags of texts."""

from __future__ import annotations

import io
import logging
import os
import sys
from contextlib import ExitStack
from typing import IO, Annotated

import typer

from sotenlp.atomic import open_atomic
from sotenlp.errors import InputError
from sotenlp.lemmatization import Form, form_of, lemmatize_stream
from sotenlp.reader.encodings import detect_file

logger = logging.getLogger(__name__)


def lemmatize_command(
    source: Annotated[str, typer.Argument(help="A file, or - for standard input.")] = "-",
    output: Annotated[str, typer.Option("-o", "--output", help="A file, or - for standard output.")] = "-",
    from_: Annotated[
        Form | None, typer.Option("--from", help="Form of the input; by default what its suffix says.")
    ] = None,
    to: Annotated[
        Form | None, typer.Option("--to", help="Form of the output; by default what its suffix says.")
    ] = None,
    text_column: Annotated[str, typer.Option(help="Key of the text in JSON objects.")] = "text",
    compound_marks: Annotated[
        bool, typer.Option("--compound-marks", help='Put "#" between compound parts in CoNLL-U.')
    ] = False,
) -> None:
    """Lemmatise texts, a text a line, or fill a CoNLL-U file.

    CoNLL-U input keeps its tokens, ranges, comments and other columns; LEMMA, UPOS and FEATS are filled.
    """
    form = form_of(source, from_)
    target = form_of(output, to or (Form.CONLLU if form is Form.CONLLU and output == "-" else None))
    with ExitStack() as stack:
        if source == "-" and isinstance(sys.stdin, io.TextIOWrapper):  # whatever the locale
            sys.stdin.reconfigure(encoding="utf-8-sig", errors="strict")
        lines = sys.stdin if source == "-" else stack.enter_context(_opened(source))
        out = sys.stdout if output == "-" else stack.enter_context(open_atomic(output))
        try:
            lemmatize_stream(
                lines,
                out,
                source=form,
                target=target,
                text_column=text_column,
                compound_marks=compound_marks,
                name=source,
            )
        except UnicodeDecodeError as error:
            cure = "Convert it to UTF-8 first, or save it as a file, which may be in any encoding."
            raise InputError(source, f"not UTF-8 ({error.reason})", cure) from error


def _opened(source: str) -> IO[str]:
    """A file of texts in whatever encoding, a pipe in UTF-8; what was assumed is logged.

    Raises:
        InputError: It cannot be read, or is no text.
    """
    try:
        if not os.path.isfile(source):  # a pipe can be read once only
            return open(source, encoding="utf-8-sig")
        encoding, note = detect_file(source)
        if note:
            logger.warning("%s", note)
        return open(source, encoding="utf-8-sig" if encoding == "utf-8" else encoding, errors="replace")
    except OSError as error:
        raise InputError(source, f"cannot be read ({error.strerror})", "Check the name.") from error
