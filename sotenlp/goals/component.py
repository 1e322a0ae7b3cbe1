"""The spaCy component `sotenlp_goals`: goals of sentences and of the measures in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from sotenlp.annotation import GoalScore, Measure, Sentence
from sotenlp.config import load_config, model_folder
from sotenlp.document import Block
from sotenlp.goals.classifier import GoalClassifier
from sotenlp.goals.features import extract_features
from sotenlp.goals.persistence import load_classifier
from sotenlp.goals.stated import is_furniture, stated_goal, with_stated
from sotenlp.language.extensions import register
from sotenlp.language.sentences import build_sentences, iterate_sentences


@cache
def default_classifier() -> tuple[GoalClassifier, str]:
    """The classifier that the settings name, and its hash; read once a process.

    Raises:
        ModelError: There is no such model, or it cannot be read.
    """
    config = load_config()
    classifier, content = load_classifier(model_folder(config.goals_model, config=config))
    return classifier, str(content["hash"])


@Language.factory(
    "sotenlp_goals", requires=["token.lemma", "doc.sents"], assigns=["doc._.sentences", "doc._.measures"]
)
def create_goals(nlp: Language, name: str) -> GoalComponent:
    """Create the component `sotenlp_goals`."""
    return GoalComponent()


class GoalComponent:
    """Sets ``doc._.sentences`` with their goals, and the goals of ``doc._.measures``.

    Raises:
        ModelError: The model cannot be read.
    """

    def __init__(self) -> None:
        register()
        self.classifier, self.hash = default_classifier()

    def __call__(self, doc: Doc) -> Doc:
        """Classify the sentences and measures of a Doc."""
        sentences = build_sentences(doc)
        features = [extract_features(span) for span in iterate_sentences(doc)]
        sections, blocks, text = doc._.sections, doc._.blocks, doc.text
        starts = [block.start for block in blocks]
        scored = []
        for sentence, score in zip(sentences, self.classifier.classify(features), strict=True):
            around = blocks_within(blocks, starts, sentence)
            goal = stated_goal(sentence, sections, around)
            if is_furniture(sentence, sections, around, text):
                score = GoalScore()
            elif goal is not None:
                score = with_stated(score, goal)
            scored.append(replace(sentence, goals=score, language=doc._.language))
        doc._.sentences = scored
        doc._.measures = [replace(m, goals=measure_goals(m, scored)) for m in doc._.measures]
        doc.user_data.setdefault("sotenlp_models", {})["goals"] = self.hash
        return doc


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
