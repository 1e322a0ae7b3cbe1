"""Words that a hyphen and a space or a line's end break in two ("palve- luiden")."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

# After these the hyphen stands for a part that is left out ("sosiaali- ja terveyspalvelut").
_JOINING = frozenset({"ja", "tai", "sekä", "eli", "taikka", "vai", "että", "ynnä", "mutta", "kuin"})


class BrokenWord(NamedTuple):
    """A word in two tokens.

    Attributes:
        first: Index of the token that ends in a hyphen.
        second: Index of the token with the rest.
        whole: The word in one.
    """

    first: int
    second: int
    whole: str


def find_broken_words(words: Sequence[str], known: Callable[[str], bool]) -> Iterator[BrokenWord]:
    """The words that are whole only together; a compound's head with its hyphen is a word by itself.

    Args:
        words: The tokens of a text, white space tokens among them.
        known: Whether a form is a word.
    """
    for i, word in enumerate(words):
        if word[-1:] != "-" or not word[:-1].isalpha():
            continue
        after = next((j for j in range(i + 1, len(words)) if not words[j].isspace()), None)
        if after is None:
            continue
        rest = words[after]
        if not (rest.isalpha() and rest.islower()) or rest in _JOINING:
            continue
        head = word[:-1]
        if known(head + rest) and not (known(head) and known(rest)):
            yield BrokenWord(i, after, head + rest)
