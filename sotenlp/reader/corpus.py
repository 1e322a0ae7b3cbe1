"""Files and folders to inputs with ids, and a lazy walk over the documents."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sotenlp.document import Document
from sotenlp.errors import InputError
from sotenlp.reader.formats import is_known, known_suffixes
from sotenlp.reader.reading import read


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read.

    Attributes:
        path: The file.
        id: The document's id, unique among the inputs found together.
    """

    path: Path
    id: str


def find_inputs(paths: Iterable[str | Path] | str | Path) -> list[Input]:
    """The input files among files and folders, each once, in the order given.

    A folder gives its files of known suffixes, recursively and sorted; side notes
    (``NAME.note.md``) and hidden files never. The id is the path below the folder (for a single
    file its name) without suffix, with suffix where two ids would be the same; two that are
    still the same get the names of the folders above.

    Args:
        paths: Files and folders. A file given by name is taken whatever its suffix.

    Raises:
        InputError: A path does not exist, or there is no input at all.
    """
    given = [Path(path) for path in ([paths] if isinstance(paths, (str, Path)) else paths)]
    found: dict[Path, tuple[Path, Path]] = {}
    for path in given:
        for file, name in _walk(path):
            found.setdefault(file.resolve(), (file, name))
    if not found:
        shown = ", ".join(str(path) for path in given) or "(no path)"
        cure = f"Give files or folders with files of these suffixes: {', '.join(known_suffixes())}."
        raise InputError(shown, "no file to read", cure, code="no_input")
    files = [file for file, _ in found.values()]
    return [Input(file, id_) for file, id_ in zip(files, _ids(list(found.items())), strict=True)]


def _walk(path: Path) -> list[tuple[Path, Path]]:
    """The files that a path stands for, each with its path below the folder given."""
    try:
        if path.is_dir():
            files = sorted(file for file in path.rglob("*") if is_known(file) and file.is_file())
            below = [(file, file.relative_to(path)) for file in files]
            return [(file, name) for file, name in below if not _is_hidden(name)]
        if path.exists():
            return [(path, Path(path.name))]
    except (OSError, ValueError) as error:
        problem = f"cannot be looked into ({getattr(error, 'strerror', None) or error})"
        raise InputError(path, problem, "Check the path and its permissions.") from error
    raise InputError(path, "no such file or folder", "Check the path.", code="missing")


def _is_hidden(name: Path) -> bool:
    return any(part.startswith(".") for part in name.parts)


def _ids(found: list[tuple[Path, tuple[Path, Path]]]) -> list[str]:
    """One id a file: the shortest form of its name that no other file has.

    The path below the folder given without suffix, then with it, then with as many names of the
    folders above as tell the files apart.
    """
    names = [name for _, (_, name) in found]
    ids = [_id(name.with_suffix("")) for name in names]
    ids = _lengthened(ids, [_id(name) for name in names])
    for above in range(1, max(len(full.parts) for full, _ in found)):
        if len(set(ids)) == len(ids):
            break
        ids = _lengthened(ids, [_with_folders(full, name, above) for full, (_, name) in found])
    return ids


def _lengthened(ids: list[str], longer: list[str]) -> list[str]:
    """The ids, with the longer form for those that occur more than once."""
    counts = Counter(ids)
    return [long if counts[short] > 1 else short for short, long in zip(ids, longer, strict=True)]


def _with_folders(full: Path, name: Path, above: int) -> str:
    """A file's name with that many folders above the one given."""
    return _id(Path(*full.parts[1:][-(len(name.parts) + above) :]))


def _id(name: Path) -> str:
    return unicodedata.normalize("NFC", name.as_posix())


class Corpus:
    """A walk over the documents of files and folders, one at a time.

    Every iteration reads the files again; a file that cannot be read gives its error in place
    of a document, and the walk goes on.

    Args:
        paths: Files and folders, as for `find_inputs`.
        max_bytes: Largest file to read; None for the default of the settings.

    Example:
        >>> corpus = Corpus("pages")                                     # doctest: +SKIP
        >>> regions = {document.meta.region for document in corpus}      # doctest: +SKIP
    """

    def __init__(self, paths: Iterable[str | Path] | str | Path, *, max_bytes: int | None = None) -> None:
        self.inputs = find_inputs(paths)
        self._max_bytes = max_bytes

    def __len__(self) -> int:
        return len(self.inputs)

    def __iter__(self) -> Iterator[Document | InputError]:
        for item in self.inputs:
            try:
                yield read(item.path, id=item.id, max_bytes=self._max_bytes)
            except InputError as error:
                yield error
