"""Plain-text summaries for the command line: a mining run, similar practices, the installation."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from sotenlp.config import load_config, model_folder
from sotenlp.errors import SotenlpError
from sotenlp.graph.names import region_names
from sotenlp.graph.queries import measures_by_goal_and_region, practices_across_regions
from sotenlp.linking.similarity import SimilarMember, SimilarPractice
from sotenlp.mined import Mined
from sotenlp.records import MinedDocument
from sotenlp.schema import STAGES, Status
from sotenlp.version import __version__

WIDTH = 100
"""Columns of every summary."""
PRACTICES = 5
"""Shared practices that a summary shows."""
MANY_COUNTIES = 18
"""Counties in the table from which a summary shows fewer practices."""
FEW_PRACTICES = 3
"""Shared practices that it shows then."""
PAGES = 6
"""Pages of a similar practice that are shown."""
ERRORS = 3
"""Refused inputs that a summary shows."""
FURTHEST_FIRST = (
    *(stage.value for stage in reversed(STAGES) if stage is not Status.DISCONTINUED),
    Status.DISCONTINUED.value,
)
"""The stages in the order in which they are shown: what lives before what has ended."""
TERMS = (
    "Where you show words of the pages, name their producers and keep to their terms: the column 'source' "
    "of every table says whom and which."
)
"""What a summary says of pages whose terms of use are known."""
GOALS = "1 access, 2 prevention, 3 quality, 4 integration, 5 costs"


def summarize(mined: Mined) -> str:
    """What a mining run found, for a person to read.

    The number of documents and counties, the measures by goal and county, the practices that most
    counties share with the furthest stage in each, and the inputs that were refused.

    Args:
        mined: The result of a run.

    Returns:
        At most about 40 lines of at most 100 columns, without a line end after the last.
    """
    rows = measures_by_goal_and_region(mined.graph)
    areas = sorted({row["area"] for row in rows})
    counts = mined.counts()
    lines = _wrapped(
        f"{_number(counts['documents'], 'document')} of {_number(len(areas), 'county', 'counties')}: "
        f"{_number(counts['measures'], 'mention')} of measures, {counts['actors']} of actors, "
        f"{counts['indicators']} of indicators, {counts['targets']} of target groups; "
        f"{_number(counts['practices'], 'practice')}."
    )
    if rows:
        lines += ["", "Measures by wellbeing services county and goal", *_goal_table(mined, rows, areas)]
    shared = [row for row in practices_across_regions(mined.graph) if row["regions"] > 1]
    if shared:
        lines += ["", "Practices shared by most counties, with the furthest stage in each"]
        most = PRACTICES if len(areas) < MANY_COUNTIES else FEW_PRACTICES
        for row in shared[:most]:
            lines += _practice(row["name"], row["regions"], row["statuses"])
        if len(shared) > most:
            lines.append(f"  … and {len(shared) - most} more that two or more counties share.")
    elif counts["practices"]:
        lines += ["", "No practice is shared by two or more counties."]
    if any(document.provenance.terms for document in mined.documents):
        lines += ["", *_wrapped(TERMS)]
    if mined.errors:
        lines += ["", f"Refused: {_number(len(mined.errors), 'input')}"]
        for error in mined.errors[:ERRORS]:
            lines += _wrapped(str(error), indent="  ", most=2)
        if len(mined.errors) > ERRORS:
            lines.append(f"  … and {len(mined.errors) - ERRORS} more.")
    return "\n".join(lines)


def describe_similar(hits: Iterable[SimilarPractice], mined: Mined) -> str:
    """Similar practices, for a person to read: score, reasons, and the words they stand on.

    Each page that describes a practice is shown once, with the mention that tells of the furthest
    stage and the sentence around it. Of many pages those of different counties come first, the
    furthest stages before others, and the rest is counted.

    Args:
        hits: What `Mined.similar` found, the most similar first.
        mined: Where they were found.
    """
    lines: list[str] = []
    for number, hit in enumerate(hits, 1):
        lines += [""] if lines else []
        lines += _wrapped(f"{number}. {hit.name}  (score {hit.score:.2f}, {hit.practice})", hang="   ")
        if hit.reasons:
            lines += _wrapped(f"Why: {'; '.join(hit.reasons)}", indent="   ")
        pages = _pages(hit.members)
        for shown, mentions in pages[:PAGES]:
            place = f"{shown.area or 'county not known'}, {_status(shown.status)}"
            more = f", {mentions} mentions" if mentions > 1 else ""
            lines += _wrapped(f"- {place} [{shown.doc}:{shown.start}{more}]", indent="   ", hang="     ")
            quote = _shortened(_sentence_around(mined.document(shown.doc), shown.start))
            lines += _wrapped(f'"{quote}"', indent="     ")
            if shown.source:
                lines += _wrapped(f"Source: {shown.source}", indent="     ", hang="       ")
        if len(pages) > PAGES:
            lines.append(f"   … and {_number(len(pages) - PAGES, 'more page')}.")
    return "\n".join(lines) if lines else "No similar practice was found."


def _pages(members: Iterable[SimilarMember]) -> list[tuple[SimilarMember, int]]:
    """For each page the mention to show and the number of all; each county's furthest page comes first."""
    by_page: dict[str, list[SimilarMember]] = {}
    for member in members:
        by_page.setdefault(member.doc, []).append(member)
    pages = [
        (max(found, key=lambda m: (STAGES.index(Status(m.status)), m.start)), len(found))
        for found in by_page.values()
    ]
    pages.sort(key=lambda page: FURTHEST_FIRST.index(page[0].status))
    turns: Counter[str | None] = Counter()
    order = []
    for shown, _ in pages:
        order.append(turns[shown.area])
        turns[shown.area] += 1
    return [page for _, page in sorted(zip(order, pages, strict=True), key=lambda item: item[0])]


