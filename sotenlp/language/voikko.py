"""Readings of words from libvoikko; the only module that imports it.

libvoikko keeps its state behind a C handle that must not be shared between threads or
processes. `Voikko` opens one handle for each process and thread when it is first needed
there, so that an object of it may be forked, pickled and used from many threads.
"""

from __future__ import annotations

import ctypes
import os
import re
import threading
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import libvoikko

from sotenlp.config import load_config
from sotenlp.errors import VoikkoError
from sotenlp.language.cache import TypeCache
from sotenlp.language.native import native

Analysis = Mapping[str, str]

CACHED_TYPES = 50_000
LONGEST_WORD = 100
MOST_READINGS = 90
"""libvoikko gives up at a hundred readings and from then on loses readings of other words."""
CURE = (
    "Install libvoikko with its Finnish dictionary: on Debian and Ubuntu "
    "'sudo apt install libvoikko1 voikko-fi', on macOS 'brew install libvoikko', on Windows put "
    "libvoikko-1.dll on the PATH and set SOTENLP_VOIKKO_DICTIONARY to the folder of the dictionary."
)

_handles = threading.local()
_TAG = re.compile(r"\[[^\]]*\]")
_OF_THE_TAGS = (
    "CLASS",
    "COMPARISON",
    "MOOD",
    "NEGATIVE",
    "NUMBER",
    "PARTICIPLE",
    "PERSON",
    "POSSESSIVE",
    "SIJAMUOTO",
    "TENSE",
)
_BY_TAGS = tuple((name, name.encode()) for name in _OF_THE_TAGS)


class Voikko:
    """The Finnish morphology of libvoikko, with a cache of word types that a process has once a dictionary.

    Args:
        dictionary: Folder to look for the dictionary first; "" for the system's, None for
            the setting `Config.voikko_dictionary`.
    """

    def __init__(self, dictionary: str | None = None) -> None:
        self.dictionary = load_config().voikko_dictionary if dictionary is None else dictionary
        self._cache = _readings(self.dictionary)

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

    def knows(self, word: str) -> bool:
        """Whether a form is spelled as a word of the dictionary; cheaper than its readings."""
        if not word or len(word) > LONGEST_WORD or "\0" in word:
            return False
        try:
            return _handle(self.dictionary).spells(word)
        except UnicodeEncodeError:
            return False


@cache
def _readings(dictionary: str) -> TypeCache[str, tuple[Analysis, ...]]:
    """The readings of word types that a process has looked up in a dictionary."""

    def analyse(word: str) -> tuple[Analysis, ...]:
        if not word or len(word) > LONGEST_WORD or "\0" in word:
            return ()
        try:
            return _handle(dictionary).analyses(word)
        except UnicodeEncodeError:
            return ()

    return TypeCache(analyse, limit=CACHED_TYPES)


class _Handle:
    """A handle of libvoikko, asked for no more than is needed.

    Most attributes of a reading follow from tags in its FSTOUTPUT; they are fetched once
    for each row of tags, and only what is the word's own is fetched for each word. The tags
    are in the reading as TAGS: what follows from them alone may be remembered by them.
    `spells` tells whether a word is spelled right.
    """

    def __init__(self, dictionary: str) -> None:
        self._dictionary = dictionary
        self._attributes: dict[str, dict[str, str]] = {}
        self._open()

    def _open(self) -> None:
        self._readings: Callable[[str], tuple[Analysis, ...]] = self._read
        self.spells: Callable[[str], bool] = self._spells
        self._voikko = libvoikko.Voikko("fi", path=self._dictionary or None)
        try:
            library, self._pointer = self._voikko._Voikko__lib, self._voikko._Voikko__handle
            self._analyze = library.voikkoAnalyzeWordUcs4
            self._value = library.voikko_mor_analysis_value_ucs4
            self._free = library.voikko_free_mor_analysis
        except AttributeError:  # pragma: no cover - another version of the binding
            self._analyze = None
            return
        if native is not None:
            functions = (self._analyze, self._value, self._free, library.voikkoSpellUcs4)
            addresses = (ctypes.cast(function, ctypes.c_void_p).value for function in functions)
            analyzer = native.Analyzer(self._pointer, *addresses, _OF_THE_TAGS)
            self._readings, self.spells = analyzer.readings, analyzer.spells

    def analyses(self, word: str) -> tuple[Analysis, ...]:
        """Readings of a word."""
        readings = self._readings(word)
        if len(readings) >= MOST_READINGS:
            before = self._voikko
            self._open()
            before.terminate()
        return readings

    def _spells(self, word: str) -> bool:
        return bool(self._voikko.spell(word))

    def _read(self, word: str) -> tuple[Analysis, ...]:
        if self._analyze is None:  # pragma: no cover - another version of the binding
            return tuple(self._voikko.analyze(word))
        listed = self._analyze(self._pointer, word)
        if not listed:
            return ()
        readings: list[Analysis] = []
        value, known = self._value, self._attributes
        try:
            number = 0
            while reading := listed[number]:
                output = value(reading, b"FSTOUTPUT") or ""
                tags = deciding_tags("".join(_TAG.findall(output)))
                attributes = known.get(tags)
                if attributes is None:
                    attributes = {
                        name: found for name, key in _BY_TAGS if (found := value(reading, key)) is not None
                    }
                    if tags:
                        attributes["TAGS"] = tags
                        known[tags] = attributes
                own = attributes.copy()
                own["BASEFORM"] = value(reading, b"BASEFORM") or word
                own["STRUCTURE"] = value(reading, b"STRUCTURE") or ""
                own["FSTOUTPUT"] = output
                if "PARTICIPLE" in attributes:
                    own["WORDBASES"] = value(reading, b"WORDBASES") or ""
                readings.append(own)
                number += 1
        finally:
            self._free(listed)
        return tuple(readings)


def deciding_tags(tags: str) -> str:
    """The tags that decide the attributes of a reading: those of a compound's last part.

    All of them where the last part has no class of its own, or where its class is decided by
    the whole (a noun that is an adjective too).
    """
    last = tags[tags.rfind("[Bc]") + 4 :] if "[Bc]" in tags else tags
    return last if last.startswith("[L") and not last.startswith("[Lnl") else tags


def _handle(dictionary: str) -> _Handle:
    """The handle of this process and thread, opened on first use."""
    try:
        found: _Handle = _handles.opened[dictionary]
    except (AttributeError, KeyError):
        found = _opened(dictionary)
    return found


def _opened(dictionary: str) -> _Handle:
    try:
        handle = _Handle(dictionary)
    except (OSError, libvoikko.VoikkoException) as error:
        raise VoikkoError(f"Voikko cannot be used ({error}). {CURE}") from error
    _handles.__dict__.setdefault("opened", {})[dictionary] = handle
    return handle


if hasattr(os, "register_at_fork"):
    # A child of this process opens handles of its own.
    os.register_at_fork(after_in_child=lambda: _handles.__dict__.clear())
