"""Names of organisations in a text: known ones in any form, and the nominative of unknown ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from sotenlp.vocabulary import read_table, split_cell

_TOKEN = re.compile(r"[^\W\d_][\w-]*")
_KEY = 4
_CLOSE = 0.92
_HEADS: tuple[tuple[str, str], ...] = (
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
_HEAD_WORD = re.compile(
    "|".join(f"(?P<h{i}>{pattern})" for i, (pattern, _) in enumerate(_HEADS)), re.IGNORECASE
)
_PLURALS = {"kaupungit": "kaupunki", "kaupungeista": "kaupunki", "kunnat": "kunta", "kuntayhtymät": "kuntayhtymä",
            "hyvinvointialueet": "hyvinvointialue", "sairaanhoitopiirit": "sairaanhoitopiiri", "seurakunnat": "seurakunta",
            "ammattikorkeakoulut": "ammattikorkeakoulu", "kaupunkien": "kaupunki", "kuntien": "kunta",
            "kuntayhtymien": "kuntayhtymä", "hyvinvointialueiden": "hyvinvointialue"}  # fmt: skip


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
    """

    start: int
    end: int
    form: str
    organisation: Organisation


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
            if match is not None and (best is None or match.end() > best.end):
                best = Mention(match.start(), match.end(), form, organisation)
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
    brand = next(
        (m.form for m in mentions[1:] if _is_brand(m) and m.organisation.id == mentions[0].organisation.id),
        "",
    )
    if brand:
        return brand
    if mentions and (mentions[0].start == 0 or mentions[0].end == len(words)):
        first = mentions[0]
        covered = first.end - first.start >= 0.6 * len(re.sub(r"\s*\([^)]*\)", "", words))
        if covered:
            return first.organisation.name if _is_abbreviation(first.form) else first.form
    bare = re.sub(r"\s*\([^)]*\)", "", words).strip()
    name = nominative(bare)
    close = get_close_matches(name, _long_names(), n=1, cutoff=_CLOSE)
    return close[0] if close and close[0].split()[-1] == name.split()[-1] else name


def head_of(words: str) -> tuple[str, bool] | None:
    """The head noun of an organisation's name in the nominative singular, and whether it was plural."""
    last = words.split()[-1].strip(".,;:)").casefold() if words.split() else ""
    if last in _PLURALS:
        return _PLURALS[last], True
    for pattern, head in _HEADS:
        if re.fullmatch(rf"[\w-]*?{pattern}", last):
            return head, False
    if last in {"ry", "oy", "oyj", "ab", "rf", "sr"}:
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
    for pattern, head in _HEADS:
        match = re.fullmatch(rf"([\w-]*?)({pattern})", last, re.IGNORECASE)
        if match is not None and match[2].casefold() != head:
            return " ".join([*before, match[1] + head])
        if match is not None:
            break
    return " ".join([*before, last])


def municipality_name(words: str) -> str | None:
    """ "Kuopio" or "Kuopion" as "Kuopion kaupunki"; None where it is no municipality."""
    row = _municipalities().get(words.strip().casefold())
    return f"{row[1]} {row[2]}" if row is not None else None


def _is_abbreviation(form: str) -> bool:
    return " " not in form and sum(character.isupper() for character in form) >= 2


def _is_brand(mention: Mention) -> bool:
    return (
        mention.form != mention.organisation.name
        and not _is_abbreviation(mention.form)
        and len(mention.form) < 16
    )


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
    head = next((pattern for pattern, _ in _HEADS if re.fullmatch(rf"[\w-]*?(?:{pattern})", last)), None)
    if _is_abbreviation(last):
        tail = re.escape(last) + r"(?::\w{1,5})?"
    elif head is not None and (match := re.fullmatch(rf"([\w-]*?)(?:{head})", last)):
        tail = re.escape(match[1]) + f"(?:{head})"
    elif len(last) >= 7:
        tail = re.escape(last[:-2]) + r"\w{1,7}"
    else:
        tail = re.escape(last) + r"(?::?\w{1,5})?"
    flags = re.IGNORECASE if before else 0
    return re.compile(rf"\s".join([*words, tail]) + r"(?![\w-])", flags)


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


def split_names(words: str) -> Iterator[str]:
    """The names in a list of organisations, each with a head of its own, in the nominative.

    "Järvenpään ja Hyvinkään kaupungit" gives two names; "Helsingin ja Uudenmaan
    sairaanhoitopiiri" and "sosiaali- ja terveyspalvelujen kuntayhtymä" stay whole.

    >>> list(split_names("Salon ja Raision kaupungit sekä Auran kunta"))
    ['Salon kaupunki', 'Raision kaupunki', 'Auran kunta']
    """
    waiting: list[str] = []
    for piece in _pieces(words):
        head = head_of(re.sub(r"\s*\([^)]*\)", "", piece))
        if head is not None and head[1]:
            yield from (canonical_name(f"{name} {head[0]}") for name in waiting)
            waiting = []
        elif head is None and not find_organisations(piece) and _is_genitive(piece):
            waiting.append(piece)
            continue
        if head is not None and not head[1] and waiting:
            if len(piece.split()) > 1 and _is_genitive(piece.split()[0]):
                piece = f"{' ja '.join([', '.join(waiting[:-1]), waiting[-1]] if waiting[1:] else waiting)} ja {piece}"
            waiting = []
        yield municipality_name(piece) or canonical_name(piece)
    for name in waiting:
        yield municipality_name(name) or canonical_name(name)


def _is_genitive(words: str) -> bool:
    return len(words.split()) <= 2 and words[:1].isupper() and words.casefold().endswith("n")


def _pieces(words: str) -> Iterator[str]:
    """The parts of a list; known names and words after a hanging hyphen are not cut."""
    keep = [(mention.start, mention.end) for mention in find_organisations(words)]
    start = 0
    for match in re.finditer(r"\s*[,;•\n]+\s*(?:(?:ja|sekä)\s+)?|\s+(?:ja|sekä|&|että)\s+", words):
        inside = any(a < match.start() < b for a, b in keep)
        hanging = words[: match.start()].endswith("-") or words[match.start() :].lstrip().startswith("(")
        if inside or hanging or words.count("(", 0, match.start()) > words.count(")", 0, match.start()):
            continue
        if piece := words[start : match.start()].strip(" .:–-"):
            yield piece
        start = match.end()
    if piece := words[start:].strip(" .:–-"):
        yield piece
