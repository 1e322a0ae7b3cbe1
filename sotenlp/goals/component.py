"""The spaCy component `sotenlp_goals`: goals of sentences and of the measures in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from spacy.tokens import Doc as SpacyDoc

from sotenlp.annotation import GoalScore, Measure, Sentence
from sotenlp.config import load_config, model_folder
from sotenlp.document import Block
from sotenlp.errors import ModelError
from sotenlp.goals.calibration import decide_all, to_probability
from sotenlp.goals.context import section_means
from sotenlp.goals.features import extract_features
from sotenlp.goals.stated import is_furniture, stated_goal, table_goals, with_stated
from sotenlp.language.extensions import register
from sotenlp.language.sentences import build_sentences, iterate_sentences
from sotenlp.language.view import Doc, view_of

if TYPE_CHECKING:
    from sotenlp.goals.persistence import GoalModel


@cache
def goal_model(name: str = "", models: str = "") -> GoalModel:
    """A goal model by name; read once a process.

    Args:
        name: Name of its folder; "" for the one that the environment's settings name.
        models: Folder that holds it; "" for that of the environment's settings, or the package's own.

    Raises:
        ModelError: There is no such model, or it cannot be read.
    """
    # Only who classifies needs scikit-learn; spaCy imports every component of an installed package.
    from sotenlp.goals.persistence import load_model

    config = load_config()
    config = replace(config, goals_model=name or config.goals_model, models=models or config.models)
    return load_model(model_folder(config.goals_model, config=config))


class GoalComponent:
    """Sets ``doc._.sentences`` with their goals, and the goals of ``doc._.measures``.

    Args:
        model: The model that judges.

    Raises:
        ModelError: The model gives other labels than the five goals.
    """

    def __init__(self, model: GoalModel) -> None:
        if not model.is_national:
            raise ModelError(
                f"Pages need a model of the five goals; this one gives {', '.join(model.labels)}. "
                "Use it for tables: sotenlp classify --model FOLDER."
            )
        register()
        self.model = model

    def __call__(self, of: SpacyDoc) -> SpacyDoc:
        """Classify the sentences and measures of a Doc."""
        doc = view_of(of)
        sentences = build_sentences(doc)
        scores = self._scores(doc, sentences)
        scored = [
            replace(sentence, goals=score, language=doc._.language)
            for sentence, score in zip(sentences, scores, strict=True)
        ]
        doc._.sentences = scored
        doc._.measures = [replace(m, goals=measure_goals(m, scored)) for m in doc._.measures]
        doc.user_data.setdefault("sotenlp_models", {})["goals"] = self.model.hash
        return of

    def _scores(self, doc: Doc, sentences: Sequence[Sentence]) -> list[GoalScore]:
        """The goals of each sentence on its page."""
        sections, blocks, text = doc._.sections, doc._.blocks, doc.text
        starts = [block.start for block in blocks]
        around = [blocks_within(blocks, starts, sentence) for sentence in sentences]
        furniture = [
            is_furniture(sentence, sections, near, text)
            for sentence, near in zip(sentences, around, strict=True)
        ]
        odds = self.model.classifier.decision_function(
            [extract_features(span) for span in iterate_sentences(doc)]
        )
        means = section_means(
            to_probability(odds), [sentence.section for sentence in sentences], [not f for f in furniture]
        )
        probabilities = self.model.context.predict_proba(odds, means)
        decided = decide_all(probabilities, self.model.context.decision)
        marks = table_goals(text, blocks)
        scores = []
        for sentence, near, is_frame, found in zip(sentences, around, furniture, decided, strict=True):
            score = GoalScore() if is_frame else found
            marked = marks.get(near[0].start) if near else None
            goal = None if is_frame else stated_goal(sentence, sections, near)
            if marked is not None:
                scores.append(with_stated(score, *marked) if marked else GoalScore())
            else:
                scores.append(score if goal is None else with_stated(score, goal))
        return scores


def measure_goals(measure: Measure, sentences: Sequence[Sentence]) -> GoalScore:
    """The goals of a measure: those of the sentence that names it."""
    return sentences[measure.sentence].goals if 0 <= measure.sentence < len(sentences) else GoalScore()


def blocks_within(blocks: Sequence[Block], starts: Sequence[int], sentence: Sentence) -> Sequence[Block]:
    """The blocks that overlap a sentence.

    Args:
        blocks: The document's blocks in text order.
        starts: Their starts.
        sentence: The sentence.
    """
    first = max(bisect_right(starts, sentence.start) - 1, 0)
    last = bisect_left(starts, sentence.end)
    return [block for block in blocks[first:last] if block.end > sentence.start]
