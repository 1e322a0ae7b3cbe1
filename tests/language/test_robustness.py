"""Any text, many threads and processes, bounded memory."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from sotenlp.language.disambiguation import WINDOW, Disambiguator
from sotenlp.language.lemmatization import Lemmatizer
from sotenlp.language.lemmatizer import LemmatizerComponent
from sotenlp.language.voikko import Voikko

SENTENCES = [
    "Hyvinvointialueen asiakasohjaus siirtyi yhteiseen keskukseen.",
    "Mä oon ollu siel jo kaks viikkoo, ei oo kuulunu mitään!",
    "pot. liikkuu rollalla, RR 130/80, kipua vas. polvessa",
    "STM:n rahoitus päättyi 31.12.2022, jatko 85 %/7 vrk.",
    "Keusoten etälääkäri ja SAS-hoitaja arvioivat hoitoonpääsyä.",
]
FINNISH = st.text(alphabet="aäeioöuyhjklmnprstvdAKS .,:-–'’0123456789%/()\n\t\u00ad\u00a0", max_size=80)
# Marks on nothing, joiners, directions, variation selectors, tags, jamo, odd spaces and borders.
PIECES = ["a\u0308", "o\u0308", "\u0308", "\u0301\u0301"]
PIECES += ["\u200d", "\u200c", "\u200b", "\ufeff", "\u2060", "\u00ad", "kun\u00adtoutus"]
PIECES += ["👩\u200d⚕\ufe0f", "👨\u200d👩\u200d👧", "🇫🇮", "🏽", "#\ufe0f\u20e3", "☎\ufe0e", "\U0010ffff"]
PIECES += ["שלום", "مرحبا", "\u202e", "\u202c", "\u1100\u1161", "각", "ﬁ", "ǅ", "ß", "İ", "ı", "Ω", "Å"]
PIECES += ["\u2028", "\u2029", "\x85", "\x0b", "\x00", "\x1f", " ", "\n", "\t", "\u3000"]
PIECES += ["STM:n", "hoito-", "-polut", "ettei", "!!!", "...", "1.1.", "@", "#", "-", "–", ".", ",", "a", "Ä"]
ODD = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
ANY = st.one_of(st.text(max_size=60), FINNISH, ODD)


def check(text: str, language_nlp: Language) -> None:
    doc = language_nlp(text)
    assert doc.text == text
    for token in doc:
        assert text[token.idx : token.idx + len(token.text)] == token.text
        assert token.lemma_
        assert token.pos_
        assert len(token._.compound) >= 1


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ANY)
def test_any_text_goes_through_with_exact_offsets(text: str, language_nlp: Language) -> None:
    check(text, language_nlp)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(FINNISH, st.sampled_from(SENTENCES)))
def test_decomposed_text_has_the_lemmas_of_composed_text(text: str, language_nlp: Language) -> None:
    composed, decomposed = normalize("NFC", text), normalize("NFD", text)
    check(decomposed, language_nlp)
    expected = [(token.lemma_, token.pos_, str(token.morph)) for token in language_nlp(composed)]
    doc = language_nlp(decomposed)
    assert [(token.lemma_, token.pos_, str(token.morph)) for token in doc] == expected
    assert [normalize("NFC", token.text) for token in doc] == [token.text for token in language_nlp(composed)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(ANY, max_size=5))
def test_what_stands_beside_a_text_changes_nothing(texts: list[str], language_nlp: Language) -> None:
    single = [[(t.text, t.lemma_, t.pos_) for t in language_nlp(text)] for text in texts]
    assert [[(t.text, t.lemma_, t.pos_) for t in doc] for doc in language_nlp.pipe(texts)] == single


RUNS = ["a", "ä", "a\u0308", "\u0301", "👩\u200d⚕\ufe0f", "\u200d", "\u00ad", "שלום", "-", ".", "#"]
RUNS += ["1.", "a.", "a-", "(a", "a/", "a:n", "kuntoutus"]


@pytest.mark.parametrize("run", RUNS)
def test_a_hundred_thousand_characters_without_a_space(run: str, language_nlp: Language) -> None:
    check(run * (100_000 // len(run)), language_nlp)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\0", "a\u0301" * 300, "kuntoutus" * 3000])
def test_odd_texts(text: str, language_nlp: Language) -> None:
    assert "".join(token.text_with_ws for token in language_nlp(text)) == text


def test_a_word_of_too_many_readings_spoils_no_other() -> None:
    voikko = Voikko("")
    before = [reading["CLASS"] for reading in voikko.analyses("uusi")]
    for length in range(5, 11):
        voikko.analyses("kuntoutus" * length)
    assert [reading["CLASS"] for reading in Voikko("").analyses("uusi")] == before


def test_a_text_longer_than_the_window(language_nlp: Language) -> None:
    text = " ".join(SENTENCES * (WINDOW // 20))
    doc = language_nlp(text)
    assert len(doc) > WINDOW
    once = [token.lemma_ for token in language_nlp(" ".join(SENTENCES))]
    assert [token.lemma_ for token in doc][: len(once)] == once


def test_a_run_without_sentences_is_cut() -> None:
    lemmatizer = Lemmatizer()
    words = ["palvelun"] * (2 * WINDOW + 5)
    assert len(lemmatizer.choose(words, [True] + [False] * (len(words) - 1))) == len(words)


def test_streams_give_what_single_texts_give(language_nlp: Language) -> None:
    texts = [*SENTENCES, "", "\n", *SENTENCES]
    single = [[(t.lemma_, t.pos_, str(t.morph)) for t in language_nlp(text)] for text in texts]
    assert [[(t.lemma_, t.pos_, str(t.morph)) for t in doc] for doc in language_nlp.pipe(texts)] == single


def test_worker_processes_give_the_same(language_nlp: Language) -> None:
    texts = SENTENCES * 4
    single = [[(t.lemma_, t._.compound) for t in language_nlp(text)] for text in texts]
    piped = language_nlp.pipe(texts, n_process=2, batch_size=5)
    assert [[(t.lemma_, t._.compound) for t in doc] for doc in piped] == single


def test_threads_give_the_same() -> None:
    lemmatizer = Lemmatizer()
    lemmatizer._component.disambiguator = Disambiguator(
        lemmatizer._component.candidates, lemmatizer._component.disambiguator.weights, limit=30
    )
    texts = SENTENCES * 10
    single = [Lemmatizer().lemmatize(text) for text in SENTENCES] * 10
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda text: lemmatizer.lemmatize(text), texts)) == single


def lemmas(text: str) -> list[str]:
    return Lemmatizer().lemmatize(text)


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_however_started(method: str) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {method} on this system")
    expected = [lemmas(text) for text in SENTENCES[:2]]
    with multiprocessing.get_context(method).Pool(1) as pool:
        assert pool.map(_lemmas_in_a_process, SENTENCES[:2]) == expected


def _lemmas_in_a_process(text: str) -> list[str]:
    from sotenlp.language.lemmatization import Lemmatizer

    return Lemmatizer().lemmatize(text)


def test_the_table_of_types_is_bounded() -> None:
    component = LemmatizerComponent()
    chooser = Disambiguator(component.candidates, component.disambiguator.weights, limit=20)
    for number in range(60):
        chooser.choose([f"talo{number}", "talossa"], [True, False])
        assert len(chooser.table.places) <= 20


def test_keys_outlive_a_memory_zone(language_nlp: Language) -> None:
    with language_nlp.memory_zone():
        inside = [token.lemma_ for token in language_nlp("Kuntoutuspolkujen zonetesti onnistui.")]
    assert [token.lemma_ for token in language_nlp("Kuntoutuspolkujen zonetesti onnistui.")] == inside
