from __future__ import annotations

from pathlib import Path

import pytest

from sotenlp.errors import InputError
from sotenlp.evaluation.lemmas import score_lemmas


def conllu(path: Path, *rows: str) -> Path:
    lines = [f"{n}\t" + row.replace(" ", "\t") + "\t_\t_\t_\t_" for n, row in enumerate(rows, 1)]
    path.write_text("# text = x\n" + "\n".join(lines) + "\n\n", encoding="utf-8")
    return path


def test_joints_and_case_are_counted_apart(tmp_path: Path) -> None:
    gold = conllu(tmp_path / "g", "Sotekeskus sote#keskus NOUN _ Case=Nom", "Lapissa Lappi PROPN _ Case=Ine")
    mine = conllu(tmp_path / "m", "Sotekeskus sote-keskus NOUN _ Case=Nom", "Lapissa lappi NOUN _ Case=Ine")
    figures, errors = score_lemmas(gold, mine)
    assert figures == {
        "lemma": 0.5,
        "lemma_lower": 1.0,
        "lemma_hash": 0.0,
        "upos": 0.5,
        "feats": 1.0,
        "words": 2,
    }
    assert errors == {("Lapissa", "Lappi", "lappi"): 1}


def test_other_words_are_refused(tmp_path: Path) -> None:
    gold = conllu(tmp_path / "g", "Jono jono NOUN _ _")
    mine = conllu(tmp_path / "m", "Jonot jono NOUN _ _")
    with pytest.raises(InputError, match="its words are not those of"):
        score_lemmas(gold, mine)
