"""Project pages made from a seed, as many as are asked for: the load of the benchmarks of scale."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path

VOCABULARY = Path(__file__).resolve().parents[1] / "corpora" / "vocabulary"

GOALS = (
    "1. Palveluiden yhdenvertaisen saatavuuden, oikea-aikaisuuden ja jatkuvuuden parantaminen",
    "2. Toiminnan painotuksen siirtäminen ehkäisevään ja ennakoivaan työhön",
    "3. Laadun ja vaikuttavuuden parantaminen",
    "4. Palveluiden monialaisuuden ja yhteentoimivuuden varmistaminen",
    "5. Kustannusten nousun hillitseminen",
)
SENTENCES = (
    "{practice} otettiin käyttöön {time} {place} sote-keskuksessa.",
    "{practice} on suunnitteilla, ja sitä kokeillaan ensin {place} alueella.",
    "Pilotti, jossa {practice} tavoittaa {group}, käynnistyi {time}.",
    "Hoitoon pääsi {days} vuorokaudessa {share} % asiakkaista.",
    "Työryhmään kuuluu {count} ammattilaista, ja se kokoontuu {place} kerran kuukaudessa.",
    "Henkilöstö on koulutettu, ja toimintamallin {practice} juurtumista seurataan mittarilla {code}.",
    "Asiakkaista {share} % arvioi palvelun hyväksi, kun tavoite oli {goal} %.",
    "Kustannukset laskivat {share} euroa asiakasta kohti vuoteen {year} verrattuna.",
    "Yhteistyö jatkuu {place} järjestöjen ja oppilaitosten kanssa, ja vastuu on tiimillä {code}.",
    "Palvelu tavoitti {count} henkilöä, joista suurin osa oli {group}.",
)


def pages(number: int, *, seed: int = 0, sentences: int = 24) -> Iterator[tuple[str, str]]:
    """Ids and texts of pages of our own words; the first pages of two numbers are the same.

    Args:
        number: How many.
        seed: What the choice of words starts from.
        sentences: Sentences a page beside its identity and headings.
    """
    areas = [row["name"] for row in _rows("areas.csv")]
    towns = [row["name"] for row in _rows("municipalities.csv")]
    practices = [row["name"] for row in _rows("practices.csv")]
    groups = ("ikäihmisiä", "lapsiperheitä", "nuoria", "työikäisiä", "mielenterveyskuntoutujia")
    for index in range(number):
        pick = random.Random(seed * 1_000_003 + index)
        lines = [
            f"{pick.choice(areas)}: hanke {index}",
            "",
            "Perustiedot",
            "",
            f"Hankkeen hallinnoija on {pick.choice(towns)}n kaupunki.",
            "",
            "Tuotokset ja tulokset",
            "",
            f"Tiivistelmä oma-arvioinnista, {pick.choice(('kevät', 'syksy'))} {pick.randint(2020, 2023)}",
        ]
        for place in range(sentences):
            if place % 5 == 0:
                lines += ["", GOALS[place // 5 % 5], ""]
            lines.append(
                pick.choice(SENTENCES).format(
                    practice=pick.choice(practices).capitalize(),
                    time=f"{pick.choice(('keväällä', 'syksyllä'))} {pick.randint(2020, 2023)}",
                    place=pick.choice(towns),
                    group=pick.choice(groups),
                    days=pick.randint(2, 30),
                    share=pick.randint(10, 99),
                    goal=pick.randint(50, 99),
                    count=pick.randint(3, 4000),
                    code=f"{pick.choice('ABCDEFGH')}{pick.randint(1, 9999)}",
                    year=pick.randint(2019, 2022),
                )
            )
        yield f"p{index:06}", "\n".join(lines) + "\n"


def write_pages(folder: Path, number: int, *, seed: int = 0) -> None:
    """Write pages as text files of a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages(number, seed=seed):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def _rows(name: str) -> list[dict[str, str]]:
    with open(VOCABULARY / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
