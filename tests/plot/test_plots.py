"""Pictures for papers: what they show is in the CSV beside them, and the same run gives the same bytes."""

from __future__ import annotations

import csv
import re
import shutil
import sys
from collections import Counter
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from diplo_extract.cli import main
from diplo_extract.cli.plot import KINDS as ON_THE_COMMAND_LINE
from diplo_extract.plot import plot
from diplo_extract.plot.layout import layout
from diplo_extract.plot.write import KINDS
from diplo_extract.report.corpus.entries import read_corpus

SVG = "{http://www.w3.org/2000/svg}"
pytest.importorskip("matplotlib", reason="matplotlib is not installed: pip install matplotlib")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def drawn(run: Path, kind: str, folder: Path) -> tuple[str, list[dict[str, str]]]:
    beside = plot(run, kind, folder / f"{kind}.svg")
    assert beside == folder / f"{kind}.csv"
    picture = (folder / f"{kind}.svg").read_text(encoding="utf-8")
    ElementTree.fromstring(picture)
    return picture, rows(beside)


def words(picture: str) -> list[str]:
    return [unescape(text) for text in re.findall(r"<text [^>]*>([^<]*)</text>", picture)]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_run_gives_the_same_bytes(drawn_run: Path, kind: str, tmp_path: Path) -> None:
    for number in (1, 2):
        plot(drawn_run, kind, tmp_path / f"{number}.svg")
        plot(drawn_run, kind, tmp_path / f"{number}.png")
    assert (tmp_path / "1.svg").read_bytes() == (tmp_path / "2.svg").read_bytes()
    assert (tmp_path / "1.png").read_bytes() == (tmp_path / "2.png").read_bytes()
    assert (tmp_path / "1.png").read_bytes().startswith(b"\x89PNG")
    assert "<dc:date>" not in (tmp_path / "1.svg").read_text(encoding="utf-8")


def test_the_network_draws_what_its_table_says(drawn_run: Path, tmp_path: Path) -> None:
    picture, table = drawn(drawn_run, "network", tmp_path)
    named = {row[side] for row in table for side in ("one_name", "other_name")}
    assert named == {"Kenya", "Uganda", "Ghana", "Togo", "European Union", "Peru"}
    assert set(words(picture)) == named | {"state", "organization or body"}
    assert picture.count('<g id="line2d_') == len(table)
    assert {(r["one"], r["other"]): r["agreements"] for r in table}["KEN", "UGA"] == "2"


def test_the_heat_map_draws_what_its_table_says(drawn_run: Path, tmp_path: Path) -> None:
    for kind in ("sectors", "sectors-by-pair"):
        picture, table = drawn(drawn_run, kind, tmp_path)
        shown = Counter(words(picture))
        columns = {row["by"] for row in table}
        expected = Counter(row["articles"] for row in table) + Counter({row["sector"] for row in table} | columns)
        assert shown == expected
    assert "Kenya – Uganda" in columns
    assert [r["articles"] for r in table if r["sector"] == "Energy"] == ["1", "1"]


def test_the_timeline_draws_what_its_table_says(drawn_run: Path, tmp_path: Path) -> None:
    picture, table = drawn(drawn_run, "timeline", tmp_path)
    corpus = read_corpus(drawn_run)
    events = [entry for entry in corpus.entries("timeline") if entry.values["value"][:2] in ("19", "20")]
    assert sum(int(row["number"]) for row in table if row["kind"] != "published") == len(events)
    assert {r["year"] for r in table if r["kind"] == "published"} == {"2022", "2023", "2024"}
    groups = [
        g for g in ElementTree.fromstring(picture).iter(SVG + "g") if g.get("id", "").startswith("PathCollection")
    ]
    in_legend = len({row["tense"] for row in table})
    # Marks of one size are uses of one path, others are a path each.
    marks = [len(list(group.iter(SVG + "use"))) or len(list(group.iter(SVG + "path"))) for group in groups]
    assert sum(marks) == len(table) + in_legend
    assert {row["kind"].replace("_", " ") for row in table} - set(words(picture)) == {"published"}
    assert {"articles published", "past or present", "yet to come"} <= set(words(picture))


