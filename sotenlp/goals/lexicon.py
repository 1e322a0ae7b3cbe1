"""The programme's own vocabulary of each goal: a short list of patterns over lemmas.

The list (`data/lexicon.csv`) is knowledge that no small set of sentences shows: words that people of the
field tie to a goal. The classifier weighs hits like any other feature, so a word about something
else costs little.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

REACH = 3
"""How many words after the first one the second word of a pair may stand."""
Table = dict[str, list[str]]


def _table() -> Table:
    return defaultdict(list)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Patterns by their form, each with the goals that it speaks for.

    Attributes:
        words: Whole lemmas.
        starts: Beginnings of lemmas ("jono*").
        ends: Ends of lemmas ("*tiimi").
        pairs: Two lemmas near each other, in this order, with a space between ("matala kynnys").
    """

    words: Table = field(default_factory=_table)
    starts: Table = field(default_factory=_table)
    ends: Table = field(default_factory=_table)
    pairs: Table = field(default_factory=_table)

    def add(self, goal: str, pattern: str) -> None:
        """Put a pattern to its table."""
        if " " in pattern:
            self.pairs[pattern].append(goal)
        elif pattern.endswith("*"):
            self.starts[pattern[:-1]].append(goal)
        elif pattern.startswith("*"):
            self.ends[pattern[1:]].append(goal)
        else:
            self.words[pattern].append(goal)

    def goals_of_word(self, lemma: str) -> list[str]:
        """The goals that a lemma speaks for, with repetitions."""
        found = list(self.words.get(lemma, ()))
        for length in range(1, len(lemma) + 1):
            found += self.starts.get(lemma[:length], ())
            found += self.ends.get(lemma[-length:], ())
        return found


@cache
def default_lexicon() -> Lexicon:
    """The lexicon that ships with sotenlp, read once a process."""
    lexicon = Lexicon()
    text = files("sotenlp.goals").joinpath("data", "lexicon.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        lexicon.add(row["goal"], row["pattern"])
    return lexicon


@cache
def _openings() -> frozenset[str]:
    """The first words of pairs."""
    return frozenset(pair.partition(" ")[0] for pair in default_lexicon().pairs)


@lru_cache(maxsize=100_000)
def _goals_of_word(lemma: str) -> tuple[str, ...]:
    return tuple(default_lexicon().goals_of_word(lemma))


def find_goals(lemmas: Sequence[str]) -> list[str]:
    """The goals that the words of a text speak for, with repetitions, in text order.

    Args:
        lemmas: Lemmas in lower case.

    Example:
        >>> find_goals(["matala", "kynnys"]).count("1") >= 2
        True
    """
    pairs, openings = default_lexicon().pairs, _openings()
    found: list[str] = []
    for at, lemma in enumerate(lemmas):
        found += _goals_of_word(lemma)
        if lemma not in openings:
            continue
        for other in lemmas[at + 1 : at + 1 + REACH]:
            found += pairs.get(f"{lemma} {other}", ())
    return found
