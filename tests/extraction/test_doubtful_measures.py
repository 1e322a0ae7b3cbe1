"""What is said of a measure is read in the same way where the measure itself is hardly found."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.language import Language

from sotenlp.extraction.measure_model import default_model
from sotenlp.extraction.measures import find_measures
from sotenlp.pipeline import make_doc
from sotenlp.reader.reading import from_text
from sotenlp.schema import Status


@pytest.mark.parametrize(
    ("sentence", "status", "modality"),
    [
        ("Muistipolun laajentamista jouduttiin lykkäämään.", Status.PLANNED, "stated"),
        ("Kotiutusmallin tekninen toteutus ei kuulu tähän projektiin.", Status.UNSPECIFIED, "out_of_scope"),
    ],
)
def test_the_statement(nlp: Language, sentence: str, status: Status, modality: str) -> None:
    doc = nlp(make_doc(nlp, from_text(f"Tuotokset ja tulokset\n\n{sentence}\n")))
    measure = find_measures(doc, replace(default_model(), threshold=0.01))[0]
    assert sentence.startswith(measure.text.split()[0])
    assert (measure.status, measure.modality) == (status, modality)
