"""One handle a process and thread, a bounded cache, and a message with the cure."""

from __future__ import annotations

import multiprocessing
import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

from sotenlp.errors import VoikkoError
from sotenlp.language import voikko as module
from sotenlp.language.voikko import Voikko


def bases(word: str) -> set[str]:
    return {analysis["BASEFORM"] for analysis in Voikko("").analyses(word)}


def test_readings() -> None:
    assert bases("palveluissa") == {"palvelu"}
    assert bases("qwzx") == set()


@pytest.mark.parametrize("word", ["", "\0", "a\0b", "x" * 5000, "\ud800", " ", "\n"])
def test_odd_words_have_no_readings(word: str) -> None:
    assert Voikko("").analyses(word) == ()


def test_it_is_pickled_without_its_handle() -> None:
    copy = pickle.loads(pickle.dumps(Voikko("")))  # noqa: S301
    assert copy.analyses("talossa")[0]["BASEFORM"] == "talo"


def test_threads() -> None:
    voikko = Voikko("")
    forms = ["talossa", "hoitoa", "palvelut", "alueella"] * 100
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda form: voikko.analyses(form)[0]["BASEFORM"], forms))
    assert found == ["talo", "hoito", "palvelu", "alue"] * 100


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes(method: str) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {method} here")
    assert bases("talossa") == {"talo"}
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map(bases, ["talossa", "hoitoa"]) == [{"talo"}, {"hoito"}]


def test_the_cache_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CACHED_TYPES", 10)
    voikko = Voikko("/a/folder/of/its/own")
    for number in range(100):
        voikko.analyses(f"talo{number}")
    assert len(voikko._cache) <= 10


def test_the_cache_is_that_of_the_dictionary() -> None:
    first, second = Voikko(""), Voikko("")
    assert first.analyses("talossa") is second.analyses("talossa")
    assert first._cache is not Voikko("/a/folder/of/its/own")._cache


def test_a_missing_library_names_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise OSError("libvoikko.so.1: cannot open shared object file")

    monkeypatch.setattr(module.libvoikko, "Voikko", fail)
    with pytest.raises(VoikkoError, match="apt install libvoikko1 voikko-fi"):
        Voikko("/no/such/folder").analyses("talo")
