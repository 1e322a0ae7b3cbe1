"""Long words with more than one slip, by the common words that they come nearest to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from sotenlp.language.letters import LetterGrams
from sotenlp.language.native import native

SHORTEST_FORM = 10
LONGEST_FORM = 40
SHORTEST_WORD = 6
MOST_SLIPS = 2
WIDEST = 8
"""Letters from the first impossible run of a misspelled form to its last one."""
_SHARED = 0.3
_TRIED = 6
_ASKED = 4


class NearWords:
    """Finds a common word inside a misspelled one ("terveystalvveluiden": "palvelu").

    Args:
        words: Common lemmas; short ones are left out, for everything is near to them.
        letters: The runs of letters that a word may have; a form with impossible ones far from
            each other is of another language.
    """

    def __init__(self, words: Iterable[str], letters: LetterGrams | None = None) -> None:
        self._letters = letters or LetterGrams({})
        # Inflection seldom reaches the letters before the last one.
        self._stems = sorted({word[:-1] for word in words if len(word) >= SHORTEST_WORD and word.isalpha()})
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for number, stem in enumerate(self._stems):
            for run in _runs(stem):
                self._places[run].append(number)

    def spellings(self, form: str, known: Callable[[str], bool]) -> list[str]:
        """Known words that a long lower-case form may stand for, the nearest one or none.

        Args:
            form: A form that the dictionary lacks.
            known: Whether the dictionary has a form.
        """
        if not SHORTEST_FORM <= len(form) <= LONGEST_FORM or not form.isalpha():
            return []
        wrong = self._letters.impossible(form)
        if wrong and wrong[-1] - wrong[0] > WIDEST:
            return []
        shared: Counter[int] = Counter()
        for run in _runs(form):
            shared.update(self._places.get(run, ()))
        likely = [
            (times / (len(self._stems[number]) - 2), number)
            for number, times in shared.items()
            if times >= _SHARED * (len(self._stems[number]) - 2)
        ]
        find = native.align if native else align
        found = []
        for _, number in sorted(likely, key=lambda pair: (-pair[0], pair[1]))[:_TRIED]:
            stem = self._stems[number]
            slips, begin, end = find(stem, form)
            if slips == MOST_SLIPS and align(_squeezed(stem), _squeezed(form[begin:end]))[0] == MOST_SLIPS:
                continue
            if 0 < slips <= (MOST_SLIPS if len(stem) >= SHORTEST_WORD else 1):
                found.append((slips, -len(stem), form[:begin] + stem + form[end:]))
        return [corrected for _, _, corrected in sorted(found)[:_ASKED] if known(corrected)][:1]


def _squeezed(word: str) -> str:
    """A word with its double letters as single ones: they are mistyped most."""
    return "".join(letter for i, letter in enumerate(word) if not i or letter != word[i - 1])


def _runs(word: str) -> set[str]:
    return {word[i : i + 3] for i in range(len(word) - 2)}


def align(stem: str, form: str) -> tuple[int, int, int]:
    """Where in a form a stem comes nearest: the number of slips, and the begin and end there.

    A slip is a letter too many, left out or wrong, or two letters swapped.

    >>> align("palvel", "terveystalvveluiden")
    (2, 7, 14)
    """
    # One row for each letter of the stem: slips so far and where the match began.
    row = [(0, i) for i in range(len(form) + 1)]
    before = row
    for number, letter in enumerate(stem):
        second, before = before, row
        row = [(before[0][0] + 1, 0)]
        for i, other in enumerate(form, 1):
            slips, start = before[i - 1]
            best = min(
                (slips + (letter != other), start),
                (before[i][0] + 1, before[i][1]),
                (row[i - 1][0] + 1, row[i - 1][1]),
            )
            if number and i > 1 and letter == form[i - 2] and other == stem[number - 1]:
                best = min(best, (second[i - 2][0] + 1, second[i - 2][1]))
            row.append(best)
    slips, start, end = min((slips, start, i) for i, (slips, start) in enumerate(row))
    return slips, start, end
