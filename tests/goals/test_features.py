from __future__ import annotations

import pytest
from spacy.language import Language

from sotenlp.goals.features import extract_features


def test_compounds_share_their_parts(language_nlp: Language) -> None:
    first = set(extract_features(language_nlp("Etälääkäri aloitti.")))
    second = set(extract_features(language_nlp("Omalääkärit aloittivat.")))
    assert {"p:lääkäri", "l:aloittaa", "h:käri$"} <= first & second
    assert "l:etälääkäri" in first - second


@pytest.mark.parametrize(("text", "kind"), [("85 asiakasta", "n:number"), ("85% asiakkaista", "n:percent")])
def test_numbers_count_by_their_kind(language_nlp: Language, text: str, kind: str) -> None:
    features = extract_features(language_nlp(text))
    assert any(f.startswith("n:") for f in features)
    assert not any("85" in f for f in features if f.startswith(("l:", "h:")))


def test_punctuation_is_no_feature(language_nlp: Language) -> None:
    assert extract_features(language_nlp("– … !")) == []
