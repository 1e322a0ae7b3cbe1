"""Actors: known names in any form, names by their head, municipalities, collectives."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.language import Language

from sotenlp.document import Metadata
from sotenlp.extraction.actors import ActorComponent, document_date, extract_actors
from sotenlp.extraction.organisations import find_organisations
from sotenlp.language.sentences import iterate_sentences
from sotenlp.pipeline import make_doc
from sotenlp.reader.reading import from_text
from sotenlp.schema import ActorRole


def actors(nlp: Language, text: str, date: str | None = None) -> list[tuple[str, str]]:
    doc = nlp(text)
    return [
        (doc[actor.start : actor.end].text, actor.type.value)
        for sentence in iterate_sentences(doc)
        for actor in extract_actors(sentence, date=date)
    ]


@pytest.mark.parametrize(
    ("text", "mention", "kind"),
    [
        ("Työn aloitti Kainuun hyvinvointialue.", "Kainuun hyvinvointialue", "wellbeing_area"),
        ("Malli siirtyi Pirhan käyttöön.", "Pirhan", "wellbeing_area"),
        ("Aineiston toimitti Kymsote.", "Kymsote", "joint_authority"),
        (
            "Luvut kerää Terveyden- ja hyvinvoinnin laitos (THL).",
            "Terveyden- ja hyvinvoinnin laitos (THL)",
            "agency",
        ),
        ("Asiasta päättää Sosiaali-ja terveysministeriö.", "Sosiaali-ja terveysministeriö", "ministry"),
        ("Tukea antoi sosiaali- ja terveysministeriö.", "sosiaali- ja terveysministeriö", "ministry"),
        ("Etuudet maksaa Kela.", "Kela", "agency"),
        ("Tilat tarjosi Sipoon kunta.", "Sipoon kunta", "municipality"),
        ("Kyytejä järjesti Kuusamon Kyläkaverit ry.", "Kuusamon Kyläkaverit ry", "ngo"),
        ("Järjestelmän toimitti Terveystieto Oy.", "Terveystieto Oy", "company"),
        ("Kahvila aukesi Ohjaamo Kotkassa.", "Ohjaamo Kotkassa", "unit"),
        ("Ryhmää veti Oulun tuomiokirkkoseurakunta.", "Oulun tuomiokirkkoseurakunta", "parish"),
        ("Mukana on Kylätalo-hanke.", "Kylätalo-hanke", "project"),
        ("Aineistoa jakoi Savon Sote kotiin -hanke.", "Savon Sote kotiin -hanke", "project"),
        ("Asiaa käsitteli hankkeen ohjausryhmä.", "hankkeen ohjausryhmä", "unit"),
        (
            "Tukea tarjosi valtakunnallinen asiantuntijaverkosto.",
            "valtakunnallinen asiantuntijaverkosto",
            "network",
        ),
        ("Toiveita kysyttiin alueen kunnilta.", "alueen kunnilta", "municipality"),
        ("Ryhmiä vetävät potilasjärjestöt.", "potilasjärjestöt", "ngo"),
        ("Tietoa kerättiin 3. sektorin toimijoilta.", "3. sektorin toimijoilta", "ngo"),
        ("Alueella on 22 kuntaa.", "22 kuntaa", "municipality"),
    ],
)
def test_an_actor_is_found(language_nlp: Language, text: str, mention: str, kind: str) -> None:
    assert actors(language_nlp, text) == [(mention, kind)]


def test_a_shared_head_gives_each_municipality(language_nlp: Language) -> None:
    text = "Osatoteuttajina ovat Tornion, Kemin ja Kemijärven kaupungit sekä Inarin ja Utsjoen kunnat."
    found = [name for name, _ in actors(language_nlp, text)]
    assert found == ["Tornion", "Kemin", "Kemijärven", "Inarin", "Utsjoen"]


def test_the_members_of_an_area_are_listed(language_nlp: Language) -> None:
    text = "Alueella on neljä kuntaa: Askola, Loviisa, Porvoo ja Sipoo."
    found = [name for name, _ in actors(language_nlp, text)]
    assert found == ["neljä kuntaa", "Askola", "Loviisa", "Porvoo", "Sipoo"]


@pytest.mark.parametrize(
    "text",
    [
        "Kokeilu tehtiin Etelä-Savossa.",
        "Vastaanotto avattiin Rovaniemellä ja Torniossa.",
        "Etelä-Savon alueella välimatkat ovat pitkiä.",
        "Työ on osa Tulevaisuuden sosiaali- ja terveyskeskus -ohjelmaa.",
        "Kotihoidon tukiverkosto vahvistui.",
        "Ammattilaiset tekevät yhteistyötä.",
    ],
)
def test_places_programmes_and_staff_are_no_actors(language_nlp: Language, text: str) -> None:
    assert actors(language_nlp, text) == []


def test_a_name_means_who_bore_it_then(language_nlp: Language) -> None:
    text = "Palvelun järjestää Siun sote."
    assert actors(language_nlp, text, "2021-05-01") == [("Siun sote", "joint_authority")]
    assert actors(language_nlp, text, "2024-05-01") == [("Siun sote", "wellbeing_area")]


@pytest.mark.parametrize("form", ["HUS", "HUSin", "HUS:n", "HUSissa"])
def test_an_acronym_is_found_in_its_case_forms(language_nlp: Language, form: str) -> None:
    (match,) = find_organisations(language_nlp(f"Kurssi on {form} oma.")[:])
    assert {organisation.id for organisation in match.organisations} >= {"hus-yhtyma"}


def test_a_brand_is_not_found_in_an_ordinary_word(language_nlp: Language) -> None:
    assert actors(language_nlp, "Ilmapiiri oli eloisa ja kodikas.") == []


def test_fields_and_the_own_organisation_give_roles(language_nlp: Language) -> None:
    document = from_text(
        "Perustiedot\n\nToimintamallin nimi\nKyläkierros\nToteutuspaikka\nKainuun hyvinvointialue\n"
        "Toimintamallin rahoittaja\nSosiaali- ja terveysministeriö (STM)\n\nToimintaympäristö\n\n"
        "Kainuun hyvinvointialue on harvaan asuttu.\n"
    )
    meta = replace(document.meta, area="Kainuun hyvinvointialue")
    found = ActorComponent()(language_nlp(make_doc(language_nlp, replace(document, meta=meta))))._.actors
    roles = {actor.text: actor.role for actor in found}
    assert roles["Sosiaali- ja terveysministeriö (STM)"] is ActorRole.FUNDER
    assert roles["Kainuun hyvinvointialue"] is ActorRole.IMPLEMENTER


def test_the_creation_dates_a_document() -> None:
    assert document_date(Metadata(created="1.2.2021", modified="03.04.2022")) == "2021-02-01"
    assert document_date(Metadata(modified="03.04.2022")) == "2022-04-03"
    assert document_date(Metadata(period="syksy 2020 - 31.12.2022")) == "2020-07-01"
    assert document_date(Metadata()) is None
