"""Statuses of measures: how mentions add up, and which stage is the furthest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sotenlp.linking.stages import MODALITIES, STATED, supported_stage
from sotenlp.schema import STAGES, Status


def plainest_modality(modalities: Iterable[str]) -> str:
    """The plainest of the modalities of a measure's mentions; "stated" for none."""
    known = [MODALITIES.index(modality) if modality in MODALITIES else 2 for modality in modalities]
    return MODALITIES[min(known, default=0)]


def effective_status(entry: Mapping[str, Any]) -> Status | None:
    """The stage that one entry of a measure's status list supports; None for what is out of scope."""
    return supported_stage(Status(entry["status"]), entry.get("modality", STATED))


def furthest_status(entries: Iterable[Mapping[str, Any]]) -> Status:
    """The furthest stage that the entries of one measure's status list support."""
    found = [status for status in map(effective_status, entries) if status is not None]
    return max(found, key=STAGES.index, default=Status.UNSPECIFIED)


def furthest_of_several(statuses: Iterable[Status]) -> Status:
    """The furthest stage among several measures: one that goes on outweighs one that has ended."""
    found = list(statuses)
    living = [status for status in found if status is not Status.DISCONTINUED]
    ended = Status.DISCONTINUED in found and set(living) <= {Status.UNSPECIFIED}
    return Status.DISCONTINUED if ended else max(living, key=STAGES.index, default=Status.UNSPECIFIED)


def merge_statuses(entries: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Entries of a measure's status list, one for each status, time and modality, in order of time.

    Entries without a time come first; the evidence of equal entries adds up.
    """
    merged: dict[tuple[str, int, str], dict[str, Any]] = {}
    evidence: dict[tuple[str, int, str], dict[tuple[str, int, int], Any]] = {}
    for entry in entries:
        key = (entry["as_of"] or "", STAGES.index(Status(entry["status"])), entry["modality"])
        merged.setdefault(key, {name: entry[name] for name in ("status", "as_of", "modality")})
        places = evidence.setdefault(key, {})
        for item in entry["evidence"]:
            places.setdefault((item["doc"], item["start"], item["end"]), item)
    return [
        merged[key] | {"evidence": [evidence[key][place] for place in sorted(evidence[key])]}
        for key in sorted(merged)
    ]
