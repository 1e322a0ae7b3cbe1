"""The output folder of a mining run: what it holds, when it may be written, how it is read again.

Every file is written under another name and renamed, so that no reader ever sees half a file.
While a run goes on, finished documents stand in a journal, from which a run that was cut off
goes on.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import IO

from sotenlp.atomic import open_atomic, told
from sotenlp.errors import OutputError, SotenlpError
from sotenlp.records import MinedDocument, dumps, loads

DOCUMENTS = "documents.jsonl"
PRACTICES = "practices.jsonl"
LINKS = "links.jsonl"
DECISIONS = "links.csv"
ERRORS = "errors.jsonl"
MANIFEST = "manifest.json"
GRAPHS = ("graph.graphml", "graph.json")
JOURNAL = "documents.jsonl.unfinished"
ADDING = "documents.jsonl.adding"
"""Stands while a run adds to a folder, so that one that takes it up keeps the other documents too."""
OWN_STEMS = {
    *("documents", "sections", "sentences", "measures", "actors", "indicators", "targets"),
    *("practices", "links", "errors", "graph", "manifest"),
}
"""Beginnings of the names of a folder's files."""


class Mode(StrEnum):
    """What to do with an output folder that is not empty."""

    NEW = "new"
    REPLACE = "replace"
    ADD = "add"
    RESUME = "resume"


class OutputFolder:
    """A folder that a mining run writes.

    Args:
        path: The folder; it is made at need.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._is_new = not self.path.exists()
        self.is_adding = False

    def remove_if_new(self) -> None:
        """Remove the folder if it was made for this run and is empty."""
        if self._is_new and self.path.is_dir() and not any(self.path.iterdir()):
            self.path.rmdir()

    def prepare(self, mode: Mode) -> dict[str, MinedDocument]:
        """Make sure that the folder can be written, and read what an earlier run left.

        What a run that was killed had half written is removed; `is_adding` tells afterwards whether the
        folder's other documents are to stay.

        Returns:
            For ADD and RESUME the records of earlier runs by document id, else nothing.

        Raises:
            OutputError: The folder is a file, cannot be made or written, or is not empty in mode NEW,
                or holds files that no mining run wrote.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            probe = self.path / ".writable"
            probe.touch()
            probe.unlink()
            names = sorted(entry.name for entry in self.path.iterdir())
            left = [name for name in names if _is_half_written(name)]
        except OSError as error:
            raise OutputError(
                f"{self.path}: cannot be used as output folder ({error.strerror or error}). "
                "Name a folder that you may write."
            ) from error
        if names and mode is Mode.NEW:
            raise OutputError(
                f"{self.path}: the output folder is not empty. Use --replace to write it anew, --add to add "
                "documents to it, --resume to go on with a run that was cut off, or name another folder."
            )
        if names and mode is Mode.REPLACE and not {DOCUMENTS, MANIFEST, JOURNAL}.intersection(names):
            raise OutputError(
                f"{self.path}: the folder holds other files and no result of sotenlp, so it is not replaced. "
                "Name another folder."
            )
        if JOURNAL in names and mode is Mode.ADD:
            raise OutputError(
                f"{self.path}: a run was cut off here. Go on with --resume, or write it anew with --replace."
            )
        earlier = self.earlier(mode)
        self.is_adding = mode is Mode.ADD or (mode is Mode.RESUME and ADDING in names)
        with told(self.path):
            for name in left:
                (self.path / name).unlink(missing_ok=True)
        return earlier

    def earlier(self, mode: Mode) -> dict[str, MinedDocument]:
        """What an earlier run left, by document id; for ADD and RESUME only. Nothing is touched.

        Raises:
            OutputError: What is there cannot be read.
        """
        found: list[MinedDocument] = []
        if mode in {Mode.ADD, Mode.RESUME}:
            found = self._records(DOCUMENTS) + self._records(JOURNAL, may_end_early=True)
        return {record.id: record for record in found}

    def _records(self, name: str, *, may_end_early: bool = False) -> list[MinedDocument]:
        """The records of a file, none where there is no such file.

        Args:
            name: Name of the file.
            may_end_early: Whether its last line may be cut off, as a journal's may.

        Raises:
            OutputError: A line is no record of this version.
        """
        path = self.path / name
        if not path.exists():
            return []
        records = []
        with open(path, encoding="utf-8", newline="\n") as file:
            for line in file:
                if may_end_early and not line.endswith("\n"):
                    break
                try:
                    records.append(loads(line))
                except SotenlpError as error:
                    raise OutputError(f"{path}: {error} Use --replace or name another folder.") from error
        return records


class Journal:
    """Finished documents of a run that goes on; a context manager.

    The journal is removed when the run has ended well or has finished no document, and stays after
    any other end.

    Args:
        folder: The output folder, or None to keep no journal.
        kept: Records of a run that was cut off, which this one takes over.
    """

    def __init__(self, folder: OutputFolder | None, kept: Iterable[MinedDocument] = ()) -> None:
        self._path = folder.path / JOURNAL if folder else None
        self._is_adding = folder is not None and folder.is_adding
        self._kept = list(kept)
        self._done = {record.id for record in self._kept}
        self._file: IO[str] | None = None

    def __enter__(self) -> Journal:
        if self._path:
            with told(self._path):
                if self._is_adding:
                    self._path.with_name(ADDING).touch()
                else:
                    self._path.with_name(ADDING).unlink(missing_ok=True)
            with open_atomic(self._path) as file:
                file.writelines(dumps(record) + "\n" for record in self._kept)
            self._file = open(self._path, "a", encoding="utf-8", newline="\n")
        return self

    def write(self, record: MinedDocument) -> None:
        """Add one document; another process can read it when this returns."""
        if self._file and record.id not in self._done:
            with told(self._file.name):
                self._file.write(dumps(record) + "\n")
                self._file.flush()
        self._done.add(record.id)

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if self._file and self._path:
            with suppress(OSError) if error else told(self._path):
                self._file.close()
            if error is None or not self._done:
                self._path.unlink(missing_ok=True)
                self._path.with_name(ADDING).unlink(missing_ok=True)


def _is_half_written(name: str) -> bool:
    """Whether it is a file of ours that a killed run had not finished."""
    return name.startswith(".") and name.endswith(".part") and name[1:].split(".")[0] in OWN_STEMS
