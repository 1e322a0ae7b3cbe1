"""Tokens as UD_Finnish-TDT splits them, each one slice of the text.

The text is cut at white space first; then each stretch without white space is cut into
words, numbers and punctuation. Most stretches are cut the same way wherever they stand and
are cached; only a full stop after a number needs to see what is around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from unicodedata import combining, is_normalized, normalize

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from sotenlp.errors import InputError
from sotenlp.language.abbreviations import abbreviations
from sotenlp.language.cache import TypeCache

CACHED_CHUNKS = 100_000
LONGEST_CHUNK = 200
"""Letters of a stretch that the rules cut; a longer one is cut at all punctuation, but for an address."""

# "10 000" and "1 234 567,5" are one token; a line break or a tab never joins digits.
_CHUNK = re.compile(
    r"[(\[\"'”“„<>=~]+(?=\d{1,3}[ \u00a0\u2009\u202f]\d{3})"
    r"|(?<![\d,.])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?:,\d+)?(?!\w)(?=[^\w\s]*(?:\s|$))(?![ \u00a0]\d)"
    r"|\s+|\S+"
)
_OPENING = "([{<\"'”“„‟«»‘’‚‹›*•·▪◦●■□–—-…¿¡/,;:!?.+=~|_#>)]}^−§%€$&\\≤≥±"
_CLOSING = ".,;:!?)]}>\"'”“„‟«»‘’‚‹›*…–—/|=~^\\_+"
_PLAIN = re.compile(r"\w+|([\W])\1*", re.DOTALL)
_RUN = re.compile(r"(.)\1*", re.DOTALL)

_ADDRESS = re.compile(
    r"(?:https?://|ftp://|www\.)\S+[\w/#=&-]"
    r"|[\w.+%-]+(?:@|\(at\)|\[at\])[\w-]+(?:\.[\w-]+)*"
    r"|(?:[\w-]+\.)+(?:fi|com|net|org|eu|info|io|se|de|uk|gov|edu|pdf|docx?|xlsx?|pptx?|html?|txt|csv|jpe?g|png)"
    r"(?:/[^\s,;()\"”]*[\w/])?",
    re.IGNORECASE,
)
_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:\d{4}|\d{2})"
_DATE = re.compile(
    rf"(?:{_DAY}\.(?:{_MONTH}\.{_YEAR}?)?[-–])?{_DAY}\.{_MONTH}\.{_YEAR}?|{_DAY}\.{_MONTH}\.{_YEAR}?[-–](?:{_MONTH}\.)?{_YEAR}"
)
_NUMBER = re.compile(r"[+-]?\d+(?:[.,:]\d+)*(?:[-–]\d+(?:[.,:]\d+)*)*")
_EMOTICON = re.compile(r"[:;=][-o]?[)(DPp|/]+|<3")
_ORDINAL = re.compile(r"(?:\d{1,4}|[IVX]{1,5})\.(?:[-–](?:\d{1,4}|[IVX]{1,5})\.)?")
# Units that are written without a full stop: one after them ends the sentence.
_UNITS = frozenset(
    {"h.", "hlö.", "htv.", "kk.", "km.", "kpl.", "min.", "ml.", "pv.", "s.", "vk.", "vko.", "vrk."}
)
_INITIAL = re.compile(r"(?:[A-ZÅÄÖ]\.)+|[A-ZÅÄÖ][a-zåäö]?\.-[A-ZÅÄÖ]\.")

_CASE_ENDING = (
    r"(?:n|t|en|in|a|ä|ta|tä|ia|iä|ita|itä|ssa|ssä|issa|issä|sta|stä|ista|istä|seen|iin|hin|hen|han|hon|hun|hyn|hän|hön|"
    r"aan|ään|een|oon|uun|yyn|öön|lla|llä|illa|illä|lta|ltä|ilta|iltä|lle|ille|na|nä|ina|inä|ksi|iksi|tta|ttä|ien|jen|"
    r"iden|itten|den|tten|siin|isiin|ihin)(?:nsa|nsä|an|än|mme|nne|ni|si)?(?:kin|kaan|kään|ko|kö|han|hän|pa|pä)?"
)
_KEPT = re.compile(
    r"(?:ja/tai|\w*\d\w*(?:/\w+)+|[\w%§€&.-]+:(?:" + _CASE_ENDING + r"|kin|kaan|kään))", re.IGNORECASE
)
# Where a stretch is cut inside: punctuation between letters, a forgotten space, number and sign.
_INFIX = re.compile(
    r"(?<=[^\W\d_])[,;!?](?=[^\W\d_])"
    r"|(?<=[a-zåäö%)\]\"”])[.](?=[A-ZÅÄÖ][a-zåäö])"
    r"|(?<=\d{4})[.](?=[A-ZÅÄÖ][a-zåäö])"
    r"|[()\[\]{}\"”“„«»…|=]|—|\.{2,}"
    r"|/(?!\d)|(?<!\d)/"
    r"|(?<=[^\W\d_]):(?=[^\W_])"
    r"|(?<=[^\W\d_])[.](?=\()"
)
# "päihde-ja": the space before the conjunction is forgotten.
_HANGING = re.compile(r"(.*[^\W\d_]-)(ja|tai|sekä|eli)")
_SIGN = re.compile(r"(?<=\d)(?=[%€§‰°])")
_COLON = re.compile(r".+:" + _CASE_ENDING, re.IGNORECASE)


class Tokenizer:
    """Turns a text into a Doc whose tokens give back the text exactly.

    Args:
        vocab: The vocabulary of the Doc's.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._cache: TypeCache[str, tuple[str, ...]] = TypeCache(_split, limit=CACHED_CHUNKS)

    def __call__(self, text: str) -> Doc:
        """Tokenize one text.

        Raises:
            InputError: A lone surrogate is in it, which is no character.
        """
        words: list[str] = []
        spaces: list[bool] = []
        chunks: list[str] = _CHUNK.findall(text)
        line_start = True
        for position, chunk in enumerate(chunks):
            if chunk.isspace():
                blank = chunk
                if words and blank[0] == " ":
                    spaces[-1] = True
                    blank = blank[1:]
                if blank:
                    closing = len(blank) > 1 and blank[-1] == " "
                    words.append(blank[:-1] if closing else blank)
                    spaces.append(closing)
                line_start = line_start or "\n" in chunk or "\r" in chunk or "\t" in chunk
                continue
            pieces = self._cache[chunk]
            if chunk[-1] == "." or chunk[0] == "-":
                following = chunks[position + 2] if position + 2 < len(chunks) else ""
                broken = position + 1 < len(chunks) and not _same_line(chunks[position + 1])
                pieces = _in_context(chunk, pieces, "" if broken else following, line_start)
                before = chunks[position - 2] if position > 1 and _same_line(chunks[position - 1]) else ""
                if (
                    chunk in _UNITS
                    and before[-1:].isdigit()
                    and not following[:1].islower()
                    and not following[:1].isdigit()
                ):
                    pieces = (chunk[:-1], ".")
            words.extend(pieces)
            spaces.extend([False] * len(pieces))
            line_start = False
        try:
            return Doc(self.vocab, words=words, spaces=spaces)
        except UnicodeEncodeError as error:
            raise InputError(
                "text",
                f"{error.object[error.start : error.end]!r} is half a character",
                "Decode the text from its right encoding; a half is left where one was cut or misread.",
                code="encoding",
            ) from error

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterator[Doc]:
        """Tokenize texts as a stream."""
        for text in texts:
            yield self(text)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle without the cache."""
        return (Tokenizer, (self.vocab,))

    def to_bytes(self, **kwargs: Any) -> bytes:
        """Nothing: the tokenizer has no settings."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> Tokenizer:
        """Itself: there is nothing to restore."""
        return self

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Write nothing: the tokenizer has no settings."""

    def from_disk(self, path: str | Path, **kwargs: Any) -> Tokenizer:
        """Itself: there is nothing to read."""
        return self


@registry.tokenizers("sotenlp.Tokenizer.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Callable[[Language], Tokenizer]:
    """Create the tokenizer factory "sotenlp.Tokenizer.v1"."""

    def create(nlp: Language) -> Tokenizer:
        return Tokenizer(nlp.vocab)

    return create


def _same_line(blank: str) -> bool:
    return "\n" not in blank and "\r" not in blank and "\t" not in blank


def _in_context(chunk: str, pieces: tuple[str, ...], following: str, line_start: bool) -> tuple[str, ...]:
    """Correct the pieces of a chunk where the words around it decide."""
    if chunk[0] == "-" and line_start and len(chunk) > 2 and chunk[1].isupper() and pieces[0] != "-":
        return ("-", *_split(chunk[1:]))
    last = pieces[-1]
    if last == "." and len(pieces) > 1 and _ORDINAL.fullmatch(pieces[-2] + "."):
        # "3. sektorin" and a list number at the start of a line are ordinals; "vuonna 2020." is not.
        number = pieces[-2]
        starts_list = line_start and len(pieces) == 2 and bool(following)
        if starts_list or (following[:1].islower() and (len(number) < 4 or not number.isdigit())):
            return (*pieces[:-2], number + ".")
    return pieces


def _split(chunk: str) -> tuple[str, ...]:
    """Cut a stretch without white space into tokens, where its composed form (NFC) is cut."""
    if chunk.isascii() or is_normalized("NFC", chunk):
        return _split_composed(chunk)
    clusters = _clusters(chunk)[::-1]
    pieces: list[str] = []
    for piece in _split_composed(normalize("NFC", chunk)):
        taken, size = "", 0
        while clusters and size < len(piece):
            size += len(normalize("NFC", clusters[-1]))
            taken += clusters.pop()
        pieces.append(taken)
    pieces[-1] += "".join(reversed(clusters))
    return tuple(piece for piece in pieces if piece)


def _clusters(chunk: str) -> list[str]:
    """The letters of a stretch, each with the marks that are written on it."""
    starts = [i for i, character in enumerate(chunk) if not (i and combining(character))]
    return [chunk[i:j] for i, j in zip(starts, [*starts[1:], len(chunk)], strict=True)]


def _split_composed(chunk: str) -> tuple[str, ...]:
    if len(chunk) > LONGEST_CHUNK:
        address = _ADDRESS.match(chunk)
        start = address.end() if address else 0
        plain = (found.group() for found in _PLAIN.finditer(chunk, start))
        return (chunk[:start], *plain) if start else tuple(plain)
    if chunk.isalpha() or _whole(chunk):
        return (chunk,)
    head: list[str] = []
    start, end = 0, len(chunk)
    while start < end and chunk[start] in _OPENING:
        if _whole(chunk[start:]) or _affix(chunk, start):
            break
        run = _RUN.match(chunk, start)
        assert run is not None
        head.append(run.group())
        start = run.end()
    tail: list[str] = []
    while end > start and chunk[end - 1] in _CLOSING and not _whole(chunk[start:end]):
        cut = end - 1
        while cut > start and chunk[cut - 1] == chunk[end - 1]:
            cut -= 1
        tail.append(chunk[cut:end])
        end = cut
    body = _inside(chunk[start:end]) if start < end else ()
    return (*head, *body, *reversed(tail))


def _affix(chunk: str, start: int) -> bool:
    """Whether "-polut", "–hankkeessa", "#tunniste", ":n" or "%:n" begins here."""
    after = chunk[start + 1 : start + 2]
    if chunk[start] in "-–":
        return after.isalpha() or (after.isdigit() and chunk[start] == "-")
    if chunk[start] == "−":
        return after.isdigit()
    if chunk[start] in "#+_":
        return after.isalnum()
    return chunk[start] in "%§€$&:" and bool(_COLON.match(chunk, start)) and chunk[start] != ":"


def _whole(piece: str) -> bool:
    """Whether a piece with punctuation inside is one token all the same."""
    if piece.lower() in abbreviations() or _ADDRESS.fullmatch(piece):
        return True
    if _SIGN.search(piece):
        return False
    return any(pattern.fullmatch(piece) for pattern in (_DATE, _NUMBER, _INITIAL, _EMOTICON, _KEPT))


def _inside(body: str) -> tuple[str, ...]:
    """Cut the inside of a stretch whose outer punctuation is off."""
    if body.isalnum() or _whole(body):
        return (body,)
    joined = _HANGING.fullmatch(body)
    if joined:
        return (*_inside(joined.group(1)), joined.group(2))
    sign = _SIGN.search(body)
    if sign:
        return (*_inside(body[: sign.start()]), *_split(body[sign.start() :]))
    address = _ADDRESS.search(body)
    if address and address.end() == len(body) and "@" in body:
        return (body,)
    for cut in _INFIX.finditer(body):
        if cut.start() > 0 and cut.end() < len(body):
            left, right = body[: cut.start()], body[cut.end() :]
            if cut.group() == "." and (left + ".").lower() in abbreviations():
                return (left + ".", *_split(right))
            return (*_split(left), cut.group(), *_split(right))
    return (body,)
