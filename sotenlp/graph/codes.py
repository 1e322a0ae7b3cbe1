"""Codes that others give to what the graph names: Statistics Finland's, and concepts of YSO."""

from __future__ import annotations

from functools import cache

from sotenlp.linking.features import features_of
from sotenlp.linking.gazetteer import municipal_organisations, normal_form
from sotenlp.vocabulary import read_table

MATCHES = {
    "exact": "skos:exactMatch",
    "close": "skos:closeMatch",
    "broad": "skos:broadMatch",
    "narrow": "skos:narrowMatch",
    "related": "skos:relatedMatch",
}
"""SKOS mapping of each value of the column ``match``: how YSO's concept stands to ours."""

Concept = tuple[str, str]
"""How the concept matches (a SKOS property), and its address."""


@cache
def municipality_codes() -> dict[str, str]:
    """Statistics Finland's code of each municipality by the id of its actor."""
    ids = municipal_organisations()
    rows = read_table("municipalities")
    return {f"actor:{ids[key]}": row["code"] for row in rows if (key := normal_form(row["name"])) in ids}


@cache
def concepts() -> dict[tuple[str, str], tuple[Concept, ...]]:
    """Concepts of YSO by kind ("target", "goal", "theme") and code."""
    found: dict[tuple[str, str], tuple[Concept, ...]] = {}
    for row in read_table("concepts"):
        key = row["kind"], row["code"]
        found[key] = (*found.get(key, ()), (MATCHES[row["match"]], row["uri"]))
    return found


def themes(name: str) -> list[str]:
    """Concepts of YSO that a practice is about, by the words of its name.

    Concepts that are only related to a theme are left out.
    """
    table = concepts()
    found = [c for label, _ in features_of(name).labels for c in table.get(("theme", label), ())]
    return sorted({uri for match, uri in found if match != MATCHES["related"]})
