"""From files to documents: text with sections, blocks and metadata, offsets exact."""

from sotenlp.reader.corpus import Corpus, Input, find_inputs
from sotenlp.reader.privacy import mask
from sotenlp.reader.reading import from_text, read

__all__ = ["Corpus", "Input", "find_inputs", "from_text", "mask", "read"]
