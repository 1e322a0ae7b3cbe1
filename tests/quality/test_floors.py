"""Quality may not fall: floors a little under what was reached on pages that no rule and no model has seen.

`make evaluate` prints the same figures.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import sotenlp
from sotenlp.evaluation.corpus import read_gold, score_corpus

FLOORS = {
    "measures.f1": 0.735,
    "measures.status": 0.54,
    "measures.name": 0.9,
    "actors.f1": 0.82,
    "actors.type": 0.93,
    "indicators.f1": 0.72,
    "indicators.value": 0.95,
    "targets.f1": 0.775,
    "targets.code": 0.945,
    "goals.micro_f1": 0.645,
    "meta.accuracy": 0.885,
}


@pytest.fixture(scope="module")
def figures(root: Path) -> dict[str, float]:
    folder = root / "corpora" / "annotated" / "unread"
    mined = {document.id: document.to_json() for document in sotenlp.mine(folder / "pages").documents}
    return score_corpus(read_gold(folder / "gold"), mined).figures


@pytest.mark.parametrize("name", FLOORS)
def test_unseen_pages(figures: dict[str, float], name: str) -> None:
    assert figures[name] >= FLOORS[name]
