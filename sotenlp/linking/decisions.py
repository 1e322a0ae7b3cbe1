"""``links.csv``: which measures were joined or nearly so, and what a person decides about that.

The table is for people: it is written anew by each run and read by the next one. A person writes
``join`` or ``refuse`` into the column ``decision``; all other columns may be left as they are, and
so may rows be added, which need the two measures only.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sotenlp.annotation import PracticeLink
from sotenlp.errors import InputError

COLUMNS = ("left", "right", "score", "reasons", "decision", "left_name", "right_name")
"""Columns of the table."""
JOINED, SIMILAR = "joined", "similar"
"""What the column ``decision`` holds where no person has decided: joined, or alike but left apart."""
SIGNS = "=+-@\t\r"
"""First characters of a cell that a spreadsheet would take for a formula."""

Pair = tuple[str, str]
"""Ids of two measures, the smaller first."""


class Verdict(StrEnum):
    """What a person decides of two measures: one practice, or not."""

    JOIN = "join"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was decided by hand.

    Attributes:
        verdicts: The verdict on each pair.
    """

    verdicts: Mapping[Pair, Verdict]

    def pairs(self, verdict: Verdict) -> list[Pair]:
        """The pairs with a verdict, in order."""
        return sorted(pair for pair, found in self.verdicts.items() if found is verdict)

    def without(self, doc: str) -> Decisions:
        """The decisions that are not on measures of a document."""
        start = f"measure:{doc}/"
        kept = {p: v for p, v in self.verdicts.items() if not any(m.startswith(start) for m in p)}
        return Decisions(kept)


NONE = Decisions({})
"""Nothing was decided by hand."""


def read_decisions(path: str | Path) -> Decisions:
    """Read what a person decided in a ``links.csv``.

    Commas, semicolons and tabs part the columns, as spreadsheets write them; a byte order mark may
    stand at the beginning.

    Args:
        path: The table; where there is none, nothing was decided.

    Raises:
        InputError: The table cannot be read, has not the columns, holds an unknown decision, or two
            that are against each other.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return NONE
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, f"cannot be read ({error})", "Save it as CSV in UTF-8.") from error
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    missing = {"left", "right", "decision"} - set(rows.fieldnames or ())
    if missing and text.strip():
        cure = f"Its first line must be: {','.join(COLUMNS)}."
        raise InputError(path, f"has no column {', '.join(sorted(missing))}", cure, code="broken")
    verdicts: dict[Pair, Verdict] = {}
    for row in rows:
        told = (row["decision"] or "").strip().casefold()
        if told in {"", JOINED, SIMILAR}:
            continue
        place = f"{path}:{rows.line_num}"
        left, right = (_plain((row[side] or "").strip()) for side in ("left", "right"))
        if told not in set(Verdict):
            cure = "Write join or refuse, or leave the cell as it was."
            raise InputError(place, f"the decision {told!r} is not known", cure, code="broken")
        if not left or not right or left == right:
            cure = "Write the ids of two measures into the columns left and right."
            raise InputError(place, "a decision without two measures", cure, code="broken")
        low, high = sorted((left, right))
        verdict = Verdict(told)
        if verdicts.setdefault((low, high), verdict) is not verdict:
            raise InputError(
                place, f"both join and refuse for {low} and {high}", "Keep one of them.", code="broken"
            )
    return Decisions(verdicts)


def render_links(links: Iterable[PracticeLink], decisions: Decisions, names: Mapping[str, str]) -> str:
    """The table as text: joins first, then what was nearly joined, each with the best score first.

    Decisions stay in it, those on measures that are not here too.

    Args:
        links: The links of the run.
        decisions: What was decided by hand.
        names: Names of the measures by their ids.
    """
    verdicts = dict(decisions.verdicts)
    rows = []
    for link in sorted(links, key=lambda link: (not link.joined, -link.score, link.left, link.right)):
        verdict = verdicts.pop((link.left, link.right), None)
        told = verdict.value if verdict else JOINED if link.joined else SIMILAR
        rows.append((link.left, link.right, f"{link.score:.4f}", "; ".join(link.reasons), told))
    rows += [(left, right, "", "", verdicts[left, right].value) for left, right in sorted(verdicts)]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow(map(_guarded, (*row, names.get(row[0], ""), names.get(row[1], ""))))
    return out.getvalue()


def _guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(tuple(SIGNS)) else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(tuple(SIGNS)) else cell
