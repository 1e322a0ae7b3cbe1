"""Web pages as saved from a browser: their words in the shape of a text copied from it.

lxml (libxml2) parses the page; its trees are walked without recursion, so that no depth of
nesting is too much for the walk, and libxml2's own limit of depth is told as an error.
"""

from __future__ import annotations

import re

from lxml import etree

from sotenlp.document import Problem, Provenance
from sotenlp.errors import InputError
from sotenlp.reader.encodings import detect
from sotenlp.reader.extracted import Extracted, Source, TextBuilder, check_tags
from sotenlp.reader.page_clutter import Clutter, is_hidden_icon
from sotenlp.reader.page_walk import PageWalk

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)|^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_SITE = re.compile(r"\s+[|–—-]\s+[^|–—]{1,40}$")
_HEAD_BYTES = 4096
_SHORT = 200
_SHARE = 0.25


def extract(source: Source) -> Extracted:
    """The text of a web page: its main part, without navigation, scripts, notices and captions.

    Raises:
        InputError: It has no text, or is too large or too deeply nested.
    """
    declared = _CHARSET.search(source.data[:_HEAD_BYTES])
    name = next((group for group in declared.groups() if group), b"").decode("ascii") if declared else ""
    found = detect(source.data, source.path, declared=source.charset or name)
    return extract_page(found.text, source, encoding=found.encoding, note=found.note)


def extract_page(
    text: str, source: Source, *, encoding: str, note: str = "", address: str | None = None
) -> Extracted:
    """The text of a web page whose characters are known.

    Args:
        text: The page's HTML.
        source: The file that it came from.
        encoding: The encoding that the file was read in.
        note: What was assumed of it, or "".
        address: The page's address, where something else than the page tells it.

    Raises:
        InputError: It has no text, or is too large or too deeply nested.
    """
    root = _parse(text, source)
    builder = TextBuilder(source)
    clutter = Clutter(root)
    main = _main_part(root)
    walk = PageWalk(builder, clutter)
    if next(main.iter("h1"), None) is None:
        _title(root, builder, clutter)
    walk.read(main)
    problems = (Problem("encoding", note),) if note else ()
    return Extracted(
        builder.text(),
        provenance=Provenance(url=address or _address(root)),
        encoding=encoding,
        places=builder.places(),
        problems=problems,
    )


def _parse(text: str, source: Source) -> etree._Element:
    data = text.removeprefix("\ufeff").replace("\x00", "\ufffd").encode("utf-8", "replace")
    check_tags(data, source)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.LxmlError as error:
        raise InputError(
            source.path, f"broken HTML ({error})", "Save the page again from the browser.", code="broken"
        ) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise InputError(
            source.path,
            "nested deeper than 2048 elements",
            "Copy the page's text from the browser into a plain text file.",
            code="too_large",
        )
    if root is None:
        raise InputError(
            source.path, "no elements in it", "Save the page again from the browser.", code="empty"
        )
    return root


def _main_part(root: etree._Element) -> etree._Element:
    """The element that holds the page's own content: its main part, else its body."""
    body = root.find("body")
    whole = root if body is None else body
    parts = [e for e in root.iter() if e.tag == "main" or (e.get("role") or "") == "main"]
    if not parts:
        return whole
    best = max(parts, key=_words)
    return best if _words(best) >= min(_SHORT, _SHARE * _words(whole)) else whole


def _words(element: etree._Element) -> int:
    """Number of characters in the text of an element, scripts left out."""
    total = 0
    for part in element.iter():
        if isinstance(part.tag, str) and part.tag not in {"script", "style"} and part.text:
            total += len(part.text.strip())
        if part is not element and part.tail:
            total += len(part.tail.strip())
    return total


def _title(root: etree._Element, builder: TextBuilder, clutter: Clutter) -> None:
    """Add the page's title where its main part has none: a heading outside it, else the window's."""
    for heading in root.iter("h1"):
        words = " ".join("".join(_texts(heading)).split())
        if words and not clutter.hides(heading):
            builder.line(words, root.getroottree().getpath(heading))
            builder.gap()
            return
    title = next(root.iter("title"), None)
    words = _SITE.sub("", " ".join((title.text or "").split())) if title is not None else ""
    shown = {" ".join("".join(_texts(heading)).split()) for heading in root.iter("h2", "h3")}
    if words and title is not None and words not in shown:
        builder.line(words, root.getroottree().getpath(title))
        builder.gap()


def _texts(heading: etree._Element) -> list[str]:
    """The texts of a heading without its icons."""
    texts = [heading.text or ""]
    for part in heading.iterdescendants():
        hidden = any(is_hidden_icon(above) for above in (part, *part.iterancestors()))
        if isinstance(part.tag, str) and not hidden:
            texts.append(part.text or "")
        texts.append(part.tail or "")
    return texts


def _address(root: etree._Element) -> str | None:
    """The page's address, as it names it itself or the browser that saved it noted."""
    for element in root.iter("link"):
        if (element.get("rel") or "").lower() == "canonical" and (link := element.get("href")):
            return link if link.startswith("http") else None
    for element in root.iter("meta"):
        if element.get("property") == "og:url" and (link := element.get("content")):
            return link if link.startswith("http") else None
    for comment in [*root.itersiblings(etree.Comment, preceding=True), *root.iter(etree.Comment)]:
        if saved := _SAVED_FROM.search(comment.text or ""):
            return saved[1] if saved[1].startswith("http") else None
    return None
