"""In which language a text is written: Finnish, Swedish, English, or none of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

SWEDISH = frozenset(
    "och att det som en på är av för med den till inte om ett men var jag ni vi han hon de kan har från eller ska också "
    "när där hur alla under efter vid genom samt mot utan detta dessa denna så mellan blir bli".split()
)
ENGLISH = frozenset(
    "the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which "
    "one you were all her she there would their we him been has when who will more if no out so what up its about".split()
)
SAMPLE = 2000
SHARE_FINNISH = 0.5
SHARE_FOREIGN = 0.12


def identify(words: Sequence[str], known: Callable[[str], bool]) -> str:
    """The language of a text: "fi", "sv", "en" or "und".

    Args:
        words: The text's tokens.
        known: Whether a word form is in the Finnish dictionary.

    A text is Finnish when at least half of its words are; else it is Swedish or English when
    at least every eighth word is one of that language's closed class.
    """
    step = max(1, len(words) // SAMPLE)
    sample = [word.lower() for word in words[::step] if word.isalpha()]
    if not sample:
        return "und"
    swedish = sum(word in SWEDISH for word in sample) / len(sample)
    english = sum(word in ENGLISH for word in sample) / len(sample)
    finnish = sum(known(word) for word in sample) / len(sample)
    best, code = max((swedish, "sv"), (english, "en"))
    if finnish >= SHARE_FINNISH and best < SHARE_FOREIGN * 2:
        return "fi"
    return code if best >= SHARE_FOREIGN else "und"
