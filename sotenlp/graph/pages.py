"""What one document adds to the knowledge graph."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from sotenlp.annotation import Actor, Indicator, Measure, Target
from sotenlp.graph import identifiers
from sotenlp.graph.drafts import GraphDraft
from sotenlp.graph.measure_statements import MeasureStatements, add_target
from sotenlp.graph.names import area_names, organisations
from sotenlp.graph.quotes import EvidenceItem, Quotes
from sotenlp.linking.stages import STATED, may_join
from sotenlp.records import MinedDocument
from sotenlp.schema import ActorRole, EdgeBasis, NodeKind, Predicate


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
    statements = MeasureStatements(draft, document, page.quotes)
    for measure, mentions in grouped.items():
        statements.add(measure, mentions, names.get(measure, mentions[0].name))
        page.add_mentions(measure, mentions)
        joining |= {(document.id, mention.id): measure for mention in mentions if may_join(mention)}
    page.add_found(joining)
    return joining


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
            citation=document.citation or None,
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

    def add_mentions(self, measure: str, mentions: Iterable[Measure]) -> None:
        """The mentions of one of the project's measures."""
        for mention in mentions:
            self._mention(measure, mention, mention.boilerplate)

    def add_found(self, joining: Mapping[tuple[str, str], str]) -> None:
        """Actors, indicators and target groups, tied to measures where the text ties them."""
        for actor in self.document.actors:
            self._actor(actor, self._tied(actor.measures, joining))
        for indicator in self.document.indicators:
            self._indicator(indicator, self._tied(indicator.measures, joining))
        for target in self.document.targets:
            self._mention(add_target(self.draft, target.code), target, self._is_boilerplate(target))

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
        stated = mention.role_basis == STATED
        sentence = self._sentence(mention)
        if mention.role is not ActorRole.MENTIONED:
            self.draft.add_edge(
                actor,
                self.project,
                Predicate.TAKES_PART,
                EdgeBasis.TEXT if stated else EdgeBasis.COMPUTED,
                detail=mention.role.value,
                evidence=[sentence] if stated else [],
                role=mention.role.value,
                boilerplate=boilerplate,
            )
        role = mention.role if stated else ActorRole.MENTIONED
        for measure, sentences in tied.items():
            self.draft.add_edge(
                actor,
                measure,
                Predicate.TAKES_PART,
                EdgeBasis.TEXT,
                detail=role.value,
                evidence=[sentence, *sentences],
                role=role.value,
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
