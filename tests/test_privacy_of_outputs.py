"""No output tells a person's name, address or number, unless it is asked to."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from sotenlp.config import Config
from sotenlp.interfaces.summary import describe_similar, summarize
from sotenlp.mined import Mined, open_mined
from sotenlp.mining import mine

PAGE = """Tuire Kivelän digimalli

Perustiedot

Yhteyshenkilön nimi
Tuire Kivelä
Yhteyshenkilön sähköpostiosoite
tuire.kivela@kainuu.example.fi
Hallinnoija
Kainuun hyvinvointialue, Tuire Kivelä
Viimeksi muokattu
2.2.2022

Tavoiteltu muutos

Tuire Kivelän digilääkäri otettiin käyttöön, ja siitä kertoo sairaanhoitaja Otso Vesterinen (p. 044 123 9876).
Kainuun etävastaanotto vakiintuivat. Kivelältä saa koulutusta.

Tuire Kivelä ja tulokset

Etävastaanottoa käytti 85 % asiakkaista, sanoo Vesterinen.
"""
SECRETS = ("Tuire", "Kivelä", "kivela@", "tuire.", "Vesterinen", "9876")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sivut")
    (folder / "a.txt").write_text(PAGE, encoding="utf-8")
    (folder / "a.note.md").write_text("Tuottaja: Kainuun hyvinvointialue / Tuire Kivelä\n", encoding="utf-8")
    (folder / "b.txt").write_bytes(b"\x00\x01" * 500)
    return folder


def everything(mined: Mined, out: Path) -> str:
    """All that a run tells, in files and on the screen."""
    told = [path.read_text(encoding="utf-8") for path in sorted(out.iterdir()) if path.suffix != ".parquet"]
    told += [pd.read_parquet(path).to_json(force_ascii=False) for path in sorted(out.glob("*.parquet"))]
    hits = mined.similar("digilääkäri") + mined.similar("etävastaanotto")
    told += [json.dumps([hit.to_json() for hit in hits], ensure_ascii=False), describe_similar(hits, mined)]
    told += [summarize(mined), *map(str, mined.errors), repr(mined), mined._repr_html_()]
    return "\n".join(told)


def test_nothing_personal_is_told(
    folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    mine(folder, tmp_path / "out")
    told = (
        everything(open_mined(tmp_path / "out"), tmp_path / "out")
        + caplog.text
        + "".join(capsys.readouterr())
    )
    assert [secret for secret in SECRETS if secret in told] == []
    for kept in ("digilääkäri", "etävastaanotto", "85 %", "Kainuun hyvinvointialue"):
        assert kept in told


def test_contacts_stay_where_they_are_asked_for(folder: Path, tmp_path: Path) -> None:
    mine(folder, tmp_path / "out", config=replace(Config(), keep_contacts=True))
    told = everything(open_mined(tmp_path / "out"), tmp_path / "out")
    assert [secret for secret in SECRETS if secret not in told] == []
    assert "█" not in told
