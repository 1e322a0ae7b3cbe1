"""Lemmas of unknown words by their last letters, as the known words of real texts have them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sotenlp.language.reading import Reading, derivation, join_features, split_features, with_derivation

LONGEST_ENDING = 6
MOST_GUESSES = 7
SHORTEST_STEM = 2
NAME = "^"
_RAREST = 3
_KEPT = 5
_CLASSES = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "ADV"})


class EndingGuesser:
    """Guesses base forms, the likeliest first.

    Args:
        scripts: Ways to make a lemma of a form (`Tables.scripts`).
        endings: Numbers of the scripts of each ending (`Tables.endings`).
    """

    def __init__(self, scripts: Sequence[str], endings: Mapping[str, Sequence[int]]) -> None:
        self._scripts = [_parse(script) for script in scripts]
        self._endings = endings

    def words(self, lower: str) -> list[Reading]:
        """Readings of a lower-case form as a common word."""
        return self._guess(lower, "", "ending")

    def names(self, word: str) -> list[Reading]:
        """Readings of a form as a name."""
        return self._guess(word, NAME, "name_ending")

    def _guess(self, word: str, mark: str, route: str) -> list[Reading]:
        found: dict[tuple[str, str, str], Reading] = {}
        size, lower = len(word), word.lower()
        for length in range(min(LONGEST_ENDING, size - SHORTEST_STEM), 0, -1):
            for number in self._endings.get(mark + lower[-length:], ()):
                cut, added, upos, feats = self._scripts[number]
                if size - cut < SHORTEST_STEM:
                    continue
                lemma = word[: size - cut] + added
                if (lemma, upos, feats) not in found:
                    small = lemma.lower()
                    derived = derivation(small, upos) if "VerbForm=" not in feats else ""
                    feats_ = with_derivation(feats, derived) if derived else feats
                    found[lemma, upos, feats] = Reading(lemma, upos, feats_, (small,), route)
                    if len(found) == MOST_GUESSES:
                        return list(found.values())
        return list(found.values())


def learn_endings(
    types: Iterable[tuple[str, Sequence[Reading]]],
) -> tuple[list[str], dict[str, list[int]]]:
    """Scripts and endings of known word types.

    Args:
        types: Forms with the dictionary's readings of them.
    """
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for form, readings in types:
        name = form[:1].isupper()
        lower = form.lower()
        kept = {
            (reading.lemma, reading.upos, _plain(reading.feats))
            for reading in readings
            if reading.upos in _CLASSES
            and (reading.upos == "PROPN") == name
            and "Clitic" not in reading.feats
        }
        for lemma, upos, feats in sorted(kept):
            common = 0
            while common < min(len(lower), len(lemma)) and lower[common] == lemma[common].lower():
                common += 1
            cut = len(lower) - common
            script = f"{cut}>{lemma[common:]}>{upos}>{feats}"
            for length in range(max(1, cut), min(LONGEST_ENDING, len(lower) - SHORTEST_STEM) + 1):
                counts[(NAME if name else "") + lower[-length:]][script] += 1
    rows = {
        ending: [script for script, times in found.most_common(_KEPT) if times >= _RAREST]
        for ending, found in sorted(counts.items())
    }
    scripts = sorted({script for found in rows.values() for script in found})
    numbers = {script: number for number, script in enumerate(scripts)}
    return scripts, {ending: [numbers[s] for s in found] for ending, found in rows.items() if found}


def _plain(feats: str) -> str:
    features = split_features(feats)
    return join_features({key: value for key, value in features.items() if key != "Derivation"})


def _parse(script: str) -> tuple[int, str, str, str]:
    cut, added, upos, feats = script.split(">")
    return int(cut), added, upos, feats
