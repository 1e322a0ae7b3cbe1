"""Layout to sections and blocks."""

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sotenlp.reader.segmentation import segment
from sotenlp.schema import BlockKind, SectionRole

PROSE = "Alueella kehitetään vastaanottoja niin, että asukas saa apua ensimmäisellä yhteydenotolla."

PAGE = f"""Saaristo: Palvelut lähelle

icon/arrow Created with Sketch. Perustiedot

Kokonaisuuden nimi
Saaristo: Palvelut lähelle
Lyhyt kuvaus

{PROSE}

Toimiaika

2020-2022

Liitetiedostot ja linkit
Yhteyshenkilön nimi
Oona Esimerkki
Yhteyshenkilön sähköpostiosoite
Luotu

1.2.2021
Tuotokset ja tulokset

Oma-arvioinnin tiivistelmä, kevät 2022

1.      Palvelujen yhdenvertaisen saatavuuden, oikea-aikaisuuden ja jatkuvuuden parantaminen

{PROSE}

3)  Laatu ja vaikuttavuus**

{PROSE}

Tiivistelmä lähtötilanteen oma-arvioinnista

{PROSE}

Vaikutukset ja vaikuttavuus

- ensimmäinen vaikutus
  • sisempi vaikutus
"""


def outline(text):
    return [(s.level, s.title, s.role.value, s.goal, s.as_of) for s in segment(text)[0]]


def kinds(text):
    return [(b.kind.value, text[b.content : b.end]) for b in segment(text)[1]]


def test_a_project_page_gives_the_tree_of_its_headings():
    spring = "2022-01-01/2022-06-30"
    goal = "Palvelujen yhdenvertaisen saatavuuden, oikea-aikaisuuden ja jatkuvuuden parantaminen"
    assert outline(PAGE) == [
        (1, "Saaristo: Palvelut lähelle", "identity", None, None),
        (2, "Perustiedot", "identity", None, None),
        (2, "Lyhyt kuvaus", "identity", None, None),
        (2, "Liitetiedostot ja linkit", "attachments", None, None),
        (2, "Yhteyshenkilön nimi", "contact", None, None),
        (2, "Luotu", "identity", None, None),
        (2, "Tuotokset ja tulokset", "outcomes", None, None),
        (3, "Oma-arvioinnin tiivistelmä, kevät 2022", "outcomes", None, spring),
        (4, goal, "outcomes", 1, spring),
        (4, "Laatu ja vaikuttavuus", "outcomes", 3, spring),
        (3, "Tiivistelmä lähtötilanteen oma-arvioinnista", "evaluation", None, None),
        (2, "Vaikutukset ja vaikuttavuus", "effects", None, None),
    ]


def test_labels_and_values_carry_their_field():
    blocks = segment(PAGE)[1]
    values = {b.field: PAGE[b.start : b.end] for b in blocks if b.kind is BlockKind.VALUE}
    assert values == {
        "project": "Saaristo: Palvelut lähelle",
        "period": "2020-2022",
        "contact_name": "Oona Esimerkki",
        "created": "1.2.2021",
    }


def test_the_icon_before_a_heading_is_a_block_of_its_own():
    assert ("paragraph", "icon/arrow Created with Sketch.") in kinds(PAGE)
    assert ("heading", "Perustiedot") in kinds(PAGE)


def test_a_label_and_its_value_on_one_line():
    assert kinds("Hankkeen tiedot\n\nRahoittaja: Ministeriö") == [
        ("heading", "Hankkeen tiedot"),
        ("value", "Ministeriö"),
    ]


@pytest.mark.parametrize("bullet", ["•", "-", "–", "*", "\uf0b7", "o"])
def test_bullets(bullet):
    text = f"Otsikko\n\n{bullet} hoitajan vastaanotto\n    {bullet} etävastaanotto"
    assert kinds(text)[1:] == [("item", "hoitajan vastaanotto"), ("item", "etävastaanotto")]


def test_numbered_lines_are_items_unless_they_name_a_goal_in_a_heading():
    text = (
        "Päämäärä ja päätavoite\n\n1. Yhteinen neuvontanumero\n2. Laadun ja vaikuttavuuden mittarit\n\n"
        "Tavoitteet ovat\n1. palveluiden saatavuuden parantaminen\n2. laadun parantaminen.\n"
    )
    assert [kind for kind, _ in kinds(text)] == ["heading", "item", "item", "paragraph", "item", "item"]


