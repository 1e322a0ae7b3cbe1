"""The lemmatiser may not fall on sentences of the field that two readers lemmatised."""

from __future__ import annotations

from pathlib import Path

import pytest

from sotenlp.evaluation.lemmas import JOINTS
from sotenlp.language.conllu import read_sentences
from sotenlp.language.lemmatization import Lemmatizer

FLOORS = {"lemma": 0.983, "upos": 0.973}


def bare(lemma: str) -> str:
    return JOINTS.sub("", lemma) or lemma


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    folder = Path(__file__).parent / "lemmas"
    first, second = (
        [sentence.words for sentence in read_sentences((folder / name).read_text(encoding="utf-8"))]
        for name in ("reader-a.conllu", "reader-b.conllu")
    )
    rows = [pair for one, other in zip(first, second, strict=True) for pair in zip(one, other, strict=True)]
    forms = [a[1] for a, _ in rows]
    found = Lemmatizer().choose(forms, [a[0] == "1" for a, _ in rows])
    lemmas = sum(bare(r.lemma) in {bare(a[2]), bare(b[2])} for r, (a, b) in zip(found, rows, strict=True))
    tags = sum(r.upos in {a[3], b[3]} for r, (a, b) in zip(found, rows, strict=True))
    return {"lemma": lemmas / len(rows), "upos": tags / len(rows)}


@pytest.mark.parametrize("name", FLOORS)
def test_the_field(figures: dict[str, float], name: str) -> None:
    assert figures[name] >= FLOORS[name]
