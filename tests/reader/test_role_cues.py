"""Roles of organisations in running text, and behind their names."""

import pytest

from sotenlp.reader.funders import read_funders
from sotenlp.reader.role_cues import all_municipalities, read_marks
from sotenlp.reader.roles import find_coordinator, find_funder, find_implementers, find_runner


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Hankkeen hallinnoinnista vastaa Oulun kaupunki.", "Oulun kaupunki"),
        ("Oulun kaupunki vastaa hankkeen hallinnoinnista.", "Oulun kaupunki"),
        ("Hallinnointivastuu on Kainuun liitolla.", "Kainuun liitto"),
        ("Hankkeen omistajana toimii Rauman kaupunki.", "Rauman kaupunki"),
        (
            "Hankkeen hallinnoijana on toiminut Seinäjoen kaupunki, ja työ tehdään yhdessä kuntien kanssa.",
            "Seinäjoen kaupunki",
        ),
        ("Valtionavustuksen saaja on Kuopion kaupunki.", "Kuopion kaupunki"),
        ("Avustuksen saajana on Pirkanmaan sairaanhoitopiiri.", "Pirkanmaan sairaanhoitopiiri"),
        ("Hanketta on hallinnoinut Essote.", "Essote"),
        ("Tampereen kaupungin hallinnoima hanke päättyi vuonna 2022.", "Tampereen kaupunki"),
        ("Turun kaupungin hallinnoimassa hankkeessa kehitettiin neuvontaa.", "Turun kaupunki"),
        (
            "Päijät-Hämeen hyvinvointikuntayhtymä toimii hankkeen hallinnoijana.",
            "Päijät-Hämeen hyvinvointikuntayhtymä",
        ),
        ("Hankkeen vetovastuu on Siun sotella.", "Siun sote"),
        (
            "Hanke on Keski-Suomen sairaanhoitopiirin hallinnoima ja se kestää kaksi vuotta.",
            "Keski-Suomen sairaanhoitopiiri",
        ),
        ("Hanketta johtaa Lapin hyvinvointialue.", "Lapin hyvinvointialue"),
        ("Hankkeen hallinnollinen vastuu on Porin kaupungilla.", "Porin kaupunki"),
        ("Kehittämistyötä koordinoi Kainuun sote.", "Kainuun sote"),
        ("Hallinnoijaksi nimettiin Vaasan sairaanhoitopiiri.", "Vaasan sairaanhoitopiiri"),
        ("Hankkeen hallinnoijan, Kymsoten, mukaan työ etenee.", "Kymsote"),
        ("Hallinnoijaorganisaatio: Joensuun kaupunki", "Joensuun kaupunki"),
        ("Hankkeen isäntänä toimii Lahden kaupunki.", "Lahden kaupunki"),
        ("Hankehallinnoijana Kokkolan kaupunki 31.12.2022 asti.", "Kokkolan kaupunki"),
        (
            "Vuoden 2022 loppuun asti hallinnoijana oli Eksote, sen jälkeen Etelä-Karjalan hyvinvointialue.",
            "Eksote",
        ),
        ("Jyväskylän kaupunki hallinnoi, kunnat ovat osatoteuttajia.", "Jyväskylän kaupunki"),
        ("Hanke toteutettiin Soiten hallinnoimana.", "Soite"),
    ],
)
def test_who_coordinates_or_runs(sentence, name):
    assert (find_coordinator(sentence) or find_runner(sentence)) == name


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "Osatoteuttajina toimivat Raahen kaupunki, Siikajoen kunta sekä Pyhäjoki.",
            ["Raahen kaupunki", "Siikajoen kunta", "Pyhäjoen kunta"],
        ),
        (
            "Mukana osatoteuttajina ovat olleet Imatran ja Lappeenrannan kaupungit.",
            ["Imatran kaupunki", "Lappeenrannan kaupunki"],
        ),
        (
            "Osatoteuttajakuntia ovat Kärsämäki, Haapavesi ja Pyhäntä.",
            ["Kärsämäen kunta", "Haapaveden kaupunki", "Pyhännän kunta"],
        ),
        (
            "Hankkeen osatoteuttajat ovat Varkauden kaupunki ja Leppävirran kunta; kumppaneina järjestöt.",
            ["Varkauden kaupunki", "Leppävirran kunta"],
        ),
        (
            "Nurmijärven kunta ja Hyvinkään kaupunki osallistuvat hankkeeseen osatoteuttajina.",
            ["Nurmijärven kunta", "Hyvinkään kaupunki"],
        ),
        (
            "Hankkeen toteuttavat Kempele, Liminka ja Muhos.",
            ["Kempeleen kunta", "Limingan kunta", "Muhoksen kunta"],
        ),
        (
            "Osatoteuttajia on kaksi: Vaalijalan kuntayhtymä ja Pieksämäen kaupunki.",
            ["Vaalijalan kuntayhtymä", "Pieksämäen kaupunki"],
        ),
        ("Osatoteuttajina ovat kaikki Kainuun kunnat.", ["Kainuun kunnat"]),
        (
            "Mukana on viisi osatoteuttajaa (Kotkan kaupunki, Haminan kaupunki ja Pyhtään kunta).",
            ["Kotkan kaupunki", "Haminan kaupunki", "Pyhtään kunta"],
        ),
        (
            "Osatoteuttajien (Ylivieskan kaupunki, Kalajoen kaupunki) kanssa sovittiin työnjaosta.",
            ["Ylivieskan kaupunki", "Kalajoen kaupunki"],
        ),
        (
            "Hallinnoija: Siun sote. Osatoteuttajat: Joensuun kaupunki ja Kontiolahden kunta.",
            ["Joensuun kaupunki", "Kontiolahden kunta"],
        ),
    ],
)
def test_who_carries_out(sentence, names):
    assert find_implementers(sentence) == names


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Hanketta rahoittaa sosiaali- ja terveysministeriö.", "Sosiaali- ja terveysministeriö"),
        ("Hankkeen rahoitus tulee STM:ltä.", "Sosiaali- ja terveysministeriö"),
        ("Rahoitus on saatu Euroopan unionilta.", "Euroopan unioni"),
        ("STM:n valtionavustuksella rahoitettu hanke.", "Sosiaali- ja terveysministeriö"),
        (
            "Hanke saa sosiaali- ja terveysministeriön valtionavustusta 3,2 miljoonaa euroa.",
            "Sosiaali- ja terveysministeriö",
        ),
        (
            "Hanke on saanut valtionavustusta sosiaali- ja terveysministeriöltä.",
            "Sosiaali- ja terveysministeriö",
        ),
        ("Sosiaali- ja terveysministeriön rahoittama hanke.", "Sosiaali- ja terveysministeriö"),
        ("Hankkeen rahoittajana on STM.", "Sosiaali- ja terveysministeriö"),
        ("Rahoittajana toimii Euroopan sosiaalirahasto.", "Euroopan sosiaalirahasto"),
        ("STM myönsi hankkeelle 2 miljoonaa euroa.", "Sosiaali- ja terveysministeriö"),
        ("Hankkeelle on myönnetty STM:n valtionavustus.", "Sosiaali- ja terveysministeriö"),
        ("Rahoituksen hankkeeseen antoi sosiaali- ja terveysministeriö.", "Sosiaali- ja terveysministeriö"),
        ("Hankkeen rahoittaa EU:n elpymisväline.", "Euroopan unioni"),
        ("Rahoitus saadaan EU:n elpymisvälineestä (NextGenerationEU).", "Euroopan unioni"),
    ],
)
def test_who_pays(sentence, name):
    assert find_funder(sentence) == name


