"""Articles and results in object storage, through fsspec: the same bytes as in folders."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from diplo_extract.batch import BatchOptions, run_batch
from diplo_extract.batch.options import Settings
from diplo_extract.cli import main
from diplo_extract.errors import MissingExtraError, OptionError, PluginError, StoreError
from diplo_extract.read import ReadOptions
from diplo_extract.read.containers import units
from diplo_extract.read.remote import remote_path

fsspec = pytest.importorskip("fsspec")
CSV = BatchOptions(format="csv")
Digests = Callable[[Path], dict[str, str]]


@pytest.fixture
def memory(articles: Path) -> Iterator[object]:
    """Put the articles into fsspec's memory, as objects of a bucket."""
    files = fsspec.filesystem("memory")
    files.put(str(articles), "/bucket/articles", recursive=True)
    yield files
    files.rm("/", recursive=True)


def fetched(files, path: str, into: Path) -> Path:
    files.get(path, str(into), recursive=True)
    return into


def test_units_are_those_of_the_folder(articles: Path, memory) -> None:
    (articles / "a").mkdir()
    for name in ("a/x.txt", "a.txt", "a-b.txt", "x.html", "x.txt", ".hidden/y.txt", "part0/rows.csv"):
        (articles / name).parent.mkdir(exist_ok=True)
        (articles / name).write_text("text\nKenya and Uganda met.", "utf-8")
    memory.put(str(articles), "/bucket/other", recursive=True)
    here = [(u.source, u.id, u.kind, u.data) for u in units([articles], ReadOptions())]
    there = [(u.source, u.id, u.kind, u.data) for u in units([remote_path("memory://bucket/other")], ReadOptions())]
    faults = {source for source, _, kind, _ in here if kind == "fault"}
    assert [u for u in there if u[0] not in faults] == [u for u in here if u[0] not in faults]
    assert [u[0] for u in there] == [u[0] for u in here]
    assert len(here) > 60


def test_remote_articles_into_remote_results(articles: Path, memory, tmp_path: Path, digests: Digests) -> None:
    (articles / "notes.xyz").unlink()  # the reason in its error row names no Path
    memory.rm("/bucket/articles/notes.xyz")
    run_batch([articles], tmp_path / "here", CSV, workers=0)
    summary = run_batch(["memory://bucket/articles"], "memory://bucket/results", CSV, workers=0)
    assert (summary.articles, summary.out) == (60, "memory:///bucket/results")
    there = fetched(memory, "/bucket/results", tmp_path / "there")
    assert digests(there) == digests(tmp_path / "here")


def test_a_rerun_does_nothing_and_a_new_article_one_shard(memory, story: Callable[[int], str]) -> None:
    arguments = ["memory://bucket/articles"], "memory://bucket/results", CSV
    first = run_batch(*arguments, workers=0)
    again = run_batch(*arguments, workers=0)
    assert again.unchanged
    assert again.reused == first.shards
    memory.pipe("/bucket/articles/part0/new.txt", story(99).encode())
    more = run_batch(*arguments, workers=0)
    assert (more.articles, more.shards - more.reused) == (first.articles + 1, 1)
    kept = {Path(path).name.removesuffix(".jsonl.gz") for path in memory.find("/bucket/results/shards")}
    assert len(kept) == more.shards


def test_shards_that_are_done_outlive_a_run_that_fails(memory, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise StoreError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr("diplo_extract.batch.runner.merge", full)
        with pytest.raises(StoreError, match="full"):
            run_batch(["memory://bucket/articles"], "memory://bucket/results", CSV, workers=0)
    assert not memory.exists("/bucket/results/run.json")
    summary = run_batch(["memory://bucket/articles"], "memory://bucket/results", CSV, workers=0)
    assert summary.reused == summary.shards > 0
    assert json.loads(memory.cat("/bucket/results/run.json"))["counts"]["articles"] == 60


def test_results_inside_the_articles_are_no_articles(memory) -> None:
    first = run_batch(["memory://bucket/articles"], "memory://bucket/articles/results", CSV, workers=0)
    again = run_batch(["memory://bucket/articles"], "memory://bucket/articles/results", CSV, workers=0)
    assert again.unchanged
    assert again.articles == first.articles


def test_the_command_with_local_urls(articles: Path, tmp_path: Path, digests: Digests) -> None:
    (articles / "notes.xyz").unlink()
    out = tmp_path / "there"
    arguments = ["batch", articles.as_uri(), "--out", out.as_uri(), "--format", "csv", "--quiet", "--workers", "0"]
    assert main(arguments) == 1  # the folder has faulty articles
    run_batch([articles], tmp_path / "here", CSV, workers=0)
    assert digests(out) == digests(tmp_path / "here")


def test_a_single_object_and_its_day_of_change(memory) -> None:
    options = BatchOptions(Settings(read=ReadOptions(date_from=("mtime",))), format="jsonl")
    summary = run_batch(["memory://bucket/articles/part0/story000.txt"], "memory://bucket/one", options, workers=0)
    assert summary.articles == 1
    row = json.loads(memory.cat("/bucket/one/articles.jsonl"))
    assert (row["article"], row["source"]) == ("story000", "story000.txt")


@pytest.mark.parametrize(
    ("articles_at", "message"),
    [
        (["memory://nothing/here"], "memory://.*nothing/here: no such file or folder, or nothing in it"),
        (["rockets://a"], "rockets://a: Protocol not known"),
        (["memory://bucket/articles", "."], "either all local or all remote"),
    ],
)
def test_places_that_are_none(memory, tmp_path: Path, articles_at: list[str], message: str) -> None:
    with pytest.raises(OptionError, match=message):
        run_batch(articles_at, tmp_path / "out", CSV, workers=0)


def test_an_archive_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="No such file"):
        run_batch([f"zip://a::file://{tmp_path}/none.zip"], tmp_path / "out", CSV, workers=0)


def test_a_plug_in_that_is_not_there_leaves_no_folder(articles: Path, tmp_path: Path) -> None:
    with pytest.raises(PluginError, match="no plug-in 'none' is installed"):
        run_batch([articles], tmp_path / "out", BatchOptions(settings=Settings(plugins=("none",)), format="csv"))
    assert not (tmp_path / "out").exists()


def test_without_fsspec_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "fsspec.core", None)
    with pytest.raises(MissingExtraError, match=r"s3://a/b needs fsspec: pip install 'diplo-extract\[fsspec\]'"):
        run_batch(["s3://a/b"], tmp_path / "out", CSV, workers=0)


def test_a_remote_name_cannot_lead_out_of_the_local_folder(memory) -> None:
    memory.pipe("/bucket/results/.diplo-extract", b"")
    memory.store["/bucket/results/../../escape.txt"] = memory.store["/bucket/articles/part0/story000.txt"]
    with pytest.raises(StoreError, match="leads out of the folder"):
        run_batch(["memory://bucket/articles"], "memory://bucket/results", CSV, workers=0)


def test_a_remote_folder_of_something_else_is_left_alone(memory) -> None:
    before = memory.find("/bucket/articles")
    with pytest.raises(OptionError, match="memory:///bucket/articles: is not empty and no folder of results"):
        run_batch(["memory://bucket/articles/part0"], "memory://bucket/articles", CSV, workers=0)
    assert memory.find("/bucket/articles") == before
