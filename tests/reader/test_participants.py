"""Who runs a project, where the page says it in passing or not at all."""

import pytest

from sotenlp.reader.reading import from_text
from sotenlp.reader.roles import find_coordinator, find_funder, find_runner, find_sole_implementer

PROSE = "Alueella kehitetään vastaanottoja niin, että asukas saa apua ensimmäisellä yhteydenotolla."


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Oulun kaupunki toteuttaa hankkeen yksin.", "Oulun kaupunki"),
        ("Kainuussa Kuhmon kaupunki on toteuttanut kokonaisuuden itse.", "Kuhmon kaupunki"),
        ("Oulun kaupunki toteuttaa hankkeen yhdessä Limingan kunnan kanssa.", None),
    ],
)
def test_sole_implementer(sentence, name):
    assert find_sole_implementer(sentence) == name


def page(actors: str) -> str:
    return (
        "Kymenlaakso: Ovi auki sote-keskukseen\n\nKokonaisuuden nimi\nKymenlaakso: Ovi auki\n\n"
        f"Toimijat\n{actors}\n\nLuotu\n1.9.2020\n\nLähtötilanne\n\n{PROSE}\n"
    )


def test_one_that_carries_the_project_out_alone_is_coordinator_and_implementer():
    meta = from_text(page("Kotkan kaupunki toteuttaa hankkeen yksin. Mukana ovat järjestöt.")).meta
    assert (meta.coordinator, meta.implementers) == ("Kotkan kaupunki", ("Kotkan kaupunki",))


def test_the_runner_is_called_as_the_page_mostly_calls_it():
    official = "Kymenlaakson sosiaali- ja terveyspalvelujen kuntayhtymä"
    often = from_text(
        page(f"{official} (Kymsote) ja kunnat. Kymsote vastaa työstä, ja Kymsoten väki tekee sen.")
    )
    once = from_text(page(f"{official} (Kymsote) ja kunnat ovat mukana työssä."))
    assert often.meta.coordinator == "Kymsote"
    assert once.meta.coordinator == official


@pytest.mark.parametrize(
    "actors",
    [
        "Hankkeesta vastaa Kotkan kaupunki.",
        "Kotkan kaupunki koordinoi hanketta.",
        "Hankkeen omistaja on Kotkan kaupunki.",
    ],
)
def test_runners(actors):
    assert find_runner(actors) == "Kotkan kaupunki"


@pytest.mark.parametrize("text", ["Hallinnoijakunta on Kotka.", "Kotkan kaupunki, hankkeen hallinnoija"])
def test_coordinators(text):
    assert find_coordinator(text) == "Kotkan kaupunki"


def test_a_grant_names_its_funder():
    text = "Työ alkoi, kun sosiaali- ja terveysministeriö myönsi hankkeelle avustuksen."
    assert find_funder(text) == "Sosiaali- ja terveysministeriö"


@pytest.mark.parametrize(
    "fields",
    [
        "Päähakija: Kotkan kaupunki\nMuut toteuttajat: Hamina, Virolahti",
        "- Hallinnoija: Kotkan kaupunki\n- Osatoteuttajat: Haminan kaupunki, Virolahden kunta",
    ],
)
def test_labels_of_participants(fields):
    meta = from_text(page(fields)).meta
    assert meta.coordinator == "Kotkan kaupunki"
    assert meta.implementers == ("Haminan kaupunki", "Virolahden kunta")


@pytest.mark.parametrize(
    ("line", "period"),
    [
        ("Hankkeen kesto: 8/2020–12/2022", "8/2020–12/2022"),
        ("Toimikausi: 2020-2022", "2020-2022"),
        ("Hankkeen toteutusaika on 1.1.2021–31.12.2022.", "1.1.2021–31.12.2022"),
        ("Hanke toteutetaan 1.8.2020–31.12.2022.", "1.8.2020–31.12.2022"),
        ("Hankkeen toteutus alkaa pian.", None),
    ],
)
def test_periods_in_other_words(line, period):
    assert from_text(page(line)).meta.period == period
