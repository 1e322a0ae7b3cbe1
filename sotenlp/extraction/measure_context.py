"""What the first look at all nouns of a document tells about each of them.

A text names its measures again and again, in lists and in headings, by their heads alone. So a second
look sees how probable the first one held the same noun elsewhere, its longer and shorter forms, the
nouns that it depends on or that depend on it, and its neighbours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import log

from sotenlp.extraction.measure_candidates import Head
from sotenlp.extraction.measure_features import Features
from sotenlp.extraction.measure_view import SHARED_STEM, DocumentView

_FLOOR = 1e-3
_LONGEST_GAP = 4


def context_features(
    view: DocumentView, probabilities: Sequence[float], *, least: float = 0.0
) -> list[Features | None]:
    """The features of each head that rest on the first probabilities of all.

    Args:
        view: The document.
        probabilities: The first probability of each of `view.heads`.
        least: First probability from which a head is looked at again; None for the others.
    """
    context = _Context(view, probabilities)
    return [
        context.head(i, head) if probability >= least else None
        for i, (head, probability) in enumerate(zip(view.heads, probabilities, strict=True))
    ]


def log_odds(probability: float) -> float:
    """The logarithm of the odds, bounded."""
    return log((probability + _FLOOR) / (1.0 - probability + _FLOOR))


class _Context:
    """The heads of one document by what joins them."""

    def __init__(self, view: DocumentView, probabilities: Sequence[float]) -> None:
        self.view = view
        self.heads = view.heads
        self.first = probabilities
        self.lemmas = [view.doc.words[head.token].plain for head in self.heads]
        self.position = {head.token: i for i, head in enumerate(self.heads)}
        self.by_lemma: dict[str, list[int]] = defaultdict(list)
        self.by_sentence: dict[int, list[int]] = defaultdict(list)
        self.tails: dict[str, list[int]] = defaultdict(list)
        self.stems: dict[str, list[str]] = defaultdict(list)
        for i, (head, lemma) in enumerate(zip(self.heads, self.lemmas, strict=True)):
            self.by_lemma[lemma].append(i)
            self.by_sentence[head.sentence].append(i)
            for tail in self._tails(head, lemma):
                self.tails[tail].append(i)
        for lemma in self.by_lemma:
            if len(lemma) >= SHARED_STEM:
                self.stems[lemma[:SHARED_STEM]].append(lemma)
        self.best = {s: max(probabilities[i] for i in found) for s, found in self.by_sentence.items()}
        self.mean = log_odds(sum(probabilities) / max(len(probabilities), 1))

    def _tails(self, head: Head, lemma: str) -> set[str]:
        parts = self.view.doc.words[head.token].compound
        tails = {parts[-1].lower()} if len(parts) > 1 else set()
        if "-" in lemma:
            tails.add(lemma.rpartition("-")[2])
        return tails - {lemma}

    def head(self, i: int, head: Head) -> Features:
        """The features of one head."""
        found = {"own": log_odds(self.first[i]), "mean": self.mean}
        lemma = self.lemmas[i]
        same = [self.first[j] for j in self.by_lemma[lemma] if j != i]
        if same:
            found["same:mean"] = log_odds(sum(same) / len(same))
        groups = {
            "same": same,
            "stem": self._of_stem(lemma),
            "tail": [self.first[j] for j in self.tails.get(lemma, ())],
            "sentence": [self.first[j] for j in self.by_sentence[head.sentence] if j != i],
            "inner": [self.first[self.position[g]] for g in head.phrase.genitives if g in self.position],
            "outer": self._outer(head),
            "previous": [self.best[head.sentence - 1]] if head.sentence - 1 in self.best else [],
            "next": [self.best[head.sentence + 1]] if head.sentence + 1 in self.best else [],
        }
        for name, values in groups.items():
            if values:
                found[f"near:{name}"] = 1.0
                found[f"near:{name}:best"] = log_odds(max(values))
        return found

    def _of_stem(self, lemma: str) -> list[float]:
        """The probabilities of other nouns that begin alike."""
        return [
            self.first[j]
            for other in self.stems.get(lemma[:SHARED_STEM], ())
            if other != lemma
            for j in self.by_lemma[other]
        ]

    def _outer(self, head: Head) -> list[float]:
        """The probability of the noun that a head is an attribute of."""
        for gap in range(1, _LONGEST_GAP + 1):
            j = self.position.get(head.token + gap)
            if j is not None and head.token in self.heads[j].phrase.genitives:
                return [self.first[j]]
        return []
