"""How a Word document's paragraphs are set: heading levels, lists and the numbers of their items."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from sotenlp.reader.extracted import BULLET

_HEADING = re.compile(r"(?:heading|otsikko|rubrik)\s*[1-9]|title|otsikko|nimi|rubrik", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|sisluet|sisällysluettelo)\s*\d*", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"%([1-9])")
_MOST_STEPS = 20
_NORMAL = 9
"""The outline level of text that is no heading."""
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set.

    Attributes:
        heading: Whether it is a heading.
        contents: Whether it is a line of a table of contents.
        list_id: The list that it is an item of, or "".
        level: Its depth in that list, 0 outermost.
    """

    heading: bool = False
    contents: bool = False
    list_id: str = ""
    level: int = 0


def value(parent: etree._Element | None, name: str) -> str | None:
    """The attribute ``val`` of a child element, "" where it has none, None without the child."""
    child = parent.find(f"{{*}}{name}") if parent is not None else None
    return attribute(child, "val") or "" if child is not None else None


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute of WordprocessingML, in either of its namespaces."""
    space = etree.QName(element).namespace
    return element.get(f"{{{space}}}{name}") if space else element.get(name)


class Styles:
    """The paragraph styles of one document.

    Args:
        root: The part ``styles.xml``, or None where there is none.
    """

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        for style in root.iterfind("{*}style") if root is not None else ():
            self._styles.setdefault(attribute(style, "styleId") or "", style)
        self._known: dict[str, Setting] = {}

    def setting(self, properties: etree._Element | None) -> Setting:
        """How a paragraph is set by its own properties (``pPr``) and its style."""
        if properties is None:
            return Setting()
        base = self._of_style(value(properties, "pStyle") or "")
        return self._changed(base, properties)

    def _of_style(self, name: str) -> Setting:
        if name in self._known:
            return self._known[name]
        chain: list[etree._Element] = []
        above: str | None = name
        while above and above in self._styles and len(chain) < _MOST_STEPS:
            style = self._styles[above]
            chain.append(style)
            above = value(style, "basedOn")
        setting = Setting()
        for style in reversed(chain):
            words = value(style, "name") or ""
            if _HEADING.fullmatch(words):
                setting = Setting(True, False, setting.list_id, setting.level)
            if _CONTENTS.fullmatch(words):
                setting = Setting(False, True)
            setting = self._changed(setting, style.find("{*}pPr"))
        self._known[name] = setting
        return setting

    @staticmethod
    def _changed(setting: Setting, properties: etree._Element | None) -> Setting:
        if properties is None:
            return setting
        heading, list_id, level = setting.heading, setting.list_id, setting.level
        outline = value(properties, "outlineLvl")
        if outline is not None and outline.isdigit():
            heading = int(outline) < _NORMAL
        number = properties.find("{*}numPr")
        if number is not None:
            given = value(number, "numId")
            list_id = list_id if given is None else given if given != "0" else ""
            depth = value(number, "ilvl") or ""
            level = min(int(depth), 8) if depth.isdigit() and len(depth) < 4 else level
        return Setting(heading, setting.contents, list_id, level)


@dataclass(slots=True)
class _Level:
    form: str
    text: str
    start: int


class Numbering:
    """The lists of one document, counting their items.

    Args:
        root: The part ``numbering.xml``, or None where there is none.
    """

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        kinds = {attribute(e, "abstractNumId") or "": e for e in root.iterfind("{*}abstractNum")}
        for num in root.iterfind("{*}num"):
            kind = value(num, "abstractNumId") or ""
            if kind in kinds:
                self._lists[attribute(num, "numId") or ""] = (kind, _levels(kinds[kind]))

    def mark(self, setting: Setting) -> str:
        """The bullet or number of the next item of a list, with a space after it, or ""."""
        if not setting.list_id:
            return ""
        level = self._level(setting)
        if level is None or level.form == "bullet":
            return f"{BULLET} "
        if level.form == "none" or not level.text:
            return ""
        kind, levels = self._lists[setting.list_id]
        counts = self._counts.setdefault(kind, {})
        counts[setting.level] = counts.get(setting.level, level.start - 1) + 1
        for deeper in [depth for depth in counts if depth > setting.level]:
            del counts[deeper]

        def shown(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            above = levels.get(depth)
            number = counts.get(depth, above.start if above else 1)
            return _numeral(number, above.form if above else "decimal")

        return f"{_PLACEHOLDER.sub(shown, level.text).strip()} "

    def _level(self, setting: Setting) -> _Level | None:
        _, levels = self._lists.get(setting.list_id, ("", {}))
        return levels.get(setting.level)


def _levels(kind: etree._Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for level in kind.iterfind("{*}lvl"):
        depth, start = attribute(level, "ilvl") or "", value(level, "start") or ""
        if depth.isdigit() and len(depth) < 4:
            first = int(start) if start.isdigit() and len(start) < 7 else 1
            levels[int(depth)] = _Level(
                value(level, "numFmt") or "decimal", value(level, "lvlText") or "", first
            )
    return levels


def _numeral(number: int, form: str) -> str:
    """A number as the list shows it: 1, a, A, iv or IV."""
    if form in {"lowerLetter", "upperLetter"} and number > 0:
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if form == "lowerLetter" else letter.upper()
    if form in {"lowerRoman", "upperRoman"} and 0 < number < 40:
        words, rest = "", number
        for size, digits in _ROMAN:
            words += digits * (rest // size)
            rest %= size
        return words if form == "lowerRoman" else words.upper()
    return str(number)
