"""The measure classifier: features, borders, the second look, and its files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from spacy.language import Language

from sotenlp.errors import ModelError
from sotenlp.extraction.measure_borders import border_features
from sotenlp.extraction.measure_context import context_features
from sotenlp.extraction.measure_features import head_features
from sotenlp.extraction.measure_model import (
    LinearModel,
    MeasureModel,
    best_span,
    default_model,
    load_measure_model,
    save_measure_model,
)
from sotenlp.extraction.measure_view import DocumentView, noun_class, noun_classes

MODEL = MeasureModel(
    first=LinearModel({"class:model": 3.0, "class:tool": 2.0}, -2.0),
    second=LinearModel({"own": 1.0}, 0.0),
    borders=LinearModel({"start:phrase": 2.0, "end:phrase": 2.0}, -3.0),
    threshold=0.5,
    calibration=(1.2, 0.1),
    background={"malli": 4},
)


@pytest.fixture(scope="module")
def view(language_nlp: Language) -> DocumentView:
    return DocumentView(language_nlp("Kuntoutumisen ryhmämalli otettiin käyttöön. Ryhmämalli jatkuu."))


def test_kinds_of_nouns_go_by_the_longest_ending(language_nlp: Language) -> None:
    doc = language_nlp("ryhmämalli sairaanhoitaja hyvinvointialue kyselylomake")
    assert [noun_class(token)[0] for token in doc] == ["model", "n_staff", "n_org", "tool"]
    assert not noun_class(doc[0])[1]
    assert noun_class(doc[1])[1]


def test_each_noun_has_one_kind() -> None:
    assert len(noun_classes()) > 500
    assert {"model", "service", "tool", "n_person", "n_org"} <= set(noun_classes().values())


def test_features_tell_word_clause_and_place(view: DocumentView) -> None:
    head = next(head for head in view.heads if view.doc[head.token].text == "ryhmämalli")
    names = head_features(view, head)
    assert {"class:model", "case:Nom", "shape:compound", "modified:g", "told:verb:adopted"} <= set(names)
    assert "rarity:new" in names


def test_the_second_look_sees_the_same_noun_elsewhere(view: DocumentView) -> None:
    answers = [0.9 if view.doc[head.token].text == "ryhmämalli" else 0.1 for head in view.heads]
    found = context_features(view, answers)
    last = next(i for i, head in enumerate(view.heads) if view.doc[head.token].text == "Ryhmämalli")
    assert found[last]["near:same:best"] > 2
    assert found[last]["own"] < 0


def test_borders_are_weighed_together(view: DocumentView) -> None:
    head = next(head for head in view.heads if view.doc[head.token].text == "ryhmämalli")
    options = dict(border_features(view, head))
    assert (0, 2) in options
    assert (1, 2) in options
    assert MODEL.span(view, head) == (0, 2)
    assert best_span([(0, 10), (0, 9), (20, 22)], [0.3, 0.3, 0.4]) == 0


def test_found_measures_are_in_order_and_apart(view: DocumentView) -> None:
    found = MODEL.find(view)
    texts = [view.doc[item.start : item.end].text for item in found]
    assert texts == ["Kuntoutumisen ryhmämalli", "Ryhmämalli"]
    assert all(0 < item.probability < 1 for item in found)
    assert found[0].phrase.genitives == (0,)
    assert MODEL.find(view, threshold=1.0) == []


def test_a_model_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    digest = save_measure_model(MODEL, tmp_path, card={"data": "none"})
    loaded = load_measure_model(tmp_path)
    assert (loaded.hash, loaded.threshold, loaded.calibration) == (digest, 0.5, (1.2, 0.1))
    assert loaded.first == MODEL.first
    assert loaded.borders == MODEL.borders
    assert loaded.background == MODEL.background
    assert save_measure_model(loaded, tmp_path, card={}) == digest


def test_damaged_and_foreign_models_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no measure model"):
        load_measure_model(tmp_path)
    save_measure_model(MODEL, tmp_path, card={})
    content = json.loads((tmp_path / "model.json").read_text(encoding="utf-8"))
    (tmp_path / "model.json").write_text(json.dumps({**content, "kind": "other"}), encoding="utf-8")
    with pytest.raises(ModelError, match="kind 'other'"):
        load_measure_model(tmp_path)
    changed = {**content, "settings": {**content["settings"], "threshold": 0.1}}
    (tmp_path / "model.json").write_text(json.dumps(changed), encoding="utf-8")
    with pytest.raises(ModelError, match="hash"):
        load_measure_model(tmp_path)


def test_the_shipped_model_tells_its_data_and_honest_scores() -> None:
    card = default_model().card
    scores = card["scores"]["left_out"]["read"]
    assert scores["documents"] == 16
    assert scores["f1"] >= 0.65
    assert card["recipe"] == "training/train_measures.py"
