"""The status classifier: what it may not overrule, and its files."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from spacy.language import Language

from sotenlp.errors import ModelError
from sotenlp.extraction.force import Force
from sotenlp.extraction.measure_candidates import heads
from sotenlp.extraction.stages import STAGES
from sotenlp.extraction.statements import Speaker
from sotenlp.extraction.status import Statement
from sotenlp.extraction.status_features import Mention, status_features
from sotenlp.extraction.status_model import (
    StatusModel,
    Weights,
    default_model,
    load_status_model,
    save_status_model,
)
from sotenlp.schema import Status


def weights(stage: Status) -> Weights:
    """Weights that hold everything for one stage."""
    matrix = np.zeros((1, len(STAGES)), dtype=np.float32)
    matrix[0, STAGES.index(stage)] = 4.0
    return Weights({"all": 0}, matrix, np.zeros(len(STAGES), dtype=np.float32))


MODEL = StatusModel(weights(Status.ADOPTED), weights(Status.ADOPTED), margin=5.0)


@pytest.mark.parametrize("force", [Force.DENIED, Force.FAILED, Force.WISH, Force.POSTPONED, Force.PLAN])
def test_what_is_held_stays_as_the_rules_read_it(force: Force) -> None:
    said = Statement(Status.UNSPECIFIED, force=force, held=True)
    assert MODEL.choose(MODEL.first, said, {"all"}) is Status.UNSPECIFIED


def test_silence_is_filled_and_a_word_overruled_by_the_margin_alone() -> None:
    assert MODEL.choose(MODEL.first, Statement(), {"all"}) is Status.ADOPTED
    assert MODEL.choose(MODEL.first, Statement(Status.PILOTED, word=3), {"all"}) is Status.PILOTED


def test_features_tell_clause_scope_and_others(language_nlp: Language) -> None:
    doc = language_nlp("Ryhmämalli alkoi. Se otettiin käyttöön. Ryhmämallia kokeiltiin.")
    speaker = Speaker(doc)
    found = [head for i, s in enumerate(speaker.view.sentences) for head in heads(i, s)]
    mentions = [
        Mention(head.phrase, head.sentence, speaker.statement(head.sentence, head.phrase))
        for head in found
        if doc[head.token].lemma_.lower() == "ryhmämalli"
    ]
    first, last = status_features(speaker.view, mentions)
    assert {"all", "tense:past", "scope", "read:stem:piloted", "read:next:piloted"} <= first
    assert "rule:piloted:word" in last
    assert "scope" not in last


@pytest.mark.parametrize(
    ("sentence", "held"),
    [
        ("Ryhmämallia ei otettu käyttöön.", True),
        ("Ryhmämallia toivottiin.", True),
        ("Ryhmämalli aiotaan ottaa käyttöön.", True),
        ("Ryhmämalli otettiin käyttöön.", False),
        ("Ryhmämalli on suunnitteilla, ei vetäjää.", False),
    ],
)
def test_force_holds(language_nlp: Language, sentence: str, held: bool) -> None:
    speaker = Speaker(language_nlp(sentence))
    head = next(heads(0, speaker.view.sentences[0]))
    assert speaker.statement(0, head.phrase).held is held


def test_what_has_not_begun_is_still_a_plan(language_nlp: Language) -> None:
    speaker = Speaker(language_nlp("Ryhmämallin laajennusta ei ole aloitettu."))
    head = list(heads(0, speaker.view.sentences[0]))[-1]
    assert speaker.statement(0, head.phrase).status is Status.PLANNED


def test_a_model_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    digest = save_status_model(MODEL, tmp_path, card={"data": "none"})
    loaded = load_status_model(tmp_path)
    assert (loaded.hash, loaded.margin, loaded.first.columns) == (digest, 5.0, {"all": 0})
    assert np.array_equal(loaded.second.matrix, MODEL.second.matrix)
    assert save_status_model(loaded, tmp_path, card={}) == digest


def test_damaged_and_foreign_models_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no status model"):
        load_status_model(tmp_path)
    save_status_model(MODEL, tmp_path, card={})
    content = json.loads((tmp_path / "model.json").read_text(encoding="utf-8"))
    (tmp_path / "model.json").write_text(json.dumps({**content, "kind": "other"}), encoding="utf-8")
    with pytest.raises(ModelError, match="kind 'other'"):
        load_status_model(tmp_path)
    changed = {**content, "settings": {**content["settings"], "margin": 0.1}}
    (tmp_path / "model.json").write_text(json.dumps(changed), encoding="utf-8")
    with pytest.raises(ModelError, match="hash"):
        load_status_model(tmp_path)


def test_the_shipped_model_tells_its_data_and_honest_scores() -> None:
    card = default_model().card
    scores = card["scores"]["left_out"]["read"]
    assert scores["documents"] == 16
    assert scores["status"] >= 0.6
    assert card["recipe"] == "training/train_status.py"
