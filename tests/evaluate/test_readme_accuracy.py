"""The README's accuracy table is the one that fixtures/baseline.json holds the figures of."""

import json
from pathlib import Path

import pytest

from diplo_extract.evaluate.baseline import gold_hash, read_baseline
from diplo_extract.evaluate.gold import read_gold
from diplo_extract.evaluate.readme import OPENING, accuracy_lines, table_in

ROOT = Path(__file__).parents[2]
BASELINE = ROOT / "fixtures" / "baseline.json"


def test_the_table_has_the_baselines_figures():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    if OPENING not in readme or not BASELINE.exists():
        pytest.skip("the README has no accuracy table yet")
    pipelines = json.loads(BASELINE.read_text(encoding="utf-8"))["pipelines"]
    expected = "\n".join(accuracy_lines({name: p["figures"] for name, p in pipelines.items()}))
    assert table_in(readme) == expected, (
        "run: diplo-extract evaluate fixtures/gold --save-baseline fixtures/baseline.json --markdown"
    )


def test_the_baseline_was_made_on_the_gold_that_is_shipped():
    if not BASELINE.exists():
        pytest.skip("no baseline is saved yet")
    assert read_baseline(BASELINE)["gold"] == {a.id: gold_hash(a) for a in read_gold(ROOT / "fixtures" / "gold")}
