"""Head nouns of organisations' names, and their nominative."""

from __future__ import annotations

import re

CASE_ENDINGS = (
    r"(?:n|ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi|n[aä]|tt[aä]|t?[aä]|[aeiouyäö]{1,2}n|h[aeiouyäö]n|seen|kin)?"
)
"""Case endings of a name that keeps its stem: "Varhan" is a form of "Varha", and "Varhainen" is not."""

HEADS: tuple[tuple[str, str], ...] = (
    (r"kaupun[kg]\w*", "kaupunki"),
    (r"kuntayhtymä\w*", "kuntayhtymä"),
    (r"kun(?:ta|na|ni|ti|tie)\w{0,4}", "kunta"),
    (r"hyvinvointialue\w*", "hyvinvointialue"),
    (r"piir[ie]\w*", "piiri"),
    (r"lii?t{1,2}o\w*", "liitto"),
    (r"lii?to[nist]\w*", "liitto"),
    (r"yhtymä\w*", "yhtymä"),
    (r"ministeriö\w*", "ministeriö"),
    (r"koulu[nstil]?\w{0,4}", "koulu"),
    (r"yliopisto\w*", "yliopisto"),
    (r"opisto\w*", "opisto"),
    (r"laito[sk]\w*", "laitos"),
    (r"säätiö\w*", "säätiö"),
    (r"yhdisty[sk]\w*", "yhdistys"),
    (r"seurakun[tn]\w{1,5}", "seurakunta"),
    (r"keskus\w*|keskuk\w*", "keskus"),
    (r"sairaala\w*", "sairaala"),
    (r"perusturva\w*", "perusturva"),
    (r"järjestö\w*", "järjestö"),
    (r"toimiala\w*", "toimiala"),
    (r"virasto\w*", "virasto"),
)

"""Patterns of the forms of a head noun, and its nominative; compounds end in it."""

_PLURALS = {
    "kaupungit": "kaupunki",
    "kaupungeista": "kaupunki",
    "kaupunkien": "kaupunki",
    "kunnat": "kunta",
    "kunnista": "kunta",
    "kuntien": "kunta",
    "kuntayhtymät": "kuntayhtymä",
    "kuntayhtymien": "kuntayhtymä",
    "hyvinvointialueet": "hyvinvointialue",
    "hyvinvointialueiden": "hyvinvointialue",
    "sairaanhoitopiirit": "sairaanhoitopiiri",
    "seurakunnat": "seurakunta",
    "ammattikorkeakoulut": "ammattikorkeakoulu",
    "yliopistot": "yliopisto",
}
_LEGAL_FORMS = frozenset({"ry", "oy", "oyj", "ab", "rf", "sr"})


def head_of(words: str) -> tuple[str, bool] | None:
    """The head noun of an organisation's name in the nominative singular, and whether it was plural."""
    last = words.split()[-1].strip(".,;:)").casefold() if words.split() else ""
    if last in _PLURALS:
        return _PLURALS[last], True
    for pattern, head in HEADS:
        if re.fullmatch(rf"[\w-]*?{pattern}", last):
            return head, False
    if last in _LEGAL_FORMS:
        return last, False
    return None


def nominative(words: str) -> str:
    """An organisation's name with its last word in the nominative.

    >>> nominative("Hattulan kunnalle"), nominative("Oulun kaupunki")
    ('Hattulan kunta', 'Oulun kaupunki')
    """
    *before, last = words.split() or [""]
    if last.casefold() in _PLURALS:
        return " ".join([*before, _PLURALS[last.casefold()]])
    for pattern, head in HEADS:
        match = re.fullmatch(rf"([\w-]*?)({pattern})", last, re.IGNORECASE)
        if match is not None and match[2].casefold() != head:
            return " ".join([*before, match[1] + head])
        if match is not None:
            break
    return " ".join([*before, last])
