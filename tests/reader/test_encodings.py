from __future__ import annotations

import pytest

from sotenlp.errors import InputError
from sotenlp.reader.normalisation import decode

TEXT = "Etelä-Pohjanmaalla ikäihmisten hyvinvointia edistetään yhdessä järjestöjen kanssa. Åbo. " * 3


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("cp1252", "WINDOWS-1252"),
        ("latin-1", "WINDOWS-1252"),
        ("iso8859-15", "WINDOWS-1252"),
        ("mac_roman", "MAC-ROMAN"),
        ("cp850", "CP850"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16LE"),
        ("utf-16-be", "UTF-16BE"),
    ],
)
def test_the_cure_names_an_encoding_that_gives_the_text_back(encoding: str, named: str) -> None:
    data = TEXT.encode(encoding)
    with pytest.raises(InputError) as caught:
        decode(data, "sivu.txt")
    assert f"iconv -f {named} -t UTF-8 sivu.txt" in caught.value.cure
    assert data.decode(named.lower().replace("windows-", "cp")) == TEXT


def test_bytes_of_no_text_are_called_binary() -> None:
    with pytest.raises(InputError, match="binary"):
        decode(bytes(range(256)) * 4, "kuva.txt")
