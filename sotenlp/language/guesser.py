"""Readings of words that no dictionary has: jargon, names, abbreviations with case endings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from sotenlp.language.abbreviations import read_lexicon
from sotenlp.language.case_endings import VOWELS, other_grades, stems
from sotenlp.language.colon_endings import colon_readings
from sotenlp.language.letters import LetterGrams
from sotenlp.language.morphology import to_readings
from sotenlp.language.reading import Features, Reading, join_features, make_reading, split_features
from sotenlp.language.voikko import Voikko
from sotenlp.vocabulary import read_table


class FieldWords(dict[str, tuple[str, str, tuple[str, ...]]]):
    """Lower-case lemmas of the field with lemma as written, part of speech and compound parts.

    Args:
        rows: The lemmas.
        letters: The runs of letters that the words of the dictionary have.
    """

    def __init__(
        self, rows: Mapping[str, tuple[str, str, tuple[str, ...]]], letters: LetterGrams | None = None
    ) -> None:
        super().__init__(rows)
        self.beginnings = frozenset(lemma[:3] for lemma in self)
        self.letters = letters or LetterGrams({})


_APOSTROPHE = re.compile(r"(.{2,})'([a-zäö]+)")
_LOCAL_CASE = re.compile(r"(?:ss[aä]|st[aä]|ll[aäe]|lt[aä])$")
_NOMINAL = frozenset({"NOUN", "ADJ", "PROPN", "NUM"})
SHORTEST_HEAD = 3
SHORTEST_TAIL = 4
LONGEST_COMPOUND = 60
# The beginning of a known word, and the letters with which words of its kind go on.
_MODELS = (
    ("arvi", "oi"),
    ("organis", "aati"),
    ("para", "ntami"),
    ("ope", "ttami"),
    ("ope", "ttaj"),
    ("laula", "jis"),
    ("psykol", "ogi"),
    ("moniala", "isuu"),
    ("monipuol", "isuu"),
    ("moniala", "ise"),
    ("moniala", "ista"),
    ("moniala", "isi"),
    ("moniala", "inen"),
)
_HYPHENS = re.compile(r"^(.*[-–])([^-–]+)$")


def guess(word: str, voikko: Voikko, field_words: FieldWords, *, known: bool = False) -> list[Reading]:
    """Readings of a word form that the dictionary lacks, the likeliest first. Never raises.

    Args:
        word: The word form.
        voikko: The dictionary, asked for parts of the word.
        field_words: Words of the field with their compound parts.
        known: The dictionary knows the form as a common word; only names are guessed.
    """
    if known:
        return [] if word.isupper() else [_name(word)]
    apostrophe = _APOSTROPHE.fullmatch(word)
    found = colon_readings(":".join(apostrophe.groups()) if apostrophe else word)
    if found and apostrophe:
        return [r._replace(feats=r.feats.replace("Abbr=Yes|", ""), route="apostrophe") for r in found]
    if found:
        return found
    if word[0] in "-–" and len(word) > 1:
        return guess_parts(word[1:], voikko, field_words)
    if word[-1] in "-–" and len(word) > 1:
        return _prefix(word[:-1], voikko, field_words)
    found = guess_parts(word, voikko, field_words)
    if word[:1].isupper() and "-" not in word:
        found = [*found, *_names(word)] if found else _names(word)
    if not found:
        found = _endings(word)
    return found


def guess_parts(word: str, voikko: Voikko, field_words: FieldWords) -> list[Reading]:
    """Readings through the word's last part: after its last hyphen, or the longest known tail."""
    readings = to_readings(word, voikko.analyses(word)) or _field_readings(word, voikko, field_words)
    if readings:
        return readings
    hyphen = _HYPHENS.match(word)
    if hyphen is not None:
        head, tail = hyphen.groups()
        if head.strip("-–"):
            tails = (
                guess_parts(tail, voikko, field_words) or _of_numbers(head, tail, voikko) or _endings(tail)
            )
            if tail[:1].islower():
                tails = [reading for reading in tails if not reading.lemma[:1].isupper()] or tails
            return [_joined(head, reading, voikko, field_words) for reading in _usual(tails)]
    compound, likely = _tails(word, voikko, field_words)
    return compound if likely else _analogies(word, voikko) or compound


