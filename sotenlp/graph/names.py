"""Names of the graph's nodes that come from vocabularies, not from the pages."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib import resources

from sotenlp.vocabulary import Row, read_table


@cache
def goal_names() -> dict[int, str]:
    """Finnish name of each of the five goals by its number."""
    return {int(row["goal"]): row["name"] for row in read_table("goals")}


@cache
def target_names() -> dict[str, str]:
    """Finnish name of each target group by its code."""
    path = resources.files("sotenlp.graph").joinpath("data/target_names.csv")
    return {row["code"]: row["name"] for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))}


@cache
def area_names() -> dict[str, str]:
    """Official name of each wellbeing services county by its code."""
    return {row["code"]: row["name"] for row in read_table("areas")}


@cache
def organisations() -> dict[str, Row]:
    """Rows of the organisations' table by the id of the actor's node."""
    return {f"actor:{row['id'].removeprefix('actor:')}": row for row in read_table("organisations")}


@cache
def region_names() -> dict[str, str]:
    """Short name of the region of each wellbeing services county, by the county's official name."""
    return {row["name"]: row["region"] for row in read_table("areas")}
