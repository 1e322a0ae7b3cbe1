"""Copies of gold sentences with one word misspelled or written as it is spoken.

The treebanks have few of either, so that a ranker that learns from them alone mistrusts what
it is shown as a slip of a known word. The other words of such a sentence teach nothing anew.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence

Word = tuple[str, str, str, str]
Sentence = list[Word]

SHORTEST = 6
SHARE = 0.12
_KEYS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")
_DOUBLED = re.compile(r"(.)\1")
_SINGLE = re.compile(r"(?<=[aeiouyäö])[klmnprst](?=[aeiouyäö])")
_SPOKEN = (
    (r"i[aä]$", "ii"),
    (r"e[aä]$", "ee"),
    (r"oa$", "oo"),
    (r"öä$", "öö"),
    (r"ua$", "uu"),
    (r"yä$", "yy"),
    (r"(?<=[aeiouyäö])ss[aä]$", "s"),
    (r"(?<=st|lt)[aä]$", ""),
    (r"ll[aä]$", "l"),
    (r"ksi$", "ks"),
    (r"(?<=[nlrs][uy])t$", ""),
    (r"(?<=aa|ää|oo|öö|uu|yy|ee|ii)n$", ""),
    (r"(?<=[aeiouyäö])n$", ""),
    (r"(?<=[ou])i(?=nen$|s(?:en|ta|et|ia)$)", ""),
    (r"(?<=is)i$", ""),
    (r"(?<=[aeiouyäö])k(?=(?:in|aan|ään)$)", "kk"),
    (r"(?<=e)[aä](?=t$|n$|ss|st|ll|lt|ks)", "e"),
    (r"(?<=u)a(?=t$|n$|tte$)", "u"),
    (r"ts", "tt"),
    (r"hd", "h"),
    (r"(?<=o)i(?=tt|te)", ""),
)


def with_slips(
    sentences: Sequence[Sentence], known: Callable[[str], bool], *, seed: int = 0
) -> Iterator[Sentence]:
    """Sentences with one word changed, the others left without tags.

    Args:
        sentences: Gold sentences.
        known: Whether the dictionary has a form.
        seed: What decides which words are changed, and how.
    """
    chance = random.Random(seed)
    for sentence in sentences:
        for change in (mistype, as_spoken):
            if chance.random() > SHARE:
                continue
            places = [i for i, word in enumerate(sentence) if _is_fit(word, known)]
            if not places:
                continue
            place = chance.choice(places)
            form = change(sentence[place][0], chance)
            if form and not known(form):
                yield [
                    (form, *word[1:]) if i == place else (word[0], "_", "_", "")
                    for i, word in enumerate(sentence)
                ]


def _is_fit(word: Word, known: Callable[[str], bool]) -> bool:
    form, _, upos, _ = word
    return (
        len(form) >= SHORTEST
        and form.isalpha()
        and upos in {"NOUN", "VERB", "ADJ", "ADV"}
        and form[1:].islower()
        and known(form.lower())
    )


def mistype(form: str, chance: random.Random) -> str:
    """A form with one slip of the kinds that writers make most: double letters above all."""
    kind = chance.random()
    at = chance.randrange(1, len(form) - 1)
    places = [found.start() for found in (_DOUBLED if kind < 0.25 else _SINGLE).finditer(form)]
    if kind < 0.4 and places:
        at = chance.choice(places)
        return form[:at] + form[at + 1 :] if kind < 0.25 else form[:at] + form[at] + form[at:]
    if kind < 0.6:
        return form[:at] + form[at + 1 :]
    if kind < 0.75:
        return form[:at] + form[at + 1] + form[at] + form[at + 2 :]
    if kind < 0.9:
        row = next((row for row in _KEYS if form[at] in row), form[at])
        beside = row[row.index(form[at]) + 1 :][:1] or row[-2:-1]
        return form[:at] + beside + form[at + 1 :]
    return form.translate(str.maketrans("äö", "ao"))


def as_spoken(form: str, chance: random.Random) -> str:
    """A form with one sound or ending of the spoken language; "" where it has none to change."""
    fitting = [(pattern, spoken) for pattern, spoken in _SPOKEN if re.search(pattern, form)]
    if not fitting:
        return ""
    pattern, spoken = chance.choice(fitting)
    return re.sub(pattern, spoken, form, count=1)
