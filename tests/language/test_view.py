"""A view gives the same as the spaCy Doc that it is of."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from sotenlp.language.sentences import iterate_sentences
from sotenlp.language.view import view_of
from sotenlp.pipeline import language_pipeline

TEXT = """Tavoitteet

• Hoito- ja palveluketjut kuvattiin; 85 %/7 vrk. Keusoten "etälääkärit" eivät  aloittaneet.
Jonot lyhenivät 1.7.-31.10.2020, ettei kukaan odota!
"""
TEXTS = ("text", "lower_", "lemma_", "pos_", "whitespace_", "i", "idx")
FLAGS = ("is_space", "is_punct", "is_digit", "is_title", "like_num")


def assert_same(text: str) -> None:
    doc = language_pipeline()(text)
    view = view_of(doc)
    assert len(view) == len(doc)
    for mine, theirs in zip(view, doc, strict=True):
        assert [getattr(mine, name) for name in TEXTS] == [getattr(theirs, name) for name in TEXTS]
        assert [getattr(mine, name) for name in FLAGS] == [getattr(theirs, name) for name in FLAGS]
        assert mine.is_sent_start == bool(theirs.is_sent_start)
        assert mine._.compound == theirs._.compound
        assert mine.feats == {
            name: values[0] for name in theirs.morph.to_dict() if (values := theirs.morph.get(name))
        }
        assert (mine.sent.start, mine.sent.end) == (theirs.sent.start, theirs.sent.end)
    for mine, theirs in zip(view.sents, doc.sents, strict=True):
        assert (mine.start, mine.end, mine.start_char, mine.end_char) == (
            theirs.start,
            theirs.end,
            theirs.start_char,
            theirs.end_char,
        )
        assert mine.text == theirs.text
        assert text[mine.start_char : mine.end_char] == mine.text


def test_words_and_sentences() -> None:
    assert_same(TEXT)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    if not any("\ud800" <= character <= "\udfff" for character in text):
        assert_same(text)


@pytest.mark.parametrize("start", [-3, 0, 2, 50])
@pytest.mark.parametrize("end", [-2, 0, 5, 60])
def test_slices(start: int, end: int) -> None:
    doc = language_pipeline()(TEXT)
    mine, theirs = view_of(doc)[start:end], doc[start:end]
    assert [token.text for token in mine] == [token.text for token in theirs]
    assert mine.text == theirs.text
    assert [token.text for token in mine[1:3]] == [token.text for token in theirs[1:3]]


def test_a_span_is_one_by_its_place() -> None:
    view = view_of(language_pipeline()(TEXT))
    assert view[1:3] == view[1:3]
    assert view[1:3] != view[1:4]
    assert len({view[1:3], view[1:3]}) == 1
    with pytest.raises(IndexError):
        view[1:3][2]
    with pytest.raises(IndexError):
        view[0].nbor(-1)


def test_the_view_follows_the_doc(language_nlp: Language) -> None:
    doc = language_nlp("Malli otettiin käyttöön.")
    view = view_of(doc)
    assert view_of(doc) is view
    assert view_of(view) is view
    doc[0].lemma_ = "jokin"
    assert view_of(doc)[0].lemma_ == "jokin"


def test_an_empty_text() -> None:
    view = view_of(language_pipeline()(""))
    assert list(view) == list(view.sents) == list(iterate_sentences(view)) == []
