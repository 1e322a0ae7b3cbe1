"""Train the measure classifier models/measures, with one command and the same result.

    python training/train_measures.py [--folder models/measures]

It learns from corpora/annotated/read, corpora/annotated/written and, where they lie beside the project, the
four published development pages (../shared); without them it learns from the others alone and says so.
What only one of two annotators marked weighs half. Sentences of our own that show where a measure's name
may stand (training/measure_sentences.txt) are learned too, never scored. Scores, threshold and calibration
come from pages that were left out, a tenth at a time; those of `read` alone, which two annotators marked,
set the threshold. How common a noun is, is counted in corpora/sample and in the sentences of corpora/goals
that are not kept unread.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from sotenlp.evaluation.spans import match_spans, overlap
from sotenlp.extraction.measure_borders import border_features
from sotenlp.extraction.measure_candidates import head_of_span
from sotenlp.extraction.measure_context import context_features, log_odds
from sotenlp.extraction.measure_features import Features, head_features
from sotenlp.extraction.measure_model import LinearModel, MeasureModel, save_measure_model
from sotenlp.extraction.measure_view import DocumentView
from sotenlp.language.view import view_of
from sotenlp.pipeline import COMPONENTS, LANGUAGE_COMPONENTS, load, make_doc
from sotenlp.reader.reading import from_text, read

ROOT = Path(__file__).resolve().parents[1]
BEFORE_MEASURES = COMPONENTS[: COMPONENTS.index("sotenlp_measures")]
STRENGTH = {"first": 0.1, "second": 0.05, "borders": 1.0}
"""Inverse strength of the regularisation of each model."""
RAREST = {"first": 3, "second": 3, "borders": 2}
"""How many examples must have a feature for it to count."""
DOUBT = 0.5
"""Weight of what only one annotator marked."""
FOLDS = 5
PARTS = 10
PARTS_LEARNED = ("read", "written", "development")
DEVELOPMENT = ROOT.parent / "shared"
"""Four published pages with marks, where they lie beside the project."""
SMALLEST = 0.002
"""Weights below this are not stored."""
THRESHOLDS = tuple(round(0.16 + 0.02 * step, 2) for step in range(20))


@dataclass(slots=True)
class Page:
    """One marked page, ready for training.

    Attributes:
        name: Its id.
        gold: Its marked measures.
        view: What the classifier sees of it.
        features: Features of each head.
        labels: 1 for a measure, 2 for one that a single annotator marked, 0 else, for each head.
        borders: Marked offsets of the heads that are measures.
        part: The part of corpora/annotated that it belongs to; "" for none.
    """

    name: str
    gold: list[dict[str, Any]]
    view: DocumentView
    features: list[Features]
    labels: list[int]
    borders: dict[int, tuple[int, int]]
    part: str = ""


def count_background() -> dict[str, int]:
    """How often the project's own texts have each noun."""
    with open(ROOT / "corpora" / "goals" / "goals.csv", encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file) if row["part"] != "unread"]
    texts += [p.read_text(encoding="utf-8") for p in sorted((ROOT / "corpora" / "sample").glob("*.txt"))]
    counts: Counter[str] = Counter()
    for doc in load(components=LANGUAGE_COMPONENTS).pipe(texts):
        counts.update(token.plain for token in view_of(doc) if token.noun)
    return dict(counts)


def read_pages(parts: Iterable[str], background: dict[str, int]) -> list[Page]:
    """The marked pages of parts of corpora/annotated."""
    nlp = load(components=BEFORE_MEASURES)
    pages = []
    for part in parts:
        folder = DEVELOPMENT if part == "development" else ROOT / "corpora" / "annotated" / part
        texts = folder / ("corpus" if part == "development" else "pages")
        for path in sorted((folder / "gold").glob("*.json")):
            if not (texts / f"{path.stem}.txt").exists():
                continue
            view = DocumentView(nlp(make_doc(nlp, read(texts / f"{path.stem}.txt"))), background)
            gold = json.loads(path.read_text(encoding="utf-8"))["measures"]
            pages.append(make_page(path.stem, gold, view, part=part))
    return pages


