"""Readings of words from libvoikko; the only module that imports it.

libvoikko keeps its state behind a C handle that must not be shared between threads or
processes. `Voikko` opens one handle for each process and thread when it is first needed
there, so that an object of it may be forked, pickled and used from many threads.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from typing import Any

import libvoikko

from sotenlp.config import load_config
from sotenlp.errors import VoikkoError
from sotenlp.language.cache import TypeCache

Analysis = Mapping[str, str]

CACHED_TYPES = 50_000
LONGEST_WORD = 200
CURE = (
    "Install libvoikko with its Finnish dictionary: on Debian and Ubuntu "
    "'sudo apt install libvoikko1 voikko-fi', on macOS 'brew install libvoikko', on Windows put "
    "libvoikko-1.dll on the PATH and set SOTENLP_VOIKKO_DICTIONARY to the folder of the dictionary."
)

_handles = threading.local()


class Voikko:
    """The Finnish morphology of libvoikko, with a cache of word types.

    Args:
        dictionary: Folder to look for the dictionary first; "" for the system's, None for
            the setting `Config.voikko_dictionary`.
    """

    def __init__(self, dictionary: str | None = None) -> None:
        self.dictionary = load_config().voikko_dictionary if dictionary is None else dictionary
        self._cache: TypeCache[str, tuple[Analysis, ...]] = TypeCache(self._analyse, limit=CACHED_TYPES)

    def __getstate__(self) -> dict[str, Any]:
        """Everything but the cache; the handle is never part of the object."""
        return {"dictionary": self.dictionary}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(**state)  # type: ignore[misc]

    def analyses(self, word: str) -> tuple[Analysis, ...]:
        """Voikko's readings of a word form, in Voikko's order; () for an unknown word.

        Raises:
            VoikkoError: libvoikko or its Finnish dictionary is missing.
        """
        return self._cache[word]

    def _analyse(self, word: str) -> tuple[Analysis, ...]:
        if not word or len(word) > LONGEST_WORD or "\0" in word:
            return ()
        try:
            return tuple(_handle(self.dictionary).analyze(word))
        except UnicodeEncodeError:
            return ()


def _handle(dictionary: str) -> Any:
    """The handle of this process and thread, opened on first use."""
    process = os.getpid()
    if getattr(_handles, "process", None) != process:
        _handles.process, _handles.opened = process, {}
    opened: dict[str, Any] = _handles.opened
    if dictionary not in opened:
        try:
            opened[dictionary] = libvoikko.Voikko("fi", path=dictionary or None)
        except (OSError, libvoikko.VoikkoException) as error:
            raise VoikkoError(f"Voikko cannot be used ({error}). {CURE}") from error
    return opened[dictionary]
