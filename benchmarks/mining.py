"""Compare mining on one core with the neural pipeline for Finnish and with bare libvoikko; does it scale?

    python benchmarks/mining.py [--copies 40] [--rounds 3]

The texts are all pages of corpora/, annotated and sample. Mining reads a page, analyses it, extracts and
classifies everything and writes its record; ``spacy_fi_experimental_web_md`` tags and parses the same text
with its whole pipeline; libvoikko looks up the same tokens one by one, without a cache. Every measurement
is a fresh process that has loaded its model and worked on one page; processor time, the best of some rounds
in which the programs take turns. For the scaling, pages are made by shuffling lines of the pages. Prints
Markdown tables. Needs ``pip install -e '.[bench]'``.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("corpora/annotated/*/pages/*.txt"), *ROOT.glob("corpora/sample/*.txt")])
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
FEW = 100
"""Documents of the smaller run of the scaling; the larger has ten times as many."""


def spent(work: Callable[[], object]) -> float:
    """Processor time of this process for a piece of work, in seconds."""
    before = time.process_time()
    work()
    return time.process_time() - before


def mining() -> float:
    """Seconds for all pages but the first, from the file to the line of ``documents.jsonl``."""
    from sotenlp.config import load_config
    from sotenlp.engines.serial import map_serial
    from sotenlp.pipeline import annotate, shared_pipeline
    from sotenlp.reader.reading import read
    from sotenlp.records import dumps

    nlp = shared_pipeline(load_config())

    def mine(page: Path) -> int:
        return len(dumps(annotate(nlp, read(page))))

    mine(PAGES[0])
    return spent(lambda: list(map_serial(mine, PAGES[1:])))


def neural() -> float:
    """Seconds of the neural pipeline for the same."""
    import spacy

    nlp = spacy.load("spacy_fi_experimental_web_md")
    texts = [page.read_text(encoding="utf-8") for page in PAGES]
    nlp(texts[0])
    return spent(lambda: list(nlp.pipe(texts[1:])))


def bare() -> float:
    """Seconds of libvoikko for the same tokens."""
    import libvoikko

    voikko, words = libvoikko.Voikko("fi"), tokens()
    voikko.analyze("koira")
    return spent(lambda: [voikko.analyze(word) for word in words])


def tokens() -> list[str]:
    """The tokens of all pages but the first."""
    import spacy

    from sotenlp.language.tokenizer import Tokenizer

    tokenizer = Tokenizer(spacy.blank("fi").vocab)
    return [token.text for page in PAGES[1:] for token in tokenizer(page.read_text(encoding="utf-8"))]


PROGRAMS = {"mining": mining, "neural": neural, "bare": bare}


def in_process(name: str) -> float:
    """What a program measures in a process of its own on one core."""
    done = subprocess.run(
        [sys.executable, __file__, "--only", name],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | ONE_CORE,
    )
    return float(done.stdout)


def compare(rounds: int) -> None:
    """Print the ratios."""
    taken = [{name: in_process(name) for name in PROGRAMS} for _ in range(rounds)]
    best = {name: min(times[name] for times in taken) for name in PROGRAMS}
    count = len(tokens())
    print(f"{len(PAGES) - 1} pages, {count} tokens\n")
    print("| | tokens/s | mining / it |\n|---|---|---|")
    for name, seconds in best.items():
        print(f"| {name} | {count / seconds:.0f} | {seconds / best['mining']:.2f} |", flush=True)


def make_pages(folder: Path, count: int) -> list[Path]:
    """Write pages of shuffled lines, each as long as the page that it is made from."""
    texts = [page.read_text(encoding="utf-8").splitlines() for page in PAGES]
    lines = [line for text in texts for line in text if line.strip()]
    choice = random.Random(0)
    found = []
    for number in range(count):
        page = choice.choice(texts)
        kept = [line if choice.random() < 0.5 or not line.strip() else choice.choice(lines) for line in page]
        found.append(folder / f"page-{number:06}.txt")
        found[-1].write_text("\n".join(kept), encoding="utf-8")
    return found


def scale() -> None:
    """Print what ten times the documents take."""
    from sotenlp.config import load_config
    from sotenlp.engines.serial import map_serial
    from sotenlp.mining import Task, link, mine_input
    from sotenlp.reader.corpus import gather_inputs
    from sotenlp.records import MinedDocument

    config = load_config()
    print("\n| documents | mining, s | linking, s |\n|---|---|---|")
    times = []
    for count in (1, FEW, 10 * FEW):
        with tempfile.TemporaryDirectory() as folder:
            make_pages(Path(folder), count)
            inputs, _ = gather_inputs([folder], config=config)
            before = time.process_time()
            records = list(map_serial(mine_input, (Task(item, config) for item in inputs)))
            mined = time.process_time()
            link([record for record in records if isinstance(record, MinedDocument)])
            times.append((mined - before, time.process_time() - mined))
        if count > 1:
            print(f"| {count} | {times[-1][0]:.1f} | {times[-1][1]:.1f} |", flush=True)
    print(f"| ratio | {times[-1][0] / times[-2][0]:.1f} | {times[-1][1] / times[-2][1]:.1f} |", flush=True)


def spread(copies: int) -> None:
    """Print how much faster two workers are than one; needs two free cores."""
    from sotenlp.config import load_config
    from sotenlp.engines.processes import map_processes
    from sotenlp.mining import Task, mine_input
    from sotenlp.reader.corpus import gather_inputs

    config = load_config()
    with tempfile.TemporaryDirectory() as folder:
        make_pages(Path(folder), copies)
        inputs, _ = gather_inputs([folder], config=config)
        taken = {}
        for workers in (1, 2):
            results = map_processes(mine_input, (Task(item, config) for item in inputs), workers=workers)
            for _ in range(4 * workers):  # until every worker has loaded its models
                next(results)
            before = time.perf_counter()
            rest = sum(1 for _ in results)
            taken[workers] = (time.perf_counter() - before) / rest
    print(f"\nTwo workers are {taken[1] / taken[2]:.2f} times as fast as one.")


def main() -> None:
    """Measure everything."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=3, help="rounds of the comparison")
    parser.add_argument("--copies", type=int, default=400, help="documents that the workers share")
    parser.add_argument("--only", choices=PROGRAMS, help="measure one program, print its seconds")
    options = parser.parse_args()
    if options.only:
        print(PROGRAMS[options.only]())
        return
    compare(options.rounds)
    scale()
    spread(options.copies)


if __name__ == "__main__":
    main()
