"""Names of organisations in a text: known ones in any form, and the nominative of unknown ones."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache

from sotenlp.reader.nominatives import CASE_ENDINGS, HEADS, nominative
from sotenlp.vocabulary import read_table, split_cell

_TOKEN = re.compile(r"[^\W\d_][\w-]*")
_KEY = 3
_CLOSE = 0.92


@dataclass(frozen=True, slots=True)
class Organisation:
    """A known organisation.

    Attributes:
        id: Its id in the vocabulary, "" for a municipality that stands in the table of municipalities.
        name: Its name in the nominative.
        type: Its type.
        area_code: Code of its wellbeing services county, or "".
        valid_to: ISO date of its end, or "".
    """

    id: str
    name: str
    type: str
    area_code: str = ""
    valid_to: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A known organisation's name in a text.

    Attributes:
        start: Start of the name.
        end: End of the name.
        form: The name or alias that was matched, in the nominative.
        organisation: The organisation.
        others: Other organisations of the same name, such as the one before a reform.
    """

    start: int
    end: int
    form: str
    organisation: Organisation
    others: tuple[Organisation, ...] = ()


def find_organisations(text: str) -> list[Mention]:
    """The known organisations that a text names, in text order, the longest names only."""
    found: list[Mention] = []
    index = _index()
    end = 0
    for token in _TOKEN.finditer(text):
        if token.start() < end:
            continue
        best: Mention | None = None
        for pattern, form, organisation in index.get(token[0][:_KEY].casefold(), ()):
            match = pattern.match(text, token.start())
            if match is None:
                continue
            if best is None or match.end() > best.end:
                best = Mention(match.start(), match.end(), form, organisation)
            elif match.end() == best.end and organisation != best.organisation:
                best = replace(best, others=(*best.others, organisation))
        best = best or _municipality(text, token)
        if best is not None:
            found.append(best)
            end = best.end
    return found


def canonical_name(words: str) -> str:
    """The name of an organisation in the nominative, close to the words of the text.

    A brand that stands with the official name is taken alone, an abbreviation gives way to the
    full name, a misspelt name to the known one that is nearest.

    >>> canonical_name("Sosiaali- ja terveysministeriö (STM)")
    'Sosiaali- ja terveysministeriö'
    """
    words = " ".join(words.split()).strip(" .,;:–-")
    mentions = find_organisations(words)
    first_id = mentions[0].organisation.id if mentions else ""
    brand = next((m.form for m in mentions[1:] if is_brand(m) and first_id in _ids(m)), "")
    if brand:
        return brand
    if mentions and (mentions[0].start == 0 or mentions[0].end == len(words)):
        first = mentions[0]
        covered = first.end - first.start >= 0.6 * len(re.sub(r"\s*\([^)]*\)", "", words))
        if covered and words.endswith(" ky") and first.organisation.name.endswith("kuntayhtymä"):
            return first.organisation.name
        if covered:
            if _is_abbreviation(first.form) or (_is_area(first) and not is_county_brand(first)):
                return first.organisation.name
            return first.form
    bare = re.sub(r"\s*\([^)]*\)", "", words).strip()
    name = nominative(bare)
    close = get_close_matches(name, _long_names(), n=1, cutoff=_CLOSE)
    return close[0] if close and close[0].split()[-1] == name.split()[-1] else name


def municipality_name(words: str) -> str | None:
    """ "Kuopio" or "Kuopion" as "Kuopion kaupunki"; None where it is no municipality."""
    row = _municipalities().get(words.strip().casefold())
    return f"{row[1]} {row[2]}" if row is not None else None


def _is_abbreviation(form: str) -> bool:
    form = form.removesuffix(" ky")
    return " " not in form and sum(character.isupper() for character in form) >= 2


def _ids(mention: Mention) -> set[str]:
    return {organisation.id for organisation in (mention.organisation, *mention.others) if organisation.id}


