"""Labels in words of the writer's own: what they speak for, and whether the value bears it out.

The labels of the templates stand in `data/headings.csv`. Any other short label counts as one only when a
word of it speaks for a field (`data/label_words.csv`, where a star stands for any letters) and its value has
that field's shape: a day for the creation, a stretch of years for the period, an organisation for a role.
"""

from __future__ import annotations

import re
from functools import cache

from sotenlp.reader.nominatives import head_of
from sotenlp.reader.organisations import find_organisations
from sotenlp.reader.page_kinds import Heading, heading_words
from sotenlp.reader.project_periods import PERIOD
from sotenlp.reader.tables import read_data
from sotenlp.schema import SectionRole

_MAX_WORDS, _MAX_CHARACTERS, _MAX_VALUE = 6, 60, 400
_NEAR_START = 4
_REPORTED = re.compile(
    r"raport|arvio|seuranta|tarkastel|kysely|mittau|otos|aineisto|kokeilu|pilot|jono|odotus", re.I
)
_LENGTH = re.compile(r"\d+(?:,5)?\s?(?:vuotta|vuoden|v\b|kk\b|kuukautta)", re.IGNORECASE)
_ROLES = frozenset({"coordinator", "implementers", "runner", "partners"})
_DATED = frozenset({"created", "modified"})
_OF_THE_TEXT = re.compile(
    r"(?:sivu\w*|teksti\w*|kuvau\w+|\w*malli\w*|\w*raport\w+|hanke\w*|tiedo\w+|dokumen\w+|versio\w*|innokylä\w*|päivä\w*|\w*kort\w+|asiakirja\w*"
    r"|pvm|on|milloin|ensimmäise\w+|ensimmäinen|uusin)",
    re.IGNORECASE,
)
"""Words that may stand beside the one about creation or change, for what is dated is the text."""

_MANY = frozenset({"funder", "implementers", "runner", "partners", "contact_name"})
_NO_LABEL = re.compile(r"\d|[.!;]|\b(?:ei|joka|että|jos|kun)\b", re.IGNORECASE)
_NO_FUNDER = re.compile(r"hakem|käyttö|jatko|osuus|tarve|rahoitusmalli|määrä|suuruu", re.IGNORECASE)
_DAY = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{4}-\d\d-\d\d|\d{1,2}\.\s\w+kuuta\s\d{4}")
_DAY_FIRST = re.compile(rf"\W*(?:{_DAY.pattern})")
_PERSON = re.compile(r"@|\(at\)|\[at\]|█|[A-ZÅÄÖ][a-zåäö]+(?:-[A-ZÅÄÖ][a-zåäö]+)?\s[A-ZÅÄÖ][a-zåäö]+")
_FUND = re.compile(
    r"valtionavustu|\bEU\b|EU:n|\bRRF\b|\bRRP\b|elpymis|NextGeneration|valtion\s+\w*(?:raha|tuki)",
    re.IGNORECASE,
)
_FUNDERS = frozenset({"ministry"})
_FUNDER_IDS = frozenset({"euroopan-unioni", "esr", "eakr", "stea", "sitra", "business-finland"})


def guess_label(words: str, value: str) -> Heading | None:
    """What a label of the writer's own means, where its value bears it out; None where it does not.

    >>> guess_label("Kenen rahoilla tehtiin", "STM").field, guess_label("Raha", "ei riitä")
    ('funder', None)
    """
    words = heading_words(words).rstrip("?")
    if not words or len(words) > _MAX_CHARACTERS or not words[:1].isupper() or _NO_LABEL.search(words):
        return None
    if find_organisations(words):
        return None
    parts = re.split(r"[\s/]+", words)
    if not 0 < len(parts) <= _MAX_WORDS:
        return None
    if _both_dates(parts, value):
        return _heading("created")
    for field, stem in _stems().items():
        own = [part for part in parts if stem.fullmatch(part.strip(",/()-–"))]
        if not own or (field in _DATED and not all(p in own or _OF_THE_TEXT.fullmatch(p) for p in parts)):
            continue
        if bears_out(field, words, value):
            return _heading(field)
    return None


def _both_dates(parts: list[str], value: str) -> bool:
    """Whether a label speaks of creation and change alike, with a day for each: "Luotu / muokattu"."""
    made, changed = _stems()["created"], _stems()["modified"]
    words = [part.strip(",/()-–") for part in parts]
    both = any(map(made.fullmatch, words)) and any(map(changed.fullmatch, words))
    return both and len(_DAY.findall(value)) > 1


def bears_out(field: str, words: str, value: str) -> bool:
    """Whether a value has the shape of a field that its label speaks for."""
    value = value.strip()[:_MAX_VALUE]
    if field in ("created", "modified"):
        return _DAY_FIRST.match(value) is not None and PERIOD.match(value) is None
    if field == "period":
        period = PERIOD.search(value[:60])
        begins = period is not None and (period.start() <= _NEAR_START or _LENGTH.match(value) is not None)
        return begins and not _REPORTED.search(words)
    if field in ("contact_name", "author"):
        return _PERSON.search(value) is not None
    if field == "funder":
        return not _NO_FUNDER.search(words) and names_funder(value)
    if field in _ROLES:
        return "henkilö" not in words.casefold() and starts_with_organisation(value)
    return False


def names_funder(value: str) -> bool:
    """Whether words begin with a ministry, fund or grant that pays for projects."""
    if _FUND.search(value[:80]):
        return True
    return any(
        mention.organisation.type in _FUNDERS or mention.organisation.id in _FUNDER_IDS
        for mention in find_organisations(value[:120])
    )


def starts_with_organisation(value: str) -> bool:
    """Whether words begin with the name of an organisation."""
    mentions = find_organisations(value)
    if mentions and mentions[0].start <= _NEAR_START:
        return True
    first = re.split(r"[,;(\n]|\.\s|\s(?:ja|sekä)\s", value)[0].strip()
    *before, last = first.split() or [""]
    genitives = all(word[0].isupper() or word.endswith(("n", "-")) or word in ("ja", "&") for word in before)
    return value[:1].isupper() and len(before) < 6 and genitives and head_of(last) is not None


@cache
def _stems() -> dict[str, re.Pattern[str]]:
    """Patterns of the words that speak for each field, the first field first where several do."""
    words: dict[str, list[str]] = {}
    for row in read_data("label_words"):
        words.setdefault(row["field"], []).append(re.escape(row["word"]).replace(r"\*", r"[\w-]*"))
    return {field: re.compile("|".join(found), re.IGNORECASE) for field, found in words.items()}


@cache
def _heading(field: str) -> Heading:
    role = SectionRole.CONTACT if field == "contact_name" else SectionRole.IDENTITY
    return Heading(role, field=field, many=field in _MANY)
