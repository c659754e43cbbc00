"""The tutorial notebook runs from the first cell to the last, and its plots have something in them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "examples" / "notebooks" / "tutorial.ipynb"


@pytest.mark.slow
def test_the_notebook_runs_and_draws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    for module in ("ipykernel", "pandas", "pyarrow", "matplotlib"):
        pytest.importorskip(module)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    for name in ("seeds", "fixtures"):
        (tmp_path / name).symlink_to(ROOT / name)
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    assert all(not cell.get("outputs") for cell in notebook.cells)
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    shown = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert [o for o in shown if o["output_type"] == "error" or o.get("name") == "stderr"] == []
    assert sum("image/svg+xml" in output.get("data", {}) for output in shown) == 3
    for picture in ("timeline", "network", "sectors"):
        with (tmp_path / "tutorial" / f"{picture}.csv").open(encoding="utf-8", newline="") as lines:
            assert len(list(csv.reader(lines))) > 3
