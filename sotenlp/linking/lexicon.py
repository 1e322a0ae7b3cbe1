"""The words of the field: what means the same, what is related, what says little.

Three tables lie in ``data``: `synonyms.csv` (a concept and its other names), `related.csv`
(pairs of concepts and how near they are) and `generic_words.csv` (words that most names of
measures have). The known practices of the vocabulary join the concepts. The names in the
tables are analysed like any other name, so that every inflected form of them is found.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sotenlp.language.cache import TypeCache
from sotenlp.linking.analysis import Word, analyse
from sotenlp.linking.gazetteer import analyses
from sotenlp.vocabulary import Row, read_table, split_cell

METHOD = "method"
TARGET = "target"
MODIFIER = "modifier"
STRUCTURE = "structure"
WORD = "word"

CACHED_ROOTS = 100_000

_SKIPPED = {"PUNCT", "SPACE", "SYM", "CCONJ", "SCONJ", "ADP"}
_YEAR = re.compile(r"(?:19|20)\d\d")
# Verbs on -oida have nouns on -ointi, -aatio and -aattori; every verb has one on -minen.
_DERIVATIONS = ("ointi", "oiminen", "oida", "oitu", "oiva", "aatio", "aattori", "minen")
_SHORTEST_ROOT = 4
_PIECES = re.compile(r"[-–:]")
# "Lapset puheeksi-menetelmä" is written for "Lapset puheeksi -menetelmä".
_LOOSE_HEAD = re.compile(
    r"(?<=\w)\s?[-–]\s?(?=(?:menetelm|(?:toiminta)?mall|ohjelm|konsept|periaat|toimin(?:ta|na|to)|piloti?|kokeilu)\w*)"
)


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing of the field that goes by several names.

    Attributes:
        name: Its name, nominative.
        kind: "practice", "method" (has a proper name), "structure", "modifier", "target"; or
            "word" for a compound that is one word of the field, weighed like any other word.
    """

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of a concept.

    Attributes:
        concept: The concept.
        proper: Whether only a capitalised word can be meant: "AVAIN" is a method, "avain" a key.
    """

    concept: Concept
    proper: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """One part of a name, in the order of the text.

    Attributes:
        root: The part, freed of what only tells a verb from its noun.
        label: The part as a reader knows it.
        nominative: Whether its word stands in the nominative; an appended word ("-pilotti") only
            says what kind of thing the rest names, and does not count.
        proper: Whether the word is a name or an abbreviation.
        pos: UPOS tag of the word.
    """

    root: str
    label: str
    nominative: bool
    proper: bool
    pos: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables, ready for look-up.

    Attributes:
        entries: Names of concepts by their roots.
        longest: Number of roots of the longest name.
        weights: Weight of a generic root, 0 (says nothing) to 1.
        targets: Roots that name target groups.
        related: Nearness of two concepts, both ways round.
        names: Names of all concepts.
        actions: Roots that name a stage of the work and not the thing itself.
        structures: Concepts and roots of things that are always for something else.
    """

    entries: Mapping[tuple[str, ...], Entry]
    longest: int
    weights: Mapping[str, float]
    targets: frozenset[str]
    related: Mapping[str, Mapping[str, float]]
    names: frozenset[str]
    structures: frozenset[str]
    actions: frozenset[str]

    def nearness(self, left: str, right: str) -> float:
        """1 for the same concept, the table's value for related ones, else 0."""
        return 1.0 if left == right else self.related.get(left, {}).get(right, 0.0)


def root_of(part: str) -> str:
    """A compound part in its basic form, freed of what only tells a verb from its noun.

    >>> root_of("konsultointi") == root_of("konsultaatio")
    True
    >>> root_of("kirjaamis") == root_of("kirjaaminen")
    True
    """
    return _roots[part]


def _root(part: str) -> str:
    part = _basic_form(part)
    for ending in _DERIVATIONS:
        if part.endswith(ending) and len(part) - len(ending) >= _SHORTEST_ROOT:
            return part[: -len(ending)]
    return part


def _basic_form(part: str) -> str:
    """The nominative of a first part that stands in the genitive or ends in -s for -nen."""
    if part[-1:] not in ("n", "s"):
        return part
    bases = [reading.get("BASEFORM", "") for reading in analyses(part)]
    if part in bases:
        return part
    if bases:
        return bases[0].casefold()
    stem = part[:-1] + "nen"
    return _basic_form(stem) if part[-1] == "s" and analyses(stem) else part


