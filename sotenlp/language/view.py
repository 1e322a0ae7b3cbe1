"""A Doc that is only read, as plain Python objects: the extraction's way to words and sentences.

spaCy makes a new `Token` whenever one is asked for and looks its strings up each time. The stages
that read every word many times look at a view instead, whose words are made once and hold their
strings. Its classes have the names and attributes of spaCy's, as far as they are needed.

A word's `text` is as a reader sees it: composed letters, without soft hyphens and zero-width
characters; its length, its offsets and the text of a `Span` are those of the text as given.
Blanks that are tokens in spaCy (a second blank, one that does not break the line) are left out;
what parts lines and cells is not.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, overload
from unicodedata import category

from spacy.attrs import (  # type: ignore[import-not-found]
    IS_DIGIT,
    IS_PUNCT,
    IS_SPACE,
    IS_TITLE,
    LEMMA,
    LIKE_NUM,
    MORPH,
    ORTH,
    POS,
    SENT_START,
    SPACY,
)
from spacy.parts_of_speech import NAMES  # type: ignore[import-not-found]
from spacy.tokens import Doc as SpacyDoc

from sotenlp.reader.normalisation import plain

_COLUMNS = (
    ORTH, LEMMA, POS, MORPH, SENT_START, SPACY, IS_SPACE, IS_PUNCT, IS_DIGIT, IS_TITLE, LIKE_NUM,
)  # fmt: skip
_BLANKS = frozenset(character for character in map(chr, range(0x3001)) if category(character) == "Zs")
_views = threading.local()


class Token:
    """A word of a view.

    Attributes:
        doc: The view.
        i: Its index in the view.
        idx: Its offset in the text.
        text, lower_: The word in composed letters, without invisible characters.
        lemma_, pos_, whitespace_: As spaCy gives them.
        length: Its number of characters in the document's text.
        feats: Its morphological features; the first value of each.
        compound: Parts of its lemma's compound.
        has_letter: Whether there is a letter in it.
        is_sent_start, is_space, is_punct, is_digit, is_title, like_num: As spaCy gives them.
    """

    __slots__ = (
        "compound",
        "doc",
        "feats",
        "has_letter",
        "i",
        "idx",
        "is_digit",
        "is_punct",
        "is_sent_start",
        "is_space",
        "is_title",
        "lemma_",
        "length",
        "like_num",
        "lower_",
        "pos_",
        "text",
        "whitespace_",
    )

    doc: Doc
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    length: int
    pos_: str
    whitespace_: str
    feats: Mapping[str, str]
    compound: list[str]
    has_letter: bool
    is_sent_start: bool
    is_space: bool
    is_punct: bool
    is_digit: bool
    is_title: bool
    like_num: bool

    def __len__(self) -> int:
        return self.length

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text

    @property
    def _(self) -> Token:
        """The word itself, which has sotenlp's own attributes too."""
        return self

    @property
    def sent(self) -> Span:
        """The sentence that the word stands in."""
        return self.doc.sentence_of(self.i)

    def nbor(self, distance: int = 1) -> Token:
        """The word at a distance.

        Raises:
            IndexError: It would lie outside the document.
        """
        place = self.i + distance
        if place < 0:
            raise IndexError(place)
        return self.doc[place]


class Span:
    """Words of a view that stand together.

    Attributes:
        doc: The view.
        start, end: The first word and the one after the last.
    """

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: Doc, start: int, end: int) -> None:
        self.doc = doc
        self.start = start
        self.end = max(start, end)

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.words[self.start : self.end])

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> Span: ...
    def __getitem__(self, place: int | slice) -> Token | Span:
        if isinstance(place, slice):
            start, end, _ = place.indices(len(self))
            return Span(self.doc, self.start + start, self.start + end)
        size = len(self)
        if not -size <= place < size:
            raise IndexError(place)
        return self.doc.words[self.start + place if place >= 0 else self.end + place]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Span):
            return NotImplemented
        return self.doc is other.doc and self.start == other.start and self.end == other.end

    def __hash__(self) -> int:
        return hash((id(self.doc), self.start, self.end))

    def __repr__(self) -> str:
        return self.text

    @property
    def start_char(self) -> int:
        """Offset of the first word."""
        words = self.doc.words
        return words[self.start].idx if self.start < len(words) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """Offset of the end of the last word."""
        if self.end == self.start:
            return self.start_char
        last = self.doc.words[self.end - 1]
        return last.idx + last.length

    @property
    def text(self) -> str:
        """The span's text, without the space after it."""
        return self.doc.text[self.start_char : self.end_char]


