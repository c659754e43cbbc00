"""Compare the output of every fixture with the recorded one, or record it anew: speed must not change a byte.

    python benchmarks/record.py            # name the articles and fields whose output differs
    python benchmarks/record.py --write    # take the present output as the right one (after a rule has changed)

The record is ``fixtures/recorded.jsonl.gz``, one article a line, each with the text that it was made of.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from diplo_extract import extract_many, read_article

ROOT = Path(__file__).parent.parent
RECORD = ROOT / "fixtures" / "recorded.jsonl.gz"
ADVICE = "a rule has changed? look at the differences, then run: python benchmarks/record.py --write"


def present() -> dict[str, str]:
    """Return the JSON of every fixture, by article id, as the code gives it now."""
    paths = sorted((ROOT / "fixtures" / "gold").rglob("*.txt"))
    articles = [read_article(path, published=None) for path in paths]
    return {e.article.id: _line(e.to_dict()) for e in extract_many(articles)}


def _line(data: dict[str, Any]) -> str:
    data["article"]["source"] = None  # where the repository lies is no part of the output
    return json.dumps(data, ensure_ascii=False)


def recorded() -> dict[str, str]:
    """Return the recorded JSON of every fixture, by article id."""
    with gzip.open(RECORD, "rt", encoding="utf-8") as lines:
        return {json.loads(line)["article"]["id"]: line.rstrip("\n") for line in lines}


def write() -> None:
    """Record the present output; the same output gives the same file."""
    text = "".join(f"{line}\n" for line in present().values())
    RECORD.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))


def differences(old: dict[str, str], new: dict[str, str]) -> Iterator[str]:
    """Yield a readable line for each record that one side has and the other has not, article by article."""
    for id in sorted(old.keys() | new.keys()):
        if id not in old or id not in new:
            yield f"{id}: {'is not recorded' if id not in old else 'is recorded, but is no fixture'}"
        elif old[id] != new[id]:
            yield from _in_article(id, json.loads(old[id]), json.loads(new[id]))


def _in_article(id: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    lines = [line for layer in old.keys() | new.keys() for line in _in_layer(layer, old.get(layer), new.get(layer))]
    yield from (f"{id}: {line}" for line in sorted(lines) or ["the same records, written otherwise"])


def _in_layer(layer: str, old: Any, new: Any) -> Iterator[str]:
    if old == new:
        return
    if not (isinstance(old, list) and isinstance(new, list)):
        yield f"{layer}: recorded {old}, now {new}"
        return
    gone, come = [r for r in old if r not in new], [r for r in new if r not in old]
    yield from (f"{layer}: gone {json.dumps(record, ensure_ascii=False)}" for record in gone)
    yield from (f"{layer}: new {json.dumps(record, ensure_ascii=False)}" for record in come)
    if not gone and not come:
        yield f"{layer}: the same records in another order"


def main() -> int:
    parser = argparse.ArgumentParser(description="Compare the output of every fixture with the recorded one.")
    parser.add_argument("--write", action="store_true", help="record the present output")
    if parser.parse_args().write:
        write()
        print(f"{RECORD.relative_to(ROOT)}: {RECORD.stat().st_size:,} bytes, {len(recorded())} articles")
        return 0
    lines = list(differences(recorded(), present()))
    print("\n".join([*lines, ADVICE] if lines else ["every fixture gives the recorded bytes"]))
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
