"""What the headings of the page templates mean."""

import pytest

from sotenlp.reader.heading_roles import guess_role
from sotenlp.reader.page_kinds import find_heading, guess_kind, heading_words, headings
from sotenlp.schema import PageKind, SectionRole


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Ratkaisun perusidea **", SectionRole.ACTIVITIES),
        ("TAVOITELTU MUUTOS", SectionRole.AIMS),
        ("Toimivuuden  ja käyttöönoton ehdot:", SectionRole.CONDITIONS),
        ("Päämäärä ja\u00a0päätavoite", SectionRole.AIMS),
        ("## Tuotokset ja tulokset", SectionRole.OUTCOMES),
        ("Yhteyshenkilön nimi", SectionRole.CONTACT),
    ],
)
def test_known_headings_in_any_dress(line, role):
    heading = find_heading(line)
    assert heading is not None
    assert heading.role is role


def test_other_lines_are_no_template_headings():
    assert find_heading("Tavoiteltu muutos näkyy asiakkaan arjessa") is None
    assert find_heading("x" * 1000) is None


def test_heading_words_lose_ornaments():
    assert heading_words("**Tavoiteltu  muutos:**") == "Tavoiteltu muutos"


def test_every_heading_is_written_as_it_is_looked_up():
    assert all(words == heading_words(words).casefold() for words in headings())


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["Kokonaisuuden nimi", "Toimiaika"], PageKind.KOKONAISUUS),
        (["Toimintaympäristö", "Tavoiteltu muutos", "Liitteet"], PageKind.TOIMINTAMALLI),
        (
            ["Hankkeen tavoitteet ja prosessitavoitteet", "Arvioinnin mittarit/kriteerit"],
            PageKind.OMA_ARVIOINTI,
        ),
        (["Johdanto", "Lopuksi"], None),
    ],
)
def test_guess_kind(lines, kind):
    assert guess_kind(lines) is kind


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Hankkeen tausta", SectionRole.BACKGROUND),
        ("Kustannukset ja jatko", SectionRole.COSTS),
        ("Etävastaanotto", SectionRole.OTHER),
        ("", SectionRole.OTHER),
    ],
)
def test_guess_role(words, role):
    assert guess_role(words) is role
