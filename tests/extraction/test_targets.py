"""Target groups: which words name people a service is for, how far a mention reaches, its code."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sotenlp.extraction.target_groups import code_of_age
from sotenlp.extraction.targets import TargetComponent, extract_targets
from sotenlp.language.sentences import iterate_sentences
from sotenlp.schema import TargetCode


def mentions(nlp: Language, text: str) -> list[tuple[str, str]]:
    doc = nlp(text)
    return [
        (doc[mention.start : mention.end].text, mention.code.value)
        for sentence in iterate_sentences(doc)
        for mention in extract_targets(sentence)
    ]


@pytest.mark.parametrize(
    ("text", "mention", "code"),
    [
        ("Ryhmä on tarkoitettu muistisairaille.", "muistisairaille", "patients"),
        ("Palvelu avattiin kaikille alueen asukkaille.", "alueen asukkaille", "residents"),
        ("Ohjausta annetaan kouluikäisille lapsille.", "kouluikäisille lapsille", "children"),
        (
            "Tiimi auttaa paljon palveluja käyttäviä asiakkaita.",
            "paljon palveluja käyttäviä asiakkaita",
            "frequent_users",
        ),
        ("NEET-nuorten tavoittaminen jatkuu.", "NEET-nuorten", "neet"),
        ("Kurssi sopii osatyökykyisille.", "osatyökykyisille", "work_ability"),
        ("Ikääntyneiden henkilöiden kuntoutus uudistuu.", "Ikääntyneiden henkilöiden", "older"),
        ("Omaishoitajien valmennus alkoi.", "Omaishoitajien", "carers"),
        ("Vammaisten lasten vanhemmat saivat vertaistukea.", "Vammaisten lasten vanhemmat", "families"),
        (
            "Aikuisten päihdekuntoutujien ryhmä jatkuu.",
            "Aikuisten päihdekuntoutujien",
            "mental_health_substance",
        ),
        (
            "Ryhmään kutsutaan aikuiset päihdeongelmaiset yhteisasiakkaat.",
            "aikuiset päihdeongelmaiset yhteisasiakkaat",
            "mental_health_substance",
        ),
        ("Chat palvelee alle 25-vuotiaita.", "alle 25-vuotiaita", "youth"),
        ("Tarkastus tehdään 5-vuotiaille.", "5-vuotiaille", "children"),
        ("Kotikäynnit tehdään yli 80-vuotiaiden luokse.", "yli 80-vuotiaiden", "older"),
        ("Valmennus järjestettiin työntekijöille.", "työntekijöille", "staff"),
        ("Menetelmäkoulutuksen kävi 14 esihenkilöä.", "esihenkilöä", "staff"),
        ("Lääkäreille on laadittu ohje.", "Lääkäreille", "staff"),
        ("Kaikki hoitajat koulutetaan syksyllä.", "hoitajat", "staff"),
        ("Kotikäyntejä tehdään vammaisten lasten vanhemmille.", "vammaisten lasten vanhemmille", "families"),
        ("Vanhemmiksi tuleville pidetään ryhmiä.", "Vanhemmiksi tuleville", "families"),
        ("Kysely tehdään viidesluokkalaisille.", "viidesluokkalaisille", "children"),
        ("Tarkastus on 8.-luokkalaisille.", "8.-luokkalaisille", "youth"),
        ("Soitamme 75 vuotta täyttäneille.", "75 vuotta täyttäneille", "older"),
        ("Palvelu on avoinna turkulaisille.", "turkulaisille", "residents"),
        (
            "Etäseuranta on keuhkoahtaumatautia sairastaville.",
            "keuhkoahtaumatautia sairastaville",
            "patients",
        ),
        ("Ohjaus on nivelrikon potilaille.", "nivelrikon potilaille", "patients"),
        ("Hoito on masennusta sairastaville.", "masennusta sairastaville", "mental_health_substance"),
        ("Ryhmä on rahapelaajille.", "rahapelaajille", "mental_health_substance"),
        ("Neuvonta on pikavippejä ottaneille nuorille.", "pikavippejä ottaneille nuorille", "youth"),
    ],
)
def test_a_group_is_found_with_its_attributes(
    language_nlp: Language, text: str, mention: str, code: str
) -> None:
    assert mentions(language_nlp, text) == [(mention, code)]


def test_coordinated_groups_are_mentions_of_their_own(language_nlp: Language) -> None:
    found = mentions(language_nlp, "Lasten, nuorten ja perheiden palvelut kootaan yhteen.")
    assert found == [("Lasten", "children"), ("nuorten", "youth"), ("perheiden", "families")]


def test_a_suspended_compound_belongs_to_its_group(language_nlp: Language) -> None:
    found = mentions(language_nlp, "Malli auttaa mielenterveys- ja päihdekuntoutujia.")
    assert found == [("mielenterveys- ja päihdekuntoutujia", "mental_health_substance")]


@pytest.mark.parametrize(
    "text",
    [
        "Lastensuojelun ja nuorisotyön yhteistyö tiivistyi.",
        "Perhekeskus avattiin keväällä.",
        "Asiakas saa ajan heti.",
        "Työntekijät tapaavat viikoittain.",
        "Sairaanhoitaja soittaa takaisin.",
        "Väestö ikääntyy nopeasti.",
        "Alueella on 52 000 asukasta.",
        "Lapset puheeksi -menetelmä on otettu käyttöön.",
        "Kustannus oli 300 euroa/asiakas.",
        "Suunnitelma tehdään viranomaisten kanssa.",
        "Neuvokas perhe -ohjaus jatkuu.",
        "Malli ei koske lapsia.",
        "Suunnitelma tehdään asiakkaan ja läheisten kanssa.",
        "Kustannukset per asukas laskivat.",
    ],
)
def test_services_names_staff_and_populations_are_no_target_groups(language_nlp: Language, text: str) -> None:
    assert mentions(language_nlp, text) == []


@pytest.mark.parametrize(
    ("low", "high", "code"),
    [
        (0, 6, TargetCode.CHILDREN),
        (13, 17, TargetCode.YOUTH),
        (0, 29, TargetCode.YOUTH),
        (30, 64, TargetCode.WORKING_AGE),
        (75, 120, TargetCode.OLDER),
    ],
)
def test_an_age_tells_its_group(low: float, high: float, code: TargetCode) -> None:
    assert code_of_age(low, high) is code


def test_the_component_gives_offsets_and_sentences(language_nlp: Language) -> None:
    text = "Hanke alkoi. Nuorille avattiin chat."
    (target,) = TargetComponent()(language_nlp(text))._.targets
    assert (text[target.start : target.end], target.text, target.sentence) == ("Nuorille", "Nuorille", 1)
