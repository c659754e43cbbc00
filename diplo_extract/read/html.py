"""Web pages: the article without the page around it, by trafilatura, with its title and publication date."""

from __future__ import annotations

import logging
import re
from typing import Any

from diplo_extract.errors import MissingExtraError
from diplo_extract.read.charset import decode_markup
from diplo_extract.read.dates import stated_date
from diplo_extract.read.units import Document, Fault, ReadOptions

_LANGUAGE = re.compile(r"""<html\b[^>]{0,500}?\b(?:xml:)?lang\s*=\s*["']?([A-Za-z]{2,3})\b""", re.I)
# Deeper trees exhaust the stack of the libraries below; real pages stay under 100.
_MAX_DEPTH = 500
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)([^<>]*+)>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr p li td th tr".split())


def read_html(data: bytes, options: ReadOptions, *, declared: str | None = None, url: str | None = None) -> Document:
    """Read one page.

    Raises:
        MissingExtraError: trafilatura is not installed.
        Fault: the page has no text, or is nested too deeply.
    """
    return document_of(decode_markup(data, declared, options.encoding), url)


def document_of(page: str, url: str | None = None) -> Document:
    """Return the article of a page that is already text."""
    trafilatura = _trafilatura()
    _check_depth(page)
    found = trafilatura.bare_extraction(
        page,
        url=url,
        include_comments=False,
        with_metadata=True,
        # Dates of the page's metadata and markup only, the first publication rather than the last change. The bound
        # would otherwise be today, and the same page give another date tomorrow.
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2100-01-01"},
    )
    text = (found.text or "").strip() if found is not None else ""
    if not text:
        raise Fault("no_text", "the page has no article text")
    language = _LANGUAGE.search(page[:4096])
    return Document(
        text=text,
        title=found.title or None,
        published=stated_date(found.date),
        language=language[1].lower() if language else None,
        url=found.url or url,
    )


def _trafilatura() -> Any:
    try:
        import trafilatura
    except ImportError as error:
        raise MissingExtraError("reading HTML", "trafilatura", "html") from error
    for name in ("trafilatura", "htmldate", "courlan"):  # what they say of odd pages becomes an error row
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return trafilatura


def _check_depth(page: str) -> None:
    depth = deepest = 0
    for match in _TAG.finditer(page):
        if match[2].lower() in _VOID or match[3].endswith("/"):
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    if deepest > _MAX_DEPTH:
        raise Fault("too_deep", f"the page is nested {deepest:,} levels deep; at most {_MAX_DEPTH} are read")
