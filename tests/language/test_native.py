"""What is compiled gives the same as its twin in Python."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sotenlp.language import candidates as candidates_module
from sotenlp.language import letters, near_words, type_features, voikko
from sotenlp.language.candidates import Candidates
from sotenlp.language.lemma_model import load_model
from sotenlp.language.native import native
from sotenlp.language.reading import Reading

pytestmark = pytest.mark.skipif(native is None, reason="this installation has no compiled module")

WORDS = """
hyvinvointialueen ettei PPT-asiakkaiden Keusotessa puhuttuaan sosiaaliohjaajillakin kuntouttavaa Kivelle
"-polut" hoito- 85 % :) https://esimerkki.fi terveystalvveluiden kyseenalaistamaton öljyämättömiä STM:n vuotta
kävelläkseen nopeimmin pitkälleviedyin tuhansittain kahdeksastoista
Vantaa-Akselin menny \ud800 e\u0301 ääkköset ÄÄ
"""


SENTENCES = (
    "kuntouttavat avopalvelut laajenivat toimipisteisiin joissa asiakkaita tavattiin viikoittain ryhmissä",
    "kehittäminen jatkui valtionavustuksella vaikka rekrytoinnit viivästyivät sekä työntekijät vaihtuivat",
    "suomalaisten kuolleiden vaalien kasvojen juhliin lähtevät sanoivatpa tahansa kyseenalaistavimmatkin",
)


@pytest.fixture(scope="module")
def candidates() -> Candidates:
    return Candidates(tables=load_model().tables)


def rows_of(words: list[str], candidates: Candidates) -> type_features.TypeRows:
    return type_features.type_rows(words, [candidates[word] for word in words], candidates.frequencies)


def assert_same_rows(words: list[str], candidates: Candidates, patch: pytest.MonkeyPatch) -> None:
    weights = load_model().weights
    compiled = rows_of(words, candidates)
    scores = type_features.static_scores(compiled.values, weights)
    patch.setattr(type_features, "native", None)
    plain = rows_of(words, candidates)
    for one, other in zip(compiled, plain, strict=True):
        assert np.array_equal(one, other)
    assert np.array_equal(scores, type_features.static_scores(plain.values, weights))


def test_rows_and_sums(candidates: Candidates, monkeypatch: pytest.MonkeyPatch) -> None:
    assert_same_rows(list(dict.fromkeys(WORDS.split())), candidates, monkeypatch)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=5, unique=True))
def test_rows_of_any_text(words: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        assert_same_rows(words, Candidates(tables=load_model().tables), patch)


@pytest.mark.parametrize("word", [word for word in WORDS.split() if word != "\ud800"])
def test_readings_and_spelling(word: str) -> None:
    handle = voikko._Handle("")
    assert handle._readings(word) == handle._read(word)
    assert handle.spells(word) == handle._spells(word)


@pytest.mark.parametrize("length", [1, 7, 8, 12])
def test_long_compounds(length: int) -> None:
    handle = voikko._Handle("")
    word = "kuntoutus" * length
    assert handle._readings(word) == handle._read(word)


@given(st.text("aeiouyäöklmnprst", min_size=1, max_size=12), st.text("aeiouyäöklmnprst", max_size=40))
def test_alignment(stem: str, form: str) -> None:
    assert native.align(stem, form) == near_words.align(stem, form)


@given(st.lists(st.text("aeklmnst", min_size=1, max_size=8), max_size=8), st.text("aeklmnst", max_size=10))
def test_runs_of_letters(words: list[str], form: str) -> None:
    grams = letters.LetterGrams(letters.learn_letters([*words, "talo"]))
    with pytest.MonkeyPatch.context() as patch:
        compiled = grams.possible(form)
        patch.setattr(letters, "native", None)
        assert grams.possible(form) == compiled


def test_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [*WORDS.split(), *(word for sentence in SENTENCES for word in sentence.split())]
    compiled = Candidates(tables=load_model().tables)
    monkeypatch.setattr(candidates_module, "native", None)
    plain = Candidates(tables=load_model().tables)
    assert compiled._inflector
    assert not plain._inflector
    for word in words:
        assert compiled[word] == plain[word]
        assert all(type(reading) is Reading for reading in compiled[word])
