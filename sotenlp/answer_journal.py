"""What a model has said of the batches of a table so far, so that a run that was cut off goes on there."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import IO

from sotenlp.answers import Answer
from sotenlp.atomic import told

SUFFIX = ".unfinished"
"""What the journal's name has after that of the file that is made."""


class AnswerJournal:
    """The answers to the batches of a table, a line each beside the file that is made; a context manager.

    It is removed when the file is whole, and stays after any other end. An answer is taken over only for
    the same texts and the same model, so that a table that has changed is worked on from there on.

    Args:
        target: The file that is made; without a journal where it is no ordinary file.
        model: Hash of the model.
        resume: Whether to take over what an earlier run left.
    """

    def __init__(self, target: Path, *, model: str, resume: bool = False) -> None:
        self._target = target
        straight = target.exists() and not target.is_file()
        self.path = None if straight else target.with_name(target.name + SUFFIX)
        self._model = model
        self._is_reading = resume and self.path is not None and self.path.is_file()
        self._file: IO[bytes] | None = None
        self.taken_over = 0

    def __enter__(self) -> AnswerJournal:
        if self.path:
            with told(self._target):
                self._file = open(self.path, "r+b" if self._is_reading else "w+b")
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if self._file and self.path:
            with suppress(OSError) if error else told(self._target):
                self._file.close()
            if error is None or not self.path.stat().st_size:
                self.path.unlink(missing_ok=True)

    def answers(
        self, texts: Sequence[str], work: Callable[[Sequence[str]], Sequence[Answer]]
    ) -> Sequence[Answer]:
        """The answers to a batch: those of an earlier run, or what `work` gives.

        Raises:
            OutputError: The journal cannot be written.
        """
        key = sha256("\0".join([self._model, *texts]).encode("utf-8", "surrogatepass")).hexdigest()
        if (found := self._earlier(key)) is not None:
            self.taken_over += len(found)
            return found
        found = list(work(texts))
        if self._file and self.path:
            rows = [[a.labels, a.scores, a.certainty, a.abstained] for a in found]
            with told(self._target):
                self._file.write(json.dumps({"key": key, "answers": rows}).encode() + b"\n")
                self._file.flush()
        return found

    def _earlier(self, key: str) -> list[Answer] | None:
        """The answers of the next line if it is of this batch; from the first other line on none is kept."""
        if not self._is_reading or self._file is None:
            return None
        place = self._file.tell()
        line = self._file.readline()
        with suppress(ValueError, KeyError, TypeError):
            row = json.loads(line) if line.endswith(b"\n") else {}
            if row["key"] == key:
                return [
                    Answer(tuple(labels), tuple(scores), certainty, abstained)
                    for labels, scores, certainty, abstained in row["answers"]
                ]
        self._is_reading = False
        self._file.seek(place)
        self._file.truncate()
        return None