def test_old_events_share_one_mark(drawn_run: Path, tmp_path: Path) -> None:
    shutil.copytree(drawn_run, tmp_path / "run")
    events = tmp_path / "run" / "timeline.csv"
    head, first, *_ = events.read_text(encoding="utf-8").splitlines()
    old = [first.replace("1963", year) for year in ("1846", "1902")]
    events.write_text("\n".join([head, *old, *[first.replace("1963", "2020")] * 40]) + "\n", encoding="utf-8")
    picture, table = drawn(tmp_path / "run", "timeline", tmp_path)
    told = [(r["year"], r["before"], r["number"]) for r in table if r["kind"] != "published"]
    assert told == [("2020", "false", "40"), ("2020", "true", "2")]
    assert "before 2020" in words(picture)


def test_targets_draw_what_their_table_says(drawn_run: Path, tmp_path: Path) -> None:
    picture, table = drawn(drawn_run, "targets", tmp_path)
    assert {(r["currency"], r["baseline"], r["amount"], r["deadline"]) for r in table} == {
        ("USD", "500000000", "2000000000", "2030"),
        ("EUR", "", "3000000000", "2028"),
    }
    shown = set(words(picture))
    assert {"Kenya, Uganda: trade", "2030", "2028", "billion USD", "billion EUR", "level now", "target"} <= shown


def test_a_dollar_is_no_formula(drawn_run: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    text = "date 2024-06-01 The A$B$ Agency and Peru signed a treaty on energy on Friday."
    (folder / "x.txt").write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    assert main(["batch", str(folder), "--out", str(out), "--format", "jsonl", "--workers", "0", "--quiet"]) == 0
    row = (out / "signatories.jsonl").read_text().replace('"country": "PER"', '"country": "P$E$R"')
    (out / "signatories.jsonl").write_text(row + row.replace("P$E$R", "</text><script>"))
    picture, _ = drawn(out, "network", tmp_path)
    assert {"P$E$R", "</text><script>"} <= set(words(picture))


def test_kinds_are_those_of_the_command_line() -> None:
    assert tuple(KINDS) == ON_THE_COMMAND_LINE


def test_the_command_says_what_it_wrote(drawn_run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plot", str(drawn_run), "--kind", "network", "-o", str(tmp_path / "f.svg")]) == 0
    assert f"wrote {tmp_path}/f.svg and {tmp_path}/f.csv" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "said"), [("f.jpg", "must end in .svg or .png"), ("no/f.svg", "cannot be written"), ("f", "must end in")]
)
def test_wrong_usage(drawn_run: Path, tmp_path: Path, name: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plot", str(drawn_run), "--kind", "network", "-o", str(tmp_path / name)]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_to_draw_is_said(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Nothing was said about it, and the day was long for all of them.")
    out = tmp_path / "out"
    assert (
        main(["batch", str(tmp_path / "a.txt"), "--out", str(out), "--format", "csv", "--workers", "0", "--quiet"]) == 0
    )
    assert main(["plot", str(out), "--kind", kind, "-o", str(tmp_path / "f.svg")]) == 2
    assert f"nothing to draw: the run has no {KINDS[kind].what}" in capsys.readouterr().err
    assert not (tmp_path / "f.svg").exists()


def test_without_matplotlib_one_line_names_the_command(
    drawn_run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert main(["plot", str(drawn_run), "--kind", "network", "-o", str(tmp_path / "f.svg")]) == 2
    told = capsys.readouterr().err
    assert told == "diplo-extract: drawing plots needs matplotlib: pip install 'diplo-extract[plot]'\n"


def test_nodes_stand_apart_and_pairs_together() -> None:
    spots = layout(4, [(0, 1), (2, 3)])
    far = {(i, j): abs(complex(*spots[i]) - complex(*spots[j])) for i in range(4) for j in range(i)}
    assert min(far.values()) > 0.1
    assert max(far[1, 0], far[3, 2]) < min(far[2, 0], far[3, 0], far[2, 1], far[3, 1])
    assert layout(4, [(0, 1), (2, 3)]) == spots
    assert layout(0, []) == []
