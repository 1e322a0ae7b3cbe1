"""Page templates: which heading means what, and on which kind of page it stands.

The kinds are kokonaisuus (a whole project), toimintamalli with its kehittämisen polku (one
operating model and how it came about), and oma-arviointi (a self-assessment report). A label
is a heading with a short value under it, such as the day of creation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sotenlp.reader.normalisation import plain
from sotenlp.schema import PageKind, SectionRole

K, T, O = PageKind.KOKONAISUUS, PageKind.TOIMINTAMALLI, PageKind.OMA_ARVIOINTI  # noqa: E741

RANK_TITLE, RANK_PART, RANK_PAGE, RANK_REPORT = 0, 10, 20, 30
RANK_GOAL, RANK_TOPIC, RANK_RESULTS, RANK_OTHER = 40, 50, 55, 60
"""How deep a heading nests: a heading closes every open one of its own or a deeper rank."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading of a page template means.

    Attributes:
        role: Role of the section that it opens.
        kind: The kind of page that alone has it, or None.
        field: Name of the metadata field whose value follows, or "" for a heading.
        rank: How deep it nests.
        many: Whether the value may run over several lines.
    """

    role: SectionRole
    kind: PageKind | None = None
    field: str = ""
    rank: int = RANK_PAGE
    many: bool = False


_PAGE: tuple[tuple[SectionRole, PageKind | None, str], ...] = (
    (SectionRole.IDENTITY, None, "perustiedot"),
    (SectionRole.IDENTITY, None, "lyhyt kuvaus"),
    (SectionRole.IDENTITY, T, "toimintamallin lyhyt kuvaus"),
    (SectionRole.IDENTITY, K, "kokonaisuuden lyhyt kuvaus"),
    (SectionRole.IDENTITY, None, "tiivistelmä"),
    (SectionRole.IDENTITY, K, "toimijat"),
    (SectionRole.IDENTITY, None, "osallistujat"),
    (SectionRole.IDENTITY, None, "osallistujatahot"),
    (SectionRole.IDENTITY, None, "osallistujatahot ja rahoittajat"),
    (SectionRole.AIMS, K, "kokonaisuuden tarkoitus ja tavoitteet"),
    (SectionRole.AIMS, K, "päämäärä ja päätavoite"),
    (SectionRole.AIMS, K, "päämäärä ja päätavoitteet"),
    (SectionRole.AIMS, K, "tarkoitus ja tavoitteet"),
    (SectionRole.AIMS, K, "kokonaisuuden tarkoitus"),
    (SectionRole.AIMS, K, "kokonaisuuden tavoitteet"),
    (SectionRole.AIMS, K, "päämäärä"),
    (SectionRole.AIMS, K, "päämäärät"),
    (SectionRole.AIMS, K, "päätavoite"),
    (SectionRole.AIMS, K, "päätavoitteet"),
    (SectionRole.PLANNED_RESULTS, K, "tavoiteltavat tulokset, tuotokset ja vaikutukset"),
    (SectionRole.PLANNED_RESULTS, K, "tavoitellut tulokset, tuotokset ja vaikutukset"),
    (SectionRole.PLANNED_RESULTS, None, "tavoiteltavat tulokset"),
    (SectionRole.PLANNED_RESULTS, None, "tavoitellut tulokset"),
    (SectionRole.PLANNED_RESULTS, None, "tavoiteltavat vaikutukset"),
    (SectionRole.ACTIVITIES, K, "toimenpiteet"),
    (SectionRole.ACTIVITIES, K, "keskeiset toimenpiteet"),
    (SectionRole.ACTIVITIES, K, "eteneminen"),
    (SectionRole.ACTIVITIES, K, "kokonaisuuden eteneminen"),
    (SectionRole.ACTIVITIES, K, "toteutus"),
    (SectionRole.OUTCOMES, K, "tuotokset ja tulokset"),
    (SectionRole.OUTCOMES, K, "tulokset ja tuotokset"),
    (SectionRole.EFFECTS, K, "vaikutukset ja vaikuttavuus"),
    (SectionRole.CONTINUATION, K, "opit ja jatkokehittäminen"),
    (SectionRole.CONTINUATION, None, "jatkokehittäminen"),
    (SectionRole.CONTINUATION, None, "jatkosuunnitelmat"),
    (SectionRole.CONTACT, None, "yhteystiedot"),
    (SectionRole.CONTINUATION, None, "juurruttaminen ja levittäminen"),
    (SectionRole.ATTACHMENTS, None, "liitetiedostot ja linkit"),
    (SectionRole.ATTACHMENTS, None, "liitteet ja linkit"),
    (SectionRole.ATTACHMENTS, None, "liitteet"),
    (SectionRole.ATTACHMENTS, None, "liitetiedostot"),
    (SectionRole.ATTACHMENTS, None, "linkit"),
    (SectionRole.OTHER, K, "kokonaisuuteen liittyvät toimintamallit"),
    (SectionRole.OTHER, K, "toimintamallit"),
    (SectionRole.BACKGROUND, None, "lähtötilanne ja strategiset liittymäkohdat"),
    (SectionRole.BACKGROUND, T, "toimintaympäristö"),
    (SectionRole.BACKGROUND, None, "tausta"),
    (SectionRole.BACKGROUND, None, "nykytila"),
    (SectionRole.BACKGROUND, None, "lähtötilanne"),
    (SectionRole.NEEDS, T, "kehitystyön lähtökohtana olevat tarpeet"),
    (SectionRole.NEEDS, T, "kehittämistyön lähtökohtana olevat tarpeet"),
    (SectionRole.NEEDS, T, "kohderyhmä ja asiakasymmärrys"),
    (SectionRole.ACTIVITIES, T, "kehittäjäjoukon kokoaminen ja yhteiskehittäminen"),
    (SectionRole.AIMS, T, "tavoiteltu muutos"),
    (SectionRole.MEASUREMENT, T, "muutoksen mittaaminen"),
    (SectionRole.PRIOR_SOLUTIONS, T, "muiden kehittämien ratkaisujen hyödyntäminen"),
    (SectionRole.ACTIVITIES, T, "kehittäjäjoukon kokoaminen"),
    (SectionRole.ACTIVITIES, T, "kehittäjäjoukko ja yhteiskehittäminen"),
    (SectionRole.ACTIVITIES, T, "ideointi"),
    (SectionRole.ACTIVITIES, T, "ideointi ja valinta"),
    (SectionRole.ACTIVITIES, T, "ideointi ja idean valinta"),
    (SectionRole.ACTIVITIES, T, "ideoiden kokeilu ja toteutus"),
    (SectionRole.ACTIVITIES, T, "idean valinta"),
    (SectionRole.ACTIVITIES, T, "idean valinta ja sen vaikutusten ennakointi"),
    (SectionRole.ACTIVITIES, T, "ratkaisun perusidea"),
    (SectionRole.ACTIVITIES, T, "ratkaisun testaaminen"),
    (SectionRole.ACTIVITIES, T, "ratkaisun testaaminen asiakkailla tai palvelunkäyttäjillä"),
    (SectionRole.ACTIVITIES, T, "kehitetyn ratkaisun testaaminen"),
    (
        SectionRole.ACTIVITIES,
        T,
        "kehitetyn ratkaisun testaaminen asiakasymmärrykseen, ideaan ja tavoitteeseen",
    ),
    (SectionRole.ACTIVITIES, T, "kokeilun tavoitteet"),
    (SectionRole.ACTIVITIES, T, "kokeilun tavoitteet, toteutuksen suunnittelu ja resurssit"),
    (SectionRole.ACTIVITIES, T, "kokeilun toteutus"),
    (SectionRole.ACTIVITIES, T, "kokeilu"),
    (SectionRole.ACTIVITIES, T, "toimintamallin kuvaus"),
    (SectionRole.ACTIVITIES, T, "toteutussuunnitelma"),
    (SectionRole.ACTIVITIES, T, "suunnitelma käyttöönotosta"),
    (SectionRole.ACTIVITIES, T, "käyttöönotto"),
    (SectionRole.OUTCOMES, T, "kokeilun tulokset"),
    (SectionRole.OUTCOMES, T, "kokeilun tulokset ja opit"),
    (SectionRole.MEASUREMENT, None, "mittarit ja seuranta"),
    (SectionRole.OUTCOMES, None, "mittarit ja tulokset"),
    (SectionRole.OUTCOMES, T, "kokeilusta saadut tulokset"),
    (SectionRole.OUTCOMES, T, "arvioinnin tulokset tiivistetysti"),
    (SectionRole.OUTCOMES, T, "arvioinnin tulokset tiivistettynä"),
    (SectionRole.OUTCOMES, T, "arvioinnin tulokset"),
    (SectionRole.EFFECTS, T, "saavutetut vaikutukset"),
    (SectionRole.CONDITIONS, T, "toimivuuden ja käyttöönoton ehdot"),
    (SectionRole.CONTINUATION, T, "vinkit toimintamallin soveltajille"),
    (SectionRole.CONTINUATION, T, "vinkit soveltajille"),
    (SectionRole.COSTS, None, "kustannukset"),
    (SectionRole.COSTS, None, "kustannukset ja resurssit"),
    (SectionRole.COSTS, None, "rahoitus, kustannukset ja resursointi"),
    (SectionRole.COSTS, None, "rahoitus ja resurssit"),
    (SectionRole.COSTS, None, "budjetti"),
    (SectionRole.COSTS, None, "rahoitus"),
    (SectionRole.OTHER, None, "aihealueet"),
    (SectionRole.OTHER, None, "ilmiöt"),
    (SectionRole.OTHER, None, "asiasanat"),
)

_REPORT: tuple[tuple[SectionRole, PageKind | None, str], ...] = (
    (SectionRole.AIMS, None, "hankkeen tavoitteet"),
    (SectionRole.AIMS, O, "hankkeen tavoitteet ja prosessitavoitteet"),
    (SectionRole.AIMS, O, "prosessitavoitteet"),
    (SectionRole.AIMS, O, "hyötytavoitteet"),
    (SectionRole.AIMS, None, "tavoitteet"),
    (SectionRole.MEASUREMENT, O, "arvioinnin mittarit/kriteerit"),
    (SectionRole.MEASUREMENT, O, "arvioinnin mittarit ja kriteerit"),
    (SectionRole.MEASUREMENT, None, "arvioinnin mittarit"),
    (SectionRole.MEASUREMENT, None, "mittarit"),
    (SectionRole.MEASUREMENT, O, "tiedonkeruun ja arvioinnin menetelmät"),
    (SectionRole.MEASUREMENT, None, "arviointimenetelmät"),
    (SectionRole.EVALUATION, O, "lähtötilanteen arvioinnin tulokset"),
    (SectionRole.EVALUATION, None, "arviointi"),
    (SectionRole.EVALUATION, None, "johtopäätökset"),
    (SectionRole.OUTCOMES, None, "tulokset"),
    (SectionRole.OUTCOMES, None, "keskeiset tulokset"),
    (SectionRole.CONTINUATION, None, "jatkotoimenpiteet"),
    (SectionRole.CONTINUATION, None, "jatko"),
    (SectionRole.CONTINUATION, None, "jatkotyö"),
    (SectionRole.CONTINUATION, None, "jatkosuunnitelma"),
    (SectionRole.CONTINUATION, None, "miten tästä eteenpäin"),
    (SectionRole.CONTINUATION, None, "seuraavat askeleet"),
)

_LABELS: tuple[tuple[SectionRole, PageKind | None, str, str], ...] = (
    (SectionRole.IDENTITY, K, "project", "kokonaisuuden nimi"),
    (SectionRole.IDENTITY, T, "project", "toimintamallin nimi"),
    (SectionRole.IDENTITY, None, "project", "hankkeen nimi"),
    (SectionRole.IDENTITY, None, "project", "projektin nimi"),
    (SectionRole.IDENTITY, T, "whole", "toimintamallin kokonaisuus"),
    (SectionRole.IDENTITY, T, "place", "toteutuspaikka"),
    (SectionRole.IDENTITY, T, "region", "paikkakunta, maakunta tai hyvinvointialue"),
    (SectionRole.IDENTITY, None, "region", "maakunta"),
    (SectionRole.IDENTITY, None, "region", "alue"),
    (SectionRole.IDENTITY, None, "region", "hyvinvointialue"),
    (SectionRole.IDENTITY, K, "period", "toimiaika"),
    (SectionRole.IDENTITY, None, "period", "hankeaika"),
    (SectionRole.IDENTITY, None, "period", "toteutusaika"),
    (SectionRole.IDENTITY, None, "period", "hankekausi"),
    (SectionRole.IDENTITY, None, "period", "toimikausi"),
    (SectionRole.IDENTITY, None, "period", "toiminta-aika"),
    (SectionRole.IDENTITY, None, "period", "hankkeen kesto"),
    (SectionRole.IDENTITY, None, "period", "hankkeen toteutusaika"),
    (SectionRole.IDENTITY, None, "funder", "rahoittaja"),
    (SectionRole.IDENTITY, None, "funder", "rahoittajat"),
    (SectionRole.IDENTITY, None, "funder", "rahoituslähde"),
    (SectionRole.IDENTITY, T, "funder", "toimintamallin rahoittaja"),
    (SectionRole.IDENTITY, None, "coordinator", "hallinnoija"),
    (SectionRole.IDENTITY, None, "coordinator", "hankkeen hallinnoija"),
    (SectionRole.IDENTITY, None, "coordinator", "hallinnoijataho"),
    (SectionRole.IDENTITY, None, "coordinator", "vastuuorganisaatio"),
    (SectionRole.IDENTITY, None, "coordinator", "päätoteuttaja"),
    (SectionRole.IDENTITY, None, "coordinator", "päähakija"),
    (SectionRole.IDENTITY, None, "implementers", "osatoteuttajat"),
    (SectionRole.IDENTITY, None, "implementers", "osatoteuttajakunnat"),
    (SectionRole.IDENTITY, None, "implementers", "muut toteuttajat"),
    (SectionRole.IDENTITY, None, "implementers", "toteuttajat"),
    (SectionRole.IDENTITY, None, "implementers", "hankkeen osatoteuttajat"),
    (SectionRole.IDENTITY, None, "implementers", "hankkeen toteuttajat"),
    (SectionRole.IDENTITY, None, "implementers", "mukana olevat organisaatiot"),
    (SectionRole.IDENTITY, None, "partners", "kumppanit"),
    (SectionRole.IDENTITY, None, "partners", "yhteistyökumppanit"),
    (SectionRole.IDENTITY, None, "created", "luotu"),
    (SectionRole.IDENTITY, None, "modified", "viimeksi muokattu"),
    (SectionRole.IDENTITY, None, "modified", "muokattu"),
    (SectionRole.CONTACT, None, "contact_name", "yhteyshenkilön nimi"),
    (SectionRole.CONTACT, None, "contact_name", "yhteyshenkilö"),
    (SectionRole.CONTACT, None, "contact_name", "yhteyshenkilöt"),
    (SectionRole.CONTACT, T, "author", "tekijä"),
    (SectionRole.CONTACT, None, "author", "tekijät"),
    (SectionRole.CONTACT, None, "contact_org", "yhteyshenkilön organisaatio"),
    (SectionRole.CONTACT, None, "contact_email", "yhteyshenkilön sähköpostiosoite"),
    (SectionRole.CONTACT, None, "contact_email", "yhteyshenkilön sähköposti"),
    (SectionRole.CONTACT, None, "contact_email", "sähköposti"),
    (SectionRole.CONTACT, None, "contact_email", "sähköpostiosoite"),
    (SectionRole.CONTACT, None, "contact_phone", "yhteyshenkilön puhelinnumero"),
    (SectionRole.ATTACHMENTS, None, "image", "kuva"),
    (SectionRole.ATTACHMENTS, None, "image", "kansikuva"),
    (SectionRole.ATTACHMENTS, None, "image", "video"),
)

_INLINE: tuple[tuple[SectionRole, str, str], ...] = (
    (SectionRole.IDENTITY, "project", "hanke"),
    (SectionRole.IDENTITY, "project", "projekti"),
    (SectionRole.IDENTITY, "project", "hankkeen nimi"),
    (SectionRole.IDENTITY, "coordinator", "vastuutaho"),
    (SectionRole.IDENTITY, "coordinator", "hakija"),
    (SectionRole.IDENTITY, "coordinator", "toteuttaja"),
    (SectionRole.IDENTITY, "period", "kesto"),
    (SectionRole.IDENTITY, "period", "aikataulu"),
    (SectionRole.IDENTITY, "funder", "rahoitus"),
    (SectionRole.IDENTITY, "funder", "avustus"),
    (SectionRole.IDENTITY, "funder", "valtionavustus"),
    (SectionRole.IDENTITY, "funder", "hankkeen rahoitus"),
    (SectionRole.IDENTITY, "funder", "hankkeen rahoittaja"),
    (SectionRole.IDENTITY, "reporting_period", "raportointikausi"),
    (SectionRole.IDENTITY, "reporting_period", "raportointijakso"),
    (SectionRole.IDENTITY, "reporting_period", "raportoitava jakso"),
    (SectionRole.IDENTITY, "reporting_period", "raportin ajanjakso"),
    (SectionRole.IDENTITY, "reporting_period", "seurantajakso"),
    (SectionRole.IDENTITY, "reporting_period", "arviointijakso"),
    (SectionRole.CONTACT, "author", "laatija"),
    (SectionRole.CONTACT, "author", "laatijat"),
    (SectionRole.CONTACT, "author", "raportin laatija"),
    (SectionRole.CONTACT, "author", "raportin laatijat"),
    (SectionRole.CONTACT, "author", "kirjoittaja"),
    (SectionRole.CONTACT, "author", "kirjoittajat"),
    (SectionRole.CONTACT, "contact_name", "vastuuhenkilö"),
    (SectionRole.CONTACT, "contact", "yhteys"),
    (SectionRole.CONTACT, "contact", "lisätiedot"),
    (SectionRole.CONTACT, "contact", "lisätietoja"),
    (SectionRole.CONTACT, "contact", "lisätietoja antaa"),
    (SectionRole.CONTACT, "contact", "yhteydenotot"),
)
"""Labels that only count with their value on the same line: alone they may head prose."""

_CLOSING = frozenset({SectionRole.OUTCOMES, SectionRole.CONTINUATION})
_MANY_LINES = frozenset({"region", "place", "funder", "implementers", "partners", "author", "whole"})
_ORNAMENTS = re.compile(r"^[\s*#_]+|[\s*_:]+$")
_MODEL_TITLE = re.compile(r"toimintamalli(?:n|a|ksi)?\b", re.IGNORECASE)
_TITLE_VOTES = 2
_SPACE = re.compile(r"\s+")


@cache
def headings() -> dict[str, Heading]:
    """All headings of the page templates by their normalised words."""
    found = {words: Heading(role, kind) for role, kind, words in _PAGE}
    found |= {
        words: Heading(role, kind, rank=RANK_RESULTS if role in _CLOSING else RANK_TOPIC)
        for role, kind, words in _REPORT
    }
    found |= {
        words: Heading(role, kind, field, many=field in _MANY_LINES) for role, kind, field, words in _LABELS
    }
    return found


def find_heading(line: str) -> Heading | None:
    """What a line means as a heading of a page template; None where it is none.

    >>> find_heading("Ratkaisun perusidea **").role.value
    'activities'
    """
    if len(line) > 100:
        return None
    return headings().get(heading_words(line).casefold())


@cache
def _inline_labels() -> dict[str, Heading]:
    return {words: Heading(role, None, field) for role, field, words in _INLINE}


def find_inline_label(words: str) -> Heading | None:
    """What the words before a colon mean as a label of a value on the same line.

    >>> find_inline_label("Raportointikausi").field
    'reporting_period'
    """
    heading = find_heading(words)
    if heading is not None and heading.field:
        return heading
    return _inline_labels().get(heading_words(words).casefold())


def heading_words(line: str) -> str:
    """A heading's words without ornaments and with single spaces.

    >>> heading_words("** Tavoiteltu  muutos:")
    'Tavoiteltu muutos'
    """
    return _SPACE.sub(" ", _ORNAMENTS.sub("", plain(line)))


def guess_kind(lines: Iterable[str], title: str = "") -> PageKind | None:
    """The kind of page that the headings of a text speak for, None where none does.

    Args:
        lines: The headings and labels of the page.
        title: The page's title; one that speaks of an operating model weighs like two headings.
    """
    votes: Counter[PageKind] = Counter()
    if _MODEL_TITLE.search(title):
        votes[PageKind.TOIMINTAMALLI] += _TITLE_VOTES
    for line in lines:
        heading = find_heading(line)
        if heading is not None and heading.kind is not None:
            votes[heading.kind] += 1
    return votes.most_common(1)[0][0] if votes else None
