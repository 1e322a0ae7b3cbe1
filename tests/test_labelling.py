from __future__ import annotations

import csv
import json
from copy import copy
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sotenlp.answers import answer, explain, pick_model
from sotenlp.classification import classify_table
from sotenlp.errors import InputError
from sotenlp.goals.recipes import train_table
from sotenlp.labelling import label_table

TEXTS = (
    "Kuva 1",
    "Hoitoon pääsee samana päivänä.",
    "Tiimi arvioi tilanteen, ja samalla säästyy aikaa.",
    "Hoitoon pääsee samana päivänä.",
)


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("suffix", [".txt", ".csv", ".jsonl", ".parquet"])
def test_the_least_certain_texts_come_first_and_each_once(tmp_path: Path, suffix: str) -> None:
    source = tmp_path / f"in{suffix}"
    if suffix == ".parquet":
        pq.write_table(pa.table({"text": list(TEXTS)}), source)
    else:
        lines = {
            ".txt": TEXTS,
            ".csv": ("text", *(f'"{text}"' for text in TEXTS)),
            ".jsonl": tuple(json.dumps({"text": text}) for text in TEXTS),
        }[suffix]
        source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert label_table(source, tmp_path / "out.csv") == 3
    found = rows(tmp_path / "out.csv")
    assert {row["text"] for row in found} == set(TEXTS)
    assert {row["goals"] for row in found} == {"?"}
    certainty = [float(row["certainty"]) for row in found]
    assert certainty == sorted(certainty)
    assert found[-1]["text"] == "Kuva 1"
    assert label_table(source, tmp_path / "out.csv", limit=1) == 1
    assert rows(tmp_path / "out.csv") == found[:1]


def test_a_filled_table_goes_back_to_training(tmp_path: Path) -> None:
    texts = [f"{word} {number}" for number in range(6) for word in ("Jono", "Menot", "Kuva")]
    (tmp_path / "in.txt").write_text("\n".join(texts), encoding="utf-8")
    label_table(tmp_path / "in.txt", tmp_path / "table.csv")
    table = rows(tmp_path / "table.csv")
    for row in table[1:]:
        row["goals"] = {"Jono": "pääsy", "Menot": "raha", "Kuva": ""}[row["text"].split()[0]]
    with open(tmp_path / "table.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]))
        writer.writeheader()
        writer.writerows(table)
    report = train_table(tmp_path / "table.csv", tmp_path / "model")
    assert (report.texts, report.unfilled, report.labels) == (17, 1, ("pääsy", "raha"))
    (tmp_path / "new.csv").write_text("text,nro\nPitkä jono,7\n", encoding="utf-8")
    classify_table(tmp_path / "new.csv", tmp_path / "done.csv", model=tmp_path / "model")
    (found,) = rows(tmp_path / "done.csv")
    assert list(found) == ["text", "nro", "goals", "goal_pääsy", "goal_raha", "certainty", "abstained"]
    assert (found["goals"], found["nro"]) == ("pääsy", "7")


def test_what_cannot_be_labelled_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        label_table(tmp_path / "none.csv", tmp_path / "out.csv")
    (tmp_path / "in.doc").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="no input to label"):
        label_table(tmp_path / "in.doc", tmp_path / "out.csv")
    (tmp_path / "in.csv").write_text("teksti\nx\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column 'text'"):
        label_table(tmp_path / "in.csv", tmp_path / "out.csv")
    (tmp_path / "in.jsonl").write_text("{\n", encoding="utf-8")
    (tmp_path / "in.parquet").write_bytes(b"no table")
    for name in ("in.jsonl", "in.parquet"):
        with pytest.raises(InputError, match="broken"):
            label_table(tmp_path / name, tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


def test_answers_keep_their_labels_where_they_abstain() -> None:
    answers = list(answer(TEXTS))
    assert [len(found.scores) for found in answers] == [5] * 4
    assert answers[0].labels == ()
    assert answers[0].certainty > 0.8
    assert not answers[0].abstained
    assert answers[1] == answers[3]
    assert answers[1].labels[0] == "1"
    model = pick_model()
    doubting = copy(model.classifier)
    doubting.decision_ = replace(model.classifier.decision_, doubt=1.1)
    unsure = list(answer(TEXTS, model=replace(model, classifier=doubting)))
    assert all(found.abstained for found in unsure)
    assert [found.labels for found in unsure] == [found.labels for found in answers]


def test_the_default_model_explains_its_answers_by_lemmas() -> None:
    found = explain("Jonot lyhenivät terveysasemalla.")
    assert found.given == ("1",)
    assert set(found.scores) == {"1", "2", "3", "4", "5"}
    best = [item for item in found.contributions if item.label == "1" and item.weight > 0]
    assert any("jono" in item.term for item in best)
