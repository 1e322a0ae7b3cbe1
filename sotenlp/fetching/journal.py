"""The record of what was fetched: a JSON line a page, from which a run that was cut off goes on."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from sotenlp.atomic import open_atomic
from sotenlp.errors import InputError, OutputError
from sotenlp.reader.provenance import FETCHED
from sotenlp.version import __version__

REFUSED = "refused.note.jsonl"
"""Name of the file with the pages that the last run could not fetch."""


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """One saved page.

    Attributes:
        url: The address that was asked for.
        file: Name of the file in the folder.
        retrieved: When it was fetched, ISO time in UTC.
        sha256: Hex digest of the file's bytes.
        bytes: Size of the file.
        media_type: Content type.
        charset: Character set that the server named, or "".
        redirects: The addresses that the server sent us on to, the last being that of the page.
        sotenlp: Version that fetched it.
    """

    url: str
    file: str
    retrieved: str
    sha256: str
    bytes: int
    media_type: str = ""
    charset: str = ""
    redirects: tuple[str, ...] = ()
    sotenlp: str = __version__


class FetchJournal:
    """The record in a folder; each page is added when its file is there whole.

    Args:
        folder: The folder; it is made at need.

    Raises:
        OutputError: The folder cannot be used.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        self._path = self.folder / FETCHED
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lines = self._read()
        except (OSError, UnicodeDecodeError) as error:
            raise OutputError(
                f"{self.folder}: cannot hold pages ({error}). Name a folder that you may write."
            ) from error

    def _read(self) -> dict[str, dict[str, object]]:
        """The pages of earlier runs by address; a line that was cut off is dropped."""
        lines: dict[str, dict[str, object]] = {}
        if not self._path.exists():
            return lines
        for line in self._path.read_text(encoding="utf-8").splitlines():
            try:
                row = json.loads(line)
                lines[str(row["url"])] = row
            except (ValueError, KeyError, TypeError):
                continue
        return lines

    def has(self, address: str) -> bool:
        """Whether a page was saved earlier and its file still has the recorded bytes."""
        row = self._lines.get(address)
        if row is None:
            return False
        try:
            with open(self.folder / str(row["file"]), "rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == row["sha256"]
        except (OSError, KeyError, ValueError):
            return False

    def save(self, page: FetchedPage, content: bytes) -> None:
        """Write a page's file, whole or not at all, and then its line.

        Raises:
            OutputError: They cannot be written.
        """
        with open_atomic(self.folder / page.file, "wb") as file:
            file.write(content)
        is_new = page.url not in self._lines
        self._lines[page.url] = asdict(page)
        try:
            if is_new and self._ends_well():
                with open(self._path, "a", encoding="utf-8", newline="\n") as record:
                    record.write(_line(self._lines[page.url]))
                    record.flush()
                    os.fsync(record.fileno())
            else:
                with open_atomic(self._path) as record:
                    record.writelines(map(_line, self._lines.values()))
        except OSError as error:
            raise OutputError(
                f"{self._path}: cannot be written ({error}). Free space on the disk."
            ) from error

    def _ends_well(self) -> bool:
        """Whether the record's last line is whole, so that another may follow it."""
        if not self._path.exists():
            return True
        with open(self._path, "rb") as file:
            file.seek(0, os.SEEK_END)
            if file.tell() == 0:
                return True
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"

    def refuse(self, errors: list[InputError]) -> None:
        """Write which pages this run could not fetch, and why; without any, no file stays."""
        path = self.folder / REFUSED
        if not errors:
            path.unlink(missing_ok=True)
            return
        rows = ({"url": e.path, "code": e.code, "problem": e.problem, "cure": e.cure} for e in errors)
        with open_atomic(path) as file:
            file.writelines(map(_line, rows))


def _line(row: object) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"
