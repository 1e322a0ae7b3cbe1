"""The funders that the value of a label names."""

from __future__ import annotations

import re

from sotenlp.reader.organisations import canonical_name, find_organisations

_RECOVERY = re.compile(r"NextGenerationEU|\bRRF\b|\belpymis", re.IGNORECASE)
_NAMED_FUND = re.compile(r"Next\s?Generation\s?EU", re.IGNORECASE)
_UNION = "Euroopan unioni"
_NO_FUNDERS = frozenset({"project", "network"})
_MAX_KIND = 40
"""Length of a kind of funder that the form offers ("Muu EU-rahoitus", "Kunta")."""
_SHORT = re.compile(r"[a-zåäö]{2,6}")


def read_funders(value: str) -> str | None:
    """The funders in the nominative, with commas between them; words that name none as they are.

    The recovery facility is the European Union's, whether or not the words say so.

    >>> read_funders("STM ja EU (NextGenerationEU)")
    'Sosiaali- ja terveysministeriö, Euroopan unioni (NextGenerationEU)'
    >>> read_funders("Ei erillisrahoitusta")
    'Ei erillisrahoitusta'
    """
    if _SHORT.fullmatch(value.strip()):
        value = value.upper()
    lines = [line.strip() for line in value.split("\n") if line.strip()]
    names: list[str] = []
    for line in lines:
        mentions = [m for m in find_organisations(line) if m.organisation.type not in _NO_FUNDERS]
        names += [canonical_name(line[mention.start : mention.end]) for mention in mentions]
        if not mentions and len(lines) > 1 and len(line) <= _MAX_KIND:
            names.append(line)
    if _RECOVERY.search(value) and _UNION not in names:
        names.append(_UNION)
    names = list(dict.fromkeys(names))
    if not names:
        return canonical_name(re.split(r"[,\n]", value)[0]) or None
    if _NAMED_FUND.search(value):
        names[names.index(_UNION)] = f"{_UNION} (NextGenerationEU)"
    return ", ".join(names)
