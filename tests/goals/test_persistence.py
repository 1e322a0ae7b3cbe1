from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from sotenlp.errors import ModelError
from sotenlp.goals.calibration import Decision
from sotenlp.goals.component import GoalComponent
from sotenlp.goals.context import ContextModel
from sotenlp.goals.persistence import load_model, save_model
from tests.goals.test_classifier import GoalClassifier, data

CONTEXT = ContextModel(0.7, 2.5, (0.1, 0.2, 0.3, 0.4, 0.5), Decision((0.3,) * 5, 0.2))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_model(GoalClassifier().fit(*data()), CONTEXT, tmp_path / "goals", card={"data": "none"})
    return tmp_path / "goals"


def test_a_model_comes_back_as_it_was(folder: Path) -> None:
    texts, labels = data()
    model = load_model(folder)
    expected = GoalClassifier().fit(texts, labels)
    np.testing.assert_allclose(
        model.classifier.predict_proba(texts), expected.predict_proba(texts), atol=1e-5
    )
    assert model.context == CONTEXT
    assert model.card == {"data": "none"}
    assert model.is_national


def test_a_scheme_of_other_labels_comes_back_and_is_not_for_pages(tmp_path: Path) -> None:
    texts, labels = data()
    classifier = GoalClassifier(labels=("a", "b")).fit(texts, labels[:, :2])
    context = ContextModel(1.0, 0.0, (0.0, 0.0), Decision((0.5, 0.5)))
    save_model(classifier, context, tmp_path, card={})
    model = load_model(tmp_path)
    assert model.labels == ("a", "b")
    assert (model.classifier.predict(texts) == classifier.predict(texts)).all()
    with pytest.raises(ModelError, match="five goals; this one gives a, b"):
        GoalComponent(model)


def test_the_same_data_give_the_same_files(folder: Path, tmp_path: Path) -> None:
    save_model(GoalClassifier().fit(*data()), CONTEXT, tmp_path / "again", card={"data": "none"})
    for path in folder.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()


def test_no_file_can_run_code(folder: Path) -> None:
    arrays = np.load(folder / "weights.npz", allow_pickle=False)
    assert all(arrays[name].dtype == np.float32 for name in arrays.files)
    assert {path.suffix for path in folder.iterdir()} == {".json", ".npz"}


@pytest.mark.parametrize(
    ("change", "message"),
    [({"format": 2}, "format 2"), ({"kind": "other"}, "other"), ({"settings": {}}, "do not fit")],
)
def test_other_or_changed_models_are_refused(folder: Path, change: dict[str, object], message: str) -> None:
    path = folder / "model.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(ModelError, match=message):
        load_model(folder)


def test_a_missing_or_broken_model_is_told(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no goal model here"):
        load_model(tmp_path / "none")
    (folder / "weights.npz").write_bytes(b"broken")
    with pytest.raises(ModelError, match="do not fit"):
        load_model(folder)
