"""The model on disk, and its recipe on a small treebank."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from sotenlp.errors import ModelError
from sotenlp.language.candidates import Candidates
from sotenlp.language.disambiguation import Disambiguator
from sotenlp.language.lemma_model import Tables, load_model, save_model
from sotenlp.language.ranking_features import TABLE_BITS

TREEBANK = "".join(
    "".join(
        f"{i}\t{form}\t{lemma}\t{upos}\t_\t{feats}\t_\t_\t_\t_\n"
        for i, (form, lemma, upos, feats) in enumerate(s, 1)
    )
    + "\n"
    for s in [
        [
            ("Saan", "saada", "VERB", "Mood=Ind|Number=Sing|Person=1|Tense=Pres|VerbForm=Fin|Voice=Act"),
            ("tukea", "tuki", "NOUN", "Case=Par|Number=Sing"),
            (".", ".", "PUNCT", "_"),
        ],
        [
            ("Haluan", "haluta", "VERB", "Mood=Ind|Number=Sing|Person=1|Tense=Pres|VerbForm=Fin|Voice=Act"),
            ("tukea", "tukea", "VERB", "InfForm=1|Number=Sing|VerbForm=Inf|Voice=Act"),
            ("häntä", "hän", "PRON", "Case=Par|Number=Sing|Person=3|PronType=Prs"),
            (".", ".", "PUNCT", "_"),
        ],
    ]
    * 6
)


def test_a_saved_model_is_read_back(tmp_path: Path) -> None:
    first, second = np.zeros(1 << TABLE_BITS, np.float32), np.zeros(1 << TABLE_BITS, np.float32)
    first[[3, 70]], second[9] = (0.5, -2.0), 1.25
    tables = Tables({"mä": [["minä", "PRON", "Case=Nom"]]}, {"kulu|NOUN": "U"})
    save_model(tmp_path / "m", (first, second), tables)
    model = load_model(tmp_path / "m")
    assert np.array_equal(model.weights[0], first)
    assert np.array_equal(model.weights[1], second)
    assert model.tables == tables


@pytest.mark.parametrize("content", [b"", b"no archive"])
def test_a_broken_model_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "weights.npz").write_bytes(content)
    with pytest.raises(ModelError, match="not a lemmatiser's model"):
        load_model(tmp_path)


def test_a_missing_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        load_model(tmp_path)


def test_the_recipe_learns_from_context(tmp_path: Path, root: Path) -> None:
    spec = importlib.util.spec_from_file_location(
        "train_lemmatizer", root / "training" / "train_lemmatizer.py"
    )
    assert spec is not None
    assert spec.loader is not None
    recipe = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(recipe)
    path = tmp_path / "small.conllu"
    path.write_text(TREEBANK, encoding="utf-8")
    first, second, tables = recipe.fit(recipe.gold_sentences([path]), [], epochs=4, seeds=1)
    chooser = Disambiguator(Candidates(tables=tables), (first, second))
    for words, lemma in ((["Saan", "tukea", "."], "tuki"), (["Haluan", "tukea", "häntä", "."], "tukea")):
        readings = chooser.choose(words, [True] + [False] * (len(words) - 1))
        assert readings[1].lemma == lemma
