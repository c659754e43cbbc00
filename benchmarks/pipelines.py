"""Write the table of both pipelines, accuracy and speed, between its markers in a page.

    python benchmarks/pipelines.py            # print it
    python benchmarks/pipelines.py README.md  # write it between <!-- pipelines --> and <!-- /pipelines -->

Accuracy comes from ``fixtures/baseline.json`` (``diplo-extract evaluate ... --save-baseline``), speed from
``docs/speed.json`` (``benchmarks/run``).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
OPENING, CLOSING = "<!-- pipelines -->", "<!-- /pipelines -->"
LAYERS = ("signatories", "sectors", "monetary_targets", "historical_dates")
# The pipeline's name in the baseline, in the figures of speed, and in the table.
PIPELINES = (
    ("default", "default", "`load()`"),
    ("en_core_web_sm", "with en_core_web_sm", '`load("en_core_web_sm")`'),
)


def table(baseline: dict[str, Any], figures: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of the table, markers included."""
    speed, articles = figures["speed"], next(iter(baseline["pipelines"].values()))["figures"]["articles"]
    heads = [f"F1 {layer.replace('_', ' ')}" for layer in ("mission", *LAYERS)]
    yield OPENING
    yield f"| pipeline | words/s | × bare en_core_web_sm | peak MB | {' | '.join(heads)} |"
    yield f"| --- |{' ---: |' * (3 + len(heads))}"
    for accuracy, timed, name in PIPELINES:
        found = baseline["pipelines"][accuracy]["figures"]
        scores = [found["mission_f1"], *(found["layers"][layer]["f1"] for layer in LAYERS)]
        yield (
            f"| {name} | {speed[timed]:,.0f} | {speed[timed] / speed['en_core_web_sm']:.1f} | "
            f"{figures['peak_mb'][timed]:.0f} | {' | '.join(f'{score:.3f}' for score in scores)} |"
        )
    yield ""
    yield (
        f"F1 on the {articles} articles of `fixtures/gold` (`diplo-extract evaluate`), words a second on one core "
        "(`benchmarks/run`, [docs/speed.md](docs/speed.md)); `benchmarks/pipelines.py` writes this table."
    )
    yield CLOSING


def lines() -> list[str]:
    """Return the table of the figures as they lie in the repository."""
    baseline, figures = ROOT / "fixtures" / "baseline.json", ROOT / "docs" / "speed.json"
    return list(table(json.loads(baseline.read_text("utf-8")), json.loads(figures.read_text("utf-8"))))


def written(page: str, table: list[str]) -> str:
    """Return a page with the table between its markers made new; raise ``ValueError`` where they are missing."""
    start, end = page.find(OPENING), page.find(CLOSING)
    if not 0 <= start < end:
        raise ValueError(f"no table between {OPENING} and {CLOSING}")
    return page[:start] + "\n".join(table) + page[end + len(CLOSING) :]


def main() -> int:
    parser = argparse.ArgumentParser(description="Write the table of both pipelines, accuracy and speed.")
    parser.add_argument("page", type=Path, nargs="?", help="a page with the markers; none: print the table")
    path = parser.parse_args().page
    if path is None:
        print("\n".join(lines()))
        return 0
    try:
        path.write_text(written(path.read_text("utf-8"), lines()), encoding="utf-8")
    except ValueError as error:
        print(f"{path}: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
