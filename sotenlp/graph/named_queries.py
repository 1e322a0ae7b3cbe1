"""Ready-made queries: a folder of SPARQL files, each with a comment that says what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from sotenlp.errors import UnknownNameError


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A ready-made query.

    Attributes:
        name: Its name.
        meaning: What it answers, in a line.
        text: The query.
    """

    name: str
    meaning: str
    text: str


@cache
def named_queries() -> dict[str, NamedQuery]:
    """The ready-made queries by name, in order."""
    folder = resources.files("sotenlp.graph").joinpath("data/queries")
    found = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        name, dot, suffix = file.name.rpartition(".")
        if dot and suffix == "rq":
            text = file.read_text(encoding="utf-8")
            meaning = text.partition("\n")[0].lstrip("# ").strip()
            found[name] = NamedQuery(name, meaning, text)
    return found


def named_query(name: str) -> NamedQuery:
    """The ready-made query of a name.

    Raises:
        UnknownNameError: There is none.
    """
    queries = named_queries()
    if name.strip() not in queries:
        raise UnknownNameError("query", name, list(queries))
    return queries[name.strip()]
