"""Cases of personal data in pages: what must be masked, and what must stay."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

FOLDER = Path(__file__).parent / "personal_data"
MARKED = re.compile("⟦(.*?)⟧")


@dataclass(frozen=True)
class Case:
    """A text and the stretches of it that are personal."""

    text: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Outcome:
    """What a masked text left readable, and what it lost that is nobody's."""

    missed: tuple[str, ...]
    lost: tuple[str, ...]


def case_of(line: str) -> Case:
    """The case that a marked line stands for."""
    line = line.replace("⏎", "\n")
    pieces, spans, length = [], [], 0
    for index, piece in enumerate(MARKED.split(line)):
        if index % 2:
            spans.append((length, length + len(piece)))
        pieces.append(piece)
        length += len(piece)
    return Case("".join(pieces), tuple(spans))


def lines_of(name: str) -> Iterator[str]:
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def written_cases(name: str = "cases.txt") -> list[Case]:
    return [case_of(line) for line in lines_of(name)]


def inflected_cases() -> list[Case]:
    """Every name in every context."""
    with open(FOLDER / "names.csv", encoding="utf-8", newline="") as file:
        names = list(csv.DictReader(file))
    pattern = re.compile(r"\{(\w+)\}")
    return [
        case_of(pattern.sub(lambda match, name=name: f"⟦{name[match[1]]}⟧", context))
        for context in lines_of("contexts.txt")
        for name in names
    ]


def decoys(name: str = "decoys.txt") -> list[Case]:
    return [case_of(line) for line in lines_of(name)]


def rewritten(case: Case, write: Callable[[str], str]) -> Case:
    """A case whose characters are written in another way."""
    borders = [0, *(at for span in case.spans for at in span), len(case.text)]
    pieces: list[str] = []
    spans, length = [], 0
    for number, (start, end) in enumerate(pairwise(borders)):
        piece = write(case.text[start:end])
        if number % 2:
            spans.append((length, length + len(piece)))
        pieces.append(piece)
        length += len(piece)
    return Case("".join(pieces), tuple(spans))


def outcome(case: Case, masked: str) -> Outcome:
    """What a mask did to a case: `masked` is the text with █ for each personal character."""
    missed = [case.text[a:b] for a, b in case.spans if any(c.isalnum() for c in masked[a:b] if c != "█")]
    personal = {at for a, b in case.spans for at in range(a, b)}
    lost = []
    for run in re.finditer("█+", masked):
        outside = [at for at in range(*run.span()) if at not in personal and case.text[at].isalnum()]
        if outside:
            lost.append(case.text[run.start() : run.end()])
    return Outcome(tuple(missed), tuple(lost))
