"""The vocabulary tables are well formed and agree with one another."""

import csv
import re
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "corpora" / "vocabulary"

COLUMNS = {
    "areas": ["code", "name", "region", "name_sv", "name_en", "aliases", "source"],
    "municipalities": [
        "code",
        "name",
        "genitive",
        "kind",
        "area_code",
        "hospital_district_2020",
        "merged",
        "note",
    ],
    "organisations": [
        "id",
        "name",
        "aliases",
        "type",
        "area_code",
        "valid_from",
        "valid_to",
        "succeeded_by",
        "source",
    ],
    "goals": ["goal", "key", "name", "variants", "source"],
    "target_groups": ["code", "lemma", "match", "context", "note"],
    "units": ["unit", "dimension", "forms", "factor_days"],
    "number_words": ["lemma", "value", "type"],
    "practices": ["id", "name", "aliases", "description"],
    "concepts": ["kind", "code", "match", "uri", "label", "source"],
}
KEYS = {
    "areas": ("code",),
    "municipalities": ("code",),
    "organisations": ("id",),
    "goals": ("goal",),
    "target_groups": ("lemma", "match"),
    "units": ("unit",),
    "number_words": ("lemma", "type"),
    "practices": ("id",),
    "concepts": ("kind", "code", "uri"),
}
LISTS = {
    "areas": ["aliases"],
    "municipalities": ["merged"],
    "organisations": ["aliases", "succeeded_by"],
    "goals": ["variants"],
    "units": ["forms"],
    "practices": ["aliases"],
}
OPTIONAL = {
    "areas": {"aliases"},
    "municipalities": {"merged", "note"},
    "organisations": {"aliases", "area_code", "valid_from", "valid_to", "succeeded_by"},
    "target_groups": {"context", "note"},
    "units": {"factor_days"},
    "practices": {"aliases"},
}
ACTOR_TYPES = {
    "wellbeing_area",
    "joint_authority",
    "hospital_district",
    "municipality",
    "regional_council",
    "ministry",
    "agency",
    "education",
    "ngo",
    "company",
    "parish",
    "unit",
    "network",
    "project",
    "other",
}
TARGET_CODES = {
    "children",
    "youth",
    "families",
    "working_age",
    "older",
    "disabled",
    "mental_health_substance",
    "frequent_users",
    "neet",
    "work_ability",
    "carers",
    "patients",
    "residents",
    "staff",
}
DISTRICTS = {
    *("HUS", "VS", "S", "KH", "P", "PH", "KYM", "EK", "ES", "IS", "PK"),
    *("PS", "KS", "EP", "V", "KP", "PP", "KAI", "LP", "L", "AX"),
}
HOSPITAL_DISTRICTS = 20
COUNTIES = 21
TOWNS = 107


def table(name):
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cell(value):
    return value.split(";") if value else []


def names(row):
    return [row["name"], *cell(row["aliases"])]


@pytest.mark.parametrize("name", COLUMNS)
def test_file_is_utf8_with_plain_line_ends_and_the_documented_columns(name):
    data = (FOLDER / f"{name}.csv").read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.endswith(b"\n")
    assert data.decode("utf-8").split("\n", 1)[0].split(",") == COLUMNS[name]


@pytest.mark.parametrize("name", COLUMNS)
def test_cells_are_filled_and_tidy(name):
    for row in table(name):
        assert None not in row, row
        for column, value in row.items():
            assert value is not None, row
            assert value == value.strip(), row
            assert "  " not in value, row
            assert value or column in OPTIONAL.get(name, set()), (column, row)


