"""sotenlp: Finnish health and social services project texts to knowledge that can be compared.

>>> import sotenlp
>>> mined = sotenlp.mine("pages/")                # doctest: +SKIP
>>> mined.measures.head()                         # doctest: +SKIP
>>> mined.similar("keskitetty asiakasohjaus")     # doctest: +SKIP
"""

from sotenlp.document import Document
from sotenlp.errors import SotenlpError
from sotenlp.language.lemmatization import Lemmatizer
from sotenlp.mined import Mined
from sotenlp.mined import open_mined as open
from sotenlp.mining import mine
from sotenlp.pipeline import load
from sotenlp.reader.reading import read
from sotenlp.version import __version__

__all__ = ["Document", "Lemmatizer", "Mined", "SotenlpError", "__version__", "load", "mine", "open", "read"]
