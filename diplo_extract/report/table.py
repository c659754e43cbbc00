"""An extraction as lines of text, for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from diplo_extract.records import Amount, Extraction, MonetaryTarget, decimal_string
from diplo_extract.report.labels import extra_label


def table_lines(extraction: Extraction) -> Iterator[str]:
    """Yield the lines that show all records of an article, each with its place (character offsets)."""
    article = extraction.article
    yield f"{article.id}  published {article.published or 'unknown'}  between {', '.join(extraction.principals) or '-'}"
    for title, lines in (
        ("Agreements and who signed them", _agreements(extraction)),
        ("Sectors", _sectors(extraction)),
        ("Sums of money", (f"{_place(a)}  {_money(a)}  {a.role}, {a.indicator}" for a in extraction.amounts)),
        ("Monetary targets", (_target(t) for t in extraction.monetary_targets)),
        ("Historical dates", _dates(extraction)),
        *((name.replace("_", " ").capitalize(), _extra(name, records)) for name, records in extraction.extra.items()),
        ("Warnings", (f"{w.start:>6}-{w.end:<6}  {w.code}: {w.message}" for w in extraction.warnings)),
    ):
        rows = list(lines)
        if rows:
            yield f"\n{title} ({len(rows)})"
            yield from (f"  {row}" for row in rows)
    yield ""


def _extra(name: str, records: Iterable[Any]) -> Iterator[str]:
    for record in records:
        mention = record.mentions[0]
        yield f"{mention.start:>6}-{mention.end:<6}  {mention.text}: {extra_label(name, record)}"


def _place(record: Amount) -> str:
    mention = record.mentions[0]
    return f"{mention.start:>6}-{mention.end:<6}"


def _agreements(extraction: Extraction) -> Iterator[str]:
    for a in extraction.agreements:
        mention = a.mentions[0]
        where = ", ".join(part for part in (a.date, a.place) if part)
        count = f" ×{a.count}" if a.count != 1 else ""
        yield f"{mention.start:>6}-{mention.end:<6}  {a.id} {a.title} [{a.kind}{count}] {a.status} {where}".rstrip()
        for s in extraction.signatories:
            if s.agreement == a.id:
                who = ", ".join(part for part in (s.person, s.role, s.organization, s.country) if part)
                yield f"{s.mentions[0].start:>6}-{s.mentions[0].end:<6}     {who}"


def _sectors(extraction: Extraction) -> Iterator[str]:
    for s in extraction.sectors:
        words = ", ".join(dict.fromkeys(m.text for m in s.mentions))
        covers = f"  ({', '.join(s.agreements)})" if s.agreements else ""
        yield f"{s.mentions[0].start:>6}-{s.mentions[0].end:<6}  {s.sector}: {words}{covers}"


def _money(record: Amount | MonetaryTarget) -> str:
    high = f"-{_grouped(record.amount_max)}" if record.amount_max is not None else ""
    return f"{record.currency or '?'} {_grouped(record.amount)}{high}"


def _grouped(number: Decimal) -> str:
    """Write a number with commas between thousands, without trailing zeros."""
    return f"{Decimal(decimal_string(number)):,f}"


def _target(t: MonetaryTarget) -> str:
    baseline = f" from {_grouped(t.baseline)}" if t.baseline is not None else ""
    by = f", {t.deadline}" if t.deadline else ""
    mention = t.mentions[0]
    return f"{mention.start:>6}-{mention.end:<6}  {t.indicator}: {_money(t)}{baseline}{by}  {', '.join(t.parties)}"


def _dates(extraction: Extraction) -> Iterator[str]:
    for d in extraction.historical_dates:
        mention = d.mentions[0]
        yield (
            f"{mention.start:>6}-{mention.end:<6}  {d.value}  {d.event_type}: {d.event or '-'}  {', '.join(d.parties)}"
        ).rstrip()
