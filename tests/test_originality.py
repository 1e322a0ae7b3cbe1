"""What the project contains, the project wrote."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.shared

RUN = 8
READABLE = {".py", ".md", ".txt", ".csv", ".json", ".ipynb", ".toml", ".cfg", ".tsv", ".jsonl"}
COMMON_WORDS = re.compile(
    r"(palvelui?d?en )?(yhdenvertaisen )?saatavuuden,? oikea-?aikaisuuden ja jatkuvuuden parantaminen"
    r"|saatavuus,? oikea-?aikaisuus,?( ja)? jatkuvuus"
    r"|(toiminnan )?painotuksen siirtäminen raskaista palveluista (ennalta)?ehkäisevään ja ennakoivaan työhön"
    r"|ehkäisevä ja ennakoiva työ|(palveluiden )?laadun ja vaikuttavuuden parantaminen|laatu ja vaikuttavuus"
    r"|(palveluiden )?monialaisuuden ja yhteentoimivuuden varmistaminen|monialaisuus ja yhteentoimivuus"
    r"|kustannusten nousun (hillintä|hillitseminen)"
    r"|icon/chevron-down created with sketch\.? (perustiedot )?"  # The frame of every page.
)


def runs(text: str) -> set[tuple[str, ...]]:
    """All runs of eight consecutive words; the goals' names and the pages' frame break a run."""
    folded = re.sub(r"\s+", " ", text.lower().replace("\u00a0", " "))
    found = set()
    for part in COMMON_WORDS.sub("\n", folded).split("\n"):
        words = re.findall(r"[\w-]+", part)
        found |= {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}
    return found


def test_no_sentence_is_taken_from_the_corpus(root: Path, shared: Path) -> None:
    taken = set().union(
        *(runs(path.read_text(encoding="utf-8")) for path in (shared / "corpus").glob("*.txt"))
    )
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=root, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.splitlines():
        path = root / name
        if name.startswith("tests/") or path.suffix not in READABLE or not path.is_file():
            continue
        both = taken & runs(path.read_text(encoding="utf-8"))
        assert not both, f"{name}: {' '.join(min(both))}"


def test_the_check_can_find_something(shared: Path) -> None:
    text = next(iter(sorted((shared / "corpus").glob("*.txt")))).read_text(encoding="utf-8")
    assert runs(text) & runs("alku " + " ".join(text.split()[40:80]))
