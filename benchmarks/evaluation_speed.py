"""How long it takes to read and score 1,000 gold articles of 50 records each, and to build the report.

    python benchmarks/evaluation_speed.py [--articles N] [--records N]

The articles are made up on the spot; every fifth record is predicted wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from diplo_extract.evaluate.baseline import save_baseline
from diplo_extract.evaluate.convert import to_extraction
from diplo_extract.evaluate.gold import read_gold
from diplo_extract.evaluate.report import evaluate
from diplo_extract.evaluate.write import gold_text
from diplo_extract.records import Extraction
from diplo_extract.report.evaluation import evaluation_html

LIMITS = {"score": 10.0, "report": 30.0}  # seconds, for 1,000 articles of 50 records


def made_up(records: int) -> tuple[str, dict[str, Any]]:
    """Return a text and its gold: per sentence a signatory, two sectors, a sum and a date."""
    sentences, raw = [], dict[str, Any](published="2024-05-02", principals=["NOR", "JPN"], monetary_targets=[])
    layers = ("agreements", "signatories", "sectors", "amounts", "historical_dates")
    raw |= {layer: [] for layer in layers}
    for n in range(1, records // 6 + 1):
        sentences.append(f"Norway signed agreement {n}x on trade and energy worth ${n} million in {1900 + n % 120}.")
        raw["agreements"].append(
            {"id": f"A{n}", "kind": "agreement", "quote": f"agreement {n}x", "nth": 1, "quotes": [],
             "status": "signed", "date": None, "place": None, "count": 1}
        )  # fmt: skip
        raw["signatories"].append(
            {"agreement": f"A{n}", "person": None, "role": None, "organization": None, "country": "NOR",
             "quote": "Norway", "nth": n}
        )  # fmt: skip
        for sector in ("trade", "energy"):
            raw["sectors"].append({"sector": sector, "quote": sector, "nth": n, "agreement": f"A{n}"})
        raw["amounts"].append(
            {"amount": n * 1_000_000, "currency": "USD", "role": "commitment", "indicator": "contract",
             "quote": f"${n} million", "nth": 1}
        )  # fmt: skip
        raw["historical_dates"].append(
            {"value": str(1900 + n % 120), "quote": str(1900 + n % 120), "nth": 1, "event_type": "agreement_signed",
             "event": "signed", "parties": ["NOR"]}
        )  # fmt: skip
    return " ".join(sentences), raw


def spoiled(extraction: Extraction) -> Extraction:
    """Return an extraction of which every fifth record is wrong."""
    amounts = tuple(replace(a, amount=a.amount + (i % 5 == 0)) for i, a in enumerate(extraction.amounts))
    return replace(extraction, amounts=amounts, signatories=extraction.signatories[::2])


def main() -> int:
    """Measure, print, and return 1 where a limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--records", type=int, default=50)
    args = parser.parse_args()
    text, raw = made_up(args.records + 5)
    with tempfile.TemporaryDirectory() as folder:
        for n in range(args.articles):
            (Path(folder) / f"a{n:06}.txt").write_text(text, encoding="utf-8")
            (Path(folder) / f"a{n:06}.json").write_text(gold_text(raw), encoding="utf-8")
        start = time.perf_counter()
        gold = read_gold(folder)
        read = time.perf_counter() - start
        predictions = [spoiled(to_extraction(article)) for article in gold]
        start = time.perf_counter()
        report = evaluate(gold, predictions)
        score = time.perf_counter() - start
        start = time.perf_counter()
        page = evaluation_html(gold, [report])
        build = time.perf_counter() - start
        start = time.perf_counter()
        save_baseline(Path(folder) / "baseline.json", gold, [report])
        save = time.perf_counter() - start
    records = sum(len(items) for items in gold[0].annotation.items.values())
    seconds = {"read gold": read, "score": score, "report": build, "save baseline": save}
    print(f"{args.articles} articles of {records} records; report {len(page) / 1e6:.1f} MB")
    print(json.dumps({name: round(value, 2) for name, value in seconds.items()}))
    return 1 if read + score > LIMITS["score"] or build > LIMITS["report"] else 0


if __name__ == "__main__":
    sys.exit(main())
