"""The vocabulary tables agree with the source tables of their facts."""

import csv
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
OURS = PROJECT / "corpora" / "vocabulary"
SOURCE = PROJECT.parent / "shared" / "vocabulary"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SOURCE.is_dir(), reason="needs ../shared/vocabulary"),
]


def rows_by_code(path):
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def test_areas_agree_with_the_classification():
    ours = rows_by_code(OURS / "areas.csv")
    source = rows_by_code(SOURCE / "areas.csv")
    assert list(ours) == list(source)
    for code, row in source.items():
        for mine, theirs in {
            "name": "name_fi",
            "region": "short_fi",
            "name_sv": "name_sv",
            "name_en": "name_en",
        }.items():
            assert ours[code][mine] == row[theirs]


def test_municipalities_agree_with_the_open_geodata():
    ours = rows_by_code(OURS / "municipalities.csv")
    source = rows_by_code(SOURCE / "municipalities.csv")
    assert list(ours) == list(source)
    for code, row in source.items():
        assert ours[code]["name"] == row["name_fi"]
        assert ours[code]["area_code"] == row["area_code"]
        assert ours[code]["hospital_district_2020"] == row["hospital_district_2020"]


def test_concepts_have_the_addresses_and_labels_of_yso():
    with (OURS / "concepts.csv").open(encoding="utf-8", newline="") as file:
        ours = list(csv.DictReader(file))
    lines = (SOURCE / "yso-fi.tsv").read_text(encoding="utf-8").splitlines()
    source = {uri.strip("<>"): label for uri, label in (line.split("\t") for line in lines)}
    assert ours
    for row in ours:
        assert source[row["uri"]] == row["label"]
