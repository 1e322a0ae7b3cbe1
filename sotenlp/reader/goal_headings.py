"""Lines that name one of the five national goals."""

from __future__ import annotations

import re
from functools import cache

from sotenlp.reader.normalisation import plain
from sotenlp.vocabulary import read_table, split_cell

_STEMS: dict[int, tuple[str, ...]] = {
    1: (
        "saatavuu", "oikea-aikai", "oikeaaikai", "jatkuvuu", "yhdenvertai", "saavutettav", "pääsy",
        "hoitoonpääsy", "hoitoon",
    ),
    2: (
        "ehkäis", "ennaltaehkäis", "ennalta", "ennakoi", "raskai", "painopist", "painotu", "varhai", "kevye",
        "kevyem",
    ),
    3: ("laatu", "laadu", "laado", "vaikuttav"),
    4: ("monialai", "yhteentoimi", "yhteen", "integraatio", "palveluintegraatio", "yhteistyö"),
    5: ("kustannu", "hillin", "hillit", "taitta", "menoj", "meno"),
}  # fmt: skip
_STRONG: dict[int, tuple[str, ...]] = {
    1: ("saatavuu", "oikea-aikai", "oikeaaikai", "jatkuvuu", "saavutettavuu"),
    2: ("ehkäis", "ennaltaehkäis", "ennakoi"),
    3: ("laatu", "laadu", "vaikuttavuu"),
    4: ("monialai", "yhteentoimi", "yhteensovit", "integraatio", "palveluintegraatio"),
    5: ("kustannus", "kustannuk"),
}
_OTHER_WORDS = re.compile(r"laatu(?!a|un|u|-|$)\w+|kustannusvaikuttav\w*")
"""Compounds of their words that are about other things: "laaturekisteri"."""
_NEUTRAL = (
    "palvelu", "toiminn", "toimint", "paran", "varmist", "vahvist", "kehit", "edist", "siirt", "työ",
    "nousu", "kasvu", "tavoit", "hyötytavoit", "sote", "sosiaali", "terveys", "terveyd", "turva", "lisää",
    "kohti", "hoido", "hoito", "nope", "tuki", "tuke", "kuri", "vähent",
)  # fmt: skip
_FILLERS = frozenset({"ja", "sekä", "eli", "että", "myös", "the"})
_WORD = re.compile(r"[^\W\d_][\w-]*")
_NAMED = re.compile(
    r"tavoit\w{0,10}\s*(?:(?:numero|nro|n:o|no)\.?\s*)?[:.]?\s*([1-5])\b(?!\s*(?:ja|sekä|,)\s*[1-5])|\b([1-5])\.?\s+(?:hyöty)?tavoit",
    re.IGNORECASE,
)
_MAIN_GOAL = re.compile(
    r"\b(?:pää|hyöty|päähyöty)tavoit\w{1,10}(?:\s+(?:kohdistuu|on|liittyy|vastaa|kuuluu)\b|\s*:)"
    r"|\b(?:ensisijai|pääasialli)\w{1,10}\s(?:\w+\s){0,3}?(?:hyöty)?tavoit\w"
    r"|\b(?:osatoteutu|toimenpi|kokonaisuu|osahank|työpaket)\w{0,12}\s+(?:\w+\s+){0,3}?(?:ohjelman\s+)?"
    r"(?:[1-5]\.?\s+)?(?:hyöty)?tavoit\w{2,12}\b",
    re.IGNORECASE,
)


def find_goal(words: str, number: int | None = None) -> int | None:
    """The goal that a heading names, None where its words are about something else.

    Args:
        words: The heading without its number.
        number: The heading's number; it helps where it is also the goal's number.

    >>> find_goal("Laatu ja vaikuttavuus"), find_goal("Laatukäsikirjan laatiminen")
    (3, None)
    """
    found = [word for word in _WORD.findall(plain(words).casefold()) if word not in _FILLERS]
    if not found or len(found) > 16:
        return None
    if known := _known().get(tuple(found)):
        return known
    telling = [word.rsplit("sote-", 1)[-1] for word in found if not _OTHER_WORDS.fullmatch(word)]
    hits = {goal: sum(word.startswith(stems) for word in telling) for goal, stems in _STEMS.items()}
    strong = {goal for goal, stems in _STRONG.items() if any(word.startswith(stems) for word in telling)}
    strong = strong or {goal for goal, count in hits.items() if count > 1}
    if not strong:
        return None
    best = max(strong, key=lambda goal: (hits[goal], goal == number))
    if len(strong) > 1 and sorted(hits.values())[-1] == sorted(hits.values())[-2] and best != number:
        return None
    named = sum(hits.values())
    covered = named + sum(
        word.startswith(_NEUTRAL) and not any(word.startswith(stems) for stems in _STEMS.values())
        for word in found
    )
    needed = 0.6 if best == number else 0.8
    return best if covered / len(found) >= needed else None


@cache
def _known() -> dict[tuple[str, ...], int]:
    """The goals by the words of their known names."""
    return {
        tuple(word for word in _WORD.findall(name.casefold()) if word not in _FILLERS): int(row["goal"])
        for row in read_table("goals")
        for name in (row["name"], *split_cell(row["variants"]))
    }


def find_stated_goal(sentence: str) -> int | None:
    """The goal that a sentence says to be the main goal of what it stands under.

    >>> find_stated_goal("Osatoteutuksen päätavoite on palvelujen saatavuus.")
    1
    """
    sentence = plain(sentence)
    match = _MAIN_GOAL.search(sentence)
    if match is None:
        return None
    rest = sentence[max(0, match.start() - 5) : match.end() + 200]
    rest = re.split(r"(?<=[a-zåäö]{3})\.\s+(?=[A-ZÅÄÖ])", rest, maxsplit=1)[0]
    if number := _NAMED.search(rest):
        return int(number[1] or number[2])
    words = _WORD.findall(rest.casefold())
    named = {goal for goal, stems in _STRONG.items() if any(word.startswith(stems) for word in words)}
    return named.pop() if len(named) == 1 else None
