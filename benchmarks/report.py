"""Write a batch output of 10,000 articles, make its report, and measure how fast Chromium opens it.

    python benchmarks/report.py                     # 10,000 articles
    python benchmarks/report.py --articles 2000 --keep FOLDER

The records are those of the articles in fixtures/ and seeds/, again and again, each time under another id, day of
publication, year of its events and names of states. Needs playwright and a Chromium.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from diplo_extract import extract, load
from diplo_extract.article import read_article
from diplo_extract.lexicon import Lexicons
from diplo_extract.records import Extraction
from diplo_extract.report.corpus import corpus_report
from diplo_extract.store.rows import article_row, rows_of
from diplo_extract.store.schemas import TABLES
from diplo_extract.store.tables import writer

ROOT = Path(__file__).parent.parent
MUST = 3.0  # seconds to open 10,000 articles
FIRST_DAY, DAYS = date(2015, 1, 1), 4_000
ROUNDS = 5


def sources() -> list[Extraction]:
    nlp = load()
    paths = sorted([*(ROOT / "fixtures" / "gold").glob("*.txt"), *(ROOT / "seeds").glob("*.txt")])
    return [extract(read_article(path), nlp=nlp) for path in paths]


def moved(table: str, row: list[Any], id: str, states: dict[str, str]) -> list[Any]:
    """Return a row under another id, with other states."""
    made = [id, *row[1:]]
    for place, (name, kind) in enumerate(TABLES[table]):
        if name in ("parties", "principals"):
            made[place] = list(dict.fromkeys(states.get(code, code) for code in made[place] or ()))
        elif name == "country" and kind == "string":
            made[place] = states.get(made[place], made[place])
    return made


def rows_of_article(number: int, extraction: Extraction, codes: list[str]) -> Iterable[tuple[str, list[Any]]]:
    chance = random.Random(number)
    states = dict(zip(codes, chance.sample(codes, len(codes)), strict=True)) if number % 3 else {}
    id = f"{chance.choice(('agency', 'ministry', 'paper'))}/story{number:05}"
    published = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    known = {"source": f"{id}.txt", "published": published.isoformat(), "kind": "text", "text": extraction.text}
    yield "articles", moved("articles", article_row(extraction, **known), id, states)
    for table, rows in rows_of(extraction).items():
        for row in rows:
            yield table, moved(table, row, id, states)


def write_run(out: Path, articles: int) -> dict[str, int]:
    """Write the tables of a run, as Parquet; return how many rows each has."""
    out.mkdir(parents=True, exist_ok=True)
    extractions = sources()
    codes = list(dict.fromkeys(row.id for row in Lexicons().rows("states")))
    streams = {table: (out / f"{table}.parquet").open("wb") for table in TABLES}
    writers = {table: writer("parquet", TABLES[table], stream) for table, stream in streams.items()}
    counts = dict.fromkeys(TABLES, 0)
    for number in range(articles):
        for table, row in rows_of_article(number, extractions[number % len(extractions)], codes):
            writers[table].write(row)
            counts[table] += 1
    for table in TABLES:
        writers[table].close()
        streams[table].close()
    tables = {table: {"file": f"{table}.parquet", "rows": n} for table, n in counts.items()}
    run = {"version": "benchmark", "counts": {"articles": articles}, "tables": tables}
    (out / "run.json").write_text(json.dumps(run), encoding="utf-8")
    return counts


def opening(page: Path) -> tuple[list[float], list[float], list[float]]:
    """Return the seconds to the numbers of the overview, to all charts drawn, and for a filter to take effect."""
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    opened, drawn, filtered = [], [], []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for _ in range(ROUNDS):
            tab = browser.new_page()
            begin = time.perf_counter()
            tab.goto(page.as_uri(), wait_until="commit")
            tab.locator("body[data-ready]").wait_for()
            opened.append(time.perf_counter() - begin)
            for part in tab.locator("main > section").all():
                part.scroll_into_view_if_needed()
            tab.locator(".body[data-drawn] >> nth=6").wait_for()
            drawn.append(time.perf_counter() - begin)
            # The clock of the page: the driver's own round trips would hide so short a time.
            filtered.append(
                tab.evaluate("() => { const t = performance.now(); apply(); return performance.now() - t; }") / 1000
            )
            tab.close()
        browser.close()
    return opened, drawn, filtered


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave tables and page there")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.keep or Path(temporary)
        counts = write_run(folder / "run", args.articles)
        begin = time.perf_counter()
        corpus_report(folder / "run", folder / "report.html")
        made = time.perf_counter() - begin
        opened, drawn, filtered = opening(folder / "report.html")
        size = (folder / "report.html").stat().st_size / 1e6
    records = sum(counts[table] for table in TABLES if table not in ("articles", "mentions", "warnings", "errors"))
    print(f"{args.articles:,} articles, {records:,} records: made in {made:.1f} s, {size:.1f} MB")
    for name, seconds in (("numbers shown", opened), ("all charts drawn", drawn), ("filter applied", filtered)):
        print(f"{name}: {statistics.median(seconds):.2f} s (median of {ROUNDS}; worst {max(seconds):.2f} s)")
    return int(args.articles <= 10_000 and statistics.median(opened) > MUST)


if __name__ == "__main__":
    raise SystemExit(main())
