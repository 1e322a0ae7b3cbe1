"""A check of RDF against the shapes that ship."""

from __future__ import annotations

from importlib import resources

import pyshacl
import rdflib


def conforms(turtle: bytes) -> tuple[bool, str]:
    """Whether Turtle keeps to the shapes, and the report."""
    shapes = resources.files("sotenlp.graph").joinpath("data/shapes.ttl").read_text(encoding="utf-8")
    ok, _, report = pyshacl.validate(
        rdflib.Graph().parse(data=turtle, format="turtle"),
        shacl_graph=rdflib.Graph().parse(data=shapes, format="turtle"),
    )
    return bool(ok), str(report)
