"""Goal headings in a row, their periods, and headings that ask what their part answers."""

import pytest

from sotenlp.reader.heading_roles import guess_role
from sotenlp.reader.segmentation import segment
from sotenlp.schema import SectionRole

PROSE = "Neuvontanumero on avattu viidessä kunnassa, ja siihen vastataan saman päivän aikana."


def outline(text: str) -> list[tuple[str, SectionRole, int | None, str | None]]:
    return [(s.title, s.role, s.goal, s.as_of) for s in segment(text)[0]]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "mark", ["{word}", "{word} **", "{number}) {word}", "{number}. {word}", "{number}: {word}"]
)
def test_costs_after_other_goals_are_the_fifth_and_keep_the_report_open(gap, mark):
    words = ["Saatavuus", "Ehkäisy", "Laatu", "Monialaisuus", "Kustannukset"]
    parts = [mark.format(word=word, number=i) + gap + PROSE for i, word in enumerate(words, start=1)]
    text = "\n\n".join(["Otsikko", "Tuotokset ja tulokset", "Oma-arviointi, kevät 2022", *parts])
    text += "\n\nOma-arviointi, syksy 2021\n\n" + "\n\n".join(parts)
    found = [(goal, role, as_of) for _, role, goal, as_of in outline(text) if goal]
    periods = ("2022-01-01/2022-06-30", "2021-07-01/2021-12-31")
    assert found == [(goal, SectionRole.OUTCOMES, period) for period in periods for goal in range(1, 6)]


def test_costs_of_their_own_are_no_goal():
    text = f"Otsikko\n\nTuotokset ja tulokset\n\n{PROSE}\n\nKustannukset\n\n{PROSE}"
    assert outline(text)[-1][1:3] == (SectionRole.COSTS, None)


def test_small_letters_after_a_number_are_a_heading_only_where_no_list_goes_on():
    headings = f"Otsikko\n\nOma-arviointi\n\n1) saatavuus\n{PROSE}\n2) laatu\n{PROSE}"
    items = "Otsikko\n\nTavoitteemme ovat\n1) saatavuus\n2) ehkäisy\n3) laatu"
    assert [goal for _, _, goal, _ in outline(headings) if goal] == [1]
    assert [goal for _, _, goal, _ in outline(items) if goal] == []


def test_a_final_assessment_stands_beside_the_ones_before():
    before = f"Otsikko\n\nTuotokset ja tulokset\n\nKEVÄT 2022\n\n1) Laatu\n- {PROSE}"
    text = f"{before}\n\nLOPPUARVIO (2023)\n\n{PROSE}"
    assert outline(text)[-1] == ("LOPPUARVIO (2023)", SectionRole.OUTCOMES, None, "2023-01-01/2023-12-31")


@pytest.mark.parametrize(
    "words", ["Arviointijakso 1.5.–31.10.2021.", "Tarkastelujakso on 1.5.2021 - 31.10.2021"]
)
def test_a_report_states_its_period_without_a_colon(words):
    text = f"Oma-arviointi, raportti 2/2021\n\n{words}\n\nOSATOTEUTUS A: NEUVONTA\n\n{PROSE}"
    assert outline(text)[-1] == (
        "OSATOTEUTUS A: NEUVONTA", SectionRole.ACTIVITIES, None, "2021-05-01/2021-10-31",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Miksi linjaa tarvittiin?", SectionRole.NEEDS),
        ("Kenelle malli sopii?", SectionRole.NEEDS),
        ("Ketkä mallin kehittivät?", SectionRole.OTHER),
        ("Mitä malli maksaa?", SectionRole.COSTS),
        ("Mitä saimme aikaan?", SectionRole.OUTCOMES),
        ("Mitä tehtiin ja mitä siitä seurasi?", SectionRole.OUTCOMES),
        ("Mitä opimme?", SectionRole.CONTINUATION),
        ("Mitä käyttöönotto edellyttää?", SectionRole.CONDITIONS),
        ("Miten malli toimii?", SectionRole.ACTIVITIES),
        ("Seuraavat askeleet", SectionRole.CONTINUATION),
        ("Kehittäjäjoukko", SectionRole.ACTIVITIES),
        ("Kohderyhmä", SectionRole.NEEDS),
        ("Tuloksia keväältä", SectionRole.OUTCOMES),
    ],
)
def test_questions_and_stems(words, role):
    assert guess_role(words) is role


def test_a_heading_of_another_role_does_not_go_on_the_part_above():
    text = f"Otsikko\n\nTausta\n\n{PROSE}\n\nMittarit ja luvut\n\n{PROSE}\n\nNimestä\n\n{PROSE}"
    roles = [role for _, role, _, _ in outline(text)]
    assert roles[1:] == [SectionRole.BACKGROUND, SectionRole.MEASUREMENT, SectionRole.BACKGROUND]


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("IDEOINTI JA VALINTA", SectionRole.ACTIVITIES),
        ("Kokeilun tulokset ja opit", SectionRole.OUTCOMES),
        ("Tavoiteltavat tulokset", SectionRole.PLANNED_RESULTS),
        ("Päämäärä", SectionRole.AIMS),
        ("Tiivistelmä", SectionRole.IDENTITY),
    ],
)
@pytest.mark.parametrize("prefix", ["", "1. ", "3: ", "2) "])
def test_headings_of_the_templates_close_the_part_above(prefix, words, role):
    text = f"Otsikko\n\nTavoiteltu muutos\n\n{PROSE}\n\n{prefix}{words}\n\n{PROSE}"
    assert outline(text)[-1][:2] == (words, role)


def test_an_unknown_heading_goes_on_the_page_part_and_not_its_neighbour():
    text = f"Otsikko\n\nRatkaisun perusidea\n\n{PROSE}\n\nKohderyhmä\n\n{PROSE}\n\nNimestä\n\n{PROSE}"
    roles = [role for _, role, _, _ in outline(text)]
    assert roles[1:] == [SectionRole.ACTIVITIES, SectionRole.NEEDS, SectionRole.ACTIVITIES]
