"""SPARQL over the knowledge graph, in this process: nothing is sent anywhere, nothing is changed.

The store is pyoxigraph's. Its queries could reach the network through SERVICE: a query that has
that word is refused before it comes to the store, and so are updates, LOAD among them.
"""

from __future__ import annotations

import csv
import io
import json
import re

import networkx as nx
import pyoxigraph as ox

from sotenlp.errors import SotenlpError
from sotenlp.graph.named_queries import named_query
from sotenlp.graph.rdf import to_triples
from sotenlp.graph.rdf_terms import BASE, PREFIXES

UPDATES = frozenset({"load", "insert", "delete", "clear", "create", "drop", "copy", "move", "add", "with"})
"""Words with which updates begin."""
WIDEST = 80
"""Characters of a text in a table for a terminal; CSV and JSON have it whole."""
_TOKENS = re.compile(
    r"""
      (?P<comment>\#[^\n\r]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<text>'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}|"{3}(?:"{0,2}(?:[^"\\]|\\.))*"{3}
              |'(?:[^'\\\n\r]|\\.)*'|"(?:[^"\\\n\r]|\\.)*")
    | (?P<name>[?$@]\w+|[\w.-]*:(?:[\w.:-]|%[0-9a-fA-F]{2}|\\.)*)
    | (?P<word>[A-Za-z_]+)
    """,
    re.VERBOSE | re.DOTALL,
)


class Answer:
    """What a query gave.

    Args:
        result: The store's result of SELECT, ASK, CONSTRUCT or DESCRIBE.
    """

    def __init__(self, result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> None:
        self.columns: list[str] = []
        self.rows: list[list[str | None]] = []
        self._triples = b""
        self._content: dict[str, bytes] = {}
        if isinstance(result, ox.QueryTriples):
            ordered: list[ox.Triple] = sorted(result, key=str)
            self._triples = ox.serialize(ordered, format=ox.RdfFormat.N_TRIPLES) or b""
            self.columns = ["subject", "predicate", "object"]
            self.rows = [[_shown(p) for p in (t.subject, t.predicate, t.object)] for t in ordered]
        elif isinstance(result, ox.QueryBoolean):
            self.columns, self.rows = ["answer"], [["true" if result else "false"]]
            self._content["json"] = _w3c(result)
        else:
            self.columns = [variable.value for variable in result.variables]
            content = result.serialize(format=ox.QueryResultsFormat.JSON) or b""
            self._content["json"] = content
            again = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
            assert isinstance(again, ox.QuerySolutions)
            self.rows = [
                [None if (v := row[name]) is None else _shown(v) for name in self.columns] for row in again
            ]

    def to_json(self) -> bytes:
        """As the W3C's SPARQL results in JSON; of CONSTRUCT and DESCRIBE the triples, as N-Triples."""
        return (self._triples or self._content.get("json", b"")).rstrip(b"\n") + b"\n"

    def to_csv(self) -> str:
        """As CSV with a header."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([["" if cell is None else cell for cell in row] for row in self.rows])
        return out.getvalue()

    def to_text(self) -> str:
        """As a table for a terminal, a row a line; addresses without their beginning, long texts cut."""
        table: list[list[str | None]] = [[*self.columns], *self.rows]
        rows = [[_short(cell) for cell in row] for row in table]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = ("  ".join(f"{c:{w}}" for c, w in zip(row, widths, strict=True)).rstrip() for row in rows)
        return "".join(f"{line}\n" for line in lines)


def _short(cell: str | None) -> str:
    """A cell on one line; a long text is cut, an address is not."""
    text = " ".join((cell or "").removeprefix(BASE).split())
    return text if len(text) <= WIDEST or " " not in text else f"{text[: WIDEST - 1].rstrip()}…"


def _w3c(result: ox.QueryBoolean) -> bytes:
    return json.dumps({"head": {}, "boolean": bool(result)}).encode()


def _shown(value: object) -> str:
    """A value as a reader wants it: words without marks, addresses as they are."""
    return value.value if isinstance(value, (ox.NamedNode, ox.Literal, ox.BlankNode)) else str(value)


class SparqlStore:
    """A knowledge graph that answers SPARQL.

    Args:
        graph: The graph.
        base: Beginning of the addresses of its nodes.
    """

    def __init__(self, graph: nx.MultiDiGraph, *, base: str = BASE) -> None:
        self._store = ox.Store()
        self._store.bulk_extend(
            ox.Quad(t.subject, t.predicate, t.object) for t in to_triples(graph, base=base)
        )

    def query(self, query: str) -> Answer:
        """Answer a query; the prefixes of `sotenlp.graph.rdf_terms.PREFIXES` are known to it.

        Args:
            query: SPARQL, or the name of a ready-made query.

        Raises:
            UnknownNameError: A single word that is no name of a query.
            SotenlpError: The query is broken, would change the graph, or would reach the network.
        """
        text = find_query(query)
        check_query(text)
        try:
            result = self._store.query(text, prefixes=PREFIXES)
            return Answer(result)
        except SyntaxError as error:
            raise SotenlpError(
                f"The query is not valid SPARQL ({error.msg}). "
                "'sotenlp query OUT --list' names ready-made queries to start from."
            ) from error
        except (OSError, ValueError, RuntimeError) as error:
            raise SotenlpError(f"The query cannot be answered ({error}).") from error


def find_query(query: str) -> str:
    """A query itself, or the ready-made one of that name.

    Raises:
        UnknownNameError: A single word that is no name of a query.
    """
    return named_query(query).text if re.fullmatch(r"[\w-]+", query.strip()) else query


def check_query(query: str) -> None:
    """Refuse what would reach the network or change the graph.

    Words in texts, comments, addresses and names (``?service``, ``ex:load``) count for nothing, but no
    prefix may end in "service": the store could read ``SERVICE:x`` as the word and a name.

    Raises:
        SotenlpError: The query has SERVICE, FROM, or is an update.
    """
    words = _words(query)
    if "service" in words or "service" in _words(_decoded(query)):
        raise SotenlpError(
            "SERVICE is refused: it would send parts of the query over the network. Write the other "
            "source's data to a file, and join the two in a program of your own."
        )
    verbs = [word for word in words if word not in {"prefix", "base"}]
    if verbs and verbs[0] in UPDATES:
        raise SotenlpError(
            f"{verbs[0].upper()} is refused: queries read only, from the output folder alone. Use SELECT, "
            "ASK, CONSTRUCT or DESCRIBE."
        )
    if "from" in words:
        raise SotenlpError(
            "FROM is refused: the output folder's graph is the only one here. Leave the clause out."
        )


def _words(query: str) -> list[str]:
    """The words of a query in small letters, without those in texts, comments, addresses and names."""
    words = []
    for found in _TOKENS.finditer(query):
        if found["word"]:
            words.append(found["word"].casefold())
        elif re.match(r"[\w.-]*service:", found["name"] or "", re.IGNORECASE):
            words.append("service")
    return words


def _decoded(query: str) -> str:
    """A query with the characters that ``\\uXXXX`` stands for, as SPARQL has it before all else."""

    def character(found: re.Match[str]) -> str:
        number = int(found[1] or found[2], 16)
        return chr(number) if number < 0x110000 else "\ufffd"

    return re.sub(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", character, query)
