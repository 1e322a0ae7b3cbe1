"""Average-link agglomeration over a sparse table of similarities."""

from __future__ import annotations

import heapq
from collections.abc import Mapping

Pair = tuple[float, float]
"""Average and least similarity of two groups."""

NOTHING: Pair = (0.0, 0.0)


def agglomerate(
    size: int, scores: Mapping[tuple[int, int], float], *, threshold: float, floor: float
) -> list[list[int]]:
    """Join items, the most similar first, as long as groups stay alike within.

    Two groups join when the average similarity of their pairs reaches the threshold and no
    pair lies below the floor, so that no chain of neighbours joins what is unlike at its ends.

    Args:
        size: Number of items, 0 … size - 1.
        scores: Similarity of pairs, either way round; pairs that are missing have 0.
        threshold: Least average between two groups that join.
        floor: Least similarity of any pair in a group.

    Returns:
        The groups, each in order, ordered by their first items.

    Example:
        >>> agglomerate(3, {(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.1}, threshold=0.6, floor=0.3)
        [[0, 1], [2]]
    """
    members = {item: [item] for item in range(size)}
    first = list(range(size))
    near: dict[int, dict[int, Pair]] = {item: {} for item in range(size)}
    heap: list[tuple[float, int, int, int, int]] = []
    for (left, right), score in scores.items():
        near[left][right] = near[right][left] = (score, score)
        if score >= threshold:
            low, high = sorted((left, right))
            heap.append((-score, low, high, low, high))
    heapq.heapify(heap)
    while heap:
        negative, _, _, left, right = heapq.heappop(heap)
        if left not in members or right not in members:
            continue
        average, least = near[left][right]
        if -negative != average or least < floor:
            continue
        joined = len(first)
        first.append(min(first[left], first[right]))
        near[joined] = _merged(near, left, right, len(members[left]), len(members[right]))
        for other, (average, least) in near[joined].items():
            near[other].pop(left, None)
            near[other].pop(right, None)
            near[other][joined] = (average, least)
            if average >= threshold and least >= floor:
                low, high = sorted((first[joined], first[other]))
                heapq.heappush(heap, (-average, low, high, joined, other))
        members[joined] = sorted(members.pop(left) + members.pop(right))
        del near[left], near[right]
    return sorted(members.values())


def _merged(
    near: Mapping[int, Mapping[int, Pair]], left: int, right: int, lefts: int, rights: int
) -> dict[int, Pair]:
    """Average and least similarity of a new group to each neighbour of its halves."""
    merged = {}
    for other in sorted((near[left].keys() | near[right].keys()) - {left, right}):
        one, two = near[left].get(other, NOTHING), near[right].get(other, NOTHING)
        average = (lefts * one[0] + rights * two[0]) / (lefts + rights)
        merged[other] = (average, min(one[1], two[1]))
    return merged
