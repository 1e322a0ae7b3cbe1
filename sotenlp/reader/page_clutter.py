"""What stands on a web page beside its content: navigation, notices, controls, icons, captions."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

NEVER = frozenset({
    "script", "style", "noscript", "template", "head", "svg", "math", "iframe", "object", "embed",
    "audio", "video", "canvas", "map", "area", "img", "picture", "figcaption", "nav", "dialog",
    "select", "option", "datalist", "input", "textarea", "progress", "meter", "rp",
})  # fmt: skip
"""Tags whose content is never part of a page's text."""
_OUTER = frozenset({"header", "footer", "aside"})
"""Tags that are clutter outside the content and parts of it inside."""
_CONTENT = frozenset({"main", "article"})
_NO_TITLE = frozenset({"nav", "dialog"})
"""Tags in which a heading is not the page's title."""
_ROLES = frozenset({
    "navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "alert", "menu",
    "menubar", "toolbar", "tablist", "tooltip",
})  # fmt: skip
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent-?(?:banner|manager|popup|notice)|gdpr|onetrust|cookiebot|cybotcookiebot\w*|evaste\w*|breadcrumbs?|murupolku"
    r"|skip-?(?:link|to|nav)\w*|visually-?hidden|sr-only|screen-reader(?:-text)?|shar(?:e|ing)-?(?:buttons?|links?|icons?|bar|block)|social-?(?:media|links?|icons?|shar\w+)"
    r"|addtoany\w*|pagination|pager|navbar|nav-?menu|main-?menu|mega-?menu|language-?(?:switcher|selector|block)"
    r"|lang-?switcher|site-?(?:header|footer)|page-?footer|newsletter|modal|popup|toast|comments?|comment-form"
    r"|image-caption|media-caption|wp-caption-text|img-caption|feedback-form|back-to-top|contextual-links)"
    r"(?=$|[\s_-])",
    re.IGNORECASE,
)
_NOTICE = re.compile(r"eväste|cookie|kakor\b", re.IGNORECASE)
_CHOICE = re.compile(
    r"hyväksy|salli|vain välttämät|hylkää|accept|allow|reject|eväste|cookie|godkänn|tillåt", re.IGNORECASE
)
_NOTICE_LENGTH, _CHOICE_LENGTH = 2500, 60
_LONGEST_NAME = 500
_MOST_WORDS, _MOST_SPARED = 10_000_000, 20
_MOST_CHOICES, _MOST_ABOVE = 200, 60
_LONGEST_MARK = 8
_NOTE_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z*†]{1,3})[\])]?", re.IGNORECASE)
_INLINE = frozenset({
    "span", "i", "b", "em", "strong", "a", "small", "sup", "sub", "font", "abbr",
})  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary"})
_ACCORDION = ("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle")


def is_accordion(element: etree._Element) -> bool:
    """Whether a button opens a part of the page, so that its words are the part's heading."""
    return any(element.get(name) is not None for name in _ACCORDION)


def is_hidden_icon(element: etree._Element) -> bool:
    """Whether an element is an icon, or an inline one that the page hides from readers."""
    if element.tag in NEVER:
        return True
    return element.tag in _INLINE and (
        element.get("aria-hidden") == "true" or element.get("hidden") is not None
    )


class Clutter:
    """Tells which elements of one page are no content.

    Parts that the page hides until they are opened (accordions, tabs) are content.

    Args:
        root: The page.
    """

    def __init__(self, root: etree._Element) -> None:
        self._keep = _above_content(root)
        self._notices = _notices(root, self._keep)
        self._half = len(_text(root, _MOST_WORDS)) // 2
        self._spared = 0

    def hides(self, element: etree._Element) -> bool:
        """Whether an element, or one that holds it, is clutter."""
        return any(self.is_clutter(part) for part in (element, *element.iterancestors()))

    def is_clutter(self, element: etree._Element) -> bool:
        """Whether an element, with all that it holds, is no content of the page."""
        tag = element.tag
        if tag in NEVER or is_hidden_icon(element) or element in self._notices:
            return True
        if tag == "sup" and _is_note_mark(element):
            return True
        if element in self._keep:
            return False
        if tag == "button" or element.get("role") == "button":
            return not (is_accordion(element) or _is_within(element, _HEADINGS))
        if tag == "label":
            return element.get("for") is not None
        if tag in _OUTER and not any(
            above.tag in _CONTENT for above in islice(element.iterancestors(), _MOST_ABOVE)
        ):
            return True
        if (element.get("role") or "").lower() in _ROLES:
            return True
        names = f"{(element.get('id') or '')[:_LONGEST_NAME]} {(element.get('class') or '')[:_LONGEST_NAME]}"
        return _NAMES.search(names) is not None and not self._holds_most(element)

    def _holds_most(self, element: etree._Element) -> bool:
        """Whether most of the page's words stand in an element, which then is no clutter by its name."""
        if self._spared >= _MOST_SPARED:
            return False
        most = len(_text(element, self._half)) > self._half
        self._spared += most
        return most


def _is_note_mark(element: etree._Element) -> bool:
    """Whether a raised element is the number of a footnote, a link to another place of the page."""
    link = next(element.iter("a"), None)
    if link is None or not _NOTE_MARK.fullmatch(_text(element, _LONGEST_MARK).strip()):
        return False
    return "#" in (link.get("href") or "")


def _above_content(root: etree._Element) -> set[etree._Element]:
    """The elements that hold the page's content or its title, and are never clutter as a whole."""
    keep: set[etree._Element] = set()
    for element in root.iter("main", "article", "h1", "body"):
        if element.tag == "h1" and any(
            above.tag in _NO_TITLE for above in islice(element.iterancestors(), _MOST_ABOVE)
        ):
            continue
        for above in (element, *element.iterancestors()):
            if above in keep:
                break
            keep.add(above)
    return keep


def _notices(root: etree._Element, keep: set[etree._Element]) -> set[etree._Element]:
    """Cookie notices that no name tells: short parts with buttons to accept and words of cookies."""
    notices: set[etree._Element] = set()
    choices = (button for button in root.iter("button", "a") if _CHOICE.search(_text(button, _CHOICE_LENGTH)))
    for button in islice(choices, _MOST_CHOICES):
        best = None
        for above in islice(button.iterancestors("div", "section", "aside", "form", "p"), _MOST_ABOVE):
            if above in keep or above in notices:
                break
            text = _text(above, _NOTICE_LENGTH)
            if len(text) > _NOTICE_LENGTH:
                break
            if _NOTICE.search(text) and next(above.iter("button"), None) is not None:
                best = above
        if best is not None:
            notices.add(best)
    return notices


def _text(element: etree._Element, limit: int) -> str:
    """The text of an element, or so much of it that it is longer than the limit."""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        parts.append(str(part))
        length += len(part)
        if length > limit:
            break
    return "".join(parts)


def _is_within(element: etree._Element, tags: frozenset[str]) -> bool:
    """Whether one of the nearest elements around an element has one of the tags."""
    return any(above.tag in tags for above in islice(element.iterancestors(), _MOST_ABOVE))
