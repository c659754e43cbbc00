"""The queries of docs/batch.md run, and answer what they say; every table and option is documented."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from diplo_extract.cli import build_parser
from diplo_extract.records import Agreement, ArticleInfo, Extraction, Mention, MonetaryTarget, Sector, Signatory
from diplo_extract.store.rows import article_row, rows_of
from diplo_extract.store.schemas import TABLES
from diplo_extract.store.tables import writer

DOCS = (Path(__file__).parents[2] / "docs" / "batch.md").read_text("utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", DOCS, re.S)
MENTION = (Mention(0, 1, "x", "rule"),)


def extraction(id: str, published: str, *countries: str, target: str = "2000000000.50") -> Extraction:
    return Extraction(
        article=ArticleInfo(id, f"{id}.txt", published, None, "0" * 64, 1),
        agreements=(Agreement("A1", "protocol", "x", "signed", None, None, 1, MENTION),),
        signatories=tuple(Signatory("A1", None, None, None, country, MENTION) for country in countries),
        sectors=(Sector("energy", None, ("A1",), MENTION),),
        monetary_targets=(MonetaryTarget(Decimal(target), "USD", "trade", None, None, countries, MENTION),),
    )


def write(folder: Path) -> None:
    """Write the tables of four articles, the last one a copy."""
    folder.mkdir()
    articles = [
        (extraction("a", "2022-05-01", "UGA", "KEN"), None),
        (extraction("b", "2023-05-01", "KEN", "UGA", target="30"), None),
        (extraction("c", "2023-06-01", "PER", "KEN"), None),
        (extraction("d", "2023-06-02", "PER", "KEN"), "c"),
    ]
    for table in TABLES:
        with (folder / f"{table}.parquet").open("wb") as stream:
            rows = writer("parquet", TABLES[table], stream)
            for made, copy_of in articles:
                about = [article_row(made, duplicate_of=copy_of)]
                for row in about if table == "articles" else rows_of(made).get(table, []):
                    rows.write(row)
            rows.close()


ANSWERS = [
    [
        (["KEN", "UGA"], 2022, "trade", "USD", 1, Decimal("2000000000.50")),
        (["KEN", "PER"], 2023, "trade", "USD", 1, Decimal("2000000000.50")),
        (["KEN", "UGA"], 2023, "trade", "USD", 1, Decimal("30.00")),
    ],
    [("KEN", "UGA", 2), ("KEN", "PER", 1)],
    [(2022, "energy", 1), (2023, "energy", 2)],
]


@pytest.mark.parametrize("number", range(3))
def test_a_documented_query_gives_its_answer(tmp_path: Path, number: int) -> None:
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    write(tmp_path / "OUT")
    found = duckdb.sql(QUERIES[number].replace("OUT/", f"{tmp_path}/OUT/")).fetchall()
    assert found == ANSWERS[number]
    assert len(QUERIES) == len(ANSWERS)


def test_every_table_and_option_is_documented() -> None:
    assert all(f"`{table}`" in DOCS for table in TABLES)
    batch = build_parser()._subparsers._group_actions[0].choices["batch"]  # type: ignore[union-attr, index, call-overload]
    undocumented = {"--help", "--model", "--lexicons", "--quiet"}  # of every command
    options = {option for action in batch._actions for option in action.option_strings if option.startswith("--")}
    assert {option for option in options - undocumented if option not in DOCS} == set()
