"""Tag plain text with spaCy's published Finnish pipeline, as silver for train_lemmatizer.py.

    pip install spacy_fi_experimental_web_md
    python training/tag_silver.py TEXT.txt ... --without TREEBANK.conllu ... -o silver.conllu

Each line of a text is one document; of a .conllu or .tsv file the tokens are taken as they
stand, and nothing else. Sentences whose words stand in the treebanks named with `--without`
are left out, so that scores on those treebanks stay honest. LEMMA is "_".
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from sotenlp.language.sentencizer import Sentencizer
from sotenlp.language.tokenizer import Tokenizer

UNUSED = ("parser", "ner", "lemmatizer")
NO_BREAK = "\u00a0"
SHORTEST, LONGEST = 3, 80


def letters(words: Sequence[str]) -> str:
    """The letters and digits of a sentence, by which it is known again however it was split."""
    return "".join(character for character in "".join(words).lower() if character.isalnum())


def treebank_sentences(path: Path) -> Iterator[list[str]]:
    """The words of each sentence of a CoNLL-U file, or of a file with a token in the first column."""
    column = 1 if path.suffix == ".conllu" else 0
    words: list[str] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        row = line.split("\t")
        if not line.strip():
            if words and not words[0].startswith("-DOCSTART-"):
                yield words
            words = []
        elif len(row) > column and (column == 0 or row[0].isdigit()):
            words.append(row[column])


def text_sentences(path: Path, tagger: Language) -> Iterator[tuple[list[str], list[bool]]]:
    """The tokens of each sentence of a text and whether a space follows them."""
    tokenizer, sentencizer = Tokenizer(tagger.vocab), Sentencizer()
    for line in path.read_text(encoding="utf-8").splitlines():
        for sentence in sentencizer(tokenizer(line)).sents:
            tokens = [token for token in sentence if not token.is_space]
            yield [token.text for token in tokens], [bool(token.whitespace_) for token in tokens]


def sentences(paths: Sequence[Path], tagger: Language, without: set[str]) -> Iterator[Doc]:
    """The sentences of files, each a Doc of its own, none of them twice."""
    seen = set(without)
    for path in paths:
        if path.suffix in {".conllu", ".tsv"}:
            found: Iterator[tuple[list[str], list[bool]]] = (
                (words, [True] * len(words)) for words in treebank_sentences(path)
            )
        else:
            found = text_sentences(path, tagger)
        for words, spaces in found:
            key = letters(words)
            if SHORTEST <= len(words) <= LONGEST and key not in seen:
                seen.add(key)
                yield Doc(tagger.vocab, words=words, spaces=spaces)


def rows(doc: Doc) -> str:
    """A tagged sentence in CoNLL-U."""
    lines = (
        f"{number}\t{token.text.replace(' ', NO_BREAK)}\t_\t{token.pos_}\t_\t{token.morph or '_'}" + "\t_" * 4
        for number, token in enumerate(doc, 1)
    )
    return "\n".join(lines) + "\n\n"


def main() -> None:
    """Tag the texts named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--without", nargs="*", type=Path, default=[])
    parser.add_argument("--pipeline", default="spacy_fi_experimental_web_md")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    tagger = spacy.load(options.pipeline, exclude=list(UNUSED))
    with options.output.open("w", encoding="utf-8") as file:
        without = {letters(words) for path in options.without for words in treebank_sentences(path)}
        for doc in tagger.pipe(sentences(options.texts, tagger, without)):
            file.write(rows(doc))


if __name__ == "__main__":
    main()
