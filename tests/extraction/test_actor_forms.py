"""Actors by their form and company: units, parts of organisations, lists, those who act, own short names."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.language import Language

from sotenlp.extraction.actors import ActorComponent, extract_actors
from sotenlp.language.sentences import iterate_sentences
from sotenlp.pipeline import make_doc
from sotenlp.reader.reading import from_text


def texts(nlp: Language, text: str) -> list[str]:
    doc = nlp(text)
    return [
        doc[actor.start : actor.end].text
        for sentence in iterate_sentences(doc)
        for actor in extract_actors(sentence)
    ]


def on_page(nlp: Language, text: str, **meta: str) -> list[tuple[str, str]]:
    """Texts and names of the actors of a whole page."""
    document = from_text(text)
    document = replace(document, meta=replace(document.meta, **meta))
    doc = ActorComponent()(nlp(make_doc(nlp, document)))
    return [(actor.text, actor.name) for actor in doc._.actors]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ryhmiä ohjasi Nivalan kotihoito.", ["Nivalan kotihoito"]),
        ("Malli siirrettiin Kuhmon vuodeosastolle.", ["Kuhmon vuodeosastolle"]),
        ("Malli otettiin käyttöön Kuhmon terveysasemalla.", ["Kuhmon terveysasemalla"]),
        ("Vastaanottoa pidetään Oulaskankaan sairaalassa.", ["Oulaskankaan sairaalassa"]),
        ("Rahaa haki Sotek-säätiö.", ["Sotek-säätiö"]),
        ("Perhetyötä tekee Parikanniemisäätiö.", ["Parikanniemisäätiö"]),
        ("Asiaa hoiti Lapin oikeusaputoimisto.", ["Lapin oikeusaputoimisto"]),
        ("Lautakunta hyväksyi suunnitelman.", ["Lautakunta"]),
        ("Vertaisohjaaja tuli Muistiyhdistykseltä.", ["Muistiyhdistykseltä"]),
        ("Soite-kuntayhtymä vastasi hankinnasta.", ["Soite-kuntayhtymä"]),
        ("Asumisneuvontaa antaa Niiralan Kulma Oy.", ["Niiralan Kulma Oy"]),
        ("Sovittiin Kosti ry:n kanssa.", ["Kosti ry:n"]),
        ("Hallinnoija on Rauman Seudun Omaishoitajat.", ["Rauman Seudun Omaishoitajat"]),
        ("Tilat tarjosi Ikäkeskus Viola.", ["Ikäkeskus Viola"]),
        ("Työ jatkuu Kestävän kasvun hankkeessa.", ["Kestävän kasvun hankkeessa"]),
        ("Maakuntaan rakennetaan yhteinen perhekeskus.", []),
        ("Tavoitteena on Tulevaisuuden sote-keskus.", []),
        ("Etäsote-keskus avattiin keväällä.", []),
        ("Päihtyneiden asema on heikko.", []),
        (
            "Kumppaneina ovat Lumon Setlementti ja Oulun Omaishoitajat ry.",
            ["Lumon Setlementti", "Oulun Omaishoitajat ry"],
        ),
    ],
)
def test_heads_name_units_and_organisations(language_nlp: Language, text: str, expected: list[str]) -> None:
    assert texts(language_nlp, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ystäviä välittää SPR:n Joensuun osasto.", ["SPR:n Joensuun osasto"]),
        ("Apua antaa OYSin lastenpsykiatria.", ["OYSin lastenpsykiatria"]),
        ("Kouluttajana oli HUS Psykiatria.", ["HUS Psykiatria"]),
        ("Tuki tuli Porin kaupungin työllisyyspalvelujen kanssa.", ["Porin kaupungin työllisyyspalvelujen"]),
        ("Oulun kaupungin palvelut paranivat.", ["Oulun kaupungin"]),
        ("Käytössä on STM:n Turvallinen alku -opas.", ["STM:n"]),
    ],
)
def test_parts_of_organisations(language_nlp: Language, text: str, expected: list[str]) -> None:
    assert texts(language_nlp, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kyytejä kokeilevat Tikkalan ja Veljakan asemat.", ["Tikkalan", "Veljakan asemat"]),
        ("Osatoteuttajat ovat Kemi, Keminmaa sekä Simo.", ["Osatoteuttajat", "Kemi", "Keminmaa", "Simo"]),
        ("Kokeilua jatkavat Kempele ja Liminka.", ["Kempele", "Liminka"]),
        ("Ajot alkavat Kempeleessä ja Limingassa.", []),
        ("Jäsenkunnat Ii, Pudasjärvi ja Utajärvi.", ["Jäsenkunnat", "Ii", "Pudasjärvi", "Utajärvi"]),
    ],
)
def test_shared_heads_and_lists_of_municipalities(
    language_nlp: Language, text: str, expected: list[str]
) -> None:
    found = [name for name in texts(language_nlp, text) if name != "Osatoteuttajat"]
    assert found == [name for name in expected if name != "Osatoteuttajat"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Seulonta tehdään kaikissa yläkouluissa.", ["yläkouluissa"]),
        ("Ohjausta annetaan kuudessa neuvolassa.", ["neuvolassa"]),
        ("Neuvolassa otettiin käyttöön uusi lomake.", []),
        ("Käyttö kasvoi kaksi prosenttiyksikköä.", []),
        ("Lähetteet nuorisopsykiatrialle vähenivät.", ["nuorisopsykiatrialle"]),
        ("Nuorisopsykiatrian vuodepaikat vähenivät.", []),
        ("Lääkityksestä sovitaan vankilan kanssa.", ["vankilan"]),
        ("Vankilan pihalla oli lunta.", []),
        ("Apteekki ja kotihoito sopivat jakelusta.", ["Apteekki", "kotihoito"]),
        ("Kotihoito maksaa paljon asiakkaalle, joka asuu yksin.", ["Kotihoito"]),
        ("Kotihoidon käynnit lisääntyivät.", []),
        ("Kolmannen sektorin kanssa sovittiin ryhmistä.", ["Kolmannen sektorin"]),
        ("Yhtymä tuottaa terveyspalvelut itse.", []),
        ("Tieto välitettiin poliisille.", ["poliisille"]),
    ],
)
def test_units_and_services_that_act(language_nlp: Language, text: str, expected: list[str]) -> None:
    assert texts(language_nlp, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mukana ovat HUS, Kymppitalo ja Metropolia.", ["HUS", "Kymppitalo", "Metropolia"]),
        ("Kyydit hoiti Pohjolan Liikenne.", ["Pohjolan Liikenne"]),
        ("Vastaanotto suunnitellaan HALin kanssa.", ["HALin"]),
        ("Yhteyshenkilöt ovat Maija Virtanen, Kela ja HUS.", ["Kela", "HUS"]),
        ("Ohjausta tarjoaa Terapianavigaattori.", []),
        ("Mukana ovat HUS, Tikkala, Caritas ja Servica.", ["HUS", "Tikkala", "Caritas", "Servica"]),
        ("Mittareina ovat NPS ja RAI.", []),
    ],
)
def test_company_tells_unknown_names(language_nlp: Language, text: str, expected: list[str]) -> None:
    assert texts(language_nlp, text) == expected


def test_a_page_explains_its_own_short_names(language_nlp: Language) -> None:
    text = "Mukana on Lumijoen vuokratalot Oy (Luvu). Asunnot antaa Luvu. Sopimus tehtiin Luvun kanssa."
    found = on_page(language_nlp, text)
    assert found[0] == ("Lumijoen vuokratalot Oy (Luvu)", "Lumijoen vuokratalot Oy")
    assert ("Luvu", "Lumijoen vuokratalot Oy") in found


def test_own_organisation_without_its_name(language_nlp: Language) -> None:
    text = "Kaupunki jatkaa työtä. Koko kaupungin alueella asuu väkeä. Malli siirtyi kuntayhtymän vastuulle."
    found = on_page(language_nlp, text, coordinator="Oulun kaupunki")
    assert found == [("Kaupunki", "Oulun kaupunki"), ("kuntayhtymän", "kuntayhtymä")]
