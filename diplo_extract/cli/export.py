"""``diplo-extract export``: finished extractions as treaty rows or PLOVER events."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from diplo_extract.errors import OptionError
from diplo_extract.records import Extraction


def add_parser(commands: Any) -> None:
    """Add the command's parser."""
    parser = commands.add_parser(
        "export",
        help="treaty rows or PLOVER events from extractions",
        description="Read extractions (one JSON object a line, as 'extract --format jsonl' writes them) and write "
        "one row an agreement, or one PLOVER event a signing.",
    )
    parser.add_argument("file", metavar="FILE", help="a JSONL file of extractions; - for standard input")
    parser.add_argument(
        "--as", dest="shape", choices=("treaties", "plover"), default="treaties", help="default: treaties"
    )
    parser.add_argument("--format", choices=("csv", "jsonl"), default="csv", help="default: csv")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the rows to standard output."""
    from diplo_extract.export import PloverEvent, TreatyRow, plover_events, to_csv, treaty_rows

    extractions = _read(args.file)
    rows = treaty_rows(extractions) if args.shape == "treaties" else plover_events(extractions)
    if args.format == "csv":
        kind = TreatyRow if args.shape == "treaties" else PloverEvent
        sys.stdout.write(to_csv(rows, kind))
    else:
        for row in rows:
            sys.stdout.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
    return 0


def _read(file: str) -> Iterator[Extraction]:
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OptionError(f"{file}: cannot be read: {error}") from error
    for line in text.splitlines():
        if line.strip():
            yield Extraction.from_json(line)