def _is_area(mention: Mention) -> bool:
    """Whether a name stands for a wellbeing services county and nothing else."""
    return mention.organisation.type == "wellbeing_area" and not mention.others


def is_brand(mention: Mention) -> bool:
    """Whether a name is the everyday name of a joint authority: "Essote"."""
    if _is_area(mention) or _is_abbreviation(mention.form):
        return False
    return mention.form != mention.organisation.name and len(mention.form) < 16


def is_county_brand(mention: Mention) -> bool:
    """Whether a name is the everyday name of a wellbeing services county: "Keusote"."""
    form = mention.form
    official = _is_abbreviation(form) or form.endswith(("hyvinvointialue", "hva", "kaupunki"))
    return _is_area(mention) and not official and len(form) < 16


@cache
def _index() -> dict[str, list[tuple[re.Pattern[str], str, Organisation]]]:
    index: dict[str, list[tuple[re.Pattern[str], str, Organisation]]] = defaultdict(list)
    for row in read_table("organisations"):
        organisation = Organisation(
            row["id"], row["name"], row["type"], row["area_code"], row["valid_to"] or ""
        )
        for form in (row["name"], *split_cell(row["aliases"])):
            index[form[:_KEY].casefold()].append((_pattern(form), form, organisation))
            first = form.split()[0]
            if len(first) < _KEY:
                index[first.casefold()].append((_pattern(form), form, organisation))
    return dict(index)


def _pattern(form: str) -> re.Pattern[str]:
    """A pattern for a name whose last word may be inflected."""
    *before, last = form.split()
    words = [re.escape(word).replace(r"\-", r"\s?[-–]\s?") for word in before]
    head = next((pattern for pattern, _ in HEADS if re.fullmatch(rf"[\w-]*?(?:{pattern})", last)), None)
    if _is_abbreviation(last):
        tail = re.escape(last) + r"(?::\w{1,5})?"
    elif head is not None and (match := re.fullmatch(rf"([\w-]*?)(?:{head})", last)):
        tail = re.escape(match[1]) + f"(?:{head})"
    elif last.endswith("de"):
        tail = re.escape(last[:-2]) + r"(?:de|tee)\w{0,5}"
    elif len(last) >= 7:
        tail = re.escape(last[:-2]) + r"\w{1,7}"
    else:
        joint = "" if last[-1] in "aeiouyäö" else "i?"
        tail = re.escape(last) + rf"(?:{joint}{CASE_ENDINGS}|:\w{{1,5}})"
    flags = re.IGNORECASE if before else 0
    return re.compile(r"\s".join([*words, tail]) + r"(?![\w-])", flags)


@cache
def _municipalities() -> dict[str, tuple[str, str, str, str]]:
    """Municipalities by nominative and genitive: name, genitive, kind, code of the area."""
    found: dict[str, tuple[str, str, str, str]] = {}
    for row in read_table("municipalities"):
        entry = (row["name"], row["genitive"], row["kind"], row["area_code"])
        found[row["name"].casefold()] = found[row["genitive"].casefold()] = entry
    return found


def _municipality(text: str, token: re.Match[str]) -> Mention | None:
    """ "Hattulan kunta" and its inflected forms."""
    row = _municipalities().get(token[0].casefold())
    if row is None or not token[0][0].isupper():
        return None
    match = re.compile(r"\s+(?:kaupun[kg]i\w{0,4}|kun(?:ta|na)\w{0,4})(?![\w-])").match(text, token.end())
    if match is None:
        return None
    name = f"{row[1]} {row[2]}"
    return Mention(token.start(), match.end(), name, Organisation("", name, "municipality", row[3]))


@cache
def _long_names() -> tuple[str, ...]:
    """Names of several words, for misspelt ones."""
    names = {
        form for row in read_table("organisations") for form in (row["name"], *split_cell(row["aliases"]))
    }
    names |= {f"{row['genitive']} {row['kind']}" for row in read_table("municipalities")}
    return tuple(sorted(name for name in names if " " in name))
