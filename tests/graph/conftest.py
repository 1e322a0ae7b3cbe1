"""A small corpus by hand: three counties, two shared practices, boilerplate, a dated evaluation."""

from __future__ import annotations

from dataclasses import dataclass, replace

import networkx as nx
import pytest

from sotenlp.annotation import (
    GoalScore,
    Indicator,
    Practice,
    PracticeLink,
    PracticeMember,
    Target,
)
from sotenlp.document import Metadata
from sotenlp.graph.builder import build_graph
from sotenlp.records import MinedDocument
from sotenlp.schema import (
    ActorRole,
    ActorType,
    GoalBasis,
    IndicatorKind,
    PageKind,
    Programme,
    SectionRole,
    Status,
    TargetCode,
)
from tests.graph.graph_pages import actor, make_page, measure, place, section

STATED = GoalScore((2,), (0.0, 1.0, 0.0, 0.0, 0.0), GoalBasis.STATED)
PREDICTED = GoalScore((1, 4), (0.81, 0.1, 0.0, 0.62, 0.0))
ABSTAINED = GoalScore((5,), (0.2, 0.2, 0.2, 0.2, 0.5), abstained=True)


@dataclass(frozen=True)
class Corpus:
    """What `build_graph` takes."""

    documents: tuple[MinedDocument, ...]
    practices: tuple[Practice, ...]
    links: tuple[PracticeLink, ...]


def _lapland() -> MinedDocument:
    common = "Ohjelmassa rakennetaan kaikkialle yhteinen palveluportti."
    page = make_page(
        "lappi",
        Metadata(
            region="Lappi",
            area="Lapin hyvinvointialue",
            area_code="21",
            project="Tunturin tuki",
            programme=Programme.TULSOTE,
            kind=PageKind.KOKONAISUUS,
        ),
        [
            (
                section("Tunturin tuki", role=SectionRole.IDENTITY),
                ["Lappi", "Hanketta hallinnoi Lapin sairaanhoitopiiri.", common],
            ),
            (section("2. Ehkäisevä työ", goal=2, role=SectionRole.AIMS), []),
            (
                section("Toimenpiteet", 2, goal=2, role=SectionRole.ACTIVITIES),
                ["Perhekeskus avataan lapsiperheille.", "Etävastaanotto lyhensi jonon 7 vuorokauteen."],
            ),
            (
                section("Tilanne syksyllä 2022", as_of="2022-07-01/2022-12-31", role=SectionRole.OUTCOMES),
                ["Perhekeskus on vakiintunut.", "Asumispalvelut jätettiin hankkeen ulkopuolelle."],
            ),
        ],
        boilerplate=[common],
    )
    family = measure(
        page,
        "Perhekeskus",
        "perhekeskus",
        Status.PLANNED,
        goals=STATED,
        targets=(TargetCode.FAMILIES,),
    )
    start = page.text.rindex("Perhekeskus")
    rooted = replace(
        family,
        start=start,
        end=start + 11,
        status=Status.ESTABLISHED,
        sentence=9,
        section=3,
        targets=(),
        goals=ABSTAINED,
    )
    remote = measure(page, "Etävastaanotto", "etavastaanotto", Status.ADOPTED, goals=PREDICTED)
    queue = place(page, "jonon 7 vuorokauteen")
    return replace(
        page,
        measures=(
            measure(page, "yhteinen palveluportti", "palveluportti", Status.ONGOING, goals=PREDICTED),
            family,
            remote,
            rooted,
            measure(page, "Asumispalvelut", "asumispalvelut", Status.UNSPECIFIED, modality="out_of_scope"),
        ),
        actors=(actor(page, "Lapin sairaanhoitopiiri", "lapin-sairaanhoitopiiri", ActorRole.COORDINATOR),),
        indicators=(
            Indicator(
                queue[0],
                queue[1],
                "jonon 7 vuorokauteen",
                "jono",
                IndicatorKind.RESULT,
                "7",
                "vrk",
                number=7.0,
                measures=(remote.id,),
                sentence=queue[2],
            ),
        ),
        targets=(Target(*place(page, "lapsiperheille")[:2], "lapsiperheille", TargetCode.FAMILIES),),
    )


def _kainuu() -> MinedDocument:
    common = "Ohjelmassa rakennetaan kaikkialle yhteinen palveluportti."
    page = make_page(
        "kainuu/koti",
        Metadata(
            region="Kainuun alue", area="Kainuun hyvinvointialue", area_code="20", project="Kotona hyvin"
        ),
        [
            (
                section("", 0),
                [
                    "Perhekeskuksen malli ehkä pilotoidaan keväällä.",
                    common,
                    "Yhdistykset osallistuvat perhekeskuksen iltoihin.",
                    "Digineuvonta kokeiltiin.",
                ],
            )
        ],
        boilerplate=[common],
    )
    model = measure(
        page, "Perhekeskuksen malli", "perhekeskus", Status.PILOTED, modality="uncertain", goals=PREDICTED
    )
    tied = {"generic": True, "type": ActorType.NGO, "measures": (model.id,)}
    return replace(
        page,
        measures=(
            model,
            measure(page, "yhteinen palveluportti", "palveluportti", Status.ONGOING, goals=PREDICTED),
            measure(page, "Digineuvonta", "", Status.PILOTED),
        ),
        actors=(actor(page, "Yhdistykset", "", ActorRole.MENTIONED, **tied),),
    )


def _unnamed() -> MinedDocument:
    page = make_page("irrallinen", Metadata(), [(section("", 0), ["Etäklinikka käynnistyi."])])
    return replace(page, measures=(measure(page, "Etäklinikka", "etaklinikka", Status.ONGOING),))


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The documents, their practices and links."""
    lapland, kainuu, unnamed = _lapland(), _kainuu(), _unnamed()

    def member(page: MinedDocument, *numbers: int) -> PracticeMember:
        mentions = [page.measures[number] for number in numbers]
        return PracticeMember(
            page.id, page.meta.area, mentions[0].measure, tuple(mention.id for mention in mentions)
        )

    practices = (
        Practice("practice:perhekeskus-1", "perhekeskus", (member(lapland, 1, 3), member(kainuu, 0))),
        Practice("practice:etavastaanotto-1", "etävastaanotto", (member(lapland, 2),)),
        Practice("practice:digineuvonta-1", "digineuvonta", (member(kainuu, 2),)),
        Practice("practice:etaklinikka-1", "etäklinikka", (member(unnamed, 0),)),
        Practice("practice:palveluportti-1", "palveluportti", (member(lapland, 0), member(kainuu, 1))),
    )
    links = (
        PracticeLink(
            "measure:lappi/perhekeskus", "measure:kainuu/koti/perhekeskus", 0.9, ("sama pääsana",), True
        ),
        PracticeLink(
            "measure:lappi/etavastaanotto", "measure:irrallinen/etaklinikka", 0.5, ("etäpalvelu",), False
        ),
        PracticeLink("measure:lappi/etavastaanotto", "measure:poistettu/muu", 0.5, ("muu",), False),
    )
    return Corpus((lapland, kainuu, unnamed), practices, links)


@pytest.fixture(scope="session")
def graph(corpus: Corpus) -> nx.MultiDiGraph:
    """The graph of the corpus; tests do not change it."""
    return build_graph(corpus.documents, corpus.practices, corpus.links)
