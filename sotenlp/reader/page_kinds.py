"""Page templates: which heading means what, and on which kind of page it stands.

The kinds are kokonaisuus (a whole project), toimintamalli with its kehittämisen polku (one
operating model and how it came about), and oma-arviointi (a self-assessment report). A label
is a heading with a short value under it or beside it, such as the day of creation. The words
stand in `data/headings.csv`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from sotenlp.reader.normalisation import plain
from sotenlp.reader.tables import read_data
from sotenlp.schema import PageKind, SectionRole

RANK_TITLE, RANK_PART, RANK_PAGE, RANK_REPORT = 0, 10, 20, 30
RANK_GOAL, RANK_TOPIC, RANK_RESULTS, RANK_OTHER = 40, 50, 55, 60
"""How deep a heading nests: a heading closes every open one of its own or a deeper rank."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading of a page template means.

    Attributes:
        role: Role of the section that it opens.
        kind: The kind of page that alone has it, or None.
        field: Name of the metadata field whose value follows, or "" for a heading.
        rank: How deep it nests.
        many: Whether the value may run over several lines.
    """

    role: SectionRole
    kind: PageKind | None = None
    field: str = ""
    rank: int = RANK_PAGE
    many: bool = False


_CLOSING = frozenset({SectionRole.OUTCOMES, SectionRole.CONTINUATION})
_MANY_LINES = frozenset(
    {"region", "place", "funder", "implementers", "runner", "partners", "author", "whole", "contact_name"}
)
_MAX_LABEL = 60
_ORNAMENTS = re.compile(r"^[\s*#_]+|[\s*_:]+$")
_MODEL_TITLE = re.compile(r"toimintamalli(?:n|a|ksi)?\b", re.IGNORECASE)
_REPORT_TITLE = re.compile(
    r"raport\w+|arviointikooste|(?:väli|loppu|alku)arvioin\w+|oma-?arvioin\w+|tilannekatsau\w+", re.IGNORECASE
)
_CODED_TITLE = re.compile(r"\([^)]*\b(?:RRP|P[1-4]|tulsote)\b[^)]*\)\s*$", re.IGNORECASE)
_PROJECT_TITLE = re.compile(r"\w*(?:hank[ek]|projekti|kokonaisuu)\w*|sote-?\s?keskus\b", re.IGNORECASE)
_TITLE_VOTES = 2
_MODEL_WORDS = re.compile(
    r"\b(?:toiminta)?malli(?!ks|tt|nn|nt)\w*|\btoimintata(?:pa|va|po)\w*|\b\w+ketju\w*|\bkehittämispol\w+",
    re.IGNORECASE,
)
_PROJECT_WORDS = re.compile(r"\b\w*hank(?:e|kee)\w*|\bosatoteut\w*|\btyöpaket\w*|\bprojekt\w+", re.IGNORECASE)
_LEAST_OF_PROJECT = 3
_LEAD, _LEAD_WEIGHT = 300, 2
"""Where a page says what it is about, and how much more a model counts there."""
_OF_A_MODEL = re.compile(r"\b(?:toiminta)?malli(?:n|sta|in|ssa|a)?\b", re.IGNORECASE)
"""The page's own model in a heading or label: "Mallin tausta"; a project has several."""

_FEW_VOTES = 4
_SPACE = re.compile(r"\s+")


class Use(StrEnum):
    """Where the words of a heading count as one (column `use` of `data/headings.csv`)."""

    HEADING = "heading"
    """A heading of a page."""
    REPORT = "report"
    """A heading of a part of a report."""
    LABEL = "label"
    """A label above its value, or before it on its line."""
    INLINE = "inline"
    """A label only with its value on the same line: alone it may head prose."""
    SHORT = "short"
    """As `INLINE`; alone on its line too where an organisation's name stands below it."""
    CLUSTER = "cluster"
    """An everyday word that is a label only among other labels."""


@cache
def _rows() -> tuple[tuple[str, Use, Heading], ...]:
    """All known headings and labels by their normalised words; a heading may also be a label."""
    found: list[tuple[str, Use, Heading]] = []
    for row in read_data("headings"):
        use, role, field = Use(row["use"]), SectionRole(row["role"]), row["field"]
        kind = PageKind(row["kind"]) if row["kind"] else None
        rank = RANK_PAGE
        if use is Use.REPORT:
            rank = RANK_RESULTS if role in _CLOSING else RANK_TOPIC
        found.append((row["words"], use, Heading(role, kind, field, rank, many=field in _MANY_LINES)))
    return tuple(found)


