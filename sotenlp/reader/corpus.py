"""Files and folders to inputs with ids, and a lazy walk over the documents."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sotenlp.document import Document
from sotenlp.errors import InputError
from sotenlp.reader.formats import is_known, known_suffixes
from sotenlp.reader.normalisation import has_readable_name, name_error, shown_path
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
    """The input files among files and folders, as `gather_inputs` finds them.

    Args:
        paths: Files and folders.

    Raises:
        InputError: A path cannot be taken, or there is no input at all.
    """
    inputs, errors = gather_inputs(paths)
    if errors:
        raise errors[0]
    return inputs


def gather_inputs(paths: Iterable[str | Path] | str | Path) -> tuple[list[Input], list[InputError]]:
    """The input files among files and folders, each once, in the order given, and what cannot be taken.

    A folder gives its files of known suffixes, recursively and sorted; side notes
    (``NAME.note.md``) and hidden files never. The id is the path below the folder (for a single
    file its name) without suffix, with suffix where two ids would be the same; two that are
    still the same get the names of the folders above.

    Args:
        paths: Files and folders. A file given by name is taken whatever its suffix.

    Returns:
        The inputs, and an error for each path, folder or file that cannot be taken; where there is
        neither, the error that nothing is there to read.
    """
    given = [Path(path) for path in ([paths] if isinstance(paths, (str, Path)) else paths)]
    errors: list[InputError] = []
    found: dict[Path, tuple[Path, Path]] = {}
    for path in given:
        for file, name in _walk(path, errors):
            found.setdefault(file.resolve(), (file, name))
    if not found and not errors:
        shown = ", ".join(map(shown_path, given)) or "(no path)"
        cure = f"Give files or folders with files of these suffixes: {', '.join(known_suffixes())}."
        errors.append(InputError(shown, "no file to read", cure, code="no_input"))
    files = [file for file, _ in found.values()]
    return [Input(file, id_) for file, id_ in zip(files, _ids(list(found.items())), strict=True)], errors


def _walk(path: Path, errors: list[InputError]) -> list[tuple[Path, Path]]:
    """The files that a path stands for, each with its path below the folder given."""
    try:
        if path.is_dir():
            found = [(file, file.relative_to(path)) for file in _files(path, errors)]
        elif path.exists():
            found = [(path, Path(path.name))]
        else:
            errors.append(
                InputError(shown_path(path), "no such file or folder", "Check the path.", code="missing")
            )
            return []
    except (OSError, ValueError) as error:
        errors.append(_unreadable(path, error))
        return []
    errors += [name_error(file) for file, _ in found if not has_readable_name(file)]
    return [(file, name) for file, name in found if has_readable_name(file)]


def _files(folder: Path, errors: list[InputError]) -> list[Path]:
    """The files of known suffixes below a folder, sorted; none in hidden folders."""
    files: list[Path] = []
    for above, folders, names in os.walk(folder, onerror=lambda e: errors.append(_unreadable(folder, e))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        here = (Path(above, name) for name in names if not name.startswith("."))
        files += [file for file in here if is_known(file) and file.is_file()]
    return sorted(files)


def _unreadable(path: Path, error: OSError | ValueError) -> InputError:
    where = getattr(error, "filename", None) or path
    problem = f"cannot be looked into ({getattr(error, 'strerror', None) or error})"
    return InputError(shown_path(where), problem, "Check the path and its permissions.")


def _ids(found: list[tuple[Path, tuple[Path, Path]]]) -> list[str]:
    """One id a file: the shortest form of its name that no other file has.

    The path below the folder given without suffix, then with it, then with as many names of the
    folders above as tell the files apart.
    """
    names = [name for _, (_, name) in found]
    ids = [_id(name.with_suffix("")) for name in names]
    ids = _lengthened(ids, [_id(name) for name in names])
    for above in range(1, max((len(full.parts) for full, _ in found), default=1)):
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
    of a document, and the walk goes on. Paths that cannot be taken give their errors at the end.

    Args:
        paths: Files and folders, as for `find_inputs`.
        max_bytes: Largest file to read; None for the default of the settings.

    Raises:
        InputError: There is no input at all.

    Example:
        >>> corpus = Corpus("pages")                                     # doctest: +SKIP
        >>> regions = {document.meta.region for document in corpus}      # doctest: +SKIP
    """

    def __init__(self, paths: Iterable[str | Path] | str | Path, *, max_bytes: int | None = None) -> None:
        self.inputs, self.errors = gather_inputs(paths)
        if not self.inputs:
            raise self.errors[0]
        self._max_bytes = max_bytes

    def __len__(self) -> int:
        return len(self.inputs)

    def __iter__(self) -> Iterator[Document | InputError]:
        for item in self.inputs:
            try:
                yield read(item.path, id=item.id, max_bytes=self._max_bytes)
            except InputError as error:
                yield error
        yield from self.errors