def test_dates_and_amounts_at_the_start_of_a_line_are_no_numbers():
    text = "Otsikko\n\n1.1.2021 alkaa uusi toiminta.\n\n11 kuntaa on mukana.\n\n30.6. mennessä valmis."
    assert [kind for kind, _ in kinds(text)] == ["heading", "paragraph", "paragraph", "paragraph"]


def test_a_row_of_a_table_is_one_cell():
    text = "Otsikko\n\nToimenpide\tSaatavuus\tLaatu\n1 Neuvonta\t\t\n\t2 Chat\tx\t\n| a | b |\n"
    assert [kind for kind, _ in kinds(text)] == ["heading", "cell", "cell", "cell", "cell"]


def test_wrapped_lines_are_one_paragraph_and_sentences_on_lines_are_not():
    wrapped = (
        "Otsikko\n\nTämä kappale on katkaistu tiedostossa rivin leveyden mukaan, kuten\n"
        "Etelä-Savon ja muiden alueiden raporteissa usein on, ja siksi sen\n"
        "lopun pitää kuulua samaan kappaleeseen."
    )
    assert [kind for kind, _ in kinds(wrapped)] == ["heading", "paragraph"]
    lines = "Otsikko\n\nTiedonkulku ei toimi.\nPalvelut ovat hajallaan.\n"
    assert [kind for kind, _ in kinds(lines)] == ["heading", "paragraph", "paragraph"]


def test_the_parts_of_a_report_hand_their_goal_and_day_down():
    text = (
        "Saariston sote-keskus\n\nOma-arvioinnin raportointi\n\n3.4.2021\n\n"
        f"{PROSE}\n\n1. OSATOTEUTUS 1: NEUVONNAN KESKITTÄMINEN\n\n"
        "Osatoteutuksen päätavoite on tavoite 4.\n\nHankkeen tavoitteet\n\n1. Yksi numero\n2. Yksi tiimi\n\n"
        f"Yhteenveto hanketyöskentelyn toteutumisesta 1.2.-31.5.2020\n\n{PROSE}\n\n"
        f"2. OSATOTEUTUS 2: ETÄPALVELUT\n\nArvioinnin mittarit/kriteerit\n\n{PROSE}\n"
    )
    sections = segment(text)[0]
    assert [(s.level, s.role.value, s.goal, s.as_of) for s in sections] == [
        (1, "identity", None, "2021-04-03"),
        (2, "evaluation", None, "2021-04-03"),
        (2, "activities", 4, "2021-04-03"),
        (3, "aims", 4, "2021-04-03"),
        (3, "outcomes", 4, "2020-02-01/2020-05-31"),
        (2, "activities", None, "2021-04-03"),
        (3, "measurement", None, "2021-04-03"),
    ]


@pytest.mark.parametrize(
    "line",
    ["Verkostot arjessa", "Etäpalvelut", "2.1 Vastaanoton uudistus", "**Perhekeskus**", "### Perhekeskus"],
)
def test_a_short_line_before_prose_is_a_heading(line):
    assert len(segment(f"Otsikko\n\n{PROSE}\n\n{line}\n\n{PROSE}\n")[0]) == 2


@pytest.mark.parametrize(
    "line",
    [
        "Verkostot tukevat arkea.",
        "verkostot arjessa",
        "Kuva 1. Verkostot",
        "Seuraavat palvelut aloitettiin. Ne ovat",
        "12.3.2021",
        "kirjaamo@example.org",
    ],
)
def test_other_short_lines_are_not(line):
    assert len(segment(f"Otsikko\n\n{PROSE}\n\n{line}\n\n{PROSE}\n")[0]) == 1


def test_a_season_alone_dates_what_stands_under_it():
    text = (
        f"Otsikko\n\nTuotokset ja tulokset\n\nKevät 2021\n\n{PROSE}\n\nTilanne lokakuussa 2022\n\n{PROSE}\n"
    )
    assert [(s.level, s.role.value, s.as_of) for s in segment(text)[0]][2:] == [
        (3, "outcomes", "2021-01-01/2021-06-30"),
        (3, "outcomes", "2022-10-01/2022-10-31"),
    ]


def test_results_under_a_summary_have_its_period():
    summary = "Yhteenveto hanketyöskentelyn toteutumisesta 1.1.-30.6.2021"
    lines = ("Sote-keskus", "Oma-arviointi", "1. OSATOTEUTUS 1: CHAT", summary, PROSE, "Tulokset", PROSE)
    text = "\n\n".join(lines)
    assert [(s.level, s.as_of) for s in segment(text)[0]][-2:] == [
        (3, "2021-01-01/2021-06-30"),
        (4, "2021-01-01/2021-06-30"),
    ]


