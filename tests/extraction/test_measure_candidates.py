"""Heads and spans of possible measures: generous, and the grammar's phrase first."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sotenlp.extraction.measure_candidates import head_of_span, heads, spans
from sotenlp.language.sentences import iterate_sentences


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Perheille avattiin matalan kynnyksen chat.", "matalan kynnyksen chat"),
        ("Kouluissa on käytössä Lapset puheeksi -menetelmä.", "Lapset puheeksi -menetelmä"),
        ("Kuntoutus yhdeltä luukulta alkoi keväällä.", "Kuntoutus yhdeltä luukulta"),
        ("Tiimi on saanut nimen ”Yhteinen pöytä” keväällä.", "”Yhteinen pöytä”"),
        ("Diabeteksen hoito- ja palveluketjut kuvattiin.", "Diabeteksen hoito- ja palveluketjut"),
        ("Muistikummin kotikäynti, ikäneuvola ja kutsukirje kuvattiin.", "kutsukirje"),
    ],
)
def test_a_name_is_among_the_spans_of_its_head(language_nlp: Language, text: str, measure: str) -> None:
    doc = language_nlp(text)
    sentences = list(iterate_sentences(doc))
    found = [head for i, sentence in enumerate(sentences) for head in heads(i, sentence)]
    start = text.index(measure)
    head = head_of_span(found, doc, start, start + len(measure))
    assert head is not None
    texts = [doc[first:last].text for first, last in spans(head, sentences[head.sentence])]
    assert measure in texts
    assert texts[0] == head.phrase.span(doc).text
    assert len(texts) == len(set(texts))


def test_first_parts_of_suspended_compounds_are_no_heads(language_nlp: Language) -> None:
    doc = language_nlp("Hoito- ja palveluketjut kuvattiin.")
    assert [doc[head.token].text for head in heads(0, doc[:])] == ["palveluketjut"]


def test_a_span_without_nouns_has_no_head(language_nlp: Language) -> None:
    doc = language_nlp("Se on hyvin tärkeää.")
    assert head_of_span(list(heads(0, doc[:])), doc, 0, 5) is None
