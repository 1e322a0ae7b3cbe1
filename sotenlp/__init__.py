"""sotenlp: Finnish health and social services project texts to knowledge that can be compared.

>>> import sotenlp
>>> mined = sotenlp.mine("pages/")                # doctest: +SKIP
>>> mined.measures.head()                         # doctest: +SKIP
>>> mined.similar("keskitetty asiakasohjaus")     # doctest: +SKIP

Names are imported when they are first used (PEP 562), so that a program pays only for the
parts that it uses: the lemmatiser needs neither pandas nor scikit-learn.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sotenlp.version import __version__

if TYPE_CHECKING:
    from sotenlp.document import Document
    from sotenlp.errors import SotenlpError
    from sotenlp.language.lemmatization import Lemmatizer
    from sotenlp.mined import Mined
    from sotenlp.mined import open_mined as open
    from sotenlp.mining import mine
    from sotenlp.pipeline import load
    from sotenlp.reader.reading import read

__all__ = ["Document", "Lemmatizer", "Mined", "SotenlpError", "__version__", "load", "mine", "open", "read"]

_HOMES = {
    "Document": ("sotenlp.document", "Document"),
    "Lemmatizer": ("sotenlp.language.lemmatization", "Lemmatizer"),
    "Mined": ("sotenlp.mined", "Mined"),
    "SotenlpError": ("sotenlp.errors", "SotenlpError"),
    "load": ("sotenlp.pipeline", "load"),
    "mine": ("sotenlp.mining", "mine"),
    "open": ("sotenlp.mined", "open_mined"),
    "read": ("sotenlp.reader.reading", "read"),
}


def __getattr__(name: str) -> Any:
    try:
        module, attribute = _HOMES[name]
    except KeyError:
        raise AttributeError(f"module 'sotenlp' has no attribute {name!r}") from None
    found = getattr(import_module(module), attribute)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
