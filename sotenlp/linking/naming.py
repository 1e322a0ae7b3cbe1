"""The name of a practice: what most projects call it, in the nominative."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sotenlp.annotation import Measure
from sotenlp.linking.analysis import analyse
from sotenlp.linking.features import LEAST_EVIDENCE, features_of
from sotenlp.linking.gazetteer import is_place
from sotenlp.linking.lexicon import load_lexicon, root_of

LONG = 4
"""Words (or letters, for capitals) from which a name is too long for a table if there is a shorter one."""


def practice_name(mentions: Iterable[tuple[str, Measure]]) -> str:
    """The name that most projects have and that tells the practice, short and free of places.

    Args:
        mentions: Mentions of the practice, each with the id of its document.

    Of names that differ in case alone the lower one stands for all.
    """
    documents: dict[str, set[str]] = {}
    counts: Counter[str] = Counter()
    written: dict[str, set[str]] = {}
    for doc, mention in mentions:
        name = " ".join(mention.name.split())
        folded = name.casefold()
        documents.setdefault(folded, set()).add(doc)
        written.setdefault(folded, set()).add(name)
        counts[folded] += 1
    ranks = {name: _rank(name, len(documents[name]) + counts[name] / 100) for name in counts}
    best = max(counts, key=lambda name: (ranks[name], -len(name), name))
    return min(written[best], key=lambda name: (_shouts(name), name[:1].isupper(), name))


def _shouts(name: str) -> bool:
    """Whether a longer word stands in capital letters throughout."""
    return any(word.isupper() and len(word) > LONG for word in name.split())


def _rank(name: str, count: float) -> float:
    """Frequency, lessened for what a table's reader does not need."""
    words = analyse(name)
    features = features_of(name)
    rank = count
    if features.telling < LEAST_EVIDENCE:
        rank *= 0.1
    if any(word.pos == "PROPN" and is_place(word.lemma) for word in words):
        rank *= 0.5
    if len(words) > LONG:
        rank *= 0.6
    if features.targets and features.head not in features.targets:
        rank *= 0.7
    if words and root_of(words[-1].lemma) in load_lexicon().actions:
        rank *= 0.6
    if words and not any(word.nominative for word in words):
        rank *= 0.3
    return rank
