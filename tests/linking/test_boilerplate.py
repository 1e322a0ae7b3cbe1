from dataclasses import replace

import pytest

from sotenlp.document import Section
from sotenlp.linking.boilerplate import KEPT_PAGES, mark_boilerplate
from sotenlp.schema import PageKind, Programme, SectionRole

OPENING = (
    "Hanke uudistaa {} palveluja ja rakentaa [laajan sote-keskuksen], josta jokainen saa avun samana päivänä."
)


def flags(document):
    return [sentence.boilerplate for sentence in document.sentences]


def test_sentence_that_two_counties_share_is_boilerplate(make_record):
    savo = make_record("savo", "Pohjois-Savon hyvinvointialue", OPENING.format("Pohjois-Savon"), "Oma lause.")
    lappi = make_record("lappi", "Lapin hyvinvointialue", OPENING.format("Lapin"), "Toinen lause tämä.")
    marked = mark_boilerplate([savo, lappi])
    assert [flags(document) for document in marked] == [[True, False], [True, False]]
    assert all(document.measures[0].boilerplate for document in marked)


def test_sentence_repeated_in_one_county_is_its_own(make_record):
    first = make_record("a", "Lapin hyvinvointialue", OPENING.format("Lapin"), OPENING.format("Lapin"))
    second = make_record("b", "Lapin hyvinvointialue", OPENING.format("Lapin"))
    assert not any(flag for document in mark_boilerplate([first, second]) for flag in flags(document))


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ({"programme": Programme.TULSOTE}, {"programme": Programme.RRP}, True),
        ({"programme": Programme.TULSOTE}, {"programme": None}, False),
        ({"kind": PageKind.KOKONAISUUS}, {"kind": PageKind.KOKONAISUUS}, True),
        ({"kind": PageKind.KOKONAISUUS}, {"kind": PageKind.TOIMINTAMALLI}, False),
        ({"kind": PageKind.KOKONAISUUS}, {"kind": PageKind.OMA_ARVIOINTI}, False),
    ],
)
def test_projects_of_one_county_are_told_apart_by_programme_or_as_wholes(make_record, one, other, shared):
    pages = []
    for name, attributes in (("a", one), ("b", other)):
        page = make_record(name, "Lapin hyvinvointialue", OPENING.format("Lapin"))
        pages.append(replace(page, meta=replace(page.meta, **attributes)))
    assert [flags(document) for document in mark_boilerplate(pages)] == [[shared], [shared]]


def test_a_second_project_is_noticed_after_many_pages_of_the_first(make_record):
    many = [make_record(f"a{n:02}", "Kainuu", OPENING.format("Kainuun")) for n in range(KEPT_PAGES + 3)]
    last = make_record("z", "Lappi", OPENING.format("Lapin"))
    assert all(flags(document) == [True] for document in mark_boilerplate([*many, last]))


def test_short_bullet_with_a_measure_is_not_boilerplate(make_record):
    documents = [
        make_record(area, area, "[perhekeskustoiminta]") for area in ("Kainuu", "Lappi", "Satakunta")
    ]
    assert not any(document.measures[0].boilerplate for document in mark_boilerplate(documents))


def test_sentence_that_agrees_in_names_alone_is_not_boilerplate(make_record):
    first = make_record(
        "a", "A", "Kokeilu alkoi Kuopiossa, Iisalmessa, Varkaudessa ja Siilinjärvellä 1.9.2021."
    )
    second = make_record("b", "B", "Kokeilu päättyi Torniossa, Kemissä, Inarissa ja Utsjoella 3.2.2022.")
    assert not any(flag for document in mark_boilerplate([first, second]) for flag in flags(document))


def test_known_heading_is_boilerplate_and_heading_of_a_measure_is_not(make_record, with_sections):
    documents = []
    for area in ("A", "B"):
        record = make_record(area, area, "Laatu ja vaikuttavuus", "Perhekeskus")
        documents.append(
            with_sections(
                record,
                Section(0, 21, 1, "Laatu ja vaikuttavuus", goal=3),
                Section(22, 34, 1, "Perhekeskus", role=SectionRole.OTHER),
            )
        )
    assert [flags(document) for document in mark_boilerplate(documents)] == [[True, False]] * 2


def test_order_of_documents_does_not_matter_and_old_marks_go(make_record):
    savo = make_record("savo", "Pohjois-Savon hyvinvointialue", OPENING.format("Pohjois-Savon"))
    lappi = make_record("lappi", "Lapin hyvinvointialue", OPENING.format("Lapin"))
    forth = mark_boilerplate([savo, lappi])
    assert mark_boilerplate([lappi, savo]) == forth[::-1]
    assert flags(mark_boilerplate([forth[0]])[0]) == [False]


def test_empty_corpus():
    assert mark_boilerplate([]) == []
