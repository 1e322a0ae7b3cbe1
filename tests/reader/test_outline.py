"""What parts inherit from the headings around them."""

from __future__ import annotations

import pytest

from sotenlp.reader.segmentation import segment
from sotenlp.schema import SectionRole


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Hankkeen tulokset", SectionRole.OUTCOMES),
        ("Mitä saimme aikaan?", SectionRole.OUTCOMES),
        ("Vaikutukset", SectionRole.EFFECTS),
        ("Kohderyhmä", SectionRole.NEEDS),
        ("Hankkeen tausta", SectionRole.BACKGROUND),
        ("Tavoitellut tulokset", SectionRole.PLANNED_RESULTS),
        ("Odotetut vaikutukset", SectionRole.AIMS),
    ],
)
def test_what_was_reached_is_no_aim(heading: str, role: SectionRole) -> None:
    identity = "Perustiedot\n\nKokonaisuuden nimi\nMalli\n\n"
    page = f"{identity}Tavoitteet\n\nJonot lyhenevät.\n\n{heading}\n\nTiimi aloitti.\n"
    sections, _ = segment(page)
    assert {section.title: section.role for section in sections}[heading] is role
