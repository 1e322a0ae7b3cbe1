"""The identity fields of each kind of page."""

import pytest

from sotenlp.reader.reading import from_text
from sotenlp.schema import PageKind, Programme

PROSE = "Alueella kehitetään vastaanottoja niin, että asukas saa apua ensimmäisellä yhteydenotolla."

PROJECT = f"""Kainuu: Apu ajoissa

Hanke on osa Tulevaisuuden sosiaali- ja terveyskeskus -ohjelmaa.

Perustiedot

Kokonaisuuden nimi
Kainuu: Apu ajoissa
Lyhyt kuvaus

{PROSE}

Toimiaika

1.8.2020 – 31.12.2022 (päättynyt)

Toimijat

Hankkeen hallinnoija on Kainuun sosiaali- ja terveydenhuollon kuntayhtymä.
Osatoteuttajat: Sotkamon kunta ja Kuhmo.

Rahoittaja
Sosiaali- ja terveysministeriö (STM)
Yhteyshenkilön nimi
Oona Esimerkki
Yhteyshenkilön organisaatio
Kainuun liitto
Yhteyshenkilön sähköpostiosoite
oona.esimerkki@example.org

Luotu

30.06.2020

Viimeksi muokattu

1.2.2022
"""

MODEL = f"""Etäkuntoutus kotiin, Lapin hyvinvointialue (RRP, P4, I1)

{PROSE}

Toimintaympäristö

Lapin hyvinvointialueella on 21 kuntaa. Aiempi Tulevaisuuden sosiaali- ja terveyskeskus -hanke aloitti työn.

Tavoiteltu muutos

{PROSE}
"""

REPORT = f"""
Päijät-Hämeen sote-keskus -hanke

Oma-arvioinnin raportointi

Päijät-Häme

4.5.2021

Päijät-Hämeen hyvinvointikuntayhtymä tuottaa palvelut. {PROSE}

Hankkeen tavoitteet ja prosessitavoitteet

{PROSE}
"""


def test_a_project_page():
    meta = from_text(PROJECT).meta
    assert (meta.region, meta.area, meta.area_code) == ("Kainuu", "Kainuun hyvinvointialue", "20")
    assert meta.project == "Kainuu: Apu ajoissa"
    assert (meta.programme, meta.kind) == (Programme.TULSOTE, PageKind.KOKONAISUUS)
    assert (meta.period, meta.created, meta.modified) == ("1.8.2020 – 31.12.2022", "30.06.2020", "1.2.2022")
    assert meta.coordinator == "Kainuun sosiaali- ja terveydenhuollon kuntayhtymä"
    assert meta.implementers == ("Sotkamon kunta", "Kuhmon kaupunki")
    assert meta.funder == "Sosiaali- ja terveysministeriö"
    assert (meta.contact_name, meta.contact_org) == ("Oona Esimerkki", "Kainuun liitto")
    assert meta.contact_email == "oona.esimerkki@example.org"


def test_a_development_path_page():
    meta = from_text(MODEL).meta
    assert (meta.region, meta.project) == ("Lappi", "Etäkuntoutus kotiin")
    assert (meta.programme, meta.kind) == (Programme.RRP, PageKind.TOIMINTAMALLI)
    assert meta.coordinator == "Lapin hyvinvointialue"
    assert meta.implementers == ("Lapin hyvinvointialue",)
    assert (meta.period, meta.created, meta.funder, meta.contact_name) == (None, None, None, None)


def test_a_self_assessment():
    meta = from_text(REPORT).meta
    assert (meta.region, meta.project) == ("Päijät-Häme", "Päijät-Hämeen sote-keskus -hanke")
    assert (meta.programme, meta.kind) == (Programme.TULSOTE, PageKind.OMA_ARVIOINTI)
    assert meta.created == "4.5.2021"
    assert meta.coordinator == "Päijät-Hämeen hyvinvointikuntayhtymä"
    assert meta.implementers == ("Päijät-Hämeen hyvinvointikuntayhtymä",)


@pytest.mark.parametrize(
    ("title", "project"),
    [
        ("Etäkuntoutus kotiin, Lapin hyvinvointialue (RRP, P4, I1)", "Etäkuntoutus kotiin"),
        ("Etäkuntoutus kotiin, Lappi, (RRP)", "Etäkuntoutus kotiin"),
        ("Neuvonta, ohjaus ja tuki", "Neuvonta, ohjaus ja tuki"),
        ("Etäkuntoutus (kotiin)", "Etäkuntoutus (kotiin)"),
    ],
)
def test_the_project_of_a_page_without_a_name_field_is_its_title(title, project):
    assert from_text(f"{title}\n\n{PROSE}\n").meta.project == project


def test_the_funder_of_a_model_is_the_first_that_is_named():
    funder = "Toimintamallin rahoittaja\nSTM, Suomen kestävän kasvun ohjelma\nLuotu\n1.1.2023\n"
    meta = from_text(f"Malli\n\n{PROSE}\n\n{funder}").meta
    assert meta.funder == "Sosiaali- ja terveysministeriö"
    assert meta.programme is Programme.RRP


@pytest.mark.parametrize(
    ("value", "period"),
    [
        ("1.1.2020-31.12.2023 käynnissä", "1.1.2020-31.12.2023"),
        ("8/2020 – 12/2022", "8/2020 – 12/2022"),
        ("Hanke toimii vuosina 2020–2022 kahdessa vaiheessa.", "2020–2022"),
        ("syksy 2020 - kevät 2022 (päättynyt)", "syksy 2020 - kevät 2022"),
        ("Toiminta alkoi ohjausryhmän päätöksellä 1.8.2020 kaikissa kunnissa.", "1.8.2020"),
    ],
)
def test_the_period_is_kept_as_written(value, period):
    assert from_text(f"Otsikko\n\nToimiaika\n\n{value}\n\nLuotu\n1.1.2021\n").meta.period == period


def test_a_page_that_says_nothing_has_empty_fields():
    meta = from_text("Jotain aivan muuta ilman mitään tietoja.").meta
    assert meta == type(meta)()
