"""Train the goal model models/goals, with one command and the same result.

    python training/train_goals.py [--folder models/goals] [--unread]

Learns from the sentences of corpora/goals (train and dev parts) and from the pages of
corpora/annotated/read; each text counts once with the goals that both annotators gave and once with those
that either gave. Thresholds and context weights come from texts that the model was not trained on (five
folds by theme and page). --unread also scores what no model sees: the unread sentences and pages.
"""

from __future__ import annotations

import argparse
import csv
import json
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from sotenlp.evaluation.goals import GoalItem, score_goals
from sotenlp.goals.calibration import GOALS, to_probability, tune_thresholds
from sotenlp.goals.classifier import GoalClassifier
from sotenlp.goals.component import blocks_within
from sotenlp.goals.context import ContextModel, fit_context, section_means
from sotenlp.goals.features import extract_features
from sotenlp.goals.persistence import save_model
from sotenlp.goals.stated import is_furniture, stated_goal
from sotenlp.language.sentences import build_sentences, iterate_sentences
from sotenlp.pipeline import LANGUAGE_COMPONENTS, load, make_doc
from sotenlp.reader.reading import read

ROOT = Path(__file__).resolve().parents[1]
FOLDS = 5


@dataclass
class Text:
    """A text with its labels, and its place where it stands on a page."""

    group: str
    features: list[str]
    wanted: list[int]
    optional: list[int]
    section: int = -1
    frame: bool = False
    stated: int | None = None


@dataclass
class Matrix:
    """Labels of texts as arrays."""

    texts: list[Text]
    wanted: np.ndarray = field(init=False)
    either: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        self.wanted = np.array([[int(g) in t.wanted for g in GOALS] for t in self.texts], dtype=int)
        self.either = np.array(
            [[int(g) in t.wanted + t.optional for g in GOALS] for t in self.texts], dtype=int
        )


def parse(cell: str) -> list[int]:
    """The goals of a cell such as "1;4"."""
    return [int(goal) for goal in cell.split(";") if goal]


