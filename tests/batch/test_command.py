"""The command line of ``batch``: exit status, options, what it says."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from diplo_extract.cli import main


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def batch(*arguments: str | Path) -> int:
    return main(["batch", *map(str, arguments), "--format", "csv", "--workers", "0"])


def test_status_0_when_every_article_was_processed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Kenya and Uganda signed an agreement on energy.")
    assert batch(tmp_path / "a.txt", "--out", tmp_path / "out") == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "1 articles, 8 words" in told.err
    assert f"Open {tmp_path}/out/agreements.csv" in told.err
    assert rows(tmp_path / "out" / "articles.csv")[0]["article"] == "a"


def test_status_1_and_a_count_of_each_fault(articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert batch(articles, "--out", tmp_path / "out") == 1
    told = capsys.readouterr().err
    assert "4 not processed: 1 binary, 1 empty, 1 encoding, 1 unknown_kind; see" in told
    assert "1 files are no articles: .png" in told


def test_quiet_says_nothing(articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert batch(articles, "--out", tmp_path / "out", "--quiet") == 1
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--columns", "body"], "write ROLE=NAME"),
        (["--columns", "body=text"], "'body' is not allowed; allowed: text, title"),
        (["--date-from", "moon"], "'moon' is not allowed; allowed: filename, created, mtime"),
        (["--workers", "-1"], "--workers must be 0"),
        (["--scheduler", "tcp://x:1"], "needs --engine dask"),
        (["--max-seconds", "0"], "--max-seconds must be more than 0"),
        (["--lexicons", "/no/such"], "/no/such: no such folder"),
    ],
)
def test_status_2_for_wrong_usage(
    articles: Path, tmp_path: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["batch", str(articles), "--out", str(tmp_path / "out"), "--format", "csv", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_columns_and_dates_from_options(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "t.csv").write_text("when,what,more\n2022-05-01,short,Kenya and Uganda met.\n", "utf-8")
    (tmp_path / "in" / "2021-02-03.txt").write_text("Kenya and Uganda met.", "utf-8")
    options = ["--columns", "text=more,date=when", "--date-from", "filename"]
    assert batch(tmp_path / "in", "--out", tmp_path / "out", *options) == 0
    found = {row["article"]: row for row in rows(tmp_path / "out" / "articles.csv")}
    assert found["t.csv#1"]["text"] == "Kenya and Uganda met."
    assert (found["t.csv#1"]["published"], found["t.csv#1"]["published_from"]) == ("2022-05-01", "format")
    assert (found["2021-02-03"]["published"], found["2021-02-03"]["published_from"]) == ("2021-02-03", "filename")
    run = json.loads((tmp_path / "out" / "run.json").read_bytes())
    assert run["columns"] == {"t.csv": "text=more date=when"}


def test_a_date_that_cannot_be_read_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("text,date\nKenya and Uganda met.,05/10/2022\n", "utf-8")
    assert batch(tmp_path / "t.csv", "--out", tmp_path / "out") == 0
    assert [row["code"] for row in rows(tmp_path / "out" / "warnings.csv")] == ["date_not_read"]


def test_copies_are_marked_or_dropped(articles: Path, tmp_path: Path) -> None:
    text = (articles / "part0" / "story000.txt").read_text("utf-8")
    (articles / "zz-copy.txt").write_text(text, "utf-8")
    (articles / "zz-edited.txt").write_text(text.replace("in their capital, ", ""), "utf-8")
    batch(articles, "--out", tmp_path / "marked")
    found = {row["article"]: row for row in rows(tmp_path / "marked" / "articles.csv")}
    assert (found["zz-copy"]["duplicate_of"], found["zz-copy"]["similarity"]) == ("part0/story000", "1.0")
    assert found["zz-edited"]["duplicate_of"] == "part0/story000"
    assert 0.6 <= float(found["zz-edited"]["similarity"]) < 1
    assert found["part0/story000"]["duplicate_of"] == ""
    batch(articles, "--out", tmp_path / "dropped", "--unique")
    for table in ("articles", "mentions"):
        left = {row["article"] for row in rows(tmp_path / "dropped" / f"{table}.csv")}
        assert left.isdisjoint({"zz-copy", "zz-edited"})
        assert "part0/story000" in left
    assert json.loads((tmp_path / "dropped" / "run.json").read_bytes())["counts"]["copies"] == 2


def test_several_folders_and_files_at_once(tmp_path: Path) -> None:
    for name in ("a/x.txt", "b/x.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Kenya and Uganda met.", "utf-8")
    assert batch(tmp_path / "a", tmp_path / "b", tmp_path / "c.txt", "--out", tmp_path / "out") == 0
    assert [row["source"] for row in rows(tmp_path / "out" / "articles.csv")] == ["a/x.txt", "b/x.txt", "c.txt"]
