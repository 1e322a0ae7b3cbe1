"""Days and periods in Finnish wording."""

import pytest

from sotenlp.reader.periods import is_date_line, parse_day, parse_period


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Oma-arvioinnin tiivistelmä, kevät 2021", "2021-01-01/2021-06-30"),
        ("Syksy 2022", "2022-07-01/2022-12-31"),
        ("syksyllä 2020", "2020-07-01/2020-12-31"),
        ("keväällä 2023", "2023-01-01/2023-06-30"),
        ("2022 syksy", "2022-07-01/2022-12-31"),
        ("kesällä 2021", "2021-06-01/2021-08-31"),
        ("Arviointi 15.12.2023", "2023-12-15"),
        ("tilanne 5. 3. 2022", "2022-03-05"),
        ("2022-03-05", "2022-03-05"),
        ("jakso 1.7.-31.10.2020", "2020-07-01/2020-10-31"),
        ("1.1.2020–31.12.2023 käynnissä", "2020-01-01/2023-12-31"),
        ("ajalla 1.-30.6.2021", "2021-06-01/2021-06-30"),
        ("lokakuussa 2020", "2020-10-01/2020-10-31"),
        ("helmikuu 2024", "2024-02-01/2024-02-29"),
        ("tammi-kesäkuu 2021", "2021-01-01/2021-06-30"),
        ("10/2020", "2020-10-01/2020-10-31"),
        ("9/2020-3/2021", "2020-09-01/2021-03-31"),
        ("Q3/2022", "2022-07-01/2022-09-30"),
        ("2020-2022", "2020-01-01/2022-12-31"),
        ("vuosi 2021", "2021-01-01/2021-12-31"),
        ("lähtötilanne", None),
        ("31.2.2021", None),
        ("13/2021", None),
        ("hanke 20215", None),
    ],
)
def test_parse_period(text, wanted):
    assert parse_period(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"), [("Luotu 3.4.2021", "2021-04-03"), ("45.4.2021", None), ("ei", None)]
)
def test_parse_day(text, wanted):
    assert parse_day(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("13.11.2020", True), (" 1.2.2021. ", True), ("1.2.2021 alkaen", False), ("2021", False)],
)
def test_is_date_line(text, wanted):
    assert is_date_line(text) is wanted
