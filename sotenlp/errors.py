"""The errors of sotenlp. Each message tells what came, what is valid, and the cure."""

from __future__ import annotations

from pathlib import Path


class SotenlpError(Exception):
    """Any error that sotenlp raises on purpose.

    Attributes:
        code: A short stable name of the kind of error, for ``errors.jsonl``.
    """

    code = "error"


class InputError(SotenlpError):
    """One input cannot be read; the rest of a batch goes on.

    Args:
        path: The file (or table row) that cannot be read.
        problem: What is wrong with it, as a clause without a full stop.
        cure: What the user can do, as a full sentence.
        code: Short stable name of the problem.
    """

    code = "unreadable"

    def __init__(self, path: str | Path, problem: str, cure: str, *, code: str = "unreadable") -> None:
        self.path = str(path)
        self.problem = problem
        self.cure = cure
        self.code = code
        super().__init__(f"{path}: {problem}. {cure}")

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error travel between processes whole."""
        return (_restore_input_error, (self.path, self.problem, self.cure, self.code))


def _restore_input_error(path: str, problem: str, cure: str, code: str) -> InputError:
    return InputError(path, problem, cure, code=code)


class OutputError(SotenlpError):
    """An output folder or file cannot be written."""

    code = "unwritable"


class ModelError(SotenlpError):
    """A model is missing, foreign, of another format, or does not fit the data."""

    code = "model"


class VoikkoError(SotenlpError):
    """libvoikko or its Finnish dictionary is missing."""

    code = "voikko"


class ConfigError(SotenlpError):
    """A configuration value or file is not valid."""

    code = "config"


class EngineError(SotenlpError):
    """The engine that does the work cannot be used, or has lost its workers."""

    code = "engine"


class UnknownNameError(SotenlpError):
    """A name was asked for that does not exist.

    Args:
        kind: What was looked up, such as "practice".
        name: The name that was asked for.
        valid: Some of the names that exist.
    """

    code = "unknown_name"

    def __init__(self, kind: str, name: str, valid: list[str]) -> None:
        shown = ", ".join(valid[:25]) + (" …" if len(valid) > 25 else "")
        super().__init__(f"No {kind} {name!r}. Found: {shown or 'none'}.")
