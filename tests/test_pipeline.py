from __future__ import annotations

from spacy.language import Language

from sotenlp.document import Document
from sotenlp.pipeline import COMPONENTS, annotate, annotate_all
from sotenlp.reader.reading import from_text
from tests.pages import KAINUU, LAPPI, SWEDISH


def documents() -> list[Document]:
    return [from_text(text, id=name) for name, text in (("k", KAINUU), ("l", LAPPI), ("s", SWEDISH))]


def test_the_components_stand_in_their_order(nlp: Language) -> None:
    assert tuple(nlp.pipe_names) == COMPONENTS


def test_two_processes_give_what_one_gives(nlp: Language) -> None:
    alone = [annotate(nlp, document) for document in documents()]
    assert list(annotate_all(nlp, documents(), n_process=2, batch_size=1)) == alone
    assert alone[0].measures
    assert alone[2].language == "sv"


def test_a_bare_text_gets_structure_of_its_own(nlp: Language) -> None:
    doc = nlp("Tuotokset ja tulokset\n\nEtälääkäri on otettu käyttöön Sotkamossa.")
    assert [section.title for section in doc._.sections] == ["Tuotokset ja tulokset"]
    assert [measure.text for measure in doc._.measures] == ["Etälääkäri"]
    assert [span.label_ for span in doc.spans["measures"]] == ["MEASURE"]
