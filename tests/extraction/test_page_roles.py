"""Roles on a whole page: lists of those who take part, own organisation, what the page says elsewhere."""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language

from sotenlp.extraction.actors import ActorComponent
from sotenlp.pipeline import make_doc
from sotenlp.reader.reading import from_text
from sotenlp.schema import ActorRole, PageKind

PAGE = """Perustiedot

Toimintamallin nimi
Kylätuki

Osallistujat

Oulun kaupunki, Kela, Oulun Omaishoitajat ry ja Sotek-säätiö.

Tulokset

Ryhmät pidettiin Kelan tiloissa. Oulun kaupunki laajensi työtä. Pietarsaaren kaupunki tiedustelee mallia.
"""


def roles(nlp: Language, text: str, **meta: object) -> list[tuple[str, ActorRole]]:
    document = from_text(text)
    document = replace(document, meta=replace(document.meta, **meta))  # type: ignore[arg-type]
    doc = ActorComponent()(nlp(make_doc(nlp, document)))
    return [(actor.text, actor.role) for actor in doc._.actors]


def test_a_list_of_participants_gives_roles(language_nlp: Language) -> None:
    found = roles(language_nlp, PAGE, coordinator="Oulun kaupunki", kind=PageKind.TOIMINTAMALLI)
    assert found[:4] == [
        ("Oulun kaupunki", ActorRole.IMPLEMENTER),
        ("Kela", ActorRole.PARTNER),
        ("Oulun Omaishoitajat ry", ActorRole.PARTNER),
        ("Sotek-säätiö", ActorRole.PARTNER),
    ]


def test_roles_hold_over_the_page_but_for_strangers(language_nlp: Language) -> None:
    found = dict(roles(language_nlp, PAGE, coordinator="Oulun kaupunki", kind=PageKind.TOIMINTAMALLI)[4:])
    assert found["Kelan"] is ActorRole.PARTNER
    assert found["Oulun kaupunki"] is ActorRole.IMPLEMENTER
    assert found["Pietarsaaren kaupunki"] is ActorRole.MENTIONED


def test_the_page_of_a_whole_project_describes_its_region(language_nlp: Language) -> None:
    text = "Lähtötilanne ja strategiset liittymäkohdat\n\nAlueen suurin kuntayhtymä on Kymsote.\n"
    found = dict(roles(language_nlp, text, coordinator="Kymsote", kind=PageKind.KOKONAISUUS))
    assert found["Kymsote"] is ActorRole.MENTIONED


def test_members_of_a_team_take_part(language_nlp: Language) -> None:
    text = "Tukitiimi (poliisi, seurakunta ja Kela) kokoontuu kuukausittain."
    assert {role for _, role in roles(language_nlp, text)} == {ActorRole.PARTNER}


def test_what_several_have_in_common(language_nlp: Language) -> None:
    text = "Seurakunnan ja Kelan yhteinen rinki kokoontuu. Kelan yhteinen palvelu on toinen asia."
    assert [role for _, role in roles(language_nlp, text)] == [
        ActorRole.PARTNER,
        ActorRole.PARTNER,
        ActorRole.PARTNER,
    ]
