"""Compare goal classifiers, trained on the same sentences, on two sets that none has learned from; and speed.

    pip install -e '.[bench]'
    python benchmarks/goals.py GOLD_FOLDER [--annif ANNIF] [--raw RAW.txt]

Every peer learns from the sentences (train and dev parts) and phrases of corpora/goals and the sentences of
the read and written pages of corpora/annotated. Its threshold for each goal is the one of the best F1 on the
dev part, when it has learned from the rest; then it learns from everything. sotenlp is the model that ships,
which has learned from the same. ANNIF is Annif's command; it has an environment of its own, since it asks for
older versions of what sotenlp uses. A peer that is not installed is left out. Speed is taken on lines of RAW,
in processor time of one process.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

os.environ.setdefault("OMP_NUM_THREADS", "1")

import libvoikko
import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.multiclass import OneVsRestClassifier
from sklearn.svm import LinearSVC

from sotenlp.answers import answer
from sotenlp.goals.calibration import best_first, to_probability, tune_decision
from sotenlp.goals.scoring import GoalItem, score_goals

ROOT = Path(__file__).resolve().parents[1]
LABELS = ("1", "2", "3", "4", "5")
NOTHING = "none"
BACKENDS = ("tfidf", "omikuji", "mllm")
SENTENCES = 20_000
PEER_SENTENCES = 1_000
PUNKT = ("abbrev_types.txt", "collocations.tab", "ortho_context.tab", "sent_starters.txt")
Scorer = Callable[[Sequence[str]], np.ndarray]


class Text(NamedTuple):
    """A labelled text."""

    text: str
    wanted: frozenset[str]
    optional: frozenset[str]


class Peer(NamedTuple):
    """A classifier: learns from texts, and gives a score for each goal."""

    name: str
    learn: Callable[[Sequence[Text]], Scorer]


def parse(cell: str) -> frozenset[str]:
    """The goals of a cell such as "1;4"."""
    return frozenset(goal for goal in cell.split(";") if goal)


def corpus(*parts: str) -> list[Text]:
    """Sentences of corpora/goals."""
    with open(ROOT / "corpora" / "goals" / "goals.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["part"] in parts]
    return [Text(row["text"], parse(row["goals"]), parse(row["goals_also"])) for row in rows]


def phrases() -> list[Text]:
    """The programme's phrases."""
    with open(ROOT / "corpora" / "goals" / "phrases.csv", encoding="utf-8", newline="") as file:
        return [Text(row["text"], parse(row["goals"]), frozenset()) for row in csv.DictReader(file)]


def gold(folder: Path) -> list[Text]:
    """Sentences of gold files."""
    found = []
    for path in sorted(folder.glob("*.json")):
        for row in json.loads(path.read_text(encoding="utf-8")).get("sentences", []):
            sets = (frozenset(map(str, row.get(name, ()))) for name in ("goals", "goals_also"))
            found.append(Text(" ".join(row["text"].split()), *sets))
    return found


def indicators(texts: Sequence[Text]) -> np.ndarray:
    """Wanted goals as 0 and 1."""
    return np.array([[label in text.wanted for label in LABELS] for text in texts], dtype=int)


def linear(analyzer: Callable[[str], list[str]]) -> Callable[[Sequence[Text]], Scorer]:
    """TF-IDF of what an analyzer gives, with a linear SVM a goal."""

    def learn(texts: Sequence[Text]) -> Scorer:
        vectorizer = TfidfVectorizer(analyzer=analyzer, sublinear_tf=True)
        model = OneVsRestClassifier(LinearSVC()).fit(
            vectorizer.fit_transform([text.text for text in texts]), indicators(texts)
        )
        return lambda new: to_probability(model.decision_function(vectorizer.transform(new)))

    return learn


def tokens(text: str) -> list[str]:
    """Words in lower case."""
    return re.findall(r"[\w-]+", text.lower())


def first_readings() -> Callable[[str], list[str]]:
    """libvoikko's first reading of each word."""
    voikko = libvoikko.Voikko("fi")

    def analyzer(text: str) -> list[str]:
        found = []
        for word in re.findall(r"[\w-]+", text):
            readings = voikko.analyze(word)
            found.append((readings[0].get("BASEFORM") or word if readings else word).lower())
        return found

    return analyzer


