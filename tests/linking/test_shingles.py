"""Runs that pages share, and boilerplate in a generated corpus whose truth is known."""

from __future__ import annotations

import random
from collections import defaultdict

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sotenlp.linking.boilerplate import mark_boilerplate
from sotenlp.linking.shingles import FIRST_WORD, NAME, NUMBER, Lexicon, build_index

REGIONS = {
    "Kainuun hyvinvointialue": "Kainuun",
    "Lapin hyvinvointialue": "Lapin",
    "Pirkanmaan hyvinvointialue": "Pirkanmaan",
    "Satakunnan hyvinvointialue": "Satakunnan",
}
TEMPLATES = (
    "{} sote-keskus kokoaa peruspalvelut niin, että asukas saa avun ensimmäisellä yhteydenotolla.",
    "Hankkeen rahoitti ministeriö, ja työ tehtiin {} alueella kuntien sekä järjestöjen kanssa vuosina {}.",
)
WORDS = [
    f"{start}{middle}{end}"
    for start in "hklmprst"
    for middle in ("ati", "oku", "ehe")
    for end in ("na", "lo")
]


def test_names_and_digits_are_left_open_and_the_rest_is_not():
    page = Lexicon().read(["Kuopiossa alkoi 12.3. kokeilu", "kokeilu alkoi Lapissa Inarissa"])
    first, second = page.sentence(0).tolist(), page.sentence(1).tolist()
    assert first[0] == NAME
    assert first[2] == NUMBER
    assert second == [first[3], first[1], NAME]
    assert min(first[1], first[3]) >= FIRST_WORD


def test_runs_do_not_cross_sentences():
    apart = Lexicon().read(["yksi kaksi", "kolme neljä"])
    together = Lexicon().read(["yksi kaksi kolme neljä"])
    assert len(apart.runs()[0]) == 0
    assert together.runs()[1].tolist() == [0, 0]


@given(
    st.lists(st.tuples(st.integers(0, 2), st.lists(st.integers(0, 12), max_size=8)), max_size=8),
)
def test_the_index_holds_what_pages_of_two_origins_have(pages):
    hashes = [np.array(found, np.uint64) for _, found in pages]
    origins = np.array([origin for origin, _ in pages], np.int32)
    index = build_index(hashes, origins)
    holders: dict[int, set[int]] = defaultdict(set)
    for number, (_, found) in enumerate(pages):
        for value in found:
            holders[value].add(number)
    shared = {v: p for v, p in holders.items() if len({int(origins[number]) for number in p}) > 1}
    assert index.keys.tolist() == sorted(shared)
    for value in range(13):
        place = int(index.find(np.array([value], np.uint64))[0])
        assert (place >= 0) == (value in shared)
        if place >= 0:
            assert set(index.holders(place).tolist()) == shared[value]


def generated(make_record, pages: int, seed: int):
    """Pages of own sentences and of template sentences with the region's name, and which are which."""
    rng = random.Random(seed)
    records, truth = [], []
    for number in range(pages):
        area, genitive = rng.choice(sorted(REGIONS.items()))
        lines, flags = [], []
        for _ in range(rng.randint(3, 8)):
            template = rng.choice(TEMPLATES) if rng.random() < 0.4 else None
            own = " ".join(rng.choices(WORDS, k=12)).capitalize() + "."
            lines.append(own if template is None else template.format(genitive, rng.randint(2019, 2023)))
            flags.append(template is not None)
        records.append(make_record(f"sivu-{number:04}", area, *lines))
        truth.append(flags)
    return records, truth


def test_templates_are_found_in_many_pages_and_nothing_else_is(make_record):
    records, truth = generated(make_record, 300, seed=4)
    marked = mark_boilerplate(records)
    assert [[sentence.boilerplate for sentence in document.sentences] for document in marked] == truth


def test_a_page_alone_has_no_boilerplate(make_record):
    records, _ = generated(make_record, 1, seed=2)
    assert not any(sentence.boilerplate for sentence in mark_boilerplate(records)[0].sentences)


def test_pages_of_one_region_mark_nothing(make_record):
    records, _ = generated(make_record, 60, seed=3)
    kainuu = [record for record in records if record.meta.area == "Kainuun hyvinvointialue"]
    assert len(kainuu) > 5
    assert not any(s.boilerplate for document in mark_boilerplate(kainuu) for s in document.sentences)
