"""A small run to draw."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplo_extract.cli import main

ARTICLES = {
    "a": "date 2022-05-11 Kenya and Uganda signed a memorandum of understanding on tourism on Tuesday.\n"
    "They aim to raise their trade from $500 million to $2 billion by 2030. "
    "The two countries established ties in 1963.",
    "b": "date 2023-02-01 Kenya and Uganda signed an agreement on energy on Monday, and Ghana and Togo signed a "
    "protocol on fisheries. An embassy is to open in 2026.",
    "c": "date 2024-06-01 The European Union and Peru signed a treaty on energy on Friday. They want to lift trade "
    "to 3 billion euros by 2028.",
}


@pytest.fixture(scope="session")
def drawn_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("to_draw")
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    out = folder / "out"
    assert main(["batch", str(folder), "--out", str(out), "--format", "csv", "--workers", "0", "--quiet"]) == 0
    return out
