"""The spaCy factories of sotenlp's components, as the package's entry points name them.

spaCy imports the factories of every installed package when it makes any pipeline. This module
therefore imports nothing but spaCy; a component's own module is imported when it is added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from sotenlp.extraction.actors import ActorComponent
    from sotenlp.extraction.indicators import IndicatorComponent
    from sotenlp.extraction.measures import MeasuresComponent
    from sotenlp.extraction.relations import RelationsComponent
    from sotenlp.extraction.targets import TargetComponent
    from sotenlp.goals.component import GoalComponent
    from sotenlp.language.lemmatizer import LemmatizerComponent
    from sotenlp.language.sentencizer import Sentencizer
    from sotenlp.language.structure import StructureComponent


@Language.factory("sotenlp_structure", assigns=["doc._.sections", "doc._.blocks"])
def create_structure(nlp: Language, name: str) -> StructureComponent:
    """Create the component `sotenlp_structure`."""
    from sotenlp.language.structure import StructureComponent

    return StructureComponent()


@Language.factory("sotenlp_sentencizer", assigns=["token.is_sent_start"])
def create_sentencizer(nlp: Language, name: str) -> Sentencizer:
    """Create the component `sotenlp_sentencizer`."""
    from sotenlp.language.sentencizer import Sentencizer

    return Sentencizer()


@Language.factory(
    "sotenlp_lemmatizer",
    assigns=["token.lemma", "token.pos", "token.morph", "token._.compound", "doc._.language"],
)
def create_lemmatizer(nlp: Language, name: str) -> LemmatizerComponent:
    """Create the component `sotenlp_lemmatizer`."""
    from sotenlp.language.lemmatizer import LemmatizerComponent

    return LemmatizerComponent()


@Language.factory("sotenlp_targets", assigns=["doc._.targets"])
def create_targets(nlp: Language, name: str) -> TargetComponent:
    """Create the component `sotenlp_targets`."""
    from sotenlp.extraction.targets import TargetComponent

    return TargetComponent()


@Language.factory("sotenlp_actors", assigns=["doc._.actors"])
def create_actors(nlp: Language, name: str) -> ActorComponent:
    """Create the component `sotenlp_actors`."""
    from sotenlp.extraction.actors import ActorComponent

    return ActorComponent()


@Language.factory("sotenlp_indicators", assigns=["doc._.indicators"])
def create_indicators(nlp: Language, name: str) -> IndicatorComponent:
    """Create the component `sotenlp_indicators`."""
    from sotenlp.extraction.indicators import IndicatorComponent

    return IndicatorComponent()


@Language.factory("sotenlp_measures", requires=["token.lemma", "doc._.sections"], assigns=["doc._.measures"])
def create_measures(nlp: Language, name: str) -> MeasuresComponent:
    """Create the component `sotenlp_measures`."""
    from sotenlp.extraction.measures import MeasuresComponent

    return MeasuresComponent()


@Language.factory("sotenlp_relations", requires=["doc._.measures"], assigns=["doc._.measures"])
def create_relations(nlp: Language, name: str) -> RelationsComponent:
    """Create the component `sotenlp_relations`."""
    from sotenlp.extraction.relations import RelationsComponent

    return RelationsComponent()


@Language.factory(
    "sotenlp_goals",
    requires=["token.lemma", "doc.sents"],
    assigns=["doc._.sentences", "doc._.measures"],
    default_config={"model": "", "models": ""},
)
def create_goals(nlp: Language, name: str, model: str, models: str) -> GoalComponent:
    """Create the component `sotenlp_goals` with the model of that name."""
    from sotenlp.goals.component import GoalComponent, goal_model

    return GoalComponent(goal_model(model, models))