@pytest.mark.parametrize("name", KEYS)
def test_keys_are_unique(name):
    counts = Counter(tuple(row[column] for column in KEYS[name]) for row in table(name))
    assert [key for key, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("name", LISTS)
def test_lists_have_no_empty_or_repeated_values(name):
    for row in table(name):
        for column in LISTS[name]:
            values = cell(row[column])
            assert all(value and value == value.strip() for value in values), row
            assert len({value.lower() for value in values}) == len(values), row
            assert row.get("name") not in values, row


@pytest.mark.parametrize("name", COLUMNS)
def test_readme_states_the_number_of_rows(name):
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    stated = re.search(rf"^\| `{name}\.csv` \| (\d+) \|", readme, re.MULTILINE)
    assert stated is not None
    assert int(stated[1]) == len(table(name))


def test_areas_are_the_counties_helsinki_and_aland():
    rows = table("areas")
    assert [row["code"] for row in rows] == [f"{n:02}" for n in range(1, COUNTIES + 1)] + ["90", "91"]
    counties = rows[:COUNTIES]
    assert all(row["name"].endswith(" hyvinvointialue") for row in counties)
    assert {row["code"]: row["name"] for row in rows[COUNTIES:]} == {
        "90": "Helsingin kaupunki",
        "91": "Ahvenanmaa",
    }


def test_an_area_name_means_one_area():
    counts = Counter(name.lower() for row in table("areas") for name in [*names(row), row["region"]])
    shared = [name for name, count in counts.items() if count > 1]
    assert shared == ["ahvenanmaa"]  # its name and its short name are one
    assert "uusimaa" not in counts


def test_municipalities_lie_in_known_areas():
    areas = {row["code"] for row in table("areas")}
    rows = table("municipalities")
    assert {row["area_code"] for row in rows} == areas
    for row in rows:
        assert re.fullmatch(r"\d{3}", row["code"]), row
        assert row["kind"] in {"kaupunki", "kunta"}, row
        assert row["hospital_district_2020"] in DISTRICTS, row
    assert sum(row["kind"] == "kaupunki" for row in rows) == TOWNS
    assert [row["name"] for row in rows if row["area_code"] == "90"] == ["Helsinki"]


def test_municipality_names_are_unique_also_those_that_have_merged():
    rows = table("municipalities")
    counts = Counter(name for row in rows for name in [row["name"], *cell(row["merged"])])
    assert [name for name, count in counts.items() if count > 1] == ["Pertunmaa"]  # merged in 2025, row kept


def test_genitives_end_as_genitives_do():
    for row in table("municipalities"):
        assert re.fullmatch(r"[A-ZÅÄÖ][a-zåäöA-ZÅÄÖ-]+n( Tl)?", row["genitive"]), row
        assert row["genitive"] != row["name"], row
        assert row["genitive"][0] == row["name"][0], row


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Loppi", "Lopen kunta"),
        ("Jokioinen", "Jokioisten kunta"),
        ("Pornainen", "Pornaisten kunta"),
        ("Kauhajoki", "Kauhajoen kaupunki"),
        ("Ylivieska", "Ylivieskan kaupunki"),
        ("Tampere", "Tampereen kaupunki"),
        ("Sodankylä", "Sodankylän kunta"),
        ("Utsjoki", "Utsjoen kunta"),
        ("Isokyrö", "Isonkyrön kunta"),
        ("Uusikaupunki", "Uudenkaupungin kaupunki"),
        ("Rautalampi", "Rautalammin kunta"),
        ("Toholampi", "Toholammin kunta"),
        ("Juuka", "Juuan kunta"),
        ("Kaustinen", "Kaustisen kunta"),
        ("Pälkäne", "Pälkäneen kunta"),
        ("Pihtipudas", "Pihtiputaan kunta"),
        ("Punkalaidun", "Punkalaitumen kunta"),
        ("Virrat", "Virtain kaupunki"),
        ("Koski Tl", "Kosken Tl kunta"),
        ("Pedersören kunta", "Pedersören kunta"),
        ("Helsinki", "Helsingin kaupunki"),
    ],
)
def test_official_names_of_municipalities(name, expected):
    row = next(row for row in table("municipalities") if row["name"] == name)
    assert f"{row['genitive']} {row['kind']}" == expected


def test_organisations_have_valid_ids_types_areas_and_dates():
    areas = {row["code"] for row in table("areas")}
    for row in table("organisations"):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"]), row
        assert row["type"] in ACTOR_TYPES, row
        assert row["area_code"] in areas | {""}, row
        assert row["source"] in {"statfi", "act-616-2021", "public-page", "own-list"}, row
        dates = [date.fromisoformat(row[column]) for column in ("valid_from", "valid_to") if row[column]]
        assert dates == sorted(dates), row