def vectors() -> Peer | None:
    """Mean floret vectors of spacy_fi_experimental_web_md with a linear SVM."""
    try:
        import spacy_fi_experimental_web_md as package
        from spacy.vocab import Vocab
    except ImportError:
        return None
    vocab = Vocab().from_disk(next(Path(package.__file__).parent.glob("fi_*")) / "vocab")

    def rows(texts: Sequence[str]) -> np.ndarray:
        found = np.zeros((len(texts), vocab.vectors_length))
        for row, text in enumerate(texts):
            words = tokens(text)
            if words:
                found[row] = np.mean([vocab.get_vector(word) for word in words], axis=0)
        return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)

    def learn(texts: Sequence[Text]) -> Scorer:
        model = OneVsRestClassifier(LinearSVC()).fit(rows([t.text for t in texts]), indicators(texts))
        return lambda new: to_probability(model.decision_function(rows(new)))

    return Peer("mean floret vectors, linear SVM", learn)


class Annif:
    """Annif's command in a folder of its own.

    Args:
        command: Path of the command.
        folder: Where it keeps its projects.
    """

    def __init__(self, command: Path, folder: Path) -> None:
        self.command, self.folder = command, folder
        # Its tokenizer wants NLTK's sentence model, whose parameters may be empty.
        for language in ("english", "finnish"):
            place = folder / "nltk_data" / "tokenizers" / "punkt_tab" / language
            place.mkdir(parents=True)
            for name in PUNKT:
                (place / name).touch()
        sections = [
            f"[{backend}]\nname={backend}\nlanguage=fi\nbackend={backend}\nanalyzer=voikko(fi)\n"
            f"vocab=goals\nlimit=6\n" + ("cluster_balanced=False\n" if backend == "omikuji" else "")
            for backend in BACKENDS
        ]
        (folder / "projects.cfg").write_text("\n".join(sections), encoding="utf-8")
        names = ("saatavuus", "ehkäisevä työ", "laatu", "monialaisuus", "kustannukset", "ei tavoitetta")
        rows = [f"{_uri(label)}\t{name}" for label, name in zip((*LABELS, NOTHING), names, strict=True)]
        (folder / "goals.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        self.run("load-vocab", "goals", "--language", "fi", "goals.tsv")

    def run(self, *arguments: str) -> None:
        """Run the command.

        Raises:
            RuntimeError: It failed.
        """
        environment = os.environ | {"NLTK_DATA": str(self.folder / "nltk_data")}
        done = subprocess.run(
            [self.command, *arguments], cwd=self.folder, env=environment, capture_output=True, text=True
        )
        if done.returncode:
            raise RuntimeError(f"annif {' '.join(arguments)}: {done.stderr[-2000:]}")

    def peer(self, backend: str) -> Peer:
        """A backend with the Voikko analyzer."""

        def learn(texts: Sequence[Text]) -> Scorer:
            rows = [
                f"{' '.join(text.text.split())}\t{' '.join(map(_uri, sorted(text.wanted) or [NOTHING]))}\n"
                for text in texts
            ]
            (self.folder / "train.tsv").write_text("".join(rows), encoding="utf-8")
            self.run("train", backend, "train.tsv")

            def score(new: Sequence[str]) -> np.ndarray:
                lines = [f"{' '.join(text.split())}\t{_uri(NOTHING)}\n" for text in new]
                (self.folder / "new.tsv").write_text("".join(lines), encoding="utf-8")
                self.run("index", "--force", "--limit", "6", backend, "new.tsv")
                return self._scores(len(new))

            return score

        return Peer(f"Annif {backend}, Voikko analyzer", learn)

    def _scores(self, count: int) -> np.ndarray:
        found = np.zeros((count, len(LABELS)))
        with open(self.folder / "new.annif.jsonl", encoding="utf-8") as file:
            for row, line in enumerate(file):
                for result in json.loads(line)["results"]:
                    label = result["uri"].strip("<>").rsplit("/", 1)[-1]
                    if label in LABELS:
                        found[row, LABELS.index(label)] = result["score"]
        return found


def _uri(label: str) -> str:
    return f"<http://example.org/goal/{label}>"


def figures(texts: Sequence[Text], scores: np.ndarray, thresholds: Sequence[float]) -> str:
    """Micro and macro F1."""
    given = scores >= np.asarray(thresholds)
    items = [
        GoalItem(text.wanted, text.optional, [LABELS[column] for column in best_first(row, values)])
        for text, row, values in zip(texts, given, scores, strict=True)
    ]
    result = score_goals(items)
    return f"{result.micro_f1:.3f} | {result.macro_f1:.3f}"


def compare(peers: Sequence[Peer], folder: Path) -> None:
    """Print the table of scores."""
    sets = {"gold": gold(folder), "unread": corpus("unread")}
    pages = [gold(ROOT / "corpora" / "annotated" / part / "gold") for part in ("read", "written")]
    rest = phrases() + pages[0] + pages[1]
    fitting, held_out = corpus("train") + rest, corpus("dev")
    optional = np.array([[label in t.optional for label in LABELS] for t in held_out], dtype=int)
    print("| classifier | gold micro | gold macro | unread micro | unread macro |\n|---|---|---|---|---|")
    for peer in peers:
        scores = peer.learn(fitting)([text.text for text in held_out])
        thresholds = tune_decision(scores, indicators(held_out), optional).thresholds
        scorer = peer.learn(fitting + held_out)
        cells = [figures(texts, scorer([t.text for t in texts]), thresholds) for texts in sets.values()]
        print(f"| {peer.name} | {' | '.join(cells)} |", flush=True)
    cells = []
    for texts in sets.values():
        found = answer(text.text for text in texts)
        items = [GoalItem(t.wanted, t.optional, a.labels) for t, a in zip(texts, found, strict=True)]
        result = score_goals(items)
        cells.append(f"{result.micro_f1:.3f} | {result.macro_f1:.3f}")
    print(f"| **sotenlp** | {' | '.join(cells)} |", flush=True)


def resident() -> float:
    """Memory of this process in megabytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def speed(raw: Path) -> None:
    """Print sentences a second beside those of the published Finnish pipeline, and memory on the way."""
    lines = [line.strip() for line in raw.read_text(encoding="utf-8").splitlines()]
    sentences = [s for line in lines for s in re.split(r"(?<=[.!?])\s+", line) if s and len(s) < 400]
    numbered = chain.from_iterable(sentences for _ in range(SENTENCES // len(sentences) + 1))
    texts = [text for text, _ in zip(numbered, range(SENTENCES), strict=False)]
    list(answer(["Valmis."]))
    memory = []
    start = time.process_time()
    for number, _ in enumerate(_lazily(texts), 1):
        if number % (SENTENCES // 4) == 0:
            memory.append(f"{resident():.0f}")
    ours = SENTENCES / (time.process_time() - start)
    distinct = len(set(texts))
    print(f"\nsotenlp: {ours:.0f} sentences a second ({SENTENCES} in one call, {distinct} different); "
          f"memory after each quarter {', '.join(memory)} MB")  # fmt: skip
    try:
        import spacy_fi_experimental_web_md as package
    except ImportError:
        return
    nlp = package.load()
    list(nlp.pipe(["Valmis."]))
    start = time.process_time()
    for _ in nlp.pipe(texts[:PEER_SENTENCES]):
        pass
    theirs = PEER_SENTENCES / (time.process_time() - start)
    print(
        f"spacy_fi_experimental_web_md: {theirs:.0f} sentences a second; "
        f"sotenlp {ours / theirs:.1f} times that"
    )


def _lazily(texts: Sequence[str]) -> Iterator[object]:
    yield from answer(text for text in texts)


def main() -> None:
    """Compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path, help="folder of gold files")
    parser.add_argument("--annif", type=Path, default=ROOT / ".venv" / "annif" / "bin" / "annif")
    parser.add_argument("--raw", type=Path, help="text to take the speed on")
    parser.add_argument("--speed", action="store_true", help="take the speed alone")
    args = parser.parse_args()
    if args.speed and args.raw is None:
        parser.error("--speed needs --raw")
    if not args.speed:
        compare_all(args.gold, args.annif)
    if args.raw is not None:
        speed(args.raw)


def compare_all(gold_folder: Path, annif_command: Path) -> None:
    """Compare with every peer that is installed."""
    peers = [
        Peer("raw tokens, linear SVM", linear(tokens)),
        Peer("libvoikko's first reading, linear SVM", linear(first_readings())),
        *(peer for peer in [vectors()] if peer is not None),
    ]
    with TemporaryDirectory() as folder:
        command = shutil.which(annif_command)
        if command is None:
            print(f"Annif is not there ({annif_command}): left out.")
        else:
            annif = Annif(Path(command), Path(folder))
            peers += [annif.peer(backend) for backend in BACKENDS]
        compare(peers, gold_folder)


if __name__ == "__main__":
    main()
