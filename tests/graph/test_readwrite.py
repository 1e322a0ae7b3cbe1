"""A graph that was written is read again as it was."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotenlp.errors import InputError, OutputError, SotenlpError
from sotenlp.graph.readwrite import read_graph, write_graph
from sotenlp.graph.xml_formats import parse_gexf, parse_graphml, render_gexf, render_graphml

SUFFIXES = (".graphml", ".gexf", ".json")
XML_SUFFIXES = SUFFIXES[:2]


def written(graph, tmp_path: Path, suffix: str):
    write_graph(graph, tmp_path / f"graph{suffix}")
    return read_graph(tmp_path / f"graph{suffix}")


@pytest.mark.parametrize("suffix", SUFFIXES)
class TestEveryFormat:
    def test_the_graph_of_a_corpus_comes_back(self, graph, tmp_path, suffix):
        again = written(graph, tmp_path, suffix)
        assert nx.utils.graphs_equal(again, graph)
        assert list(again.edges(keys=True)) == list(graph.edges(keys=True))

    def test_one_graph_has_one_form(self, graph, tmp_path, suffix):
        shuffled = nx.MultiDiGraph()
        shuffled.add_nodes_from(reversed(list(graph.nodes(data=True))))
        shuffled.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
        write_graph(graph, tmp_path / f"a{suffix}")
        write_graph(shuffled, tmp_path / f"b{suffix}")
        assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()

    def test_nested_values_come_back(self, tmp_path, suffix):
        graph = nx.MultiDiGraph(title="Käytännöt", limits=[1, None])
        entry = [{"status": "piloted", "as_of": None, "evidence": [{"quote": 'ä"<&>\r\n\x00\udc80\uffff'}]}]
        graph.add_node("measure:a/b", kind="measure", status=entry, boilerplate=False, number=-3, share=0.1)
        graph.add_node("goal:1", name="", text="  tyhjää \r\n\t", weight=2**70)
        graph.add_edge("measure:a/b", "goal:1", key="advances:stated", predicate="advances", evidence=[])
        graph.add_edge("measure:a/b", "goal:1", key="advances:predicted", predicate="advances", score=1e-17)
        assert nx.utils.graphs_equal(written(graph, tmp_path, suffix), graph)

    def test_an_empty_graph_comes_back(self, tmp_path, suffix):
        assert nx.utils.graphs_equal(written(nx.MultiDiGraph(), tmp_path, suffix), nx.MultiDiGraph())

    @pytest.mark.parametrize("value", [float("nan"), float("inf"), {1, 2}, [object()], {1: 2}])
    def test_what_no_file_can_hold_is_refused(self, tmp_path, suffix, value):
        graph = nx.MultiDiGraph()
        graph.add_node("goal:1", name=value)
        with pytest.raises(SotenlpError, match=r"goal:1.*name"):
            write_graph(graph, tmp_path / f"graph{suffix}")
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("content", [b"", b"<a/>", b"[]", b"{}", b"\xff\xfe\x00", b"<graphml", b"null"])
    def test_a_broken_file_is_an_input_error(self, tmp_path, suffix, content):
        path = tmp_path / f"graph{suffix}"
        path.write_bytes(content)
        with pytest.raises(InputError, match="graph"):
            read_graph(path)

    def test_a_cut_file_is_an_input_error(self, graph, tmp_path, suffix):
        path = tmp_path / f"graph{suffix}"
        write_graph(graph, path)
        path.write_bytes(path.read_bytes()[:-40])
        with pytest.raises(InputError):
            read_graph(path)

    def test_a_missing_file_is_an_input_error(self, tmp_path, suffix):
        with pytest.raises(InputError, match="cannot be read"):
            read_graph(tmp_path / f"graph{suffix}")

    def test_a_missing_folder_is_an_output_error(self, tmp_path, suffix):
        with pytest.raises(OutputError):
            write_graph(nx.MultiDiGraph(), tmp_path / "none" / f"graph{suffix}")


@pytest.mark.parametrize("call", [lambda p: write_graph(nx.MultiDiGraph(), p), read_graph])
def test_an_unknown_suffix_names_the_known_ones(tmp_path, call):
    with pytest.raises(SotenlpError, match=r"\.graphml, \.gexf, \.json"):
        call(tmp_path / "graph.pickle")


@pytest.mark.parametrize("suffix", XML_SUFFIXES)
def test_xml_leaves_none_out_and_replaces_control_characters(tmp_path, suffix):
    graph = nx.MultiDiGraph()
    graph.add_node("goal:1", name="a\x0bb\x00", unit=None)
    graph.add_edge("goal:1", "goal:1", key="self", note=None)
    again = written(graph, tmp_path, suffix)
    assert again.nodes["goal:1"] == {"name": "a\ufffdb\ufffd"}
    assert again.edges["goal:1", "goal:1", "self"] == {}


def test_networkx_reads_the_files_too(graph, tmp_path):
    for suffix, read in ((".graphml", nx.read_graphml), (".gexf", nx.read_gexf)):
        write_graph(graph, tmp_path / f"graph{suffix}")
        again = read(tmp_path / f"graph{suffix}")
        assert set(again) == set(graph)
        assert again.number_of_edges() == graph.number_of_edges()
        assert again.nodes["goal:2"]["number"] == 2
    write_graph(graph, tmp_path / "graph.json")
    import json

    data = json.loads((tmp_path / "graph.json").read_text(encoding="utf-8"))
    if "edges" in nx.node_link_graph.__code__.co_varnames:
        assert nx.utils.graphs_equal(nx.node_link_graph(data, edges="edges"), graph)


TEXTS = st.text(st.characters(blacklist_categories=("Cs",)), max_size=8)
XML_TEXTS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"), max_size=8
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS
NESTED = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
VALUES = (
    st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | XML_TEXTS
    | st.lists(NESTED, max_size=3)
    | st.dictionaries(TEXTS, NESTED, max_size=3)
)
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["name", "status", "kind", "score", "label", "ä"]), VALUES, max_size=4
)


@st.composite
def graphs(draw: st.DrawFn) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    graph.graph.update(draw(ATTRIBUTES))
    nodes = draw(st.lists(XML_TEXTS, min_size=1, max_size=4, unique=True))
    for node in nodes:
        graph.add_node(node)
        graph.nodes[node].update(draw(ATTRIBUTES))
    for _ in range(draw(st.integers(0, 4))):
        edge = (draw(st.sampled_from(nodes)), draw(st.sampled_from(nodes)), draw(XML_TEXTS))
        graph.add_edge(*edge)
        graph.edges[edge].update(draw(ATTRIBUTES))
    return graph


@given(graphs())
def test_any_graph_comes_back_from_xml(graph):
    assert nx.utils.graphs_equal(parse_graphml(render_graphml(graph)), graph)
    assert nx.utils.graphs_equal(parse_gexf(render_gexf(graph)), graph)
