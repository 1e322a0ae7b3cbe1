"""Settings, and where models and vocabularies lie.

One `Config` holds every setting; its values come from the defaults, a TOML file, the environment,
and what a command or a call was given, the later over the earlier. This module alone knows how
package data is reached.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields, replace
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from sotenlp.errors import ConfigError, ModelError

ENVIRONMENT_PREFIX = "SOTENLP_"
CONFIG_VARIABLE = "SOTENLP_CONFIG"


@dataclass(frozen=True, slots=True)
class Config:
    """Settings of sotenlp.

    Attributes:
        models: Folder with models instead of those in the package; "" for the package's own.
        goals_model: Name of the goal classifier's model folder.
        voikko_dictionary: Folder to look for Voikko's dictionary first; "" for the system's.
        keep_contacts: Whether persons' names, e-mail addresses and telephone numbers stay readable.
        engine: What does the work of `mine`: "serial", "processes", "dask", or "auto" for processes where
            there are several workers, Dask where there is a scheduler, else this process.
        scheduler: Address of a Dask scheduler (``tcp://host:8786``); "" for none.
        workers: Worker processes of `mine`; 1 works in this process, 0 means the cores there are, and
            fewer for a few documents.
        max_file_bytes: Largest input file in bytes; a larger one is refused (a table of texts is
            read row by row and has no such limit).
        max_unpacked_bytes: Most bytes that the XML of a packed file (DOCX) may unpack to.
        max_tags: Most tags of a web page or of a DOCX file's XML; each takes a few hundred bytes of memory.
        max_characters: Longest text of one document in characters (code points). The analysis takes
            about half a kilobyte of memory a character, so the default needs some 1.5 GB.
        link_threshold: Similarity (0-1) from which two projects' measures are one practice.
        related_threshold: Similarity (0-1) from which two practices are called similar.
    """

    models: str = ""
    goals_model: str = "goals"
    voikko_dictionary: str = ""
    keep_contacts: bool = False
    engine: str = "auto"
    scheduler: str = ""
    workers: int = 1
    max_file_bytes: int = 50_000_000
    max_unpacked_bytes: int = 100_000_000
    max_tags: int = 1_000_000
    max_characters: int = 3_000_000
    link_threshold: float = 0.6
    related_threshold: float = 0.4


_in_force: ContextVar[Config | None] = ContextVar("sotenlp_config", default=None)


@contextmanager
def in_force(config: Config) -> Iterator[Config]:
    """Let `load_config` give these settings within a block, to parts that are handed none."""
    token = _in_force.set(config)
    try:
        yield config
    finally:
        _in_force.reset(token)


def load_config(
    path: str | Path | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    defaults: Config | None = None,
) -> Config:
    """Read the settings: defaults, then a TOML file, then the environment.

    Args:
        path: A TOML file whose top-level keys are fields of `Config`; None for the one that the variable
            ``SOTENLP_CONFIG`` names, or no file.
        environment: Variables to read (``SOTENLP_WORKERS=2``); None for the process's own.
        defaults: What to start from; None for what is in force, else the defaults of `Config`.

    Raises:
        ConfigError: The file cannot be read, or a key or value is not valid.
    """
    if path is None and environment is None and defaults is None and (found := _in_force.get()) is not None:
        return found
    config = defaults or Config()
    environment = os.environ if environment is None else environment
    if path is None:
        path = environment.get(CONFIG_VARIABLE) or None
    if path is not None:
        try:
            values = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ConfigError(f"{path}: not a readable TOML file ({error}).") from error
        config = _updated(config, values, source=str(path))
    values = {
        key.removeprefix(ENVIRONMENT_PREFIX).lower(): value
        for key, value in environment.items()
        if key.startswith(ENVIRONMENT_PREFIX) and key != CONFIG_VARIABLE
    }
    return _updated(config, values, source="environment")


def with_given(config: Config, **given: Any) -> Config:
    """The settings with what a command was given over them; None is nothing given."""
    return replace(config, **{name: value for name, value in given.items() if value is not None})


def _updated(config: Config, values: Mapping[str, Any], *, source: str) -> Config:
    known = {field.name for field in fields(Config)}
    changes: dict[str, Any] = {}
    for key, value in values.items():
        if key not in known:
            raise ConfigError(f"{source}: no setting {key!r}. Valid: {', '.join(sorted(known))}.")
        changes[key] = _converted(key, value, type(getattr(config, key)), source)
    return replace(config, **changes)


def _converted(key: str, value: Any, kind: type, source: str) -> Any:
    if kind is bool and isinstance(value, str):
        if value.lower() in {"1", "true", "yes"}:
            return True
        if value.lower() in {"0", "false", "no", ""}:
            return False
    elif isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
        return value
    elif isinstance(value, str) or (kind is float and isinstance(value, int)):
        try:
            return kind(value)
        except ValueError:
            pass
    raise ConfigError(f"{source}: {key} must be of type {kind.__name__}, not {value!r}.")


def model_folder(name: str, *, config: Config | None = None) -> Traversable:
    """The folder of a model, from the package or from `Config.models`.

    Raises:
        ModelError: There is no such model.
    """
    root: Traversable
    root = Path(config.models) if config and config.models else resources.files("sotenlp.models")
    folder = root.joinpath(name)
    if not folder.is_dir():
        try:
            found = sorted(p.name for p in root.iterdir() if p.is_dir() and not p.name.startswith("_"))
        except FileNotFoundError:
            found = []
        raise ModelError(f"No model {name!r} in {root}. Found: {', '.join(found) or 'none'}.")
    return folder


def corpus_folder(name: str) -> Traversable:
    """A data folder of the package's corpora: "vocabulary", "goals", "sample"."""
    return resources.files("sotenlp.corpora").joinpath(name)
