"""What one document adds to the knowledge graph."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from sotenlp.annotation import Actor, Indicator, Measure, Target
from sotenlp.graph import identifiers
from sotenlp.graph.drafts import GraphDraft
from sotenlp.graph.names import area_names, organisations, target_names
from sotenlp.graph.quotes import EvidenceItem, Quotes
from sotenlp.graph.statuses import OUT_OF_SCOPE, plainest_modality
from sotenlp.records import MinedDocument
from sotenlp.schema import ActorRole, EdgeBasis, GoalBasis, NodeKind, Predicate


def add_page(
    draft: GraphDraft, document: MinedDocument, names: Mapping[str, str]
) -> dict[tuple[str, str], str]:
    """Add a document, its project, and all that was found in it.

    Args:
        draft: The graph in the making.
        document: The document.
        names: Names of its measures by their ids.

    Returns:
        The measures' nodes by document and id of the mention: only of mentions that may join
        projects (not boilerplate, not out of scope).
    """
    page = _Page(draft, document)
    page.add_identity()
    grouped: dict[str, list[Measure]] = {}
    for mention in document.measures:
        grouped.setdefault(identifiers.measure_id(document, mention), []).append(mention)
    joining: dict[tuple[str, str], str] = {}
    for measure, mentions in grouped.items():
        page.add_measure(measure, mentions, names.get(measure, mentions[0].name))
        joining |= {(document.id, mention.id): measure for mention in mentions if _may_join(mention)}
    page.add_found(joining)
    return joining


def _may_join(mention: Measure) -> bool:
    return not mention.boilerplate and mention.modality != OUT_OF_SCOPE


class _Page:
    """One document on its way into the graph."""

    def __init__(self, draft: GraphDraft, document: MinedDocument) -> None:
        self.draft = draft
        self.document = document
        self.quotes = Quotes(document)
        self.node = identifiers.document_id(document.id)
        self.project = identifiers.project_id(document)

    def add_identity(self) -> None:
        """The document, its project and its county."""
        document, meta, provenance = self.document, self.document.meta, self.document.provenance
        programme = meta.programme.value if meta.programme else None
        self.draft.add_node(
            self.node,
            NodeKind.DOCUMENT,
            name=meta.project or document.id,
            doc=document.id,
            path=document.path or None,
            format=document.format,
            language=document.language,
            sha256=document.sha256 or None,
            page_kind=meta.kind.value if meta.kind else None,
            programme=programme,
            region=meta.region,
            area=meta.area,
            period=meta.period,
            created=meta.created,
            modified=meta.modified,
            url=provenance.url,
            producer=provenance.producer,
            terms=provenance.terms,
            retrieved=provenance.retrieved,
        )
        self.draft.add_node(
            self.project,
            NodeKind.PROJECT,
            name=meta.project or document.id,
            area=meta.area,
            programme=programme,
            period=meta.period,
        )
        named = self.quotes.naming(meta.project)
        self.draft.add_edge(
            self.node,
            self.project,
            Predicate.DESCRIBES,
            EdgeBasis.TEXT if named else EdgeBasis.COMPUTED,
            evidence=_some(named),
        )
        region = identifiers.region_id(meta)
        if region is None:
            return
        name = area_names().get(meta.area_code or "") or meta.area or region
        self.draft.add_node(region, NodeKind.REGION, name=name, area_code=meta.area_code)
        place = self.quotes.naming(meta.area, meta.region)
        self.draft.add_edge(
            self.project,
            region,
            Predicate.IN_REGION,
            EdgeBasis.TEXT if place else EdgeBasis.VOCABULARY,
            evidence=_some(place),
            named_as=meta.region,
        )

    def add_measure(self, measure: str, mentions: list[Measure], name: str) -> None:
        """One of the project's measures with its mentions in this document."""
        joining = [mention for mention in mentions if _may_join(mention)]
        ours = [mention for mention in mentions if not mention.boilerplate] or mentions
        modality = plainest_modality(mention.modality for mention in ours)
        boilerplate = all(mention.boilerplate for mention in mentions)
        self.draft.add_measure(
            measure,
            name=name,
            modality=modality,
            boilerplate=boilerplate,
            status=[self._status(m) for m in ours],
        )
        carried = joining or [m for m in mentions if m.modality != OUT_OF_SCOPE]
        if carried:
            self.draft.add_edge(
                self.project,
                measure,
                Predicate.CARRIES_OUT,
                EdgeBasis.TEXT,
                evidence=[self._sentence(mention) for mention in carried],
                modality=plainest_modality(mention.modality for mention in carried),
                boilerplate=True if boilerplate else None,
            )
        for mention in mentions:
            self._mention(measure, mention, mention.boilerplate)
        for mention in joining:
            for code in mention.targets:
                target = self._target(code.value)
                self.draft.add_edge(
                    measure,
                    target,
                    Predicate.FOR_TARGET,
                    EdgeBasis.TEXT,
                    evidence=[self._sentence(mention)],
                )
            self._goals(measure, mention)

    def add_found(self, joining: Mapping[tuple[str, str], str]) -> None:
        """Actors, indicators and target groups, tied to measures where the text ties them."""
        for actor in self.document.actors:
            self._actor(actor, self._tied(actor.measures, joining))
        for indicator in self.document.indicators:
            self._indicator(indicator, self._tied(indicator.measures, joining))
        for target in self.document.targets:
            self._mention(self._target(target.code.value), target, self._is_boilerplate(target))

    def _tied(
        self, names: Iterable[str], joining: Mapping[tuple[str, str], str]
    ) -> dict[str, list[EvidenceItem]]:
        """The measures that ids of mentions name, each with the sentences of those mentions."""
        by_id = {mention.id: mention for mention in self.document.measures}
        tied: dict[str, list[EvidenceItem]] = {}
        for name in names:
            measure = joining.get((self.document.id, name))
            if measure is not None:
                tied.setdefault(measure, []).append(self._sentence(by_id[name]))
        return tied

    def _status(self, mention: Measure) -> dict[str, Any]:
        as_of = mention.as_of
        if as_of is None and 0 <= mention.section < len(self.document.sections):
            as_of = self.document.sections[mention.section].as_of
        return {
            "status": mention.status.value,
            "as_of": as_of,
            "modality": mention.modality,
            "evidence": [self._sentence(mention)],
        }

    def _goals(self, measure: str, mention: Measure) -> None:
        stated = mention.goals.basis is GoalBasis.STATED
        if mention.goals.abstained and not stated:
            return
        for goal in mention.goals.goals:
            evidence = [self._sentence(mention)]
            score = None
            if stated:
                evidence += _some(self.quotes.goal_heading(mention.section, goal))
            else:
                score = round(float(mention.goals.scores[goal - 1]), 4)
                score = score if math.isfinite(score) else None
            self.draft.add_edge(
                measure,
                identifiers.goal_id(goal),
                Predicate.ADVANCES,
                EdgeBasis.TEXT if stated else EdgeBasis.COMPUTED,
                detail=mention.goals.basis.value,
                evidence=evidence,
                score=score,
            )

    def _actor(self, mention: Actor, tied: Mapping[str, list[EvidenceItem]]) -> None:
        actor = identifiers.actor_id(self.document, mention)
        known = organisations().get(actor)
        self.draft.add_actor(
            actor,
            name=known["name"] if known else mention.name or mention.text,
            generic=mention.generic and known is None,
            type=(known["type"] if known else "") or mention.type.value,
        )
        boilerplate = self._is_boilerplate(mention)
        self._mention(actor, mention, boilerplate)
        sentence = self._sentence(mention)
        if mention.role is not ActorRole.MENTIONED:
            self.draft.add_edge(
                actor,
                self.project,
                Predicate.TAKES_PART,
                EdgeBasis.TEXT,
                detail=mention.role.value,
                evidence=[sentence],
                role=mention.role.value,
                boilerplate=boilerplate,
            )
        for measure, sentences in tied.items():
            self.draft.add_edge(
                actor,
                measure,
                Predicate.TAKES_PART,
                EdgeBasis.TEXT,
                detail=mention.role.value,
                evidence=[sentence, *sentences],
                role=mention.role.value,
            )

    def _indicator(self, mention: Indicator, tied: Mapping[str, list[EvidenceItem]]) -> None:
        node = self.draft.add_node(
            identifiers.indicator_id(self.document, mention),
            NodeKind.INDICATOR,
            name=mention.name or mention.text,
            doc=self.document.id,
            text=mention.text,
            indicator_kind=mention.kind.value,
            value=mention.value,
            unit=mention.unit,
            window=mention.window,
            period=mention.period,
            number=_finite(mention.number),
            low=_finite(mention.low),
            high=_finite(mention.high),
        )
        self._mention(node, mention, self._is_boilerplate(mention))
        for measure, sentences in tied.items():
            self.draft.add_edge(
                measure,
                node,
                Predicate.MEASURED_BY,
                EdgeBasis.TEXT,
                evidence=[self._sentence(mention), *sentences],
            )

    def _target(self, code: str) -> str:
        return self.draft.add_node(
            f"target:{code}", NodeKind.TARGET, name=target_names().get(code, code), code=code
        )

    def _mention(self, node: str, mention: Measure | Actor | Indicator | Target, boilerplate: bool) -> None:
        self.draft.add_edge(
            node,
            self.node,
            Predicate.MENTIONED_IN,
            EdgeBasis.TEXT,
            detail="boilerplate" if boilerplate else "",
            evidence=[self._sentence(mention)],
            mentions=[{"id": mention.id, "start": mention.start, "end": mention.end, "text": mention.text}],
            boilerplate=True if boilerplate else None,
        )

    def _sentence(self, mention: Measure | Actor | Indicator | Target) -> EvidenceItem:
        return self.quotes.around(mention.start, mention.end, mention.sentence)

    def _is_boilerplate(self, mention: Actor | Indicator | Target) -> bool:
        return self.quotes.is_boilerplate(mention.start, mention.end, mention.sentence)


def _some(item: EvidenceItem | None) -> list[EvidenceItem]:
    return [] if item is None else [item]


def _finite(number: float | None) -> float | None:
    return float(number) if number is not None and math.isfinite(number) else None
