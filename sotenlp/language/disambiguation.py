"""Which reading a word has in its context."""

from __future__ import annotations

from collections.abc import Sequence

from sotenlp.language.candidates import Candidates
from sotenlp.language.reading import Reading

_ROUTES = {"list": -2, "participle_noun": 3, "participle_adjective": 2, "name": 1}


class Disambiguator:
    """Chooses one reading of each word.

    Args:
        candidates: The readings of word types.
    """

    def __init__(self, candidates: Candidates) -> None:
        self.candidates = candidates

    def choose(self, words: Sequence[str], starts: Sequence[bool]) -> list[Reading]:
        """One reading for each token.

        Args:
            words: The tokens.
            starts: Whether each token begins a sentence.
        """
        chosen = []
        for i, word in enumerate(words):
            readings = self.candidates[word]
            chosen.append(min(readings, key=lambda reading: self._cost(reading, word, starts[i])))
        return chosen

    def _cost(self, reading: Reading, word: str, start: bool) -> float:
        cost = float(_ROUTES.get(reading.route, 0))
        name = reading.upos == "PROPN"
        if name and (start or word[0].islower()):
            cost += 2
        elif name and not start:
            cost -= 2
        if "Person=2" in reading.feats or "Person=1" in reading.feats:
            cost += 1
        if "Case=Ins" in reading.feats:
            cost += 2
        return cost
