"""Words that a PDF file breaks at the ends of lines: which hyphens belong to the word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_JOINERS = frozenset({"ja", "tai", "sekä", "eli", "taikka", "och", "eller", "and", "or"})
_VOWELS = "aeiouyäöå"
_MONTH = re.compile(
    r"(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)$", re.IGNORECASE
)
_SELDOM = 0.015
"""Below this share of lines that end in a hyphen a document does not break words by itself."""


class Hyphens:
    """Joins lines, with the document's own words as the measure of how a broken word is written.

    Args:
        lines: The texts of the document's lines.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        self._heads: set[str] = set()
        total = broken = 0
        for line in lines:
            total += 1
            broken += len(line) > 1 and line[-1] == "-" and line[-2].isalpha()
            for word in _WORD.findall(line):
                self._words[word.casefold()] += 1
                head, hyphen, _ = word.partition("-")
                if hyphen:
                    self._heads.add(head.casefold())
        self._breaks_words = broken > _SELDOM * total

    def joint(self, before: str, after: str) -> tuple[int, str]:
        """How two lines of a paragraph are joined.

        Args:
            before: The first line.
            after: The second line.

        Returns:
            The number of characters to cut off the first line, and what to put between the two.
        """
        first = after.split(" ", 1)[0]
        head = before.rsplit(None, 1)[-1] if before.split() else ""
        joins = first.strip(".,;:)").casefold() in _JOINERS
        if head == "-" and first[:1].isalpha() and not joins:
            return 0, ""
        if not head.endswith(("-", "\u00ad")) or len(head) < 2 or not head[-2].isalnum():
            return 0, " "
        if head.endswith("\u00ad"):
            return 1, ""
        if joins:
            return 0, " "
        return (0 if self._keeps(head[:-1], first) else 1), ""

    def join(self, lines: Iterable[str]) -> str:
        """The lines of a paragraph or cell as one."""
        text = ""
        for line in lines:
            cut, between = self.joint(text, line) if text else (0, "")
            text = text[: len(text) - cut] + between + line
        return text

    def _keeps(self, head: str, tail: str) -> bool:
        """Whether the hyphen at a line end belongs to the word."""
        if not tail[:1].islower() or not head[-1].isalpha() or head.isupper() or "-" in head:
            return True
        one = (_WORD.findall(head) or [head])[-1].casefold()
        other = (_WORD.findall(tail) or [tail])[0].casefold()
        whole, parted = self._words[one + other], self._words[f"{one}-{other}"]
        if whole != parted:
            return parted > whole
        if one[-1] == other[0] and one[-1] in _VOWELS:
            return True  # Finnish writes a hyphen between two same vowels of a compound
        if one in self._heads or (_MONTH.search(one) and "kuu" in other):
            return True
        return not self._breaks_words
