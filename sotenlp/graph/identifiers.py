"""Ids of the graph's nodes: they change only when what they name changes."""

from __future__ import annotations

from hashlib import sha256

from sotenlp.annotation import Actor, Indicator, Measure
from sotenlp.document import Metadata
from sotenlp.linking.gazetteer import slug
from sotenlp.records import MinedDocument
from sotenlp.schema import TargetCode

LONG_SLUG = 58
"""Length from which a slug may be cut off, so that it does not tell two names apart."""


def region_id(meta: Metadata) -> str | None:
    """Id of a document's county; None where it is not known."""
    if meta.area_code:
        return f"region:{meta.area_code}"
    return f"region:{slug(meta.area)}" if meta.area else None


def project_id(document: MinedDocument) -> str:
    """Id of the project that a document describes.

    Projects of one name in two counties are two projects, so the county's code stands in the id;
    a document that names no project has a project of its own.
    """
    name = " ".join((document.meta.project or "").casefold().split())
    if not name:
        return f"project:{document.id}/unnamed"
    words = slug(name)
    if len(words) > LONG_SLUG or not any(character.isascii() and character.isalnum() for character in name):
        words += f"-{sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
    area = document.meta.area_code or (slug(document.meta.area) if document.meta.area else "")
    return f"project:{words}-{area}" if area else f"project:{words}"


def document_id(doc: str) -> str:
    """Id of a document's node."""
    return f"document:{doc}"


def measure_id(document: MinedDocument, mention: Measure) -> str:
    """Id of the project's measure that a mention is of; the mention's own where it has none."""
    return mention.measure or f"measure:{document.id}/{mention.id}"


def actor_id(document: MinedDocument, mention: Actor) -> str:
    """Id of the organisation; one of this document's own where it has not been resolved."""
    return mention.actor or f"actor:{document.id}/{slug(mention.name or mention.text)}"


def indicator_id(document: MinedDocument, mention: Indicator) -> str:
    """Id of an indicator's mention."""
    return f"indicator:{document.id}/{mention.id}"


def goal_id(number: int) -> str:
    """Id of a goal."""
    return f"goal:{int(number)}"


def target_id(code: TargetCode) -> str:
    """Id of a target group."""
    return f"target:{code.value}"