def _sentence_around(document: MinedDocument, start: int) -> str:
    """The sentence that a mention stands in, on one line."""
    for sentence in document.sentences:
        if sentence.start <= start < sentence.end:
            return " ".join(document.text[sentence.start : sentence.end].split())
    return ""


def _shortened(text: str, *, limit: int = 220) -> str:
    """A text cut at a word's end with an ellipsis where it is too long."""
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"


def describe_installation(*, python: str) -> str:
    """What is installed: versions, Voikko's dictionary, and the goal model with its scores.

    What is missing is told, never raised.

    Args:
        python: Version of the running Python.
    """
    rows = {
        "sotenlp": __version__,
        "python": python,
        "spacy": _version("spacy"),
        "libvoikko": _version("libvoikko"),
        "dictionary": _dictionary(),
        "goal model": _goal_model(),
    }
    lines: list[str] = []
    for name, value in rows.items():
        lines += _wrapped(f"{name + ':':<12}{value}", hang=" " * 12)
    return "\n".join(lines)


def _goal_table(mined: Mined, rows: list[dict[str, Any]], areas: list[str]) -> Iterator[str]:
    """One line a county: pages, measures by goal, measures without a goal."""
    cells = {(row["area"], row["goal"]): row["measures"] for row in rows}
    pages: dict[str, int] = {}
    elsewhere = 0
    known = {row["region"]: row["area"] for row in rows}
    for document in mined.documents:
        area = known.get(f"region:{document.meta.area_code}", document.meta.area)
        if area in areas:
            pages[area] = pages.get(area, 0) + 1
        else:
            elsewhere += 1
    width = max(len(_short(area)) for area in areas)
    goals: tuple[int | None, ...] = (1, 2, 3, 4, 5, None)
    heads = ["pages", *(f"goal {goal}" if goal else "none" for goal in goals)]
    yield f"{'':<{width}}" + "".join(f"{head:>8}" for head in heads)
    for area in areas:
        numbers = [pages.get(area, 0), *(cells.get((area, goal), 0) for goal in goals)]
        yield f"{_short(area):<{width}}" + "".join(f"{number or '-':>8}" for number in numbers)
    yield f"Goals: {GOALS}; none: measures without a goal."
    yield "A measure may have several goals; -: the pages tell of none. No page, no row."
    if elsewhere:
        yield f"{_number(elsewhere, 'document')} without a known county: not in the table."


def _practice(name: str, regions: int, statuses: dict[str, str]) -> list[str]:
    by_status: dict[str, list[str]] = {}
    for area, status in statuses.items():
        by_status.setdefault(status, []).append(_short(area))
    furthest = [status for status in FURTHEST_FIRST if status in by_status]
    places = "; ".join(f"{_status(status)}: {', '.join(sorted(by_status[status]))}" for status in furthest)
    return _wrapped(f"{name} ({regions}) {places}", indent="  ", hang="    ", most=2)


def _status(status: str) -> str:
    return "stage not stated" if status == "unspecified" else str(status)


def _short(area: str) -> str:
    return region_names().get(area, area)


def _number(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _wrapped(text: str, *, indent: str = "", hang: str | None = None, most: int | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent if hang is None else hang,
        max_lines=most,
        placeholder=" …",
        break_on_hyphens=False,
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _dictionary() -> str:
    try:
        from sotenlp.language.voikko import Voikko

        found = Voikko().analyses("koira")
    except (ImportError, OSError, SotenlpError) as error:
        return f"not found: {error}"
    return "Finnish dictionary of Voikko found" if found else "found, but it knows no Finnish"


def _goal_model() -> str:
    try:
        config = load_config()
        card = (
            model_folder(config.goals_model, config=config).joinpath("model.json").read_text(encoding="utf-8")
        )
        content = json.loads(card)
    except (OSError, ValueError, SotenlpError) as error:
        return f"not found: {error}"
    if not isinstance(content, dict):
        return "not readable: model.json holds no object"
    name = f"{config.goals_model} {str(content.get('hash', ''))[:12]}".strip()
    scores = _scores(content.get("card"))
    return f"{name}; {scores}" if scores else f"{name}; its card tells no scores"


def _scores(card: Any) -> str:
    """The micro and macro F1 of each part of the data that a model card tells of."""
    parts = card.get("scores") if isinstance(card, dict) else None
    told = []
    for part, figures in parts.items() if isinstance(parts, dict) else ():
        if isinstance(figures, dict):
            shown = [
                f"{label} {figures[name]:.2f}"
                for name, label in (("goals.micro_f1", "micro F1"), ("goals.macro_f1", "macro F1"))
                if isinstance(figures.get(name), (int, float))
            ]
            told += [f"{part}: {', '.join(shown)}"] if shown else []
    return "; ".join(told)
