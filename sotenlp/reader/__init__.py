"""From files to documents: text with sections, blocks and metadata, offsets exact.

Names are imported when they are first used (PEP 562): the language analysis needs the layout of a
text, but no formats.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sotenlp.reader.corpus import Corpus, Input, find_inputs
    from sotenlp.reader.privacy import mask
    from sotenlp.reader.reading import from_text, read

__all__ = ["Corpus", "Input", "find_inputs", "from_text", "mask", "read"]

_HOMES = {
    "Corpus": "sotenlp.reader.corpus",
    "Input": "sotenlp.reader.corpus",
    "find_inputs": "sotenlp.reader.corpus",
    "from_text": "sotenlp.reader.reading",
    "mask": "sotenlp.reader.privacy",
    "read": "sotenlp.reader.reading",
}


def __getattr__(name: str) -> Any:
    try:
        module = _HOMES[name]
    except KeyError:
        raise AttributeError(f"module 'sotenlp.reader' has no attribute {name!r}") from None
    found = getattr(import_module(module), name)
    globals()[name] = found
    return found
