"""Every attribute that sotenlp adds to spaCy's Doc, Span and Token, registered once.

Everything is kept in ``doc.user_data`` as plain data, so that it survives ``Doc.to_bytes``
and worker processes. `register` is idempotent and never overwrites another library's
extension of the same name.

Doc: ``sections``, ``blocks`` (structure), ``metadata``, ``language``; ``sentences``,
``measures``, ``actors``, ``indicators``, ``targets`` (tuples of the frozen annotations).
Token: ``compound`` (parts of a compound's lemma), ``words`` (words of a contracted token).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from spacy.tokens import Doc, Span, Token

from sotenlp.document import Metadata
from sotenlp.rows import READERS, keep_rows, metadata_from, read_rows, to_row

SPAN_LABELS = {"measures": "MEASURE", "actors": "ACTOR", "indicators": "INDICATOR", "targets": "TARGET"}


def _metadata(doc: Doc) -> Metadata:
    row = doc.user_data.get("sotenlp_metadata")
    return metadata_from(row) if row else Metadata()


def _set_metadata(doc: Doc, meta: Metadata) -> None:
    doc.user_data["sotenlp_metadata"] = to_row(meta)


def _getter(key: str) -> Callable[[Doc], tuple[Any, ...]]:
    stored = f"sotenlp_{key}"
    return lambda doc: read_rows(key, doc.user_data.get(stored, ()))


def _setter(key: str) -> Callable[[Doc, Iterable[Any]], None]:
    def set_rows(doc: Doc, items: Iterable[Any]) -> None:
        items = sorted(items, key=lambda item: (item.start, item.end))
        doc.user_data[f"sotenlp_{key}"] = keep_rows(key, items)
        if key in SPAN_LABELS:
            spans = [
                doc.char_span(item.start, item.end, label=SPAN_LABELS[key], alignment_mode="expand")
                for item in items
            ]
            doc.spans[key] = [span for span in spans if span is not None]

    return set_rows


def _compound(token: Token) -> list[str]:
    parts: Sequence[Sequence[str]] = token.doc.user_data.get("sotenlp_compounds", ())
    return list(parts[token.i]) if token.i < len(parts) else [token.lemma_ or token.text]


def _words(token: Token) -> list[str]:
    words: dict[int, list[str]] = token.doc.user_data.get("sotenlp_words", {})
    return words.get(token.i, [token.text])


def _span_compounds(span: Span) -> list[str]:
    """All compound parts of a span, in text order."""
    return [part for token in span for part in token._.compound]


def register() -> None:
    """Register all extensions; a second call changes nothing."""
    for key in READERS:
        if not Doc.has_extension(key):
            Doc.set_extension(key, getter=_getter(key), setter=_setter(key))
    if not Doc.has_extension("metadata"):
        Doc.set_extension("metadata", getter=_metadata, setter=_set_metadata)
    if not Doc.has_extension("language"):
        Doc.set_extension(
            "language",
            getter=lambda doc: doc.user_data.get("sotenlp_language", "und"),
            setter=lambda doc, code: doc.user_data.__setitem__("sotenlp_language", code),
        )
    if not Token.has_extension("compound"):
        Token.set_extension("compound", getter=_compound)
    if not Token.has_extension("words"):
        Token.set_extension("words", getter=_words)
    if not Span.has_extension("compounds"):
        Span.set_extension("compounds", getter=_span_compounds)
