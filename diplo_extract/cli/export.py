"""``diplo-extract export``: agreements as treaty rows or PLOVER events."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diplo_extract.cli.articles import write_lines
from diplo_extract.errors import OptionError

if TYPE_CHECKING:
    from diplo_extract.records import Extraction


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("export", help="write agreements as treaty rows or PLOVER events")
    parser.add_argument("file", metavar="FILE", help="what extract --format jsonl wrote; - is standard input")
    parser.add_argument(
        "--as",
        dest="shape",
        choices=("treaties", "plover"),
        default="treaties",
        help="one row an agreement, or one event a signing (default: treaties)",
    )
    parser.add_argument("--format", choices=("csv", "jsonl"), default="csv", help="default: csv")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read extractions and print the rows made of them."""
    from diplo_extract.export import PloverEvent, TreatyRow, plover_events, to_csv, treaty_rows

    kind: type[TreatyRow] | type[PloverEvent] = TreatyRow if args.shape == "treaties" else PloverEvent
    extractions = list(_read(args.file))
    rows: list[TreatyRow | PloverEvent] = []
    rows += treaty_rows(extractions) if kind is TreatyRow else plover_events(extractions)
    if args.format == "csv":
        write_lines(to_csv(rows, kind).removesuffix("\n").split("\n"))
    else:
        write_lines(json.dumps(asdict(row), ensure_ascii=False) for row in rows)
    return 0


def _read(file: str) -> Iterator[Extraction]:
    from diplo_extract.records import Extraction

    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        text = data.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OptionError(f"{file}: cannot be read: {error}") from error
    return (Extraction.from_json(line) for line in text.split("\n") if line.strip())
