"""Words of one type are one object, and annotations stay what their rows tell."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from sotenlp.annotation import GoalScore, Sentence
from sotenlp.language import words as module
from sotenlp.language.view import view_of
from sotenlp.rows import Rows, keep_rows, read_rows


def test_words_of_one_type_are_one(language_nlp: Language) -> None:
    view = view_of(language_nlp("Hoito alkoi. Hoito päättyi."))
    first, second = (token for token in view if token.lower_ == "hoito")
    assert first.word is second.word
    assert (first.i, second.i) == (0, 3)
    assert view[1].word is not first.word


def test_a_type_knows_what_is_asked_of_its_words(language_nlp: Language) -> None:
    noun, negation, verb = view_of(language_nlp("Hoito ei alkanut"))
    assert (noun.plain, noun.noun, noun.finite) == ("hoito", True, False)
    assert negation.negation
    assert not verb.negation
    assert view_of(language_nlp("Hoidot alkoivat"))[0].number == "Plur"


def test_types_are_forgotten_in_time(language_nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CACHED_TYPES", 5)
    module._words.clear()
    view_of(language_nlp("Yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan."))
    assert len(module._words) <= 5


def test_annotations_are_kept_beside_their_rows() -> None:
    plain, scored = Sentence(0, 5, 0), Sentence(6, 9, 0, GoalScore((1,), (0.123456, 0.0, 0.0, 0.0, 0.0)))
    rows = keep_rows("sentences", [plain, scored])
    first, second = read_rows("sentences", rows)
    assert first is plain
    assert second.goals.scores[0] == 0.1235
    assert read_rows("sentences", list(rows)) == (first, second)


def test_rows_travel(language_nlp: Language) -> None:
    doc = language_nlp("Hoito alkoi.")
    doc._.sentences = [Sentence(0, len(doc.text), 0)]
    assert isinstance(doc.user_data["sotenlp_sentences"], Rows)
    copy = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert copy._.sentences == doc._.sentences