def _of_numbers(head: str, tail: str, voikko: Voikko) -> list[Reading]:
    """Readings of a last part that the dictionary has only after a number ("18–29-vuotiaat")."""
    if not head[-2:-1].isdigit():
        return []
    readings = to_readings(f"1-{tail}", voikko.analyses(f"1-{tail}"))
    return [
        reading._replace(lemma=reading.lemma.removeprefix("1-"), parts=reading.parts[-1:])
        for reading in readings
        if reading.lemma.startswith("1-")
    ]


def _tails(word: str, voikko: Voikko, field_words: FieldWords) -> tuple[list[Reading], bool]:
    """Readings as a compound, and whether its head is a word too; else the longest tail is taken."""
    if len(word) > LONGEST_COMPOUND:
        return [], False
    longest: list[Reading] = []
    letters, lower = field_words.letters, word.lower()
    # A tail is a word: an impossible run of letters is not in it.
    last_wrong = max(letters.impossible(lower), default=0)
    for start in range(max(2, last_wrong), len(word) - SHORTEST_TAIL + 1):
        head, tail = lower[:start], lower[start:]
        if not letters.possible(tail):
            continue
        readings = [
            reading
            for reading in to_readings(tail, voikko.analyses(tail))
            or _field_readings(tail, voikko, field_words)
            if reading.upos in {"NOUN", "ADJ"}
        ]
        if not readings or not VOWELS.intersection(head):
            continue
        joined = [_joined(word[:start], reading, voikko, field_words) for reading in _usual(readings)]
        if start >= SHORTEST_HEAD and (voikko.analyses(head) or head in field_words):
            return joined, True
        longest = longest or [reading._replace(route="loose") for reading in joined]
    return longest, False


def _analogies(word: str, voikko: Voikko) -> list[Reading]:
    """Readings as a word of a productive kind, inflected like a known word of that kind."""
    lower = word.lower()
    for model, ending in _MODELS:
        at = lower.rfind(ending)
        if at < 3:
            continue
        form = model + lower[at:]
        found = [
            reading._replace(lemma=lower[:at] + reading.lemma[len(model) :], route="analogy")
            for reading in to_readings(form, voikko.analyses(form))
            if reading.lemma.startswith(model) and reading.upos in {"NOUN", "ADJ", "VERB", "ADV"}
        ]
        if found:
            return [reading._replace(parts=(reading.lemma,)) for reading in found]
    return []


def _usual(tails: list[Reading]) -> list[Reading]:
    """The readings that a compound's last part usually has; all of them where none is usual."""
    nominal = [reading for reading in tails if reading.upos in _NOMINAL] or tails
    return [reading for reading in nominal if "Case=Ins" not in reading.feats] or nominal


def _joined(head: str, reading: Reading, voikko: Voikko, field_words: FieldWords) -> Reading:
    """The reading of a compound of a head, as written, and an analysed last part."""
    heads: list[str] = []
    common = head[1:].islower()
    for piece in filter(None, re.split(r"[-–]", head.lower())):
        parts = _parts_of(piece, voikko, field_words)
        common = common and bool(parts)
        heads += parts or [piece]
    return make_reading(
        (head.lower() if common else head) + reading.lemma,
        "NOUN" if reading.upos == "PROPN" else reading.upos,
        {key: value for key, value in split_features(reading.feats).items() if key != "Derivation"},
        parts=(*heads, *reading.parts),
        route="tail",
    )


def _parts_of(piece: str, voikko: Voikko, field_words: FieldWords) -> list[str]:
    """Compound parts of a head that is a common word; [] for any other."""
    if piece in field_words:
        _, upos, parts = field_words[piece]
        return list(parts) if upos != "PROPN" else []
    found: list[str] = []
    for reading in to_readings(piece, voikko.analyses(piece)):
        if reading.upos != "PROPN":
            found = found or [piece]
            if reading.lemma == piece:
                return list(reading.parts)
    return found


