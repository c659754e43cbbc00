"""An article with its records as one HTML file that needs nothing but itself."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise

from diplo_extract.export import describe
from diplo_extract.records import Agreement, Extraction
from diplo_extract.report.island import asset, script_hash
from diplo_extract.report.labels import EXTRA, Labeled, labeled
from diplo_extract.text import split_sentences

KINDS = {
    "agreements": "Agreements",
    "signatories": "Signatories",
    "sectors": "Sectors",
    "amounts": "Sums of money",
    "historical_dates": "Historical dates",
    "extra": "Records of plug-ins",
    "other": "Targets and unlisted fields",
}


def article_page(extraction: Extraction, text: str) -> str:
    """Return a whole HTML page: the text with its mentions marked, and its records beside it.

    Everything that comes from the article is escaped; what is no Unicode scalar value is shown as U+FFFD.
    """
    marks = list(labeled(extraction))
    title = escape(extraction.article.title or extraction.article.id or "Article")
    style, script = asset("article.css"), asset("article.js")
    # Nothing is loaded, nothing is sent: the page may run its own script and style, and no more.
    policy = f"default-src 'none'; style-src '{script_hash(style)}'; script-src '{script_hash(script)}'"
    page = f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}; base-uri 'none'; form-action 'none'">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header>
<h1>{title}</h1>
<p class="about">{_about(extraction)}</p>
{_legend(marks)}
</header>
<main>
<article class="text" aria-label="Text of the article">{"".join(_segments(text, marks))}</article>
<section class="records" aria-label="Records" tabindex="0">{"".join(_records(extraction, text, marks))}</section>
</main>
<p class="status" role="status" aria-live="polite"></p>
<script>{script}</script>
</body>
</html>
"""
    return page.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")


def article_frame(extraction: Extraction, text: str) -> str:
    """Return the page within a sandboxed frame, for a notebook."""
    page = escape(article_page(extraction, text), quote=True)
    style = "width:100%;height:36em;border:0"
    return f'<iframe srcdoc="{page}" sandbox="allow-scripts" style="{style}" title="Records"></iframe>'


def _kind(mark: Labeled) -> str:
    if mark.layer.startswith(EXTRA):
        return "extra"
    return mark.layer if mark.layer in KINDS else "other"


def _about(extraction: Extraction) -> str:
    article = extraction.article
    parts = (article.source, f"published {article.published or 'on an unknown date'}", ", ".join(extraction.principals))
    return escape(" · ".join(part for part in parts if part))


def _legend(marks: list[Labeled]) -> str:
    present = {_kind(mark) for mark in marks}
    boxes = "".join(
        f'<label><input type="checkbox" value="{kind}" checked> '
        f'<span class="swatch {kind}" aria-hidden="true">ab</span> {name}</label>'
        for kind, name in KINDS.items()
        if kind in present
    )
    return f'<fieldset class="legend" aria-label="Kinds of records shown">{boxes}</fieldset>' if boxes else ""


def _segments(text: str, marks: list[Labeled]) -> Iterator[str]:
    """Yield the text cut at every border of a mention; each piece knows all mentions that cover it."""
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for index, mark in enumerate(marks):
        starts.setdefault(mark.mention.start, []).append(index)
        ends.setdefault(mark.mention.end, []).append(index)
    cuts = sorted({0, len(text), *starts, *ends})
    covering: list[int] = []
    for at, following in pairwise(cuts):
        gone = set(ends.get(at, ()))
        covering = [index for index in covering if index not in gone] + starts.get(at, [])
        yield _segment(escape(text[at:following]), [(index, marks[index]) for index in covering])


def _segment(words: str, covering: list[tuple[int, Labeled]]) -> str:
    if not covering:
        return words
    # The narrowest mention is the most particular, and gives the piece its color.
    ordered = sorted(covering, key=lambda pair: pair[1].mention.end - pair[1].mention.start)
    kinds = list(dict.fromkeys(_kind(mark) for _, mark in ordered))
    says = "; ".join(f"{mark.label} ({mark.mention.rule})" for _, mark in ordered)
    ids = " ".join(str(index) for index, _ in covering)
    return (
        f'<span class="m {kinds[0]}" data-kinds="{" ".join(kinds)}" data-m="{ids}" tabindex="0" role="button" '
        f'title="{escape(says)}">{words}</span>'
    )


