"""The words that tell a stage (`data/status_words.csv`), and the order of the stages."""

from __future__ import annotations

from functools import cache

from sotenlp.extraction.tables import Row, read_data
from sotenlp.language.words import Word
from sotenlp.schema import Status

STAGES = (
    Status.UNSPECIFIED,
    Status.PLANNED,
    Status.ONGOING,
    Status.PILOTED,
    Status.ADOPTED,
    Status.ESTABLISHED,
    Status.DISCONTINUED,
)
"""The stages from the first to the furthest."""

KINDS = ("verb", "noun", "word", "use", "effect", "user", "means")


@cache
def status_words() -> dict[str, dict[str, tuple[Row, ...]]]:
    """Rows of `status_words.csv` by kind and lemma.

    Kinds: "verb", "noun" and "word" tell a stage; "use", "effect", "user" and "means" tell in a
    report that a thing is in use: what people come to, what has had an effect, whose users are
    spoken of, by means of which something was reached.
    """
    table: dict[str, dict[str, tuple[Row, ...]]] = {kind: {} for kind in KINDS}
    for row in read_data("status_words"):
        known = table[row["kind"]]
        known[row["lemma"]] = (*known.get(row["lemma"], ()), row)
    return table


def status_noun(lemma: str) -> Row | None:
    """The row of a noun that tells a stage ("käyttöönotto"), or None."""
    rows = status_words()["noun"].get(lemma.lower())
    return rows[0] if rows else None


def is_past(token: Word) -> bool:
    """Whether a predicate tells of what is done: a past tense or a past participle."""
    return "Past" in {token.feats.get("Tense"), token.part_form} or token.lemma_.endswith(("nut", "nyt"))
