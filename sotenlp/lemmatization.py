"""Lemmatising files, streaming: text, TSV, JSONL and CoNLL-U in and out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import IO, Any

from spacy.tokens import Doc

from sotenlp.errors import InputError
from sotenlp.language.conllu import fill_stream, read_sentences, to_conllu, to_doc
from sotenlp.language.lemmatizer import LemmatizerComponent
from sotenlp.language.sentences import iterate_sentences
from sotenlp.language.view import view_of
from sotenlp.pipeline import language_pipeline

BATCH = 64


class Form(StrEnum):
    """Forms of text that can be read and written."""

    TEXT = "text"
    TSV = "tsv"
    JSONL = "jsonl"
    CONLLU = "conllu"


SUFFIXES = {".txt": Form.TEXT, ".tsv": Form.TSV, ".jsonl": Form.JSONL, ".conllu": Form.CONLLU}


def form_of(path: str | Path, given: Form | None) -> Form:
    """The form of a file: the given one, else what its suffix says, else text."""
    return given or SUFFIXES.get(Path(path).suffix.lower(), Form.TEXT)


def lemmatize_stream(
    lines: Iterable[str],
    out: IO[str],
    *,
    source: Form = Form.TEXT,
    target: Form = Form.TEXT,
    text_column: str = "text",
    compound_marks: bool = False,
    name: str = "standard input",
) -> int:
    """Lemmatise lines and write them, a batch in memory at a time.

    Args:
        lines: The input's lines: texts, TSV rows with the text first, JSON objects (null for no
            text), or CoNLL-U, whose words are the tokens.
        out: Where to write.
        source: Form of the input.
        target: Form of the output. TEXT: the lemmas with spaces between them, a line a line. TSV: a
            token a row (token, lemma, upos, feats, compound parts), an empty row after each
            text. JSONL: the object with its tokens. CONLLU: sentences with tags.
        text_column: The key of the text in JSON objects.
        compound_marks: Whether "#" stands between the parts of a compound in CoNLL-U.
        name: Name of the input, for messages.

    Returns:
        Number of texts (sentences for CoNLL-U).

    Raises:
        InputError: A line is not of the form that was said.
    """
    if source is Form.CONLLU and target is Form.CONLLU:
        return _fill_conllu(lines, out, compound_marks=compound_marks, name=name)
    nlp = language_pipeline()
    count = 0
    if source is Form.CONLLU:
        sentences = read_sentences(lines, source=name)
        docs = (to_doc(sentence, nlp.vocab) for sentence in sentences if sentence.words)
        for doc in _component().pipe(docs):
            out.write(_written(doc, {}, target, compound_marks=compound_marks))
            count += 1
        return count
    items = _read(lines, source, text_column, name)
    while batch := list(islice(items, BATCH)):
        texts = (text for _, text in batch)
        for (row, _), doc in zip(batch, nlp.pipe(texts), strict=True):
            out.write(_written(doc, row, target, compound_marks=compound_marks))
            count += 1
    return count


def _read(
    lines: Iterable[str], source: Form, text_column: str, name: str
) -> Iterator[tuple[dict[str, Any], str]]:
    for number, raw in enumerate(lines, 1):
        line = raw.rstrip("\r\n")
        if source is Form.JSONL:
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                yield row, "" if row[text_column] is None else str(row[text_column])
            except (json.JSONDecodeError, KeyError, TypeError) as error:
                raise InputError(
                    f"{name}:{number}",
                    f"not an object with the key {text_column!r} ({error})",
                    "Write a JSON object on each line, or name its key with --text-column.",
                    code="broken",
                ) from error
        elif source is Form.TSV:
            yield {}, line.split("\t", 1)[0]
        else:
            yield {}, line


def _written(doc: Doc, row: dict[str, Any], target: Form, *, compound_marks: bool) -> str:
    tokens = [token for token in doc if not token.is_space]
    if target is Form.TEXT:
        return " ".join(token.lemma_ for token in tokens) + "\n"
    if target is Form.CONLLU:
        return to_conllu(doc, compound_marks=compound_marks)
    if target is Form.TSV:
        rows = [(t.text, t.lemma_, t.pos_, str(t.morph) or "_", "|".join(t._.compound)) for t in tokens]
        return "".join("\t".join(cells) + "\n" for cells in rows) + "\n"
    found = [
        {
            "start": t.idx,
            "end": t.idx + len(t),
            "text": t.text,
            "lemma": t.lemma_,
            "upos": t.pos_,
            "feats": str(t.morph),
            "compound": t._.compound,
        }
        for t in tokens
    ]
    sentences = [[span.start_char, span.end_char] for span in iterate_sentences(view_of(doc))]
    row = row or {"text": doc.text}
    return json.dumps(row | {"tokens": found, "sentences": sentences}, ensure_ascii=False) + "\n"


def _component() -> LemmatizerComponent:
    component = language_pipeline().get_pipe("sotenlp_lemmatizer")
    assert isinstance(component, LemmatizerComponent)
    return component


def _fill_conllu(lines: Iterable[str], out: IO[str], *, compound_marks: bool, name: str) -> int:
    choose = _component().disambiguator.choose
    count = 0
    for sentence in fill_stream(lines, choose, compound_marks=compound_marks, source=name):
        out.write(sentence)
        count += 1
    return count
