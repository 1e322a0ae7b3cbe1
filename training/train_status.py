"""Train the status classifier models/status, with one command and the same result.

    python training/train_status.py [--folder models/status]

It learns the stages of the measures that are marked in corpora/annotated/read, corpora/annotated/written
and, where they lie beside the project, the four published development pages (../shared). What only one of
two annotators marked weighs half. Scores come from pages that were left out, a tenth at a time; those of
`read` alone, which two annotators marked, set the margin.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from sotenlp.extraction.measure_candidates import head_of_span
from sotenlp.extraction.measure_view import DocumentView
from sotenlp.extraction.stages import STAGES
from sotenlp.extraction.statements import Speaker
from sotenlp.extraction.status import Statement
from sotenlp.extraction.status_features import Mention, StatusView, near_features, status_features
from sotenlp.extraction.status_model import StatusModel, Weights, save_status_model
from sotenlp.pipeline import COMPONENTS, load, make_doc
from sotenlp.reader.reading import read
from sotenlp.schema import Status

ROOT = Path(__file__).resolve().parents[1]
BEFORE_MEASURES = COMPONENTS[: COMPONENTS.index("sotenlp_measures")]
STRENGTH = 0.1
"""Inverse strength of the regularisation."""
RAREST = 3
"""How many examples must have a feature for it to count."""
DOUBT = 0.5
"""Weight of what only one annotator marked."""
FOLDS = 5
PARTS = 10
PARTS_LEARNED = ("read", "written", "development")
DEVELOPMENT = ROOT.parent / "shared"
"""Four published pages with marks, where they lie beside the project."""
MARGINS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0)


@dataclass(slots=True)
class Page:
    """One marked page, ready for training.

    Attributes:
        name: Its id.
        part: The part of corpora/annotated that it belongs to.
        view: The page as the classifier looks at it.
        mentions: Its marked measures, with what the rules read of them.
        features: Features of each.
        gold: Marked stage of each.
        weights: 1, or less for what only one annotator marked.
    """

    name: str
    part: str
    view: StatusView
    mentions: list[Mention]
    features: list[set[str]]
    gold: list[Status]
    weights: list[float]

    @property
    def statements(self) -> list[Statement]:
        """What the rules read of each measure."""
        return [mention.statement for mention in self.mentions]


def read_pages(parts: Iterable[str]) -> list[Page]:
    """The marked pages of parts of corpora/annotated."""
    nlp = load(components=BEFORE_MEASURES)
    pages = []
    for part in parts:
        folder = DEVELOPMENT if part == "development" else ROOT / "corpora" / "annotated" / part
        texts = folder / ("corpus" if part == "development" else "pages")
        for path in sorted((folder / "gold").glob("*.json")):
            if not (texts / f"{path.stem}.txt").exists():
                continue
            view = DocumentView(nlp(make_doc(nlp, read(texts / f"{path.stem}.txt"))))
            gold = json.loads(path.read_text(encoding="utf-8"))["measures"]
            pages.append(make_page(path.stem, part, gold, view))
    return pages


def make_page(name: str, part: str, gold: list[dict[str, Any]], view: DocumentView) -> Page:
    """A page with the features of its marked measures."""
    speaker = Speaker(view.doc)
    mentions, kept = [], []
    for item in sorted(gold, key=lambda item: item["start"]):
        head = head_of_span(view.heads, view.doc, item["start"], item["end"])
        span = view.doc.char_span(item["start"], item["end"], alignment_mode="expand")
        if head is None or span is None or not span.start <= head.token < span.end:
            continue
        inside = range(span.start, span.end)
        phrase = replace(
            head.phrase,
            start=span.start,
            end=span.end,
            genitives=tuple(i for i in head.phrase.genitives if i in inside),
            attributes=tuple(i for i in head.phrase.attributes if i in inside),
        )
        mentions.append(Mention(phrase, head.sentence, speaker.statement(head.sentence, phrase)))
        kept.append(item)
    return Page(
        name,
        part,
        speaker.view,
        mentions,
        status_features(speaker.view, mentions),
        [Status(item["status"]) for item in kept],
        [DOUBT if item.get("optional") else 1.0 for item in kept],
    )


def fit(pages: Sequence[Page], rows: Sequence[Sequence[set[str]]]) -> Weights:
    """A multinomial logistic regression over all measures that the rules leave open."""
    kept = [
        (features, status, weight)
        for page, row in zip(pages, rows, strict=True)
        for features, status, weight, said in zip(row, page.gold, page.weights, page.statements, strict=True)
        if not said.held
    ]
    counts = Counter(name for features, _, _ in kept for name in features)
    names = sorted(name for name, count in counts.items() if count >= RAREST)
    columns = {name: i for i, name in enumerate(names)}
    cells = [(i, columns[n]) for i, (fs, _, _) in enumerate(kept) for n in sorted(fs) if n in columns]
    i, j = zip(*cells, strict=True)
    matrix = csr_matrix((np.ones(len(cells)), (i, j)), shape=(len(kept), len(names)))
    model = LogisticRegression(C=STRENGTH, max_iter=200, tol=1e-3)
    model.fit(matrix, [STAGES.index(status) for _, status, _ in kept], sample_weight=[w for _, _, w in kept])
    weights = np.zeros((len(names), len(STAGES)), dtype=np.float32)
    intercept = np.full(len(STAGES), -30.0, dtype=np.float32)
    weights[:, model.classes_] = model.coef_.T.round(4)
    intercept[model.classes_] = model.intercept_.round(4)
    return Weights(columns, weights, intercept)


def train(pages: Sequence[Page]) -> StatusModel:
    """Both models; the second learns from answers of first models that did not see the page."""
    rows: list[list[set[str]]] = [[] for _ in pages]
    for fold in range(FOLDS):
        kept = [page for i, page in enumerate(pages) if i % FOLDS != fold]
        first = fit(kept, [page.features for page in kept])
        for i in range(fold, len(pages), FOLDS):
            rows[i] = second_rows(pages[i], StatusModel(first, first))
    return StatusModel(fit(pages, [page.features for page in pages]), fit(pages, rows))


def second_rows(page: Page, model: StatusModel) -> list[set[str]]:
    """What the second model sees of a page."""
    answers = [
        model.choose(model.first, said, features)
        for said, features in zip(page.statements, page.features, strict=True)
    ]
    near = near_features(page.view, page.mentions, answers, "first")
    return [features | others for features, others in zip(page.features, near, strict=True)]


def right(pages: Sequence[Page], models: Sequence[StatusModel], margin: float) -> float:
    """Share of the surely marked measures whose stage is right."""
    hits = total = 0
    for page, model in zip(pages, models, strict=True):
        chosen = replace(model, margin=margin).revise(page.view, page.mentions)
        for said, gold, weight in zip(chosen, page.gold, page.weights, strict=True):
            if weight == 1.0:
                hits += said.status is gold
                total += 1
    return hits / total if total else 0.0


def main() -> None:
    """Train, score and write the model."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, default=ROOT / "models" / "status")
    args = parser.parse_args()

    pages = read_pages(PARTS_LEARNED)
    left_out = [train([page for i, page in enumerate(pages) if i % PARTS != part]) for part in range(PARTS)]
    models = [left_out[i % PARTS] for i in range(len(pages))]
    of = {
        part: [(p, m) for p, m in zip(pages, models, strict=True) if p.part == part] for part in PARTS_LEARNED
    }
    twice = of["read"]
    margin = max(
        MARGINS, key=lambda value: (right([p for p, _ in twice], [m for _, m in twice], value), value)
    )
    scores = {}
    for part, kept in of.items():
        if not kept:
            print(f"no pages of {part}: learned from the others alone")
            continue
        share = right([p for p, _ in kept], [m for _, m in kept], margin)
        measures = sum(weight == 1.0 for page, _ in kept for weight in page.weights)
        scores[part] = {"documents": len(kept), "measures": measures, "status": round(share, 4)}
    card = {
        "data": [
            "corpora/annotated/{read,written}, written and marked for sotenlp, CC0 1.0",
            *["four published project pages marked by two annotators; no text of them is stored"]
            * ("development" in scores),
        ],
        "recipe": "training/train_status.py",
        "scores": {"left_out": scores},
        "licence": "CC0 1.0",
    }
    digest = save_status_model(replace(train(pages), margin=margin), args.folder, card=card)
    print(json.dumps(scores), f"margin {margin}; model {digest} in {args.folder}")


if __name__ == "__main__":
    main()
