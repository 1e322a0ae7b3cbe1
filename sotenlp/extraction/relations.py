"""Which target groups, indicators and actors the text ties to which measure.

A target group belongs to a measure when it stands in the measure's noun phrase or clause, else
when the words of the measure themselves tell it ("perhekeskus", "kouluttajakoulutus"), else when
the heading or the line that leads a list in names it. Indicators and actors go to the measures
of their clause, else to the nearest one of their sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc as SpacyDoc

from sotenlp.annotation import Actor, Indicator, Measure, Target
from sotenlp.document import Block, Section
from sotenlp.extraction.clauses import Clause, clauses
from sotenlp.extraction.roles import cue_roles, takes_part
from sotenlp.extraction.tables import read_data
from sotenlp.language.sentences import iterate_sentences
from sotenlp.language.view import Doc, Span, view_of
from sotenlp.schema import ActorRole, BlockKind, PageKind, SectionRole, TargetCode

_BROAD = frozenset({TargetCode.RESIDENTS, TargetCode.STAFF})


@cache
def target_stems() -> dict[str, TargetCode]:
    """Target groups that a compound part tells."""
    return {row["stem"]: TargetCode(row["code"]) for row in read_data("measure_targets")}


def compound_targets(span: Span) -> tuple[TargetCode, ...]:
    """The target groups that the compound parts of a measure's words tell, in text order."""
    stems = target_stems()
    found: dict[TargetCode, None] = {}
    for token in span:
        lemma = token.lemma_lower.lstrip("-–")
        parts = [part.lower() for part in token.compound] if len(token.compound) > 1 else []
        parts += lemma.split("-") if "-" in lemma else [lemma]
        for part in parts:
            if part in stems:
                found.setdefault(stems[part])
        for stem, code in stems.items():
            if len(stem) > 5 and lemma.startswith(stem):
                found.setdefault(code)
    return tuple(found)


class _Places:
    """The clauses of a document by character offset."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.sentences = list(iterate_sentences(doc))
        self.text = doc.text
        self.sections: Sequence[Section] = doc._.sections
        self.blocks: Sequence[Block] = doc._.blocks
        self._clauses: dict[int, list[Clause]] = {}

    def clause(self, sentence: int, offset: int) -> tuple[int, int]:
        """Character span of the clause of a sentence that contains an offset."""
        if not 0 <= sentence < len(self.sentences):
            return (offset, offset)
        span = self.sentences[sentence]
        if sentence not in self._clauses:
            self._clauses[sentence] = clauses(span)
        for clause in self._clauses[sentence]:
            part = self.doc[clause.start : clause.end]
            if part.start_char <= offset < part.end_char:
                return (part.start_char, part.end_char)
        return (span.start_char, span.end_char)


def relate_targets(doc: Doc, measures: Sequence[Measure], targets: Sequence[Target]) -> list[Measure]:
    """The measures with the target groups that the text ties to them."""
    places = _Places(doc)
    of_page = _page_targets(doc, targets)
    return [
        replace(measure, targets=_targets_of(doc, measure, targets, places) or of_page)
        for measure in measures
    ]


def _page_targets(doc: Doc, targets: Sequence[Target]) -> tuple[TargetCode, ...]:
    """The one target group that the title and the summary of a page about one operating model name."""
    if doc._.metadata.kind is not PageKind.TOIMINTAMALLI:
        return ()
    spans = [
        (section.start, section.end) for section in doc._.sections if section.role is SectionRole.IDENTITY
    ]
    codes = {
        target.code
        for target in targets
        if target.code not in _BROAD and any(start <= target.start < end for start, end in spans)
    }
    return tuple(codes) if len(codes) == 1 else ()


def _targets_of(
    doc: Doc, measure: Measure, targets: Sequence[Target], places: _Places
) -> tuple[TargetCode, ...]:
    inside = [target.code for target in targets if target.start < measure.end and measure.start < target.end]
    span = doc.char_span(measure.start, measure.end, alignment_mode="expand")
    told = compound_targets(span) if span is not None else ()
    start, end = places.clause(measure.sentence, measure.start)
    near = [target.code for target in targets if start <= target.start < end]
    if inside:
        return _codes(inside, told)
    if told or near:
        return _codes(told, near)
    return _codes([target.code for target in _lead_in(doc, measure, targets, places)])


def _codes(*groups: Iterable[TargetCode]) -> tuple[TargetCode, ...]:
    return tuple(dict.fromkeys(code for group in groups for code in group))


def _lead_in(doc: Doc, measure: Measure, targets: Sequence[Target], places: _Places) -> list[Target]:
    """Target groups in the heading of a measure's section, or in the line that leads its list in."""
    found: list[Target] = []
    blocks = places.blocks
    own = next((i for i, block in enumerate(blocks) if block.start <= measure.start < block.end), None)
    if own is None:
        return found
    index = own
    if blocks[own].kind is BlockKind.ITEM:
        while (
            index > 0
            and blocks[index - 1].section == blocks[own].section
            and blocks[index].kind is BlockKind.ITEM
        ):
            index -= 1
        lead = blocks[index]
        if index != own and places.text[lead.start : lead.end].rstrip().endswith(":"):
            found += [target for target in targets if lead.start <= target.start < lead.end]
    sections = places.sections
    if not found and 0 <= measure.section < len(sections):
        section = sections[measure.section]
        heading = next((block for block in blocks if block.start <= section.start < block.end), None)
        if heading is not None and heading.kind is BlockKind.HEADING and heading is not blocks[own]:
            found += [target for target in targets if heading.start <= target.start < heading.end]
    return found


