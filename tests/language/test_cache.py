"""The cache computes once and never outgrows its limit."""

from __future__ import annotations

from sotenlp.language.cache import TypeCache


def test_it_computes_once() -> None:
    calls: list[str] = []
    cache: TypeCache[str, int] = TypeCache(lambda key: calls.append(key) or len(key), limit=3)
    assert [cache["a"], cache["bb"], cache["a"]] == [1, 2, 1]
    assert calls == ["a", "bb"]


def test_it_forgets_at_its_limit() -> None:
    cache: TypeCache[int, int] = TypeCache(lambda key: key * 2, limit=3)
    assert [cache[number] for number in range(10)] == [number * 2 for number in range(10)]
    assert len(cache) <= 3