def units(text: str) -> tuple[Unit, ...]:
    """The parts of all content words of a text, with what an ellipsis leaves out.

    In "asiakas- ja palveluohjaus" the first word gets its "ohjaus", in "palveluprosessit ja
    -polut" the second its "palvelu".
    """
    words = analyse(_LOOSE_HEAD.sub(" -", text))
    found: list[Unit] = []
    before: tuple[str, ...] = ()
    for index, word in enumerate(words):
        if word.pos in _SKIPPED or _YEAR.fullmatch(word.text):
            continue
        parts = _parts(word)
        coordinated = index > 0 and (words[index - 1].text == "," or words[index - 1].pos == "CCONJ")
        appended = word.text[0] in "-–" and len(word.text) > 1
        if appended and coordinated:
            parts = before[:-1] + parts
        if word.text[-1] in "-–" and len(word.text) > 1:
            parts += _shared_head(words[index + 1 : index + 5])
        else:
            before = parts
        capitals = {piece.casefold() for piece in _PIECES.split(word.text) if piece.isupper()}
        found += [
            Unit(
                root=root_of(part),
                label=part,
                nominative=word.nominative and (coordinated or not appended),
                proper=word.pos == "PROPN" or part in capitals,
                pos=word.pos,
            )
            for part in parts
        ]
    return tuple(found)


def _parts(word: Word) -> tuple[str, ...]:
    """Parts of a word; a word of the tables has the same parts in every form and context."""
    table = _table_words()
    bases = sorted(reading.get("BASEFORM", "").casefold() for reading in analyses(word.text))
    for base in (word.lemma.casefold(), word.text.casefold(), *bases):
        if base in generic_weights():
            return (base,)
        if base in table:
            return table[base]
    return _merged(tuple(piece for part in word.parts for piece in table.get(part, (part,))))


def _merged(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Parts of a compound, those joined that are one generic word: "vastaan", "otto"."""
    end = len(parts)
    found: list[str] = []
    while end > 0:
        start = next((i for i in range(end - 1) if "".join(parts[i:end]) in generic_weights()), end - 1)
        found.append("".join(parts[start:end]))
        end = start
    return tuple(reversed(found))


@cache
def _table_words() -> dict[str, tuple[str, ...]]:
    """Parts of the compounds that stand in the tables, each as it is analysed by itself."""
    names = sorted({name for _, names in _concept_rows() for name in names if " " not in name})
    words = {name.casefold(): analyse(name) for name in names}
    return {name: _merged(found[0].parts) for name, found in words.items() if len(found) == 1}


def _shared_head(following: tuple[Word, ...]) -> tuple[str, ...]:
    """The last part of the compound that closes a coordination."""
    for word in following:
        if word.text[-1] not in "-–" and word.pos not in _SKIPPED:
            return word.parts[-1:] if len(word.parts) > 1 else ()
    return ()


@cache
def load_lexicon() -> Lexicon:
    """Read and analyse the tables; kept for the process."""
    rows = _concept_rows()
    entries: dict[tuple[str, ...], Entry] = {}
    for concept, names in rows:
        for name in names:
            roots = tuple(unit.root for unit in units(name))
            proper = name.isupper() and bool(analyses(name.casefold()))
            if roots:
                entries.setdefault(roots, Entry(concept, proper))
    targets = {root_of(row["word"]) for row in _read("generic_words") if row["kind"] == TARGET}
    return Lexicon(
        entries=entries,
        longest=max(map(len, entries)),
        weights={root_of(word): weight for word, weight in generic_weights().items()},
        targets=frozenset(targets | {concept.name for concept, _ in rows if concept.kind == TARGET}),
        related=_related({concept.name for concept, _ in rows}),
        names=frozenset(concept.name for concept, _ in rows),
        actions=frozenset(root_of(row["word"]) for row in _read("generic_words") if row["kind"] == "action"),
        structures=frozenset(
            [concept.name for concept, _ in rows if concept.kind == STRUCTURE]
            + [root_of(row["word"]) for row in _read("generic_words") if row["kind"] == "head"]
        ),
    )


@cache
def generic_weights() -> dict[str, float]:
    """Weight of each generic word of the table."""
    return {row["word"]: float(row["weight"]) for row in _read("generic_words")}


@cache
def _concept_rows() -> list[tuple[Concept, tuple[str, ...]]]:
    """Concepts with all their names: the field's own, then the vocabulary's known practices."""
    rows = [
        (Concept(row["concept"], row["kind"]), (row["concept"], *split_cell(row["variants"])))
        for row in _read("synonyms")
    ]
    owners = {name.casefold(): concept for concept, names in rows for name in names}
    for row in _known_practices():
        names = (row["name"], *split_cell(row.get("aliases")))
        same = [owners[name.casefold()] for name in names if name.casefold() in owners]
        rows.append((same[0] if same else Concept(row["name"], METHOD), names))
    return rows


def _known_practices() -> tuple[Row, ...]:
    try:
        return read_table("practices")
    except FileNotFoundError:
        return ()


def _related(names: set[str]) -> dict[str, dict[str, float]]:
    """The table of related concepts, both ways round; what is no concept is a single part."""
    related: dict[str, dict[str, float]] = {}
    for row in _read("related"):
        left, right = (row[side] if row[side] in names else root_of(row[side]) for side in ("left", "right"))
        related.setdefault(left, {})[right] = float(row["strength"])
        related.setdefault(right, {})[left] = float(row["strength"])
    return related


def _read(name: str) -> list[Row]:
    path = resources.files("sotenlp.linking").joinpath("data", f"{name}.csv")
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


_roots: TypeCache[str, str] = TypeCache(_root, limit=CACHED_ROOTS)
