"""``map_rows``: from rows of a table in memory to rows of records, for engines that have tables of their own.

Spark's ``mapInPandas`` and Ray Data's ``map_batches`` hand over a batch of rows at a time; ``examples/clusters`` has
both in a few lines. Everything goes through ``map_shard``, as in a run over a folder.
"""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from diplo_extract.batch.options import Settings
from diplo_extract.errors import OptionError
from diplo_extract.read.rows import row_bytes
from diplo_extract.read.units import Unit
from diplo_extract.store.schemas import TABLES, column_names


def map_rows(
    rows: Iterable[Mapping[str, Any]], settings: Settings | None = None, *, id: str = "id", source: str = "table"
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Extract the article of each row; yield table and row of each record (``store/schemas.py``) and error.

    Args:
        rows: with columns text, title, date ... of any usual name, or as ``settings.read.columns`` names them.
        settings: how to read and extract.
        id: the column that names the article; ids must differ over the whole table, not just over these rows.
        source: what the table is called.

    Raises:
        OptionError: a row has no id; or the pipeline cannot be built.
    """
    from diplo_extract.batch.shard import map_shard

    settings = settings or Settings()
    extra = _extra_columns(settings)
    units = [_unit(row, id, source) for row in rows]
    with gzip.open(io.BytesIO(map_shard(units, settings)), "rb") as lines:
        next(lines)
        for line in lines:
            made = json.loads(line)
            found = {"errors": [made["error"]]} if "error" in made else made["rows"]
            for table, records in found.items():
                names = extra.get(table) or column_names(table)
                yield from ((table, dict(zip(names, record, strict=True))) for record in records)


def _unit(row: Mapping[str, Any], id: str, source: str) -> Unit:
    name = row.get(id)
    if name is None or name == "":
        raise OptionError(f"a row has no {id!r}, which names its article")
    return Unit(source, str(name), "row", row_bytes(dict(row)))


def _extra_columns(settings: Settings) -> dict[str, tuple[str, ...]]:
    from diplo_extract.store.extra import extra_tables

    tables = extra_tables(settings.plugins, settings.lexicons)
    return {table: tuple(name for name, _ in columns) for table, columns in tables.items() if table not in TABLES}
