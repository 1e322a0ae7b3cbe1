"""The same identity block in every dress that labels and values wear."""

import pytest

from sotenlp.reader.reading import from_text

FIELDS = (
    ("Hankkeen nimi", "Lappi: Apu ajoissa"),
    ("Toimiaika", "1.9.2020–31.12.2022"),
    ("Hallinnoija", "Rovaniemen kaupunki"),
    ("Osatoteuttajat", "Kemin kaupunki, Inarin kunta ja Lapin sairaanhoitopiiri"),
    ("Rahoittaja", "STM, 3,4 milj. €"),
    ("Luotu", "1.10.2020"),
    ("Viimeksi muokattu", "2.12.2022"),
)
ABOVE = ("{label}\n{value}", "{label}:\n{value}", "**{label}**\n\n{value}\n", "{label}\t\n{value}")
BESIDE = (
    "{label}: {value}", "{label} : {value}", "{label}:\t{value}", "{label}\t{value}", "{label} – {value}",
    "{label} - {value}", "{label} {value}", "| {label} | {value} |", "**{label}:** {value}\n",
    "{label}: {value}\n",
)  # fmt: skip
SIGNS = ("", "• ", "- ", "* ", "1. ", "{number}. ", "{number}) ", "{number}: ")
DRESSES = [
    *((form, "") for form in ABOVE),
    *((form, sign) for form in BESIDE for sign in (SIGNS if form[0] not in "|*" else ("",))),
]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("capitals", [False, True])
@pytest.mark.parametrize(("form", "sign"), DRESSES)
def test_every_field_is_read(form, sign, capitals, turned):
    lines = [
        sign.format(number=number) + form.format(label=label.upper() if capitals else label, value=value)
        for number, (label, value) in enumerate(FIELDS[::-1] if turned else FIELDS, 1)
    ]
    page = "\n".join(
        ("Lappi: Apu ajoissa", "", "Perustiedot", "", *lines, "", "Tausta", "", "Etäisyydet ovat pitkiä.")
    )
    meta = from_text(page).meta
    assert meta.project == "Lappi: Apu ajoissa"
    assert meta.period == "1.9.2020–31.12.2022"
    assert meta.coordinator == "Rovaniemen kaupunki"
    assert meta.implementers == ("Kemin kaupunki", "Inarin kunta", "Lapin sairaanhoitopiiri")
    assert meta.funder == "Sosiaali- ja terveysministeriö"
    assert (meta.created, meta.modified) == ("1.10.2020", "2.12.2022")
    assert meta.area == "Lapin hyvinvointialue"
