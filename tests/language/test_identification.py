"""The language of a text."""

from __future__ import annotations

import pytest

from sotenlp.language.identification import identify
from sotenlp.language.voikko import Voikko

VOIKKO = Voikko("")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Palvelut paranivat ja asiakkaat saivat apua nopeammin", "fi"),
        ("Projektet utvecklade tjänsterna för barn och unga i regionen med stöd av staten", "sv"),
        ("The project developed services for children and young people in the region", "en"),
        ("Hanke tuotti chat palvelun ja Essote otti Logex järjestelmän käyttöön", "fi"),
        ("xq zw 123", "und"),
        ("", "und"),
        ("2020 2021 ---", "und"),
    ],
)
def test_languages(text: str, code: str) -> None:
    assert identify(text.split(), lambda word: bool(VOIKKO.analyses(word))) == code
