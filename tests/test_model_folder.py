from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from sotenlp.errors import ModelError
from sotenlp.model_folder import ModelKind, read_model_folder, write_model_folder

KIND = ModelKind("sotenlp.example", 2, "example model", "training/train_example.py")


def write(folder: Path) -> str:
    return write_model_folder(
        folder,
        KIND,
        features=["sauna", "yö"],
        arrays={"weights": np.array([0.5, -1.0], dtype=np.float32)},
        settings={"threshold": 0.3},
        card={"data": "none"},
    )


def test_the_parts_come_back(tmp_path: Path) -> None:
    digest = write(tmp_path / "model")
    parts = read_model_folder(tmp_path / "model", KIND)
    assert parts.features == ["sauna", "yö"]
    assert parts.arrays["weights"].tolist() == [0.5, -1.0]
    assert (parts.settings, parts.card, parts.hash) == ({"threshold": 0.3}, {"data": "none"}, digest)


def test_the_same_parts_have_the_same_bytes_and_hash(tmp_path: Path) -> None:
    assert write(tmp_path / "one") == write(tmp_path / "two")
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"format": 1}, "format 1"),
        ({"kind": "sotenlp.other"}, "sotenlp.other"),
        ({"settings": {"threshold": 0.9}}, "do not fit the hash"),
    ],
)
def test_foreign_old_and_changed_folders_are_refused_with_the_reason(
    tmp_path: Path, change: dict[str, object], reason: str
) -> None:
    write(tmp_path)
    path = tmp_path / "model.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | change), encoding="utf-8")
    with pytest.raises(ModelError, match=reason):
        read_model_folder(tmp_path, KIND)


@pytest.mark.parametrize("content", ["[]", "{}", "null"])
def test_any_other_json_is_refused(tmp_path: Path, content: str) -> None:
    write(tmp_path)
    (tmp_path / "model.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=r"reads kind 'sotenlp\.example', format 2"):
        read_model_folder(tmp_path, KIND)


def test_a_folder_without_its_parts_is_told_as_damaged(tmp_path: Path) -> None:
    write(tmp_path)
    path = tmp_path / "model.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    del content["settings"]
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(ModelError, match="damaged example model"):
        read_model_folder(tmp_path, KIND)


def test_arrays_of_objects_are_not_loaded(tmp_path: Path) -> None:
    write_model_folder(
        tmp_path, KIND, features=[], arrays={"o": np.array([{}], dtype=object)}, settings={}, card={}
    )
    with pytest.raises(ModelError, match="damaged"):
        read_model_folder(tmp_path, KIND)


def test_a_missing_folder_names_the_cure(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no example model here.*train_example\.py"):
        read_model_folder(tmp_path / "none", KIND)
