"""diplo_extract on Ray Data: a dataset of articles becomes a dataset of records, by ``map_batches``.

    records = extract(ray.data.read_parquet("..."), Settings())
    table(records, "agreements").write_parquet("...")

Needs ray[data], pandas and pyarrow, and diplo_extract on every worker. An article that cannot be processed is a row of
"errors": Ray drops, or fails with, a batch in which anything raises, and nothing does here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from diplo_extract.batch.options import Settings

if TYPE_CHECKING:
    import pandas
    import ray.data

BATCH = 64  # articles; each batch is a shard


def extract(articles: ray.data.Dataset, settings: Settings, id: str = "id") -> ray.data.Dataset:
    """Extract every row's article: columns id, text, and title, date, language, url where there are such."""

    def mapped(batch: pandas.DataFrame) -> pandas.DataFrame:
        import pandas

        from diplo_extract.batch.rows import map_rows

        rows = batch.astype(object).where(batch.notna(), None).to_dict("records")
        made = [(name, json.dumps(row)) for name, row in map_rows(rows, settings, id=id)]
        return pandas.DataFrame(made, columns=["table", "row"])

    return articles.map_batches(mapped, batch_size=BATCH, batch_format="pandas")


def table(records: ray.data.Dataset, name: str) -> ray.data.Dataset:
    """Return one of the tables, with its own columns."""
    return records.filter(lambda record: record["table"] == name).map(lambda record: json.loads(record["row"]))
