"""The identity fields of each kind of page."""

import pytest

from sotenlp.reader.privacy import mask
from sotenlp.reader.reading import from_text
from sotenlp.schema import PageKind, Programme, SectionRole

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


def report(*lines, title="VÄLIRAPORTTI 2/2022"):
    return "\n".join([title, "", *lines, "", "1. Johdanto", "", PROSE, "", "Jatko", "", PROSE, ""])


@pytest.mark.parametrize("label", ["Raportointikausi", "Raportointijakso", "Seurantajakso"])
def test_a_reporting_period_dates_the_parts_and_is_not_the_projects(label):
    document = from_text(report("Hanke: Kainuun uusi sote-keskus", f"{label}: 1.7.–31.12.2022"))
    assert (document.meta.project, document.meta.period) == ("Kainuun uusi sote-keskus", None)
    assert {section.as_of for section in document.sections} == {"2022-07-01/2022-12-31"}
    assert document.sections[-1].role is SectionRole.CONTINUATION


@pytest.mark.parametrize(
    ("title", "line", "project"),
    [
        ("Loppuraportti", "Kymenlaakson sote-keskus -hanke", "Kymenlaakson sote-keskus -hanke"),
        ("Loppuraportti – Kymenlaakson sote-keskus -hanke", "", "Kymenlaakson sote-keskus -hanke"),
        ("Väliraportti 1/2022", "1.5.2022", "Väliraportti 1/2022"),
    ],
)
def test_a_report_is_not_the_project(title, line, project):
    assert from_text(report(line, title=title)).meta.project == project


@pytest.mark.parametrize(
    ("text", "funder"),
    [
        ("Rahoitus: STM", "Sosiaali- ja terveysministeriö"),
        ("Rahoitus: 1,2 milj. euroa", None),
        (f"{PROSE} Hankkeen rahoitti Euroopan unioni.", "Euroopan unioni"),
        (f"{PROSE} Hanketta rahoittaa sosiaali- ja terveysministeriö.", "Sosiaali- ja terveysministeriö"),
        (f"{PROSE} Rahoittajana toimii STM.", "Sosiaali- ja terveysministeriö"),
        (f"{PROSE} STM rahoittaa hanketta vuoteen 2023.", "Sosiaali- ja terveysministeriö"),
        (f"{PROSE} Tämä on Euroopan unionin rahoittama hanke.", "Euroopan unioni"),
        (f"{PROSE} Rahoitus riittää vuoteen 2023. STM seuraa tuloksia.", None),
        (f"{PROSE} Kunta rahoittaa palvelun itse, STM ei.", None),
    ],
)
def test_the_funder_in_other_wordings(text, funder):
    assert from_text(f"Malli\n\n{text}\n").meta.funder == funder


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Etäkuntoutuksen toimintamalli (RRP)", PageKind.TOIMINTAMALLI),
        ("Toimintamallit ja muut tuotokset", None),
    ],
)
def test_a_title_tells_the_kind(title, kind):
    assert from_text(f"{title}\n\n{PROSE}\n").meta.kind is kind


def test_a_title_outweighs_one_heading_of_another_kind():
    meta = from_text(f"Etäkuntoutuksen toimintamalli (RRP)\n\n{PROSE}\n\nToteutus\n\n{PROSE}\n").meta
    assert meta.kind is PageKind.TOIMINTAMALLI


def test_implementers_on_lines_of_their_own():
    lines = "Hallinnoija: Kajaanin kaupunki\nSotkamon kunta\nKuhmon kaupunki\nPuolangan kunta"
    meta = from_text(f"Kainuu: Apu\n\nToimijat\n\n{lines}\n\nRahoittaja\nSTM\n").meta
    assert meta.coordinator == "Kajaanin kaupunki"
    assert meta.implementers == ("Sotkamon kunta", "Kuhmon kaupunki", "Puolangan kunta")


def test_those_who_take_part_are_partners_unless_they_are_public_organisers():
    text = "Mukana ovat Vaasan kaupunki, Esimerkin Omaishoitajat ry ja Toinen Yhdistys ry."
    meta = from_text(f"Pohjanmaan hanke\n\n{PROSE} {text}\n").meta
    assert meta.implementers == ("Pohjanmaan hyvinvointialue",)


