"""`sotenlp lemmatize`: lemmas and tags of texts."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import Annotated

import typer

from sotenlp.atomic import open_atomic
from sotenlp.errors import InputError
from sotenlp.lemmatization import Form, form_of, lemmatize_stream
from sotenlp.reader.encodings import decode
from sotenlp.reader.normalisation import read_bytes


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
        try:
            lines = sys.stdin if source == "-" else stack.enter_context(open(source, encoding="utf-8-sig"))
        except OSError as error:
            raise InputError(source, f"cannot be read ({error.strerror})", "Check the name.") from error
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
            if source != "-":
                decode(read_bytes(source), source)
            raise InputError(source, f"not UTF-8 ({error.reason})", "Convert it to UTF-8 first.") from error