class Doc:
    """A view of a spaCy Doc.

    Attributes:
        of: The Doc.
        words: All its words.
        text: Its text.
        user_data: That of the Doc.
    """

    def __init__(self, of: SpacyDoc) -> None:
        self.of = of
        self.text: str = of.text
        self.user_data: dict[Any, Any] = of.user_data
        self.words, self._places = _words(of, self)
        opening = [token.i for token in self.words if token.is_sent_start and token.i]
        borders = [0, *opening, len(self.words)] if self.words else []
        self._sents = tuple(Span(self, start, end) for start, end in pairwise(borders))
        self._sentence: list[int] = []

    def __len__(self) -> int:
        return len(self.words)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.words)

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> Span: ...
    def __getitem__(self, place: int | slice) -> Token | Span:
        if isinstance(place, slice):
            start, end, _ = place.indices(len(self.words))
            return Span(self, start, end)
        return self.words[place]

    @property
    def _(self) -> Any:
        """The attributes that sotenlp adds to the Doc."""
        return self.of._

    @property
    def sents(self) -> Iterator[Span]:
        """The sentences in text order."""
        return iter(self._sents)

    def sentence_of(self, index: int) -> Span:
        """The sentence that a word stands in."""
        if not self._sentence:
            for number, sentence in enumerate(self._sents):
                self._sentence.extend([number] * len(sentence))
        return self._sents[self._sentence[index]]

    def char_span(self, start: int, end: int, *, alignment_mode: str = "strict") -> Span | None:
        """The words of a stretch of text; see spaCy's `Doc.char_span`."""
        found = self.of.char_span(start, end, alignment_mode=alignment_mode)
        if found is None:
            return None
        if self._places is None:
            return Span(self, found.start, found.end)
        start, end = self._places[found.start], self._places[found.end]
        return Span(self, start, end) if start < end else None


def view_of(doc: SpacyDoc | Doc) -> Doc:
    """The view of a Doc; the last one of a thread is kept while nothing in the Doc has changed."""
    if isinstance(doc, Doc):
        return doc
    stamp = doc.to_array([LEMMA, POS, MORPH, SENT_START]).tobytes()
    last: tuple[SpacyDoc, bytes, Doc] | None = getattr(_views, "last", None)
    if last is not None and last[0] is doc and last[1] == stamp:
        return last[2]
    view = Doc(doc)
    _views.last = (doc, stamp, view)
    return view


def _words(of: SpacyDoc, doc: Doc) -> tuple[list[Token], list[int] | None]:
    """The words, and for each token of spaCy's the number of words before it where they differ."""
    strings = of.vocab.strings
    compounds = of.user_data.get("sotenlp_compounds", ())
    names: dict[int, str] = {}
    forms: dict[int, tuple[str, str, int, bool]] = {}
    features: dict[int, dict[str, str]] = {}
    found: list[Token] = []
    places: list[int] = []
    offset = 0
    opening = False
    for number, row in enumerate(of.to_array(list(_COLUMNS)).tolist()):
        orth, lemma, pos, morph, opens, space, is_space, is_punct, is_digit, is_title, like_num = row
        if orth not in forms:
            forms[orth] = _form(strings[orth])
        if lemma not in names:
            names[lemma] = strings[lemma]
        if morph not in features:
            features[morph] = _features(strings[morph])
        text, small, length, has_letter = forms[orth]
        places.append(len(found))
        opening = opening or opens == 1
        if is_space and not set(text) - _BLANKS:
            offset += length + space
            if found:
                found[-1].whitespace_ = " "
            continue
        token = Token()
        token.doc = doc
        token.i = len(found)
        token.idx = offset
        token.text = text
        token.lower_ = small
        token.length = length
        token.lemma_ = names[lemma]
        token.pos_ = NAMES[pos]
        token.whitespace_ = " " if space else ""
        token.feats = features[morph]
        token.compound = list(compounds[number]) if number < len(compounds) else [token.lemma_ or text]
        token.has_letter = has_letter
        token.is_sent_start = opening
        opening = False
        token.is_space = bool(is_space)
        token.is_punct = bool(is_punct)
        token.is_digit = bool(is_digit)
        token.is_title = bool(is_title)
        token.like_num = bool(like_num)
        found.append(token)
        offset += length + space
    places.append(len(found))
    return found, places if len(found) + 1 < len(places) else None


def _form(written: str) -> tuple[str, str, int, bool]:
    """A word as a reader sees it, in small letters too; its length; whether there is a letter in it."""
    text = written if written.isascii() or written.isspace() else plain(written) or written
    return text, text.lower(), len(written), any(map(str.isalpha, text))


def _features(feats: str) -> dict[str, str]:
    """The first value of each feature of a string in UD's notation."""
    pairs = (pair.partition("=") for pair in feats.split("|") if "=" in pair)
    return {name: value.split(",")[0] for name, _, value in pairs}
