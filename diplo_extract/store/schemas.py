"""The tables of a run: their columns and types, written out as data. Columns are added at the end, never renamed.

Every table but ``errors`` has ``article``, the id that joins them; tables of records have ``record``, the record's
number in its article from 1, to which ``mentions`` refers. ``start``, ``end``, ``text`` and ``rule`` are those of the
record's first mention: half-open character offsets into ``articles.text``.

Types: ``string``; ``integer`` (64 bits); ``boolean``; ``float`` (64 bits, for a similarity only); ``date`` (Parquet
date32, else ISO 8601); ``strings`` (a list: in Parquet and JSON a list, in CSV joined by ";"). Sums of money and
quantities are ``string``: exact decimals of any magnitude, without exponent ("10000000000", "0.05").
"""

from __future__ import annotations

from typing import Literal

Type = Literal["string", "integer", "boolean", "float", "date", "strings"]
Columns = tuple[tuple[str, Type], ...]

PLACE: Columns = (("start", "integer"), ("end", "integer"), ("text", "string"), ("rule", "string"))

TABLES: dict[str, Columns] = {
    "articles": (
        ("article", "string"),  # unique id
        ("source", "string"),  # path inside the folder; a member of an archive after "!"
        ("row", "integer"),  # number in a table, feed or web archive, from 1
        ("record_id", "string"),  # the id that the table, feed or message itself gives
        ("kind", "string"),  # how it was read: text, html, pdf, docx, mail, mhtml, row, json, xml
        ("title", "string"),
        ("published", "date"),
        ("published_from", "string"),  # format, header, dateline, filename, created, mtime
        ("language", "string"),  # as declared, or detected with --detect-language
        ("url", "string"),
        ("principals", "strings"),
        ("words", "integer"),
        ("characters", "integer"),
        ("sha256", "string"),  # of the text's UTF-8 bytes
        ("duplicate_of", "string"),  # the id of the first article that this one is a copy of
        ("similarity", "float"),  # to that article: 1.0 the same words; else the estimated share of shared passages
        ("repairs", "strings"),
        ("columns", "string"),  # of a table, which were read: "text=body title=headline"
        ("text", "string"),  # as read: what all offsets count in
    ),
    "agreements": (
        ("article", "string"),
        ("record", "integer"),
        ("agreement", "string"),  # "A1", ... : joins signatories on (article, agreement)
        ("kind", "string"),
        ("title", "string"),
        ("status", "string"),
        ("date", "string"),  # EDTF
        ("place", "string"),
        ("count", "integer"),
        *PLACE,
    ),
    "signatories": (
        ("article", "string"),
        ("record", "integer"),
        ("agreement", "string"),
        ("person", "string"),
        ("role", "string"),
        ("organization", "string"),
        ("country", "string"),  # ISO 3166-1 alpha-3
        *PLACE,
    ),
    "sectors": (
        ("article", "string"),
        ("record", "integer"),
        ("sector", "string"),
        ("eurovoc", "string"),
        ("agreements", "strings"),
        *PLACE,
    ),
    "unlisted_fields": (("article", "string"), ("record", "integer"), ("agreements", "strings"), *PLACE),
    "amounts": (
        ("article", "string"),
        ("record", "integer"),
        ("amount", "string"),
        ("amount_max", "string"),
        ("currency", "string"),  # ISO 4217
        ("approximate", "boolean"),
        ("bound", "string"),
        ("per", "string"),
        ("role", "string"),
        ("indicator", "string"),
        *PLACE,
    ),
    "monetary_targets": (
        ("article", "string"),
        ("record", "integer"),
        ("amount", "string"),
        ("amount_max", "string"),
        ("currency", "string"),
        ("bound", "string"),
        ("indicator", "string"),
        ("baseline", "string"),
        ("deadline", "string"),
        ("parties", "strings"),
        ("equivalents", "strings"),  # "9300000000 EUR"
        *PLACE,
    ),
    "quantity_targets": (
        ("article", "string"),
        ("record", "integer"),
        ("quantity", "string"),
        ("unit", "string"),
        ("change", "string"),
        ("indicator", "string"),
        ("baseline", "string"),
        ("deadline", "string"),
        ("parties", "strings"),
        *PLACE,
    ),
    "historical_dates": (
        ("article", "string"),
        ("record", "integer"),
        ("value", "string"),  # EDTF
        ("event_type", "string"),
        ("event", "string"),
        ("parties", "strings"),
        *PLACE,
    ),
    "timeline": (
        ("article", "string"),
        ("record", "integer"),
        ("value", "string"),  # EDTF
        ("tense", "string"),
        ("event_type", "string"),
        ("event", "string"),
        ("parties", "strings"),
        *PLACE,
    ),
    "mentions": (
        ("article", "string"),
        ("table", "string"),  # of the record
        ("record", "integer"),
        ("mention", "integer"),  # number in the record, from 1
        *PLACE,
    ),
    "warnings": (
        ("article", "string"),
        ("code", "string"),
        ("message", "string"),
        ("start", "integer"),
        ("end", "integer"),
    ),
    "errors": (
        ("source", "string"),
        ("article", "string"),
        ("row", "integer"),
        ("stage", "string"),  # read, extract
        ("code", "string"),  # short and stable, for counting
        ("reason", "string"),
    ),
}

# The tables whose rows are records with mentions: the names are those of ``Extraction``'s fields.
RECORD_TABLES = tuple(name for name in TABLES if name not in ("articles", "mentions", "warnings", "errors"))
LIST_SEPARATOR = ";"  # of "strings" in CSV


def column_names(table: str) -> tuple[str, ...]:
    """Return the names of a table's columns."""
    return tuple(name for name, _ in TABLES[table])