def test_labels_of_a_line_alone_may_head_prose():
    document = from_text(f"Kainuu: Apu\n\nRahoitus\n\n{PROSE}\n\nHanke\n\n{PROSE}\n")
    assert document.meta.funder is None
    assert document.sections[1].role is SectionRole.COSTS


def test_contact_lines_are_masked():
    document = from_text(f"Kainuu: Apu\n\n{PROSE}\n\nYhteystiedot\n\nTran Minh\npuh. 040 123 4567\n")
    assert document.sections[-1].role is SectionRole.CONTACT
    assert "Tran" not in mask(document).text


def model(fields: str) -> str:
    return f"Etälinja\n\nToimintamallin nimi\nEtälinja\n{fields}\n\nToimintaympäristö\n\n{PROSE}\n"


@pytest.mark.parametrize(
    ("whole", "project", "programme"),
    [
        ("Kainuun kestävä kasvu, investointi 2", "Kainuun kestävä kasvu, investointi 2", Programme.RRP),
        ("Suomen kestävän kasvun ohjelma, Kainuu", "Etälinja", Programme.RRP),
        ("Kainuu: Apu ajoissa sote-keskuksesta", "Kainuu: Apu ajoissa sote-keskuksesta", Programme.TULSOTE),
    ],
)
def test_the_whole_of_a_model_is_its_project_unless_it_is_a_programme(whole, project, programme):
    meta = from_text(model(f"Toimintamallin kokonaisuus\n{whole}")).meta
    assert (meta.project, meta.programme) == (project, programme)


@pytest.mark.parametrize("created", ["Luotu 5.3.2024", "Luotu: 5.3.2024", "Luotu\n5.3.2024"])
@pytest.mark.parametrize("modified", ["Muokattu 6.4.2025", "Viimeksi muokattu 6.4.2025"])
def test_days_with_and_without_a_colon(created, modified):
    meta = from_text(model(f"{created}\n{modified}")).meta
    assert (meta.created, meta.modified) == ("5.3.2024", "6.4.2025")


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("kevät 2021 - 31.12.2022 (jatkettu)", "kevät 2021 - 31.12.2022"),
        ("syksy 2020 – kevät 2022, päättynyt", "syksy 2020 – kevät 2022"),
        ("marraskuu 2020 – 12/2022", "marraskuu 2020 – 12/2022"),
        ("Hanke kestää 1.1.2021-31.12.2022", "1.1.2021-31.12.2022"),
    ],
)
def test_periods_that_begin_with_a_season_or_month(written, period):
    text = f"Kainuu: Apu ajoissa\n\nToimiaika\n{written}\n\nLähtötilanne\n\n{PROSE}\n"
    assert from_text(text).meta.period == period


def test_labels_on_the_line_of_their_value_and_numbered_headings_tell_the_kind():
    inline = f"Etälinja\n\nPerustiedot\n\nToimintamallin nimi: Etälinja\nLuotu: 5.3.2024\n\n{PROSE}\n"
    numbered = f"Etälinja\n\n1: Toimintaympäristö\n\n{PROSE}\n\n2: Tavoiteltu muutos\n\n{PROSE}\n"
    assert from_text(inline).meta.kind is from_text(numbered).meta.kind is PageKind.TOIMINTAMALLI


def test_the_cover_of_a_report_says_when_it_was_updated():
    cover = "Kainuun sote-keskus -hanke\n\nOma-arviointi 2/2021\n\nLaadittu 2.11.2021, päivitetty 9.11.2021"
    meta = from_text(f"{cover}\n\n{PROSE}\n").meta
    assert (meta.created, meta.modified) == ("2.11.2021", "9.11.2021")


def test_the_last_line_may_say_whom_to_ask():
    meta = from_text(
        f"Etälinja\n\n{PROSE}\n\nLisätietoja: Aino Mäki, aino.maki@example.org, puh. 050 000 0001"
    ).meta
    assert (meta.contact_name, meta.contact_email) == ("Aino Mäki", "aino.maki@example.org")
