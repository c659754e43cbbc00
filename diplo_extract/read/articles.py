"""From units to articles: read, date, repair, and turn away what is not English or too long."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from diplo_extract.article import Article
from diplo_extract.errors import DiploExtractError, MissingExtraError
from diplo_extract.read.charset import decode_markup, decode_text
from diplo_extract.read.containers import units
from diplo_extract.read.dates import publication
from diplo_extract.read.docx import read_docx
from diplo_extract.read.html import read_html
from diplo_extract.read.language import detect, is_english
from diplo_extract.read.mail import read_mail, read_mhtml
from diplo_extract.read.news import read_news
from diplo_extract.read.pdf import read_pdf
from diplo_extract.read.repair import repair
from diplo_extract.read.rows import read_json, read_row
from diplo_extract.read.units import Document, Fault, ReadOptions, Unit

_UNSTORABLE = re.compile("[\ud800-\udfff\0]")


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article with what its reading says about it, beyond what extraction needs."""

    article: Article
    kind: str
    row: int | None  # number in a table, feed or web archive
    document: Document
    published_from: str | None  # "format", "header", "dateline", "filename", "created" or "mtime"
    language: str | None
    repairs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadFault:
    """A fault in its place."""

    source: str
    id: str
    row: int | None
    fault: Fault


def read_folder(folder: str | Path, options: ReadOptions | None = None) -> Iterator[ReadArticle | ReadFault]:
    """Yield every article of a folder (or of one file of any kind), and every fault, in order.

    Raises:
        OptionError: there is no such folder.
    """
    options = options or ReadOptions()
    for unit in units([Path(folder)], options):
        yield from read_unit(unit, options)


def read_unit(unit: Unit, options: ReadOptions) -> Iterator[ReadArticle | ReadFault]:
    """Yield the articles of one unit; none of an ignored one."""
    if unit.kind == "ignored":
        return
    try:
        for found in documents(unit, options):
            if isinstance(found, Fault):
                id = unit.id if found.row is None else f"{unit.source}#{found.row}"
                yield ReadFault(unit.source, id, unit.row if found.row is None else found.row, found)
                continue
            try:
                yield _article(found, unit, options)
            except DiploExtractError as error:
                yield ReadFault(unit.source, article_id(unit, found), unit.row or found.number, as_fault(error))
    except Exception as error:
        yield ReadFault(unit.source, unit.id, unit.row, as_fault(error))


def as_fault(error: Exception) -> Fault:
    """Return the fault that an error amounts to; one that no reader foresaw is named by its class."""
    if isinstance(error, Fault):
        return error
    if isinstance(error, MissingExtraError):
        return Fault("missing_extra", str(error))
    if isinstance(error, RecursionError):
        return Fault("too_deep", "is nested too deeply")
    if isinstance(error, MemoryError):
        return Fault("too_long", "needs more memory than there is")
    return Fault("damaged", f"cannot be read: {error!r}")


def documents(unit: Unit, options: ReadOptions) -> Iterator[Document | Fault]:
    """Yield the documents of one unit; raise ``Fault`` (or ``MissingExtraError``) where it cannot be read at all."""
    data = unit.data
    match unit.kind:
        case "fault":
            code, reason, stage = json.loads(data)
            yield Fault(code, reason, stage)
        case "text":
            declared = unit.charset
            yield Document(
                decode_markup(data, declared, options.encoding) if declared else decode_text(data, options.encoding)
            )
        case "html":
            yield read_html(data, options, declared=unit.charset, url=unit.url)
        case "pdf":
            yield read_pdf(data)
        case "docx":
            yield read_docx(data, options)
        case "mail":
            yield read_mail(data, options)
        case "mhtml":
            yield read_mhtml(data, options)
        case "row":
            yield read_row(data, options)
        case "json":
            yield from read_json(data, options)
        case "xml":
            yield from read_news(data)


def article_id(unit: Unit, document: Document) -> str:
    """Return the id of a document: its unit's, or the file's with the document's number in it."""
    return unit.id if document.number is None else f"{unit.source}#{document.number}"


def _article(document: Document, unit: Unit, options: ReadOptions) -> ReadArticle:
    if not document.text.strip():
        raise Fault("empty", "is empty")
    if bad := _UNSTORABLE.search(document.text):
        raise Fault("binary", f"character {bad.start()} is no text ({bad[0]!r})")
    if len(document.text) > options.max_chars:
        length = len(document.text)
        raise Fault("too_long", f"has {length:,} characters; at most {options.max_chars:,} are taken (--max-chars)")
    text, repairs = repair(document.text, options.repairs)
    language = detect(text) if options.detect_language else document.language
    if not options.any_language and not is_english(text):
        known = f" (it is declared or detected as {language!r})" if language and language[:2] != "en" else ""
        raise Fault("not_english", f"is not English{known}; --any-language takes it")
    dated = publication(document, unit, options.date_from)
    article = Article(
        id=article_id(unit, document),
        text=text,
        published=dated.date,
        source=unit.source,
        title=document.title,
    )
    row = unit.row if unit.row is not None else document.number
    document = replace(document, url=document.url or unit.url)
    return ReadArticle(article, unit.kind, row, document, dated.source, language, repairs)
