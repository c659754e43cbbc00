"""diplo_extract on Spark: a table of articles becomes a table of records, by ``mapInPandas``.

    records = extract(articles, Settings()).cache()
    table(records, "agreements").write.parquet("...")

Needs pyspark, pandas and pyarrow, and diplo_extract on every worker. Spark reruns the task of a worker that is lost;
an article that cannot be processed is a row of "errors", and fails no task.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from diplo_extract.batch.options import Settings
from diplo_extract.store.schemas import TABLES

if TYPE_CHECKING:
    import pandas
    from pyspark.sql import DataFrame

RECORDS = "table string, row string"  # the name of a table of diplo_extract, and one of its rows as JSON
_TYPES = {"integer": "bigint", "boolean": "boolean", "float": "double", "date": "date", "strings": "array<string>"}


def extract(articles: DataFrame, settings: Settings, id: str = "id") -> DataFrame:
    """Extract every row's article: columns id, text, and title, date, language, url where there are such."""

    def mapped(batches: Iterator[pandas.DataFrame]) -> Iterator[pandas.DataFrame]:
        import pandas

        from diplo_extract.batch.rows import map_rows

        for batch in batches:
            rows = batch.astype(object).where(batch.notna(), None).to_dict("records")
            made = [(name, json.dumps(row)) for name, row in map_rows(rows, settings, id=id)]
            yield pandas.DataFrame(made, columns=["table", "row"])

    return articles.mapInPandas(mapped, RECORDS)


def table(records: DataFrame, name: str) -> DataFrame:
    """Return one of the tables, with its own columns and types."""
    from pyspark.sql import functions

    columns = ", ".join(f"`{column}` {_TYPES.get(kind, 'string')}" for column, kind in TABLES[name])
    rows = records.where(functions.col("table") == name)
    return rows.select(functions.from_json("row", columns).alias("row")).select("row.*")
