"""The recipe of the measure classifier on small pages of our own."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from spacy.language import Language

from sotenlp.extraction.measure_view import DocumentView

RECIPE = Path(__file__).resolve().parents[2] / "training" / "train_measures.py"
TEXTS = [
    "{} otettiin käyttöön keväällä. Asukkaat olivat tyytyväisiä. Kunta maksaa kulut.",
    "Syksyllä kokeiltiin: {}. Hoitajat kertoivat kokemuksista. Jonot lyhenivät.",
    "{} vakiinnutettiin. Palaute oli hyvää. Kunnan päätös tehtiin talvella.",
]
NAMES = ["Liikkuva muistiauto", "Ryhmämalli", "Etävastaanotto", "Vertaistukichat"]


@pytest.fixture(scope="module")
def recipe() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("train_measures", RECIPE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch = pytest.MonkeyPatch()
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    yield module
    monkeypatch.undo()


def pages(recipe: ModuleType, nlp: Language) -> list[Any]:
    found = []
    for number, name in enumerate(NAMES):
        for text in TEXTS:
            words = text.format(name)
            start = words.index(name)
            gold = [{"start": start, "end": start + len(name), "text": name}]
            view = DocumentView(nlp(words), {"asukas": 20, "kunta": 20})
            found.append(recipe.make_page(f"p{number}-{len(found)}", gold, view))
    return found


def test_the_recipe_learns_what_is_marked_and_gives_the_same_again(
    recipe: ModuleType, language_nlp: Language
) -> None:
    marked = pages(recipe, language_nlp)
    assert all(sum(page.labels) == 1 for page in marked)
    model = recipe.train(marked[:-3], {})
    again = recipe.train(marked[:-3], {})
    assert (model.first, model.second, model.borders) == (again.first, again.second, again.borders)
    page = marked[-3]
    found = max(model.find(page.view, threshold=0.01), key=lambda item: item.probability)
    assert page.view.doc[found.start : found.end].text == NAMES[-1]


def test_a_measure_that_one_annotator_marked_is_neither_missed_nor_wrong(recipe: ModuleType) -> None:
    gold = [{"start": 0, "end": 5}, {"start": 10, "end": 15, "optional": True}]
    found = [{"start": 0, "end": 5}, {"start": 10, "end": 15}, {"start": 20, "end": 25}]
    assert recipe.counts(found, gold).tolist() == [1, 1, 2]
    assert recipe.f1(recipe.counts(found, gold)) == pytest.approx(2 / 3)
    assert recipe.f1(recipe.counts([], [])) == 0.0
