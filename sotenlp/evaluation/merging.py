"""Two annotators' marks of the same text, merged into gold that knows where they differ.

What both marked is gold; what only one marked is kept as ``optional``, a second opinion on an
attribute under ``<attribute>_also``, on a sentence's goals under ``goals_also``: right either way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sotenlp.evaluation.agreement import adjudicate
from sotenlp.evaluation.spans import Tally, match_spans, overlap, same_text

Marks = dict[str, Any]

SPAN_KINDS = ("measures", "actors", "indicators", "targets")
SECOND_OPINIONS = {
    "measures": ("status", "name"),
    "actors": ("role", "type", "name"),
    "indicators": ("kind", "name", "value", "unit", "window", "period"),
    "targets": ("code",),
}


def merge_marks(first: Marks, second: Marks) -> Marks:
    """Merge two annotators' marks of one document.

    Args:
        first: ``doc``, ``meta``, ``sentences`` and the four kinds of spans, as gold files have them.
        second: The other annotator's.

    Raises:
        ValueError: The two are of different documents.
    """
    if first["doc"] != second["doc"]:
        raise ValueError(f"marks of {first['doc']!r} and of {second['doc']!r} cannot be merged")
    merged: Marks = {"doc": first["doc"], "meta": _merge_meta(first["meta"], second["meta"])}
    for kind in SPAN_KINDS:
        merged[kind] = _merge_spans(kind, first[kind], second[kind])
    merged["sentences"] = [_merge_sentence(s, second["sentences"]) for s in first["sentences"]]
    return merged


def span_agreement(
    first: Sequence[Marks], second: Sequence[Marks], kind: str, *, least: float = 0.5
) -> float:
    """F1 of one annotator's spans against the other's over the same documents in the same order."""
    tally = Tally()
    for a, b in zip(first, second, strict=True):
        tally.hits += len(match_spans(a[kind], b[kind], least=least))
        tally.gold += len(a[kind])
        tally.mined += len(b[kind])
    return tally.f1


def attribute_agreement(first: Sequence[Marks], second: Sequence[Marks], kind: str, name: str) -> float:
    """Share of spans that both marked whose attribute is the same."""
    same = total = 0
    for a, b in zip(first, second, strict=True):
        for i, j in match_spans(a[kind], b[kind]):
            total += 1
            same += same_text(a[kind][i].get(name), b[kind][j].get(name))
    return same / total if total else 1.0


def _merge_spans(kind: str, first: Sequence[Marks], second: Sequence[Marks]) -> list[Marks]:
    pairs = match_spans(first, second)
    merged = []
    for i, j in pairs:
        left, right = first[i], second[j]
        # The guidelines ask for the smallest noun phrase, so the shorter of the two borders stands.
        chosen, other = (left, right) if _length(left) <= _length(right) else (right, left)
        span = dict(chosen)
        for name in SECOND_OPINIONS[kind]:
            if other.get(name) not in (None, "") and not same_text(chosen.get(name), other.get(name)):
                if chosen.get(name) in (None, ""):
                    span[name] = other[name]
                else:
                    span[f"{name}_also"] = [other[name]]
        if kind == "measures":
            span["targets"] = [code for code in chosen["targets"] if code in other["targets"]]
        merged.append(span)
    hit_first, hit_second = {i for i, _ in pairs}, {j for _, j in pairs}
    merged += [dict(span, optional=True) for i, span in enumerate(first) if i not in hit_first]
    merged += [dict(span, optional=True) for j, span in enumerate(second) if j not in hit_second]
    return sorted(merged, key=lambda span: (span["start"], span["end"]))


def _length(span: Marks) -> int:
    return int(span["end"] - span["start"])


def _merge_sentence(sentence: Marks, others: Sequence[Marks]) -> Marks:
    best = max(others, key=lambda other: overlap(sentence, other), default=None)
    if best is None or overlap(sentence, best) < 0.5:
        return dict(sentence)
    both, one = adjudicate(sentence["goals"], best["goals"])
    merged = dict(sentence, goals=list(both))
    return merged | {"goals_also": list(one)} if one else merged


def _merge_meta(first: Marks, second: Marks) -> Marks:
    merged = dict(first)
    for name, value in second.items():
        if merged.get(name) in (None, "", []):
            merged[name] = value
        elif value not in (None, "", []) and merged[name] != value:
            merged[f"{name}_also"] = [value]
    return merged
