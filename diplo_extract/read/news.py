"""XML of the news trade: RSS and Atom feeds, NITF, NewsML-G2 and NewsML 1, with their headlines and dates."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from xml.etree.ElementTree import Element

from diplo_extract.read.dates import stated_date
from diplo_extract.read.units import Document, Fault
from diplo_extract.read.xml import local, parse_xml, text_of

_ITEMS = {"rss": "item", "rdf": "item", "feed": "entry"}
# Of several that an item has, the first is taken: the whole story before its summary.
_BODIES = ("encoded", "content", "description", "summary")
_DATES = ("pubdate", "published", "date", "issued", "updated")
_BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 li tr div br hl1 hl2 blockquote dateline byline".split())
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*+)[^<>]*+>|(<!--)|(-->)")
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_UNSEEN = frozenset(("script", "style", "head"))


def read_news(data: bytes) -> Iterator[Document | Fault]:
    """Yield the articles of a feed or of a news item.

    Raises:
        Fault: the XML is damaged or of no known kind.
    """
    root = parse_xml(data)
    name = local(root)
    if name in _ITEMS:
        channel = next((element for element in root.iter() if local(element) == "language"), None)
        language = _two_letters(text_of(channel) or root.get(_XML_LANGUAGE))
        items = [element for element in root.iter() if local(element) == _ITEMS[name]]
        for number, item in enumerate(items, 1):
            found = _feed_item(item, number)
            yield found if isinstance(found, Fault) or found.language else replace(found, language=language)
        if not items:
            raise Fault("no_text", "the feed has no items")
        return
    stories = [_story(item) for item in _news_items(root)]
    if not stories:
        raise Fault("unknown_kind", f"XML with the root <{name}> is of no known kind; known: RSS, Atom, NITF, NewsML")
    for number, story in enumerate(stories, 1):
        yield replace(story, number=number if len(stories) > 1 else None) if isinstance(story, Document) else story


def _feed_item(item: Element, number: int) -> Document | Fault:
    parts: dict[str, Element] = {}
    for child in item:
        parts.setdefault(local(child), child)
    body = next((_body(parts[name]) for name in _BODIES if name in parts and _body(parts[name])), "")
    if not body:
        return Fault("no_text", "the item of the feed has no text", row=number)
    link = parts.get("link")
    return Document(
        text=body,
        title=plain_text(text_of(parts.get("title"))) or None,
        published=next((day for name in _DATES if (day := stated_date(text_of(parts.get(name))))), None),
        language=_two_letters(text_of(parts.get("language"))),
        url=(text_of(link) or link.get("href")) if link is not None else None,
        number=number,
        record=text_of(parts.get("guid", parts.get("id"))) or None,
    )


def _two_letters(language: str | None) -> str | None:
    return (language or "")[:2].lower() or None


def _body(element: Element) -> str:
    """Return the text of an element that holds either elements (XHTML) or escaped HTML."""
    return blocks(element) if len(element) else plain_text("".join(element.itertext()))


def plain_text(markup: str) -> str:
    """Return the text of simple HTML, one line a block; what is no markup stays.

    >>> plain_text("<p>Kenya &amp; Uganda met.</p><p>They signed.</p>")
    'Kenya & Uganda met.\\nThey signed.'
    """
    pieces: list[str] = []
    last, hidden = 0, ""  # the element or comment that hides what stands in it
    for tag in _TAG.finditer(markup):
        name = "<!--" if tag[3] or tag[4] else tag[2].lower()
        if not hidden:
            pieces.append(markup[last : tag.start()])
            pieces.append("\n" if name in _BLOCKS else "")
            hidden = name if tag[3] or (name in _UNSEEN and not tag[1]) else ""
        elif name == hidden and (tag[4] or tag[1]):
            hidden = ""
        last = tag.end()
    if not hidden:
        pieces.append(markup[last:])
    return _lines(html.unescape("".join(pieces)))


def blocks(element: Element) -> str:
    """Return the text of an element, one line a paragraph."""
    pieces: list[str] = []
    stack: list[tuple[str, Element]] = [("start", element)]
    while stack:
        event, node = stack.pop()
        if local(node) in _BLOCKS:
            pieces.append("\n")
        if event == "end":
            pieces.append((node.tail or "") if node is not element else "")
            continue
        pieces.append(" ".join((node.text or "").split("\n")))
        stack.append(("end", node))
        stack += [("start", child) for child in reversed(node) if local(child) not in _UNSEEN]
    return _lines("".join(pieces))


def _lines(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _news_items(root: Element) -> list[Element]:
    for name in ("newsitem", "nitf", "newscomponent"):
        found = [element for element in root.iter() if local(element) == name]
        if found:
            return found
    return []


def _story(item: Element) -> Document | Fault:
    """Read one NITF document or one news item of NewsML."""
    by_name: dict[str, Element] = {}
    for element in item.iter():
        by_name.setdefault(local(element), element)
    body = next(
        (by_name[name] for name in ("body.content", "inlinexml", "datacontent", "body") if name in by_name), None
    )
    text = blocks(body) if body is not None else ""
    if not text:
        return Fault("no_text", "the news item has no text")
    title = next((text_of(by_name[name]) for name in ("hl1", "headline", "title") if name in by_name), "")
    language = by_name.get("language")
    tag = (language.get("tag") or language.get("FormalName")) if language is not None else item.get(_XML_LANGUAGE)
    return Document(
        text=text,
        title=title or None,
        published=_issued(by_name),
        language=_two_letters(tag),
        record=item.get("guid") or (by_name["doc-id"].get("id-string") if "doc-id" in by_name else None),
    )


def _issued(by_name: dict[str, Element]) -> date | None:
    for name in (
        "date.issue",
        "story.date",
        "datesent",
        "contentcreated",
        "firstcreated",
        "versioncreated",
        "datelineinfo",
    ):
        element = by_name.get(name)
        if element is not None and (day := stated_date(element.get("norm") or text_of(element))):
            return day
    return None
