"""What one document says of one of its project's measures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from sotenlp.annotation import Measure
from sotenlp.graph import identifiers
from sotenlp.graph.drafts import GraphDraft
from sotenlp.graph.names import target_names
from sotenlp.graph.quotes import EvidenceItem, Quotes
from sotenlp.graph.statuses import plainest_modality
from sotenlp.graph.target_quotes import TargetQuotes
from sotenlp.linking.stages import OUT_OF_SCOPE, may_join, stated_stage
from sotenlp.records import MinedDocument
from sotenlp.schema import EdgeBasis, GoalBasis, NodeKind, Predicate, SectionRole, Status, TargetCode

OTHERS_WORK = frozenset({SectionRole.BACKGROUND, SectionRole.PRIOR_SOLUTIONS})
"""Roles of sections that tell of what was there before the project, or elsewhere."""


def add_target(draft: GraphDraft, code: TargetCode) -> str:
    """Add a target group.

    Returns:
        The id of its node.
    """
    name = target_names().get(code.value, code.value)
    return draft.add_node(identifiers.target_id(code), NodeKind.TARGET, name=name, code=code.value)


class MeasureStatements:
    """Adds what one document says of measures to a graph.

    Args:
        draft: The graph in the making.
        document: The document.
        quotes: Its quotable stretches.
    """

    def __init__(self, draft: GraphDraft, document: MinedDocument, quotes: Quotes) -> None:
        self._draft = draft
        self._document = document
        self._quotes = quotes
        self._targets = TargetQuotes(document, quotes)
        self._project = identifiers.project_id(document)

    def add(self, measure: str, mentions: Sequence[Measure], name: str) -> None:
        """Add a measure with its stages, its project, its target groups and its goals.

        Args:
            measure: Id of the measure.
            mentions: Its mentions in the document.
            name: Its name.
        """
        joining = [mention for mention in mentions if may_join(mention)]
        ours = [mention for mention in mentions if not mention.boilerplate] or mentions
        boilerplate = all(mention.boilerplate for mention in mentions)
        self._draft.add_measure(
            measure,
            name=name,
            modality=plainest_modality(mention.modality for mention in ours),
            boilerplate=boilerplate,
            status=[self._status(mention) for mention in ours],
        )
        carried = joining or [m for m in mentions if m.modality != OUT_OF_SCOPE]
        if carried:
            self._carried_out(measure, carried, boilerplate)
        self._for_targets(measure, joining)
        for mention in joining:
            self._advances(measure, mention)

    def _status(self, mention: Measure) -> dict[str, Any]:
        """The stage that the mention's own words tell: one that was taken over is no statement."""
        section = self._section_of(mention)
        as_of = mention.as_of
        if as_of is None and section >= 0:
            as_of = self._document.sections[section].as_of
        return {
            "status": stated_stage(mention).value,
            "as_of": as_of,
            "modality": mention.modality,
            "evidence": [self._sentence(mention)],
        }

    def _carried_out(self, measure: str, carried: Sequence[Measure], boilerplate: bool) -> None:
        """Tie the measure to the project, by the mentions that tell of the project's own work if any do."""
        telling = [mention for mention in carried if self._tells_of_project(mention)]
        self._draft.add_edge(
            self._project,
            measure,
            Predicate.CARRIES_OUT,
            EdgeBasis.TEXT if telling else EdgeBasis.COMPUTED,
            evidence=[self._sentence(mention) for mention in telling or carried],
            modality=plainest_modality(mention.modality for mention in telling or carried),
            boilerplate=True if boilerplate else None,
        )

    def _tells_of_project(self, mention: Measure) -> bool:
        """Whether a mention tells of the project's work: what it merely finds there is not its own."""
        section = self._section_of(mention)
        if section < 0 or stated_stage(mention) is not Status.UNSPECIFIED:
            return True
        return self._document.sections[section].role not in OTHERS_WORK

    def _for_targets(self, measure: str, mentions: Sequence[Measure]) -> None:
        """Tie the measure to its target groups: by the words that name them, else by its name alone."""
        named: dict[TargetCode, list[EvidenceItem]] = {}
        for mention in mentions:
            for code in mention.targets:
                named.setdefault(code, []).extend(self._targets.naming(mention, code))
        for code, evidence in named.items():
            self._draft.add_edge(
                measure,
                add_target(self._draft, code),
                Predicate.FOR_TARGET,
                EdgeBasis.TEXT if evidence else EdgeBasis.COMPUTED,
                evidence=evidence,
            )

    def _advances(self, measure: str, mention: Measure) -> None:
        stated = mention.goals.basis is GoalBasis.STATED
        if mention.goals.abstained and not stated:
            return
        for goal in mention.goals.goals:
            evidence = [self._sentence(mention)]
            score = None
            if stated:
                heading = self._quotes.goal_heading(mention.section, goal)
                evidence += [heading] if heading else []
            else:
                score = round(float(mention.goals.scores[goal - 1]), 4)
                score = score if math.isfinite(score) else None
            self._draft.add_edge(
                measure,
                identifiers.goal_id(goal),
                Predicate.ADVANCES,
                EdgeBasis.TEXT if stated else EdgeBasis.COMPUTED,
                detail=mention.goals.basis.value,
                evidence=evidence,
                score=score,
            )

    def _section_of(self, mention: Measure) -> int:
        """Index of the mention's section, -1 for none."""
        return mention.section if 0 <= mention.section < len(self._document.sections) else -1

    def _sentence(self, mention: Measure) -> EvidenceItem:
        return self._quotes.around(mention.start, mention.end, mention.sentence)
