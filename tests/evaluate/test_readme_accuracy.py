"""The README's accuracy table is the one that fixtures/baseline.json holds the figures of."""

import json
from pathlib import Path

from diplo_extract.cli import main
from diplo_extract.evaluate.baseline import gold_hash, read_baseline
from diplo_extract.evaluate.gold import read_gold
from diplo_extract.evaluate.readme import accuracy_lines, table_in

ROOT = Path(__file__).parents[2]
BASELINE = ROOT / "fixtures" / "baseline.json"


def test_the_table_has_the_baselines_figures():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    pipelines = json.loads(BASELINE.read_text(encoding="utf-8"))["pipelines"]
    expected = "\n".join(accuracy_lines({name: p["figures"] for name, p in pipelines.items()}))
    assert table_in(readme) == expected, (
        "run: diplo-extract evaluate fixtures/gold --save-baseline fixtures/baseline.json --markdown README.md"
    )


def test_the_table_is_written_into_a_readme(tmp_path, capsys):
    seed = str(ROOT / "fixtures" / "gold" / "000_76c739ae50ea2fb1.json")
    command = ["evaluate", seed, "--pipeline", "default", "--samples", "0", "--markdown"]
    path = tmp_path / "README.md"
    path.write_text("# Title\n\n<!-- accuracy -->\n<!-- /accuracy -->\n")
    assert main([*command, str(path)]) == 0
    assert path.read_text() == "# Title\n\n" + capsys.readouterr().out
    path.write_text("# Title\n")
    assert main([*command, str(path)]) == 2
    assert "no table between" in capsys.readouterr().err
    assert main(command) == 0
    assert capsys.readouterr().out.startswith("<!-- accuracy -->\n| F1 on 1 articles |")


def test_the_baseline_was_made_on_the_gold_that_is_shipped():
    assert read_baseline(BASELINE)["gold"] == {a.id: gold_hash(a) for a in read_gold(ROOT / "fixtures" / "gold")}
