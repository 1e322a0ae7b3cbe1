"""How far the two readers of tests/quality/lemmas agree, and how often sotenlp gives their lemma.

    python training/adjudicate_lemmas.py [--errors N]

A lemma is right where it is either reader's; `agreed` counts only tokens on which the two agree.
Compound marks and hyphens are looked past.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from sotenlp.evaluation.lemmas import JOINTS
from sotenlp.language.conllu import read_sentences
from sotenlp.language.lemmatization import Lemmatizer

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "quality" / "lemmas"


def read_rows(name: str) -> list[list[list[str]]]:
    """The rows of each sentence of one reader's file."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    return [sentence.words for sentence in read_sentences(text, source=name)]


def bare(lemma: str) -> str:
    """A lemma without compound marks and hyphens."""
    return JOINTS.sub("", lemma) or lemma


def main() -> None:
    """Print agreement and score."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--errors", type=int, default=0, help="list so many of the most frequent errors")
    args = parser.parse_args()
    counts: Counter[str] = Counter()
    errors: Counter[tuple[str, str, str]] = Counter()
    lemmatizer = Lemmatizer()
    for first, second in zip(read_rows("reader-a.conllu"), read_rows("reader-b.conllu"), strict=True):
        forms = [row[1] for row in first]
        found = lemmatizer.choose(forms, [i == 0 for i in range(len(forms))])
        for a, b, reading in zip(first, second, found, strict=True):
            lemma, wanted = bare(reading.lemma), {bare(a[2]), bare(b[2])}
            counts["tokens"] += 1
            counts["same lemma"] += len(wanted) == 1
            counts["same upos"] += a[3] == b[3]
            counts["right"] += lemma in wanted
            counts["agreed right"] += len(wanted) == 1 and lemma in wanted
            counts["upos right"] += reading.upos in {a[3], b[3]}
            if lemma not in wanted:
                errors[a[1], a[2], reading.lemma] += 1
    total = counts["tokens"]
    print(f"{total} tokens; readers agree on lemma {counts['same lemma'] / total:.4f}, ", end="")
    print(f"upos {counts['same upos'] / total:.4f}")
    print(f"sotenlp: lemma {counts['right'] / total:.4f}, ", end="")
    print(
        f"agreed {counts['agreed right'] / counts['same lemma']:.4f}, upos {counts['upos right'] / total:.4f}"
    )
    for (form, wanted_lemma, got), count in errors.most_common(args.errors):
        print(f"{count}\t{form}\t{wanted_lemma}\t{got}")


if __name__ == "__main__":
    main()
