"""A view gives the same as the spaCy Doc that it is of."""

from __future__ import annotations

import unicodedata

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
TEXTS = ("lemma_", "pos_", "idx")
BLANKS = " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
FLAGS = ("is_space", "is_punct", "is_digit", "is_title", "like_num")


def assert_same(text: str) -> None:
    doc = language_pipeline()(text)
    view = view_of(doc)
    kept = [token for token in doc if not (token.is_space and set(token.text) <= set(BLANKS))]
    assert len(view) == len(kept)
    for mine, theirs in zip(view, kept, strict=True):
        assert [getattr(mine, name) for name in TEXTS] == [getattr(theirs, name) for name in TEXTS]
        assert text[mine.idx : mine.idx + len(mine)] == theirs.text
        if theirs.is_ascii:
            assert (mine.text, mine.lower_) == (theirs.text, theirs.lower_)
        assert [getattr(mine, name) for name in FLAGS] == [getattr(theirs, name) for name in FLAGS]
        assert mine._.compound == theirs._.compound
        assert mine.feats == {
            name: values[0] for name in theirs.morph.to_dict() if (values := theirs.morph.get(name))
        }
        assert mine.idx in range(theirs.sent.start_char, theirs.sent.end_char)
    for mine in view.sents:
        assert text[mine.start_char : mine.end_char] == mine.text
    whole = [(span.start_char, span.end_char) for span in iterate_sentences(view)]
    assert whole == [(span.start_char, span.end_char) for span in iterate_sentences(doc)]


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
    doc = language_pipeline()(TEXT.replace("  ", " "))
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


def test_a_reader_sees_no_difference() -> None:
    plain = "Kiireettömään hoitoon pääsee 7 vrk kuluessa."
    given = (
        unicodedata.normalize("NFD", plain).replace("hoitoon", "hoi\u00adtoon").replace("7 vrk", "7\u00a0vrk")
    )
    view = view_of(language_pipeline()(given))
    assert [token.text for token in view] == [token.text for token in view_of(language_pipeline()(plain))]
    assert view.text == given
    found = view.char_span(given.index("7"), given.index("vrk") + 3)
    assert found is not None
    assert [token.text for token in found] == ["7", "vrk"]
    assert found.text == "7\u00a0vrk"


def test_an_empty_text() -> None:
    view = view_of(language_pipeline()(""))
    assert list(view) == list(view.sents) == list(iterate_sentences(view)) == []
