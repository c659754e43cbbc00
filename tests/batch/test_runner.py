from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from diplo_extract.batch import BatchOptions, run_batch
from diplo_extract.errors import OptionError
from diplo_extract.pipeline import extract
from diplo_extract.store.schemas import TABLES

Digests = Callable[[Path], dict[str, str]]
CSV = BatchOptions(format="csv")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_good_article_is_extracted_and_every_bad_one_is_an_error_row(articles: Path, tmp_path: Path) -> None:
    summary = run_batch([articles], tmp_path / "out", CSV, workers=0)
    assert summary.articles == 60
    assert summary.errors == {"binary": 1, "empty": 1, "encoding": 1, "unknown_kind": 1}
    assert summary.ignored == {".png": 1}
    found = {row["article"]: row for row in rows(tmp_path / "out" / "articles.csv")}
    assert len(found) == 60
    assert found["part1/story001"]["published"] == "2023-02-02"
    errors = {(row["source"], row["code"], row["stage"]) for row in rows(tmp_path / "out" / "errors.csv")}
    assert ("part0/empty.txt", "empty", "read") in errors
    assert ("part2/latin.txt", "encoding", "read") in errors


def test_the_tables_hold_what_extract_returns_and_mentions_are_found_in_the_stored_text(
    articles: Path, tmp_path: Path
) -> None:
    run_batch([articles], tmp_path / "out", BatchOptions(format="jsonl"), workers=0)
    out = tmp_path / "out"
    read = {t: [json.loads(line) for line in (out / f"{t}.jsonl").read_text("utf-8").splitlines()] for t in TABLES}
    for table, columns in TABLES.items():
        assert all(tuple(row) == tuple(name for name, _ in columns) for row in read[table])
    texts = {row["article"]: row["text"] for row in read["articles"]}
    assert all(texts[m["article"]][m["start"] : m["end"]] == m["text"] for m in read["mentions"])
    path = articles / "part1" / "story001.txt"
    expected = extract(path.read_text("utf-8"), id="part1/story001")
    assert [r["sector"] for r in read["sectors"] if r["article"] == "part1/story001"] == [
        s.sector for s in expected.sectors
    ]
    assert texts["part1/story001"] == path.read_text("utf-8")


@pytest.mark.parametrize("format", ["csv", *(pytest.param(f, marks=pytest.mark.slow) for f in ("jsonl", "parquet"))])
def test_workers_do_not_change_a_byte(articles: Path, tmp_path: Path, digests: Digests, format: str) -> None:
    if format == "parquet":
        pytest.importorskip("pyarrow")
    options = BatchOptions(format=format)  # type: ignore[arg-type]
    run_batch([articles], tmp_path / "here", options, workers=0)
    run_batch([articles], tmp_path / "two", options, workers=2)
    assert digests(tmp_path / "here") == digests(tmp_path / "two")


def test_a_rerun_does_only_what_is_new_or_changed(articles: Path, tmp_path: Path, digests: Digests) -> None:
    out = tmp_path / "out"
    first = run_batch([articles], out, CSV, workers=0)
    before = digests(out)
    again = run_batch([articles], out, CSV, workers=0)
    assert (again.unchanged, again.reused) == (True, first.shards)
    assert digests(out) == before
    (articles / "part1" / "story001.txt").write_text("Kenya and the United Kingdom met.", "utf-8")
    changed = run_batch([articles], out, CSV, workers=0)
    assert not changed.unchanged
    assert changed.shards - changed.reused == 1
    run_batch([articles], tmp_path / "fresh", CSV, workers=0)
    assert digests(out) == digests(tmp_path / "fresh")


def test_a_file_that_is_gone_leaves_no_row_and_no_shard(articles: Path, tmp_path: Path, digests: Digests) -> None:
    out = tmp_path / "out"
    run_batch([articles], out, CSV, workers=0)
    (articles / "part0" / "story000.txt").unlink()
    run_batch([articles], out, CSV, workers=0)
    run_batch([articles], tmp_path / "fresh", CSV, workers=0)
    assert digests(out) == digests(tmp_path / "fresh")


def test_a_table_that_was_damaged_is_written_anew(articles: Path, tmp_path: Path, digests: Digests) -> None:
    out = tmp_path / "out"
    run_batch([articles], out, CSV, workers=0)
    before = digests(out)
    (out / "articles.csv").write_text("oops", "utf-8")
    run_batch([articles], out, CSV, workers=0)
    assert digests(out) == before


def test_the_output_may_lie_inside_the_input(articles: Path) -> None:
    run_batch([articles], articles / "results", CSV, workers=0)
    assert run_batch([articles], articles / "results", CSV, workers=0).unchanged


def test_a_folder_of_something_else_is_not_written_to(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "articles.csv").write_text("my own", "utf-8")
    with pytest.raises(OptionError, match="no folder of results"):
        run_batch([articles], tmp_path / "mine", CSV, workers=0)
    assert (tmp_path / "mine" / "articles.csv").read_text("utf-8") == "my own"


def test_other_formats_replace_the_tables(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = run_batch([articles], out, CSV, workers=0)
    second = run_batch([articles], out, BatchOptions(format="jsonl"), workers=0)
    assert second.reused == first.shards
    assert not list(out.glob("*.csv"))


def test_force_redoes_everything(articles: Path, tmp_path: Path, digests: Digests) -> None:
    out = tmp_path / "out"
    run_batch([articles], out, CSV, workers=0)
    before = digests(out)
    assert run_batch([articles], out, BatchOptions(format="csv", force=True), workers=0).reused == 0
    assert digests(out) == before


def test_no_such_folder_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="no such file or folder"):
        run_batch([tmp_path / "missing"], tmp_path / "out", CSV, workers=0)
    assert not (tmp_path / "out").exists()