def _measures_near(item: Indicator, measures: Sequence[Measure], places: _Places) -> tuple[str, ...]:
    """Ids of the measures of an item's clause, else of the nearest one of its sentence."""
    same = [measure for measure in measures if measure.sentence == item.sentence and measure.sentence >= 0]
    if not same:
        return ()
    start, end = places.clause(item.sentence, item.start)
    near = [measure for measure in same if start <= measure.start < end]
    if not near:
        near = [
            min(same, key=lambda measure: min(abs(measure.end - item.start), abs(measure.start - item.end)))
        ]
    return tuple(measure.id for measure in near)


def _measures_of_actors(
    doc: Doc, actors: Sequence[Actor], measures: Sequence[Measure], places: _Places
) -> list[Actor]:
    """The actors with the ids of the measures of their clause.

    Coordinators, implementers and partners are tied only where words of the sentence give them
    their role: the page's own organisation is in its role on every line, and does not do all that
    is told there.
    """
    by_sentence: dict[int, list[Actor]] = {}
    for actor in actors:
        by_sentence.setdefault(actor.sentence, []).append(actor)
    with_measures = {measure.sentence for measure in measures}
    tied: list[Actor] = []
    for index, group in by_sentence.items():
        told = _told(doc, places.sentences[index], group) if index in with_measures else set()
        for number, actor in enumerate(group):
            plain = actor.role in {ActorRole.MENTIONED, ActorRole.FUNDER, ActorRole.CONTACT}
            near = _in_clause(actor, measures, places) if plain or number in told else ()
            tied.append(replace(actor, measures=near))
    return tied


def _told(doc: Doc, sentence: Span, actors: Sequence[Actor]) -> set[int]:
    """Indices of the actors of a sentence to which its words give a part."""
    spans = [doc.char_span(actor.start, actor.end, alignment_mode="expand") for actor in actors]
    located = [span for span in spans if span is not None]
    if len(located) < len(spans):
        return set()
    cued = set(cue_roles(sentence, located))
    return cued | {number for number, span in enumerate(located) if takes_part(sentence, span)}


def _in_clause(item: Actor, measures: Sequence[Measure], places: _Places) -> tuple[str, ...]:
    same = [measure for measure in measures if measure.sentence == item.sentence >= 0]
    if not same:
        return ()
    start, end = places.clause(item.sentence, item.start)
    return tuple(measure.id for measure in same if start <= measure.start < end)


class RelationsComponent:
    """Ties target groups, indicators and actors to measures."""

    def __call__(self, of: SpacyDoc) -> SpacyDoc:
        """Complete ``doc._.measures``, ``doc._.indicators`` and ``doc._.actors``."""
        doc = view_of(of)
        measures = relate_targets(doc, doc._.measures, doc._.targets)
        places = _Places(doc)
        doc._.measures = measures
        doc._.indicators = [
            replace(item, measures=_measures_near(item, measures, places)) for item in doc._.indicators
        ]
        doc._.actors = _measures_of_actors(doc, doc._.actors, measures, places)
        return of