def _records(extraction: Extraction, text: str, marks: list[Labeled]) -> Iterator[str]:
    rows: dict[tuple[str, int], list[int]] = {}
    for index, mark in enumerate(marks):
        rows.setdefault((mark.layer, mark.record), []).append(index)
    if not rows:
        yield '<p class="none">No records in this article.</p>'
    if extraction.agreements:
        yield "<h2>Agreements</h2>"
    sentences = split_sentences(text) if extraction.agreements else []
    for number, agreement in enumerate(extraction.agreements):
        near = _sentences_of(agreement, sentences)
        yield '<div class="card">'
        yield _row(rows[("agreements", number)], marks, agreement.title, "")
        about = (agreement.id, agreement.kind.replace("_", " "), agreement.status, agreement.date, agreement.place)
        yield f'<p class="about">{escape(" · ".join(part for part in about if part))}</p>'
        yield from _joined_records(extraction, agreement, near, rows, marks)
        yield "</div>"
    plugins = {EXTRA + name: escape(name.replace("_", " ").capitalize()) for name in extraction.extra}
    for layer, heading in {**_LISTS, **plugins}.items():
        found = [(key, ids) for key, ids in rows.items() if key[0] == layer]
        if found:
            yield f"<h2>{heading}</h2>"
            yield from (_row(ids, marks) for _, ids in found)


_LISTS = {
    "sectors": "Sectors",
    "unlisted_fields": "Fields that no lexicon row names",
    "amounts": "Sums of money",
    "monetary_targets": "Monetary targets",
    "quantity_targets": "Other targets",
    "historical_dates": "Historical dates",
}


def _sentences_of(agreement: Agreement, sentences: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the sentences in which an agreement is mentioned."""
    starts = [start for start, _ in sentences]
    at = {bisect_right(starts, mention.start) - 1 for mention in agreement.mentions}
    return [sentences[i] for i in sorted(at) if i >= 0]


def _joined_records(
    extraction: Extraction,
    agreement: Agreement,
    near: list[tuple[int, int]],
    rows: dict[tuple[str, int], list[int]],
    marks: list[Labeled],
) -> Iterator[str]:
    """Yield who signed, what it covers, and the sums and dates that stand in the same sentences."""
    signers = [
        _row(rows[("signatories", i)], marks, describe(signatory), "")
        for i, signatory in enumerate(extraction.signatories)
        if signatory.agreement == agreement.id
    ]
    covered = [
        _row(rows[("sectors", i)], marks, sector.sector.replace("_", " "), "")
        for i, sector in enumerate(extraction.sectors)
        if agreement.id in sector.agreements
    ]
    beside = [
        _row(rows[(layer, i)], marks)
        for layer in ("amounts", "monetary_targets", "quantity_targets", "historical_dates")
        for i, record in enumerate(getattr(extraction, layer))
        if any(_inside(mention.start, near) for mention in record.mentions)
    ]
    groups = {"Signed by": signers, "Fields": covered, "Sums and dates in the same sentences": beside}
    for heading, found in groups.items():
        if found:
            yield f"<h3>{heading}</h3>" + "".join(found)


def _inside(at: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _row(ids: list[int], marks: list[Labeled], words: str | None = None, label: str | None = None) -> str:
    mark = marks[ids[0]]
    said = words or ", ".join(dict.fromkeys(marks[i].mention.text for i in ids))
    tells = mark.label if label is None else label
    rules = ", ".join(dict.fromkeys(marks[i].mention.rule for i in ids))
    return (
        f'<button class="row {_kind(mark)}" type="button" aria-pressed="false" data-kind="{_kind(mark)}" '
        f'data-m="{" ".join(map(str, ids))}" title="{escape(f"{mark.label} ({rules})")}">'
        f"{escape(said)} <small>{escape(tells)}</small></button>"
    )
