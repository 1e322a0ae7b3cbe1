"""Predict each document of a treebank with a model that has not seen it, and score that.

    python training/crossvalidate_lemmatizer.py fi_tdt-ud-dev.conllu --with fi_pud-ud-test.conllu \\
        training/field.conllu --silver silver.conllu -o predicted.conllu

The documents (sentence ids up to the first dot or dash) are dealt into folds. For each fold a
model learns from the other folds and from the treebanks named with `--with`; all that is
learned from gold is learned there. Silver has no gold in it and is learned from once.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

from train_lemmatizer import add_arguments, fit, gold_sentences, learn_silver

from sotenlp.evaluation.lemmas import score_lemmas
from sotenlp.language.candidates import Candidates
from sotenlp.language.conllu import ConlluSentence, fill, read_sentences
from sotenlp.language.disambiguation import Disambiguator

FOLDS = 5
_SENTENCE_ID = re.compile(r"#\s*sent_id\s*=\s*([^.\-\s]+)")


def document_of(sentence: ConlluSentence) -> str:
    """The document that a sentence's id names."""
    comments = (line for line in sentence.lines if isinstance(line, str))
    return next((found.group(1) for line in comments if (found := _SENTENCE_ID.match(line))), "")


def written(sentence: ConlluSentence) -> str:
    """A sentence as CoNLL-U."""
    lines = ("\t".join(line) if isinstance(line, list) else line for line in sentence.lines)
    return "\n".join(lines) + "\n\n"


def main() -> None:
    """Cross-validate as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("treebank", type=Path)
    parser.add_argument("--with", dest="others", type=Path, nargs="*", default=[])
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=FOLDS)
    add_arguments(parser)
    options = parser.parse_args()
    sentences = list(read_sentences(options.treebank.read_text(encoding="utf-8")))
    gold = gold_sentences([options.treebank])
    documents = [document_of(sentence) for sentence in sentences]
    fold_of = {name: i % options.folds for i, name in enumerate(dict.fromkeys(documents))}
    others = gold_sentences(options.others)
    start = learn_silver(gold_sentences(options.silver), epochs=options.silver_epochs)
    predicted: dict[int, str] = {}
    for fold in range(options.folds):
        held = [i for i, name in enumerate(documents) if fold_of[name] == fold]
        inside = [gold[i] for i, name in enumerate(documents) if fold_of[name] != fold]
        model = fit([*others, *inside], start, epochs=options.epochs, seeds=options.seeds)
        chooser = Disambiguator(Candidates(tables=model.tables), model.weights)
        for i in held:
            predicted[i] = fill(written(sentences[i]), chooser.choose, compound_marks=True)
        print(json.dumps({"fold": fold, "sentences": len(held)}), flush=True)
    options.output.write_text("".join(predicted[i] for i in range(len(sentences))), encoding="utf-8")
    figures, _ = score_lemmas(options.treebank, options.output)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
