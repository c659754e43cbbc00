"""Make the pictures of docs/images from the fixtures: the page of an article, the report on a run, and a plot.

python docs/screenshots.py

Needs playwright and a Chromium (Debian: apt-get install chromium), and matplotlib.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from diplo_extract import extract
from diplo_extract.article import read_article
from diplo_extract.cli import main as diplo_extract
from diplo_extract.plot import plot
from diplo_extract.report.corpus import corpus_report

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
SEED = Path("seeds") / "000_76c739ae50ea2fb1.txt"
MOST_BYTES = 250_000  # of a picture in the repository


def sorted_by_origin(folder: Path) -> Path:
    """Copy the texts of the fixtures into a folder each for where they come from."""
    for text in sorted((ROOT / "fixtures" / "gold").glob("*.txt")):
        origin = text.stem.rpartition("_")[0].rstrip("_0123456789") or "seed"
        (folder / origin).mkdir(parents=True, exist_ok=True)
        shutil.copy(text, folder / origin)
    return folder


def article(tab: Any, folder: Path) -> None:
    """Show the seed with its first agreement chosen."""
    page = folder / "article.html"
    page.write_text(extract(read_article(SEED)).to_html(), encoding="utf-8")
    tab.goto(page.as_uri())
    tab.click(".card .row.agreements >> nth=0")
    tab.screenshot(path=IMAGES / "article.png")


def report(tab: Any, folder: Path) -> None:
    """Show the report on the fixtures: its network, its heat map, and a list behind a number."""
    page = folder / "report.html"
    corpus_report(folder / "fixtures", page)
    tab.goto(page.as_uri())
    tab.screenshot(path=IMAGES / "report.png")
    for part in ("network", "sectors"):
        tab.locator(f"#{part}").scroll_into_view_if_needed()
        tab.locator(f"#{part} canvas").first.wait_for()
        tab.locator("#filters").evaluate("(form) => { form.style.position = 'static'; }")
        tab.locator(f"#{part}").screenshot(path=IMAGES / f"report_{part}.png")
    tab.goto(page.as_uri() + "?#country=KAZ&kind=timeline")
    tab.click("dl >> text=Dated events >> xpath=.. >> button")
    tab.screenshot(path=IMAGES / "report_list.png")


def main() -> int:
    """Write all pictures; return 1 where one is too large."""
    IMAGES.mkdir(exist_ok=True)
    os.chdir(ROOT)  # the page of an article names its file as it was given
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as driver:
        folder = Path(temporary)
        diplo_extract(
            [
                "batch",
                str(sorted_by_origin(folder / "texts")),
                "--out",
                str(folder / "fixtures"),
                "--format",
                "jsonl",
                "--quiet",
            ]
        )
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1200, "height": 800})
        article(tab, folder)
        report(tab, folder)
        browser.close()
        for kind, name in (("timeline", "timeline.png"), ("targets", "targets.svg")):
            plot(folder / "fixtures", kind, IMAGES / name).unlink()  # the numbers are in the fixtures
    large = [path.name for path in IMAGES.iterdir() if path.stat().st_size > MOST_BYTES]
    print(
        f"too large: {', '.join(large)}" if large else f"wrote {len(list(IMAGES.iterdir()))} pictures", file=sys.stderr
    )
    return int(bool(large))


if __name__ == "__main__":
    raise SystemExit(main())