def read_sentences(background: dict[str, int]) -> list[Page]:
    """The pages of training/measure_sentences.txt, whose measures stand in square brackets."""
    lines = (ROOT / "training" / "measure_sentences.txt").read_text(encoding="utf-8").splitlines()
    marked = "\n".join(line for line in lines if not line.startswith("#")).strip()
    nlp = load(components=BEFORE_MEASURES)
    pages = []
    for number, page in enumerate(marked.split("\n\n")):
        pieces, gold, length = re.split(r"[\[\]]", page.replace("\n", "\n\n", 1)), [], 0
        for i, piece in enumerate(pieces):
            if i % 2:
                gold.append({"start": length, "end": length + len(piece), "text": piece})
            length += len(piece)
        doc = nlp(make_doc(nlp, from_text("".join(pieces))))
        pages.append(make_page(f"sentences-{number}", gold, DocumentView(doc, background)))
    return pages


def make_page(name: str, gold: list[dict[str, Any]], view: DocumentView, *, part: str = "") -> Page:
    """A page with the features and labels of its heads."""
    position = {head.token: i for i, head in enumerate(view.heads)}
    labels = [0] * len(view.heads)
    borders: dict[int, tuple[int, int]] = {}
    for item in gold:
        head = head_of_span(view.heads, view.doc, item["start"], item["end"])
        if head is not None and labels[position[head.token]] != 1:
            labels[position[head.token]] = 2 if item.get("optional") else 1
            borders[position[head.token]] = (item["start"], item["end"])
    return Page(name, gold, view, [head_features(view, head) for head in view.heads], labels, borders, part)


def fit(part: str, rows: Sequence[Features], labels: Sequence[int]) -> LinearModel:
    """A logistic regression; labels are 0, 1, or 2 for a doubtful 1."""
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= RAREST[part])
    columns = {name: i for i, name in enumerate(names)}
    cells = [(i, columns[n], v) for i, row in enumerate(rows) for n, v in row.items() if n in columns]
    i, j, values = zip(*cells, strict=True)
    matrix = csr_matrix((values, (i, j)), shape=(len(rows), len(names)))
    weights = [DOUBT if label == 2 else 1.0 for label in labels]
    model = LogisticRegression(C=STRENGTH[part], solver="liblinear", max_iter=400, random_state=0)
    model.fit(matrix, [int(label > 0) for label in labels], sample_weight=weights)
    return LinearModel(
        {n: float(w) for n, w in zip(names, model.coef_[0], strict=True) if abs(w) >= SMALLEST},
        float(model.intercept_[0]),
    )


def fit_first(pages: Sequence[Page]) -> LinearModel:
    """The model that judges a noun by itself."""
    return fit("first", [f for page in pages for f in page.features], [x for p in pages for x in p.labels])


def fit_borders(pages: Sequence[Page]) -> LinearModel:
    """The model that weighs the spans of the marked heads."""
    rows, labels = [], []
    for page in pages:
        doc = page.view.doc
        for i, (start, end) in page.borders.items():
            options = border_features(page.view, page.view.heads[i])
            scores = [
                overlap(
                    {"start": start, "end": end},
                    {"start": doc[s].idx, "end": doc[e - 1].idx + len(doc[e - 1])},
                )
                for (s, e), _ in options
            ]
            best = max(scores)
            rows += [features for _, features in options]
            labels += [int(score == best > 0.5) for score in scores]
    return fit("borders", rows, labels)


def train(pages: Sequence[Page], background: dict[str, int]) -> MeasureModel:
    """All three models; the second learns from answers of first models that did not see the page."""
    rows: list[list[Features]] = [[] for _ in pages]
    for fold in range(FOLDS):
        kept = [page for i, page in enumerate(pages) if i % FOLDS != fold]
        if len(kept) == len(pages):
            continue
        first = fit_first(kept)
        for i in range(fold, len(pages), FOLDS):
            answers = [first.probability(features) for features in pages[i].features]
            context = context_features(pages[i].view, answers)
            rows[i] = [own | near for own, near in zip(pages[i].features, context, strict=True)]
    labels = [label for page in pages for label in page.labels]
    second = fit("second", [features for page in rows for features in page], labels)
    return MeasureModel(fit_first(pages), second, fit_borders(pages), threshold=0.5, background=background)


def counts(found: Sequence[dict[str, Any]], gold: Sequence[dict[str, Any]]) -> NDArray[np.int_]:
    """Hits, marked and found measures; what only one annotator marked is left out."""
    pairs = match_spans(gold, found)
    doubtful = sum(bool(gold[i].get("optional")) for i, _ in pairs)
    sure = sum(not item.get("optional") for item in gold)
    return np.array([len(pairs) - doubtful, sure, len(found) - doubtful])


