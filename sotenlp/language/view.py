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
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, overload

from spacy.attrs import LEMMA, MORPH, POS, SENT_START, SPACY  # type: ignore[import-not-found]
from spacy.tokens import Doc as SpacyDoc

from sotenlp.language.words import TRAITS, Word, word_of

_COLUMNS = (SENT_START, SPACY, *TRAITS)
_views = threading.local()


class Token(Word):
    """A word of a view where it stands: with all that is known of its type.

    Attributes:
        doc: The view.
        i: Its index in the view.
        idx: Its offset in the text.
        word: What all words of its type share.
        whitespace_, is_sent_start: As spaCy gives them.
    """

    __slots__ = ("doc", "i", "idx", "is_sent_start", "whitespace_", "word")

    doc: Doc
    i: int
    idx: int
    word: Word
    whitespace_: str
    is_sent_start: bool

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
        memo: What the stages have worked out of it and will ask for again, by keys of their own.
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
        self.memo: dict[Any, Any] = {}

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
    compounds: Sequence[Sequence[str]] = of.user_data.get("sotenlp_compounds", ())
    strings = of.vocab.strings
    found: list[Token] = []
    places: list[int] = []
    offset = 0
    opening = False
    for number, row in enumerate(of.to_array(list(_COLUMNS)).tolist()):
        opens, space, *traits = row
        word = word_of(tuple(traits), tuple(compounds[number]) if number < len(compounds) else None, strings)
        length = word.length
        places.append(len(found))
        opening = opening or opens == 1
        if word.is_blank:
            offset += length + space
            if found:
                found[-1].whitespace_ = " "
            continue
        token = Token()
        token.doc = doc
        token.i = len(found)
        token.idx = offset
        token.word = word
        token.whitespace_ = " " if space else ""
        token.is_sent_start = opening
        opening = False
        token.text = word.text
        token.lower_ = word.lower_
        token.length = length
        token.lemma_ = word.lemma_
        token.lemma_lower = word.lemma_lower
        token.plain = word.plain
        token.compound = word.compound
        token.pos_ = word.pos_
        token.feats = word.feats
        token.case = word.case
        token.number = word.number
        token.verb_form = word.verb_form
        token.part_form = word.part_form
        token.voice = word.voice
        token.has_letter = word.has_letter
        token.noun = word.noun
        token.finite = word.finite
        token.negation = word.negation
        token.is_space = word.is_space
        token.is_punct = word.is_punct
        token.is_digit = word.is_digit
        token.is_title = word.is_title
        token.like_num = word.like_num
        found.append(token)
        offset += length + space
    places.append(len(found))
    return found, places if len(found) + 1 < len(places) else None
