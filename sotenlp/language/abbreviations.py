"""The closed list of abbreviations that keep their full stop."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation that is written with a full stop.

    Attributes:
        form: As written, with the full stop.
        lemma: Its lemma: mostly the form, "noin" of "n.", as UD_Finnish-TDT has it.
        upos: Its part of speech.
        ends_sentence: Whether a sentence can end in it ("jne."), so that a capital letter
            after it begins a new sentence; "esim." always has something after it.
    """

    form: str
    lemma: str
    upos: str
    ends_sentence: bool


def read_lexicon(name: str) -> list[dict[str, str]]:
    """The rows of one table of the lexicon, in file order."""
    text = resources.files("sotenlp.language").joinpath("lexicon", name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


@cache
def abbreviations() -> dict[str, Abbreviation]:
    """All abbreviations by their form in lower case."""
    return {
        row["form"].lower(): Abbreviation(
            row["form"], row["lemma"] or row["form"], row["upos"], row["ends_sentence"] == "yes"
        )
        for row in read_lexicon("abbreviations.csv")
    }
