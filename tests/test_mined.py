"""What was found answers who else has it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sotenlp.annotation import Measure, Practice, PracticeMember, Sentence
from sotenlp.document import Metadata
from sotenlp.errors import UnknownNameError
from sotenlp.mined import Mined
from sotenlp.records import MinedDocument


def _page(doc: str, area: str, name: str) -> MinedDocument:
    mention = Measure(0, len(name), name, name.lower(), sentence=0, measure=f"measure:{doc}/malli")
    return MinedDocument(
        doc, name, meta=Metadata(area=area), sentences=(Sentence(0, len(name), -1),), measures=(mention,)
    )


@pytest.fixture(scope="module")
def mined() -> Mined:
    """Two family centres that are one practice, and an electronic one."""
    pages = [
        _page("kainuu", "Kainuun hyvinvointialue", "Perhekeskus"),
        _page("lappi", "Lapin hyvinvointialue", "Perhekeskustoiminta"),
        _page("pohjanmaa", "Pohjanmaan hyvinvointialue", "Sähköinen perhekeskus"),
    ]

    def practice(name: str, *found: MinedDocument) -> Practice:
        members = (
            PracticeMember(p.id, p.meta.area, p.measures[0].measure, (p.measures[0].id,)) for p in found
        )
        return Practice(f"practice:{name}-1", name, tuple(members))

    practices = [practice("perhekeskus", *pages[:2]), practice("sahkoinen-perhekeskus", pages[2])]
    return Mined(pages, practices)


def test_a_practice_and_its_id_are_answered_alike_and_not_by_itself(mined: Mined) -> None:
    hits = mined.similar(mined.practices[0])
    assert [hit.practice for hit in hits] == ["practice:sahkoinen-perhekeskus-1"]
    assert hits == mined.similar("practice:perhekeskus-1") == mined.similar_to("practice:perhekeskus-1")


def test_a_measure_is_answered_by_other_projects(mined: Mined) -> None:
    measure = mined.documents[0].measures[0]
    hits = mined.similar(measure)
    assert hits[0].practice == "practice:perhekeskus-1"
    assert [member.doc for member in hits[0].members] == ["lappi"]
    assert hits == mined.similar_to(measure.measure)


def test_a_measure_of_another_run_is_sought_by_its_name(mined: Mined) -> None:
    measure = replace(mined.documents[0].measures[0], measure="measure:elsewhere/malli")
    assert mined.similar(measure) == mined.similar("perhekeskus")


@pytest.mark.parametrize("name", ["foo", "practice:foo", "measure:foo"])
def test_an_unknown_id_is_told(mined: Mined, name: str) -> None:
    with pytest.raises(UnknownNameError):
        mined.similar_to(name)
