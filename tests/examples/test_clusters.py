"""The recipes for Spark and Ray Data give what a run over a folder gives."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from diplo_extract.batch.options import Settings
from diplo_extract.batch.rows import map_rows
from diplo_extract.errors import OptionError
from diplo_extract.read import ReadOptions

ROOT = Path(__file__).parents[2]
STATES = "Kenya Uganda Ghana Peru Chile Nepal Oman Fiji Malta Jordan".split()
ARTICLES: list[dict[str, Any]] = [
    {
        "id": f"a{number:02}",
        "text": f"{one} and {STATES[(number * 3 + 1) % 10]} signed a memorandum on trade on Tuesday, it said {number}.",
        "date": "2023-05-11",
    }
    for number, one in enumerate(STATES * 3)
] + [{"id": "bad", "text": "", "date": None}]
EXPECTED = list(map_rows(ARTICLES))


def recipe(name: str) -> ModuleType:
    spec = spec_from_file_location(name, ROOT / "examples" / "clusters" / f"{name}.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def of_table(records: list[tuple[str, dict[str, Any]]], name: str) -> list[dict[str, Any]]:
    return [row for table, row in records if table == name]


def test_rows_become_rows_of_records() -> None:
    assert [row["article"] for row in of_table(EXPECTED, "articles")] == [a["id"] for a in ARTICLES[:-1]]
    assert [(row["article"], row["code"]) for row in of_table(EXPECTED, "errors")] == [("bad", "empty")]
    signed = of_table(EXPECTED, "agreements")
    assert len(signed) == 30
    assert {row["date"] for row in signed} == {"2023-05-09"}
    assert [row for article in ARTICLES for row in map_rows([article])] == EXPECTED


def test_rows_without_ids_and_with_columns_of_other_names() -> None:
    with pytest.raises(OptionError, match="a row has no 'id'"):
        list(map_rows([{"text": "Kenya and Uganda met."}]))
    settings = Settings(read=ReadOptions(columns=(("text", "story"),)))
    rows = list(map_rows([{"key": 7, "story": "Kenya and Uganda signed a treaty."}], settings, id="key"))
    assert [row["article"] for row in of_table(rows, "agreements")] == ["7"]


def test_rows_of_a_kind_of_record_of_a_users_own(tmp_path: Path) -> None:
    (tmp_path / "extra_talks.tsv").write_text("form\tid\tmatch\tsource\ntalks\ttalks\tlower\town\n", "utf-8")
    rows = list(map_rows([{"id": "a", "text": "Kenya held talks with Peru."}], Settings(lexicons=(str(tmp_path),))))
    assert [row["actors"] for row in of_table(rows, "extra_talks")] == [["KEN", "PER"]]


@pytest.fixture
def spark(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    pyspark = pytest.importorskip("pyspark")
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("Spark needs Java, which is not installed")
    from pyspark.sql import SparkSession

    assert pyspark
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    yield session
    session.stop()


@pytest.mark.slow
def test_on_spark(spark: Any) -> None:
    on_spark = recipe("on_spark")
    frame = spark.createDataFrame([tuple(a.values()) for a in ARTICLES], "id string, text string, date string")
    records = on_spark.extract(frame.repartition(3), Settings()).cache()
    found = sorted((row["table"], row["row"]) for row in records.collect())
    assert found == sorted((table, json.dumps(row)) for table, row in EXPECTED)
    agreements = on_spark.table(records, "agreements").orderBy("article").collect()
    assert [row.asDict() for row in agreements] == of_table(EXPECTED, "agreements")


@pytest.mark.slow
def test_on_ray(monkeypatch: pytest.MonkeyPatch) -> None:
    ray = pytest.importorskip("ray")
    pytest.importorskip("ray.data")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    on_ray = recipe("on_ray")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, configure_logging=False)
    try:
        records = on_ray.extract(ray.data.from_items(ARTICLES), Settings())
        found = sorted((row["table"], row["row"]) for row in records.take_all())
        assert found == sorted((table, json.dumps(row)) for table, row in EXPECTED)
        agreements = sorted(on_ray.table(records, "agreements").take_all(), key=lambda row: row["article"])
        assert agreements == of_table(EXPECTED, "agreements")
    finally:
        ray.shutdown()
