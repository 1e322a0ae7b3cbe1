import pytest

from sotenlp.linking.agglomeration import agglomerate


@pytest.mark.parametrize(
    ("size", "scores", "groups"),
    [
        (0, {}, []),
        (2, {}, [[0], [1]]),
        (2, {(0, 1): 0.9}, [[0, 1]]),
        (2, {(1, 0): 0.5}, [[0], [1]]),
        # A chain of neighbours does not join its ends.
        (4, {(0, 1): 0.9, (1, 2): 0.8, (2, 3): 0.9}, [[0, 1], [2, 3]]),
        (3, {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.7}, [[0, 1, 2]]),
        # The average would do, but one pair lies below the floor.
        (3, {(0, 1): 1.0, (1, 2): 1.0, (0, 2): 0.3}, [[0, 1], [2]]),
    ],
)
def test_groups(size, scores, groups):
    assert agglomerate(size, scores, threshold=0.6, floor=0.4) == groups


def test_numbering_of_equal_items_decides_ties_only():
    scores = {(0, 1): 0.7, (1, 2): 0.7}
    assert agglomerate(3, scores, threshold=0.6, floor=0.4) == [[0, 1], [2]]
    assert agglomerate(3, dict(reversed(scores.items())), threshold=0.6, floor=0.4) == [[0, 1], [2]]
