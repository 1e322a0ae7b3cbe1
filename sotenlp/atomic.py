"""Files that appear whole or not at all: written beside their place, then renamed."""

from __future__ import annotations

import errno
import os
from collections.abc import Container, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from sotenlp.errors import OutputError

FULL = frozenset(
    getattr(errno, name) for name in ("ENOSPC", "EDQUOT", "EFBIG", "EIO", "EROFS") if hasattr(errno, name)
)
"""Errors of writing that can come from nothing but the target."""


@contextmanager
def open_atomic(path: str | Path, mode: str = "w") -> Iterator[IO[Any]]:
    """Open a file for writing that takes its name only when the block ends without an error.

    A target that is no ordinary file, such as ``/dev/stdout``, is written straight.

    Args:
        path: Where the file is to stand; it replaces a file of that name.
        mode: "w" for text (UTF-8, line ends as given) or "wb" for bytes.

    Raises:
        OutputError: The file cannot be written there.
    """
    path = Path(path)
    straight = path.exists() and not path.is_file() and not path.is_dir()
    temporary = path if straight else path.with_name(f".{path.name}.{os.getpid()}.part")
    options: dict[str, Any] = {} if "b" in mode else {"encoding": "utf-8", "newline": ""}
    with told(path):
        file = open(temporary, mode, **options)  # noqa: SIM115
    try:
        try:
            with told(path, only=FULL):
                yield file
            with told(path):
                file.flush()
                if not straight:
                    os.fsync(file.fileno())
        finally:
            with told(path):
                file.close()
        if not straight:
            with told(path):
                os.replace(temporary, path)
    finally:
        if not straight:
            temporary.unlink(missing_ok=True)


@contextmanager
def told(path: str | Path, *, only: Container[int] | None = None) -> Iterator[None]:
    """Tell an error of the file system as one of the output.

    Args:
        path: The file or folder that is written.
        only: Numbers of the errors to tell so; None for all.

    Raises:
        OutputError: It cannot be written.
    """
    try:
        yield
    except OSError as error:
        if only is not None and error.errno not in only:
            raise
        raise OutputError(
            f"{path}: cannot be written ({error.strerror or error}). "
            "Name another folder, free space on the disk, or ask for the right to write there."
        ) from error
