"""Train the goal classifier models/goals from corpora/goals, with one command and the same result.

    python training/train_goals.py [--folder models/goals]

The model learns from the train part, its thresholds from the dev part; then it is trained on
both with those thresholds. Each sentence counts once with each annotator's labels, so that what
only one of them saw weighs half.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import numpy as np

from sotenlp.evaluation.goals import GoalItem, GoalScores, score_goals
from sotenlp.goals.classifier import GOALS, GoalClassifier
from sotenlp.goals.features import extract_features
from sotenlp.goals.persistence import save_classifier
from sotenlp.pipeline import LANGUAGE_COMPONENTS, load

ROOT = Path(__file__).resolve().parents[1]


def read_goals() -> list[dict[str, str]]:
    """The rows of corpora/goals/goals.csv."""
    with open(ROOT / "corpora" / "goals" / "goals.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def parse(cell: str) -> list[int]:
    """The goals of a cell such as "1;4"."""
    return [int(goal) for goal in cell.split(";") if goal]


def doubled(rows: list[dict[str, str]], features: list[list[str]]) -> tuple[list[list[str]], np.ndarray]:
    """Each text twice: once with the goals of both annotators, once with those of either."""
    both = np.array([[int(g) in parse(r["goals"]) for g in GOALS] for r in rows], dtype=int)
    either = np.array(
        [[int(g) in parse(r["goals"]) + parse(r["goals_also"]) for g in GOALS] for r in rows], dtype=int
    )
    return features + features, np.concatenate([both, either])


def score(classifier: GoalClassifier, rows: list[dict[str, str]], features: list[list[str]]) -> GoalScores:
    """Scores on labelled rows."""
    found = classifier.classify(features)
    return score_goals(
        GoalItem(parse(r["goals"]), parse(r["goals_also"]), s.goals) for r, s in zip(rows, found, strict=True)
    )


def main() -> None:
    """Train, score and write the model."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, default=ROOT / "models" / "goals")
    parser.add_argument("--unread", action="store_true", help="also score the unread part and record it")
    args = parser.parse_args()

    nlp = load(components=LANGUAGE_COMPONENTS)
    rows = read_goals()
    features = [extract_features(doc) for doc in nlp.pipe(row["text"] for row in rows)]
    parts = {
        part: [(r, f) for r, f in zip(rows, features, strict=True) if r["part"] == part]
        for part in ("train", "dev", "unread")
    }
    split = {name: ([r for r, _ in pairs], [f for _, f in pairs]) for name, pairs in parts.items()}

    tuned = GoalClassifier().fit(*doubled(*split["train"]))
    dev_rows, dev_features = split["dev"]
    tuned.tune_thresholds(*doubled(dev_rows, dev_features))
    scores = {"dev": score(tuned, *split["dev"])}

    final = GoalClassifier().fit(*doubled(split["train"][0] + dev_rows, split["train"][1] + dev_features))
    final.thresholds_ = tuned.thresholds_
    if args.unread:
        scores["unread"] = score(final, *split["unread"])
    card = {
        "data": "corpora/goals/goals.csv, written and labelled for sotenlp, CC0 1.0",
        "sentences": {name: len(pairs[0]) for name, pairs in split.items()},
        "recipe": "training/train_goals.py",
        "scores": {name: result.rows() for name, result in scores.items()},
        "licence": "CC0 1.0",
    }
    digest = save_classifier(final, args.folder, card=card)
    for name, result in scores.items():
        print(name, result.rows())
    print(f"thresholds {tuned.thresholds_.tolist()}; model {digest} in {args.folder}")


if __name__ == "__main__":
    main()