def _field_readings(word: str, voikko: Voikko, field_words: FieldWords) -> list[Reading]:
    """Readings of an inflected form of one of the field's words."""
    lower = word.lower()
    found: list[Reading] = []
    if len(lower) > LONGEST_COMPOUND or lower[:3] not in field_words.beginnings:
        return found
    if lower in field_words:
        lemma, upos, parts = field_words[lower]
        features = {"Case": "Nom", "Number": "Sing"} if upos in {"NOUN", "ADJ", "PROPN"} else {}
        found.append(make_reading(lemma, upos, features, parts=parts, route="field"))
    for start in range(2, len(lower) - 2):
        tail = lower[start:]
        if tail[0] in "-–" or not (field_words.letters.possible(tail) or "-" in tail):
            continue
        for reading in to_readings(tail, voikko.analyses(tail)):
            whole = lower[:start] + reading.lemma
            entry = field_words.get(whole)
            if entry is not None and (reading.upos == entry[1] or reading.upos in {"NOUN", "ADJ"}):
                features = split_features(reading.feats)
                features.pop("Derivation", None)
                found.append(make_reading(entry[0], entry[1], features, parts=entry[2], route="field"))
    if not found:
        for stem, case in stems(lower):
            for lemma in (stem, *other_grades(stem)):
                entry = field_words.get(lemma)
                if entry is not None:
                    found.append(make_reading(entry[0], entry[1], case, parts=entry[2], route="field"))
    return found


def _prefix(stem: str, voikko: Voikko, field_words: FieldWords) -> list[Reading]:
    """The reading of a compound's head whose tail is left out ("hoito-")."""
    for reading in guess_parts(stem, voikko, field_words):
        if reading.upos in {"NOUN", "ADJ", "PROPN"}:
            return [reading._replace(route="prefix")]
    return [make_reading(stem, "NOUN", {"Case": "Nom", "Number": "Sing"}, route="prefix")]


def _name(lemma: str, features: Features | None = None) -> Reading:
    return make_reading(lemma, "PROPN", features or {"Case": "Nom", "Number": "Sing"}, route="name")


def _names(word: str) -> list[Reading]:
    """Names: the form itself, and base forms that its ending suggests; a known name outdoes the rest."""
    found = [] if _LOCAL_CASE.search(word) else [_name(word)]
    for lemma, case in stems(word):
        if len(lemma) >= 3 and join_features(case) != "Case=Nom|Number=Plur":
            found.append(_name(lemma, case))
        found.extend(_name(other, case) for other in other_grades(lemma) if other in known_names())
    known = [reading for reading in found if reading.lemma in known_names()]
    return known or found[:8] or [_name(word)]


@cache
def known_names() -> frozenset[str]:
    """Words that are names or parts of names of regions, municipalities and organisations."""
    columns = {
        "areas": ("name", "region", "aliases"),
        "municipalities": ("name",),
        "organisations": ("name", "aliases"),
    }
    own = frozenset(row["lemma"] for row in read_lexicon("lexicon.csv") if row["upos"] == "PROPN")
    cells = (row[column] for table, names in columns.items() for row in read_table(table) for column in names)
    words = (word.strip("(),;") for cell in cells for word in re.split(r"[\s;]+", cell or ""))
    return own.union(word for word in words if word[:1].isupper() and len(word) > 2)


def _endings(word: str) -> list[Reading]:
    """Common words by their ending alone."""
    found = [make_reading(word, "NOUN", {"Case": "Nom", "Number": "Sing"}, route="guess")]
    for lemma, case in stems(word.lower()):
        if len(lemma) >= 3 and lemma[-1] in VOWELS:
            found.append(make_reading(lemma, "NOUN", case, route="guess"))
    if len(found) > 1 and re.search(r"(?:ss[aä]|st[aä]|ll[aäe]|lt[aä]|[^aeiouyäö]?in|en|an|än|on|un)$", word):
        found = [*found[1:], found[0]]
    return found[:6]
