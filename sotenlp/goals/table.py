"""Tables of labelled texts: CSV with the columns text and goals, as people fill them."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sotenlp.errors import InputError
from sotenlp.goals.classifier import as_features
from sotenlp.goals.training import Example
from sotenlp.reader.encodings import decode
from sotenlp.reader.normalisation import read_bytes

UNFILLED = "?"
"""What stands in `goals` where nobody has judged the text yet."""
DELIMITERS = ",;\t"
_SEPARATORS = re.compile("[;,]")


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text with its labels.

    Attributes:
        text: The text.
        goals: Its labels.
        also: Labels that are right either way.
        heading: The heading above it, or "".
        before: The sentence before it, or "".
        after: The sentence after it, or "".
        doc: The document that it is from; texts of one document are held out together.
    """

    text: str
    goals: frozenset[str]
    also: frozenset[str] = frozenset()
    heading: str = ""
    before: str = ""
    after: str = ""
    doc: str = ""

    @property
    def surroundings(self) -> tuple[str, ...]:
        """The heading and neighbours that there are."""
        return tuple(text for text in (self.heading, self.before, self.after) if text.strip())


@dataclass(frozen=True, slots=True)
class LabelledTable:
    """A table of labelled texts.

    Attributes:
        texts: The texts that somebody has judged.
        unfilled: How many rows nobody has judged yet.
    """

    texts: tuple[LabelledText, ...]
    unfilled: int


def read_labelled(path: str | Path) -> LabelledTable:
    """Read a table of labelled texts.

    The columns are text and goals ("1;4", empty for none, "?" for not judged yet), and where there are
    such goals_also, heading, before, after and doc; others are left aside. Cells are separated by comma,
    semicolon or tab.

    Raises:
        InputError: The file cannot be read, lacks a column, or holds no judged text.
    """
    path = Path(path)
    lines = decode(read_bytes(path), path).removeprefix("\ufeff").splitlines(keepends=True)
    delimiter = max(DELIMITERS, key=lines[0].count) if lines else ","
    try:
        reader = csv.DictReader(lines, strict=True, delimiter=delimiter)
        names = [name.strip() for name in reader.fieldnames or []]
        reader.fieldnames = names
        rows = list(reader)
    except csv.Error as error:
        raise InputError(path, f"broken ({error})", "Export the table again.", code="broken") from error
    missing = [name for name in ("text", "goals") if name not in names]
    if missing:
        raise InputError(
            path,
            f"no column {' and '.join(missing)} among {', '.join(names) or 'no columns'}",
            "Give a CSV file with a header row: text,goals.",
            code="column",
        )
    texts = [
        LabelledText(
            row["text"].strip(),
            labels_of(row["goals"]),
            labels_of(row.get("goals_also")),
            *((row.get(name) or "").strip() for name in ("heading", "before", "after", "doc")),
        )
        for row in rows
        if (row["text"] or "").strip() and (row["goals"] or "").strip() != UNFILLED
    ]
    unfilled = sum((row["goals"] or "").strip() == UNFILLED for row in rows)
    if not texts:
        raise InputError(
            path,
            f"no judged texts ({unfilled} rows have {UNFILLED!r})",
            "Fill the column goals: '1;4', or nothing where no goal fits.",
            code="empty",
        )
    return LabelledTable(tuple(texts), unfilled)


def labels_of(cell: str | None) -> frozenset[str]:
    """The labels of a cell such as "1;4" or "1, 4"."""
    return frozenset(part.strip() for part in _SEPARATORS.split(cell or "") if part.strip())


def to_examples(texts: Sequence[LabelledText], *, surroundings: bool = True) -> list[Example]:
    """Examples of labelled texts; each text's surroundings come right after it, without labels.

    Args:
        texts: The texts.
        surroundings: Whether headings and neighbours count.
    """
    flat: list[str] = []
    for text in texts:
        flat += [text.text, *(text.surroundings if surroundings else ())]
    features = iter(as_features(flat))
    examples = []
    for number, text in enumerate(texts):
        around = text.surroundings if surroundings else ()
        group = text.doc or f"row {number}"
        page = f"row {number}" if around else ""
        examples.append(Example(next(features), text.goals, text.also, group, page))
        examples += [Example(next(features), None, frozenset(), group, page) for _ in around]
    return examples
