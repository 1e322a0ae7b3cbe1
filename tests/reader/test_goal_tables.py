"""Tables that set measures against the goals, letters and words that stand for a goal."""

import pytest

from sotenlp.reader.goal_tables import goals_of_part, read_goal_rows
from sotenlp.reader.reading import from_text
from sotenlp.reader.segmentation import segment

TABLE = (
    "Väliraportti\n\nToimenpide\tSaatavuus\tEhkäisy\tLaatu\tMonialaisuus\tKustannukset\n"
    "A Etähoito\tXX\t\tX\t\tX\nB Perheverkko\t\tXX\t\tXX\t\nC Suunnittelu\t\t\t\t\t\n"
)
LAST = "Vastaanotto aukesi ja jono lyheni kolmanneksella."


@pytest.mark.parametrize(
    "text",
    [
        TABLE,
        TABLE.replace("\t", " | ").replace("\nA", "\n| A").replace("\nB", "\n| B").replace("\nT", "\n| T"),
        TABLE.replace("Saatavuus", "1 Palvelujen saatavuus").replace("XX", "✓✓").replace("X", "✓"),
    ],
)
def test_marks_name_the_goals_of_a_row_the_heaviest_first(text):
    _, blocks = segment(text)
    head, first, second = read_goal_rows(text, blocks)
    assert head.goals == ()
    assert (first.key, first.name, first.goals, first.main) == ("A", "Etähoito", (1, 3, 5), (1,))
    assert (second.goals, second.main) == ((2, 4), (2, 4))


def test_a_part_has_the_goals_of_its_row():
    _, blocks = segment(TABLE)
    rows = read_goal_rows(TABLE, blocks)
    assert goals_of_part("OSATOTEUTUS A: ETÄHOITO", rows) == (1,)
    assert goals_of_part("Perheverkko maakunnassa", rows) == (2, 4)
    assert goals_of_part("OSATOTEUTUS D: MUU", rows) == ()


def test_a_table_without_goals_has_no_rows():
    text = "Kysely\n\nVuosi\tVastaajat\tLaatu\n2021\tx\t3\n2022\tx\t4\n"
    assert read_goal_rows(text, segment(text)[1]) == []


def goals(text):
    return [(section.title, section.goal) for section in from_text(text).sections if section.goal]


def test_letters_with_a_key():
    text = (
        "Raportti\n\nTULOKSET\n\nP = palvelujen saatavuus, V = laatu ja vaikuttavuus, Y = yhteentoimivuus\n\n"
        "P\n- Chat aukesi.\n- Jono lyheni.\nV\n- Kysely tehtiin.\nY\n- Tiimi perustettiin.\n"
    )
    assert goals(text) == [("P", 1), ("V", 3), ("Y", 4)]


def test_a_whole_series_of_letters_needs_no_key():
    text = "Raportti\n\nTulokset\n\n" + "".join(f"{letter}\n- {LAST}\n" for letter in "SELMK")
    assert goals(text) == [("S", 1), ("E", 2), ("L", 3), ("M", 4), ("K", 5)]
    assert goals(text.replace("E\n", "B\n")) == []


@pytest.mark.parametrize("sign", ["1. ", "• ", "1) ", "", "– "])
def test_items_that_begin_with_a_goal(sign):
    items = (f"{sign}Saatavuus: {LAST}", f"{sign}Ehkäisevä työ – {LAST}", f"{sign}Laatu: {LAST}")
    text = "\n".join(("Raportti\n\nTulokset\n", *items))
    assert goals(text) == [("Saatavuus", 1), ("Ehkäisevä työ", 2), ("Laatu", 3)]


def test_a_lone_word_before_a_colon_is_no_series_of_goals():
    assert goals(f"Raportti\n\nTulokset\n\nLaatu: {LAST}\n") == []


def test_short_headings_straight_over_lists():
    part = "OSATOTEUTUS 1: CHAT\n\nTavoite\n- Jono lyhenee.\n\nTilanne\n- Chat aukesi.\n"
    text = f"Malli\n\n{part}Mukana olivat\n- Oulu\n- Ii\n"
    titles = [section.title for section in from_text(text).sections]
    assert titles == ["Malli", "OSATOTEUTUS 1: CHAT", "Tavoite", "Tilanne"]