@cache
def headings() -> dict[str, Heading]:
    """The headings and labels that count anywhere, by their normalised words."""
    anywhere = (Use.HEADING, Use.REPORT, Use.LABEL)
    return {words: heading for words, use, heading in _rows() if use in anywhere}


@cache
def _labels() -> dict[str, tuple[Use, Heading]]:
    return {words: (use, heading) for words, use, heading in _rows() if heading.field}


def find_heading(line: str) -> Heading | None:
    """What a line means as a heading of a page template; None where it is none.

    >>> find_heading("Ratkaisun perusidea **").role.value
    'activities'
    """
    if len(line) > 100:
        return None
    return headings().get(heading_words(line).casefold())


def find_label(words: str, *uses: Use) -> Heading | None:
    """What words mean as a label of those uses, None where they are none.

    >>> find_label("Raportointikausi", Use.INLINE).field
    'reporting_period'
    """
    if len(words) > _MAX_LABEL:
        return None
    found = _labels().get(heading_words(words).casefold())
    return found[1] if found is not None and found[0] in uses else None


@lru_cache(maxsize=4096)
def heading_words(line: str) -> str:
    """A heading's words without ornaments and with single spaces.

    >>> heading_words("** Tavoiteltu  muutos:")
    'Tavoiteltu muutos'
    """
    return _SPACE.sub(" ", _ORNAMENTS.sub("", plain(line)))


def guess_kind(lines: Iterable[str], title: str = "", text: str = "") -> PageKind | None:
    """The kind of page that the headings of a text speak for, None where none does.

    Args:
        lines: The headings and labels of the page.
        title: The page's title; one that speaks of an operating model weighs like two headings.
        text: The page's text; what its words speak for weighs like one heading where few headings vote.
    """
    votes: Counter[PageKind] = Counter()
    if _MODEL_TITLE.search(title):
        votes[PageKind.TOIMINTAMALLI] += _TITLE_VOTES
    if _REPORT_TITLE.search(title):
        votes[PageKind.OMA_ARVIOINTI] += _TITLE_VOTES
    lines = list(lines)
    for line in lines:
        heading = find_heading(line)
        if heading is not None and heading.kind is not None:
            votes[heading.kind] += _TITLE_VOTES if heading.field == "whole" else 1
    if votes and names_model(lines):
        votes[PageKind.TOIMINTAMALLI] += 1
    if votes and text and votes.total() <= _FEW_VOTES:
        votes[guess_kind_by_words(text)] += 1
    return votes.most_common(1)[0][0] if votes else None


def names_model(lines: Iterable[str]) -> bool:
    """Whether a heading or label speaks of the page's own model.

    >>> names_model(["Mallin tausta"]), names_model(["Kokonaisuuteen kuuluvat toimintamallit"])
    (True, False)
    """
    return any(len(line) <= _MAX_LABEL and _OF_A_MODEL.search(line) for line in lines)


def guess_kind_by_words(text: str) -> PageKind:
    """The kind that the words of a page without any heading of a template speak for.

    A page that speaks of its project more than of a model is about the project; most pages describe a model.

    >>> guess_kind_by_words("Hanke alkoi. Hankkeen toinen vuosi: hankkeessa on kolme osaa.").value
    'kokonaisuus'
    """
    projects = len(_PROJECT_WORDS.findall(text))
    models = len(_MODEL_WORDS.findall(text)) + _LEAD_WEIGHT * len(_MODEL_WORDS.findall(text[:_LEAD]))
    if projects >= _LEAST_OF_PROJECT and projects > models:
        return PageKind.KOKONAISUUS
    return PageKind.TOIMINTAMALLI


def guess_kind_by_title(title: str, *below: str, names_actors: bool) -> PageKind | None:
    """The kind that a title speaks for on a page without the headings of a template.

    Args:
        title: The page's title.
        below: Short lines that stand below it.
        names_actors: Whether the page has labels for its coordinator or implementers.

    >>> guess_kind_by_title("Etätuki (RRP, P4, I1)", names_actors=False).value
    'toimintamalli'
    """
    if any(_REPORT_TITLE.search(words) for words in (title, *below)):
        return PageKind.OMA_ARVIOINTI
    if _CODED_TITLE.search(title):
        return PageKind.TOIMINTAMALLI
    if names_actors or _PROJECT_TITLE.search(title):
        return PageKind.KOKONAISUUS
    return None
