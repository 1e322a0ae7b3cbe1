"""Tag plain text with spaCy's published Finnish pipeline, as silver for train_lemmatizer.py.

    pip install spacy_fi_experimental_web_md
    python training/tag_silver.py TEXT.txt ... --without TREEBANK.conllu ... -o silver.conllu

Each line of a text is one document. Sentences that stand in the treebanks named with
`--without` are left out, so that scores on those treebanks stay honest. LEMMA is "_".
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


def treebank_texts(paths: Sequence[Path]) -> set[str]:
    """The sentences of treebanks, as running text."""
    marker = "# text = "
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return {line.removeprefix(marker).strip() for line in lines if line.startswith(marker)}


def sentences(paths: Sequence[Path], tagger: Language, without: set[str]) -> Iterator[Doc]:
    """The sentences of texts, each a Doc of its own in sotenlp's tokens."""
    tokenizer, sentencizer = Tokenizer(tagger.vocab), Sentencizer()
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            for sentence in sentencizer(tokenizer(line)).sents:
                tokens = [token for token in sentence if not token.is_space]
                if SHORTEST <= len(tokens) <= LONGEST and sentence.text.strip() not in without:
                    words, spaces = [t.text for t in tokens], [bool(t.whitespace_) for t in tokens]
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
        for doc in tagger.pipe(sentences(options.texts, tagger, treebank_texts(options.without))):
            file.write(rows(doc))


if __name__ == "__main__":
    main()
