"""`sotenlp graph`, `sotenlp query` and `mine --dry-run` as a user meets them."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
import rdflib

from sotenlp.graph.readwrite import read_graph
from tests.graph.rdf_checks import conforms
from tests.pages import KAINUU, LAPPI

pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning:rdflib.*", "ignore::DeprecationWarning:pyshacl.*"
)


def sotenlp(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    command = [str(Path(sys.executable).with_name("sotenlp")), *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, check=False)


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with pages that were mined into "out"."""
    folder = tmp_path_factory.mktemp("graph")
    (folder / "pages").mkdir()
    (folder / "pages" / "kainuu.txt").write_text(KAINUU, encoding="utf-8")
    (folder / "pages" / "lappi.txt").write_text(LAPPI, encoding="utf-8")
    done = sotenlp("mine", "pages", "-o", "out", "-q", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_turtle_goes_to_standard_output_or_a_file_and_conforms(work: Path) -> None:
    done = sotenlp("graph", "out", "--format", "turtle", cwd=work)
    assert done.returncode == 0, done.stderr
    assert conforms(done.stdout)[0]
    assert sotenlp("graph", "out", "--format", "turtle", "-o", "graph.ttl", cwd=work).returncode == 0
    assert (work / "graph.ttl").read_bytes() == done.stdout
    assert sotenlp("graph", "out", "-f", "json-ld", "-o", "graph.jsonld", cwd=work).returncode == 0
    same = rdflib.Graph().parse(work / "graph.jsonld", format="json-ld")
    assert set(same) == set(rdflib.Graph().parse(data=done.stdout, format="turtle"))


def test_other_formats_are_what_their_readers_want(work: Path) -> None:
    graph = read_graph(work / "out" / "graph.json")
    for format, name in (("graphml", "g.graphml"), ("gexf", "g.gexf"), ("node-link", "g.json")):
        assert sotenlp("graph", "out", "--format", format, "-o", name, cwd=work).returncode == 0
        assert nx.utils.graphs_equal(read_graph(work / name), graph)
    assert sotenlp("graph", "out", "--format", "neo4j", "-o", "neo", cwd=work).returncode == 0
    assert {path.name for path in (work / "neo").iterdir()} == {"nodes.csv", "relationships.csv"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("graph", "out"),
        ("graph", "out", "--format", "neo4j"),
        ("graph", "out", "--format", "pickle"),
        ("graph", "out", "--format", "gexf", "--base", "https://example.org/"),
        ("query", "out"),
        ("query", "out", "goals", "--file", "x.rq"),
    ],
)
def test_wrong_usage_exits_with_2(work: Path, arguments: tuple[str, ...]) -> None:
    assert sotenlp(*arguments, cwd=work).returncode == 2


def test_queries_are_listed_shown_and_answered(work: Path) -> None:
    listed = sotenlp("query", "out", "--list", cwd=work).stdout.decode()
    assert any(line.startswith("shared-practices  ") for line in listed.splitlines())
    shown = sotenlp("query", "out", "shared-practices", "--show", cwd=work).stdout
    (work / "own.rq").write_bytes(shown)
    answers = [
        sotenlp("query", "out", *asked, "--format", "csv", cwd=work).stdout.decode()
        for asked in (("shared-practices",), ("--file", "own.rq"))
    ]
    assert answers[0] == answers[1]
    rows = list(csv.DictReader(io.StringIO(answers[0])))
    assert rows
    assert all(row["counties"] == "2" for row in rows)
    assert "Kainuun hyvinvointialue; Lapin hyvinvointialue" in answers[0]
    table = sotenlp("query", "out", "shared-practices", cwd=work).stdout.decode()
    assert table.splitlines()[0].split() == ["practice", "name", "counties", "tried_or_used", "names"]
    found = sotenlp(
        "query", "out", "SELECT ?n { ?d a soten:Document ; rdfs:label ?n }", "-f", "json", cwd=work
    )
    assert len(json.loads(found.stdout)["results"]["bindings"]) == 2


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("LOAD <http://127.0.0.1:1/>", "LOAD is refused"),
        ("shared", "No query 'shared'"),
        ("SELECT", "No query 'SELECT'"),
        ("SELECT * {", "not valid SPARQL"),
    ],
)
def test_what_is_refused_is_told_in_a_line(work: Path, query: str, told: str) -> None:
    done = sotenlp("query", "out", query, cwd=work)
    assert done.returncode == 1
    assert told in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""


def test_a_dry_run_shows_what_would_be_joined_and_writes_nothing(work: Path) -> None:
    done = sotenlp("mine", "pages", "-o", "new", "--dry-run", cwd=work)
    assert done.returncode == 0, done.stderr
    assert not (work / "new").exists()
    assert done.stdout == (work / "out" / "links.csv").read_bytes()
    assert any(row["decision"] == "joined" for row in csv.DictReader(io.StringIO(done.stdout.decode())))


HEAVY = ("spacy", "pandas", "sklearn", "networkx", "rdflib", "pyoxigraph", "pyarrow", "numpy")


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["graph", "--help"], ["query", "--help"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom sotenlp.interfaces.cli.main import main\n"
        f"sys.argv = ['sotenlp', *{arguments}]\n"
        "try:\n main()\nexcept SystemExit:\n pass\n"
        f"print(sorted(set({HEAVY}) & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"
    assert done.stdout


def test_the_list_of_queries_needs_no_store() -> None:
    code = (
        "import sys\nfrom sotenlp.interfaces.cli.query import query_command\n"
        "from pathlib import Path\nquery_command(Path('out'), list_=True)\n"
        "assert 'pyoxigraph' not in sys.modules and 'networkx' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "shared-practices" in done.stdout
