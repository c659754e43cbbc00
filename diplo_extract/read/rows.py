"""Tables of articles: JSON, JSON lines, CSV and Parquet; which column holds what is given, or guessed and recorded."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import IO, Any

from diplo_extract.errors import MissingExtraError
from diplo_extract.read.charset import decode_text
from diplo_extract.read.dates import stated_date
from diplo_extract.read.units import Document, Fault, ReadOptions

# Names that columns go by, the likelier first, lower-case, "-" and " " as "_".
GUESSES = {
    "text": "text body article_text full_text fulltext maintext main_text article_body articlebody content story "
    "plain_text raw_text article transcript",
    "title": "title headline head heading article_title subject name",
    "date": "published date published_at publication_date publish_date pub_date pubdate date_published datepublished "
    "published_date publishedat date_publish article_date datetime timestamp created_at",
    "id": "id article_id doc_id docid document_id uid uuid guid key",
    "language": "language lang",
    "url": "url link source_url canonical_url href uri",
}
_LONGEST_HEADER = 100_000  # characters
_NESTED = ("articles", "documents", "items", "results", "data", "response", "docs", "records", "rows", "entries")


def choose_columns(names: Iterable[str], given: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Return role -> column: those given, then those whose name says what they hold.

    Raises:
        Fault: no column holds the text, or a column that was given does not exist.

    >>> choose_columns(["Headline", "Body", "pub-date"], ())
    {'text': 'Body', 'title': 'Headline', 'date': 'pub-date'}
    """
    names = list(names)
    by_name = {name.strip().lower().replace("-", "_").replace(" ", "_"): name for name in reversed(names)}
    chosen: dict[str, str] = {}
    for role, guesses in GUESSES.items():
        asked = dict(given).get(role)
        if asked is not None and asked not in names and role == "text":
            raise Fault("no_column", f"no column {asked!r}; columns: {_listed(names)}")
        guessed = next((by_name[guess] for guess in guesses.split() if guess in by_name), None)
        column = asked if asked in names else guessed
        if column is not None:
            chosen[role] = column
    if "text" not in chosen:
        raise Fault(
            "no_column", f"no column holds the text; name it with --columns text=NAME; columns: {_listed(names)}"
        )
    return chosen


def _listed(names: list[str]) -> str:
    return ", ".join(names[:20]) + (" ..." if len(names) > 20 else "") if names else "none"


def document_of_row(row: Mapping[str, Any], options: ReadOptions, number: int | None = None) -> Document:
    """Return the article of one row or JSON object; raise ``Fault`` where it has none."""
    columns = choose_columns(row, options.columns)
    text = row[columns["text"]]
    if isinstance(text, list) and all(isinstance(part, str) for part in text):
        text = "\n".join(text)  # paragraphs
    if text is None or (isinstance(text, str) and not text.strip()):
        raise Fault("empty", f"the column {columns['text']!r} is empty")
    if not isinstance(text, str):
        raise Fault("no_text", f"the column {columns['text']!r} holds no text but {type(text).__name__}")
    stated = _cell(row, columns, "date")
    published = stated_date(stated)
    return Document(
        text=text.replace("\r\n", "\n").replace("\r", "\n"),
        title=_cell(row, columns, "title"),
        published=published,
        language=(_cell(row, columns, "language") or "").lower() or None,
        url=_cell(row, columns, "url"),
        number=number,
        record=_cell(row, columns, "id"),
        columns=" ".join(f"{role}={column}" for role, column in columns.items()),
        notes=_unread(columns["date"], stated) if stated and not published else (),
    )


def _unread(column: str, stated: str) -> tuple[tuple[str, str], ...]:
    return (("date_not_read", f"the column {column!r} holds {stated[:100]!r}, which is no plain date"),)


def _cell(row: Mapping[str, Any], columns: dict[str, str], role: str) -> str | None:
    value = row.get(columns[role]) if role in columns else None
    return str(value).strip() or None if isinstance(value, str | int) else None


