"""Scores of lemmas and tags against CoNLL-U with the same tokens."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from sotenlp.errors import InputError
from sotenlp.language.conllu import read_sentences

JOINTS = re.compile("[#\\-\u2010\u2011\u2013]")


def score_lemmas(
    gold: str | Path, mine: str | Path
) -> tuple[dict[str, float], Counter[tuple[str, str, str]]]:
    """Score a CoNLL-U file against gold.

    Args:
        gold: CoNLL-U file with the right lemmas and tags.
        mine: CoNLL-U file with the same words.

    Returns:
        The figures (lemma: compound marks and hyphens looked past; lemma_lower: without case too;
        lemma_hash: with compound marks; upos; feats), and how often each (form, gold lemma, other
        lemma) went wrong.

    Raises:
        InputError: The two files have different words.
    """
    left, right = _words(gold), _words(mine)
    if [row[1] for row in left] != [row[1] for row in right]:
        raise InputError(
            mine, f"its words are not those of {gold}", "Lemmatise that very file.", code="tokens"
        )
    hits: Counter[str] = Counter()
    errors: Counter[tuple[str, str, str]] = Counter()
    for wanted, found in zip(left, right, strict=True):
        first, second = _bare(wanted[2]), _bare(found[2])
        hits["lemma"] += first == second
        hits["lemma_lower"] += first.lower() == second.lower()
        hits["lemma_hash"] += wanted[2] == found[2]
        hits["upos"] += wanted[3] == found[3]
        hits["feats"] += wanted[5] == found[5]
        if first != second:
            errors[wanted[1], first, second] += 1
    names = ("lemma", "lemma_lower", "lemma_hash", "upos", "feats")
    figures = {name: round(hits[name] / len(left), 4) if left else 0.0 for name in names}
    return figures | {"words": len(left)}, errors


def _bare(lemma: str) -> str:
    return JOINTS.sub("", lemma) or lemma


def _words(path: str | Path) -> list[list[str]]:
    text = Path(path).read_text(encoding="utf-8")
    return [row for sentence in read_sentences(text, source=str(path)) for row in sentence.words]
