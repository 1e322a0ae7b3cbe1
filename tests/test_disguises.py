"""Decomposed letters, soft hyphens, unbreakable blanks and line ends of Windows change nothing."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language

from sotenlp.pipeline import annotate
from sotenlp.reader.normalisation import plain
from sotenlp.reader.reading import from_text

PAGES = ("pirkanmaa-tulsote.txt", "kainuu-digivastaanotto.txt")
KINDS = ("measures", "actors", "indicators", "targets")
DISGUISES: dict[str, Callable[[str], str]] = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "soft hyphens": lambda text: re.sub(r"(\w{4})(\w{4})", "\\1\u00ad\\2", text),
    "unbreakable blanks": lambda text: re.sub(r"(\d) (\w)", "\\1\u00a0\\2", text),
    "two blanks": lambda text: re.sub(r"([^\W\d]) ([^\W\d])", r"\1  \2", text),
    "line ends": lambda text: text.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("disguise", DISGUISES)
def test_the_same_is_found(nlp: Language, root: Path, page: str, disguise: str) -> None:
    text = (root / "corpora" / "sample" / page).read_text(encoding="utf-8")
    record = annotate(nlp, from_text(text, id="sivu"))
    other = annotate(nlp, from_text(DISGUISES[disguise](text), id="sivu"))
    found, again = Counter[str](), Counter[str]()
    for kind in KINDS:
        for one, counter in ((record, found), (other, again)):
            for span in getattr(one, kind):
                assert one.text[span.start : span.end] == span.text
                counter[f"{kind}: {re.sub(' +', ' ', plain(span.text))}"] += 1
    unlike = (found - again).total() + (again - found).total()
    assert found.total() > 40
    assert unlike <= 0.03 * found.total(), (found - again, again - found)
