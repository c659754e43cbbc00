"""A report on 10,000 articles opens within three seconds."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from diplo_extract.report.corpus import corpus_report


@pytest.mark.slow
def test_ten_thousand_articles_open_in_three_seconds(
    tmp_path: Path, benchmark_module: Callable[[str], ModuleType]
) -> None:
    if not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        pytest.skip("no Chromium is installed")
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")
    benchmark = benchmark_module("report")
    counts = benchmark.write_run(tmp_path / "run", 10_000)
    assert counts["articles"] == 10_000
    assert counts["sectors"] > 10_000
    corpus_report(tmp_path / "run", tmp_path / "report.html")
    opened, _, filtered = benchmark.opening(tmp_path / "report.html")
    assert statistics.median(opened) < benchmark.MUST
    assert statistics.median(filtered) < 1
