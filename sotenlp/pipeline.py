"""The stages of one document: a spaCy Language made of sotenlp's components, and its result.

This module alone knows the order of the stages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import TypeVar

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from sotenlp.annotation import Actor, GoalScore, Indicator, Measure, Sentence, Target
from sotenlp.config import Config, load_config
from sotenlp.document import Document, Problem
from sotenlp.language.extensions import register
from sotenlp.language.stretches import PageLanguages, is_finnish_word, left_out, page_languages
from sotenlp.language.structure import attach
from sotenlp.records import MinedDocument
from sotenlp.schema import BlockKind
from sotenlp.version import __version__

Mention = TypeVar("Mention", Measure, Actor, Indicator, Target)

COMPONENTS = (
    "sotenlp_structure",
    "sotenlp_sentencizer",
    "sotenlp_lemmatizer",
    "sotenlp_targets",
    "sotenlp_actors",
    "sotenlp_indicators",
    "sotenlp_measures",
    "sotenlp_relations",
    "sotenlp_goals",
)
"""Names of the components in their order."""

LANGUAGE_COMPONENTS = COMPONENTS[:3]
"""The components that give sentences, lemmas and morphology, and nothing more."""


def load(*, components: Iterable[str] = COMPONENTS, config: Config | None = None) -> Language:
    """Load the Finnish pipeline: a spaCy `Language` of sotenlp's components.

    Args:
        components: Names of the components to add, in order; the default is all of them,
            `LANGUAGE_COMPONENTS` only analyses the language.
        config: Settings: models, largest text; None for the defaults and the environment.

    Raises:
        VoikkoError: libvoikko or its Finnish dictionary is missing.
        ModelError: The goal classifier's model cannot be read.

    Example:
        >>> nlp = load()
        >>> doc = nlp("Digilääkäri otettiin käyttöön syksyllä 2021.")
        >>> [(measure.text, measure.status.value) for measure in doc._.measures]
        [('Digilääkäri', 'adopted')]
    """
    register()
    config = config or load_config()
    nlp = spacy.blank("fi", config={"nlp": {"tokenizer": {"@tokenizers": "sotenlp.Tokenizer.v1"}}})
    nlp.max_length = config.max_file_bytes
    settings: dict[str, dict[str, str]] = {
        "sotenlp_goals": {"model": config.goals_model, "models": config.models}
    }
    for name in components:
        nlp.add_pipe(name, config=settings.get(name, {}))
    return nlp


@cache
def shared_pipeline(config: Config) -> Language:
    """The full pipeline of this process with these settings, loaded at its first use."""
    return load(config=config)


def model_versions(nlp: Language) -> tuple[tuple[str, str], ...]:
    """Names and hashes of the models that a pipeline judges with, as its records tell them."""
    doc = nlp("Ohjaus.")
    return tuple(sorted(doc.user_data.get("sotenlp_models", {}).items()))


@cache
def language_pipeline() -> Language:
    """The language components alone, loaded once a process at their first use."""
    return load(components=LANGUAGE_COMPONENTS)


def make_doc(nlp: Language, document: Document) -> Doc:
    """A Doc of a document's text that carries its structure and metadata, not yet annotated."""
    return attach(nlp.make_doc(document.text), document)


def annotate(nlp: Language, document: Document) -> MinedDocument:
    """Run the pipeline over one document."""
    return to_record(nlp(make_doc(nlp, document)), document)


def annotate_all(
    nlp: Language, documents: Iterable[Document], *, n_process: int = 1, batch_size: int = 8
) -> Iterator[MinedDocument]:
    """Run the pipeline over many documents, in order.

    Args:
        nlp: A pipeline from `load`.
        documents: The documents; they are read lazily.
        n_process: Worker processes of ``nlp.pipe``.
        batch_size: Documents a batch.
    """
    pairs = ((make_doc(nlp, document), document) for document in documents)
    for doc, document in nlp.pipe(pairs, as_tuples=True, n_process=n_process, batch_size=batch_size):
        yield to_record(doc, document)


def to_record(doc: Doc, document: Document) -> MinedDocument:
    """What was found in an annotated Doc, as the record of its document.

    Sentences that are not Finnish are marked, and nothing that was found in them is kept. A text
    without any Finnish sentence keeps its structure and metadata and gets no annotations.
    """
    sentences: tuple[Sentence, ...] = doc._.sentences
    page = page_languages(doc.text, sentences, is_finnish_word, undecided=doc._.language)
    record = MinedDocument.from_document(
        document,
        language=page.main,
        sotenlp=__version__,
        models=tuple(sorted(doc.user_data.get("sotenlp_models", {}).items())),
        errors=_problems(page, document),
    )
    if not page.has_finnish:
        return record
    return replace(
        record,
        sentences=tuple(
            replace(sentence, language=code, goals=sentence.goals if page.is_finnish(index) else GoalScore())
            for index, (sentence, code) in enumerate(zip(sentences, page.sentences, strict=True))
        ),
        measures=_finnish(doc._.measures, page),
        actors=_finnish(doc._.actors, page),
        indicators=_finnish(doc._.indicators, page),
        targets=_finnish(doc._.targets, page),
    )


def _finnish(found: Iterable[Mention], page: PageLanguages) -> tuple[Mention, ...]:
    """What was found in Finnish sentences, without ties to what was found in others."""
    return tuple(mention for mention in found if page.is_finnish(mention.sentence))


def _problems(page: PageLanguages, document: Document) -> tuple[Problem, ...]:
    name = document.path or document.id
    row = next((f"#{span.place}" for span in document.source if span.place.startswith("row=")), "")
    name += row
    problems = list(document.problems)
    if not page.has_finnish:
        problems.append(
            Problem(
                "not_finnish",
                f"{name}: the text is not Finnish (found: {page.main}), so nothing was extracted from "
                "it. Give the Finnish version of the page.",
            )
        )
    elif told := left_out(page.sentences):
        problems.append(
            Problem(
                "partly_finnish",
                f"{name}: {told}; nothing was extracted from them, the Finnish part was mined.",
            )
        )
    has_headings = any(block.kind in {BlockKind.HEADING, BlockKind.LABEL} for block in document.blocks)
    if page.has_finnish and not has_headings and not row:  # a cell of a table is seldom a whole page
        problems.append(
            Problem(
                "no_headings",
                f"{name}: no known heading was found, so the text was read as plain prose without sections. "
                "Check that the headings of the page were saved with it.",
            )
        )
    return tuple(problems)
