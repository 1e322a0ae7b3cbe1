"""The builder says what the pages say, and no more."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

import pytest

from sotenlp.document import Metadata
from sotenlp.graph.builder import build_graph
from sotenlp.graph.identifiers import project_id
from sotenlp.graph.names import goal_names, target_names
from sotenlp.graph.ontology import check_graph
from sotenlp.schema import Goal, NodeKind, SectionRole, TargetCode
from tests.graph.graph_pages import make_page, section

FAMILY = "measure:lappi/perhekeskus"
REMOTE = "measure:lappi/etavastaanotto"
PORTAL = "measure:lappi/palveluportti"
LAPLAND = "project:tunturin-tuki-21"


def quotes(data):
    return [item["quote"] for item in data["evidence"]]


def test_the_graph_keeps_the_ontology(graph):
    assert check_graph(graph) == []


def test_every_quote_stands_in_its_document(graph, corpus):
    texts = {document.id: document.text for document in corpus.documents}
    items = [item for *_, data in graph.edges(data=True) for item in data.get("evidence", [])]
    items += [
        item
        for _, data in graph.nodes(data=True)
        if data["kind"] == "measure"
        for entry in data["status"]
        for item in entry["evidence"]
    ]
    assert items
    for item in items:
        assert texts[item["doc"]][item["start"] : item["end"]] == item["quote"]


def test_the_order_of_the_input_does_not_matter(corpus, graph):
    other = build_graph(corpus.documents[::-1], corpus.practices[::-1], corpus.links[::-1])
    assert list(other.nodes(data=True)) == list(graph.nodes(data=True))
    assert list(other.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))


def test_an_empty_corpus_has_the_five_goals_alone():
    graph = build_graph([], [], [])
    assert sorted(graph) == [f"goal:{number}" for number in range(1, 6)]
    assert check_graph(graph) == []


def test_every_goal_and_target_group_has_a_finnish_name():
    assert set(goal_names()) == set(map(int, Goal))
    assert set(target_names()) == {code.value for code in TargetCode}


class TestIdentity:
    def test_a_region_that_the_page_names_is_evidence(self, graph):
        data = graph.edges[LAPLAND, "region:21", "in_region"]
        assert data["basis"] == "text"
        assert quotes(data) == ["Lappi"]

    def test_a_region_that_the_page_does_not_name_is_vocabulary(self, graph):
        data = graph.edges["project:kotona-hyvin-20", "region:20", "in_region"]
        assert data["basis"] == "vocabulary"
        assert "evidence" not in data

    def test_the_identity_fields_name_it_before_the_rest(self, corpus):
        page = make_page(
            "b",
            Metadata(region="Lappi", area="Lapin hyvinvointialue", area_code="21"),
            [
                (section("", 0), ["Malli tuli muualta kuin missä Lappi on.", "Etelä-Lappi on toinen."]),
                (section("Perustiedot", role=SectionRole.IDENTITY), ["Alue: Lappi"]),
            ],
        )
        data = build_graph([page], [], []).get_edge_data("project:b/unnamed", "region:21")["in_region"]
        assert quotes(data) == ["Alue: Lappi"]

    def test_a_page_without_a_project_has_one_of_its_own_and_no_region(self, graph):
        project = "project:irrallinen/unnamed"
        assert graph.edges["document:irrallinen", project, "describes"]["basis"] == "computed"
        assert not [k for _, _, k in graph.out_edges(project, keys=True) if k == "in_region"]

    def test_two_pages_of_one_project_describe_one_node(self, corpus):
        page = corpus.documents[0]
        twin = build_graph([page, _renamed(page, "lappi-2")], [], [])
        assert {u for u, _, k in twin.in_edges(LAPLAND, keys=True) if k == "describes"} == {
            "document:lappi",
            "document:lappi-2",
        }

    @pytest.mark.parametrize(
        ("left", "right", "same"),
        [
            ("Tulevaisuuden sote-keskus", "TULEVAISUUDEN  SOTE-KESKUS", True),
            (
                "Sote-keskuksen rakentaminen " * 4 + "Lappi",
                "Sote-keskuksen rakentaminen " * 4 + "Kainuu",
                False,
            ),
            ("Αρωγή", "Помощь", False),
        ],
    )
    def test_projects_of_one_name_are_one(self, corpus, left, right, same):
        first, second = (_project(corpus.documents[0], name) for name in (left, right))
        assert (project_id(first) == project_id(second)) is same

    def test_projects_of_one_name_in_two_counties_are_two(self, corpus):
        lapland, kainuu = (_project(document, "Hyvä arki") for document in corpus.documents[:2])
        assert project_id(lapland) != project_id(kainuu)


class TestMeasures:
    def test_status_is_a_list_over_time(self, graph):
        found = [(entry["status"], entry["as_of"]) for entry in graph.nodes[FAMILY]["status"]]
        assert found == [("planned", None), ("established", "2022-07-01/2022-12-31")]

    def test_each_mention_is_evidence_of_being_mentioned(self, graph):
        data = graph.edges[FAMILY, "document:lappi", "mentioned_in"]
        assert quotes(data) == ["Perhekeskus avataan lapsiperheille.", "Perhekeskus on vakiintunut."]
        assert [mention["text"] for mention in data["mentions"]] == ["Perhekeskus", "Perhekeskus"]

    def test_a_stated_goal_rests_on_the_heading_and_the_sentence(self, graph):
        data = graph.edges[FAMILY, "goal:2", "advances:stated"]
        assert data["basis"] == "text"
        assert quotes(data) == ["2. Ehkäisevä työ", "Perhekeskus avataan lapsiperheille."]
        assert "score" not in data

    def test_a_predicted_goal_is_computed_and_has_a_score(self, graph):
        data = graph.edges[REMOTE, "goal:4", "advances:predicted"]
        assert (data["basis"], data["score"]) == ("computed", 0.62)
        assert quotes(data) == ["Etävastaanotto lyhensi jonon 7 vuorokauteen."]

    def test_an_abstaining_model_says_nothing(self, graph):
        assert not graph.has_edge(FAMILY, "goal:5")

    def test_targets_and_indicators_are_tied_by_text(self, graph):
        assert quotes(graph.edges[FAMILY, "target:families", "for_target"]) == [
            "Perhekeskus avataan lapsiperheille."
        ]
        indicator = next(v for _, v, k in graph.out_edges(REMOTE, keys=True) if k == "measured_by")
        assert graph.nodes[indicator]["number"] == 7.0
        assert graph.nodes[indicator]["indicator_kind"] == "result"

    def test_what_is_out_of_scope_is_mentioned_but_not_carried_out(self, graph):
        keys = {key for *_, key in graph.in_edges("measure:lappi/asumispalvelut", keys=True)}
        assert keys == set()
        assert graph.has_edge("measure:lappi/asumispalvelut", "document:lappi", "mentioned_in")

    def test_an_uncertain_measure_is_carried_out_with_that_modality(self, graph):
        edge = graph.edges["project:kotona-hyvin-20", "measure:kainuu/koti/perhekeskus", "carries_out"]
        assert edge["modality"] == "uncertain"

    def test_a_mention_without_a_measure_is_a_measure_of_its_own(self, graph, corpus):
        mention = corpus.documents[1].measures[2]
        assert graph.has_edge(f"measure:kainuu/koti/{mention.id}", "practice:digineuvonta-1", "instance_of")


class TestBoilerplate:
    def test_it_is_marked(self, graph):
        assert graph.nodes[PORTAL]["boilerplate"]
        assert graph.edges[PORTAL, "document:lappi", "mentioned_in:boilerplate"]["boilerplate"]
        assert graph.edges[LAPLAND, PORTAL, "carries_out"]["boilerplate"]

    def test_it_never_joins_projects(self, graph):
        keys = {key.partition(":")[0] for *_, key in graph.out_edges(PORTAL, keys=True)}
        assert keys == {"mentioned_in"}
        assert "practice:palveluportti-1" not in graph


class TestPractices:
    def test_an_instance_tells_why(self, graph):
        edge = graph.edges["measure:kainuu/koti/perhekeskus", "practice:perhekeskus-1", "instance_of"]
        assert (edge["basis"], edge["score"], edge["reasons"]) == ("computed", 0.9, ["sama pääsana"])
        assert graph.nodes["practice:perhekeskus-1"]["areas"] == [
            "Kainuun hyvinvointialue",
            "Lapin hyvinvointialue",
        ]

    def test_similar_practices_are_joined_once(self, graph):
        edges = [(u, v) for u, v, key in graph.edges(keys=True) if key == "similar_to"]
        assert edges == [("practice:etaklinikka-1", "practice:etavastaanotto-1")]


class TestActors:
    def test_a_role_is_in_the_key(self, graph):
        data = graph.edges["actor:lapin-sairaanhoitopiiri", LAPLAND, "takes_part:coordinator"]
        assert quotes(data) == ["Hanketta hallinnoi Lapin sairaanhoitopiiri."]

    def test_an_actor_that_is_merely_mentioned_takes_no_part_in_the_project(self, graph):
        actor = "actor:kainuu/koti/yhdistykset"
        assert graph.nodes[actor]["generic"]
        assert not graph.has_edge(actor, "project:kotona-hyvin-20")
        assert graph.has_edge(actor, "document:kainuu/koti", "mentioned_in")

    def test_an_actor_is_tied_to_a_measure_only_by_the_text(self, graph):
        edges = [(u, v) for u, v in graph.edges() if u.startswith("actor:") and v.startswith("measure:")]
        assert edges == [("actor:kainuu/koti/yhdistykset", "measure:kainuu/koti/perhekeskus")]

    def test_the_reform_of_2023_is_vocabulary(self, graph):
        data = graph.get_edge_data("actor:lapin-sairaanhoitopiiri", "actor:lapin-hyvinvointialue")
        assert data["succeeded_by"]["basis"] == "vocabulary"
        assert data["succeeded_by"]["valid_to"] == "2022-12-31"


class TestOntology:
    @pytest.mark.parametrize(
        ("change", "problem"),
        [
            (lambda g: g.nodes[FAMILY].update(colour="red"), "unknown attribute"),
            (lambda g: g.nodes[FAMILY].pop("name"), "no name"),
            (lambda g: g.nodes[FAMILY].update(kind="thing"), "unknown kind"),
            (lambda g: g.edges[LAPLAND, FAMILY, "carries_out"].pop("evidence"), "without evidence"),
            (lambda g: g.edges[REMOTE, "goal:1", "advances:predicted"].update(score=float("nan")), "nan"),
            (lambda g: g.add_edge(FAMILY, REMOTE, key="x", predicate="advances", basis="text"), "ends in a"),
            (lambda g: g.add_edge(FAMILY, "goal:1", key="x", predicate="loves"), "unknown predicate"),
            (lambda g: g.add_node("region:99", kind=NodeKind.GOAL.value, name="x", number=9), "id does not"),
        ],
    )
    def test_a_fault_is_told(self, graph, change, problem):
        broken = deepcopy(graph)
        change(broken)
        assert any(problem in line for line in check_graph(broken))


def _renamed(document, name):
    return replace(document, id=name)


def _project(document, name):
    return replace(document, meta=replace(document.meta, project=name))
