from dataclasses import replace

import pytest

from sotenlp.errors import UnknownNameError
from sotenlp.linking.measure_resolution import resolve_measures
from sotenlp.linking.practice_resolution import link_practices
from sotenlp.linking.similarity import PracticeIndex
from sotenlp.schema import Status

LAPPI, KAINUU = "Lapin hyvinvointialue", "Kainuun hyvinvointialue"


@pytest.fixture
def index(make_record, prepared):
    shared = (
        "Ohjelma rakentaa koko maahan [uuden sote-keskuksen], joka ottaa jokaisen asian vastaan kerralla."
    )
    documents = prepared(
        [
            make_record(
                "lappi",
                LAPPI,
                shared,
                "Avattiin [perhekeskus].",
                "[Yhden numeron palveluohjaus] laajeni.",
                "Koululaisille tarjotaan [Lumiketju], josta saa apua kiusaamiseen.",
            ),
            make_record("kainuu", KAINUU, shared, "[Digilääkäri] aloitti.", "[Perhekeskustoiminta] jatkuu."),
        ]
    )
    practices, _ = link_practices(documents, threshold=0.6, related_threshold=0.4)
    return PracticeIndex(documents, practices)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("perhekeskuksia", "perhekeskus"),
        ("PERHEKESKUSTEN KEHITTÄMINEN", "perhekeskus"),
        ("etälääkärin vastaanotoilla", "digilääkäri"),
        ("keskitettyä asiakasohjausta", "yhden numeron palveluohjaus"),
        ("apua koulukiusaamiseen", "lumiketju"),
    ],
)
def test_finds_under_other_words_and_in_sentences(index, query, first):
    hits = index.search(query)
    assert first in hits[0].name.casefold()
    assert 0 < hits[0].score <= 1
    assert hits[0].reasons


def test_excluded_county_keeps_practices_of_others(index):
    (hit,) = index.search("perhekeskus", k=1, exclude_area=LAPPI)
    assert {member.area for member in hit.members} == {KAINUU}
    assert not any(
        "numeron" in h.name for h in index.search("yhden numeron palveluohjaus", exclude_area=LAPPI)
    )


@pytest.mark.parametrize("area", ["Lappi", "Lapin hyvinvointialue", "lapin hyvinvointialue"])
def test_county_may_go_by_any_of_its_names(index, area):
    assert all(m.area != LAPPI for hit in index.search("perhekeskus", exclude_area=area) for m in hit.members)


def test_boilerplate_is_not_found(index):
    assert not any("sote-kesku" in hit.name for hit in index.search("uusi sote-keskus"))


def test_answer_has_the_documented_shape(index):
    (row,) = [hit.to_json() for hit in index.search("perhekeskus", k=1)]
    assert list(row) == ["practice", "name", "score", "reasons", "members"]
    assert list(row["members"][0]) == ["doc", "area", "start", "end", "text", "status"]
    assert [member["text"] for member in row["members"]] == ["Perhekeskustoiminta", "perhekeskus"]


@pytest.mark.parametrize("query", ["", "  ", "!?", "ja", "xyzzy"])
def test_query_without_content_finds_nothing(index, query):
    assert index.search(query) == []


def test_k_limits_the_answers(index):
    assert len(index.search("perhekeskus ja digilääkäri", k=1)) == 1


def test_empty_index():
    assert PracticeIndex([], []).search("perhekeskus") == []


@pytest.fixture
def two_counties(make_record, prepared):
    """An index, and the measures of a family centre in two counties."""
    documents = prepared(
        [
            make_record("lappi", LAPPI, "Avattiin [perhekeskus].", "Alkoi [sähköinen perhekeskus]."),
            make_record("kainuu", KAINUU, "[Perhekeskustoiminta] jatkuu."),
        ]
    )
    practices, _ = link_practices(documents, threshold=0.6, related_threshold=0.4)
    return PracticeIndex(documents, practices), documents


def test_a_practice_is_no_answer_to_itself(two_counties):
    index, _ = two_counties
    (asked, *_) = index.search("perhekeskus", k=1)
    hits = index.search_practice(asked.practice)
    assert [hit.name for hit in hits] == ["sähköinen perhekeskus"]
    assert all(hit.score < 1 for hit in hits)


def test_a_measure_is_answered_by_what_other_projects_have(two_counties):
    index, documents = two_counties
    own = documents[0].measures[0].measure
    assert own in index
    hits = index.search_measure(own)
    assert {member.doc for member in hits[0].members} == {"kainuu"}
    (alone, *_) = index.search_measure(own, exclude_area=KAINUU)
    assert alone.name == "sähköinen perhekeskus"


@pytest.mark.parametrize("search", ["search_practice", "search_measure"])
def test_an_unknown_id_is_told(two_counties, search):
    index, _ = two_counties
    assert "foo" not in index
    with pytest.raises(UnknownNameError, match="'foo'"):
        getattr(index, search)("foo")


@pytest.mark.parametrize(
    ("status", "basis", "modality", "shown"),
    [
        (Status.ADOPTED, "stated", "stated", "adopted"),
        (Status.ADOPTED, "inherited", "stated", "unspecified"),
        (Status.PILOTED, "stated", "uncertain", "planned"),
        (Status.PLANNED, "stated", "out_of_scope", "unspecified"),
    ],
)
def test_a_member_has_the_stage_that_its_own_words_support(make_record, status, basis, modality, shown):
    record = make_record("lappi", LAPPI, "[Perhekeskus].")
    told = {"status": status, "status_basis": basis, "modality": modality}
    record = resolve_measures(replace(record, measures=(replace(record.measures[0], **told),)))
    practices, _ = link_practices([record], threshold=0.6, related_threshold=0.4)
    ((member,),) = (hit.members for hit in PracticeIndex([record], practices).search("perhekeskus"))
    assert member.status == shown
