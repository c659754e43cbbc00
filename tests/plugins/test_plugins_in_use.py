"""Plug-ins in the commands, in batch runs, in evaluation, and in the views of an article."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import diplo_extract
from diplo_extract.batch import BatchOptions, run_batch
from diplo_extract.batch.options import Settings, fingerprint
from diplo_extract.cli import main
from diplo_extract.errors import OptionError, PluginError
from diplo_extract.evaluate.annotation import GoldArticle
from diplo_extract.evaluate.convert import to_extraction, to_gold
from diplo_extract.evaluate.gold import check_gold, read_gold
from diplo_extract.evaluate.report import evaluate, report_dict
from diplo_extract.report.terminal import marked

GOLD = Path(__file__).parents[2] / "examples" / "military_exercises" / "gold"
TEXT = "Kenya and Uganda opened the Blue Heron naval drills on 3 May 2021. The Marlin met the Heron."
NAMES = ("military_exercises", "ships")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "b.txt").write_text("The Marlin went adrift near Oman and the crew of the ship was saved.", "utf-8")
    (folder / "c.txt").write_text("Peru and Chile signed a treaty on trade, the ministry of Peru said.", "utf-8")
    return folder


def options(format: str = "csv", **settings) -> BatchOptions:
    return BatchOptions(settings=Settings(**settings), format=format)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_a_batch_writes_a_table_for_each_plugin_and_an_error_row_for_each_failure(
    installed: Path, articles: Path, tmp_path: Path
) -> None:
    summary = run_batch([articles], tmp_path / "out", options(plugins=NAMES), workers=0)
    assert (summary.articles, summary.errors) == (2, {"plugin": 1})
    [exercise] = rows(tmp_path / "out" / "extra_military_exercises.csv")
    assert exercise == {
        "article": "a", "record": "1", "name": "Blue Heron", "kind": "naval", "participants": "KEN;UGA",
        "date": "2021-05-03", "start": "24", "end": "51", "text": TEXT[24:51],
        "rule": "military_exercises:name-then-drill",
    }  # fmt: skip
    assert [ship["tons"] for ship in rows(tmp_path / "out" / "extra_ships.csv")] == ["12.5", "12.5"]
    [error] = rows(tmp_path / "out" / "errors.csv")
    assert (error["article"], error["stage"], error["code"]) == ("b", "extract", "plugin")
    assert error["reason"].startswith("plug-in 'ships': record 1: its mention 'Marlin' is not the text at")
    mentioned = [row["table"] for row in rows(tmp_path / "out" / "mentions.csv") if row["table"].startswith("extra_")]
    assert mentioned == ["extra_military_exercises", "extra_ships", "extra_ships"]


@pytest.mark.parametrize("format", ["csv", "jsonl", "parquet"])
def test_tables_of_plugins_as_frames(installed: Path, articles: Path, tmp_path: Path, format: str) -> None:
    run_batch([articles], tmp_path / "out", options(format, plugins=NAMES), workers=0)
    for library in ("pandas", "polars"):
        results = diplo_extract.open_results(tmp_path / "out", library)
        assert set(results) >= {"agreements", "extra_military_exercises", "extra_ships"}
        ships = results["extra_ships"]
        assert [list(flags) for flags in ships["flags"]] == [["PAN", "LBR"]] * 2
        extraction = diplo_extract.extract(TEXT, id="a", nlp=diplo_extract.load(plugins=NAMES))
        direct = extraction.to_frames(library)["extra_ships"]
        assert direct.equals(ships)


def test_workers_find_the_same_and_a_rerun_without_the_plugin_removes_its_table(
    installed: Path, articles: Path, tmp_path: Path
) -> None:
    run_batch([articles], tmp_path / "here", options(plugins=NAMES), workers=0)
    run_batch([articles], tmp_path / "there", options(plugins=NAMES), workers=1)
    name = "extra_military_exercises.csv"
    assert (tmp_path / "here" / name).read_bytes() == (tmp_path / "there" / name).read_bytes()
    summary = run_batch([articles], tmp_path / "here", options(), workers=0)
    assert (summary.articles, summary.errors) == (3, {})
    assert not (tmp_path / "here" / name).exists()


def test_what_a_run_depends_on(installed: Path) -> None:
    plain, with_ships = fingerprint(Settings()), fingerprint(Settings(plugins=("ships",)))
    assert plain != with_ships
    module = installed / "diplo_ships.py"
    code = module.read_bytes()
    try:
        module.write_bytes(code + b"# another rule\n")
        assert fingerprint(Settings(plugins=("ships",))) != with_ships
    finally:
        module.write_bytes(code)
    assert fingerprint(Settings(plugins=("ships",))) == with_ships


def test_an_unknown_plugin_ends_a_run_before_it_begins(installed: Path, articles: Path, tmp_path: Path) -> None:
    with pytest.raises(PluginError, match="no plug-in 'rockets' is installed"):
        run_batch([articles], tmp_path / "out", options(plugins=("rockets",)), workers=0)


def test_a_model_that_carries_a_plugin_which_is_not_asked_for(installed: Path, articles: Path, tmp_path: Path) -> None:
    model = tmp_path / "model"
    assert main(["build-model", str(model), "--plugin", "ships"]) == 0
    with pytest.raises(OptionError, match="carries the plug-in 'ships'; name it with --plugin"):
        run_batch([articles], tmp_path / "out", options(model=str(model)), workers=0)
    run_batch([articles], tmp_path / "out", options(model=str(model), plugins=("ships",)), workers=0)
    assert len(rows(tmp_path / "out" / "extra_ships.csv")) == 2


def test_a_batch_with_a_folder_of_lexicons(terms: Callable[..., Path], tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("Peru and Chile held a river summit of the states in May 2020.", "utf-8")
    run_batch([folder], tmp_path / "out", options(lexicons=(str(terms()),)), workers=0)
    [row] = rows(tmp_path / "out" / "extra_summits.csv")
    assert (row["id"], row["actors"], row["dates"], row["text"]) == ("river", "PER;CHL", "2020-05", "river summit")


def test_gold_is_scored_by_place_and_slots(installed: Path) -> None:
    gold = read_gold(GOLD)
    nlp = diplo_extract.load(plugins=["military_exercises"])
    found = [diplo_extract.extract(a.text, id=a.id, published=a.published, nlp=nlp) for a in gold]
    report = evaluate(gold, found, samples=0)
    score = report.extra["military_exercises"]
    assert (score.articles, score.counts.tp, score.counts.fp, score.counts.fn) == (1, 2, 0, 0)
    assert {name: (s.right, s.n) for name, s in score.slots.items()} == dict.fromkeys(
        ("name", "kind", "participants", "date"), (2, 2)
    )
    without = evaluate(gold, [diplo_extract.extract(a.text, id=a.id, published=a.published) for a in gold], samples=0)
    assert without.extra == {}
    assert without.total == report.total  # the agreed layers do not move
    assert report_dict(report)["extra"]["military_exercises"]["f1"] == 1


def test_what_gold_does_not_name_does_not_count(installed: Path) -> None:
    [gold] = read_gold(GOLD)
    nlp = diplo_extract.load(plugins=["military_exercises"])
    found = diplo_extract.extract(gold.text, id=gold.id, published=gold.published, nlp=nlp)

    def scored(extra):
        article = GoldArticle(gold.id, gold.text, gold.published, gold.annotation, {**gold.raw, "extra": extra})
        return evaluate([article], [found], samples=0).extra

    assert scored({}) == {}
    assert scored({"military_exercises": []})["military_exercises"].counts.fp == 2
    wrong = [{**gold.raw["extra"]["military_exercises"][0], "participants": ["UZB"]}]
    score = scored({"military_exercises": wrong})["military_exercises"]
    assert (score.counts.tp, score.counts.fp, score.slots["participants"].right) == (1, 1, 0)


def test_gold_and_extractions_turn_into_one_another(installed: Path) -> None:
    [gold] = read_gold(GOLD)
    assert to_gold(to_extraction(gold), gold.text)["extra"] == gold.raw["extra"]


@pytest.mark.parametrize(
    ("extra", "reason"),
    [
        ([], "extra: is no object"),
        ({"x": {}}, "extra.x: is no list"),
        ({"x": [5]}, "extra.x[0]: is no object"),
        ({"x": [{"nth": 1}]}, "extra.x[0]: has no 'quote'"),
        ({"x": [{"quote": "no such words", "nth": 1}]}, "extra.x[0]: quote: "),
        ({"x": [{"quote": "Kenya", "nth": 0}]}, "extra.x[0]: nth: "),
    ],
)
def test_gold_of_plugins_is_checked(tmp_path: Path, extra, reason: str) -> None:
    shutil.copytree(GOLD, tmp_path / "gold")
    file = tmp_path / "gold" / "steppe_shield.json"
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), "extra": extra}), "utf-8")
    articles, faults = check_gold(tmp_path / "gold")
    assert articles == []
    assert any(reason in str(fault) for fault in faults), faults


def test_the_commands(installed: Path, articles: Path, tmp_path: Path, capsysbinary) -> None:
    one = str(articles / "a.txt")
    plugin = ["--plugin", "military_exercises"]
    for command, expected in {
        ("plugins",): b"extra_military_exercises: name (string)",
        ("extract", one, *plugin): b"exercise Blue Heron 2021-05-03",
        ("extract", one, "--format", "jsonl", *plugin): b'"name": "Blue Heron"',
        ("show", one, *plugin): b"|exercise Blue Heron 2021-05-03]",
        ("explain", one, *plugin): b"military_exercises:name-then-drill",
        ("schema", *plugin): b'"participants"',
        ("evaluate", str(GOLD), "--pipeline", "default", "--samples", "0", *plugin): b"tp 2 fp 0 fn 0",
        ("evaluate", str(GOLD), "--pipeline", "default", "--errors", "extra", *plugin): b"plug-in military_exercises",
    }.items():
        status = main(list(command))
        assert expected in capsysbinary.readouterr().out, command
        assert status == (1 if command == ("plugins",) else 0)  # two of those installed cannot be imported


def test_annotate_pre_fills_the_records_of_plugins(installed: Path, articles: Path) -> None:
    assert main(["annotate", str(articles / "a.txt"), "--plugin", "military_exercises"]) == 0
    raw = json.loads((articles / "a.json").read_text("utf-8"))
    assert raw["extra"]["military_exercises"][0]["quote"] == TEXT[24:51]
    assert check_gold(articles / "a.json")[1] == []


def test_an_unknown_plugin_is_wrong_usage(articles: Path, capsys) -> None:
    assert main(["extract", str(articles / "a.txt"), "--plugin", "rockets"]) == 2
    assert "no plug-in 'rockets' is installed; installed: " in capsys.readouterr().err


def test_lexicon_check_reads_tables_of_a_kind_of_their_own(terms: Callable[..., Path], capsys) -> None:
    folder = terms()
    assert main(["lexicon", "check", str(folder)]) == 0
    (folder / "extra_summits.tsv").write_text("form\tid\tmatch\tsource\nsummit\tany\tloud\town\n", "utf-8")
    assert main(["lexicon", "check", str(folder)]) == 1
    assert "extra_summits.tsv:2: match is 'loud'" in capsys.readouterr().out


def test_the_page_and_the_terminal_mark_records_of_plugins(installed: Path) -> None:
    extraction = diplo_extract.extract(TEXT, nlp=diplo_extract.load(plugins=["military_exercises"]))
    page = extraction.to_html()
    assert 'class="m extra"' in page
    assert "<h2>Military exercises</h2>" in page
    assert "Records of plug-ins" in page
    assert "|exercise Blue Heron 2021-05-03] on 3 May" in marked(TEXT, extraction, color=False)
