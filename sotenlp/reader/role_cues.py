"""Roles told in running text: words that name a role, and the organisations that stand nearest to them.

The patterns of `roles` know whole wordings. These cues are for all others: a word of a role and,
in the same sentence, an organisation after it with nothing but small words between, else one
before it; or roles in brackets or after commas behind the names ("X (hallinnoija), Y ja Z
(osatoteuttajat)").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from sotenlp.reader.nominatives import head_of
from sotenlp.reader.organisations import Mention, canonical_name, find_organisations
from sotenlp.reader.role_names import list_names, split_names

_SENTENCE = re.compile(r"(?<=[a-zåäö)\d]{2})[.!?](?=\s+[A-ZÅÄÖ•(-]|\s*$)|\n|;")
_PROJECT = r"(?:hank\w+|projekti\w*|kokonaisuu\w+|kehittämis\w+|osahank\w+)"
OTHER_OBJECT = (
    r"(?!\s+\w*(?:rekister|järjestelm|sivusto|palvelu|tietokan|alusta|sovellu|budjet|rahasto|laitte))"
)
"""What is administered too, but is no project; a look ahead."""
_COORDINATES = re.compile(
    rf"\b\w{{0,12}}hallinnoi(?!nti)\w*\b{OTHER_OBJECT}|\bhallinnoin\w+|\bhallinnointi\w*"
    rf"|\b{_PROJECT}\s+(?:omistaja|isän|koordinoi|koordinaatto|vetovastuu|hallinnolli\w+\s+vastuu|päävastuu)\w*"
    rf"|\b{_PROJECT}\s+(?:johtaa|johti|vetää|veti|koordinoi)\b|\b(?:koordinoi|vetää|johtaa)\s+{_PROJECT}"
    r"|\bsitä\s+(?:johti|johtaa|veti|vetää|koordinoi)\b|\bvetäjänä\s+(?:on|oli|toimii|toimi)\b"
    rf"|\b\w*{_PROJECT},?\s+jota\s+(?:johti|johtaa|veti|vetää|koordinoi)\b"
    rf"|\b(?:valtion)?avustuksen\s?saaja\w*|\bpäätoteuttaja\w*|\bpääha[ek]ija\w*",
    re.IGNORECASE,
)
_MAX_SENTENCE, _MAX_CUES = 1500, 8
_DENIED = re.compile(r"\b(?:ei|eivät|eikä)\b", re.IGNORECASE)
_BETWEEN_AFTER = re.compile(r"[\s,:–-]*(?:[a-zåäö]+[\s,:–-]+){0,4}\(?")
_BETWEEN_BEFORE = re.compile(r"[:\w]{0,6}\s*,?(?:\s*[a-zåäö]+){0,4}\s*")
_IMPLEMENTS = re.compile(
    rf"\b(?:osa-?toteutt\w+|osatoteuttaja\w*|{_PROJECT}\s+(?:toteuttavat|toteuttivat)\b|toteuttajakun\w+)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\s*(?:(?:[a-zåäö]+|\d{4}(?:\s?[–-]\s?\d{4})?)[\s:]+){0,6}?(?:[:(–-]\s*)?(?=(?:[A-ZÅÄÖ]|kaikki\s|(?:alueen|maakunnan|seudun)\s+kun))"
)
_BEFORE = re.compile(r"(?:^|[,:]\s+)(?:[a-zåäö]+\s+){0,3}(?P<names>[A-ZÅÄÖ][^:]*?)\s+(?:[a-zåäö]+\s+){0,4}$")
_ALL = re.compile(
    r"\W*(?:[Kk]aikki\s+)?(?P<name>(?:alueen|maakunnan|seudun|[A-ZÅÄÖ][\w-]*n)\s+(?:jäsen)?kun(?:nat|tayhtymät)\b)"
)
_MARK = re.compile(
    r"\s*(?:\(|,\s+|\s[–-]\s)\s*(?:hankkeen\s+)?"
    r"(?P<role>hallinnoija|päätoteuttaja|koordinoija|koordinaattori|osatoteuttajat?|toteuttajat?)"
    r"(?=\)|\s*$|[,;](?!\s+jo)|\s+(?:ja|sekä)\s)\)?"
)
_MONEY = r"\bantoi\s+rah\w+|\brahat?\s+(?:tul|saa|sai)\w*|\bmaks(?:oi|aa)\b"
_FUNDING = re.compile(rf"{_MONEY}|rahoit\w+|\b(?:valtion)?avustu\w+|\bmyön[ts]\w+", re.IGNORECASE)
_FUNDED = re.compile(
    rf"{_MONEY}|avustu\w+[^.;]{{0,80}}\bmyön|myön\w+[^.;]{{0,60}}\bavustus|\b(?:työ|kehittäminen)\s+teh(?:tiin|dään)\b"
    r"|\brahoittaja\w*\s|\b\w*(?:hank[ek]|projekti|kokonaisuu|kehittämis|pilot|toimintamalli)\w*"
    r"|\brahoitu\w+\s+(?:on|tul|saa)|\brahoit(?:taa|ti|tama)$"
    r"|\bsai(?:vat)?\s[^.;]{0,60}(?:rahoitu|avustu)s",
    re.IGNORECASE,
)
_FUNDER_IDS = frozenset({"euroopan-unioni", "esr", "eakr", "stea", "sitra", "business-finland"})


@dataclass(frozen=True, slots=True)
class MarkedRoles:
    """The organisations of a line that marks each with its role.

    Attributes:
        coordinator: The one that is marked as coordinator, or None.
        implementers: Those that are marked as implementers.
    """

    coordinator: str | None
    implementers: tuple[str, ...]


def sentences(text: str) -> Iterator[str]:
    """The sentences and lines of a text, roughly; of a very long one the beginning."""
    for part in _SENTENCE.split(text):
        if sentence := part.strip()[:_MAX_SENTENCE]:
            yield sentence


def read_marks(line: str) -> MarkedRoles | None:
    """The roles that a line marks behind its names, None where it marks none.

    >>> read_marks("Essote (hallinnoija), Mikkelin kaupunki ja Diak (osatoteuttajat)").implementers
    ('Mikkelin kaupunki', 'Diak')
    """
    marks = list(_MARK.finditer(line))
    if not marks:
        return None
    coordinator: str | None = None
    implementers: list[str] = []
    start = 0
    for mark in marks:
        words = re.sub(r"^[\s,;•*–-]*(?:ja|sekä)?\s+", "", " " + line[start : mark.start()])
        names = [name for name in split_names(words) if _is_known(name)]
        start = mark.end()
        if not names:
            continue
        if mark["role"].startswith(("osatoteuttaja", "toteuttaja")):
            implementers += names if mark["role"].endswith("t") else names[-1:]
        else:
            coordinator = coordinator or names[-1]
    return MarkedRoles(coordinator, tuple(implementers)) if coordinator or implementers else None


def coordinator_by_cue(text: str) -> str | None:
    """The organisation nearest to a word about coordinating the project.

    >>> coordinator_by_cue("Hankkeen vetovastuu on Siun sotella.")
    'Siun sote'
    """
    for sentence in sentences(text):
        cues = list(islice(_COORDINATES.finditer(sentence), _MAX_CUES))
        mentions = find_organisations(sentence) if cues else []
        for cue in cues:
            if mentions and (name := _nearest(sentence, cue, mentions)):
                return name
    return None


def _nearest(sentence: str, cue: re.Match[str], mentions: Sequence[Mention]) -> str | None:
    for mention in mentions:
        if sentence[mention.end : cue.start()].isspace() and mention.end < cue.start():
            return canonical_name(sentence[mention.start : mention.end])
    after = next((m for m in mentions if m.start >= cue.end()), None)
    if after is not None and _BETWEEN_AFTER.fullmatch(sentence, cue.end(), after.start):
        if not _DENIED.search(sentence[cue.end() : after.start]):
            return canonical_name(sentence[after.start : after.end])
        return None
    before = next((m for m in reversed(mentions) if m.end <= cue.start()), None)
    if before is None or not _BETWEEN_BEFORE.fullmatch(sentence, before.end, cue.start()):
        return None
    denied = _DENIED.search(sentence[before.end : cue.start()])
    return None if denied else canonical_name(sentence[before.start : before.end])


def implementers_by_cue(text: str) -> list[str]:
    """The organisations that a sentence lists beside a word about carrying out parts of the project.

    >>> implementers_by_cue("Osatoteuttajia on kaksi: Salon kaupunki ja Liedon kunta.")
    ['Salon kaupunki', 'Liedon kunta']
    """
    for sentence in sentences(text):
        cue = _IMPLEMENTS.search(sentence)
        if cue is None:
            continue
        names: list[str] = []
        lead = _LEAD.match(sentence, cue.end())
        if lead is not None and not _DENIED.search(lead[0]):
            listed = sentence[lead.end() :]
            if lead[0].rstrip().endswith("("):
                listed = listed.split(")")[0]
            names = _listed(listed)
        elif (before := _BEFORE.search(sentence[: cue.start()])) is not None:
            names = [name for name in _listed(before["names"]) if _is_known(name)]
        if names:
            return names
    return []


def _listed(words: str) -> list[str]:
    """The names of a list; "kaikki alueen kunnat" is a name too."""
    together = all_municipalities(words)
    if together is not None:
        return [together]
    return [name for name in list_names(words) if name[:1].isupper()]


def all_municipalities(words: str) -> str | None:
    """What names a region's municipalities together, None where words do not.

    >>> all_municipalities("Kaikki Kainuun kunnat")
    'Kainuun kunnat'
    """
    match = _ALL.match(words)
    return match["name"] if match is not None else None


def _is_known(name: str) -> bool:
    return bool(find_organisations(name)) or head_of(name) is not None


def funder_by_cue(text: str) -> str | None:
    """The ministry, union or fund in a sentence about the project's money.

    >>> funder_by_cue("Hankkeen rahoitus tulee STM:ltä.")
    'Sosiaali- ja terveysministeriö'
    """
    for sentence in sentences(text):
        if not (_FUNDING.search(sentence) and _FUNDED.search(sentence)) or _DENIED.search(sentence):
            continue
        for mention in find_organisations(sentence):
            if mention.organisation.type == "ministry" or mention.organisation.id in _FUNDER_IDS:
                return mention.organisation.name
    return None
