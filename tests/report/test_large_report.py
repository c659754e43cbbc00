"""A report on 10,000 articles opens within three seconds."""

from __future__ import annotations

import importlib.util
import shutil
import statistics
from pathlib import Path

import pytest

from diplo_extract.report.corpus import corpus_report

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "report.py"


@pytest.mark.slow
def test_ten_thousand_articles_open_in_three_seconds(tmp_path: Path) -> None:
    if not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        pytest.skip("no Chromium is installed")
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")
    spec = importlib.util.spec_from_file_location("report_benchmark", BENCHMARK)
    assert spec is not None
    assert spec.loader is not None
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    counts = benchmark.write_run(tmp_path / "run", 10_000)
    assert counts["articles"] == 10_000
    assert counts["sectors"] > 10_000
    corpus_report(tmp_path / "run", tmp_path / "report.html")
    opened, _, filtered = benchmark.opening(tmp_path / "report.html")
    assert statistics.median(opened) < benchmark.MUST
    assert statistics.median(filtered) < 1
