"""Evidence says what it is evidence of: stages, target groups, roles and the project's own work."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sotenlp.annotation import Practice, PracticeMember, Target
from sotenlp.document import Metadata
from sotenlp.graph.builder import build_graph
from sotenlp.graph.coverage import coverage
from sotenlp.graph.ontology import check_graph
from sotenlp.graph.tables import build_tables
from sotenlp.graph.timeline import timeline
from sotenlp.schema import ActorRole, SectionRole, Status, TargetCode
from tests.graph.graph_pages import actor, assert_evidence_holds, make_page, measure, place, section

LAPLAND = Metadata(region="Lappi", area="Lapin hyvinvointialue", area_code="21", project="Tunturin tuki")
PROJECT = "project:tunturin-tuki-21"
OLDER, FAMILIES = TargetCode.OLDER, TargetCode.FAMILIES


def target(page, words, code):
    start, end, sentence, _ = place(page, words)
    return Target(start, end, words, code, sentence)


def quotes(data):
    return [item["quote"] for item in data.get("evidence", [])]


def graph_of(page):
    graph = build_graph([page], [], [])
    assert check_graph(graph) == []
    return graph


def test_the_small_corpus_holds(graph, corpus):
    assert_evidence_holds(graph, corpus.documents)


class TestStages:
    @pytest.fixture
    def rounds(self):
        """Two rounds of an evaluation; only the later one tells how far the thing is."""
        page = make_page(
            "arvio",
            LAPLAND,
            [
                (section("Syksy 2020", as_of="2020-07-01/2020-12-31"), ["Pihapysäkki."]),
                (section("Syksy 2022", as_of="2022-07-01/2022-12-31"), ["Pihapysäkki otettiin käyttöön."]),
            ],
        )
        first = measure(page, "Pihapysäkki", "piha", Status.ADOPTED, status_basis="inherited")
        start = page.text.rindex("Pihapysäkki")
        later = replace(first, start=start, end=start + 11, sentence=3, section=1, status_basis="stated")
        return replace(page, measures=(first, later))

    def test_a_stage_taken_over_is_no_statement_of_its_time(self, rounds):
        graph = graph_of(rounds)
        entries = graph.nodes["measure:arvio/piha"]["status"]
        assert [(entry["status"], entry["as_of"], quotes(entry)) for entry in entries] == [
            ("unspecified", "2020-07-01/2020-12-31", ["Pihapysäkki."]),
            ("adopted", "2022-07-01/2022-12-31", ["Pihapysäkki otettiin käyttöön."]),
        ]
        assert_evidence_holds(graph, [rounds])

    def test_neither_timeline_nor_coverage_claims_it(self, rounds):
        rounds = replace(
            rounds, measures=tuple(replace(m, goals=replace(m.goals, goals=(1,))) for m in rounds.measures)
        )
        graph = graph_of(rounds)
        rows = timeline(graph, "measure:arvio/piha")
        assert [(row["start"], row["status"]) for row in rows] == [
            ("2020-07-01", "unspecified"),
            ("2022-07-01", "adopted"),
        ]
        told = {
            row["period"]: row["coverage"]
            for row in coverage(graph)
            if row["goal"] == 1 and row["coverage"] != "no_information"
        }
        assert told == {"2020-H2": "named", "2022-H2": "reported"}

    def test_what_is_out_of_scope_gives_a_practice_no_county(self, rounds):
        (mention, *_) = rounds.measures
        page = replace(rounds, measures=(replace(mention, modality="out_of_scope"),))
        member = PracticeMember(page.id, page.meta.area, mention.measure, (mention.id,))
        row = build_tables([page], [Practice("practice:piha-1", "piha", (member,))])["practices"].iloc[0]
        assert (row["areas"], row["mentions"], row["status"]) == ([], 0, "unspecified")


class TestTargetGroups:
    def test_the_heading_that_names_the_group_is_evidence(self):
        page = make_page(
            "sivu", LAPLAND, [(section("Ikääntyneiden palvelut:"), ["Pihapysäkki otettiin käyttöön."])]
        )
        page = replace(
            page,
            measures=(measure(page, "Pihapysäkki", "piha", Status.ADOPTED, targets=(OLDER,)),),
            targets=(target(page, "Ikääntyneiden", OLDER),),
        )
        data = graph_of(page).edges["measure:sivu/piha", "target:older", "for_target"]
        assert data["basis"] == "text"
        assert quotes(data) == ["Ikääntyneiden palvelut:", "Pihapysäkki otettiin käyttöön."]

    @pytest.mark.parametrize(
        ("parts", "words", "expected"),
        [
            (
                [("Palvelut", 1, ["Ikäihmisille tuli Pihapysäkki."])],
                "Ikäihmisille",
                "Ikäihmisille tuli Pihapysäkki.",
            ),
            (
                [("Palvelut", 1, ["Ikäihmisille kehitettiin:", "ruokapiiri", "Pihapysäkki"])],
                "Ikäihmisille",
                "Ikäihmisille kehitettiin:",
            ),
            (
                [("Ikäihmiset kotona", 1, []), ("Toimet", 2, ["Uutta:", "Pihapysäkki"])],
                "Ikäihmiset",
                "Ikäihmiset kotona",
            ),
            (
                [("Ikäihmisten asialla", 1, []), ("Toimet", 1, ["Pihapysäkki"])],
                "Ikäihmisten",
                "Ikäihmisten asialla",
            ),
        ],
        ids=["sentence", "lead-in", "outer heading", "title"],
    )
    def test_the_words_are_found_where_they_stand(self, parts, words, expected):
        page = make_page("sivu", LAPLAND, [(section(title, level), lines) for title, level, lines in parts])
        page = replace(
            page,
            measures=(measure(page, "Pihapysäkki", "piha", Status.ADOPTED, targets=(OLDER,)),),
            targets=(target(page, words, OLDER),),
        )
        graph = graph_of(page)
        data = graph.edges["measure:sivu/piha", "target:older", "for_target"]
        assert data["basis"] == "text"
        assert expected in quotes(data)
        assert_evidence_holds(graph, [page])

    def test_what_stands_beside_or_below_is_no_evidence(self):
        page = make_page(
            "sivu",
            LAPLAND,
            [
                (section("Etusivu"), []),
                (
                    section("Toimet"),
                    ["Lapsiperheille kehitettiin:", "kerho", "Pihapysäkki", "Ikäihmisille riitti."],
                ),
                (section("Ikäihmiset"), []),
            ],
        )
        page = replace(
            page,
            measures=(measure(page, "Pihapysäkki", "piha", Status.ADOPTED, targets=(OLDER,)),),
            targets=(
                target(page, "Lapsiperheille", FAMILIES),
                target(page, "Ikäihmisille", OLDER),
                target(page, "Ikäihmiset", OLDER),
            ),
        )
        data = graph_of(page).edges["measure:sivu/piha", "target:older", "for_target"]
        assert (data["basis"], quotes(data)) == ("computed", [])

    def test_a_group_that_the_name_alone_tells_is_computed(self):
        page = make_page("sivu", LAPLAND, [(section("Toimet"), ["Seniorineuvola avattiin."])])
        page = replace(
            page, measures=(measure(page, "Seniorineuvola", "neuvola", Status.ADOPTED, targets=(OLDER,)),)
        )
        data = graph_of(page).edges["measure:sivu/neuvola", "target:older", "for_target"]
        assert (data["basis"], quotes(data)) == ("computed", [])


class TestRoles:
    @pytest.fixture
    def page(self):
        return make_page(
            "sivu", LAPLAND, [(section("Toimet"), ["Inari sai Pihapysäkin.", "Inari toteuttaa hanketta."])]
        )

    def test_a_role_that_was_inferred_is_computed(self, page):
        model = measure(page, "Pihapysäkin", "piha", Status.ADOPTED)
        town = actor(
            page, "Inari", "inari", ActorRole.IMPLEMENTER, role_basis="inferred", measures=(model.id,)
        )
        graph = graph_of(replace(page, measures=(model,), actors=(town,)))
        data = graph.edges["actor:inari", PROJECT, "takes_part:implementer"]
        assert (data["basis"], quotes(data)) == ("computed", [])
        assert graph.has_edge("actor:inari", "document:sivu", "mentioned_in")
        tied = graph.get_edge_data("actor:inari", "measure:sivu/piha")
        assert set(tied) == {"takes_part:mentioned"}
        assert quotes(tied["takes_part:mentioned"]) == ["Inari sai Pihapysäkin."]

    def test_words_that_tell_it_outweigh_and_stand_alone(self, page):
        guessed = actor(page, "Inari", "inari", ActorRole.IMPLEMENTER, role_basis="inferred")
        start = page.text.rindex("Inari")
        told = replace(guessed, start=start, end=start + 5, sentence=2, role_basis="stated")
        graph = graph_of(replace(page, actors=(guessed, told)))
        data = graph.edges["actor:inari", PROJECT, "takes_part:implementer"]
        assert (data["basis"], quotes(data)) == ("text", ["Inari toteuttaa hanketta."])


class TestOwnWork:
    def page(self, role, status, *more, **attributes):
        parts = [
            (section("Osa", role=role), ["Pihapysäkki."]),
            (section("Toimet", role=SectionRole.ACTIVITIES), [*more]),
        ]
        page = make_page("sivu", LAPLAND, parts)
        found = [measure(page, "Pihapysäkki", "piha", status, **attributes)]
        if more:
            start = page.text.rindex("Pihapysäkki")
            found.append(replace(found[0], start=start, end=start + 11, sentence=3, section=1))
        return replace(page, measures=tuple(found))

    @pytest.mark.parametrize("role", [SectionRole.BACKGROUND, SectionRole.PRIOR_SOLUTIONS])
    def test_what_a_page_merely_finds_there_is_not_told_to_be_its_work(self, role):
        graph = graph_of(self.page(role, Status.UNSPECIFIED))
        assert graph.edges[PROJECT, "measure:sivu/piha", "carries_out"]["basis"] == "computed"

    def test_a_stage_that_was_taken_over_does_not_tell_it(self):
        page = self.page(SectionRole.BACKGROUND, Status.ADOPTED, status_basis="inherited")
        assert graph_of(page).edges[PROJECT, "measure:sivu/piha", "carries_out"]["basis"] == "computed"

    @pytest.mark.parametrize(
        ("role", "status"),
        [(SectionRole.BACKGROUND, Status.PILOTED), (SectionRole.ACTIVITIES, Status.UNSPECIFIED)],
    )
    def test_a_stage_or_a_section_on_the_work_tells_it(self, role, status):
        graph = graph_of(self.page(role, status))
        assert graph.edges[PROJECT, "measure:sivu/piha", "carries_out"]["basis"] == "text"

    def test_evidence_is_of_the_mentions_that_tell_it(self):
        graph = graph_of(self.page(SectionRole.BACKGROUND, Status.UNSPECIFIED, "Pihapysäkki kylään."))
        data = graph.edges[PROJECT, "measure:sivu/piha", "carries_out"]
        assert (data["basis"], quotes(data)) == ("text", ["Pihapysäkki kylään."])