def read_sentences(nlp, parts: set[str]) -> list[Text]:
    """The labelled sentences of corpora/goals."""
    with open(ROOT / "corpora" / "goals" / "goals.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["part"] in parts]
    docs = nlp.pipe(row["text"] for row in rows)
    return [
        Text(row["theme"], extract_features(doc), parse(row["goals"]), parse(row["goals_also"]))
        for row, doc in zip(rows, docs, strict=True)
    ]


def read_pages(nlp, folder: Path) -> list[Text]:
    """The sentences of annotated pages, in their place."""
    texts = []
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        document = read(folder / "pages" / f"{gold['doc']}.txt")
        doc = nlp(make_doc(nlp, document))
        blocks, sections = doc._.blocks, doc._.sections
        starts = [block.start for block in blocks]
        for sentence, span in zip(build_sentences(doc), iterate_sentences(doc), strict=True):
            best = max(
                gold["sentences"],
                key=lambda s: min(sentence.end, s["end"]) - max(sentence.start, s["start"]),
            )
            inside = min(sentence.end, best["end"]) > max(sentence.start, best["start"])
            near = blocks_within(blocks, starts, sentence)
            texts.append(
                Text(
                    gold["doc"],
                    extract_features(span),
                    best["goals"] if inside else [],
                    best.get("goals_also", []) if inside else [],
                    sentence.section,
                    is_furniture(sentence, sections, near, document.text),
                    stated_goal(sentence, sections, near),
                )
            )
    return texts


def train(texts: list[Text]) -> GoalClassifier:
    """A classifier of texts; parts of a page's frame are left out."""
    used = Matrix([text for text in texts if not text.frame])
    features = [text.features for text in used.texts]
    return GoalClassifier().fit(features + features, np.concatenate([used.wanted, used.either]))


def held_out_odds(texts: list[Text]) -> np.ndarray:
    """Log-odds of each text by a classifier that has seen neither its theme nor its page."""
    groups = sorted({text.group for text in texts})
    odds = np.zeros((len(texts), len(GOALS)))
    for fold in range(FOLDS):
        out = set(groups[fold::FOLDS])
        model = train([text for text in texts if text.group not in out])
        rows = [row for row, text in enumerate(texts) if text.group in out]
        odds[rows] = model.decision_function([texts[row].features for row in rows])
    return odds


def means_by_page(texts: list[Text], probabilities: np.ndarray) -> np.ndarray:
    """`section_means` page by page."""
    means = np.zeros_like(probabilities)
    for group in {text.group for text in texts}:
        rows = [row for row, text in enumerate(texts) if text.group == group]
        means[rows] = section_means(
            probabilities[rows], [texts[r].section for r in rows], [not texts[r].frame for r in rows]
        )
    return means


def report(texts: list[Text], probabilities: np.ndarray, thresholds: np.ndarray, *, pages: bool) -> dict:
    """Scores, in context where the texts stand on pages."""
    items = []
    for text, row in zip(texts, probabilities, strict=True):
        found = [int(g) for g, p, t in zip(GOALS, row, thresholds, strict=True) if p >= t]
        if pages and (text.frame or text.stated is not None):
            found = [] if text.frame else [text.stated]
        items.append(GoalItem(text.wanted, text.optional, found))
    return score_goals(items).rows()


def main() -> None:
    """Train, score and write the model."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, default=ROOT / "models" / "goals")
    parser.add_argument("--unread", action="store_true", help="also score what no model sees, and record it")
    args = parser.parse_args()

    nlp = load(components=LANGUAGE_COMPONENTS)
    sentences = read_sentences(nlp, {"train", "dev"})
    pages = read_pages(nlp, ROOT / "corpora" / "annotated" / "read")
    texts = sentences + pages
    odds = held_out_odds(texts)
    labels = Matrix(texts)
    used = np.array([not text.frame for text in texts])
    optional = labels.either - labels.wanted
    thresholds = tune_thresholds(to_probability(odds)[used], labels.wanted[used], optional[used])

    first = len(sentences)
    page_odds = odds[first:]
    means = means_by_page(pages, to_probability(page_odds))
    free = np.array([not text.frame and text.stated is None for text in pages])
    wanted, either = labels.wanted[first:][free], labels.either[first:][free]
    own, section, bias = fit_context(
        np.concatenate([page_odds[free]] * 2),
        np.concatenate([means[free]] * 2),
        np.concatenate([wanted, either]),
    )
    context = ContextModel(own, section, tuple(float(b) for b in bias), (0.5,) * len(GOALS))
    in_context = context.predict_proba(page_odds, means)
    limits = tune_thresholds(in_context[free], wanted, either - wanted)
    context = ContextModel(own, section, context.bias, tuple(float(v) for v in limits))

    model = train(texts)
    model.thresholds_ = thresholds
    scores = {
        "sentences, held-out folds": report(sentences, to_probability(odds[:first]), thresholds, pages=False),
        "pages in context, held-out folds": report(pages, in_context, limits, pages=True),
    }
    if args.unread:
        unseen = read_sentences(nlp, {"unread"})
        found = model.predict_proba([text.features for text in unseen])
        scores["unread sentences"] = report(unseen, found, thresholds, pages=False)
        unseen = read_pages(nlp, ROOT / "corpora" / "annotated" / "unread")
        unseen_odds = model.decision_function([text.features for text in unseen])
        means = means_by_page(unseen, to_probability(unseen_odds))
        found = context.predict_proba(unseen_odds, means)
        scores["unread pages in context"] = report(unseen, found, limits, pages=True)
    card = {
        "data": "corpora/goals (train, dev) and corpora/annotated/read, written for sotenlp, CC0 1.0",
        "texts": {"sentences": len(sentences), "sentences on pages": len(pages)},
        "recipe": "training/train_goals.py",
        "scores": scores,
        "licence": "CC0 1.0",
    }
    digest = save_model(model, context, args.folder, card=card)
    for name, figures in scores.items():
        print(name, figures)
    print(f"thresholds {thresholds.tolist()}, in context {limits.tolist()}")
    print(f"weight of the own words {own:.2f}, of the section {section:.2f}")
    print(f"model {digest} in {args.folder}")


if __name__ == "__main__":
    main()