@pytest.mark.parametrize(
    "sentence",
    [
        "Hankkeella ei ole hallinnoijaa.",
        "Hallinnoija ei ole Oulun kaupunki.",
        "Kuntoutusta rahoittaa Kela.",
        "THL hallinnoi laaturekistereitä.",
        "Kaupunki käyttää Kelan hallinnoimaa tietokantaa.",
        "Hankkeella ei ole STM:n rahoitusta.",
        "Osatoteuttajia ei ollut.",
        "Oulun kaupunki auttoi asukkaita.",
    ],
)
def test_sentences_that_give_nobody_a_role(sentence):
    assert find_coordinator(sentence) is None
    assert find_implementers(sentence) == []
    assert find_funder(sentence) is None


@pytest.mark.parametrize(
    ("line", "coordinator", "implementers"),
    [
        (
            "Siun sote (hallinnoija), Liperin kunta ja Diak (osatoteuttajat)",
            "Siun sote",
            ("Liperin kunta", "Diak"),
        ),
        ("Oulun kaupunki, hallinnoija", "Oulun kaupunki", ()),
        ("• Iin kunta – osatoteuttaja", None, ("Iin kunta",)),
        ("Iin kunta (osatoteuttaja), Oulun kaupunki (päätoteuttaja)", "Oulun kaupunki", ("Iin kunta",)),
    ],
)
def test_roles_marked_behind_names(line, coordinator, implementers):
    marks = read_marks(line)
    assert marks is not None
    assert (marks.coordinator, marks.implementers) == (coordinator, implementers)


def test_lines_without_marks():
    assert read_marks("Oulun kaupunki, joka hallinnoi hanketta") is None
    assert all_municipalities("Oulun kaupunki") is None


@pytest.mark.parametrize(
    ("value", "funders"),
    [
        ("STM / EU", "Sosiaali- ja terveysministeriö, Euroopan unioni"),
        ("EU:n elpymisrahoitus, STM", "Euroopan unioni, Sosiaali- ja terveysministeriö"),
        ("NextGenerationEU", "Euroopan unioni (NextGenerationEU)"),
        ("Valtionavustus (STM)", "Sosiaali- ja terveysministeriö"),
        ("stm", "Sosiaali- ja terveysministeriö"),
        ("Oma rahoitus", "Oma rahoitus"),
    ],
)
def test_funders_of_a_value(value, funders):
    found = read_funders(value)
    assert found is not None
    assert set(found.split(", ")) == set(funders.split(", "))
