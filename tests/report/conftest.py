"""A small run with hostile articles, and a browser whose tabs note every message, error and request."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from diplo_extract.cli import main

HOSTILE = (
    "date 2024-03-05 </script><script>document.title='run'</script> \"onload='x' 😀 \u202eabc\u202c "
    "Peru and Chile signed a treaty on <b>energy</b> on Monday. <img src=x onerror=alert(1)>\n" + "w" * 10_000 + "\n"
    "It was said that the two of them had been at it for a year, and that the rest would be for others to do.\n"
)
ARTICLES = {
    "north/a.txt": "date 2022-05-11 Kenya and Uganda signed a memorandum of understanding on tourism on Tuesday.\n"
    "They aim to raise their trade from $500 million to $2 billion by 2030. "
    "The two countries established ties in 1963.",
    "north/b.txt": "date 2023-02-01 Kenya and Uganda signed an agreement on energy on Monday, and Ghana and Togo "
    "signed a protocol on fisheries.\nAn embassy is to open in 2026.",
    "south/hostile.txt": HOSTILE,
    "south/copy.txt": "date 2024-03-06 Oman and Malta signed a treaty on shipping in 2019, and they will sign another "
    "treaty on health next year, the two ministries said after a day of talks.",
    "south/copy2.txt": "date 2024-03-06 Oman and Malta signed a treaty on shipping in 2019, and they will sign another "
    "treaty on health next year, the two ministries said after a day of talks.",
    "south/quiet.txt": "Nothing was said about anything, and the day was long for all who waited in the rain.",
    "south/empty.txt": "",
}


@pytest.fixture(scope="session")
def run_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Run the articles into tables of a format, once."""
    folder = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    done: dict[str, Path] = {}

    def run(format: str) -> Path:
        if format not in done:
            out = tmp_path_factory.mktemp("results") / "press"
            assert main(["batch", str(folder), "--out", str(out), "--format", format, "--workers", "0", "--quiet"]) == 1
            done[format] = out
        return done[format]

    return run


UNNAMED = """() => [...document.querySelectorAll("button, input, select, textarea, summary, [role=button], [role=img]")]
  .filter((node) => !(node.getAttribute("aria-label") || node.textContent.trim() || node.labels?.length))
  .map((node) => node.outerHTML.slice(0, 100))"""


@pytest.fixture
def unnamed() -> str:
    """Return a script that lists the controls without an accessible name."""
    return UNNAMED
