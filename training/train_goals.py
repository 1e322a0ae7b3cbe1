"""Train the goal model models/goals, with one command and the same result.

    python training/train_goals.py [--folder models/goals] [--unread]

Learns from the sentences (train and dev parts) and phrases of corpora/goals and from the pages of
corpora/annotated (read and written); a goal that one of two annotators gave counts half. Calibration,
thresholds and the weight of the context come from texts that the model was not trained on (five folds by
theme and page). --unread also scores what no model sees: the unread sentences and pages.
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path

import numpy as np

from sotenlp.goals.calibration import Decision, best_first, to_probability
from sotenlp.goals.classifier import GOAL_LABELS
from sotenlp.goals.component import blocks_within
from sotenlp.goals.features import extract_features
from sotenlp.goals.persistence import GoalModel, save_model
from sotenlp.goals.scoring import GoalItem, score_goals
from sotenlp.goals.stated import is_furniture, stated_goal, table_goals
from sotenlp.goals.training import Example, describe, means_by_page, train
from sotenlp.language.sentences import build_sentences, iterate_sentences
from sotenlp.pipeline import LANGUAGE_COMPONENTS, load, make_doc
from sotenlp.reader.reading import read

ROOT = Path(__file__).resolve().parents[1]


def parse(cell: str) -> frozenset[str]:
    """The goals of a cell such as "1;4"."""
    return frozenset(goal for goal in cell.split(";") if goal)


def read_sentences(nlp, parts: set[str]) -> list[Example]:
    """The labelled sentences of corpora/goals."""
    with open(ROOT / "corpora" / "goals" / "goals.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["part"] in parts]
    docs = nlp.pipe(row["text"] for row in rows)
    return [
        Example(extract_features(doc), parse(row["goals"]), parse(row["goals_also"]), row["theme"])
        for row, doc in zip(rows, docs, strict=True)
    ]


def read_phrases(nlp) -> list[Example]:
    """The programme's usual phrases with their goals."""
    with open(ROOT / "corpora" / "goals" / "phrases.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    docs = nlp.pipe(row["text"] for row in rows)
    return [Example(extract_features(d), parse(row["goals"])) for row, d in zip(rows, docs, strict=True)]


def read_pages(nlp, folder: Path) -> tuple[list[Example], list[frozenset[str] | None]]:
    """The sentences of annotated pages in their place, and the goals that the layout states for each."""
    examples, stated = [], []
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        document = read(folder / "pages" / f"{gold['doc']}.txt")
        doc = nlp(make_doc(nlp, document))
        blocks, sections = doc._.blocks, doc._.sections
        starts = [block.start for block in blocks]
        marks = table_goals(doc.text, blocks)
        for sentence, span in zip(build_sentences(doc), iterate_sentences(doc), strict=True):
            best = max(
                gold["sentences"],
                key=lambda s: min(sentence.end, s["end"]) - max(sentence.start, s["start"]),
            )
            inside = min(sentence.end, best["end"]) > max(sentence.start, best["start"])
            near = blocks_within(blocks, starts, sentence)
            frame = is_furniture(sentence, sections, near, document.text)
            goal = stated_goal(sentence, sections, near)
            marked = marks.get(near[0].start) if near else None
            goals = marked if marked is not None else () if frame else None if goal is None else (goal,)
            stated.append(None if goals is None else frozenset(map(str, goals)))
            wanted, also = (best["goals"], best.get("goals_also", [])) if inside else ([], [])
            examples.append(
                Example(
                    extract_features(span),
                    frozenset(map(str, wanted)),
                    frozenset(map(str, also)),
                    gold["doc"],
                    gold["doc"],
                    sentence.section,
                    frame,
                    goals is not None and not frame,
                )
            )
    return examples, stated


def score_pages(
    examples: list[Example],
    stated: list[frozenset[str] | None],
    probabilities: np.ndarray,
    decision: Decision,
) -> dict[str, float]:
    """Scores of sentences on pages: what the layout states, else what is predicted."""
    given = decision.labels(probabilities)
    items = []
    for example, told, row, p in zip(examples, stated, given, probabilities, strict=True):
        found = told if told is not None else [GOAL_LABELS[column] for column in best_first(row, p)]
        items.append(GoalItem(example.wanted or (), example.optional, found))
    return score_goals(items).rows()


def score_unread(nlp, model: GoalModel) -> dict[str, dict[str, float]]:
    """Scores on what no model has seen."""
    sentences = read_sentences(nlp, {"unread"})
    found = model.classifier.predict_proba([list(e.features) for e in sentences])
    pages, stated = read_pages(nlp, ROOT / "corpora" / "annotated" / "unread")
    odds = model.classifier.decision_function([list(e.features) for e in pages])
    means = means_by_page(pages, to_probability(odds))
    in_context = model.context.predict_proba(odds, means)
    return {
        "unread sentences": describe(sentences, GOAL_LABELS, found, model.classifier.decision_),
        "unread pages in context": score_pages(pages, stated, in_context, model.context.decision),
    }


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
    pages, stated = read_pages(nlp, ROOT / "corpora" / "annotated" / "read")
    written, told = read_pages(nlp, ROOT / "corpora" / "annotated" / "written")
    pages, stated = pages + written, stated + told
    phrases = read_phrases(nlp)
    trained = train(sentences + pages, GOAL_LABELS, always=phrases)
    model, first = trained.model, len(sentences)
    alone = model.classifier.decision_
    scores = {
        "sentences, held-out folds": describe(sentences, GOAL_LABELS, trained.alone[:first], alone),
        "sentences of pages alone, held-out folds": describe(
            pages, GOAL_LABELS, trained.alone[first:], alone
        ),
        "pages in context, held-out folds": score_pages(
            pages, stated, trained.in_context[first:], model.context.decision
        ),
    }
    if args.unread:
        scores |= score_unread(nlp, model)
    card = {
        "data": "corpora/goals (train, dev, phrases), corpora/annotated (read, written); our own, CC0 1.0",
        "texts": {"sentences": len(sentences), "sentences on pages": len(pages), "phrases": len(phrases)},
        "recipe": "training/train_goals.py",
        "scores": scores,
        "licence": "CC0 1.0",
    }
    digest = save_model(model.classifier, model.context, args.folder, card=card)
    for name, figures in scores.items():
        print(name, figures)
    print(f"thresholds {alone}, in context {model.context.decision}")
    print(f"weight of the own words {model.context.own:.2f}, of the section {model.context.section:.2f}")
    print(f"model {digest} in {args.folder}")


if __name__ == "__main__":
    main()
