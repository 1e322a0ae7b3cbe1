"""Which files a user's paths stand for, and a short name for each."""

from __future__ import annotations

import glob
import os
import unicodedata
from collections import Counter
from pathlib import Path

from sotenlp.errors import InputError
from sotenlp.reader.formats import is_known, is_table
from sotenlp.reader.normalisation import has_readable_name, name_error, shown_path

_PARTS = frozenset({"files", "tiedostot", "filer"})
"""Endings of the names of folders that browsers save a page's parts into."""


def find_files(path: Path, errors: list[InputError], *, tables: bool = False) -> list[tuple[Path, Path]]:
    """The files that a path stands for, each with its path below the folder given.

    Args:
        path: A file, a folder, or a pattern with ``*``, ``?``, ``[…]`` or ``**`` where no file has its name.
        errors: Takes an error for each path, folder or file that cannot be taken.
        tables: Whether tables of texts are taken from folders and by every pattern too.
    """
    try:
        if path.is_dir():
            found = [(file, file.relative_to(path)) for file in _files(path, errors, tables=tables)]
        elif path.exists():
            found = [(path, Path(path.name))]
        elif glob.has_magic(str(path)):
            found = _matches(path, errors, tables=tables)
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


def _matches(pattern: Path, errors: list[InputError], *, tables: bool) -> list[tuple[Path, Path]]:
    """The files of known suffixes that a pattern stands for, and those of the folders among them.

    A pattern with a table's suffix (``*.csv``) names tables.
    """
    parts = pattern.parts
    tables = tables or is_table(pattern)
    fixed = next(index for index, part in enumerate(parts) if glob.has_magic(part))
    base = Path(*parts[:fixed])
    found: list[tuple[Path, Path]] = []
    for match in sorted(glob.glob(str(pattern), recursive=True)):
        path = Path(match)
        if path.is_dir():
            files = _files(path, errors, tables=tables) if "**" not in parts else []
        else:
            files = [path] if _is_taken(path, tables=tables) and not _is_within_parts(path, base) else []
        found += [(file, file.relative_to(base)) for file in files]
    if not found:
        cure = "Check the pattern; it takes files of known suffixes."
        errors.append(InputError(shown_path(pattern), "no file fits the pattern", cure, code="missing"))
    return found


def _is_parts(folder: Path) -> bool:
    """Whether a browser saved the pictures, scripts and frames of a page beside it into a folder."""
    name, mark, ending = folder.name.rpartition("_")
    if not mark or ending not in _PARTS:
        return False
    return any(folder.with_name(name + suffix).exists() for suffix in (".html", ".htm", ".xhtml"))


def _is_within_parts(file: Path, base: Path) -> bool:
    """Whether a folder between a file and the one that a pattern starts from has a page's parts."""
    return any(_is_parts(base / above) for above in file.relative_to(base).parents if above.parts)


def _is_taken(file: Path, *, tables: bool) -> bool:
    """Whether a file in a folder is an input by its name."""
    return is_known(file) or (tables and is_table(file))


def _files(folder: Path, errors: list[InputError], *, tables: bool) -> list[Path]:
    """The files of known suffixes below a folder, sorted; none in hidden folders or with a page's parts."""
    files: list[Path] = []
    for above, folders, names in os.walk(folder, onerror=lambda e: errors.append(_unreadable(folder, e))):
        folders[:] = [
            name for name in folders if not name.startswith(".") and not _is_parts(Path(above, name))
        ]
        for name in names:
            file = Path(above, name)
            if name.startswith(".") or not _is_taken(file, tables=tables):
                continue
            if os.path.isfile(file):
                files.append(file)
            elif problem := _missing(file):
                errors.append(problem)
    return sorted(files)


def _missing(file: Path) -> InputError | None:
    """The error of a name in a folder behind which no file can be reached; None for a pipe or the like."""
    try:
        file.stat()
    except FileNotFoundError:
        if not file.is_symlink():  # it went away in the meantime
            return InputError(shown_path(file), "no such file", "Check the path.", code="missing")
        cure = "Mend or delete the link, or get the file that it stands for."
        return InputError(shown_path(file), "a link to a file that is not there", cure, code="missing")
    except OSError as error:
        return _unreadable(file, error)
    return None


def _unreadable(path: Path, error: OSError | ValueError) -> InputError:
    where = getattr(error, "filename", None) or path
    problem = f"cannot be looked into ({getattr(error, 'strerror', None) or error})"
    return InputError(shown_path(where), problem, "Check the path and its permissions.")


def short_names(found: list[tuple[Path, tuple[Path, Path]]]) -> list[str]:
    """One name a file: the shortest form of its name that no other file has.

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
