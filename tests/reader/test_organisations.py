"""Names of organisations in any form, and lists of them."""

import pytest

from sotenlp.reader.nominatives import head_of, nominative
from sotenlp.reader.organisations import canonical_name, find_organisations, municipality_name
from sotenlp.reader.role_names import split_names
from sotenlp.reader.roles import find_coordinator, find_implementers, find_runner

AURA_AND_LIETO = ["Auran kunta", "Liedon kunta"]


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Työ siirtyi Pirkanmaan hyvinvointialueelle.", ["Pirkanmaan hyvinvointialue"]),
        ("Eksoten ja Kymsoten kokemukset", ["Eksote", "Kymsote"]),
        ("STM:n avustuksella", ["STM"]),
        ("Kuopion kaupungissa ja Auran kunnassa", ["Kuopion kaupunki", "Auran kunta"]),
        ("kaupungin palvelut ja kunta", []),
    ],
)
def test_find_organisations(text, forms):
    assert [mention.form for mention in find_organisations(text)] == forms


def test_offsets_of_a_mention():
    text = "Hanke kuuluu Pirkanmaan hyvinvointialueelle."
    mention = find_organisations(text)[0]
    assert text[mention.start : mention.end] == "Pirkanmaan hyvinvointialueelle"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Sosiaali- ja terveysministeriö (STM)", "Sosiaali- ja terveysministeriö"),
        ("STM", "Sosiaali- ja terveysministeriö"),
        ("Kymenlaakson sosiaali- ja terveyspalvelujen kuntayhtymä Kymsote", "Kymsote"),
        ("Kymenlaakson sosiaali- ja terveyspalvelujen kuntayhtymän (Kymsote)", "Kymsote"),
        ("Pirkanmaan hyvinvointialue (Pirha)", "Pirkanmaan hyvinvointialue"),
        ("Pohde", "Pohde"),
        ("Kainuun sairaanhoitopiirin", "Kainuun sairaanhoitopiiri"),
        ("Kainuum hyvinvointialue", "Kainuun hyvinvointialue"),
        ("Tuntemattoman seudun kuntayhtymälle", "Tuntemattoman seudun kuntayhtymä"),
    ],
)
def test_canonical_name(words, name):
    assert canonical_name(words) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Hattulan kunnalle", "Hattulan kunta"),
        ("Lahden kaupungin", "Lahden kaupunki"),
        ("Lapin yliopistossa", "Lapin yliopisto"),
        ("Lapin yliopisto", "Lapin yliopisto"),
        ("Esimerkkiyhdistyksen", "Esimerkkiyhdistys"),
        ("", ""),
    ],
)
def test_nominative(words, name):
    assert nominative(words) == name


def test_head_of_a_name():
    assert head_of("Oulun kaupunki") == ("kaupunki", False)
    assert head_of("Oulun ja Iin kunnat") == ("kunta", True)
    assert head_of("Omaishoitajat ry") == ("ry", False)
    assert head_of("Etäpalvelut") is None


def test_municipality_names_get_their_kind():
    assert municipality_name("Kuopio") == "Kuopion kaupunki"
    assert municipality_name("Auran") == "Auran kunta"
    assert municipality_name("Etelä") is None


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (
            "Salon ja Raision kaupungit sekä Auran, Marttilan ja Kosken Tl kunnat",
            ["Salon kaupunki", "Raision kaupunki", "Auran kunta", "Marttilan kunta", "Kosken Tl kunta"],
        ),
        (
            "Helsingin ja Uudenmaan sairaanhoitopiiri sekä Vantaan ja Keravan hyvinvointialue",
            ["Helsingin ja Uudenmaan sairaanhoitopiiri", "Vantaan ja Keravan hyvinvointialue"],
        ),
        (
            "Uuden seudun sosiaali- ja terveyspalvelujen kuntayhtymä, Kuopio",
            ["Uuden seudun sosiaali- ja terveyspalvelujen kuntayhtymä", "Kuopion kaupunki"],
        ),
        ("Oulun kaupunki (koordinointi, viestintä) ja Iin kunta", ["Oulun kaupunki", "Iin kunta"]),
        (
            "Oulun kaupunki omalta osaltaan ja Porin kaupungin perusturva",
            ["Oulun kaupunki", "Porin kaupungin perusturva"],
        ),
        ("", []),
    ],
)
def test_split_names(words, names):
    assert list(split_names(words)) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hankkeen hallinnoija on Kainuun liitto.", "Kainuun liitto"),
        ("Hankkeen hallinnoija Kainuun liitto.", "Kainuun liitto"),
        ("Hallinnoijana toimii Turun kaupunki, joka vastaa viestinnästä.", "Turun kaupunki"),
        ("Tämä on Eksoten hallinnoima hanke.", "Eksote"),
        ("Hanketta hallinnoi Pirkanmaan hyvinvointialue.", "Pirkanmaan hyvinvointialue"),
        ("Kuopion kaupunki hallinnoi hanketta.", "Kuopion kaupunki"),
        ("Hallinnointi: Lapin sairaanhoitopiiri. Muut ovat mukana.", "Lapin sairaanhoitopiiri"),
        ("Hankkeen hallinnoinnista vastaa Oulun kaupunki.", "Oulun kaupunki"),
        ("Hallinnoija on Uuden seudun kuntayhtymä ja osatoteuttajina kunnat.", "Uuden seudun kuntayhtymä"),
        ("Lapin sairaanhoitopiiri (hallinnoija), Kemin kaupunki", "Lapin sairaanhoitopiiri"),
        ("Hakijaorganisaatio: Oulun kaupunki", "Oulun kaupunki"),
        ("Hanketta on hallinnoitu hyvin.", None),
    ],
)
def test_find_coordinator(text, name):
    assert find_coordinator(text) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Osatoteuttajat: Auran kunta ja Kaarina.", ["Auran kunta", "Kaarinan kaupunki"]),
        ("Osa-toteuttajina mukana ovat Oulun ja Kemin kaupungit.", ["Oulun kaupunki", "Kemin kaupunki"]),
        ("Tässä hankkeessa Auran kunta ja Liedon kunta ovat osatoteuttajina.", AURA_AND_LIETO),
        ("Mukana on hanke, jossa Auran kunta ja Liedon kunta ovat osatoteuttajina.", AURA_AND_LIETO),
        ("Osatoteuttajina toimivat Auran kunta ja Liedon kunta, jotka tuovat tilat.", AURA_AND_LIETO),
        ("Osatoteuttajat tapaavat viikoittain.", []),
        ("Hankkeessa ovat mukana Aura ja Lieto sekä Esimerkin Omaishoitajat ry.", AURA_AND_LIETO),
        ("Hankkeessa ovat mukana kaikki seudun kunnat.", []),
    ],
)  # fmt: skip
def test_find_implementers(text, names):
    assert find_implementers(text) == names


def test_who_runs_a_project_is_not_its_stated_coordinator():
    text = "Hankkeen toteuttaa Keski-Suomen hyvinvointialue, joka sai avustuksen."
    assert find_coordinator(text) is None
    assert find_runner(text) == "Keski-Suomen hyvinvointialue"