def f1(row: NDArray[np.int_]) -> float:
    """F1 of hits, marked and found."""
    return float(2 * row[0] / (row[1] + row[2])) if row[1] + row[2] else 0.0


def leave_out(
    pages: Sequence[Page], more: Sequence[Page], background: dict[str, int]
) -> list[list[dict[str, Any]]]:
    """What a model that did not see a page finds in it, from the lowest threshold, for each page.

    Args:
        pages: The pages to leave out, a tenth at a time.
        more: Pages that every model learns from.
        background: How often the project's own texts have each noun.
    """
    answers: list[list[dict[str, Any]]] = [[] for _ in pages]
    for part in range(PARTS):
        model = train([*(page for i, page in enumerate(pages) if i % PARTS != part), *more], background)
        for i in range(part, len(pages), PARTS):
            view = pages[i].view
            for item in model.find(view, threshold=THRESHOLDS[0]):
                span = view.doc[item.start : item.end]
                answers[i].append(
                    {"start": span.start_char, "end": span.end_char, "probability": item.probability}
                )
    return answers


def choose_threshold(answers: Sequence[list[dict[str, Any]]], pages: Sequence[Page]) -> float:
    """The threshold of the highest F1 over all pages; of equal ones the middle."""
    scores = [f1(sum_counts(answers, pages, threshold)) for threshold in THRESHOLDS]
    best = [t for t, score in zip(THRESHOLDS, scores, strict=True) if score >= max(scores) - 0.002]
    return best[len(best) // 2]


def sum_counts(
    answers: Sequence[list[dict[str, Any]]], pages: Sequence[Page], threshold: float
) -> NDArray[np.int_]:
    """Counts of several pages at one threshold."""
    total = np.zeros(3, dtype=int)
    for spans, page in zip(answers, pages, strict=True):
        total += counts([span for span in spans if span["probability"] >= threshold], page.gold)
    return total


def calibrate(answers: Sequence[list[dict[str, Any]]], pages: Sequence[Page]) -> tuple[float, float]:
    """Slope and intercept from log-odds to the probability of being right."""
    odds, right = [], []
    for spans, page in zip(answers, pages, strict=True):
        hits = {j for _, j in match_spans(page.gold, spans)}
        odds += [[log_odds(span["probability"])] for span in spans]
        right += [j in hits for j in range(len(spans))]
    model = LogisticRegression(C=100.0).fit(odds, right)
    return round(float(model.coef_[0][0]), 4), round(float(model.intercept_[0]), 4)


def main() -> None:
    """Train, score and write the model."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, default=ROOT / "models" / "measures")
    args = parser.parse_args()

    background = count_background()
    pages = read_pages(PARTS_LEARNED, background)
    more = read_sentences(background)
    answers = leave_out(pages, more, background)
    twice = [(a, p) for a, p in zip(answers, pages, strict=True) if p.part == "read"]
    threshold = choose_threshold([a for a, _ in twice], [p for _, p in twice])
    model = replace(
        train([*pages, *more], background), threshold=threshold, calibration=calibrate(answers, pages)
    )
    scores = {}
    for part in PARTS_LEARNED:
        kept = [(a, p) for a, p in zip(answers, pages, strict=True) if p.part == part]
        if not kept:
            print(f"no pages of {part}: learned from the others alone")
            continue
        row = sum_counts([a for a, _ in kept], [p for _, p in kept], threshold)
        scores[part] = {
            "documents": len(kept),
            "measures": int(row[1]),
            "precision": round(float(row[0] / row[2]), 4) if row[2] else 0.0,
            "recall": round(float(row[0] / row[1]), 4) if row[1] else 0.0,
            "f1": round(f1(row), 4),
        }
    card = {
        "data": [
            "corpora/annotated/{read,written}, training/measure_sentences.txt, written for sotenlp, CC0",
            *["four published project pages marked by two annotators; no text of them is stored"]
            * ("development" in scores),
        ],
        "recipe": "training/train_measures.py",
        "scores": {"left_out": scores},
        "licence": "CC0 1.0",
    }
    digest = save_measure_model(model, args.folder, card=card)
    print(json.dumps(scores), f"threshold {threshold}; model {digest} in {args.folder}")


if __name__ == "__main__":
    main()
