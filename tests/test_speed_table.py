"""The table of both pipelines: written between its markers, with the figures that lie in the repository."""

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def pipelines(benchmark_module: Callable[[str], ModuleType]) -> ModuleType:
    return benchmark_module("pipelines")


def test_the_table_is_written_between_its_markers(pipelines: ModuleType) -> None:
    page = f"# Title\n\n{pipelines.OPENING}\nold\n{pipelines.CLOSING}\n\nMore.\n"
    written = pipelines.written(page, pipelines.lines())
    assert written.startswith("# Title\n\n<!-- pipelines -->\n| pipeline | words/s |")
    assert written.endswith("<!-- /pipelines -->\n\nMore.\n")
    assert pipelines.written(written, pipelines.lines()) == written
    with pytest.raises(ValueError, match="no table between"):
        pipelines.written("# Title\n", [])


def test_the_table_has_the_measured_figures(pipelines: ModuleType) -> None:
    figures = json.loads((ROOT / "docs" / "speed.json").read_text(encoding="utf-8"))
    default = next(line for line in pipelines.lines() if line.startswith("| `load()`"))
    cells = [cell.strip() for cell in default.split("|")]
    assert cells[2] == f"{figures['speed']['default']:,.0f}"
    assert cells[4] == f"{figures['peak_mb']['default']:.0f}"


@pytest.mark.skipif("<!-- pipelines -->" not in README, reason="the README has no table of both pipelines")
def test_the_readme_has_the_table(pipelines: ModuleType) -> None:
    assert pipelines.written(README, pipelines.lines()) == README, "run: python benchmarks/pipelines.py README.md"


def test_the_page_of_speed_has_every_figure() -> None:
    figures = json.loads((ROOT / "docs" / "speed.json").read_text(encoding="utf-8"))
    page = (ROOT / "docs" / "speed.md").read_text(encoding="utf-8")
    assert all(f"| {name} | {words:,.0f} |" in page for name, words in figures["speed"].items())
    assert all(f"| {name} | {seconds:.2f} |" in page for name, seconds in figures["starts"].items())
    assert {"load()", "import diplo_extract"} <= figures["starts"].keys()
    assert (ROOT / "docs" / "speed.svg").read_text(encoding="utf-8").count("<svg") == 1
