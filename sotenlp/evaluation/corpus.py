"""Scores of a mined folder against a folder of gold files."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sotenlp.errors import InputError, SotenlpError
from sotenlp.evaluation.goals import GoalItem, score_goals
from sotenlp.evaluation.spans import ATTRIBUTES, SpanScores, Tally, same_name, same_text

ORGANISATION_FIELDS = frozenset({"coordinator", "implementers", "funder", "project"})
Gold = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Report:
    """Scores of mined documents.

    Attributes:
        figures: Each figure by name, in the order to print them.
        errors: What was missed or wrong, by kind.
    """

    figures: dict[str, float]
    errors: dict[str, list[tuple[str, str, int, str]]]


def read_gold(folder: str | Path) -> list[Gold]:
    """The gold files of a folder (``*.json`` with a ``doc``), in order of their names.

    Raises:
        InputError: There is none.
    """
    found = []
    for path in sorted(Path(folder).glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        if "doc" in content and "sentences" in content:
            found.append(content)
    if not found:
        raise InputError(
            folder, "no gold files here", "Name a folder with one JSON file a document.", code="missing"
        )
    return found


def score_corpus(gold: Sequence[Gold], mined: Mapping[str, Mapping[str, Any]]) -> Report:
    """Score mined documents against gold.

    Args:
        gold: Gold files as `read_gold` gives them.
        mined: Records of ``documents.jsonl`` by document id; a missing one counts as empty.

    Raises:
        SotenlpError: None of the gold documents is among them.
    """
    if not any(document["doc"] in mined for document in gold):
        names = ", ".join(document["doc"] for document in gold[:5])
        raise SotenlpError(f"None of the gold documents was mined ({names}). Mine the texts of the gold.")
    figures: dict[str, float] = {}
    errors: dict[str, list[tuple[str, str, int, str]]] = {}
    for kind in ATTRIBUTES:
        scores = SpanScores(kind)
        for document in gold:
            scores.add(document["doc"], document[kind], mined.get(document["doc"], {}).get(kind) or [])
        figures |= scores.rows()
        errors[kind] = scores.errors
    items = []
    errors["goals"] = []
    for document in gold:
        sentences = mined.get(document["doc"], {}).get("sentences") or []
        for sentence in document["sentences"]:
            item = GoalItem(sentence["goals"], sentence.get("goals_also", ()), goals_of(sentence, sentences))
            items.append(item)
            if set(item.wanted) - set(item.optional) != set(item.found) - set(item.optional):
                label = f"gold {sorted(item.wanted)} mined {sorted(item.found)}"
                errors["goals"].append((label, document["doc"], sentence["start"], sentence["text"]))
    figures |= score_goals(items).rows()
    figures["meta.accuracy"] = round(_meta_accuracy(gold, mined), 4)
    return Report(figures, errors)


def goals_of(sentence: Mapping[str, Any], mined: Sequence[Mapping[str, Any]]) -> set[int]:
    """Goals of the mined sentences that lie mostly inside a gold sentence, or around it."""
    found: set[int] = set()
    for other in mined:
        shared = min(sentence["end"], other["end"]) - max(sentence["start"], other["start"])
        shorter = min(sentence["end"] - sentence["start"], other["end"] - other["start"])
        if shared > 0 and shared >= 0.5 * shorter:
            found.update(other.get("goals") or [])
    return found


def _meta_accuracy(gold: Sequence[Gold], mined: Mapping[str, Mapping[str, Any]]) -> float:
    right, total = 0.0, 0
    for document in gold:
        meta = document.get("meta", {})
        found = mined.get(document["doc"], {}).get("meta") or {}
        for name, value in meta.items():
            if value in (None, "", []) or name.endswith("_also") or name.startswith("contact_"):
                continue
            same = same_name if name in ORGANISATION_FIELDS else same_text
            accepted = [value, *meta.get(f"{name}_also", [])]
            total += 1
            if isinstance(value, list):
                right += max(_list_f1(names, found.get(name) or []) for names in accepted)
            else:
                right += any(same(item, found.get(name)) for item in accepted)
    return right / total if total else 0.0


def _list_f1(wanted: Sequence[str], found: Sequence[str]) -> float:
    left = list(found)
    tally = Tally(gold=len(wanted), mined=len(found))
    for name in wanted:
        hit = next((other for other in left if same_name(name, other)), None)
        if hit is not None:
            left.remove(hit)
            tally.hits += 1
    return tally.f1
