"""Hold this package's scorer against the reference scorer, to the last digit, on predictions spoiled in every way.

    python benchmarks/scorer_agreement.py SCORE_PY GOLD_FOLDER [--seeds N] [--record FOLDER]

Gold is turned into predictions and spoiled (records dropped, doubled, moved, mixed up, values changed), both scorers
count, and every figure is compared. ``--record`` writes the predictions of the first seed and the reference's figures
for them into a folder: ``tests/evaluate/test_score.py`` holds the scorer to these wherever the reference is absent.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random
from typing import Any

from diplo_extract.evaluate.convert import to_extraction
from diplo_extract.evaluate.gold import match_predictions, read_gold, read_predictions
from diplo_extract.evaluate.report import evaluate, report_dict

LAYERS = ("agreements", "signatories", "sectors", "amounts", "monetary_targets", "historical_dates")
CHOICES: dict[str, tuple[Any, ...]] = {
    "kind": ("agreement", "protocol"),
    "status": ("signed", "planned"),
    "date": (None, "2022", "2022-05-10"),
    "place": (None, "the City of Ankara", "Rome"),
    "count": (None, 1, 5),
    "person": (None, "Erdogan", "Ann Example"),
    "role": (None, "President"),
    "organization": (None, "the Ministry of Trade", "Trade Ministry"),
    "country": (None, "TUR", "USA"),
    "sector": ("energy", "trade"),
    "amount": ("5000000000", "1", "10000000000.0"),
    "currency": (None, "USD", "EUR"),
    "indicator": ("trade", "investment"),
    "baseline": (None, "5000000000"),
    "deadline": (None, "2030", "in the coming years"),
    "parties": ([], ["TUR", "KAZ"], ["USA"]),
    "value": ("2021", "1992-03-02"),
    "event_type": ("visit", "other"),
    "event": (None, "ties", "visit"),
}


def spoil(extraction: dict[str, Any], text: str, random: Random) -> dict[str, Any]:
    """Return a copy of an extraction with errors of every kind."""
    spoiled = {**extraction, "principals": [p for p in extraction["principals"] if random.random() > 0.2]}
    for layer in LAYERS:
        records = [r for r in extraction[layer] if random.random() > 0.15]
        records += [r for r in records if random.random() < 0.1 and layer != "agreements"]
        spoiled[layer] = _shuffled([_spoil_record(layer, r, text, random) for r in records], random)
    return spoiled


def _spoil_record(layer: str, record: dict[str, Any], text: str, random: Random) -> dict[str, Any]:
    record = dict(record)
    for name, choices in CHOICES.items():
        if name in record and random.random() < 0.12:
            record[name] = _pick(("target", "past") if (layer, name) == ("amounts", "role") else choices, random)
    if layer == "signatories" and random.random() < 0.1:
        record["agreement"] = _pick(("A1", "A2", "A9"), random)
    if layer == "sectors" and random.random() < 0.3:
        record["agreements"] = [*record["agreements"], "A9"]
    moved = [_move(m, text, random) if random.random() < 0.3 else m for m in record["mentions"]]
    record["mentions"] = [m for i, m in enumerate(moved) if i == 0 or random.random() > 0.2]
    return record


def _move(mention: dict[str, Any], text: str, random: Random) -> dict[str, Any]:
    by = 2000 if random.random() < 0.1 else 17
    start = min(max(0, mention["start"] + int((random.random() - 0.5) * by)), len(text) - 1)
    end = min(len(text), max(start + 1, start + mention["end"] - mention["start"] + int(random.random() * 17) - 8))
    return {**mention, "start": start, "end": end, "text": text[start:end]}


def _pick(choices: tuple[Any, ...], random: Random) -> Any:
    return choices[int(random.random() * len(choices))]


def _shuffled(records: list[dict[str, Any]], random: Random) -> list[dict[str, Any]]:
    return sorted(records, key=lambda _: random.random()) if random.random() < 0.5 else records


def reference_figures(scorer: Path, gold: Path, predictions: Path) -> dict[str, Any]:
    """Run the reference scorer."""
    command = [sys.executable, str(scorer), str(gold), str(predictions), "--json"]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def own_figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return this package's figures in the reference's shape."""
    articles = read_gold(gold)
    extractions = match_predictions(articles, read_predictions(predictions))
    figures = report_dict(evaluate(articles, extractions, samples=0))
    keep = ("p", "r", "f1", "tp", "fp", "fn", "slots")
    layers = {name: {key: layer[key] for key in keep} for name, layer in figures["layers"].items()}
    return {"articles": figures["articles"], "mission_f1": figures["mission_f1"], "layers": layers}


def main() -> int:
    """Compare, and record when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scorer", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--record", type=Path)
    args = parser.parse_args()
    articles, differences = read_gold(args.gold), 0
    for seed in range(args.seeds):
        with tempfile.TemporaryDirectory() as folder:
            predictions = Path(folder) / "predictions.jsonl"
            random = Random(seed)
            rows = [spoil(to_extraction(a).to_dict(), a.text, random) for a in articles]
            predictions.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
            expected, got = reference_figures(args.scorer, args.gold, predictions), own_figures(args.gold, predictions)
            if expected != got:
                differences += 1
                print(f"seed {seed}: reference {json.dumps(expected)}\n          own {json.dumps(got)}")
            if args.record and seed == 0:
                args.record.mkdir(parents=True, exist_ok=True)
                (args.record / "predictions.jsonl").write_bytes(predictions.read_bytes())
                (args.record / "figures.json").write_text(json.dumps(expected, indent=1) + "\n")
    print(f"{len(articles)} articles, {args.seeds} seeds: {differences} with different figures")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
