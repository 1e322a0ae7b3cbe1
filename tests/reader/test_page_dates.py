"""The days of a page's creation and last change."""

import pytest

from sotenlp.reader.page_dates import PageDates


def dates(*words: str, report: bool = False, **fields: str) -> tuple[str | None, str | None]:
    found = PageDates(words, fields, is_report=report)
    return found.created, found.modified


@pytest.mark.parametrize(
    ("line", "created", "modified"),
    [
        ("Sivu on luotu 3.4.2021 ja päivitetty 5.6.2022.", None, "5.6.2022"),
        ("Luotu 3.4.2021, tarkistettu 5.6.2022", "3.4.2021", "5.6.2022"),
        ("Julkaistu Innokylässä 3.11.2021", "3.11.2021", None),
        ("Raportti on päivätty 28.2.2023.", "28.2.2023", None),
        ("Hyväksytty ohjausryhmässä 15.9.2023", None, "15.9.2023"),
        ("Hanke on käynnissä 1.1.2023–31.12.2025", None, None),
    ],
)
def test_a_line_tells_the_days(line, created, modified):
    found = dates("Otsikko", line)
    assert found[1] == modified
    assert found[0] == created or created is None


def test_two_days_under_one_label():
    assert dates("Otsikko", created="9.2.2023 / 15.1.2026") == ("9.2.2023", "15.1.2026")


def test_a_report_is_signed_with_place_and_day():
    assert dates("Loppuraportti", "Rovaniemellä 31.1.2023", report=True) == ("31.1.2023", None)
    assert dates("Loppuraportti", "Rovaniemellä 31.1.2023") == (None, None)


def test_the_end_of_a_reporting_period_is_no_day_of_creation():
    assert dates("Oma-arviointi", "Arviointikausi 1.1.–30.6.2024", report=True) == (None, None)