def test_organisations_hold_every_county_and_hospital_district():
    rows = table("organisations")
    counties = {(row["area_code"], row["name"]) for row in rows if row["type"] == "wellbeing_area"}
    assert counties == {(row["code"], row["name"]) for row in table("areas")[:COUNTIES]}
    assert {row["id"] for row in rows} >= {"helsingin-kaupunki", "hus-yhtyma"}
    assert sum(row["type"] == "hospital_district" for row in rows) == HOSPITAL_DISTRICTS


def test_successors_exist_and_end_in_today():
    rows = {row["id"]: row for row in table("organisations")}

    def last(identity, seen=()):
        assert identity not in seen, f"{identity} succeeds itself"
        row = rows[identity]
        successors = cell(row["succeeded_by"])
        return [end for s in successors for end in last(s, (*seen, identity))] or [row]

    for identity, row in rows.items():
        ends = last(identity)
        if row["succeeded_by"]:
            assert all(not end["valid_to"] for end in ends), row
        if row["type"] == "hospital_district":
            assert all(end["type"] == "wellbeing_area" or end["id"] == "hus-yhtyma" for end in ends), row
            assert all(end["area_code"] == row["area_code"] for end in ends), row


def test_a_predecessor_ends_before_its_successor_is_the_only_one():
    rows = {row["id"]: row for row in table("organisations")}
    for row in rows.values():
        for successor in cell(row["succeeded_by"]):
            if row["valid_to"] and rows[successor]["valid_from"]:
                assert date.fromisoformat(rows[successor]["valid_from"]) <= date(
                    date.fromisoformat(row["valid_to"]).year + 1, 1, 1
                ), row


def test_a_name_is_shared_only_by_an_organisation_and_its_successor():
    rows = {row["id"]: row for row in table("organisations")}
    owners = defaultdict(list)
    for identity, row in rows.items():
        for name in names(row):
            owners[name.lower()].append(identity)
    for name, identities in owners.items():
        if len(identities) > 1:
            assert len(identities) == 2, name
            first, second = (rows[identity] for identity in identities)
            assert second["id"] in cell(first["succeeded_by"]) or first["id"] in cell(
                second["succeeded_by"]
            ), name


def test_area_aliases_and_organisation_names_agree():
    rows = [row for row in table("organisations") if row["area_code"]]
    owner = {name.lower(): row["code"] for row in table("areas") for name in names(row)}
    for row in rows:
        for name in names(row):
            if name.lower() in owner:
                assert owner[name.lower()] == row["area_code"], row


def test_goals_are_the_five_with_distinct_wordings():
    rows = table("goals")
    assert [(row["goal"], row["key"]) for row in rows] == [
        ("1", "saatavuus"),
        ("2", "ehkaisy"),
        ("3", "laatu"),
        ("4", "monialaisuus"),
        ("5", "kustannukset"),
    ]
    wordings = [wording.lower() for row in rows for wording in [row["name"], *cell(row["variants"])]]
    assert len(set(wordings)) == len(wordings)
    assert all(len(cell(row["variants"])) >= 8 for row in rows)


def test_target_groups_use_known_codes_and_cover_them_all():
    rows = table("target_groups")
    assert {row["code"] for row in rows} == TARGET_CODES
    for row in rows:
        assert row["match"] in {"exact", "suffix"}, row
        assert row["context"] in {"", "training"}, row
        assert "*" not in row["lemma"], row
        assert "," not in row["lemma"], row
        if row["match"] == "suffix":
            assert " " not in row["lemma"], row
        if row["context"]:
            assert row["code"] == "staff", row


def test_bare_client_and_patient_are_no_target_group():
    exact = {row["lemma"] for row in table("target_groups") if row["match"] == "exact"}
    assert not exact & {"asiakas", "potilas", "ihminen", "henkilö", "palvelunkäyttäjä"}
