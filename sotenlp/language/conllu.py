"""CoNLL-U: write a Doc, and fill the lemmas and tags of a file that has tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from sotenlp.errors import InputError
from sotenlp.language.reading import Reading

COLUMNS = 10
BATCH = 4000
"""Lines from which the words of sentences are given to the chooser together."""
Chooser = Callable[[Sequence[str], Sequence[bool]], list[Reading]]


@dataclass(slots=True)
class ConlluSentence:
    """One sentence of a CoNLL-U file, every line kept.

    Attributes:
        lines: Comments as they stand, and rows of ten columns.
    """

    lines: list[str | list[str]] = field(default_factory=list)

    @property
    def words(self) -> list[list[str]]:
        """The rows of words, without ranges and empty nodes."""
        return [line for line in self.lines if isinstance(line, list) and line[0].isdigit()]


def read_sentences(text: str | Iterable[str], *, source: str = "CoNLL-U") -> Iterator[ConlluSentence]:
    """Parse CoNLL-U.

    Args:
        text: Contents of a file, or its lines.
        source: Name of the file, for messages.

    Raises:
        InputError: A line is neither a comment nor a row of ten columns.
    """
    sentence = ConlluSentence()
    lines = text.split("\n") if isinstance(text, str) else text
    for number, line in enumerate((line.rstrip("\r\n") for line in lines), 1):
        if not line.strip():
            if sentence.lines:
                yield sentence
            sentence = ConlluSentence()
        elif line.startswith("#"):
            sentence.lines.append(line)
        else:
            row = line.split("\t")
            if len(row) != COLUMNS:
                raise InputError(
                    source,
                    f"line {number} has {len(row)} columns, not {COLUMNS}",
                    "Give CoNLL-U with tabs between its ten columns.",
                    code="conllu",
                )
            sentence.lines.append(row)
    if sentence.lines:
        yield sentence


def fill(text: str, choose: Chooser, *, compound_marks: bool = False, source: str = "CoNLL-U") -> str:
    """Fill LEMMA, UPOS and FEATS of a CoNLL-U text; everything else stays as it is.

    Args:
        text: Contents of a file with tokens and sentences.
        choose: Gives a reading to each of the words (`Disambiguator.choose`).
        compound_marks: Whether "#" stands between the parts of a compound's lemma.
        source: Name of the file, for messages.
    """
    return "".join(fill_stream(text.split("\n"), choose, compound_marks=compound_marks, source=source))


def fill_stream(
    lines: Iterable[str], choose: Chooser, *, compound_marks: bool = False, source: str = "CoNLL-U"
) -> Iterator[str]:
    """Fill CoNLL-U sentence by sentence, as `fill` does, without holding the whole of it.

    Args:
        lines: Lines of a file with tokens and sentences.
        choose: Gives a reading to each of the words; it is given many sentences at once.
        compound_marks: Whether "#" stands between the parts of a compound's lemma.
        source: Name of the file, for messages.

    Yields:
        Each sentence with its comments, and an empty line.

    Raises:
        InputError: A line is neither a comment nor a row of ten columns.
    """
    batch: list[ConlluSentence] = []
    size = 0
    for sentence in read_sentences(lines, source=source):
        batch.append(sentence)
        size += len(sentence.lines)
        if size >= BATCH:
            yield from _filled(batch, choose, compound_marks)
            batch, size = [], 0
    yield from _filled(batch, choose, compound_marks)


def _filled(sentences: Sequence[ConlluSentence], choose: Chooser, compound_marks: bool) -> Iterator[str]:
    words = [sentence.words for sentence in sentences]
    forms = [row[1] for rows in words for row in rows]
    starts = [i == 0 for rows in words for i in range(len(rows))]
    readings = iter(choose(forms, starts) if forms else ())
    for sentence, rows in zip(sentences, words, strict=True):
        for row in rows:
            reading = next(readings)
            lemma = mark_compound(reading.lemma, reading.parts) if compound_marks else reading.lemma
            row[2], row[3], row[5] = lemma or "_", reading.upos or "_", reading.feats or "_"
        lines = ("\t".join(line) if isinstance(line, list) else line for line in sentence.lines)
        yield "\n".join(lines) + "\n\n"


def to_doc(sentence: ConlluSentence, vocab: Vocab) -> Doc:
    """The words of a sentence as a Doc, with white space where MISC does not deny it.

    The words of a range ("ettei") stand apart, and the range tells what follows its last word.
    """
    ends: dict[str, str] = {}
    within: set[str] = set()
    for line in sentence.lines:
        if isinstance(line, list) and "-" in line[0]:
            first, _, last = line[0].partition("-")
            ends[last] = line[9]
            if first.isdecimal() and last.isdecimal():
                within.update(row[0] for row in sentence.words if int(first) <= int(row[0]) < int(last))
    rows = sentence.words
    spaces = [row[0] in within or "SpaceAfter=No" not in ends.get(row[0], row[9]).split("|") for row in rows]
    return Doc(
        vocab, words=[row[1] for row in rows], spaces=spaces, sent_starts=[i == 0 for i in range(len(rows))]
    )


def mark_compound(lemma: str, parts: Sequence[str]) -> str:
    """A lemma with "#" between its compound parts in place of hyphens.

    >>> mark_compound("sote-keskus", ["sote", "keskus"])
    'sote#keskus'
    """
    marked, at = "", 0
    for number, part in enumerate(parts):
        while at < len(lemma) and lemma[at] in "-–" and not part.startswith(lemma[at]):
            at += 1
        piece = lemma[at : at + len(part)]
        if piece.lower() != part.lower():
            return lemma
        marked += ("#" if number else "") + piece
        at += len(part)
    return marked if at == len(lemma) else lemma


def to_conllu(doc: Doc, *, compound_marks: bool = False) -> str:
    """A Doc as CoNLL-U: one block a sentence, white space tokens in MISC only.

    Args:
        doc: A Doc with sentences and lemmas.
        compound_marks: Whether "#" stands between the parts of a compound's lemma.
    """
    blocks = []
    for sentence in doc.sents:
        tokens = [token for token in sentence if not token.is_space]
        if not tokens:
            continue
        text = " ".join(sentence.text.split())
        lines = [f"# text = {text}"]
        lines += ["\t".join(_row(number, token, compound_marks)) for number, token in enumerate(tokens, 1)]
        blocks.append("\n".join(lines))
    return "".join(block + "\n\n" for block in blocks)


def _row(number: int, token: Token, compound_marks: bool) -> list[str]:
    lemma = mark_compound(token.lemma_, token._.compound) if compound_marks else token.lemma_
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    spaced = bool(token.whitespace_) or following is None or following.is_space
    misc = "_" if spaced else "SpaceAfter=No"
    form = " ".join(token.text.split())
    return [
        str(number),
        form,
        lemma or "_",
        token.pos_ or "_",
        "_",
        str(token.morph) or "_",
        "_",
        "_",
        "_",
        misc,
    ]
