"""What the measure classifier sees of the borders of a name: which words belong to it."""

from __future__ import annotations

from collections.abc import Iterator

from sotenlp.extraction.grammar import COORDINATORS, agrees, feature, is_genitive, is_participle
from sotenlp.extraction.measure_candidates import Head, spans
from sotenlp.extraction.measure_features import Features
from sotenlp.extraction.measure_view import DocumentView, noun_class
from sotenlp.extraction.names import QUOTES
from sotenlp.extraction.trimming import modifiers, trim
from sotenlp.language.view import Span, Token


def border_features(view: DocumentView, head: Head) -> list[tuple[tuple[int, int], Features]]:
    """The spans that a head's name may have, each with its features."""
    sentence = view.sentences[head.sentence]
    trimmed = trim(view.doc, head.phrase)
    found = []
    for start, end in spans(head, sentence):
        names = set(_whole(view, head, (trimmed.start, trimmed.end), start, end))
        names.update(_left(view, head, sentence, start))
        names.update(_right(view, head, sentence, end))
        values = dict.fromkeys(names, 1.0)
        values["words:left"] = float(head.token - start)
        values["words:right"] = float(end - head.token - 1)
        found.append(((start, end), values))
    return found


def _whole(view: DocumentView, head: Head, trimmed: tuple[int, int], start: int, end: int) -> Iterator[str]:
    phrase = head.phrase
    if (start, end) == trimmed:
        yield "is:trimmed"
    if start == trimmed[0]:
        yield "start:trimmed"
    if start == phrase.start:
        yield "start:phrase"
    if end == phrase.end:
        yield "end:phrase"
    if start < phrase.start:
        yield "start:beyond"
    if end > phrase.end:
        yield "end:beyond"
    if start == head.token and len(view.doc.words[head.token].compound) < 2:
        yield f"start:bare:{noun_class(view.doc.words[head.token])[0]}"
    quotes = sum(token.text in QUOTES for token in view.doc[start:end])
    if quotes:
        yield "quotes:even" if quotes % 2 == 0 else "quotes:odd"
    for index in range(start, end):
        token = view.doc.words[index]
        if token.lower_ in COORDINATORS:
            yield f"coordinator:{'left' if index < head.token else 'right'}"
        elif token.text == ",":
            yield f"comma:{'left' if index < head.token else 'right'}"
        if token.finite and index != head.token:
            yield "finite"


def _left(view: DocumentView, head: Head, sentence: Span, start: int) -> Iterator[str]:
    doc = view.doc
    if start < head.token:
        yield from _word("first", doc.words[start], doc.words[head.token])
    if start > sentence.start:
        yield from _word("out", doc.words[start - 1], doc.words[head.token])
        if start < head.token and agrees(doc.words[start - 1], doc.words[start]):
            yield "out:agrees:next"
        if is_genitive(doc.words[start - 1]):
            yield f"out:genitive:{noun_class(doc.words[start - 1])[0]}"
    else:
        yield "out:edge"
    for index in range(start, head.token):
        for name in ("actor", "target", "generic"):
            if index in view.marked[name]:
                yield f"within:{name}"
                if index == start and start > sentence.start and start - 1 in view.marked[name]:
                    yield f"cuts:{name}"


def _right(view: DocumentView, head: Head, sentence: Span, end: int) -> Iterator[str]:
    doc = view.doc
    bare = "bare" if head.phrase.start == head.token and len(doc.words[head.token].compound) < 2 else "told"
    kind = noun_class(doc.words[head.token])[0]
    verb = view.shared(head.sentence).finite
    line = "sentence" if verb else "line"
    if end > head.token + 1:
        last = doc.words[end - 1]
        yield f"right:{line}:{bare}"
        yield f"right:{kind}"
        yield f"right:{line}:{last.pos_}:{feature(last, 'Case')}"
        yield f"right:{last.plain}"
        yield f"right:next:{doc.words[head.token + 1].pos_}:{feature(doc.words[head.token + 1], 'Case')}"
        if end >= sentence.end - 1:
            yield f"right:closes:{line}"
        if doc.words[end - 1].text[:1].isupper():
            yield "right:capital"
        if last.i in view.marked["target"]:
            yield f"right:target:{line}"
        if last.i in view.marked["actor"]:
            yield f"right:actor:{line}"
    elif end < sentence.end:
        yield f"stop:{line}:{bare}:{doc.words[end].pos_}:{feature(doc.words[end], 'Case')}"
        yield f"stop:{doc.words[end].plain}"
        if doc.words[head.token].case == "Nom" and doc.words[end].text[:1].isupper():
            yield "stop:capital"


def _word(name: str, token: Token, head: Token) -> Iterator[str]:
    """The kind of a word at a border."""
    lemma = token.plain
    if token.pos_ not in {"NOUN", "PROPN"} or lemma in modifiers():
        yield f"{name}:{lemma}"
    yield f"{name}:{token.pos_}"
    yield f"{name}:{token.pos_}:{feature(token, 'Case')}"
    yield f"{name}:{noun_class(token)[0]}"
    kind = modifiers().get(lemma)
    if kind:
        yield f"{name}:{kind}"
    if agrees(token, head):
        yield f"{name}:agrees"
    if is_participle(token):
        yield f"{name}:participle:{feature(token, 'PartForm')}:{feature(token, 'Voice')}"
    if token.text in QUOTES:
        yield f"{name}:quote"
    if token.text[:1].isupper():
        yield f"{name}:capital"
    if token.case == "Gen":
        yield f"{name}:genitive"
