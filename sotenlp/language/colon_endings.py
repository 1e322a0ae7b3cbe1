"""Case endings that a colon joins to an abbreviation, a number or a sign ("STM:n", "85:ttä", "%:n")."""

from __future__ import annotations

import re

from sotenlp.language.case_endings import ENDINGS
from sotenlp.language.reading import Features, Reading, join_features, make_reading, split_features

_COLON = re.compile(r"(.+?):([a-zåäö]+)$", re.IGNORECASE)
# "HUS:in", "STM:kin", "THL:nkään": after a colon a joining vowel and a clitic are plain.
_COLON_ENDINGS = ((re.compile(r"(.*?)(?:\bin)$"), {"Case": "Gen"}), *ENDINGS)
_CLITIC = re.compile(r"(?:kin|kaan|kään)$")
_NOMINATIVE = {"Case": "Nom", "Number": "Sing"}


def colon_readings(word: str) -> list[Reading]:
    """The reading of an abbreviation or number with a case ending after a colon."""
    found = _COLON.match(word)
    if found is None:
        return []
    stem, ending = found.groups()
    ending = ending.lower()
    clitic = _CLITIC.search(ending)
    if clitic is not None and stem[-1].isalnum():
        name = clitic.group().replace("ä", "a").capitalize()
        bare = ending[: clitic.start()]
        plain = colon_readings(f"{stem}:{bare}") if bare else _readings(stem, _NOMINATIVE)
        return [r._replace(feats=join_features(split_features(r.feats) | {"Clitic": name})) for r in plain]
    for pattern, case in _COLON_ENDINGS:
        match = pattern.match(ending)
        if match is not None and not match.group(1):
            plural = ending[0] == "i" and case["Case"] != "Ill" and len(ending) > 2
            return _readings(stem, {"Number": "Plur" if plural else "Sing"} | case)
    return []


def _readings(stem: str, features: Features) -> list[Reading]:
    if stem[0].isdigit():
        return [make_reading(stem, "NUM", features | {"NumType": "Card"}, route="colon")]
    if not stem[-1].isalnum():
        return [make_reading(stem, "SYM", features, route="colon")]
    kinds = ("PROPN", "NOUN") if stem.isupper() else ("NOUN", "PROPN")
    return [make_reading(stem, upos, features | {"Abbr": "Yes"}, route="colon") for upos in kinds]
