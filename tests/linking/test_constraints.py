"""Whatever the scores are, clusters keep to the decisions."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, reject
from hypothesis import strategies as st

from sotenlp.errors import InputError
from sotenlp.linking.agglomeration import agglomerate
from sotenlp.linking.constraints import Constraints
from sotenlp.linking.decisions import Decisions, Verdict

MEASURES = [f"measure:{doc}/{number}" for doc in "abc" for number in range(3)]
PAIRS = list(combinations(MEASURES, 2))


@st.composite
def cases(draw):
    verdicts = draw(st.dictionaries(st.sampled_from(PAIRS), st.sampled_from(Verdict), max_size=6))
    cuts = draw(st.lists(st.booleans(), min_size=len(MEASURES), max_size=len(MEASURES)))
    groups = [[]]
    for measure, cut in zip(MEASURES, cuts, strict=True):
        if cut and groups[-1]:
            groups.append([])
        groups[-1].append(measure)
    values = st.floats(0.4, 1.0)
    return verdicts, groups, draw(st.lists(values, min_size=36, max_size=36))


@given(cases())
def test_clusters_keep_to_the_decisions(case):
    verdicts, groups, values = case
    try:
        constraints = Constraints(Decisions(verdicts), MEASURES)
    except InputError:
        reject()  # against each other: tested in test_decisions
    nodes = [part for group in groups for part in constraints.apart(group, str)]
    scores = dict(zip(combinations(range(len(nodes)), 2), values, strict=False))
    clusters = constraints.cluster(nodes, scores, threshold=0.6, floor=0.45)
    assert sorted(node for cluster in clusters for node in cluster) == list(range(len(nodes)))
    home = {m: number for number, c in enumerate(clusters) for node in c for m in nodes[node]}
    assert set(home) == set(MEASURES)
    for (left, right), verdict in verdicts.items():
        assert (home[left] == home[right]) is (verdict is Verdict.JOIN)


@given(cases())
def test_without_decisions_nothing_changes(case):
    _, groups, values = case
    constraints = Constraints(Decisions({}), MEASURES)
    assert [constraints.apart(group, str) for group in groups] == [[group] for group in groups]
    scores = dict(zip(combinations(range(len(groups)), 2), values, strict=False))
    assert constraints.cluster(groups, scores, threshold=0.6, floor=0.45) == agglomerate(
        len(groups), scores, threshold=0.6, floor=0.45
    )
