"""From the files of all shards to the tables of the run, in constant memory; copies are marked or dropped."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from diplo_extract.duplicates import Copy, find_copies
from diplo_extract.errors import StoreError
from diplo_extract.store.atomic import whole
from diplo_extract.store.schemas import TABLES, Columns, column_names
from diplo_extract.store.tables import Format, TableWriter, writer

_ID, _COPY_OF, _SIMILARITY, _COLUMNS, _SOURCE = (
    column_names("articles").index(name) for name in ("article", "duplicate_of", "similarity", "columns", "source")
)
_CODE = column_names("errors").index("code")


@dataclass(slots=True)
class Merged:
    """What the tables hold."""

    articles: int = 0
    words: int = 0
    copies: int = 0  # marked, or dropped
    errors: Counter[str] = field(default_factory=Counter)  # by code
    rows: Counter[str] = field(default_factory=Counter)  # by table
    columns: dict[str, str] = field(default_factory=dict)  # of tables read: which columns were taken, by file
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)  # name -> file, rows, bytes, sha256


def merge(
    shards: Sequence[Path], out: Path, *, format: Format, unique: bool, extra: Mapping[str, Columns] | None = None
) -> Merged:
    """Write all tables of the shards, and the ``extra`` ones of plug-ins, into ``out``; return what they hold.

    Raises:
        StoreError: a table cannot be written, or a shard is damaged (it is removed then: the next run makes it anew).
    """
    copies = _copies(shards)
    names = _names(shards, {copy.of for copy in copies.values()})
    merged = Merged()
    with ExitStack() as files:
        tables = {**TABLES, **(extra or {})}
        streams = {table: files.enter_context(whole(out / f"{table}.{format}")) for table in tables}
        hashed = {table: _Hashed(stream) for table, stream in streams.items()}
        writers = {t: writer(format, tables[t], stream) for t, stream in hashed.items()}  # type: ignore[arg-type]
        for number, line in enumerate(_articles(shards, merged, writers)):
            copy = copies.get(number)
            merged.copies += copy is not None
            if copy and unique:
                continue
            _take(line["rows"], copy, names, merged, writers)
        for table in tables:
            writers[table].close()
            told: dict[str, Any] = {"file": f"{table}.{format}", "rows": merged.rows[table]}
            if table not in TABLES:  # so that they can be read where the plug-in is not installed
                told["columns"] = dict(tables[table])
            merged.tables[table] = {**told, "bytes": hashed[table].size, "sha256": hashed[table].digest.hexdigest()}
    return merged


def _copies(shards: Sequence[Path]) -> dict[int, Copy]:
    signatures = bytearray()
    for shard in shards:
        for _, _, sketch in head(shard)["articles"]:
            signatures += base64.b64decode(sketch)
    return find_copies(signatures) if signatures else {}


def _names(shards: Sequence[Path], wanted: set[int]) -> dict[int, str]:
    """Return the ids of the articles at the places wanted."""
    names: dict[int, str] = {}
    number = 0
    for shard in shards if wanted else ():
        for id, _, _ in head(shard)["articles"]:
            if number in wanted:
                names[number] = id
            number += 1
    return names


def _articles(shards: Sequence[Path], merged: Merged, writers: dict[str, TableWriter]) -> Iterator[dict[str, Any]]:
    """Yield the line of each article, in order; write the errors between them."""
    for shard in shards:
        lines = read_lines(shard)
        merged.words += sum(words for _, words, _ in next(lines)["articles"])
        for line in lines:
            if "error" in line:
                writers["errors"].write(line["error"])
                merged.rows["errors"] += 1
                merged.errors[line["error"][_CODE]] += 1
            else:
                yield line


def _take(
    rows: dict[str, list[Any]],
    copy: Copy | None,
    names: dict[int, str],
    merged: Merged,
    writers: dict[str, TableWriter],
) -> None:
    article = rows["articles"][0]
    if copy:
        article[_COPY_OF], article[_SIMILARITY] = names[copy.of], round(copy.similarity, 4)
    if article[_COLUMNS] and article[_SOURCE] not in merged.columns:
        merged.columns[article[_SOURCE]] = article[_COLUMNS]
    merged.articles += 1
    for table, made in rows.items():
        merged.rows[table] += len(made)
        for row in made:
            writers[table].write(row)


def head(shard: Path) -> dict[str, Any]:
    """Return the first line of a shard's file, which tells what is in it."""
    return next(read_lines(shard))


def read_lines(shard: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines of a shard's file; raise ``StoreError`` where it is damaged."""
    try:
        with gzip.open(shard, "rb") as lines:
            for line in lines:
                yield json.loads(line)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        if shard.exists():
            shard.unlink()
        raise StoreError(f"{shard}: is damaged, and removed now; run again ({error})") from error


class _Hashed:
    """A stream to write to that counts and hashes what goes through it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.size = 0
        self.digest = hashlib.sha256()
        self.closed = False

    def write(self, data: Any) -> int:
        """Write, count and hash."""
        written = self._stream.write(data)
        self.size += written
        self.digest.update(data)
        return written

    def flush(self) -> None:
        """Flush the stream."""
        self._stream.flush()

    def tell(self) -> int:
        """Return how much was written."""
        return self.size

    def close(self) -> None:
        """Leave the stream open: whoever opened it syncs and closes it."""

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def readable(self) -> bool:
        """Say that it cannot be read."""
        return False

    def seekable(self) -> bool:
        """Say that it cannot be sought in."""
        return False
