"""The model on disk, and its recipe on a small treebank."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from sotenlp.errors import ModelError
from sotenlp.language.candidates import Candidates
from sotenlp.language.disambiguation import Disambiguator
from sotenlp.language.hashing import TABLE_BITS
from sotenlp.language.lemma_model import LemmaModel, Tables, load_model, save_model

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
    tables = Tables(
        {"mä": [["minä", "PRON", "Case=Nom"]]},
        {"kulu|NOUN": "U"},
        ["3>>NOUN>Case=Ine|Number=Sing"],
        {"ssa": [0]},
        ["talo", "vuosi"],
    )
    save_model(tmp_path / "m", (first, second), tables)
    model = load_model(tmp_path / "m")
    assert np.array_equal(model.weights[0], first)
    assert np.array_equal(model.weights[1], second)
    assert model.tables == tables


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 cut short"])
def test_a_broken_model_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "weights.npz").write_bytes(content)
    with pytest.raises(ModelError, match="not a lemmatiser's model"):
        load_model(tmp_path)


def test_a_missing_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        load_model(tmp_path)


@pytest.fixture
def recipe(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The training script as a module."""
    monkeypatch.syspath_prepend(str(root / "training"))
    yield importlib.import_module("train_lemmatizer")
    for name in ("train_lemmatizer", "lemma_ranker"):
        sys.modules.pop(name, None)


CASES = ((["Saan", "tukea", "."], "tuki"), (["Haluan", "tukea", "häntä", "."], "tukea"))


def lemmas(model: LemmaModel) -> list[str]:
    chooser = Disambiguator(Candidates(tables=model.tables), model.weights)
    return [chooser.choose(words, [i == 0 for i in range(len(words))])[1].lemma for words, _ in CASES]


def test_the_recipe_learns_from_context(tmp_path: Path, recipe: ModuleType) -> None:
    path = tmp_path / "small.conllu"
    path.write_text(TREEBANK, encoding="utf-8")
    model = recipe.fit(recipe.gold_sentences([path]), recipe.learn_silver([]), epochs=8, seeds=1)
    assert lemmas(model) == [lemma for _, lemma in CASES]


def test_silver_teaches_by_its_tags_alone(tmp_path: Path, recipe: ModuleType) -> None:
    silver = "".join(
        "\t".join(("_" if i == 2 else cell) for i, cell in enumerate(line.split("\t"))) + "\n"
        for line in TREEBANK.splitlines()
    )
    path = tmp_path / "silver.conllu"
    path.write_text(silver, encoding="utf-8")
    start = recipe.learn_silver(recipe.gold_sentences([path]), epochs=8)
    weights = (start.first.weights, start.second.weights)
    assert lemmas(LemmaModel(weights, start.tables)) == [lemma for _, lemma in CASES]


def test_cross_validation_predicts_every_sentence(tmp_path: Path, root: Path) -> None:
    path, out = tmp_path / "small.conllu", tmp_path / "out.conllu"
    sentences = TREEBANK.strip("\n").split("\n\n")
    path.write_text(
        "".join(f"# sent_id = d{i // 2}.{i}\n{rows}\n\n" for i, rows in enumerate(sentences)),
        encoding="utf-8",
    )
    script = root / "training" / "crossvalidate_lemmatizer.py"
    command = [sys.executable, script, path, "-o", out, "--folds", "3", "--epochs", "8", "--seeds", "1"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    forms = [line.split("\t")[1] for line in out.read_text(encoding="utf-8").splitlines() if "\t" in line]
    assert forms == [line.split("\t")[1] for line in TREEBANK.splitlines() if line]
    assert json.loads(done.stdout.splitlines()[-1])["lemma"] > 0.9
