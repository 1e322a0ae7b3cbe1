"""Which letters follow one another in Finnish words: what is impossible need not be looked up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from sotenlp.language.native import native

START, END = "^", "$"
SIZE = 4
RAREST = 1
"""Types that a run of letters must stand in to be taken for one of Finnish words."""


class LetterGrams:
    """The runs of four letters that Finnish words have, their borders included.

    Args:
        following: Three letters ("^" before a word) to the letters that follow them ("$" after
            a word), as `learn_letters` gives them. Where it is empty, every run is possible.
        words: More words, in lower case, whose runs are possible too.
    """

    def __init__(self, following: Mapping[str, str], words: Iterable[str] = ()) -> None:
        self._following = dict(following)
        for letters, after in learn_letters(words).items() if following else ():
            known = self._following.get(letters, "")
            self._following[letters] = known + "".join(letter for letter in after if letter not in known)

    def __bool__(self) -> bool:
        """Whether anything is known of letters."""
        return bool(self._following)

    def following(self, letters: str) -> str:
        """The letters that may follow three letters, the commonest first."""
        return self._following.get(letters, "")

    def impossible(self, word: str) -> list[int]:
        """Where the runs begin that no Finnish word has; 0 is the border before the first letter.

        Args:
            word: A form in lower case.
        """
        if not self._following:
            return []
        padded = f"{START}{word}{END}"
        get = self._following.get
        return [
            i
            for i in range(len(padded) - SIZE + 1)
            if padded[i + SIZE - 1] not in get(padded[i : i + SIZE - 1], "")
        ]

    def possible(self, word: str) -> bool:
        """Whether every run of a form in lower case is that of some Finnish word."""
        following = self._following
        if not following:
            return True
        if native:
            return bool(native.possible(following, word))
        padded = f"{START}{word}{END}"
        get = following.get
        for i in range(len(padded) - SIZE + 1):
            if padded[i + SIZE - 1] not in get(padded[i : i + SIZE - 1], ""):
                return False
        return True

    def begins(self, tail: str) -> bool:
        """Whether a word may begin as a form does."""
        return not self._following or tail[2:3] in self._following.get(START + tail[:2], "")


def learn_letters(words: Iterable[str]) -> dict[str, str]:
    """The letters that follow each three letters of words, the commonest first.

    Args:
        words: Forms that the dictionary knows, in any order.
    """
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for word in words:
        padded = f"{START}{word.lower()}{END}"
        for i in range(len(padded) - SIZE + 1):
            counts[padded[i : i + SIZE - 1]][padded[i + SIZE - 1]] += 1
    rows = {
        letters: "".join(
            letter
            for letter, times in sorted(after.items(), key=lambda pair: (-pair[1], pair[0]))
            if times >= RAREST
        )
        for letters, after in sorted(counts.items())
    }
    return {letters: after for letters, after in rows.items() if after}