def read_json(data: bytes, options: ReadOptions) -> Iterator[Document | Fault]:
    """Yield the articles of a JSON file: one object, a list of them, or a list inside an object ("articles")."""
    content = load_json(decode_text(data, options.encoding))
    if isinstance(content, dict):
        nested = next((content[key] for key in _NESTED if _is_list_of_objects(content.get(key))), None)
        if nested is None:
            yield document_of_row(content, options)
            return
        content = nested
    if not _is_list_of_objects(content):
        raise Fault("no_text", "the JSON is neither an object nor a list of objects")
    for number, row in enumerate(content, 1):
        try:
            yield document_of_row(row, options, number)
        except Fault as fault:
            yield Fault(fault.code, str(fault), row=number)


def load_json(text: str) -> Any:
    """Parse JSON; raise ``Fault`` for what is none, or nested too deeply."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise Fault("too_deep", "the JSON is nested too deeply") from error
    except ValueError as error:  # also a number of more digits than Python reads
        raise Fault("damaged", f"not JSON: {error}") from error


def _is_list_of_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def read_row(data: bytes, options: ReadOptions) -> Document:
    """Read one row of a table, which ``row_bytes`` or a line of JSON made."""
    row = load_json(decode_text(data, None))
    if not isinstance(row, dict):
        raise Fault("no_text", f"the row is no JSON object but {type(row).__name__}")
    return document_of_row(row, options)


def json_lines(stream: IO[bytes], limit: int) -> Iterator[tuple[int, bytes | Fault]]:
    """Yield (line number, line) of each line that is not blank; a line over ``limit`` bytes is a fault, unread."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit:
            while line and not line.endswith(b"\n"):
                line = stream.readline(1 << 20)
            yield number, Fault("too_long", f"the line is longer than {limit:,} bytes (--max-bytes)")
        elif line.strip():
            yield number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line


def csv_rows(stream: IO[bytes], delimiter: str, options: ReadOptions) -> Iterator[tuple[int, bytes | Fault]]:
    """Yield (row number, row as JSON) of a table with a header line."""
    csv.field_size_limit(options.max_bytes)
    lines = io.TextIOWrapper(stream, encoding=options.encoding or "utf-8-sig", newline="")
    header: list[str] | None = None
    number, reader = 0, csv.reader(())
    try:
        first = lines.readline(_LONGEST_HEADER)
        reader = csv.reader(chain([first], lines), delimiter=_delimiter(first, delimiter), strict=True)
        for cells in reader:
            if not cells:
                continue
            if header is None:
                header = cells
                continue
            number += 1
            if len(cells) > len(header):
                yield number, Fault("damaged", f"{len(cells)} cells, but the header has {len(header)}")
            else:
                yield number, row_bytes(dict(zip(header, cells, strict=False)))
    except UnicodeDecodeError as error:
        yield number + 1, Fault("encoding", f"not {error.encoding.upper()}; name the encoding with --encoding")
    except csv.Error as error:
        yield number + 1, Fault("damaged", f"line {reader.line_num}: {error}; the rest of the table is not read")


def _delimiter(header: str, usual: str) -> str:
    """Return the usual delimiter, or ";" (spreadsheets where the comma is decimal) or a tab if only that is there."""
    return next((mark for mark in (usual, ";", "\t") if mark in header), usual)


def parquet_rows(stream: IO[bytes]) -> Iterator[tuple[int, bytes | Fault]]:
    """Yield (row number, row as JSON) of a Parquet file.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtraError("reading Parquet", "pyarrow", "parquet") from error
    number = 0
    try:
        for batch in pq.ParquetFile(stream).iter_batches(batch_size=256):
            for row in batch.to_pylist():
                number += 1
                yield number, row_bytes(row)
    except (pa.ArrowException, OSError, ValueError) as error:
        yield number + 1, Fault("damaged", f"not readable as Parquet: {error}")


def row_bytes(row: Mapping[str, Any]) -> bytes:
    """Return a row as JSON; dates as ISO 8601, other values that JSON lacks as Python writes them."""
    return json.dumps(row, default=lambda value: getattr(value, "isoformat", value.__str__)()).encode()
