"""Who runs a project, where the page says it in passing or not at all."""

import pytest

from sotenlp.reader.reading import from_text
from sotenlp.reader.roles import find_sole_implementer

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
