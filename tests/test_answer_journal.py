"""A classification that is cut off goes on where it stopped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from sotenlp import classification
from sotenlp.answers import Answer
from sotenlp.classification import classify_table
from sotenlp.errors import InputError

TEXTS = [f"Hoitoon pääsee nyt {number} päivässä." for number in range(9)]


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Texts that the model was asked of, two a batch; the one on 666 stops the run."""
    asked: list[str] = []
    original = classification.answer

    def answer(texts: Iterable[str], **options: object) -> Iterator[Answer]:
        batch = list(texts)
        if any("666" in text for text in batch):
            raise KeyboardInterrupt
        asked.extend(batch)
        return original(batch, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(classification, "answer", answer)
    monkeypatch.setattr(classification, "BATCH", 2)
    return asked


def test_a_cut_run_goes_on_and_gives_the_same(tmp_path: Path, worked: list[str]) -> None:
    source, whole, out = tmp_path / "in.txt", tmp_path / "whole.csv", tmp_path / "out.csv"
    source.write_text("\n".join(TEXTS), encoding="utf-8")
    assert classify_table(source, whole) == 9
    source.write_text("\n".join([*TEXTS[:5], "666", *TEXTS[6:]]), encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        classify_table(source, out)
    journal = tmp_path / "out.csv.unfinished"
    assert not out.exists()
    assert len(journal.read_bytes().splitlines()) == 2
    with open(journal, "ab") as file:
        file.write(b'{"key": "half')
    source.write_text("\n".join(TEXTS), encoding="utf-8")
    worked.clear()
    assert classify_table(source, out, resume=True) == 9
    assert worked == TEXTS[4:]
    assert out.read_bytes() == whole.read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"in.txt", "whole.csv", "out.csv"}


def test_what_was_said_of_other_texts_is_not_taken_over(tmp_path: Path, worked: list[str]) -> None:
    source, out = tmp_path / "in.txt", tmp_path / "out.csv"
    source.write_text("\n".join([*TEXTS[:5], "666"]), encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        classify_table(source, out)
    source.write_text("\n".join(["Jokin muu.", *TEXTS[1:4]]), encoding="utf-8")
    worked.clear()
    classify_table(source, out, resume=True)
    assert worked == ["Jokin muu.", *TEXTS[1:4]]


def test_a_table_that_is_refused_leaves_no_journal(tmp_path: Path, worked: list[str]) -> None:
    (tmp_path / "in.csv").write_text("other\nx\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column"):
        classify_table(tmp_path / "in.csv", tmp_path / "out.csv")
    assert {path.name for path in tmp_path.iterdir()} == {"in.csv"}