def test_decomposed_characters_change_no_section():
    assert outline(unicodedata.normalize("NFD", PAGE)) == outline(PAGE)


def test_numbered_headings_nest_by_their_numbers():
    lines = ("Otsikko", "1. Tausta", PROSE, "1.1 Väestö", PROSE, "2. Uudet mallit", PROSE, "Chat", PROSE)
    text = "\n\n".join(lines)
    assert [(s.level, s.title) for s in segment(text)[0]] == [
        (1, "Otsikko"),
        (2, "Tausta"),
        (3, "Väestö"),
        (2, "Uudet mallit"),
        (3, "Chat"),
    ]


def test_a_list_of_values_under_a_label():
    text = "Otsikko\n\nOsatoteuttajat:\n\n• Auran kunta\n\n• Liedon kunta\n\nRahoittaja\nSTM\n"
    values = [(b.field, text[b.content : b.end]) for b in segment(text)[1] if b.field]
    assert values == [("implementers", "Auran kunta"), ("implementers", "Liedon kunta"), ("funder", "STM")]


def test_lead_in_lines_of_lists_are_no_headings():
    assert len(segment(f"Otsikko\n\n{PROSE}\n\nKokonaisuuteen kuuluvat:\n\n- chat\n- puhelin\n")[0]) == 1


def test_a_text_without_headings_has_one_section():
    sections, blocks = segment(f"{PROSE}\n\n{PROSE}")
    assert [(s.level, s.title, s.role) for s in sections] == [(0, "", SectionRole.IDENTITY)]
    assert len(blocks) == 2


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff"])
def test_empty_texts(text):
    sections, blocks = segment(text)
    assert (len(sections), sections[0].start, sections[0].end, blocks) == (1, 0, len(text), ())


def test_line_ends_of_every_kind_and_a_byte_order_mark():
    lines = ["\ufeffOtsikko", "", "Perustiedot", "", "Luotu", "1.2.2021"]
    wanted = [kind for kind, _ in kinds("\n".join(lines))]
    for end in ("\r\n", "\r", "\u2028", "\x85"):
        assert [kind for kind, _ in kinds(end.join(lines))] == wanted
    assert segment("\n".join(lines))[1][0].start == 1


def test_a_line_of_a_megabyte_takes_linear_time():
    started = time.perf_counter()
    for text in ("a" * 1_000_000, "Sana ja toinen sana " * 50_000, "Rivi.\n" * 50_000):
        segment(text)
    assert time.perf_counter() - started < 20


LINES = st.sampled_from(
    [
        "", " ", "Perustiedot", "Luotu", "1.2.2021", "Rahoittaja: STM", "Otsikko **", PROSE, "- kohta",
        "\t- sisempi", "1. Saatavuus ja jatkuvuus", "2. Etäpalvelut", "a\tb\tc", "Oma-arviointi, syksy 2022",
        "1. OSATOTEUTUS 1: A", "Yhteyshenkilön nimi", "icon/x Created with Sketch. Liitteet", "• ", "\u00ad",
        "Päätavoite on tavoite 2.", "| Luotu | 1.2.2021 |", "Toimiaika\t2020–2022",
        "• Hallinnoija: Oulun kaupunki",
        "S", "E", "L", "M", "Laatu: palaute kerättiin.", "• Ehkäisy – neuvola auttaa.", "Kehittämisen vaihe",
        "Luvut",
        "Toimenpide\tSaatavuus\tEhkäisy\tLaatu", "Chat\tx\t\tx", "Toteuttaja", "Oulun kaupunki",
    ]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(LINES, max_size=30).map("\n".join) | st.text(max_size=200))
def test_sections_cover_the_text_and_blocks_lie_in_their_sections(text):
    sections, blocks = segment(text)
    assert sections[0].start == 0
    assert sections[-1].end == len(text)
    assert all(one.end == other.start for one, other in pairwise(sections))
    assert all(s.start <= s.end for s in sections)
    end = 0
    for block in blocks:
        assert end <= block.start <= block.content <= block.end
        section = sections[block.section]
        assert section.start <= block.start
        assert block.end <= section.end
        words = text[block.start : block.end]
        assert words == words.strip()
        assert words
        end = block.end
    covered = set()
    for block in blocks:
        covered.update(range(block.start, block.end))
    missed = "".join(character for index, character in enumerate(text) if index not in covered)
    assert not missed.replace("\ufeff", "").replace("\u200b", "").strip()
