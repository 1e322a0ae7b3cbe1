"""Units, number words and the words around quantities, from the vocabulary tables."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from sotenlp.extraction.partitives import partitive
from sotenlp.extraction.tables import read_data
from sotenlp.language.view import Doc, Token
from sotenlp.vocabulary import read_table, split_cell

COUNTERS = frozenset({"kpl", "kerta", "km"})
"""Counting units that are no nouns of their own; other counted things keep their noun."""


UNIT_LETTERS = frozenset({"h", "v", "t", "e"})


SHORTEST_NOUN = 4


class QuantityKind(StrEnum):
    """What kind of thing a quantity tells."""

    SHARE = "share"
    MONEY = "money"
    TIME = "time"
    COUNT = "count"
    SCORE = "score"
    CHANGE = "change"
    STAFFING = "staffing"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its canonical name and what kind of quantity it makes."""

    name: str
    kind: QuantityKind


_KINDS = {
    "share": QuantityKind.SHARE,
    "money": QuantityKind.MONEY,
    "time": QuantityKind.TIME,
    "count": QuantityKind.COUNT,
    "score": QuantityKind.SCORE,
    "staffing": QuantityKind.STAFFING,
}


@cache
def word_uses() -> dict[str, dict[str, str]]:
    """The words around quantities: use ("approximate", "period" …) -> lemma -> value."""
    uses: dict[str, dict[str, str]] = {}
    for row in read_data("quantity_words"):
        uses.setdefault(row["use"], {})[row["lemma"]] = row["value"]
    return uses


@cache
def units() -> dict[str, Unit]:
    """Units by their written forms and lemmas of one word."""
    table: dict[str, Unit] = {}
    for row in read_table("units"):
        kind = _KINDS[row["dimension"]]
        if kind is QuantityKind.COUNT and row["unit"] not in COUNTERS:
            continue
        for form in split_cell(row["forms"]):
            if " " not in form and "/" not in form:
                table.setdefault(form, Unit(row["unit"], kind))
    return table


@cache
def number_words() -> dict[str, tuple[float, str]]:
    """Lemmas of number words -> worth and type ("cardinal", "fraction", "change" …)."""
    return {row["lemma"]: (float(row["value"]), row["type"]) for row in read_table("number_words")}


def multiplier(doc: Doc, index: int, highest: int) -> float:
    """The worth of "milj.", "miljoonaa" or "tuhatta" after a number, 0 for another word."""
    if index >= highest:
        return 0.0
    multipliers = word_uses()["multiplier"]
    token = doc.words[index]
    return float(
        multipliers.get(token.lower_)
        or multipliers.get(token.lemma_lower)
        or (token.text == "M" and multipliers["M"])
        or 0
    )


def written_unit(token: Token, unit: Unit, *, limit: bool = False) -> str:
    """A unit as one writes it after a number: "28 vuorokautta", "31 pv", "480 000 euroa", "85 %".

    Args:
        token: The token that is the unit.
        unit: The unit.
        limit: Whether the quantity is a time limit, whose unit stands in the nominative.
    """
    written = token.text.partition(":")[0].rstrip(".")
    if unit.name in {"%", "%-yksikkö"}:
        return unit.name
    lemma = token.lemma_lower
    if written == unit.name or lemma.rstrip(".") in {written.lower(), ""} or len(lemma) < SHORTEST_NOUN:
        return partitive(lemma) if lemma == written and len(lemma) >= SHORTEST_NOUN and not limit else written
    return lemma if limit else partitive(lemma)


def unit_at(doc: Doc, index: int, highest: int) -> Unit | None:
    """The unit that a token is, or None."""
    if index >= highest:
        return None
    token, table = doc.words[index], units()
    written = token.text.partition(":")[0]
    if token.lower_ in {"vuonna", "vuosina", "päivänä", "päivinä"}:
        return None
    unit = table.get(written) or table.get(token.lemma_)
    if unit is None or (
        len(written) == 1 and written.isalpha() and index + 1 < highest and written not in UNIT_LETTERS
    ):
        return None
    return unit
