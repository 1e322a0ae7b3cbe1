"""Lines and sentences that name a goal."""

import pytest

from sotenlp.reader.goal_headings import find_goal, find_stated_goal


@pytest.mark.parametrize(
    ("words", "number", "goal"),
    [
        ("Saatavuus, oikea-aikaisuus ja jatkuvuus", None, 1),
        ("Hoidon ja palvelujen saatavuus sekä jatkuvuus", 1, 1),
        ("Ennaltaehkäisevä ja ennakoiva työ", 2, 2),
        ("Painopiste raskaista palveluista kohti ehkäisevää työtä", 2, 2),
        ("LAATU JA VAIKUTTAVUUS", 3, 3),
        ("Palvelujen laadun vahvistaminen", 3, 3),
        ("Monialaisuus ja palvelujen yhteentoimivuus", 4, 4),
        ("Kustannusten nousun hillintä", None, 5),
        ("Kustannusten kasvun hillitseminen", 5, 5),
        ("Laatukäsikirjan laatiminen", 3, None),
        ("Etävastaanoton käyttöönotto", 1, None),
        ("Ehkäisevän päihdetyön koulutus henkilöstölle", 2, None),
        ("", 1, None),
    ],
)
def test_find_goal(words, number, goal):
    assert find_goal(words, number) == goal


@pytest.mark.parametrize(
    ("sentence", "goal"),
    [
        ("Osatoteutuksen päätavoite kohdistuu ohjelman tavoitteeseen 3. Laatu ja vaikuttavuus.", 3),
        ("Päätavoite on palvelujen monialaisuus ja yhteentoimivuus.", 4),
        ("Työ palvelee ensisijaisesti tavoitetta 2.", 2),
        ("Osatoteutuksella tavoitellaan ohjelman 5. tavoitteen toteutumista.", 5),
        ("Hyötytavoite: kustannusten nousun hillintä", 5),
        ("Päätavoite on saatavuuden ja laadun parantaminen.", None),
        ("Saatavuus on parantunut.", None),
        ("Hankkeen tavoitteena on 3 uutta toimipistettä.", None),
    ],
)
def test_find_stated_goal(sentence, goal):
    assert find_stated_goal(sentence) == goal
