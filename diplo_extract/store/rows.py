"""From an extraction to the rows of its tables: plain values in the order of the schemas' columns."""

from __future__ import annotations

from typing import Any

from diplo_extract.records import Equivalent, Extraction, decimal_string, plain
from diplo_extract.store.schemas import RECORD_TABLES, TABLES

Row = list[Any]
# Columns that go by another name in the records.
_RENAMED = {("agreements", "agreement"): "id"}


def rows_of(extraction: Extraction) -> dict[str, list[Row]]:
    """Return the rows of an extraction by table: of every table of records, of ``mentions`` and of ``warnings``."""
    id = extraction.article.id
    rows: dict[str, list[Row]] = {table: [] for table in (*RECORD_TABLES, "mentions")}
    for table in RECORD_TABLES:
        for number, record in enumerate(getattr(extraction, table), 1):
            rows[table].append(_record_row(table, id, number, record))
            rows["mentions"] += _mention_rows(id, table, number, record)
    for name, records in extraction.extra.items():
        rows[f"extra_{name}"] = [extra_row(id, number, record) for number, record in enumerate(records, 1)]
        for number, record in enumerate(records, 1):
            rows["mentions"] += _mention_rows(id, f"extra_{name}", number, record)
    rows["warnings"] = [[id, w.code, w.message, w.start, w.end] for w in extraction.warnings]
    return rows


def _mention_rows(id: str, table: str, number: int, record: Any) -> list[Row]:
    return [[id, table, number, place, m.start, m.end, m.text, m.rule] for place, m in enumerate(record.mentions, 1)]


def extra_row(id: str, number: int, record: Any) -> Row:
    """Return the row of a plug-in's record: its own values between its number and its place."""
    first = record.mentions[0]
    own = [value for name, value in plain(record).items() if name != "mentions"]
    return [id, number, *own, first.start, first.end, first.text, first.rule]


def _record_row(table: str, id: str, number: int, record: Any) -> Row:
    first = record.mentions[0]
    known = {"article": id, "record": number}
    place = {"start": first.start, "end": first.end, "text": first.text, "rule": first.rule}
    row: Row = []
    for column, _ in TABLES[table]:
        if column in known:
            row.append(known[column])
        elif column in place:
            row.append(place[column])
        else:
            row.append(_cell(getattr(record, _RENAMED.get((table, column), column))))
    return row


def _cell(value: Any) -> Any:
    if isinstance(value, tuple) and value and isinstance(value[0], Equivalent):
        return [f"{decimal_string(e.amount)} {e.currency}" if e.currency else decimal_string(e.amount) for e in value]
    return plain(value)


def article_row(extraction: Extraction, **known: Any) -> Row:
    """Return the row of the article itself; ``known`` are the columns that extraction does not tell."""
    about = extraction.article
    values = {
        "article": about.id,
        "source": about.source,
        "title": about.title,
        "published": about.published,
        "principals": list(extraction.principals),
        "words": about.words,
        "sha256": about.sha256,
        "repairs": [],
        **known,
    }
    return [values.get(column) for column, _ in TABLES["articles"]]
