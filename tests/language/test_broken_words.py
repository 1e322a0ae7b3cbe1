"""Words broken in two by a hyphen and a space."""

from __future__ import annotations

import pytest

from sotenlp.language.broken_words import find_broken_words
from sotenlp.language.lemmatization import Lemmatizer

LEMMATIZER = Lemmatizer()


@pytest.mark.parametrize(
    ("text", "first", "rest"),
    [
        ("Palve- luiden tarve kasvoi.", "palvelu", "luiden"),
        ("Uusi kun-\ntoutus alkoi.", "kuntoutus", "toutus"),
        ("Hyvinvointi- alueella on jono.", "hyvinvointi", "alue"),
        ("Sosiaali- ja terveyspalvelut paranivat.", "sosiaali", "ja"),
        ("Hoito- tai palveluketju", "hoito", "tai"),
    ],
)
def test_the_first_part_has_the_lemma_of_the_whole(text: str, first: str, rest: str) -> None:
    doc = LEMMATIZER.analyze(text)
    lemmas = [token.lemma_.lower() for token in doc if not token.is_space]
    at = next(i for i, token in enumerate(t for t in doc if not t.is_space) if token.text.endswith("-"))
    assert lemmas[at : at + 2] == [first, rest]


def test_only_words_that_are_whole_together() -> None:
    known = {"palveluiden", "hoito", "palvelu", "hoitopalvelu"}.__contains__
    assert [b.whole for b in find_broken_words(["palve-", "\n", "luiden", "x-", "y"], known)] == [
        "palveluiden"
    ]
    assert list(find_broken_words(["hoito-", "palvelu", "palve-", "\n"], known)) == []
