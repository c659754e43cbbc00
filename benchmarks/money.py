"""Accuracy and speed of the reader of sums.

    python benchmarks/money.py phrases PHRASES.jsonl [--errors]
    python benchmarks/money.py model CurrencyModel.json [--errors]
    python benchmarks/money.py speed FOLDER_OF_TEXTS [--peers]

``phrases`` wants every sum of a sentence exact: amount, upper amount, currency, bound, rate and place. ``model``
reads Microsoft's specification of currencies (Recognizers-Text, MIT License, Copyright (c) Microsoft Corporation;
not shipped here) and counts amount and ISO currency, one to one; the ends of a range count on their own; its
entries without a number ("dollar") are no sums and are left out. Where it names a unit without a country, each
currency of that name counts, and so does none; a bare "Dollar" is USD, a bare "Pound" GBP, and "Cent" a part of
the first. ``speed`` prints words a second on texts that are already in memory.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from diplo_extract.article import make_article
from diplo_extract.components.factories import find
from diplo_extract.components.money import find_money
from diplo_extract.context import Context, make_context
from diplo_extract.lexicon import Lexicons
from diplo_extract.records import Amount
from diplo_extract.resolve import resolve

LEXICONS = Lexicons()
BOUNDS = {"=": "exact", "~": "approximately", ">": "at_least", "<": "at_most"}
# What Microsoft's names without an ISO code stand for: the codes that count; None where no code is an answer too.
UNITS: dict[str, tuple[str | None, ...]] = {
    "Dollar": ("USD",),
    "Cent": ("USD",),
    "Pound": ("GBP", None),
    "Pence": ("GBP",),
    "Penny": ("GBP",),
    "Franc": (None, "FRF", "CHF", "BEF"),
    "Rupee": (None, "INR"),
    "Peseta": ("ESP",),
    "Finnish markka": ("FIM",),
    "Netherlands guilder": ("NLG",),
    "Bitcoin": (None,),
    "Satoshi": (None,),
    "Sen": (None, "MYR", "IDR"),
}
HUNDREDTHS = {"Cent", "Pence", "Penny", "Sen"}


def amounts(text: str) -> tuple[Amount, ...]:
    """Return the amounts of a text through the whole chain."""
    article = make_article(text, id="text")
    ctx = make_context(text, article.published, LEXICONS)
    find(ctx)
    return resolve(article, ctx).amounts


def score_phrases(path: Path, errors: bool) -> int:
    """Print how many sentences are exact; return 1 where some are not."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    wrong = [row for row in rows if _said(row["text"]) != _gold(row["gold"])]
    print(f"{path.name}: {len(rows) - len(wrong)} of {len(rows)} sentences exact")
    for row in wrong if errors else ():
        print(f"  {row['id']} {row['text']}\n    gold {_gold(row['gold'])}\n    said {_said(row['text'])}")
    return 1 if wrong else 0


def _gold(gold: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [
        (
            *(g["start"], g["end"], Decimal(g["amount"])),
            Decimal(g["amount_max"]) if g["amount_max"] else None,
            *(g["currency"], BOUNDS[g["approx"]], g["per"]),
        )
        for g in gold
    ]


def _said(text: str) -> list[tuple[Any, ...]]:
    return [
        (a.mentions[0].start, a.mentions[0].end, a.amount, a.amount_max, a.currency, a.bound, a.per)
        for a in amounts(text)
    ]


def score_model(path: Path, errors: bool) -> int:
    """Print precision, recall and F1 over Microsoft's specification."""
    found = wanted = right = 0
    for case in json.loads(path.read_text(encoding="utf-8")):
        gold = list(_model_gold(case["Results"]))
        said = [pair for a in amounts(case["Input"]) for pair in _ends(a)]
        matched = _one_to_one(gold, said)
        found, wanted, right = found + len(said), wanted + len(gold), right + matched
        if errors and not (matched == len(gold) == len(said)):
            print(f"  {case['Input'][:110]!r}\n    gold {[(str(v), u) for v, u in gold]}\n    said {said}")
    precision, recall = right / found, right / wanted
    f1 = 2 * right / (found + wanted)
    print(f"{path.name}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({right} right, {found} found, {wanted} wanted)")
    return 0


def _model_gold(results: list[dict[str, Any]]) -> Iterator[tuple[Decimal, tuple[str | None, ...]]]:
    for result in results:
        resolution = result["Resolution"]
        if resolution.get("value") is None:
            continue
        unit = resolution["unit"]
        codes = (resolution["isoCurrency"],) if resolution.get("isoCurrency") else UNITS[unit]
        yield Decimal(resolution["value"]) * (Decimal("0.01") if unit in HUNDREDTHS else 1), codes


def _ends(amount: Amount) -> list[tuple[Decimal, str | None]]:
    values = [amount.amount] if amount.amount_max is None else [amount.amount, amount.amount_max]
    return [(value, amount.currency) for value in values]


def _one_to_one(gold: list[tuple[Decimal, tuple[str | None, ...]]], said: list[tuple[Decimal, str | None]]) -> int:
    left, right = list(said), 0
    for value, codes in gold:
        hit = next((s for s in left if s[0] == value and s[1] in codes), None)
        if hit:
            left.remove(hit)
            right += 1
    return right


def measure(folder: Path, peers: bool) -> int:
    """Print words a second on texts in memory, the best of three rounds."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    words = sum(len(text.split()) for text in texts)
    contexts = [make_context(text, None, LEXICONS) for text in texts]
    find_money(contexts[0])
    print(f"{len(texts)} texts, {words:,} words")
    print(f"  sums on a ready view    {words / _best(lambda: _find_all(contexts)):>12,.0f} words/s")
    print(f"  sums from the bare text {words / _best(lambda: _from_text(texts)):>12,.0f} words/s")
    if peers:
        print(f"  quantulum3              {words / _best(lambda: _quantulum(texts), rounds=1):>12,.0f} words/s")
    return 0


def _find_all(contexts: list[Context]) -> None:
    for ctx in contexts:
        ctx._matches.clear()
        find_money(ctx)


def _from_text(texts: list[str]) -> None:
    for text in texts:
        find_money(make_context(text, None, LEXICONS))


def _quantulum(texts: list[str]) -> None:
    import quantulum3.classifier
    from quantulum3 import parser

    quantulum3.classifier.USE_CLF = False
    for text in texts:
        parser.parse(text)


def _best(work: Callable[[], None], rounds: int = 3) -> float:
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


def main(argv: list[str] | None = None) -> int:
    """Run one of the three measurements."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=["phrases", "model", "speed"])
    parser.add_argument("path", type=Path, help="the file of phrases or of the specification, or the folder of texts")
    parser.add_argument("--errors", action="store_true", help="print what is not right")
    parser.add_argument("--peers", action="store_true", help="time quantulum3 on the same texts")
    args = parser.parse_args(argv)
    if args.what == "speed":
        return measure(args.path, args.peers)
    return (score_phrases if args.what == "phrases" else score_model)(args.path, args.errors)


if __name__ == "__main__":
    sys.exit(main())
